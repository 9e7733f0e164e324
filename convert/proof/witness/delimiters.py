"""Formulas between delimiters of TeX, found in linear time however many of these nothing ends."""

from collections.abc import Iterator
from typing import NamedTuple

from convert import lazy_re as re

_IN_LINE, _LONGEST = 2000, 4000
_CLOSING = {"$$": ("$$", _LONGEST), "$": ("$", _IN_LINE), "(": (r"\)", _IN_LINE), "[": (r"\]", _LONGEST)}
"""What ends a formula that begins so, and how many characters it has at most. Formulas in a line are on one line."""

_BEGIN = "\\begin"
"""How a formula begins that is its own delimiters: it goes to the end of what it begins, with both."""


class Formula(NamedTuple):
    """Where a formula is with its delimiters, and what is between them; an environment with them."""

    start: int
    end: int
    tex: str


def formulas_in(text: str, opening: re.Pattern[str]) -> Iterator[Formula]:
    """Each shortest piece, of at least one character, that begins so and ends as it should. None is in another."""
    ends: dict[str, int] = {}
    place = 0
    while match := opening.search(text, place):
        place = match.start() + 1
        closing, longest = _closing_and_longest_of(match[0])
        end = _find_next_closing_or_past_end(closing, text, match.end() + (closing != "$"), ends)
        if 0 < end - match.end() <= longest and not _has_line_end_or_escaped_end_if_inline(text, match.end(), end, longest):
            place = end + len(closing)
            first, last = (match.start(), place) if match[0].startswith(_BEGIN) else (match.end(), end)
            yield Formula(match.start(), place, text[first:last])


def _closing_and_longest_of(opening: str) -> tuple[str, int]:
    if opening.startswith(_BEGIN):
        return opening.replace(_BEGIN, r"\end"), _LONGEST
    return _CLOSING[opening.lstrip("\\")]


def _find_next_closing_or_past_end(closing: str, text: str, start: int, last_found_places: dict[str, int]) -> int:
    """The place of the next closing delimiter; `last_found_places` are those that were found last."""
    if last_found_places.get(closing, -1) < start:
        found = text.find(closing, start)
        last_found_places[closing] = found if found >= 0 else len(text) + _LONGEST + 1
    return last_found_places[closing]


def _has_line_end_or_escaped_end_if_inline(text: str, start: int, end: int, max_length: int) -> bool:
    """Whether there is a line end where none may be, or the end of a formula is no delimiter."""
    return max_length == _IN_LINE and (text.find("\n", start, end) >= 0 or text[end - 1 : end + 1] == r"\$")
