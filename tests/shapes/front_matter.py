"""Hostile front matter: lines without end, flows and quotes left open, levels as deep as they get."""

from shapes import Shape, again

FRONT_MATTER = {
    "keys without values": Shape(again("a:\n", "---\ntitle: [글] 글\n", "---\n")),
    "keys ever deeper": Shape(lambda n: "---\ntitle: [글] 글\n" + "".join(" " * level + "a:\n" for level in range(n)) + "---\n"),
    "quotes left open": Shape(again('"a ', "---\ntitle: ", '"\n---\n')),
    "complex keys": Shape(again("? ", "---\ntitle: [글] 글\n", "\n---\n")),
    "maps in maps": Shape(again("{a: ", "---\ntitle: [글] 글\nb: ", "\n---\n")),
    "a list of open quotes": Shape(again('"a, ', "---\ntags: [1:2, ", "\n---\n")),
    "spaces": Shape(again(" ", "---\n", "x")),
    "blank lines": Shape(again("\n ")),
    "lines that nearly end it": Shape(again("---x\n", "---\n")),
    "comments": Shape(again("#\n", "+++\n", "+++\n")),
}
