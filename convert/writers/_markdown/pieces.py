"""Pieces of a line of Markdown: what each is, and how they are parted and joined while nothing of them is escaped yet."""

from collections.abc import Callable
from itertools import groupby
from typing import TypeAlias

TEXT, OPEN, CLOSE, RAW, BREAK = range(5)
"""Kinds of pieces: text to be escaped, delimiters, finished Markdown, a line end."""

Piece: TypeAlias = tuple[int, str]
Line: TypeAlias = list[Piece]

COMMENT = "<!-- -->"

LONG_TEXT = 1000
"""Characters of a text that is not copied for every text behind it. Only one that is so long has another text behind it."""

TEXT_AFTER_TEXT = bytes((TEXT, TEXT))


def join_adjacent_texts(pieces: list[Piece]) -> list[Piece]:
    """Pieces in which text after text is one text: what looks like syntax may span both."""
    if len(pieces) < 2 or TEXT_AFTER_TEXT not in bytes([kind for kind, _ in pieces]):
        return pieces
    result: list[Piece] = []
    for is_text, group in groupby(pieces, lambda piece: piece[0] is TEXT):
        values = list(group)
        result.extend([(TEXT, "".join([value for _, value in values]))] if is_text else values)
    return result


def split_off_outer_space(inside: Line) -> tuple[Line, Line, Line]:
    """Pieces parted into those that cannot begin an emphasis, those it holds, and those that cannot end it."""
    before: Line = []
    after: Line = []
    if inside and (inside[0][0] is BREAK or inside[0][1][:1] == " "):
        inside.reverse()
        before = _remove_and_return_space_at_end(inside, str.lstrip)
        inside.reverse()
    if inside and (inside[-1][0] is BREAK or inside[-1][1][-1:] == " "):
        after = _remove_and_return_space_at_end(inside, str.rstrip)[::-1]
    return before, inside, after


def _remove_and_return_space_at_end(pieces: Line, strip: Callable[[str, str], str]) -> Line:
    """Take off the end of pieces what cannot stand at that of an emphasis; `strip` takes its white space off a text."""
    taken: Line = []
    while pieces:
        kind, value = pieces[-1]
        if kind is BREAK:
            taken.append(pieces.pop())
        elif kind is TEXT and (rest := strip(value, " ")) != value:
            taken.append((TEXT, " "))
            pieces[-1:] = [(TEXT, rest)] if rest else []
        else:
            break
    return taken


def follows_same_delimiter(pieces: list[Piece], index: int, character_before: str) -> bool:
    """Whether an opening run stands right behind a run of its kind, or behind any tilde, which Goldmark does not forgive."""
    delimiter = pieces[index][1][0]
    return character_before == delimiter and (delimiter == "~" or pieces[index - 1][0] is CLOSE)


def end_of_delimiter_run(pieces: list[Piece], start: int) -> int:
    """Where the run of delimiters of one kind that begins at `start` ends."""
    kind, value = pieces[start]
    end = start + 1
    while end < len(pieces) and pieces[end][0] is kind and pieces[end][1][0] == value[0]:
        end += 1
    return end
