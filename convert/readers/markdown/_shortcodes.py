"""What Hugo's own shortcodes become. One that is not here stays text, with a notice: only its site knows what it shows."""

from collections.abc import Callable

from convert.model import Align, Block, CodeBlock, Embed, Figure, Image, Inline, Inlines, Link, Paragraph, Strong, Text
from convert.readers._html.provider import make_embed
from convert.readers.markdown._shortcode_calls import ShortcodeCall

ReadLine = Callable[[str], Inlines]
"""How an argument that holds Markdown is read."""


def make_figure_or_embed(call: ShortcodeCall, read_line: ReadLine) -> Block:
    """The node of a call on a line of its own."""
    return make_figure(call, read_line) if call.name == "figure" else _EMBEDS[call.name](call)


def make_inline_image_or_embed_link(call: ShortcodeCall, read_line: ReadLine) -> Inlines:
    """The nodes of a call in the middle of a line: what is shown, as an image or a link."""
    if call.name == "figure":
        return (_make_image(call),)
    player = _EMBEDS[call.name](call)
    return (Link((Text(player.title or player.url),), player.url),)


def make_figure(call: ShortcodeCall, read_line: ReadLine) -> Figure:
    """`figure`: an image, perhaps linked, and its caption with title and attribution."""
    image: Inline = _make_image(call)
    if link := call.named.get("link"):
        image = Link((image,), link)
    title, credit = read_line(call.named.get("title", "")), read_line(call.named.get("attr", ""))
    source = call.named.get("attrlink", "")
    parts: list[Inlines] = [(Strong(title),) if title else (), read_line(call.named.get("caption", ""))]
    parts.append((Link(credit, source),) if credit and source else credit)
    caption: list[Inline] = []
    for part in parts:
        caption.extend([Text(" "), *part] if caption and part else part)
    return Figure((Paragraph((image,)),), tuple(caption), _ALIGNS.get(call.named.get("align", ""), ""))


_ALIGNS: dict[str, Align] = {"left": "left", "center": "center", "right": "right"}
"""What `align` says in PaperMod 8, and in what we write."""


def make_code_block(call: ShortcodeCall, code: str) -> CodeBlock:
    """`highlight` with its content."""
    return CodeBlock(code, call.argument("lang"))


def _make_image(call: ShortcodeCall) -> Image:
    width, height = (int(size) if (size := call.named.get(name, "")).isdecimal() else 0 for name in ("width", "height"))
    return Image(call.argument("src"), call.named.get("alt", ""), width=width, height=height)


def _youtube_embed(call: ShortcodeCall) -> Embed:
    start = call.named.get("start", "")
    seconds = f"&t={start}" if start.isdecimal() and start != "0" else ""
    url = f"https://www.youtube.com/watch?v={call.argument('id')}{seconds}"
    return Embed("youtube", url, call.named.get("title", ""))


def _vimeo_embed(call: ShortcodeCall) -> Embed:
    return Embed("vimeo", f"https://vimeo.com/{call.argument('id')}", call.named.get("title", ""))


def _gist_embed(call: ShortcodeCall) -> Embed:
    return Embed("gist", f"https://gist.github.com/{call.argument('user')}/{call.argument('id', 1)}")


def _instagram_embed(call: ShortcodeCall) -> Embed:
    return make_embed(f"https://www.instagram.com/p/{call.argument('id')}/")


def _x_embed(call: ShortcodeCall) -> Embed:
    """Hugo once took the number alone; X finds the post by it whoever `i` is."""
    user, number = call.argument("user"), call.argument("id", 1)
    return Embed("x", f"https://x.com/{user}/status/{number}" if number else f"https://x.com/i/status/{user}")


_EMBEDS: dict[str, Callable[[ShortcodeCall], Embed]] = {
    "youtube": _youtube_embed,
    "vimeo": _vimeo_embed,
    "gist": _gist_embed,
    "instagram": _instagram_embed,
    "x": _x_embed,
    "x_simple": _x_embed,
    "tweet": _x_embed,
    "twitter": _x_embed,
}
"""Players and posts of other sites; Hugo knows X under all four names."""

NODES = frozenset({"figure", *_EMBEDS})
"""Calls that become a node of their own."""
