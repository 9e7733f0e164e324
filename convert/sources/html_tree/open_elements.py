"""The elements that are open somewhere in HTML, about as a parser has them (HTML standard, 13.2.4.2 and 13.2.6.4.7).

No call looks at more than the elements it changes, so that a page costs what its tags cost.
"""

from bisect import bisect
from collections import defaultdict

from convert.sources.html_tree.names import BARRIERS, BLOCKS, ENDED_BESIDE, ENDED_IN_TABLES, FORMATTING, HEADINGS, SPECIAL, WALLS

_TAKEN_OUT = ""
"""The name of a formatting element that ended before those in it."""

_MOST_PARTED = 7
"""In how many blocks within a formatting element a parser notices the end of it: in fewer than eight."""


class OpenElements:
    """A stack of names. `places` are numbers of elements in it, of which the outermost is 0."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        self._barriers = [-1]
        self._specials = [-1]
        self._walls = [-1]

    @property
    def depth(self) -> int:
        """How many elements are open."""
        return len(self._names)

    def has_open(self, name: str) -> bool:
        """Whether an element of this name is open."""
        return bool(self._places[name])

    @property
    def is_in_svg_or_mathml(self) -> bool:
        """Whether SVG or MathML is open, in which elements may end with their own tag."""
        return bool(self._places["svg"] or self._places["math"])

    @property
    def is_in_table_or_template(self) -> bool:
        """Whether parts of a table can begin."""
        return self._innermost_place_of_or_minus_one("table", "template") >= 0

    def push(self, name: str) -> None:
        """Begin an element."""
        place = len(self._names)
        self._names.append(name)
        self._places[name].append(place)
        for names, places in ((SPECIAL, self._specials), (WALLS, self._walls), (BARRIERS, self._barriers)):
            if name in names:
                places.append(place)

    def close_down_to_depth(self, depth: int) -> list[str]:
        """End elements until so many are open. Gives their names, innermost first."""
        ended: list[str] = []
        while len(self._names) > depth:
            name = self._names.pop()
            if name == _TAKEN_OUT:
                continue
            ended.append(name)
            self._places[name].pop()
            for places in (self._specials, self._walls, self._barriers):
                if places[-1] == len(self._names):
                    places.pop()
        while self._names and self._names[-1] == _TAKEN_OUT:
            self._names.pop()
        return ended

    def depth_kept_by_start_tag(self, name: str) -> int:
        """How many elements a start tag leaves open."""
        if self.is_in_svg_or_mathml:
            return self.depth
        if name in BLOCKS:
            return self._depth_kept_by_block_start_tag(name)
        if name in ENDED_IN_TABLES:
            table = self._innermost_place_of_or_minus_one("table", "template")
            ended = [place for one in ENDED_IN_TABLES[name] if (place := self._innermost_place_of_or_minus_one(one)) > table >= 0]
            return min(ended, default=self.depth)
        if name in ("a", "nobr"):
            return self._depth_closing_named_element_or_unchanged_at_barrier(name, self._specials[-1])
        return self.depth - (self.depth > 0 and self._names[-1] in ENDED_BESIDE.get(name, ()))

    def _depth_kept_by_block_start_tag(self, name: str) -> int:
        wall = self._walls[-1]
        items = ("li",) if name == "li" else ("dd", "dt")
        if name in ("li", "dd", "dt") and wall >= 0 and self._names[wall] in items:
            return wall
        kept = self._depth_closing_named_element_or_unchanged_at_barrier("p", self._barriers[-1])
        return kept - (name in HEADINGS and 0 < kept == self.depth and self._names[-1] in HEADINGS)

    def _depth_closing_named_element_or_unchanged_at_barrier(self, name: str, barrier_depth: int) -> int:
        place = self._innermost_place_of_or_minus_one(name)
        return place if place > barrier_depth else self.depth

    def depth_kept_by_end_tag(self, name: str) -> int:
        """How many elements an end tag leaves open."""
        place = (
            self._innermost_place_of_or_minus_one(*HEADINGS) if name in HEADINGS else self._innermost_place_of_or_minus_one(name)
        )
        return place if place >= self._scope_barrier_of_end_tag(name) and place >= 0 else self.depth

    def _scope_barrier_of_end_tag(self, name: str) -> int:
        """What the end tag does not reach beyond."""
        if name == "table" or name in ENDED_IN_TABLES:
            return self._innermost_place_of_or_minus_one("table", "template")
        if name == "li":
            return max(self._barriers[-1], self._innermost_place_of_or_minus_one("ul", "ol"))
        return self._barriers[-1] if name in SPECIAL else self._specials[-1]

    def take_out_formatting_element(self, name: str) -> bool:
        """Take a formatting element from around blocks that stay open, as its end tag does; False when no end tag does."""
        place = self._innermost_place_of_or_minus_one(name)
        if name not in FORMATTING or place < max(0, self._barriers[-1]):
            return False
        if len(self._specials) - bisect(self._specials, place) > _MOST_PARTED:
            return False
        self._places[name].pop()
        self._names[place] = _TAKEN_OUT
        return True

    def _innermost_place_of_or_minus_one(self, *names: str) -> int:
        return max([places[-1] for name in names if (places := self._places.get(name))], default=-1)
