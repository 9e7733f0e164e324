"""What Hugo's own shortcodes become. One that is not here stays text, with a notice: only its site knows what it shows."""

from collections.abc import Callable

from convert.model import Block, CodeBlock, Embed, Figure, Image, Inline, Inlines, Link, Paragraph, Strong, Text
from convert.readers._html.provider import make_embed
from convert.readers.markdown._calls import Call

Line = Callable[[str], Inlines]
"""How an argument that holds Markdown is read."""


def block(call: Call, line: Line) -> Block:
    """The node of a call on a line of its own."""
    return figure(call, line) if call.name == "figure" else _EMBEDS[call.name](call)


def inlines(call: Call, line: Line) -> Inlines:
    """The nodes of a call in the middle of a line: what is shown, as an image or a link."""
    if call.name == "figure":
        return (_image(call),)
    player = _EMBEDS[call.name](call)
    return (Link((Text(player.title or player.url),), player.url),)


def figure(call: Call, line: Line) -> Figure:
    """`figure`: an image, perhaps linked, and its caption with title and attribution."""
    image: Inline = _image(call)
    if link := call.named.get("link"):
        image = Link((image,), link)
    title, credit = line(call.named.get("title", "")), line(call.named.get("attr", ""))
    source = call.named.get("attrlink", "")
    parts: list[Inlines] = [(Strong(title),) if title else (), line(call.named.get("caption", ""))]
    parts.append((Link(credit, source),) if credit and source else credit)
    caption: list[Inline] = []
    for part in parts:
        caption.extend([Text(" "), *part] if caption and part else part)
    return Figure((Paragraph((image,)),), tuple(caption))


def code_block(call: Call, code: str) -> CodeBlock:
    """`highlight` with its content."""
    return CodeBlock(code, call.argument("lang"))


def _image(call: Call) -> Image:
    width, height = (int(size) if (size := call.named.get(name, "")).isdecimal() else 0 for name in ("width", "height"))
    return Image(call.argument("src"), call.named.get("alt", ""), width=width, height=height)


def _youtube(call: Call) -> Embed:
    start = call.named.get("start", "")
    seconds = f"&t={start}" if start.isdecimal() and start != "0" else ""
    url = f"https://www.youtube.com/watch?v={call.argument('id')}{seconds}"
    return Embed("youtube", url, call.named.get("title", ""))


def _vimeo(call: Call) -> Embed:
    return Embed("vimeo", f"https://vimeo.com/{call.argument('id')}", call.named.get("title", ""))


def _gist(call: Call) -> Embed:
    return Embed("gist", f"https://gist.github.com/{call.argument('user')}/{call.argument('id', 1)}")


def _instagram(call: Call) -> Embed:
    return make_embed(f"https://www.instagram.com/p/{call.argument('id')}/")


def _x(call: Call) -> Embed:
    """Hugo once took the number alone; X finds the post by it whoever `i` is."""
    user, number = call.argument("user"), call.argument("id", 1)
    return Embed("x", f"https://x.com/{user}/status/{number}" if number else f"https://x.com/i/status/{user}")


_EMBEDS: dict[str, Callable[[Call], Embed]] = {
    "youtube": _youtube,
    "vimeo": _vimeo,
    "gist": _gist,
    "instagram": _instagram,
    "x": _x,
    "x_simple": _x,
    "tweet": _x,
    "twitter": _x,
}
"""Players and posts of other sites; Hugo knows X under all four names."""

NODES = frozenset({"figure", *_EMBEDS})
"""Calls that become a node of their own."""
