"""Which parts of two texts, as words or characters, are the same ones: in linear time, whatever somebody has written."""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate
from typing import TypeAlias

Part: TypeAlias = tuple[bool, slice, slice]
"""Whether a part of one text is the same in the other, and where it is in both."""

_LARGEST = 1_000_000
"""Pairs of words the search for all common parts may begin with; beyond it only parts are found that begin with a rare run."""

_STEPS = 300
"""Pairs of equal words that search may look at for each word. Prose takes a tenth of it; the same words again and again more."""

_RUN = 3
"""Words in a row that are looked for in long texts."""


def aligned(a: Sequence[str], b: Sequence[str]) -> Iterator[Part]:
    """Parts of two texts, in order. What is the same in both at their beginning and end takes no search."""
    head = next((number for number, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest = min(len(a), len(b)) - head
    tail = next((number for number in range(rest) if a[-1 - number] != b[-1 - number]), rest)
    if head:
        yield True, slice(0, head), slice(0, head)
    yield from _moved(_unlike(a[head : len(a) - tail], b[head : len(b) - tail]), head, head)
    if tail:
        yield True, slice(len(a) - tail, len(a)), slice(len(b) - tail, len(b))


def _moved(parts: Iterator[Part], here: int, there: int) -> Iterator[Part]:
    for same, a, b in parts:
        yield same, slice(a.start + here, a.stop + here), slice(b.start + there, b.stop + there)


def _unlike(a: Sequence[str], b: Sequence[str]) -> Iterator[Part]:
    if not a or not b:
        if a or b:
            yield False, slice(0, len(a)), slice(0, len(b))
    elif len(a) * len(b) > _LARGEST:
        yield from _by_rare_runs(a, b)
    else:
        yield from _joined(_by_longest(a, b))


def _by_longest(a: Sequence[str], b: Sequence[str]) -> Iterator[Part]:
    """The longest common part first, then those before and behind it, as `difflib` does, for as long as that is cheap."""
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    often = Counter(b)
    costs = [0, *accumulate(often[word] + 1 for word in a)]
    left = _STEPS * (len(a) + len(b))
    waiting = [(slice(0, len(a)), slice(0, len(b)), False)]
    while waiting:
        here, there, is_same = waiting.pop()
        left -= 0 if is_same else costs[here.stop] - costs[here.start]
        if is_same or here.start == here.stop or there.start == there.stop:
            if here.start < here.stop or there.start < there.stop:
                yield is_same, here, there
        elif left < 0:
            yield from _moved(_by_rare_runs(a[here], b[there]), here.start, there.start)
        else:
            found = matcher.find_longest_match(here.start, here.stop, there.start, there.stop)
            waiting += _around(here, there, *found) if found.size else []
            if not found.size:
                yield False, here, there


def _joined(parts: Iterator[Part]) -> Iterator[Part]:
    """Common parts that end where the next begins as one."""
    last = next(parts, None)
    for part in parts:
        if last and last[0] and part[0]:
            last = True, slice(last[1].start, part[1].stop), slice(last[2].start, part[2].stop)
            continue
        if last:
            yield last
        last = part
    if last:
        yield last


def _around(here: slice, there: slice, x: int, y: int, size: int) -> list[tuple[slice, slice, bool]]:
    """What is behind a common part, the part, and what is before it, which comes first off the end."""
    return [
        (slice(x + size, here.stop), slice(y + size, there.stop), False),
        (slice(x, x + size), slice(y, y + size), True),
        (slice(here.start, x), slice(there.start, y), False),
    ]


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
