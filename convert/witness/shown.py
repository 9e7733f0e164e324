"""What an output shows besides words, used up thing by thing."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from convert.witness.addresses import parts
from convert.witness.sight import Sight
from convert.witness.things import Kind, Thing, letters_of

_NAMES = re.compile(r"[0-9A-Za-z]{16,}")
"""What no two files are called: servers of pictures name them by long numbers."""

_NONE: frozenset[str] = frozenset()

_NEAR = 32
"""Formulas among which one is looked for."""

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
        self._cells = frozenset(_bare(thing.says[0]) for thing in output.things if thing.kind == "cell")
        self._formulas = [thing.says for thing in output.things if thing.kind == "formula"]
        self._lines = frozenset(line for thing in output.things if thing.kind == "code" for line in thing.says[0].split("\n"))
        self._lines |= {line.lstrip("# ") for line in self._lines}  # a comment that a renderer had made a heading
        self._code_letters = _bare("".join(thing.says[0] for thing in output.things if thing.kind == "code"))

    def has(self, thing: Thing, moved: Mapping[str, str]) -> bool:
        """Whether a thing of the source is there. `moved` are new addresses by the old."""
        says = [*thing.says, *[moved[address] for address in thing.says if address in moved]]
        if thing.kind != "formula" and self._use(thing.kind, says):
            return True
        match thing.kind:
            case "image":
                return any(self._is_elsewhere(thing.kind, address) or address in self._text for address in says)
            case "link":
                return any(self._is_elsewhere(thing.kind, address) for address in says)
            case "player":
                return any(parts(address) & self._words for address in says)
            case "formula":
                return self._use_formula(thing.says)
            case "code":  # code in code is one block in Markdown
                return self._lines.issuperset(thing.says[0].split("\n"))
            case "cell" if _bare(thing.says[0]) in self._cells:
                return True
            case "cell" | "item" | "heading":  # a table of numbered lines, or a heading a renderer made of a comment, is code
                return bool(self._code_letters) and _bare(thing.says[0].removeprefix("1 ")) in self._code_letters
            case _:
                return False

    def _use(self, kind: Kind, says: Iterable[str]) -> bool:
        for text in says:
            if self._left[kind, text] > 0:
                self._left[kind, text] -= 1
                return True
        return False

    def _use_formula(self, says: tuple[str, ...]) -> bool:
        """Whether a formula of this TeX, or with these letters, is left: TeX spells what was drawn with more of them."""
        letters = _letters(says)
        found = [
            (other[0] != says[0], len(_letters(other)) - len(letters), number)
            for number, other in enumerate(self._formulas[:_NEAR])
            if letters <= _letters(other)
        ]
        if found:
            del self._formulas[min(found)[2]]
        return bool(found)

    def _is_elsewhere(self, kind: Kind, address: str) -> bool:
        """Whether an address is that of a thing of another kind, as of an embed written as a link, or of a file elsewhere."""
        others = (self._addresses.get(other, _NONE) for other in _ADDRESSED if other != kind)
        return any(address in other for other in others) or not self._names.isdisjoint(_NAMES.findall(address.rpartition("/")[2]))


def _letters(says: tuple[str, ...]) -> frozenset[str]:
    return frozenset(letters_of(says[-1]))


def _bare(text: str) -> str:
    """The letters and digits of a text: where there are lines in a cell, an output may put a sign between them."""
    return "".join(filter(str.isalnum, text))
