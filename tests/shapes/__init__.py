"""Helper: input made by enemies or by accidents, of any size: what once cost more than its size, and what might.

`make test` runs the laws on every shape, and counts steps; `make hostile` measures time and memory. A shape found by anybody is a
row of the table of its kind: `html` and `markdown` are posts, `originals` what the witness looks for in a page, `wordpress`
content as WordPress stores it, `front_matter` the head of a post.
"""

from collections.abc import Callable
from typing import NamedTuple


class Shape(NamedTuple):
    """How to make a text of n things, and what every output of it must say at least."""

    make: Callable[[int], str]
    text: str = ""

    def of(self, characters: int) -> str:
        """So many of them that the text has about so many characters."""
        n = 1
        while n < characters and len(self.make(2 * n)) <= characters:
            n *= 2
        for step in [n >> shift for shift in range(1, n.bit_length())]:
            if len(self.make(n + step)) <= characters:
                n += step
        return self.make(n)


def nested(opening: str, closing: str = "") -> Callable[[int], str]:
    """Elements in each other, around a text."""
    return lambda n: opening * n + "글자" + closing * n


def again(unit: str, before: str = "", behind: str = "") -> Callable[[int], str]:
    """One thing again and again."""
    return lambda n: before + unit * n + behind


def numbered(unit: str) -> Callable[[int], str]:
    """One thing again and again, each with its number in place of the percent signs."""
    return lambda n: "".join(unit.replace("%", str(number)) for number in range(n))
