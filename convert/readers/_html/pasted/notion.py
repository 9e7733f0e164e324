"""Notion: its exported pages, what its app puts on the clipboard, and blocks copied out of a published page.

An export has a list for every item. The blocks of a published page are `div` of classes such as `notion-quote-block`.
"""

from collections.abc import Callable, Mapping
from html import escape
from itertools import islice
from typing import Any

from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert.model import Callout, Figure, Highlight, LinkCard, ListItem, MathBlock, Paragraph, Style, Text, ThematicBreak
from convert.model.url import is_safe
from convert.model.walk import plain_text
from convert.readers._html import elements, lists, media
from convert.readers._html.address import strip_address_and_line_ends
from convert.readers._html.flow import LISTS, MAX_OPEN, Handler, Walk
from convert.readers._html.frame import Frame
from convert.readers._html.lines import join_lines
from convert.readers._html.marks import BREAK, SpanMark
from convert.readers._html.outcome import PLAIN, Container, FinishedBlocks, Marked, Outcome
from convert.readers._html.overlay import OverlayHandler
from convert.readers._html.stray import MAX_LEVELS, NEXT, StrayItem
from convert.readers._html.tables import Caption
from convert.readers._html.tree import Event, class_names_of, holds_only_inline_elements, one_line_text_of, tree_events
from convert.sources.evidence import hand_over_left_out

# Lists.

_ONE_EACH = frozenset({"bulleted-list", "numbered-list", "to-do-list"})
"""Classes of lists of which an export makes one for every item."""


def _handle_one_item_list_or_toggles(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    names = class_names_of(node)
    if "toggle" in names and _holds_only_toggles(node):
        return PLAIN
    if _ONE_EACH.isdisjoint(names) or walk.frame.tag in LISTS:
        return fallback(node, walk)
    walk.frame.has_stray_items = True
    number = _item_numbering_of(node)
    return Container(
        lambda frame: [
            StrayItem(item, number=number(place)) for place, item in enumerate(lists.list_items_with_strays_in_previous(frame))
        ]
    )


def _item_numbering_of(node: LexborNode) -> Callable[[int], int | None]:
    """The number of the item at a place in a list."""
    stated = node.attributes.get("start")
    start = lists.parse_list_start(stated)
    if node.tag == "ol" and stated:
        return lambda place: start + place
    return lambda place: NEXT if node.tag == "ol" else None


def _holds_only_toggles(node: LexborNode) -> bool:
    """Whether every item of a list is a fold."""
    items = [child for child in node.iter() if child.is_element_node]
    return all(item.tag == "li" and (inner := next(item.iter(), None)) is not None and inner.tag == "details" for item in items)


def _handle_item_or_unwrap_in_toggle_list(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    """An item; that of a fold is the fold."""
    parent = node.parent
    is_fold = walk.frame.tag not in LISTS and parent is not None and "toggle" in class_names_of(parent)
    return PLAIN if is_fold else fallback(node, walk)


_INDENT = re.compile(r"table_of_contents-indent-(\d)")


def _handle_toc_item_as_stray_list_item(node: LexborNode, class_names: str, walk: Walk) -> Outcome:
    """A line of a table of contents."""
    found = _INDENT.search(class_names)
    level = float(found[1]) if found and len(walk.frames) < MAX_OPEN - MAX_LEVELS and holds_only_inline_elements(node) else 0.0
    walk.frame.has_stray_items = True
    return Container(lambda frame: [StrayItem(ListItem(tuple(frame.blocks)), level)] if frame.blocks else [])


# Figures.


def _handle_figure_unwrapping_cards_or_formulas(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    """`figure`, which Notion puts round everything that is no text: its callouts, cards and formulas need none."""
    names = class_names_of(node)
    if "callout" in names:
        return _CALLOUT
    if "link-to-page" in names:
        return PLAIN
    outcome = fallback(node, walk)
    if not isinstance(outcome, Container):
        return outcome
    build = outcome.build
    return replace(
        outcome, build=lambda frame: [part for block in build(frame) for part in _unwrap_figure_of_card_or_formula(block)]
    )


def _unwrap_figure_of_card_or_formula(block: Any) -> tuple[Any, ...]:
    is_only_frame = isinstance(block, Figure) and not block.caption and len(block.children) == 1
    return block.children if is_only_frame and isinstance(block.children[0], LinkCard | MathBlock) else (block,)


_KINDS = {
    **dict.fromkeys("⚠🚧", "warning"),
    **dict.fromkeys("❗🚨❌🚫⛔🔥", "caution"),
    **dict.fromkeys("💡✅👍", "tip"),
    **dict.fromkeys("‼⭐📢📣", "important"),
}
"""What the picture in front of a callout says of its kind; any other is in front of a note."""


def _build_callout_moving_icon_into_text(frame: Frame) -> list[Any]:
    """A callout; its picture is the beginning of its text."""
    blocks = [Paragraph(block.children) if isinstance(block, Caption) else block for block in frame.blocks]
    picture = plain_text(blocks[:1]).strip() if blocks and isinstance(blocks[0], Paragraph) else ""
    is_picture = 0 < len(picture) < 4 and not any(map(str.isalnum, picture)) and len(blocks) > 1
    if is_picture and isinstance(blocks[1], Paragraph):
        second = blocks[1]
        blocks = [replace(second, children=(*blocks[0].children, Text(" "), *second.children)), *blocks[2:]]
    return [Callout(_KINDS.get(picture[:1], "note"), (), tuple(blocks))] if blocks else []


_CALLOUT = Container(_build_callout_moving_icon_into_text)


_MOST_EVENTS = 100
"""Beginnings, ends and texts a card may have."""


def _handle_bookmark_as_link_card(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    """`a.bookmark`: a card."""
    attributes = node.attributes
    url = strip_address_and_line_ends(attributes.get("href"))
    if "bookmark" not in class_names_of(node) or not url or not is_safe(url):
        return fallback(node, walk)
    found = list(islice(tree_events(node), _MOST_EVENTS + 1))
    if len(found) > _MOST_EVENTS:
        return fallback(node, walk)
    parts = {name: child for _, tag, child in found if tag[0] != "-" for name in class_names_of(child)}
    title, about, host = [one_line_text_of(parts.get(f"bookmark-{name}")) for name in ("title", "description", "href")]
    picture = _image_address_or_empty_none_if_not_card(found)
    if not title or picture is None or "".join((title + about + host).split()) != "".join(one_line_text_of(node).split()):
        return fallback(node, walk)
    if not _is_alone_on_line(node, walk):
        return fallback(node, walk)
    hand_over_left_out(walk.page.report, "link-card", f'<img src="{escape(picture)}">')
    return FinishedBlocks((LinkCard(url, title, about, host, picture),))


def _image_address_or_empty_none_if_not_card(events: list[Event]) -> str | None:
    """The address of a card's picture, empty when it has none; None when it shows more than one picture and plain text."""
    begun = [(tag, child) for entering, tag, child in events if entering]
    pictures = [child for tag, child in begun if tag == "img" and "bookmark-icon" not in class_names_of(child)]
    if len(pictures) > 1 or any(tag not in _OF_CARDS for tag, _ in begun):
        return None
    made = media.read_image(pictures[0]) if pictures else None
    return made.url if made is not None else None if pictures else ""


_OF_CARDS = frozenset("-text -comment div span p img".split())
"""What cards are built of."""


def _is_alone_on_line(node: LexborNode, walk: Walk) -> bool:
    """Whether no text is beside an element on its line."""
    following = node.next
    while following is not None and following.is_empty_text_node:
        following = following.next
    is_last = following is None or following.tag in _ON_OTHER_LINES
    return is_last and not any(not isinstance(leaf, str) or leaf.strip() for leaf, _ in walk.frame.runs)


_ON_OTHER_LINES = frozenset("a br div figcaption figure p".split())
"""What follows a card and is no text on its line; a link is another card."""


# Blocks of published pages, and the rest.


def _heading_container(level: int) -> Container:
    return Container(lambda frame: elements.build_headings(frame, level, ""))


def _build_thematic_break_with_content(frame: Frame) -> list[Any]:
    """A line, and what else there is in its block."""
    has_line = any(isinstance(block, ThematicBreak) for block in frame.blocks)
    return frame.blocks if has_line else [ThematicBreak(), *frame.blocks]


_BLOCKS: dict[str, Outcome] = {
    "notion-header-block": _heading_container(1),
    "notion-sub_header-block": _heading_container(2),
    "notion-sub_sub_header-block": _heading_container(3),
    "notion-quote-block": Container(elements.build_block_quote_unless_any_inside),
    "notion-callout-block": _CALLOUT,
    "notion-divider-block": Container(_build_thematic_break_with_content),
}

_ITEMS: dict[str, int | None] = {
    "notion-bulleted_list-block": None,
    "notion-numbered_list-block": NEXT,
    "notion-to_do-block": None,
}
"""Blocks that are items; the marks in front of them are drawn."""

_CHECKS = {"checkbox-on": True, "checkbox-off": False}


def _handle_block_div(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    names = node.attributes.get("class") or ""
    if "checkbox-" in names:
        checked = next((_CHECKS[name] for name in names.split() if name in _CHECKS), None)
        return (
            fallback(node, walk)
            if checked is None or _holds_element_or_nonblank_text(node)
            else lists.make_item_task_or_show_box(checked, walk)
        )
    if "table_of_contents-item" in names and walk.frame.tag not in LISTS:
        return _handle_toc_item_as_stray_list_item(node, names, walk)
    if "notion-" not in names:
        return fallback(node, walk)
    for name in names.split():
        if name in _BLOCKS:
            return _BLOCKS[name]
        if name in _ITEMS and walk.frame.tag not in LISTS:
            walk.frame.has_stray_items = True
            return Container(_builder_of_stray_item(_ITEMS[name]))
    return fallback(node, walk)


def _holds_element_or_nonblank_text(node: LexborNode) -> bool:
    child = node.child
    return child is not None and not (child.next is None and child.is_text_node and child.is_empty_text_node)


def _builder_of_stray_item(number_unless_bullet: int | None) -> Callable[[Frame], list[Any]]:
    return lambda frame: [StrayItem(_item_or_task_of(frame.blocks), number=number_unless_bullet)]


_BOXES = {"☑": True, "☐": False}


def _item_or_task_of(blocks: list[Any]) -> ListItem:
    """An item; a box in front of it makes it a task."""
    line = blocks[0].children if blocks and isinstance(blocks[0], Paragraph) else ()
    box = line[0] if line else None
    if not isinstance(box, Text) or box.value not in _BOXES:
        return ListItem(tuple(blocks))
    children = join_lines([line[1:]], BREAK)
    first = (replace(blocks[0], children=children),) if children else ()
    return ListItem((*first, *blocks[1:]), _BOXES[box.value])


_COLORS = frozenset("gray brown orange yellow teal blue purple pink red".split())


def _handle_colored_mark(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    """`mark class="highlight-red"` is red where Notion's styles are; elsewhere it is highlighted as any `mark`."""
    color = next((name[10:] for name in class_names_of(node) if name.startswith("highlight-")), "")
    if color == "default":
        return None
    return Marked((Highlight, SpanMark(Style(color=color)))) if color in _COLORS else fallback(node, walk)


def _handle_callout_aside(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    return _CALLOUT if "callout" in class_names_of(node) else fallback(node, walk)


HANDLERS: Mapping[str, OverlayHandler] = {
    **dict.fromkeys(("ul", "ol"), _handle_one_item_list_or_toggles),
    "li": _handle_item_or_unwrap_in_toggle_list,
    "figure": _handle_figure_unwrapping_cards_or_formulas,
    "aside": _handle_callout_aside,
    "div": _handle_block_div,
    "a": _handle_bookmark_as_link_card,
    "mark": _handle_colored_mark,
}
