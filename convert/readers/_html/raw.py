"""Raw HTML: what the model has no node for, kept as HTML, but without anything that runs, phones home or shows a skin."""

from collections.abc import Callable
from functools import partial
from html import escape
from typing import TypeAlias

from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert.model import RawInline
from convert.model.url import is_safe
from convert.readers._html.flow import Walk
from convert.readers._html.outcome import FinishedInline, Outcome, Skipped
from convert.readers._html.style import parse_declarations
from convert.readers._html.tree import tree_events
from convert.sources.html_tree import parse_html

_DROPPED = frozenset(
    "script style noscript template iframe embed link meta base foreignobject animate set handler listener".split()
)
_VOID = frozenset("br hr img input wbr param source".split())
_ADDRESSES = frozenset("href src action data poster cite xlink:href".split())
_ATTRIBUTES = _ADDRESSES | frozenset(
    """alt title width height type name value placeholder checked disabled selected multiple rows cols for colspan rowspan start
    lang dir datetime open method display xmlns mathvariant columnalign encoding""".split()
)
"""What raw HTML may keep. No `style`, no `class`, no `on...`: looks belong to the blog's skin, and events run code."""

_DRAWINGS = frozenset(
    """svg g defs symbol use a path rect circle ellipse line polyline polygon text tspan textpath image marker mask clippath
    pattern lineargradient radialgradient stop filter fegaussianblur feoffset feblend feflood fecomposite fecolormatrix
    fedropshadow femerge femergenode""".split()
)
_LOOKS = frozenset(
    """fill fill-opacity fill-rule stroke stroke-width stroke-linecap stroke-linejoin stroke-opacity stroke-dasharray
    stroke-dashoffset stroke-miterlimit opacity color stop-color stop-opacity clip-path clip-rule mask filter marker-start
    marker-mid marker-end font-size font-family font-weight font-style text-anchor dominant-baseline letter-spacing
    visibility""".split()
)
"""Looks of a drawing that are attributes or stand in its `style` (SVG 2, presentation attributes)."""

_DRAWN = frozenset(
    """id viewbox preserveaspectratio d x y x1 x2 y1 y2 dx dy cx cy r rx ry fx fy points pathlength offset rotate transform
    textlength lengthadjust startoffset gradientunits gradienttransform spreadmethod patternunits patterncontentunits
    patterntransform clippathunits maskunits maskcontentunits markerunits markerwidth markerheight refx refy orient
    filterunits primitiveunits in in2 result stddeviation mode values flood-color flood-opacity operator""".split()
)
"""What else elements of a drawing may keep. By its `id` a gradient is found, and a part that is drawn again."""

_ELSEWHERE = re.compile(r"url\(\s*[\"']?(?!#)", re.IGNORECASE)
"""A look that would be fetched."""

_MAY_RUN = re.compile(
    r"<\s*/?(?:script|style|iframe|embed|object|link|meta|base|template|noscript|animate|set|handler|listener|foreignobject)\b"
    r"|[\s/\"'](?:on\w+|href|src|srcdoc|action|formaction|data|poster|xlink:href|style)\s*="
    r"|[\s/\"']cite\s*=\s*[\"']?(?!https?://|[/#\"'])",
    re.IGNORECASE,
)
"""HTML worth a closer look: all that could run code is behind one of these."""

Refuse: TypeAlias = Callable[[str], object]
"""Is told of each address that could run code, and goes with its attribute."""

_LONGEST_NAMED = 40
"""Characters of such an address that a notice tells."""

_ONE_TAG = re.compile(r"\s*<[^<>]*>\s*")
_SPACE = re.compile(r"\s+")
_NAME = re.compile(r"[\w:-]+")
"""What a tag is called. `<font<b>` is a tag to a browser too, but to nobody else."""


def sanitize_as_raw_inline_reporting_unsafe(node: LexborNode, walk: Walk) -> Outcome:
    """A subtree as it is, cleaned."""
    value = _sanitize_element_or_empty(node, partial(walk.report, "unsafe-address"))
    return FinishedInline(RawInline("html", value)) if value else Skipped("furniture")


def _sanitize_element_or_empty(root: LexborNode, refuse: Refuse) -> str:
    """The element as HTML on one line: known attributes with safe addresses only. Linear, and without recursion."""
    parts = [_start_tag_with_safe_attributes(root, refuse)]
    dropped = 0
    seen = False
    for entering, tag, node in tree_events(root):
        if tag in _DROPPED:
            dropped += 1 if entering else -1
        elif not dropped and tag[0] != "-" and _NAME.fullmatch(tag):
            parts.append(_start_tag_with_safe_attributes(node, refuse) if entering else _end_tag_or_empty_if_void(tag))
            seen = True
        elif not dropped and tag == "-text":
            text = _SPACE.sub(" ", node.text_content or "")
            seen = seen or text != " "
            if parts[-1].endswith(" "):
                text = text.removeprefix(" ")
            if text:  # an empty part would hide the space before it from the next
                parts.append(escape(text, quote=False))
    return "".join([*parts, _end_tag_or_empty_if_void(root.tag or "")]) if seen else ""


def sanitize_markup(html: str) -> str:
    """HTML of unknown origin without what could run code; most has none of it, and is given back as it is."""
    if not _MAY_RUN.search(html):
        return html
    body = parse_html(html).body
    if body is None or body.child is None:
        return ""
    if _ONE_TAG.fullmatch(html):
        return sanitize_start_tag_or_empty(body.child, _ignore_refused_address)
    return _sanitize_element_or_empty(body, _ignore_refused_address).removeprefix("<body>").removesuffix("</body>")


def sanitize_start_tag_or_empty(node: LexborNode, refuse: Refuse) -> str:
    """An opening tag alone, cleaned; nothing when what it opens is never kept."""
    return "" if node.tag in _DROPPED else _start_tag_with_safe_attributes(node, refuse)


def _ignore_refused_address(address: str) -> None:
    """For callers that say of HTML that it was changed, whatever was in it."""


def _start_tag_with_safe_attributes(node: LexborNode, refuse: Refuse) -> str:
    tag = node.tag or ""
    is_drawn = tag.lower() in _DRAWINGS
    stated = {name: " ".join((value or "").split()) for name, value in node.attributes.items()}
    looks = parse_declarations(stated.get("style", "")) if is_drawn else {}
    attributes = {**stated, **{name: value for name, value in looks.items() if name in _LOOKS}}
    kept = []
    for name, value in attributes.items():
        if _may_keep_attribute(name.lower(), value, is_drawn):
            kept.append(f' {name}="{escape(value)}"')
        elif name.lower() in _ADDRESSES:
            refuse(value[:_LONGEST_NAMED])
    return f"<{tag}{''.join(kept)}>"


def _may_keep_attribute(name: str, value: str, is_drawn: bool) -> bool:
    """Whether an attribute may be kept. The address of a picture in a drawing is a `href`."""
    if name in _ADDRESSES:
        return is_safe(value, image=name == "src" or is_drawn)
    return name in _ATTRIBUTES or (is_drawn and (name in _LOOKS or name in _DRAWN) and not _ELSEWHERE.search(value))


def _end_tag_or_empty_if_void(tag_name: str) -> str:
    return "" if tag_name in _VOID else f"</{tag_name}>"
