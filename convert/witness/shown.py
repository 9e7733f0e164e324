"""What an output shows besides words, used up thing by thing."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from convert.witness.addresses import parts
from convert.witness.sight import Sight
from convert.witness.things import Kind, Thing

_NAMES = re.compile(r"[0-9A-Za-z]{16,}")
"""What no two files are called: servers of pictures name them by long numbers."""

_ADDRESSED: tuple[Kind, ...] = ("image", "link", "player")


class Shown:
    """The things of an output that no thing of the source has been found to be yet."""

    def __init__(self, output: Sight) -> None:
        self._left = Counter((thing.kind, says) for thing in output.things for says in thing.says[:1])
        self._addresses: dict[Kind, set[str]] = {thing.kind: set() for thing in output.things}
        for thing in output.things:
            self._addresses[thing.kind].update(thing.says)
        known = [address for kind in _ADDRESSED for address in self._addresses.get(kind, ())]
        self._words = frozenset[str]().union(*map(parts, known))
        self._names = frozenset(name for address in known for name in _NAMES.findall(address))
        self._text = "".join(output.words)
        self._lines = frozenset(line for thing in output.things if thing.kind == "code" for line in thing.says[0].split("\n"))

    def has(self, thing: Thing, moved: Mapping[str, str]) -> bool:
        """Whether a thing of the source is there. `moved` are new addresses by the old."""
        says = [*thing.says, *[moved[address] for address in thing.says if address in moved]]
        if self._use(thing.kind, says):
            return True
        match thing.kind:
            case "image" | "link":
                return any(address in self._elsewhere(thing.kind) or self._is_named(address) for address in says)
            case "player":
                return any(parts(address) & self._words for address in says)
            case "formula":
                return "drawn" not in thing.says and thing.says[0] in self._text
            case "code":  # code in code is one block in Markdown
                return self._lines.issuperset(thing.says[0].split("\n"))
            case _:
                return False

    def _use(self, kind: Kind, says: Iterable[str]) -> bool:
        for text in says:
            if self._left[kind, text] > 0:
                self._left[kind, text] -= 1
                return True
        return False

    def _elsewhere(self, kind: Kind) -> Iterator[str]:
        """The addresses of things of other kinds: an embed is written as a link, a link to a picture as the picture."""
        return (address for other in _ADDRESSED if other != kind for address in self._addresses.get(other, ()))

    def _is_named(self, address: str) -> bool:
        """Whether a file of this name is there, from another server of the same pictures."""
        return not self._names.isdisjoint(_NAMES.findall(address.rpartition("/")[2]))
