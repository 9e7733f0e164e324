"""`svg` in a page: a drawing is raw HTML, but icons of buttons and links show nothing a post says."""

from itertools import islice

from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert.readers._html.flow import Walk
from convert.readers._html.outcome import Outcome, Skipped
from convert.readers._html.raw import sanitize_as_raw_inline_reporting_unsafe
from convert.readers._html.style import parse_declarations
from convert.readers._html.tree import find_first, is_alone_but_for_white_space, one_line_text_of, tree_events

_ICON = 48
"""How many pixels wide and high an icon may be."""

_FEW = 3
"""How many shapes an icon may have."""

_PIXELS = {"": 1.0, "px": 1.0, "em": 16.0, "rem": 16.0, "pt": 4 / 3}
_LENGTH = re.compile(r"\s*(\d{1,6}(?:\.\d{1,6})?)(px|r?em|pt)?\s*", re.ASCII | re.IGNORECASE)
_VIEW = re.compile(r"[\s,]+")
_NOTHING = frozenset("title desc defs style script use g metadata symbol".split())
"""What draws nothing by itself, or what another place in the page has drawn."""


def handle_svg_as_raw_html_unless_icon(node: LexborNode, walk: Walk) -> Outcome:
    """A drawing as it is; an icon without text or picture is left out. Alone in a link the link's label stands for it."""
    if not is_small_drawing_without_text(node):
        return sanitize_as_raw_inline_reporting_unsafe(node, walk)
    parent = node.parent
    if (
        parent is not None
        and parent.tag == "a"
        and is_alone_but_for_white_space(node)
        and (label := _label_of_icon_link(parent, node))
    ):
        walk.frame.runs.append((label, walk.marks))
    return Skipped("furniture")


def _label_of_icon_link(link: LexborNode, icon: LexborNode) -> str:
    """What is read out where a link shows an icon and nothing else."""
    attributes = link.attributes
    said = (
        attributes.get("aria-label")
        or attributes.get("title")
        or one_line_text_of(find_first(icon, "title"))
        or attributes.get("href")
    )
    return " ".join((said or "").split())


def is_small_drawing_without_text(node: LexborNode) -> bool:
    """Whether a drawing is small and simple, and shows neither text nor a picture."""
    return _is_small_or_simple(node) and not _shows_text_or_image(node)


def _is_small_or_simple(node: LexborNode) -> bool:
    attributes = node.attributes
    styled = parse_declarations(attributes.get("style") or "")
    sides = [styled.get(name) or attributes.get(name) or "" for name in ("width", "height")]
    lengths = [length for side in sides if (length := _length_in_pixels(side)) is not None]
    if lengths:
        return max(lengths) <= _ICON or _only_uses_other_drawing(node)
    if attributes.get("aria-hidden") == "true" and _has_few_shapes(node):
        return True
    view = _VIEW.split((attributes.get("viewbox") or attributes.get("viewBox") or "").strip())[2:]
    lengths = [length for side in view if (length := _length_in_pixels(side)) is not None]
    return (len(lengths) == 2 and max(lengths) <= _ICON) or _only_uses_other_drawing(node)


def _has_few_shapes(node: LexborNode) -> bool:
    """Whether a drawing is of few shapes, as icons are that fonts and libraries bring along."""
    shapes = (tag for entering, tag, _ in tree_events(node) if entering and tag[0] != "-" and tag not in _NOTHING)
    return len(list(islice(shapes, _FEW + 1))) <= _FEW


def _length_in_pixels(text: str) -> float | None:
    match = _LENGTH.fullmatch(text)
    return float(match[1]) * _PIXELS[(match[2] or "").lower()] if match else None


def _only_uses_other_drawing(node: LexborNode) -> bool:
    """Whether all a drawing does is to use one that stands elsewhere."""
    tags = {tag for _, tag, _ in tree_events(node) if tag[0] != "-"}
    return "use" in tags and tags <= _NOTHING


def _shows_text_or_image(node: LexborNode) -> bool:
    """Whether there is text or a picture in a drawing."""
    for entering, tag, child in tree_events(node):
        if not entering or tag[0] == "-":
            continue
        if tag == "image" or (tag.lower() in ("text", "foreignobject") and child.text(strip=True)):
            return True
    return False
