"""Items of lists that are odd: with a number of their own (`value`), or without a mark (`list-style: none`), as TinyMCE leaves
them where a list was indented. Lists are made of them so that every mark and number is what a browser shows.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby, islice
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert.model import MAX_DEPTH, Block, Blocks, BulletList, ListItem, OrderedList
from convert.readers._html.flow import LISTS, Walk
from convert.readers._html.frame import Frame
from convert.readers._html.outcome import Container
from convert.readers._html.style import parse_declarations
from convert.readers._html.tree import element_directly_after, element_directly_before


class OddItem(Struct, frozen=True, gc=False):
    """An item on its way into a list: its own number, if any, and whether it has a mark (None where only its list says that)."""

    item: ListItem
    value: int | None = None
    has_mark: bool | None = None


@lru_cache(maxsize=256)
def container_if_own_number_or_mark(value: str, css: str) -> Container | None:
    """What `value` and the `style` of an `li` make of it; None for an item as any other."""
    number, mark = parse_html_integer(value), list_style_type_or_empty(css)
    if number is None and not mark:
        return None
    has_mark = mark != "none" if mark else None
    return Container(lambda frame: [_build_odd_item(frame, number, has_mark)])


def _build_odd_item(frame: Frame, value: int | None, has_mark: bool | None) -> OddItem:
    """An item; a box to check is a mark, whatever its style says."""
    item = ListItem(tuple(frame.blocks), frame.checked)
    return OddItem(item, value, has_mark if item.checked is None else True)


def parse_html_integer(text: str | None) -> int | None:
    """A whole number as HTML spells one, of 32 bits as browsers keep it; None for anything else."""
    found = re.match(r"\s*([+-]?[0-9]{1,10})(?![0-9])", text or "")
    number = int(found[1]) if found else None
    return number if number is not None and -(1 << 31) <= number < 1 << 31 else None


@lru_cache(maxsize=256)
def list_style_type_or_empty(css: str) -> str:
    """The mark of items a `style` names, `none` for none; empty where it says nothing."""
    if "ist-style" not in css and "IST-STYLE" not in css:
        return ""
    values = parse_declarations(css)
    words = f"{values.get('list-style', '')} {values.get('list-style-type', '')}".lower().replace("!important", "").split()
    marks = [word for word in words if word not in ("inside", "outside")]
    return "none" if "none" in marks else "".join(marks[-1:])


def report_unmarked_item_if_moved(node: LexborNode, walk: Walk) -> None:
    """Say of an item without a mark that it stands elsewhere than on the page: one that begins its list has no item to be in, and
    one with text becomes a part of the item before. To the proof it is no item in any case, and those in it may be others.
    """
    holds_lists = _holds_only_lists(node)
    if element_directly_before(node) is None if holds_lists else _is_beside_item_showing_mark(node):
        walk.report("list-indent")
    elif not holds_lists:
        return
    around = list(islice(_lists_and_items_around(node), MAX_DEPTH))
    if 0 < len(around) < MAX_DEPTH:  # a link between list and item, which a browser leaves there, is none
        walk.tell_proof_element_moved("list-indent", around[-1])


def _holds_only_lists(node: LexborNode) -> bool:
    """Whether lists are all there is in an item."""
    return all(child.tag in LISTS or child.is_comment_node or child.is_empty_text_node for child in node.iter(include_text=True))


def _is_beside_item_showing_mark(node: LexborNode) -> bool:
    beside = (element_directly_before(node), element_directly_after(node))
    return any(item is not None and list_style_type_or_empty(item.attributes.get("style") or "") != "none" for item in beside)


def _lists_and_items_around(node: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    while parent is not None and (parent.tag in LISTS or parent.tag == "li"):
        yield parent
        parent = parent.parent


def items_unmarked_unless_stated(parts_of_list: Iterable[Any]) -> list[Any]:
    """The parts of a list whose style gives its items no marks, as far as they do not say otherwise; a box to check is one."""
    return [_as_unmarked_item_unless_stated(block) for block in parts_of_list]


def _as_unmarked_item_unless_stated(block: Any) -> Any:
    if isinstance(block, OddItem) and block.has_mark is None:
        return replace(block, has_mark=block.item.checked is not None)
    is_unmarked = isinstance(block, ListItem) and block.checked is None
    return OddItem(block, has_mark=False) if is_unmarked else block


class _ListBuilder:
    """Lists in the making: `number` is None where items are bullets, else that of the next item."""

    def __init__(self, number: int | None) -> None:
        self.done: list[Block] = []
        self.items: list[tuple[list[Block], bool | None]] = []
        self.number = number
        self.start = number

    def add_item(self, item: ListItem, number: int | None) -> None:
        """An item; one whose number is not the next begins another list."""
        if self.number is not None and self.start is not None:
            number = self.number if number is None else number
            if not self.items:
                self.start = number
            elif number != self.start + len(self.items):
                self.close_list()
                self.start = number
            self.number = number + 1
        self.items.append((list(item.children), item.checked))

    def add_blocks_to_last_item_or_before_list(self, blocks: Blocks) -> None:
        """Blocks without a mark: they belong to the item before, and stand in front of the list where there is none."""
        if self.items:
            self.items[-1][0].extend(blocks)
        else:
            self.done.extend(blocks)

    def skip_number(self) -> None:
        """Count an item that shows no number."""
        self.number = None if self.number is None else self.number + 1

    def close_list(self) -> None:
        """Finish the list that is open."""
        items, self.items = tuple([ListItem(tuple(children), checked) for children, checked in self.items]), []
        if items:
            self.done.append(BulletList(items) if self.start is None else OrderedList(items, self.start))


def build_lists_with_unmarked_items_in_previous(items: Iterable[Any], first_number_unless_bullets: int | None) -> list[Block]:
    """The lists that items make, some of which are odd. The number of the first item is None for bullets.

    An item that holds nothing but lists and has no mark only indents them. Another without a mark is text below the item before;
    where no item has a mark, they are items all the same.
    """
    items = list(items)
    has_marks = any([isinstance(part, ListItem) or (isinstance(part, OddItem) and part.has_mark is not False) for part in items])
    lists = _ListBuilder(first_number_unless_bullets)
    for part in items:
        if isinstance(part, ListItem):
            lists.add_item(part, None)
        elif not isinstance(part, OddItem):
            lists.add_blocks_to_last_item_or_before_list((part,))
        elif part.has_mark is not False or not (has_marks or _holds_only_nested_lists(part.item)):
            lists.add_item(part.item, part.value)
        else:
            lists.add_blocks_to_last_item_or_before_list(part.item.children)
            lists.skip_number()
    lists.close_list()
    return _merge_adjacent_bullet_lists(lists.done)


def _holds_only_nested_lists(item: ListItem) -> bool:
    return all(isinstance(child, BulletList | OrderedList) for child in item.children)


def _merge_adjacent_bullet_lists(blocks: list[Block]) -> list[Block]:
    """Blocks in which lists of bullets beside each other, which show no end, are one."""
    if len(blocks) < 2:
        return blocks
    result: list[Block] = []
    for is_list, group in groupby(blocks, lambda block: isinstance(block, BulletList)):
        lists = list(group)
        if is_list and len(lists) > 1:
            result.append(BulletList(tuple([item for one in lists if isinstance(one, BulletList) for item in one.items])))
        else:
            result.extend(lists)
    return result
