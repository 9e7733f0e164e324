"""How grave what became of a post is: the one order in which `inspect` and `report` name posts, the gravest first.

A level outweighs all of those below it: a post that lost something comes before any that was only said otherwise, and one with
something missing, which no notice explains, before both. A gravity is for that order alone: it says nothing of how long a look
takes.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from convert.notices import Level, Notice

WEIGHTS: Mapping[Level, int] = {"cleaned": 0, "assumed": 1, "repaired": 1, "approximated": 200, "lost": 100_000}
"""What a notice is worth by its level: nobody misses what was cleaned; what was assumed or repaired may be wrong alike."""

MISSING = 10_000_000
"""The same of something the source shows and the output does not."""

MOST_TIMES = 3
"""How often a notice of one kind counts in a post: three hundred coloured words are one thing to look at."""

WORTH_A_LOOK = WEIGHTS["lost"]
"""The gravity from which on a post needs a look: something in it was lost."""

_LARGEST = 2**53 - 1
"""What a number of JavaScript holds."""


def total_gravity_of(notices: Iterable[Notice]) -> int:
    """How grave the notices of a post are together; 0 for none, and for what was only cleaned."""
    counts: Counter[str] = Counter()
    weights = {}
    for notice in notices:
        counts[notice.kind] += notice.count
        weights[notice.kind] = WEIGHTS[notice.level]
    missing = counts.pop("missing", 0)
    said = sum(weights[kind] * min(count, MOST_TIMES) for kind, count in counts.items())
    return min(said + MISSING * missing, _LARGEST)
