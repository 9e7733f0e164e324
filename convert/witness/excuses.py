"""What was left out under a notice: it excuses the words, addresses and elements it names, each once, and nothing else."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from convert.evidence import LeftOut
from convert.witness.pool import Pool
from convert.witness.sight import Sight, see
from convert.witness.things import DRAWING, PLACE, Kind, Thing

_INSTEAD: tuple[tuple[str, Kind, str], ...] = (
    ("table-as-list", "cell", ""),
    ("list-as-text", "item", ""),
    ("footnote-mark", "link", PLACE),
    ("anchor", "link", PLACE),
)
"""Notices of what is something else in an output, whose words are looked for all the same: cells of a table that is written as a
list, items of a list that is written as paragraphs, links between a footnote and its mark, and links to places without a name.
"""

_ADDRESSED = frozenset(("image", "link", "player"))


_OFTEN, _LEAST = 4, 20_000
"""How much of parts is looked at, in lengths of their source and in characters: readers name parts in parts, to any depth."""


def _within(parts: Sequence[LeftOut], most: int) -> Iterator[LeftOut]:
    """Parts that are not longer than this together."""
    for part in parts:
        if len(part.html) <= most:
            most -= len(part.html)
            yield part


class Excuses:
    """Parts that were left out, by what they show, and the kinds of notices there were.

    `used` counts what they excused, by the kind of the notice. Nothing is looked at before something is missing.
    """

    def __init__(self, parts: Sequence[LeftOut], said: frozenset[str], size: int) -> None:
        """`size` is how long the source is they were left out of."""
        self._said = said
        self._parts = parts
        self._size = size
        self.used: Counter[str] = Counter()

    @cached_property
    def _seen(self) -> list[tuple[LeftOut, Sight]]:
        return [(part, see(part.html, is_part=True)) for part in _within(self._parts, _LEAST + _OFTEN * self._size)]

    @cached_property
    def _pools(self) -> dict[str, Pool]:
        """The words of the parts, by the kinds of their notices."""
        texts: dict[str, list[list[str]]] = {}
        for part, sight in self._seen:
            if not part.says_all:
                texts.setdefault(part.kind, []).append(sight.words)
        return {kind: Pool(words) for kind, words in texts.items()}

    @cached_property
    def _named(self) -> dict[tuple[str, str], list[str]]:
        """The kinds of the notices that name a thing of this kind and address."""
        named: dict[tuple[str, str], list[str]] = {}
        for part, sight in self._seen:
            for thing in sight.things:
                if thing.kind not in _ADDRESSED or not part.says_all or thing.says == (DRAWING,):
                    for says in thing.says:
                        named.setdefault((thing.kind, says), []).append(part.kind)
        return named

    def without_named(self, words: Sequence[str]) -> list[str]:
        """Words of a line without those that a notice names: a part that was left out is all of them, or is whole among them."""
        rest = list(words)
        for kind, pool in self._pools.items():
            if rest and pool.take(rest):
                self.used[kind] += len(rest)
                return []
            rest = self._without_parts(rest, kind, pool)
        return rest

    def _without_parts(self, words: list[str], kind: str, pool: Pool) -> list[str]:
        rest: list[str] = []
        at = 0
        while at < len(words):
            length = pool.take_whole(words, at)
            if not length:
                rest.append(words[at])
            self.used[kind] += length
            at += length or 1
        return rest

    def names(self, thing: Thing) -> bool:
        """Whether a thing stood in a part that was left out."""
        for notice, kind, says in _INSTEAD:
            if notice in self._said and thing.kind == kind and says in ("", thing.says[0]):
                self.used[notice] += 1
                return True
        kinds = next((found for says in thing.says if (found := self._named.get((thing.kind, says)))), None)
        if not kinds:
            return False
        self.used[kinds.pop()] += 1
        return True
