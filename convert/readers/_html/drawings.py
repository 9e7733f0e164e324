"""`svg` in a page: a drawing is an island, but icons of buttons and links show nothing a post says."""

import re

from selectolax.lexbor import LexborNode

from convert.readers._html.flow import Walk
from convert.readers._html.outcome import Outcome, Skipped
from convert.readers._html.raw import island
from convert.readers._html.style import declarations
from convert.readers._html.tree import events

_ICON = 48
"""How many pixels wide and high an icon may be."""

_PIXELS = {"": 1.0, "px": 1.0, "em": 16.0, "rem": 16.0, "pt": 4 / 3}
_LENGTH = re.compile(r"\s*(\d{1,6}(?:\.\d{1,6})?)(px|r?em|pt)?\s*", re.ASCII | re.IGNORECASE)
_VIEW = re.compile(r"[\s,]+")
_NOTHING = frozenset("title desc defs style script use g metadata symbol".split())
"""What draws nothing by itself, or what another place in the page has drawn."""


def drawing(node: LexborNode, walk: Walk) -> Outcome:
    """A drawing as it is; an icon is left out, unless there is text in it."""
    return Skipped("furniture") if _is_icon(node) and not _has_text(node) else island(node, walk)


def _is_icon(node: LexborNode) -> bool:
    attributes = node.attributes
    if attributes.get("aria-hidden") == "true":
        return True
    styled = declarations(attributes.get("style") or "")
    sides = [styled.get(name) or attributes.get(name) or "" for name in ("width", "height")]
    if not any(sides):
        sides = _VIEW.split((attributes.get("viewbox") or attributes.get("viewBox") or "").strip())[2:]
    lengths = [length for side in sides if (length := _pixels(side)) is not None]
    return (len(lengths) == 2 and max(lengths) <= _ICON) or _is_elsewhere(node)


def _pixels(text: str) -> float | None:
    match = _LENGTH.fullmatch(text)
    return float(match[1]) * _PIXELS[(match[2] or "").lower()] if match else None


def _is_elsewhere(node: LexborNode) -> bool:
    """Whether all a drawing does is to use one that stands elsewhere."""
    tags = {tag for _, tag, _ in events(node) if tag[0] != "-"}
    return "use" in tags and tags <= _NOTHING


def _has_text(node: LexborNode) -> bool:
    return any(entering and tag == "text" and child.text(strip=True) for entering, tag, child in events(node))
