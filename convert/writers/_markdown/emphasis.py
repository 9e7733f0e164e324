"""Lines of another style: other marks, and other ways out where a delimiter would not count than the comment of `delimiters`."""

import unicodedata

from convert.writers._markdown.delimiters import (
    escape_and_join_pieces,
    is_flanking,
    join_with_comments_where_delimiters_fail,
)
from convert.writers._markdown.escape import LETTER, Escaping, flanking_class
from convert.writers._markdown.pieces import (
    BREAK,
    CLOSE,
    COMMENT,
    OPEN,
    RAW,
    TEXT,
    Piece,
    end_of_delimiter_run,
    follows_same_delimiter,
)
from convert.writers._markdown.target import Context

DELIMITER_TAGS = {"**": "strong", "*": "em", "_": "em", "~~": "del", "==": "mark"}
"""What each delimiter is as HTML."""
_MIRRORED = {OPEN: CLOSE, CLOSE: OPEN}
"""Delimiters, and what they are when a line is read from its end."""
_ROUNDS = 8
"""How often neighbours of new tags are looked at again. What is wrong after that becomes a tag without being asked."""

_OPENING, _CLOSING = "([{<“‘「『《〈【〔（\"'", ")]}>”’」』》〉】〕）\"'"
_PARTNERS = dict(zip(_OPENING + _CLOSING, _CLOSING + _OPENING, strict=True))
"""What must leave emphasis together."""


def join_pieces_in_style(pieces: list[Piece], context: Context, escaping: Escaping, *, starts_line: bool) -> str:
    """The line the pieces make, as the style of its target wants it; the other arguments are of `escape_and_join_pieces`."""
    style = context.target.style
    if style.emphasis == "move":
        pieces = _with_punctuation_out_and_count_notice(pieces, context)
    if style.emphasis_mark == "_":
        pieces = _with_underscore_emphasis_where_possible(pieces)
    if style.line_breaks == "spaces":
        pieces = with_two_space_line_breaks(pieces)
    if style.highlight == "mark":
        pieces = _with_comments_between_highlights_and_other_delimiters(pieces)
    escaping = escaping._replace(equals=context.target.dialect.wiki or style.highlight == "mark")
    return escape_and_join_pieces(
        pieces,
        escaping,
        starts_line=starts_line,
        join_pieces=_join_with_html_for_failing_delimiters
        if style.emphasis == "html"
        else join_with_comments_where_delimiters_fail,
    )


# Emphasis as tags


def _join_with_html_for_failing_delimiters(pieces: list[Piece]) -> str:
    """The finished pieces with emphasis as HTML where its delimiters would not count. A tag is a new neighbour to the others."""
    for _ in range(_ROUNDS):
        failing = _delimiters_that_fail(pieces)
        if not failing:
            return join_with_comments_where_delimiters_fail(pieces)
        pieces = [_as_html_tag(piece) if number in failing else piece for number, piece in enumerate(pieces)]
    return "".join([_as_html_tag(piece)[1] for piece in pieces])


def _as_html_tag(piece: Piece) -> Piece:
    kind, value = piece
    if kind is OPEN:
        return RAW, f"<{DELIMITER_TAGS[value]}>"
    return (RAW, f"</{DELIMITER_TAGS[value]}>") if kind is CLOSE else piece


def _delimiters_that_fail(pieces: list[Piece]) -> set[int]:
    """The delimiters that would not count, and their partners."""
    partners = _delimiter_partners(pieces)
    found: set[int] = set()
    index, before = 0, "\n"
    while index < len(pieces):
        end = end_of_delimiter_run(pieces, index) if index in partners else index + 1
        if index in partners and not _is_run_effective(pieces, index, end, before):
            found.update(number for one in range(index, end) for number in (one, partners[one]))
        before = pieces[end - 1][1][-1:] or before
        index = end
    return found


def _delimiter_partners(pieces: list[Piece]) -> dict[int, int]:
    """Where the delimiter stands that closes or opens what one does."""
    partners: dict[int, int] = {}
    opened: list[int] = []
    for index, (kind, _) in enumerate(pieces):
        if kind is OPEN:
            opened.append(index)
        elif kind is CLOSE:
            start = opened.pop()
            partners[start], partners[index] = index, start
    return partners


def _is_run_effective(pieces: list[Piece], index: int, end: int, before: str) -> bool:
    """Whether a run of delimiters is what it should be."""
    kind, run = pieces[index]
    after = _first_character_or_newline_at(pieces, end)
    if kind is OPEN:
        return not follows_same_delimiter(pieces, index, before) and is_flanking(run, after, before)
    return not run[0] == before == "~" and is_flanking(run, before, after)


def _first_character_or_newline_at(pieces: list[Piece], index: int) -> str:
    return (pieces[index][1][:1] if index < len(pieces) else "") or "\n"


# Punctuation outside of emphasis


def _with_punctuation_out_and_count_notice(pieces: list[Piece], context: Context) -> list[Piece]:
    """Pieces with punctuation outside of emphasis where it would keep a delimiter from counting, and its partner with it."""
    return _mirrored_pieces(
        _with_end_punctuation_out_and_count_notice(
            _mirrored_pieces(_with_end_punctuation_out_and_count_notice(pieces, context)), context
        )
    )


def _mirrored_pieces(pieces: list[Piece]) -> list[Piece]:
    """The line read from its end, where what opened closes."""
    return [(_MIRRORED.get(kind, kind), value[::-1]) for kind, value in reversed(pieces)]


def _with_end_punctuation_out_and_count_notice(pieces: list[Piece], context: Context) -> list[Piece]:
    out: list[Piece] = []
    opened: list[int] = []
    index = 0
    while index < len(pieces):
        kind, _ = pieces[index]
        end = end_of_delimiter_run(pieces, index) if kind is CLOSE else index + 1
        tail = (
            _punctuation_to_move_or_empty(out[-1], pieces[index][1], _first_character_or_newline_at(pieces, end))
            if kind is CLOSE
            else ""
        )
        if kind is OPEN:
            opened.append(len(out))
        elif kind is CLOSE:
            start = opened[index - end]
            del opened[index - end :]
            if tail:
                context.count_notice("emphasis-edge")
                _cut_tail_text_and_move_its_partners_before_opener(out, start, tail)
        for piece in [*pieces[index:end], (TEXT, tail)] if tail else pieces[index:end]:
            _append_piece_joining_texts(out, piece)
        index = end
    return out


def _punctuation_to_move_or_empty(inner: Piece, delimiter_run: str, outer: str) -> str:
    """What must leave the end of an emphasis so that its run counts; nothing when it counts, or if nothing else would be left."""
    kind, text = inner
    if kind is not TEXT or is_flanking(delimiter_run, text[-1], outer):
        return ""
    size = len(text)
    while size and flanking_class(text[size - 1]) is not LETTER:
        size -= 1
    joins = size and unicodedata.category(text[size - 1])[0] in "MC"  # an accent or a joiner, which is half of what it stands by
    return text[size:] if size and not joins and is_flanking(delimiter_run, text[size - 1], text[size]) else ""


def _cut_tail_text_and_move_its_partners_before_opener(out: list[Piece], start: int, tail: str) -> None:
    """Take the end of the last piece, and its partners behind the delimiter at `start`, which go before it."""
    out[-1] = (TEXT, out[-1][1][: -len(tail)])
    inner = start
    while out[inner][0] is OPEN:
        inner += 1
    kind, text = out[inner]
    size = 0
    for character in reversed(tail):
        size += kind is TEXT and size + 1 < len(text) and text[size] == _PARTNERS.get(character)
    if size:
        out[inner] = (TEXT, text[size:])
        before = out.pop(start - 1)[1] if start and out[start - 1][0] is TEXT else ""
        out.insert(start - bool(before), (TEXT, before + text[:size]))


def _append_piece_joining_texts(out: list[Piece], piece: Piece) -> None:
    """Text after text is one text."""
    if out and piece[0] is out[-1][0] is TEXT:
        out[-1] = (TEXT, out[-1][1] + piece[1])
    else:
        out.append(piece)


# Other marks


def _with_underscore_emphasis_where_possible(pieces: list[Piece]) -> list[Piece]:
    """Emphasis with underscores where these count, which is not inside words, and where no other mark stands beside it."""
    out = list(pieces)
    for index, partner in _delimiter_partners(pieces).items():
        if pieces[index] == (OPEN, "*") and _can_be_underscore(pieces, index, -1) and _can_be_underscore(pieces, partner, 1):
            out[index], out[partner] = (OPEN, "_"), (CLOSE, "_")
    return out


def _can_be_underscore(pieces: list[Piece], index: int, step: int) -> bool:
    """Whether an underscore counts at this place, with the outside of the emphasis in the direction of `step`."""
    outside, inside = index + step, pieces[index - step][1]
    if not 0 <= outside < len(pieces):
        outer = "\n"
    elif pieces[outside][0] in (OPEN, CLOSE):
        return False
    else:
        outer = (pieces[outside][1][0 if step > 0 else -1 :][:1]) or "\n"
    inner = inside[-1] if step > 0 else inside[0]
    return is_flanking("_", inner, outer) and "_" not in (inner, outer)


def _with_comments_between_highlights_and_other_delimiters(pieces: list[Piece]) -> list[Piece]:
    """Pieces with a comment between `==` and another delimiter beside it that needs a neighbour; some parsers look past `==`."""
    out: list[Piece] = []
    for index, piece in enumerate(pieces):
        kind, before = piece[0], out[-1][0] if out else BREAK
        if kind in _MIRRORED and before in _MIRRORED and (out[-1][1] == "==") is not (piece[1] == "=="):
            edges = [_first_character_inside(pieces, index, 1)] if kind is OPEN else []
            edges += [_first_character_inside(pieces, index - 1, -1)] if before is CLOSE else []
            out.extend([] if all(flanking_class(edge) is LETTER for edge in edges) else [(RAW, COMMENT)])
        out.append(piece)
    return out


def _first_character_inside(pieces: list[Piece], index: int, step: int) -> str:
    """What a delimiter opens or closes: the first character inside it that is no delimiter."""
    while pieces[index][0] in _MIRRORED:
        index += step
    return pieces[index][1][0 if step > 0 else -1]


def with_two_space_line_breaks(pieces: list[Piece], otherwise: str = "\\\n") -> list[Piece]:
    """Line breaks as two spaces, but where nothing is before them: a line of spaces would end the paragraph."""
    return [
        (BREAK, "  \n" if index and pieces[index - 1][0] is not BREAK and pieces[index - 1][1].strip() else otherwise)
        if piece[0] is BREAK
        else piece
        for index, piece in enumerate(pieces)
    ]
