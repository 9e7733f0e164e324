"""Parts that were left out from the middle of a text, where the word before or behind them is one word with them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

_NO_SPACE = "\n"
"""What stands between words here that nothing parted in the source; no word has a line end in it."""


class Cut(NamedTuple):
    """A stretch of a text that is some part's: the kind of the notice that names it, and its words."""

    first: int
    end: int
    kind: str
    words: Sequence[str]


def find_parts_in_order_as_cuts(text: str, parts: Iterable[tuple[str, Sequence[str]]]) -> Iterator[Cut]:
    """Where the parts, each with the kind of its notice, stand in a text one behind the other."""
    end = 0
    for kind, words in parts:
        wanted = " ".join(words)
        first = text.find(wanted, end)
        if first >= 0:
            end = first + len(wanted)
            yield Cut(first, end, kind, words)


def rest_of_text(text: str, cuts: Sequence[Cut]) -> str:
    """A text without what is cut out of it. Both sides of a cut are one word, unless there was white space."""
    edges = [0, *(edge for cut in cuts for edge in (cut.first, cut.end)), len(text)]
    return "".join([text[first:end] for first, end in list(pairwise(edges))[::2]])


def rest_of_each_word(words: Sequence[str], cuts: Sequence[Cut]) -> Iterator[str]:
    """What is left of each of the words of a text."""
    at = 0
    for word in words:
        inside = [cut._replace(first=max(cut.first - at, 0), end=min(cut.end - at, len(word))) for cut in cuts]
        yield rest_of_text(word, [cut for cut in inside if cut.first < cut.end])
        at += len(word) + 1


def is_rest_shown(words: Sequence[str], joinable: Iterable[int], cuts: Sequence[Cut], others: Sequence[str]) -> bool:
    """Whether other words have all that is left of these, and each white space that stood in it at its place.

    `joinable` are the numbers of those before which no white space stood. Only between two of them, or inside one word, may
    what is before a cut and what is behind it be one: else a part that is left out would excuse white space that is lost.
    """
    ends = [*accumulate(len(word) + 1 for word in words)]
    text = list(" ".join(words))
    for number in joinable:
        text[ends[number - 1] - 1] = _NO_SPACE
    rest = rest_of_text("".join(text), cuts).replace(_NO_SPACE, "").split(" ")
    return "".join(rest) == "".join(others) and {*accumulate(map(len, rest))} - {0} <= {*accumulate(map(len, others))}
