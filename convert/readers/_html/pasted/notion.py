"""Notion: its exported pages, what its app puts on the clipboard, and blocks copied out of a published page.

An export has a list for every item. The blocks of a published page are `div` of classes such as `notion-quote-block`.
"""

import re
from collections.abc import Callable
from itertools import islice
from typing import Any

from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from convert.address import is_safe
from convert.model import BlockQuote, Callout, Figure, LinkCard, ListItem, MathBlock, Paragraph, Style, Text, ThematicBreak
from convert.readers._html import elements, lists, media
from convert.readers._html.address import clean_address
from convert.readers._html.flow import LISTS, MAX_OPEN, Handler, Walk
from convert.readers._html.inline import SpanMark
from convert.readers._html.outcome import PLAIN, Container, Frame, Marked, Outcome, Placed
from convert.readers._html.overlay import Overlay
from convert.readers._html.stray import MAX_LEVELS, Listed
from convert.readers._html.tree import classes, events, text_of
from convert.walk import plain_text

# Lists.

_ONE_EACH = frozenset({"bulleted-list", "numbered-list", "to-do-list"})
"""Classes of lists of which an export makes one for every item."""


def _list(node: LexborNode, walk: Walk, below: Handler) -> Outcome:
    names = classes(node)
    if "toggle" in names:
        return PLAIN
    if _ONE_EACH.isdisjoint(names) or walk.frame.tag in LISTS:
        return below(node, walk)
    walk.frame.has_stray_items = True
    start = lists.number(node.attributes.get("start")) if node.tag == "ol" else None
    return Container(lambda frame: [Listed(item, number=start) for item in lists.items_of(frame)])


def _item(node: LexborNode, walk: Walk, below: Handler) -> Outcome:
    """An item; that of a fold is the fold."""
    parent = node.parent
    return PLAIN if parent is not None and "toggle" in classes(parent) else below(node, walk)


_INDENT = re.compile(r"table_of_contents-indent-(\d)")


def _contents(names: str, walk: Walk) -> Outcome:
    """A line of a table of contents."""
    found = _INDENT.search(names)
    level = float(found[1]) if found and len(walk.frames) < MAX_OPEN - MAX_LEVELS else 0.0
    walk.frame.has_stray_items = True
    return Container(lambda frame: [Listed(ListItem(tuple(frame.blocks)), level)] if frame.blocks else [])


# Figures.


def _figure(node: LexborNode, walk: Walk, below: Handler) -> Outcome:
    """`figure`, which Notion puts round everything that is no text: its callouts, cards and formulas need none."""
    names = classes(node)
    if "callout" in names:
        return _CALLOUT
    if "link-to-page" in names:
        return PLAIN
    outcome = below(node, walk)
    if not isinstance(outcome, Container):
        return outcome
    build = outcome.build
    return replace(outcome, build=lambda frame: [part for block in build(frame) for part in _unwrapped(block)])


def _unwrapped(block: Any) -> tuple[Any, ...]:
    is_only_frame = isinstance(block, Figure) and not block.caption and len(block.children) == 1
    return block.children if is_only_frame and isinstance(block.children[0], LinkCard | MathBlock) else (block,)


_KINDS = {
    **dict.fromkeys("⚠🚧", "warning"),
    **dict.fromkeys("❗🚨❌🚫⛔🔥", "caution"),
    **dict.fromkeys("💡✅👍", "tip"),
    **dict.fromkeys("‼⭐📢📣", "important"),
}
"""What the picture in front of a callout says of its kind; any other is in front of a note."""


def _callout(frame: Frame) -> list[Any]:
    """A callout; its picture is the beginning of its text."""
    blocks = frame.blocks
    picture = plain_text(blocks[:1]).strip() if blocks and isinstance(blocks[0], Paragraph) else ""
    is_picture = 0 < len(picture) < 4 and not picture.isalnum() and len(blocks) > 1
    if is_picture and isinstance(blocks[1], Paragraph):
        second = blocks[1]
        blocks = [replace(second, children=(*blocks[0].children, Text(" "), *second.children)), *blocks[2:]]
    return [Callout(_KINDS.get(picture[:1], "note"), (), tuple(blocks))] if blocks else []


_CALLOUT = Container(_callout)


_MOST_EVENTS = 100
"""Parts a card may have."""


def _bookmark(node: LexborNode, walk: Walk, below: Handler) -> Outcome:
    """`a.bookmark`: a card."""
    attributes = node.attributes
    url = clean_address(attributes.get("href"))
    if "bookmark" not in classes(node) or not url or not is_safe(url):
        return below(node, walk)
    found = list(islice(events(node), _MOST_EVENTS + 1))
    if len(found) > _MOST_EVENTS:
        return below(node, walk)
    parts = {name: child for _, tag, child in found if tag[0] != "-" for name in classes(child)}
    picture = parts.get("bookmark-image")
    image = media.read_image(picture) if picture is not None and picture.tag == "img" else None
    title, about, host = [text_of(parts.get(f"bookmark-{name}")) for name in ("title", "description", "href")]
    if not title or "".join((title + about + host).split()) != "".join(text_of(node).split()):
        return below(node, walk)
    return Placed((LinkCard(url, title, about, host, image.url if image is not None else ""),))


# Blocks of published pages, and the rest.


def _heading(level: int) -> Container:
    return Container(lambda frame: elements.headings(frame, level, ""))


def _quotation(frame: Frame) -> list[Any]:
    """A quotation, unless there is a `blockquote` in it."""
    is_one = not frame.blocks or any(isinstance(block, BlockQuote) for block in frame.blocks)
    return frame.blocks if is_one else [BlockQuote(tuple(frame.blocks))]


_BLOCKS: dict[str, Outcome] = {
    "notion-header-block": _heading(1),
    "notion-sub_header-block": _heading(2),
    "notion-sub_sub_header-block": _heading(3),
    "notion-quote-block": Container(_quotation),
    "notion-callout-block": _CALLOUT,
    "notion-divider-block": Placed((ThematicBreak(),)),
}

_ITEMS: dict[str, int | None] = {"notion-bulleted_list-block": None, "notion-numbered_list-block": 1, "notion-to_do-block": None}
"""Blocks that are items, and the number of the first; the marks in front of them are drawn."""

_CHECKS = {"checkbox-on": True, "checkbox-off": False}


def _division(node: LexborNode, walk: Walk, below: Handler) -> Outcome:
    names = node.attributes.get("class") or ""
    if "checkbox-" in names:
        checked = next((_CHECKS[name] for name in names.split() if name in _CHECKS), None)
        return below(node, walk) if checked is None or _holds_anything(node) else lists.box(checked, walk)
    if "table_of_contents-item" in names:
        return _contents(names, walk)
    if "notion-" not in names:
        return below(node, walk)
    for name in names.split():
        if name in _BLOCKS:
            return _BLOCKS[name]
        if name in _ITEMS and walk.frame.tag not in LISTS:
            walk.frame.has_stray_items = True
            return Container(_listed(_ITEMS[name]))
    return below(node, walk)


def _holds_anything(node: LexborNode) -> bool:
    child = node.child
    return child is not None and not (child.next is None and child.is_text_node and child.is_empty_text_node)


def _listed(start: int | None) -> Callable[[Frame], list[Any]]:
    return lambda frame: [Listed(ListItem(tuple(frame.blocks), frame.checked), number=start)]


_COLORS = frozenset("gray brown orange yellow teal blue purple pink red".split())


def _mark(node: LexborNode, walk: Walk, below: Handler) -> Outcome:
    """`mark class="highlight-red"` is red; `highlight-red_background` is marked in red."""
    color = next((name[10:] for name in classes(node) if name.startswith("highlight-")), "")
    if color == "default":
        return None
    return Marked((SpanMark(Style(color=color)),)) if color in _COLORS else below(node, walk)


def _aside(node: LexborNode, walk: Walk, below: Handler) -> Outcome:
    return _CALLOUT if "callout" in classes(node) else below(node, walk)


NOTION = Overlay(
    tuple(
        """to-do-list bulleted-list numbered-list class="toggle callout bookmark table_of_contents notion- highlight- link-to-page
        equation""".split()
    ),
    (),
    {
        **dict.fromkeys(("ul", "ol"), _list),
        "li": _item,
        "figure": _figure,
        "aside": _aside,
        "div": _division,
        "a": _bookmark,
        "mark": _mark,
    },
)
