"""Islands: HTML the model has no node for, kept as HTML, but without anything that runs, phones home or shows a skin."""

import re
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from convert.address import is_safe
from convert.model import RawInline
from convert.readers._html.flow import Walk
from convert.readers._html.outcome import Leaf, Outcome, Skipped
from convert.readers._html.tree import events

_DROPPED = frozenset(
    "script style noscript template iframe embed link meta base foreignobject animate set handler listener".split()
)
_VOID = frozenset("br hr img input wbr param source".split())
_ADDRESSES = frozenset("href src action data poster xlink:href".split())
_ATTRIBUTES = _ADDRESSES | frozenset(
    """alt title width height type name value placeholder checked disabled selected multiple rows cols for colspan rowspan start
    lang dir cite datetime open method display xmlns viewbox d x y x1 x2 y1 y2 cx cy r rx ry points fill stroke stroke-width
    stroke-linecap stroke-linejoin fill-opacity opacity transform text-anchor font-size font-family font-weight mathvariant
    columnalign encoding""".split()
)
"""What an island may keep. No `style`, no `class`, no `on...`: looks belong to the blog's skin, and events run code."""

_MAY_RUN = re.compile(
    r"<\s*/?(?:script|style|iframe|embed|object|link|meta|base|template|noscript|animate|set|handler|listener|foreignobject)\b"
    r"|[\s/\"'](?:on\w+|href|src|srcdoc|action|formaction|data|poster|xlink:href|style)\s*=",
    re.IGNORECASE,
)
"""HTML worth a closer look: all that could run code is behind one of these."""

_ONE_TAG = re.compile(r"\s*<[^<>]*>\s*")
_SPACE = re.compile(r"\s+")
_NAME = re.compile(r"[\w:-]+")
"""What a tag is called. `<font<b>` is a tag to a browser too, but to nobody else."""


def island(node: LexborNode, walk: Walk) -> Outcome:
    """A subtree as it is, cleaned."""
    value = clean_html(node)
    return Leaf(RawInline("html", value)) if value else Skipped("furniture")


def clean_html(root: LexborNode) -> str:
    """The element as HTML on one line: known attributes with safe addresses only. Linear, and without recursion."""
    parts = [_open_tag(root)]
    dropped = 0
    seen = False
    for entering, tag, node in events(root):
        if tag in _DROPPED:
            dropped += 1 if entering else -1
        elif not dropped and tag[0] != "-" and _NAME.fullmatch(tag):
            parts.append(_open_tag(node) if entering else _close_tag(tag))
            seen = True
        elif not dropped and tag == "-text":
            text = _SPACE.sub(" ", node.text_content or "")
            parts.append(escape(text[1:] if parts[-1].endswith(" ") and text[:1] == " " else text, quote=False))
            seen = seen or text != " "
    return "".join([*parts, _close_tag(root.tag or "")]) if seen else ""


def clean_markup(html: str) -> str:
    """HTML of unknown origin without what could run code; most has none of it, and is given back as it is."""
    if not _MAY_RUN.search(html):
        return html
    body = LexborHTMLParser(html).body
    if body is None or body.child is None:
        return ""
    if _ONE_TAG.fullmatch(html):
        return clean_tag(body.child)
    return clean_html(body).removeprefix("<body>").removesuffix("</body>")


def clean_tag(node: LexborNode) -> str:
    """An opening tag alone, cleaned; nothing when what it opens is never kept."""
    return "" if node.tag in _DROPPED else _open_tag(node)


def _open_tag(node: LexborNode) -> str:
    kept = []
    for name, value in node.attributes.items():
        if name.lower() in _ATTRIBUTES and (name.lower() not in _ADDRESSES or is_safe(value or "", image=name == "src")):
            kept.append(f' {name}="{escape(" ".join((value or "").split()))}"')
    return f"<{node.tag}{''.join(kept)}>"


def _close_tag(tag: str) -> str:
    return "" if tag in _VOID else f"</{tag}>"
