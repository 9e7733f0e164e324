"""What was left out under a notice: it excuses the words, addresses and elements it names, each once, and nothing else."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TypeAlias

from convert.proof.witness.cuts import Cut, find_parts_in_order_as_cuts, rest_of_each_word
from convert.proof.witness.pool import WordPool
from convert.proof.witness.things import DRAWING, Thing
from convert.proof.witness.visible_page import VisiblePage
from convert.sources.evidence import LeftOut

_ADDRESSED = frozenset(("image", "link", "player"))

_Name: TypeAlias = tuple[str, str]
"""What a thing is called by: its kind, and an address or its text."""

_OFTEN, _LEAST = 4, 20_000
"""How much of parts is looked at, in lengths of their source and in characters: readers name parts in parts, to any depth."""


def _parts_within_total_length(parts: Sequence[LeftOut], max_total_length: int) -> Iterator[LeftOut]:
    """Parts that are not longer than this together."""
    for part in parts:
        if len(part.html) <= max_total_length:
            max_total_length -= len(part.html)
            yield part


class Excuses:
    """Parts that were left out, by what they show.

    `used` counts what they excused, by the kind of the notice. Nothing is looked at before something is missing.
    """

    def __init__(self, parts: Sequence[LeftOut], size: int, see_part: Callable[[str], VisiblePage]) -> None:
        """`size` is how long the source is they were left out of, `see_part` how a part of it is seen."""
        self._parts = parts
        self._size = size
        self._see_part = see_part
        self._spent: set[int] = set()
        self._letters_to_search = _LEAST + _OFTEN * size
        self.used: Counter[str] = Counter()

    @cached_property
    def _pages_of_parts(self) -> list[tuple[LeftOut, VisiblePage]]:
        return [
            (part, self._see_part(part.html)) for part in _parts_within_total_length(self._parts, _LEAST + _OFTEN * self._size)
        ]

    @cached_property
    def _word_pools(self) -> dict[str, WordPool]:
        """The words of the parts, by the kinds of their notices."""
        texts: dict[str, list[list[str]]] = {}
        for part, sight in self._pages_of_parts:
            if not part.words_remain:
                texts.setdefault(part.kind, []).append(sight.words)
        return {kind: WordPool(words) for kind, words in texts.items()}

    @cached_property
    def _excused_things_with_their_parts(self) -> list[tuple[LeftOut, Thing]]:
        """The things that notices name."""
        return [
            (part, thing)
            for part, sight in self._pages_of_parts
            for thing in sight.things
            if _does_left_out_part_excuse_thing_kind(thing, part)
        ]

    @cached_property
    def _left_out_thing_positions_by_kind_and_name(self) -> dict[_Name, list[int]]:
        """Where among them the things of a name are."""
        found: dict[_Name, list[int]] = {}
        for number, (part, thing) in enumerate(self._excused_things_with_their_parts):
            for name in (_name_without_depth_or_punctuation(thing),) if part.only else _kind_and_name_pairs_of(thing):
                found.setdefault(name, []).append(number)
        return found

    def excuse_and_drop_words(self, words: Sequence[str]) -> list[str]:
        """Words of a line without those that a notice names: a part that was left out is all of them, or is whole among them."""
        rest = list(words)
        for kind, pool in self._word_pools.items():
            if rest and pool.take_run_of_words(rest):
                self.used[kind] += len(rest)
                return []
            rest = self._excuse_and_drop_whole_parts(rest, kind, pool)
        return rest

    def _excuse_and_drop_whole_parts(self, words: list[str], kind: str, pool: WordPool) -> list[str]:
        rest: list[str] = []
        at = 0
        while at < len(words):
            length = pool.take_words_if_whole_pool_text_and_count(words, at)
            if not length:
                rest.append(words[at])
            self.used[kind] += length
            at += length or 1
        return rest

    def excuse_parts_in_words(self, words: Sequence[str], is_shown: Callable[[list[Cut]], bool]) -> list[str] | None:
        """What is left of each of these words without parts that stand in them, if the output shows just that; else None."""
        text = " ".join(words)
        cuts = list(find_parts_in_order_as_cuts(text, self._kinds_and_words_to_search_for_in(text)))
        if not cuts or not is_shown(cuts):
            return None
        for cut in cuts:
            if not self._word_pools[cut.kind].take_run_of_words(cut.words):
                return None
            self.used[cut.kind] += len(cut.words)
        return list(rest_of_each_word(words, cuts))

    def _kinds_and_words_to_search_for_in(self, text: str) -> Iterator[tuple[str, Sequence[str]]]:
        """Parts whose words are gone, as long as looking for each of them in every text takes no longer than a post should."""
        for part, page in self._pages_of_parts:
            if page.words and not part.words_remain:
                self._letters_to_search -= len(text)
                if self._letters_to_search < 0:
                    return
                yield part.kind, page.words

    def excuse_thing(self, thing: Thing) -> bool:
        """Whether a thing stood in a part that was left out; then it does no more."""
        for name in (*_kind_and_name_pairs_of(thing), _name_without_depth_or_punctuation(thing)):
            places = self._left_out_thing_positions_by_kind_and_name.get(name, [])
            while places and places[-1] in self._spent:
                places.pop()  # by another name
            if places:
                number = places.pop()
                self._spent.add(number)
                self.used[self._excused_things_with_their_parts[number][0].kind] += 1
                return True
        return False


def _does_left_out_part_excuse_thing_kind(thing: Thing, part: LeftOut) -> bool:
    """Whether a notice means this thing of the part it names."""
    if part.only:
        return thing.kind == part.only
    return not part.words_remain or thing.kind not in _ADDRESSED or thing.names == (DRAWING,)


def _kind_and_name_pairs_of(thing: Thing) -> tuple[_Name, ...]:
    return tuple([(thing.kind, name) for name in thing.names])


def _name_without_depth_or_punctuation(thing: Thing) -> _Name:
    """What a writer, which knows no page, calls a thing: an item however deep it is, a cell by its letters and digits."""
    name = thing.names[0]
    if thing.kind == "item":
        return "any item", name.partition(" ")[2]
    return (f"any {thing.kind}", "".join(filter(str.isalnum, name)) if thing.kind == "cell" else name)
