"""Blocks that are spelled already, one after another."""

import re

from convert.writers._markdown.delimiters import COMMENT


def join_blocks(parts: list[str]) -> str:
    """Blocks, spelled, with an empty line between two, and a comment as well between lists that would be one."""
    found = [part for part in parts if part]
    apart = {
        number
        for number in range(1, len(found))
        if found[number][0] in _LIST_STARTS and would_merge_lists(*found[number - 1 : number + 1])
    }
    if apart:
        found = [text for number, part in enumerate(found) for text in ((COMMENT, part) if number in apart else (part,))]
    return "\n\n".join(found)


_LIST_STARTS = frozenset("-*+0123456789")
_LIST = re.compile(r"(?:([-*+])|\d{1,9}([.)]))(?:[ \n]|$)")


def would_merge_lists(before: str, after: str) -> bool:
    """Whether two blocks, spelled, end and begin with lists that would be one, such as one in a figure or a description."""
    begins = _LIST.match(after)
    if begins is None:
        return False
    last = next((line for line in reversed(before.split("\n")) if line[:1] not in ("", " ")), "")
    ends = _LIST.match(last)
    return ends is not None and ends.groups() == begins.groups()
