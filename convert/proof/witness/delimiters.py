"""Formulas between delimiters of TeX, found in linear time however many of these nothing ends."""

from collections.abc import Iterator
from typing import NamedTuple

from convert import lazy_re as re

_IN_LINE = 2000
_CLOSING = {"$$": ("$$", 4000), "$": ("$", _IN_LINE), "(": (r"\)", _IN_LINE), "[": (r"\]", 4000)}
"""What ends a formula that begins so, and how many characters it has at most. Formulas in a line are on one line."""


class Formula(NamedTuple):
    """Where a formula is with its delimiters, and what is between them."""

    start: int
    end: int
    tex: str


def formulas_in(text: str, opening: re.Pattern[str]) -> Iterator[Formula]:
    """Each shortest piece, of at least one character, that begins so and ends as it should. None is in another."""
    ends: dict[str, int] = {}
    place = 0
    while match := opening.search(text, place):
        place = match.start() + 1
        closing, longest = _CLOSING[match[0].lstrip("\\")]
        end = _find_next_closing_or_past_end(closing, text, match.end() + (closing != "$"), ends)
        if 0 < end - match.end() <= longest and not _has_line_end_or_escaped_end_if_inline(text, match.end(), end, longest):
            place = end + len(closing)
            yield Formula(match.start(), place, text[match.end() : end])


def _find_next_closing_or_past_end(closing: str, text: str, start: int, last_found_places: dict[str, int]) -> int:
    """The place of the next closing delimiter; `last_found_places` are those that were found last."""
    if last_found_places.get(closing, -1) < start:
        found = text.find(closing, start)
        last_found_places[closing] = found if found >= 0 else len(text) + _CLOSING["["][1] + 1
    return last_found_places[closing]


def _has_line_end_or_escaped_end_if_inline(text: str, start: int, end: int, max_length: int) -> bool:
    """Whether there is a line end where none may be, or the end of a formula is no delimiter."""
    return max_length == _IN_LINE and (text.find("\n", start, end) >= 0 or text[end - 1 : end + 1] == r"\$")
