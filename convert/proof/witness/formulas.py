"""Formulas written as TeX between delimiters, found in words and made things of, as those that a program drew are."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from convert import lazy_re as re
from convert.proof.witness.delimiters import Formula, formulas_in
from convert.proof.witness.things import FORMULA, Thing, distinct_letters_and_digits_of
from convert.proof.witness.visible_page import VisiblePage
from convert.proof.witness.visitor import CODE_DOLLAR

_OPENING = re.compile(r"(?<!\\)(?:\$\$?|\\[(\[]|\\begin\{(?:equation|align|gather|multline|eqnarray)\*?\})")
_MARKS = ("$", "\\(", "\\[", "\\begin{")
"""In some word of a page with formulas in delimiters there is one of these."""


def may_have_formulas(page: VisiblePage) -> bool:
    """Whether something in it is a formula, or may be one."""
    return any(thing.kind == "formula" for thing in page.things) or any(mark in word for word in page.words for mark in _MARKS)


def with_formulas_as_things(page: VisiblePage) -> VisiblePage:
    """The same with every formula in delimiters as a thing, and a sign for it among the words."""
    text = " ".join([page.code_words.get(number, word) for number, word in enumerate(page.words)])
    found = list(formulas_in(text, _OPENING))
    spans = [(formula.start, formula.end) for formula in found]
    marked = _replace_formulas_in_text(text, found).split(" ")
    words = [word.replace(CODE_DOLLAR, "$") for word in marked]
    begins, new_begins = _offsets_of_words_joined_by_spaces(page.words), _offsets_of_words_joined_by_spaces(words)
    removed = [0, *accumulate(end - start - len(FORMULA) for start, end in spans)]
    starts = [start for start, _ in spans]

    def word_number_after_replacement(number: int) -> int:
        """The new number of a word; one inside a formula is the word the formula is in."""
        if number >= len(page.words):
            return len(words)
        place = begins[number]
        before = bisect_right(starts, place)
        inside = before > 0 and place < spans[before - 1][1]
        return bisect_right(new_begins, starts[before - 1] - removed[before - 1] if inside else place - removed[before]) - 1

    formulas = [
        _formula_thing(formula, word_number_after_replacement(bisect_right(begins, formula.start) - 1)) for formula in found
    ]
    things = [
        _thing_with_sign_for_each_formula(thing)._replace(at=word_number_after_replacement(thing.at)) for thing in page.things
    ]
    return VisiblePage(
        words,
        {number: word for number, word in enumerate(marked) if CODE_DOLLAR in word},
        set(map(word_number_after_replacement, page.line_starts)),
        set(map(word_number_after_replacement, page.single_line)),
        set(map(word_number_after_replacement, page.joinable)),
        sorted([*things, *formulas], key=lambda thing: thing.at),
    )


def _thing_with_sign_for_each_formula(thing: Thing) -> Thing:
    """What is made of words, with signs for the formulas in it."""
    is_text = thing.kind in ("heading", "cell", "item")
    signed = [_replace_formulas_in_text(name, formulas_in(name, _OPENING)) for name in thing.names] if is_text else thing.names
    return thing._replace(names=tuple(signed))


def _replace_formulas_in_text(text: str, formulas: Iterable[Formula]) -> str:
    """A text with a sign for each formula."""
    pieces: list[str] = []
    place = 0
    for formula in formulas:
        pieces += [text[place : formula.start], FORMULA]
        place = formula.end
    return "".join([*pieces, text[place:]])


def _offsets_of_words_joined_by_spaces(words: list[str]) -> list[int]:
    """Where each word begins in the text they make."""
    return [0, *accumulate(len(word) + 1 for word in words)][:-1]


def _formula_thing(formula: Formula, at: int) -> Thing:
    tex = "".join(formula.tex.split())
    is_environment = formula.end - formula.start == len(formula.tex)
    return Thing(
        "formula",
        (tex, _tex_with_bars_as_commands_and_no_space(formula.tex) if is_environment else distinct_letters_and_digits_of(tex)),
        at,
    )


def _tex_with_bars_as_commands_and_no_space(tex: str) -> str:
    """TeX as it stands where a bar would make a table of its line: TeX has names for bars."""
    return "".join(tex.replace("\\|", "\\Vert ").replace("|", "\\vert ").split())
