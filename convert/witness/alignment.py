"""Which words of two texts are the same ones: in linear time, whatever somebody has written."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

Part: TypeAlias = tuple[bool, slice, slice]
"""Whether a part of one text is the same in the other, and where it is in both."""

_LARGEST = 1_000_000
"""Pairs of words the search for all common parts may look at; beyond it only parts are found that begin with a rare run."""

_RUN = 3
"""Words in a row that are looked for in long texts."""


def aligned(a: Sequence[str], b: Sequence[str]) -> Iterator[Part]:
    """Parts of two texts, in order. What is the same in both at their beginning and end takes no search."""
    head = next((number for number, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest = min(len(a), len(b)) - head
    tail = next((number for number in range(rest) if a[-1 - number] != b[-1 - number]), rest)
    if head:
        yield True, slice(0, head), slice(0, head)
    yield from _moved(_unlike(a[head : len(a) - tail], b[head : len(b) - tail]), head)
    if tail:
        yield True, slice(len(a) - tail, len(a)), slice(len(b) - tail, len(b))


def is_split(words: Sequence[str], others: Sequence[str], soft: int) -> bool:
    """Whether others have the same characters with no less white space between them: nothing is gone, and nothing is joined.

    `soft` of the words may be joined to the one before them.
    """
    return len(others) >= len(words) - soft and "".join(words) == "".join(others)


def _moved(parts: Iterator[Part], by: int) -> Iterator[Part]:
    for same, a, b in parts:
        yield same, slice(a.start + by, a.stop + by), slice(b.start + by, b.stop + by)


def _unlike(a: Sequence[str], b: Sequence[str]) -> Iterator[Part]:
    if not a or not b:
        if a or b:
            yield False, slice(0, len(a)), slice(0, len(b))
    elif len(a) * len(b) > _LARGEST:
        yield from _by_rare_runs(a, b)
    else:
        for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
            yield tag == "equal", slice(i, j), slice(k, m)


def _by_rare_runs(a: Sequence[str], b: Sequence[str]) -> Iterator[Part]:
    """Parts that begin with words which stand in a row only once in `b`, as far as they go."""
    places: dict[tuple[str, ...], int] = {}
    for place, run in enumerate(_runs(b)):
        places[run] = -1 if run in places else place
    here = there = 0
    for number, run in enumerate(_runs(a)):
        place = places.get(run, -1)
        if number < here or place < there:
            continue
        if number > here or place > there:
            yield False, slice(here, number), slice(there, place)
        length = _common(a, number, b, place)
        here, there = number + length, place + length
        yield True, slice(number, here), slice(place, there)
    if here < len(a) or there < len(b):
        yield False, slice(here, len(a)), slice(there, len(b))


def _common(a: Sequence[str], number: int, b: Sequence[str], place: int) -> int:
    length = 0
    while number + length < len(a) and place + length < len(b) and a[number + length] == b[place + length]:
        length += 1
    return length


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*[words[first:] for first in range(_RUN)], strict=False)
