"""What was left out under a notice: it excuses the words, addresses and elements it names, each once, and nothing else."""

from collections import Counter
from collections.abc import Iterable, Sequence

from convert.evidence import LeftOut
from convert.witness.pool import Pool
from convert.witness.sight import Sight, see
from convert.witness.things import DRAWING, PLACE, Kind, Thing

_INSTEAD: tuple[tuple[str, Kind, str], ...] = (
    ("table-as-list", "cell", ""),
    ("list-as-text", "item", ""),
    ("footnote-mark", "link", PLACE),
)
"""Notices of what is something else in an output, whose words are looked for all the same: cells of a table that is written as a
list, items of a list that is written as paragraphs, links between a footnote and its mark.
"""

_ADDRESSED = frozenset(("image", "link", "player"))


class Excuses:
    """Parts that were left out, by what they show, and the kinds of notices there were.

    `used` counts what they excused, by the kind of the notice.
    """

    def __init__(self, parts: Iterable[LeftOut], said: frozenset[str] = frozenset()) -> None:
        self._said = said
        self.used: Counter[str] = Counter()
        seen: list[tuple[LeftOut, Sight]] = [(part, see(part.html, is_part=True)) for part in parts]
        texts: dict[str, list[list[str]]] = {}
        for part, sight in seen:
            if not part.says_all:
                texts.setdefault(part.kind, []).append(sight.words)
        self._pools = {kind: Pool(words) for kind, words in texts.items()}
        self._named: dict[tuple[str, str], list[str]] = {}
        for part, sight in seen:
            for thing in sight.things:
                if thing.kind not in _ADDRESSED or not part.says_all or thing.says == (DRAWING,):
                    for says in thing.says:
                        self._named.setdefault((thing.kind, says), []).append(part.kind)

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
