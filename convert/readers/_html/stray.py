"""Blocks that are only parts of one, put together: items without a list, and paragraphs that look like items or quotations."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from msgspec import Struct

from convert.model import Block, BlockQuote, Blocks, BulletList, ListItem, OrderedList


class StrayItem(Struct, frozen=True, gc=False):
    """An item that stands beside the others of its list and of the lists in it. `level` is how deep, where only more or less
    counts; `number` what stands before it, None for a bullet.

    An item deeper than level 0 holds nothing but text: lists made of levels are deeper than what is open while they are read.
    """

    item: ListItem
    level: float = 0
    number: int | None = None


NEXT = -1
"""The number of an item of which only the order is known, as where letters count: the next, and 1 for the first."""


class StrayQuotation(Struct, frozen=True, gc=False):
    """A part of a quotation; its neighbours are parts of the same."""

    children: Blocks


MAX_LEVELS = 9
"""Lists in lists that are made of neighbours. Word has no more."""

_PARTS: frozenset[type] = frozenset({ListItem, StrayItem, StrayQuotation})


def group_stray_items_and_quotations(blocks: list[Any]) -> list[Block]:
    """Blocks with every stray part in a list or quotation of its own, as browsers show an `li` without a list."""
    result: list[Block] = []
    for part, group in groupby(blocks, lambda block: type(block) if type(block) in _PARTS else None):
        if part is ListItem:
            result.append(BulletList(tuple(group)))
        elif part is StrayItem:
            result.extend(_build_nested_lists(group))
        elif part is StrayQuotation:
            result.append(BlockQuote(tuple([child for quoted in group for child in quoted.children])))
        else:
            result.extend(group)
    return result


class _OpenList:
    """A list that may get more items, and its items more blocks."""

    __slots__ = ("items", "level", "start")

    def __init__(self, part: StrayItem) -> None:
        self.level = part.level
        self.start = 1 if part.number == NEXT else part.number
        self.items: list[tuple[list[Block], bool | None]] = []

    def accepts_item(self, part: StrayItem) -> bool:
        """Whether the next item is one of this list, or of one in it. A number that is not the next begins another list."""
        if self.level != part.level or self.start is None or part.number is None:
            return self.level < part.level or (self.level == part.level and self.start is part.number)
        return part.number in (NEXT, self.start + len(self.items))

    def build_list(self) -> Block:
        items = tuple([ListItem(tuple(children), checked) for children, checked in self.items])
        return BulletList(items) if self.start is None else OrderedList(items, self.start)


def _build_nested_lists(parts: Iterable[StrayItem]) -> list[Block]:
    """Lists of neighbouring items: a deeper one belongs to the item before."""
    done: list[Block] = []
    lists: list[_OpenList] = []
    for part in parts:
        while lists and not lists[-1].accepts_item(part):
            _close_innermost_list(lists, done)
        if not lists or (lists[-1].level < part.level and len(lists) < MAX_LEVELS):
            lists.append(_OpenList(part))
        lists[-1].items.append((list(part.item.children), part.item.checked))
    while lists:
        _close_innermost_list(lists, done)
    return done


def _close_innermost_list(lists: list[_OpenList], done: list[Block]) -> None:
    made = lists.pop().build_list()
    if lists:
        lists[-1].items[-1][0].append(made)
    else:
        done.append(made)
