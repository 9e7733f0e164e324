"""Lists: bullets, numbers, tasks, definitions, and the ways they are nested wrongly."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, cast

from msgspec import Struct
from selectolax.lexbor import LexborNode

from convert import model
from convert.model import (
    Anchor,
    Attachment,
    Block,
    Blocks,
    BulletList,
    Code,
    CodeBlock,
    DefinitionItem,
    DefinitionList,
    Embed,
    Gallery,
    Inline,
    Inlines,
    Link,
    LinkCard,
    ListItem,
    Math,
    MathBlock,
    OrderedList,
    Paragraph,
    Text,
)
from convert.model.walk import children, plain_text
from convert.readers._html import lines
from convert.readers._html.flow import LISTS, Walk
from convert.readers._html.frame import Frame
from convert.readers._html.marks import BREAK, LINE
from convert.readers._html.marks import Leaf as InlineLeaf
from convert.readers._html.odd_items import (
    OddItem,
    build_lists_with_unmarked_items_in_previous,
    container_if_own_number_or_mark,
    items_unmarked_unless_stated,
    list_style_type_or_empty,
    parse_html_integer,
    report_unmarked_item_if_moved,
)
from convert.readers._html.outcome import Container, Division, FinishedInline, Outcome, Skipped


class Term(Struct, frozen=True, gc=False):
    """A `dt` on its way into a definition list."""

    children: Inlines


class Description(Struct, frozen=True, gc=False):
    """A `dd` on its way into a definition list."""

    children: Blocks


_ITEMS = (ListItem, OddItem)


def list_items_with_strays_in_previous(frame: Frame) -> tuple[ListItem, ...]:
    """The items of a list. What stands between them, such as a list directly in a list, belongs to the item before."""
    if all([type(block) is ListItem for block in frame.blocks]):
        return tuple(frame.blocks)
    items: list[ListItem] = []
    for is_item, group in groupby(frame.blocks, lambda block: isinstance(block, _ITEMS)):
        if is_item:
            items.extend([block.item if isinstance(block, OddItem) else block for block in group])
        elif items:
            items[-1] = ListItem((*items[-1].children, *group), items[-1].checked)
        else:
            items.append(ListItem(tuple(group)))
    return tuple(items)


def _build_bullet_lists_or_empty(frame: Frame) -> list[Block]:
    if any([type(block) is OddItem for block in frame.blocks]):
        return build_lists_with_unmarked_items_in_previous(frame.blocks, None)
    items = list_items_with_strays_in_previous(frame)
    return [BulletList(items)] if items else []


_BULLETS = Container(_build_bullet_lists_or_empty)
_WITHOUT_BULLETS = Container(
    lambda frame: build_lists_with_unmarked_items_in_previous(items_unmarked_unless_stated(frame.blocks), None)
)


def handle_ul_unbulleted_if_list_style_none(node: LexborNode, walk: Walk) -> Outcome:
    """`ul`."""
    css = node.attributes.get("style")
    return _WITHOUT_BULLETS if css and list_style_type_or_empty(css) == "none" else _BULLETS


def handle_ol_and_report_unusual_numbers(node: LexborNode, walk: Walk) -> Outcome:
    """`ol`; a `start` that is no number is 1."""
    attributes = node.attributes
    first = parse_html_integer(attributes.get("start"))
    start, mark = 1 if first is None else first, list_style_type_or_empty(attributes.get("style") or "")
    spelled, is_unmarked = _describe_unusual_numbers(attributes, mark), mark == "none"

    def build_list_and_report_unusual_numbers(frame: Frame) -> list[Block]:
        if spelled and frame.blocks:
            walk.report("list-number", spelled)
        if "reversed" not in attributes and (is_unmarked or any([type(block) is OddItem for block in frame.blocks])):
            return build_lists_with_unmarked_items_in_previous(
                items_unmarked_unless_stated(frame.blocks) if is_unmarked else frame.blocks, start
            )
        items = list_items_with_strays_in_previous(frame)
        return [OrderedList(items, start)] if items else []

    return Container(build_list_and_report_unusual_numbers)


_LETTERS = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
"""What `type` says, as CSS calls it."""

_DECIMAL = frozenset({"", "decimal", "decimal-leading-zero", "disc", "circle", "square", "none", "inherit", "initial", "unset"})
"""Marks that are numbers as Markdown has them, or no numbers."""


def _describe_unusual_numbers(attributes: Mapping[str, str | None], style_type: str) -> str:
    """What the numbers of a list are, where they are not 0, 1, 2 and so on; empty where they are."""
    said: list[str] = []
    if "reversed" in attributes:
        said.append("reversed")
    name = style_type or _LETTERS.get(attributes.get("type") or "", "")
    if name not in _DECIMAL:
        said.append(name)
    return ", ".join(said)


def parse_list_start(text: str | None) -> int:
    value = (text or "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 9 else 1


def _build_list_item(frame: Frame) -> list[Any]:
    return [ListItem(tuple(frame.blocks), frame.checked)]


_ITEM = Container(_build_list_item)


def handle_li_and_note_stray_or_unmarked(node: LexborNode, walk: Walk) -> Outcome:
    """`li`; without a list around it, it will get one."""
    if walk.frame.tag not in LISTS:
        walk.frame.has_stray_items = True
        return _ITEM
    attributes = node.attributes
    if not attributes:
        return _ITEM
    value, css = attributes.get("value") or "", attributes.get("style") or ""
    if list_style_type_or_empty(css) == "none":
        report_unmarked_item_if_moved(node, walk)
    return container_if_own_number_or_mark(value, css) or _ITEM


def handle_checkbox_as_task_or_shown_box(node: LexborNode, walk: Walk) -> Outcome:
    """`input type="checkbox"`."""
    return make_item_task_or_show_box("checked" in node.attributes, walk)


def make_item_task_or_show_box(checked: bool, walk: Walk) -> Outcome:
    """A box to check. One that begins a list item makes it a task; elsewhere it is a character."""
    frame = walk.frame
    if frame.tag == "li" and not frame.blocks and all(_is_invisible_leaf(leaf) for leaf, _ in frame.runs):
        frame.checked = checked
        return Skipped()
    return FinishedInline(Text("☑" if checked else "☐"))


def _is_invisible_leaf(leaf: str | Inline) -> bool:
    return leaf is LINE or isinstance(leaf, Anchor) or (isinstance(leaf, str) and not leaf.strip())


def handle_definition_list(node: LexborNode, walk: Walk) -> Outcome:
    """`dl`, with or without `div` groups."""
    return Container(_build_definition_list)


def _build_definition_list(frame: Frame) -> list[Block]:
    """What is neither term nor description describes the term before it."""
    items: list[tuple[Inlines, list[Blocks]]] = []
    before: list[Block] = []
    for block in frame.blocks:
        if isinstance(block, Term):
            items.append((block.children, []))
        elif isinstance(block, Description):
            if not items:
                items.append(((), []))
            items[-1][1].append(block.children)
        elif items:
            items[-1][1].append((block,))
        else:
            before.append(block)
    if not items:
        return before
    return [*before, DefinitionList(tuple(DefinitionItem(term, tuple(meanings)) for term, meanings in items))]


def handle_dt_in_dl_else_division(node: LexborNode, walk: Walk) -> Outcome:
    """`dt`."""
    return Container(lambda frame: [Term(join_blocks_into_inlines(frame.blocks))]) if walk.frame.tag == "dl" else Division()


def handle_dd_in_dl_else_division(node: LexborNode, walk: Walk) -> Outcome:
    """`dd`."""
    return Container(lambda frame: [Description(tuple(frame.blocks))]) if walk.frame.tag == "dl" else Division()


def join_blocks_into_inlines(blocks: Sequence[Any], separator: InlineLeaf = BREAK) -> Inlines:
    """The text of blocks as one run of inlines, for places that hold no blocks; a break or a space between two."""
    if len(blocks) == 1 and type(blocks[0]) is Paragraph:
        return blocks[0].children
    return lines.join_lines(_lines_of_blocks(blocks), separator)


def _lines_of_blocks(blocks_or_inlines: Iterable[Any]) -> Iterator[Inlines]:
    """The inlines of every block, and of the blocks in it."""
    line: list[Inline] = []
    for node in blocks_or_inlines:
        if isinstance(node, _INLINES):
            line.append(cast(Inline, node))
            continue
        if line:
            yield tuple(line)
            line = []
        yield from _lines_of_block(node)
    if line:
        yield tuple(line)


def _lines_of_block(block: Any) -> Iterator[Inlines]:
    match block:
        case CodeBlock():
            yield from ((Code(text),) for text in block.value.split("\n") if text.strip())
        case MathBlock():
            yield (Math(" ".join(block.value.split())),)
        case Embed() | LinkCard() | Attachment():
            yield (Link((Text(" ".join(plain_text([block]).split())),), block.url),)
        case Gallery():
            yield lines.join_lines([(image,) for image in block.images], " ")
            yield block.caption
        case _:
            yield from _lines_of_blocks(children(block))


_INLINES: tuple[type, ...] = model.Inline.__args__  # type: ignore[attr-defined]
