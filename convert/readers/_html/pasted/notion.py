"""Notion: its exported pages, what its app puts on the clipboard, and blocks copied out of a published page.

An export has a list for every item. The blocks of a published page are `div` of classes such as `notion-quote-block`.
"""

import re
from collections.abc import Callable
from html import escape
from itertools import islice
from typing import Any

from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from convert.model import Callout, Figure, Highlight, LinkCard, ListItem, MathBlock, Paragraph, Style, Text, ThematicBreak
from convert.model.url import is_safe
from convert.model.walk import plain_text
from convert.readers._html import elements, lists, media
from convert.readers._html.address import clean_address
from convert.readers._html.flow import LISTS, MAX_OPEN, Handler, Walk
from convert.readers._html.inline import BREAK, SpanMark
from convert.readers._html.lines import one_line
from convert.readers._html.outcome import PLAIN, Container, Frame, Marked, Outcome, Placed
from convert.readers._html.overlay import Overlay
from convert.readers._html.stray import MAX_LEVELS, NEXT, Listed
from convert.readers._html.tables import Caption
from convert.readers._html.tree import Event, classes, events, is_textual, text_of
from convert.sources.evidence import name_left_out

# Lists.

_ONE_EACH = frozenset({"bulleted-list", "numbered-list", "to-do-list"})
"""Classes of lists of which an export makes one for every item."""


def _list(node: LexborNode, walk: Walk, below: Handler) -> Outcome:
    names = classes(node)
    if "toggle" in names and _is_folded(node):
        return PLAIN
    if _ONE_EACH.isdisjoint(names) or walk.frame.tag in LISTS:
        return below(node, walk)
    walk.frame.has_stray_items = True
    number = _numbers(node)
    return Container(lambda frame: [Listed(item, number=number(place)) for place, item in enumerate(lists.items_of(frame))])


def _numbers(node: LexborNode) -> Callable[[int], int | None]:
    """The number of the item at a place in a list."""
    stated = node.attributes.get("start")
    start = lists.number(stated)
    if node.tag == "ol" and stated:
        return lambda place: start + place
    return lambda place: NEXT if node.tag == "ol" else None


def _is_folded(node: LexborNode) -> bool:
    """Whether every item of a list is a fold."""
    items = [child for child in node.iter() if child.is_element_node]
    return all(item.tag == "li" and (inner := next(item.iter(), None)) is not None and inner.tag == "details" for item in items)


def _item(node: LexborNode, walk: Walk, below: Handler) -> Outcome:
    """An item; that of a fold is the fold."""
    parent = node.parent
    is_fold = walk.frame.tag not in LISTS and parent is not None and "toggle" in classes(parent)
    return PLAIN if is_fold else below(node, walk)


_INDENT = re.compile(r"table_of_contents-indent-(\d)")


def _contents(node: LexborNode, names: str, walk: Walk) -> Outcome:
    """A line of a table of contents."""
    found = _INDENT.search(names)
    level = float(found[1]) if found and len(walk.frames) < MAX_OPEN - MAX_LEVELS and is_textual(node) else 0.0
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
    blocks = [Paragraph(block.children) if isinstance(block, Caption) else block for block in frame.blocks]
    picture = plain_text(blocks[:1]).strip() if blocks and isinstance(blocks[0], Paragraph) else ""
    is_picture = 0 < len(picture) < 4 and not any(map(str.isalnum, picture)) and len(blocks) > 1
    if is_picture and isinstance(blocks[1], Paragraph):
        second = blocks[1]
        blocks = [replace(second, children=(*blocks[0].children, Text(" "), *second.children)), *blocks[2:]]
    return [Callout(_KINDS.get(picture[:1], "note"), (), tuple(blocks))] if blocks else []


_CALLOUT = Container(_callout)


_MOST_EVENTS = 100
"""Beginnings, ends and texts a card may have."""


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
    title, about, host = [text_of(parts.get(f"bookmark-{name}")) for name in ("title", "description", "href")]
    picture = _picture_of(found)
    if not title or picture is None or "".join((title + about + host).split()) != "".join(text_of(node).split()):
        return below(node, walk)
    if not _is_alone(node, walk):
        return below(node, walk)
    name_left_out(walk.page.report, "link-card", f'<img src="{escape(picture)}">')
    return Placed((LinkCard(url, title, about, host, picture),))


def _picture_of(found: list[Event]) -> str | None:
    """The address of a card's picture, empty when it has none; None when it shows more than one picture and plain text."""
    begun = [(tag, child) for entering, tag, child in found if entering]
    pictures = [child for tag, child in begun if tag == "img" and "bookmark-icon" not in classes(child)]
    if len(pictures) > 1 or any(tag not in _OF_CARDS for tag, _ in begun):
        return None
    made = media.read_image(pictures[0]) if pictures else None
    return made.url if made is not None else None if pictures else ""


_OF_CARDS = frozenset("-text -comment div span p img".split())
"""What cards are built of."""


def _is_alone(node: LexborNode, walk: Walk) -> bool:
    """Whether no text is beside an element on its line."""
    following = node.next
    while following is not None and following.is_empty_text_node:
        following = following.next
    is_last = following is None or following.tag in _ON_OTHER_LINES
    return is_last and not any(not isinstance(leaf, str) or leaf.strip() for leaf, _ in walk.frame.runs)


_ON_OTHER_LINES = frozenset("a br div figcaption figure p".split())
"""What follows a card and is no text on its line; a link is another card."""


# Blocks of published pages, and the rest.


def _heading(level: int) -> Container:
    return Container(lambda frame: elements.headings(frame, level, ""))


def _divider(frame: Frame) -> list[Any]:
    """A line, and what else there is in its block."""
    has_line = any(isinstance(block, ThematicBreak) for block in frame.blocks)
    return frame.blocks if has_line else [ThematicBreak(), *frame.blocks]


_BLOCKS: dict[str, Outcome] = {
    "notion-header-block": _heading(1),
    "notion-sub_header-block": _heading(2),
    "notion-sub_sub_header-block": _heading(3),
    "notion-quote-block": Container(elements.quoted_once),
    "notion-callout-block": _CALLOUT,
    "notion-divider-block": Container(_divider),
}

_ITEMS: dict[str, int | None] = {
    "notion-bulleted_list-block": None,
    "notion-numbered_list-block": NEXT,
    "notion-to_do-block": None,
}
"""Blocks that are items; the marks in front of them are drawn."""

_CHECKS = {"checkbox-on": True, "checkbox-off": False}


def _division(node: LexborNode, walk: Walk, below: Handler) -> Outcome:
    names = node.attributes.get("class") or ""
    if "checkbox-" in names:
        checked = next((_CHECKS[name] for name in names.split() if name in _CHECKS), None)
        return below(node, walk) if checked is None or _holds_anything(node) else lists.box(checked, walk)
    if "table_of_contents-item" in names and walk.frame.tag not in LISTS:
        return _contents(node, names, walk)
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


def _listed(number: int | None) -> Callable[[Frame], list[Any]]:
    return lambda frame: [Listed(_task(frame.blocks), number=number)]


_BOXES = {"☑": True, "☐": False}


def _task(blocks: list[Any]) -> ListItem:
    """An item; a box in front of it makes it a task."""
    line = blocks[0].children if blocks and isinstance(blocks[0], Paragraph) else ()
    box = line[0] if line else None
    if not isinstance(box, Text) or box.value not in _BOXES:
        return ListItem(tuple(blocks))
    children = one_line([line[1:]], BREAK)
    first = (replace(blocks[0], children=children),) if children else ()
    return ListItem((*first, *blocks[1:]), _BOXES[box.value])


_COLORS = frozenset("gray brown orange yellow teal blue purple pink red".split())


def _mark(node: LexborNode, walk: Walk, below: Handler) -> Outcome:
    """`mark class="highlight-red"` is red where Notion's styles are; elsewhere it is highlighted as any `mark`."""
    color = next((name[10:] for name in classes(node) if name.startswith("highlight-")), "")
    if color == "default":
        return None
    return Marked((Highlight, SpanMark(Style(color=color)))) if color in _COLORS else below(node, walk)


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
