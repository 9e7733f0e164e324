"""Hostile front matter: lines without end, flows and quotes left open, levels as deep as they get."""

from shapes import Shape, again

FRONT_MATTER = {
    "keys without values": Shape(again("a:\n", "---\ntitle: [글] 글\n", "---\n"), 16_000),
    "keys ever deeper": Shape(
        lambda n: "---\ntitle: [글] 글\n" + "".join(" " * level + "a:\n" for level in range(n)) + "---\n", 300
    ),
    "quotes left open": Shape(again('"a ', "---\ntitle: ", '"\n---\n'), 20_000),
    "complex keys": Shape(again("? ", "---\ntitle: [글] 글\n", "\n---\n"), 20_000),
    "maps in maps": Shape(again("{a: ", "---\ntitle: [글] 글\nb: ", "\n---\n"), 12_000),
    "a list of open quotes": Shape(again('"a, ', "---\ntags: [1:2, ", "\n---\n"), 15_000),
    "spaces": Shape(again(" ", "---\n", "x"), 200_000),
    "blank lines": Shape(again("\n "), 200_000),
    "lines that nearly end it": Shape(again("---x\n", "---\n"), 200_000),
    "comments": Shape(again("#\n", "+++\n", "+++\n"), 30_000),
}
