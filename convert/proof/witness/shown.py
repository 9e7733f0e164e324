"""What an output shows besides words, used up thing by thing."""

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeAlias

from convert.proof.witness.addresses import host_of, parts
from convert.proof.witness.sight import Sight
from convert.proof.witness.stretch import Stretch
from convert.proof.witness.things import PLACE, Kind, Thing, letters_of

_NAME = re.compile(r"(?=\w{0,15}\d)[0-9A-Za-z]{16,}")
"""What no two files are called: servers of pictures name them by long numbers."""

_NEAR = 32
"""Formulas and addresses among which one is looked for."""

_RENAMED = frozenset(("kakao.", "twitch."))
"""Sites whose frames call a map or a film by another name than its page."""

_ADDRESSED: tuple[Kind, ...] = ("image", "link", "player")

_Key: TypeAlias = tuple[Kind, str]


class Shown:
    """The things of an output that no thing of the source has been found to be yet."""

    def __init__(self, output: Sight) -> None:
        self._left: Counter[_Key] = Counter((thing.kind, thing.says[0]) for thing in output.things)
        self._parts = {key: list(_parts_of(key)) for key in self._left}
        for thing in output.things:
            if thing.kind == "item" and len(thing.says) > 1:  # it begins with an address, which a player has not
                self._parts["item", thing.says[0]].append(f"item {thing.says[1]}")
        self._alike: dict[str, dict[_Key, None]] = {}
        for key, found in self._parts.items():
            for part in found:
                self._alike.setdefault(part, {})[key] = None
        self._text = Stretch("".join(output.words))
        self._formulas = deque((thing.says[0], _letters(thing.says)) for thing in output.things if thing.kind == "formula")
        codes = [thing.says[0] for thing in output.things if thing.kind == "code"]
        # A heading in code was a comment before a renderer met it.
        self._lines = frozenset(bare for code in codes for line in code.split("\n") for bare in (line, line.lstrip("# ")))
        self._code_letters = Stretch(_bare("".join(codes)))

    def take(self, thing: Thing) -> bool:
        """Whether just this is there; then it is there once less."""
        return thing.kind != "formula" and self._use((thing.kind, says) for says in thing.says)

    def take_like(self, thing: Thing) -> bool:
        """Whether what a target makes of such a thing is there, where it has no such things of its own."""
        match thing.kind:
            case "image":
                return self._use_elsewhere(thing) or any(map(self._text.has, thing.says))
            case "link" if thing.says[0].startswith(PLACE):  # renderers may call a place anew
                return self._use_alike(PLACE)
            case "link":
                return self._use_elsewhere(thing)
            case "player":
                near = [frozenset().union(*map(found, thing.says)) for found in (parts, _hosts)]
                return self._use_elsewhere(thing) or any(map(self._use_nearest, near))
            case "formula":
                return self._use_formula(thing.says)
            case "code":  # code in code is one block in Markdown
                return self._lines.issuperset(thing.says[0].split("\n"))
            case "cell" | "heading" if self._use_alike(*_parts_of((thing.kind, thing.says[0]))):
                return True
            case "cell" if not _bare(thing.says[0]):
                return True
            case "item" if self._use_alike(f"item {thing.says[0]}"):
                return True
            case "cell" | "item" | "heading":  # a table of numbered lines is code
                return bool(self._code_letters) and self._code_letters.has(_bare(thing.says[0].removeprefix("1 ")))
            case _:
                return False

    def _use(self, keys: Iterable[_Key]) -> bool:
        found = next((key for key in keys if self._left[key] > 0), None)
        if found is not None:
            self._left[found] -= 1
            if not self._left[found]:
                for part in self._parts[found]:
                    self._alike[part].pop(found, None)
        return found is not None

    def _use_alike(self, *found_by: str) -> bool:
        """A thing that can be found by one of these."""
        return self._use(key for part in found_by for key in self._alike.get(part, ()))

    def _use_elsewhere(self, thing: Thing) -> bool:
        """The same address as a thing of another kind, as of an embed written as a link, or a file of this name elsewhere."""
        others = ((kind, address) for kind in _ADDRESSED if kind != thing.kind for address in thing.says)
        names = (name for address in thing.says for name in _names_in(address))
        return self._use(others) or self._use_alike(*names)

    def _use_nearest(self, wanted: frozenset[str]) -> bool:
        """The address that has the most in common with a player's: a player is linked by another address than its own."""
        alike = sorted([found for part in wanted if (found := self._alike.get(part))], key=len)
        keys = list(dict.fromkeys(islice((key for found in alike for key in found), _NEAR)))
        return self._use(sorted(keys, key=lambda key: -len(wanted.intersection(self._parts[key])))[:1])

    def _use_formula(self, says: tuple[str, ...]) -> bool:
        """A formula of this TeX, or with these letters: TeX spells what was drawn with more of them."""
        letters = _letters(says)
        found = [
            (tex != says[0], len(others) - len(letters), number)
            for number, (tex, others) in enumerate(islice(self._formulas, _NEAR))
            if letters <= others
        ]
        if found:
            del self._formulas[min(found)[2]]
        return bool(found)


def _parts_of(key: _Key) -> Iterator[str]:
    """What a thing can be found by that is spelled in another way."""
    if key[0] == "link" and key[1].startswith(PLACE):
        yield PLACE
    elif key[0] in _ADDRESSED:
        yield from parts(key[1])
        yield from _hosts(key[1])
        yield from _names_in(key[1])
    elif key[0] in ("cell", "heading"):
        yield from (f"{key[0]} {text}" for text in (_bare(key[1]), _letters_of(key[1])) if text)


def _hosts(address: str) -> frozenset[str]:
    return frozenset((host_of(address),)) & _RENAMED


def _names_in(address: str) -> list[str]:
    return _NAME.findall(address.partition("?")[0].rpartition("/")[2])


def _letters(says: tuple[str, ...]) -> frozenset[str]:
    return frozenset(letters_of(says[-1]))


def _letters_of(text: str) -> str:
    """The letters alone, with a mark before them: where a list is in a cell, an output may spell its numbers."""
    letters = "".join(filter(str.isalpha, text))
    return f"letters {letters}" if letters else ""


def _bare(text: str) -> str:
    """The letters and digits of a text: where there are lines in a cell, an output may put a sign between them."""
    return "".join(filter(str.isalnum, text))
