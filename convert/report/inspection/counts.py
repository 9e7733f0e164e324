"""Counts by name, in memory that no source can make grow without bound."""

from collections import Counter
from collections.abc import Iterable

MOST_NAMES = 5000
"""Names that are told apart. No blog has that many hosts, categories or keys; a file somebody made for the purpose may."""

LONGEST_NAME = 200
"""Characters of a name that are kept."""


class NameCounts:
    """How often each name came. Beyond `MOST_NAMES` a new one is counted among `others`."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self.others = 0

    def add(self, name: str, count: int = 1) -> None:
        """Count a name, so many times."""
        name = name[:LONGEST_NAME]
        if name in self._counts or len(self._counts) < MOST_NAMES:
            self._counts[name] += count
        else:
            self.others += count

    def add_all(self, counts: Iterable[tuple[str, int]]) -> None:
        """Count several."""
        for name, count in counts:
            self.add(name, count)

    def by_count(self) -> dict[str, int]:
        """The names, those that came most first."""
        return dict(sorted(self._counts.items(), key=lambda item: (-item[1], item[0])))

    def by_name(self) -> dict[str, int]:
        """The names in their order."""
        return dict(sorted(self._counts.items()))
