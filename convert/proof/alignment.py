"""Which parts of two texts, as words or characters, are the same ones: in linear time, whatever somebody has written."""

from collections import Counter
from collections.abc import Iterator, Sequence
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


def align_texts(a: Sequence[str], b: Sequence[str]) -> Iterator[Part]:
    """Parts of two texts, in order. What is the same in both at their beginning and end takes no search."""
    head = next((number for number, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest = min(len(a), len(b)) - head
    tail = next((number for number in range(rest) if a[-1 - number] != b[-1 - number]), rest)
    if head:
        yield True, slice(0, head), slice(0, head)
    yield from _shift_parts(_align_fully_or_by_unique_runs_if_large(a[head : len(a) - tail], b[head : len(b) - tail]), head, head)
    if tail:
        yield True, slice(len(a) - tail, len(a)), slice(len(b) - tail, len(b))


def _shift_parts(parts: Iterator[Part], a_offset: int, b_offset: int) -> Iterator[Part]:
    for same, a, b in parts:
        yield same, slice(a.start + a_offset, a.stop + a_offset), slice(b.start + b_offset, b.stop + b_offset)


def _align_fully_or_by_unique_runs_if_large(a: Sequence[str], b: Sequence[str]) -> Iterator[Part]:
    if not a or not b:
        if a or b:
            yield False, slice(0, len(a)), slice(0, len(b))
    elif len(a) * len(b) > _LARGEST:
        yield from _split_at_runs_unique_in_b(a, b)
    else:
        yield from _merge_neighbouring_common_parts(_align_by_longest_match_or_runs_if_costly(a, b))


def _align_by_longest_match_or_runs_if_costly(a: Sequence[str], b: Sequence[str]) -> Iterator[Part]:
    """The longest common part first, then those before and behind it, as `difflib` does, for as long as that is cheap."""
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, a, b, autojunk=False)
    often = Counter(b)
    costs = [0, *accumulate(often[word] + 1 for word in a)]
    left = _STEPS * (len(a) + len(b))
    waiting = [(slice(0, len(a)), slice(0, len(b)), False)]
    while waiting:
        a_part, b_part, is_same = waiting.pop()
        left -= 0 if is_same else costs[a_part.stop] - costs[a_part.start]
        if is_same or a_part.start == a_part.stop or b_part.start == b_part.stop:
            if a_part.start < a_part.stop or b_part.start < b_part.stop:
                yield is_same, a_part, b_part
        elif left < 0:
            yield from _shift_parts(_split_at_runs_unique_in_b(a[a_part], b[b_part]), a_part.start, b_part.start)
        else:
            found = matcher.find_longest_match(a_part.start, a_part.stop, b_part.start, b_part.stop)
            waiting += _parts_around_match_in_reverse_order(a_part, b_part, *found) if found.size else []
            if not found.size:
                yield False, a_part, b_part


def _merge_neighbouring_common_parts(parts: Iterator[Part]) -> Iterator[Part]:
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


def _parts_around_match_in_reverse_order(
    a: slice, b: slice, a_start: int, b_start: int, size: int
) -> list[tuple[slice, slice, bool]]:
    """What is behind a common part, the part, and what is before it, which comes first off the end."""
    return [
        (slice(a_start + size, a.stop), slice(b_start + size, b.stop), False),
        (slice(a_start, a_start + size), slice(b_start, b_start + size), True),
        (slice(a.start, a_start), slice(b.start, b_start), False),
    ]


def _split_at_runs_unique_in_b(a: Sequence[str], b: Sequence[str]) -> Iterator[Part]:
    """Parts that begin with words which stand in a row only once in `b`, as far as they go."""
    starts_in_b: dict[tuple[str, ...], int] = {}
    for b_start, run in enumerate(_overlapping_runs_of_words(b)):
        starts_in_b[run] = -1 if run in starts_in_b else b_start
    a_end = b_end = 0
    for a_start, run in enumerate(_overlapping_runs_of_words(a)):
        b_start = starts_in_b.get(run, -1)
        if a_start < a_end or b_start < b_end:
            continue
        if a_start > a_end or b_start > b_end:
            yield False, slice(a_end, a_start), slice(b_end, b_start)
        length = _length_in_common(a, a_start, b, b_start)
        a_end, b_end = a_start + length, b_start + length
        yield True, slice(a_start, a_end), slice(b_start, b_end)
    if a_end < len(a) or b_end < len(b):
        yield False, slice(a_end, len(a)), slice(b_end, len(b))


def _length_in_common(a: Sequence[str], a_start: int, b: Sequence[str], b_start: int) -> int:
    length = 0
    while a_start + length < len(a) and b_start + length < len(b) and a[a_start + length] == b[b_start + length]:
        length += 1
    return length


def _overlapping_runs_of_words(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*[words[first:] for first in range(_RUN)], strict=False)
