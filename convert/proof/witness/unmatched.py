"""What an output shows besides words, used up thing by thing."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeAlias

from convert import lazy_re as re
from convert.proof.witness.addresses import distinctive_words, site_name_in
from convert.proof.witness.sequential_search import SequentialSearch
from convert.proof.witness.things import PLACE, Kind, Thing, distinct_letters_and_digits_of, is_environment
from convert.proof.witness.visible_page import VisiblePage

_NAME = re.compile(r"(?=\w{0,15}\d)[0-9A-Za-z]{16,}")
"""What no two files are called: servers of pictures name them by long numbers."""

_NEAR = 32
"""Formulas and addresses among which one is looked for."""

_RENAMED = frozenset(("kakao.", "twitch."))
"""Sites whose frames call a map or a film by another name than its page."""

_ADDRESSED: tuple[Kind, ...] = ("image", "link", "player")

_Key: TypeAlias = tuple[Kind, str]


class UnmatchedThings:
    """The things of an output that no thing of the source has been found to be yet."""

    def __init__(self, output: VisiblePage) -> None:
        self._left: Counter[_Key] = Counter((thing.kind, thing.names[0]) for thing in output.things)
        self._parts = {key: list(_parts_to_find_by(key)) for key in self._left}
        for thing in output.things:
            if thing.kind == "item" and len(thing.names) > 1:  # it begins with an address, which a player has not
                self._parts["item", thing.names[0]].append(f"item {thing.names[1]}")
        self._alike: dict[str, dict[_Key, None]] = {}
        for key, found in self._parts.items():
            for part in found:
                self._alike.setdefault(part, {})[key] = None
        self._text = SequentialSearch("".join(output.words))
        self._formulas = deque(
            (thing.names[0], _distinct_letters_of_formula(thing.names)) for thing in output.things if thing.kind == "formula"
        )
        codes = [thing.names[0] for thing in output.things if thing.kind == "code"]
        # A heading in code was a comment before a renderer met it.
        self._lines = frozenset(bare for code in codes for line in code.split("\n") for bare in (line, line.lstrip("# ")))
        self._code_letters = SequentialSearch(_letters_and_digits("".join(codes)))

    def take_equal(self, thing: Thing) -> bool:
        """Whether just this is there; then it is there once less."""
        return thing.kind != "formula" and self._take_first((thing.kind, name) for name in thing.names)

    def take_equivalent(self, thing: Thing) -> bool:
        """Whether what a target makes of such a thing is there, where it has no such things of its own."""
        match thing.kind:
            case "image":
                return self._take_other_kind_or_same_file(thing) or any(
                    map(self._text.is_anywhere_unless_budget_spent, thing.names)
                )
            case "link" if thing.names[0].startswith(PLACE):  # renderers may call a place anew
                return self._take_first_thing_sharing_any_part(PLACE)
            case "link":
                return self._take_other_kind_or_same_file(thing)
            case "player":
                near = [frozenset().union(*map(found, thing.names)) for found in (distinctive_words, _site_if_it_renames_players)]
                return self._take_other_kind_or_same_file(thing) or any(
                    map(self._take_most_similar_address_and_tell_if_any, near)
                )
            case "formula":
                return self._take_formula_with_all_these_letters(thing.names)
            case "code":  # code in code is one block in Markdown
                return self._lines.issuperset(thing.names[0].split("\n"))
            case "cell" | "heading" if self._take_first_thing_sharing_any_part(*_parts_to_find_by((thing.kind, thing.names[0]))):
                return True
            case "cell" if not _letters_and_digits(thing.names[0]):
                return True
            case "item" if self._take_first_thing_sharing_any_part(f"item {thing.names[0]}"):
                return True
            case "cell" | "item" | "heading":  # a table of numbered lines is code
                return bool(self._code_letters) and self._code_letters.is_anywhere_unless_budget_spent(
                    _letters_and_digits(thing.names[0].removeprefix("1 "))
                )
            case _:
                return False

    def _take_first(self, keys: Iterable[_Key]) -> bool:
        found = next((key for key in keys if self._left[key] > 0), None)
        if found is not None:
            self._left[found] -= 1
            if not self._left[found]:
                for part in self._parts[found]:
                    self._alike[part].pop(found, None)
        return found is not None

    def _take_first_thing_sharing_any_part(self, *found_by: str) -> bool:
        """A thing that can be found by one of these."""
        return self._take_first(key for part in found_by for key in self._alike.get(part, ()))

    def _take_other_kind_or_same_file(self, thing: Thing) -> bool:
        """The same address as a thing of another kind, as of an embed written as a link, or a file of this name elsewhere."""
        others = ((kind, address) for kind in _ADDRESSED if kind != thing.kind for address in thing.names)
        names = (name for address in thing.names for name in _long_file_ids_in(address))
        return self._take_first(others) or self._take_first_thing_sharing_any_part(*names)

    def _take_most_similar_address_and_tell_if_any(self, wanted: frozenset[str]) -> bool:
        """The address that has the most in common with a player's: a player is linked by another address than its own."""
        alike = sorted([found for part in wanted if (found := self._alike.get(part))], key=len)
        keys = list(dict.fromkeys(islice((key for found in alike for key in found), _NEAR)))
        return self._take_first(sorted(keys, key=lambda key: -len(wanted.intersection(self._parts[key])))[:1])

    def _take_formula_with_all_these_letters(self, names: tuple[str, ...]) -> bool:
        """A formula of this TeX, or with these letters: TeX spells what was drawn with more of them.

        An environment may hold lines and words that have no letter of their own, so all of its TeX has to be there.
        """
        letters = _distinct_letters_of_formula(names)
        found = [
            (tex != names[0], len(others) - len(letters), number)
            for number, (tex, others) in enumerate(islice(self._formulas, _NEAR))
            if (tex in names if is_environment(names) else letters <= others)
        ]
        if found:
            del self._formulas[min(found)[2]]
        return bool(found)


def _parts_to_find_by(key: _Key) -> Iterator[str]:
    """What a thing can be found by that is spelled in another way."""
    if key[0] == "link" and key[1].startswith(PLACE):
        yield PLACE
    elif key[0] in _ADDRESSED:
        yield from distinctive_words(key[1])
        yield from _site_if_it_renames_players(key[1])
        yield from _long_file_ids_in(key[1])
    elif key[0] in ("cell", "heading"):
        yield from (
            f"{key[0]} {text}" for text in (_letters_and_digits(key[1]), _prefixed_key_of_letters_without_digits(key[1])) if text
        )


def _site_if_it_renames_players(address: str) -> frozenset[str]:
    return frozenset((site_name_in(address),)) & _RENAMED


def _long_file_ids_in(address: str) -> list[str]:
    return _NAME.findall(address.partition("?")[0].rpartition("/")[2])


def _distinct_letters_of_formula(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(distinct_letters_and_digits_of(names[0] if is_environment(names) else names[-1]))


def _prefixed_key_of_letters_without_digits(text: str) -> str:
    """The letters alone, with a mark before them: where a list is in a cell, an output may spell its numbers."""
    letters = "".join(filter(str.isalpha, text))
    return f"letters {letters}" if letters else ""


def _letters_and_digits(text: str) -> str:
    """The letters and digits of a text: where there are lines in a cell, an output may put a sign between them."""
    return "".join(filter(str.isalnum, text))
