"""Items of lists that are odd: with a number of their own (`value`), or without a mark (`list-style: none`), as TinyMCE leaves
them where a list was indented. Lists are made of them so that every mark and number is what a browser shows.
"""

import re
from collections.abc import Iterable
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from convert.model import Block, Blocks, BulletList, ListItem, OrderedList
from convert.readers._html.flow import LISTS, Handler, Walk
from convert.readers._html.outcome import Container, Outcome
from convert.readers._html.overlay import Overlay
from convert.readers._html.style import declarations


class OddItem(Struct, frozen=True, gc=False):
    """An item on its way into a list: its own number, if any, and whether it has a mark."""

    item: ListItem
    value: int | None = None
    has_mark: bool = True


def _item(node: LexborNode, walk: Walk, below: Handler) -> Outcome:
    outcome = below(node, walk)
    if type(outcome) is not Container or walk.frame.tag not in LISTS:
        return outcome
    attributes = node.attributes
    value, has_mark = integer(attributes.get("value")), not _is_unmarked(node, attributes.get("style") or "")
    if value is None and has_mark:
        return outcome
    if value is not None and value < 0 and walk.frame.tag == "ol":
        walk.report("list-number", f"from {value}")
    build = outcome.build
    return replace(outcome, build=lambda frame: [_odd(block, value, has_mark) for block in build(frame)])


def _odd(block: Any, value: int | None, has_mark: bool) -> Any:
    return OddItem(block, value, has_mark or block.checked is not None) if isinstance(block, ListItem) else block


def integer(text: str | None) -> int | None:
    """A whole number as HTML spells one, of nine digits at most; None for anything else."""
    found = re.match(r"\s*([+-]?[0-9]{1,9})(?![0-9])", text or "")
    return int(found[1]) if found else None


def _is_unmarked(node: LexborNode, css: str) -> bool:
    own = _mark(css)
    if own or node.parent is None:
        return own == "none"
    return _mark(node.parent.attributes.get("style") or "") == "none"


def _mark(css: str) -> str:
    """`none`, another mark, or nothing, as a style says."""
    if "list-style" not in css.lower():
        return ""
    values = declarations(css)
    words = f"{values.get('list-style', '')} {values.get('list-style-type', '')}".lower().replace("!important", "").split()
    return "none" if "none" in words else "".join(words[-1:])


class _Lists:
    """Lists in the making: `number` is None where items are bullets, else that of the next item."""

    def __init__(self, number: int | None) -> None:
        self.done: list[Block] = []
        self.items: list[ListItem] = []
        self.number = number
        self.start = number

    def add(self, item: ListItem, number: int | None) -> None:
        """An item; one whose number is not the next begins another list."""
        if self.number is not None and self.start is not None:
            number = self.number if number is None or number < 0 else number
            if not self.items:
                self.start = number
            elif number != self.start + len(self.items):
                self.close()
                self.start = number
            self.number = number + 1
        self.items.append(item)

    def put(self, blocks: Blocks) -> None:
        """Blocks without a mark: they belong to the item before, and stand in front of the list where there is none."""
        if self.items:
            self.items[-1] = replace(self.items[-1], children=(*self.items[-1].children, *blocks))
        else:
            self.done.extend(blocks)

    def skip(self) -> None:
        """Count an item that shows no number."""
        self.number = None if self.number is None else self.number + 1

    def close(self) -> None:
        """Finish the list that is open."""
        items, self.items = tuple(self.items), []
        last = self.done[-1] if self.done else None
        if not items:
            return
        if self.start is not None:
            self.done.append(OrderedList(items, self.start))
        elif isinstance(last, BulletList):
            self.done[-1] = BulletList(last.items + items)
        else:
            self.done.append(BulletList(items))


def lists_of(parts: Iterable[Any], start: int | None) -> list[Block]:
    """The lists that items make, some of which are odd; `start` is the number of the first item, None for bullets.

    An item that holds nothing but lists and has no mark only indents them. Another without a mark is text below the item before;
    where no item has a mark, they are items all the same.
    """
    parts = list(parts)
    has_marks = any([isinstance(part, ListItem) or (isinstance(part, OddItem) and part.has_mark) for part in parts])
    lists = _Lists(start)
    for part in parts:
        if isinstance(part, ListItem):
            lists.add(part, None)
        elif not isinstance(part, OddItem):
            lists.put((part,))
        elif part.has_mark or not (has_marks or _only_indents(part.item)):
            lists.add(part.item, part.value)
        else:
            lists.put(part.item.children)
            lists.skip()
    lists.close()
    return _joined(lists.done)


def _only_indents(item: ListItem) -> bool:
    return all(isinstance(child, BulletList | OrderedList) for child in item.children)


def _joined(blocks: list[Block]) -> list[Block]:
    """Blocks in which lists of bullets beside each other, which show no end, are one."""
    result: list[Block] = []
    for block in blocks:
        last = result[-1] if result else None
        if isinstance(block, BulletList) and isinstance(last, BulletList):
            result[-1] = BulletList(last.items + block.items)
        else:
            result.append(block)
    return result


_NO_MARK = re.compile(r"list-style(?:-type)?\s*:[^;\"'<>]{0,80}none", re.IGNORECASE)
_NUMBERED = re.compile(r"<li\s[^<>]{0,400}value\s*=", re.IGNORECASE)


def _may_be_odd(html: str) -> bool:
    return ("none" in html.lower() and _NO_MARK.search(html) is not None) or _NUMBERED.search(html) is not None


ODD_ITEMS = Overlay((), ("list-style", "LIST-STYLE", "value=", "VALUE="), {"li": _item}, _may_be_odd)
