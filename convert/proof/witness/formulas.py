"""Formulas written as TeX between delimiters, found in words and made things of, as those that a program drew are."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from convert.proof.witness.delimiters import Formula, formulas_in
from convert.proof.witness.eye import CODE_DOLLAR
from convert.proof.witness.sight import Sight
from convert.proof.witness.things import FORMULA, Thing, letters_of

_OPENING = re.compile(r"(?<!\\)\$\$?|\\[(\[]")
_MARKS = ("$", "\\(", "\\[")
"""In some word of a page with formulas in delimiters there is one of these."""


def has_formulas(sight: Sight) -> bool:
    """Whether something in it is a formula, or may be one."""
    return any(thing.kind == "formula" for thing in sight.things) or any(mark in word for word in sight.words for mark in _MARKS)


def fold_formulas(sight: Sight) -> Sight:
    """The same with every formula in delimiters as a thing, and a sign for it among the words."""
    text = " ".join([sight.coded.get(number, word) for number, word in enumerate(sight.words)])
    found = list(formulas_in(text, _OPENING))
    spans = [(formula.start, formula.end) for formula in found]
    marked = _signed(text, found).split(" ")
    words = [word.replace(CODE_DOLLAR, "$") for word in marked]
    begins, new_begins = _begins(sight.words), _begins(words)
    removed = [0, *accumulate(end - start - len(FORMULA) for start, end in spans)]
    starts = [start for start, _ in spans]

    def moved(number: int) -> int:
        """The new number of a word; one inside a formula is the word the formula is in."""
        if number >= len(sight.words):
            return len(words)
        place = begins[number]
        before = bisect_right(starts, place)
        inside = before > 0 and place < spans[before - 1][1]
        return bisect_right(new_begins, starts[before - 1] - removed[before - 1] if inside else place - removed[before]) - 1

    formulas = [_thing(formula.tex, moved(bisect_right(begins, formula.start) - 1)) for formula in found]
    things = [_folded(thing)._replace(at=moved(thing.at)) for thing in sight.things]
    return Sight(
        words,
        {number: word for number, word in enumerate(marked) if CODE_DOLLAR in word},
        set(map(moved, sight.starts)),
        set(map(moved, sight.single)),
        set(map(moved, sight.soft)),
        sorted([*things, *formulas], key=lambda thing: thing.at),
    )


def _folded(thing: Thing) -> Thing:
    """What is made of words, with signs for the formulas in it."""
    is_text = thing.kind in ("heading", "cell", "item")
    signed = [_signed(says, formulas_in(says, _OPENING)) for says in thing.says] if is_text else thing.says
    return thing._replace(says=tuple(signed))


def _signed(text: str, formulas: Iterable[Formula]) -> str:
    """A text with a sign for each formula."""
    pieces: list[str] = []
    place = 0
    for formula in formulas:
        pieces += [text[place : formula.start], FORMULA]
        place = formula.end
    return "".join([*pieces, text[place:]])


def _begins(words: list[str]) -> list[int]:
    """Where each word begins in the text they make."""
    return [0, *accumulate(len(word) + 1 for word in words)][:-1]


def _thing(text: str, at: int) -> Thing:
    tex = "".join(text.split())
    return Thing("formula", (tex, letters_of(tex)), at)
