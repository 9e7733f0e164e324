"""Letters as people see them: where a text may be cut."""

import unicodedata
from collections.abc import Callable


def last_grapheme_boundary_up_to(text: str, end: int) -> int:
    """The last place up to `end`, which is below the text's length, where a new letter begins."""
    while end > 0 and _is_inside_grapheme(text, end):
        end -= 1
    return end


def _is_hangul_vowel_or_final(char: str) -> bool:
    """Whether it is a vowel or final consonant of old Hangul, which NFC does not put together."""
    return "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7fb"


_JOINED: tuple[Callable[[str, str], bool], ...] = (
    lambda before, after: unicodedata.category(after)[0] == "M",
    lambda before, after: _is_hangul_vowel_or_final(after),
    lambda before, after: unicodedata.combining(before) == 9,  # a virama joins two consonants
    lambda before, after: "\u200d" in (before, after),
)


def _is_inside_grapheme(text: str, position: int) -> bool:
    return any(joined(text[position - 1], text[position]) for joined in _JOINED)
