"""HTML of a post with what is different marked in it, pictures that are in the report, and boxes for what is not."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from html import escape
from typing import NamedTuple

from convert.report.comparison import Badge, Marks
from convert.report.html_pieces import (
    HtmlPieces,
    attributes_of_tag,
    is_placeholder_piece,
    kind_and_address_of_box,
    lazy_src_or_src_of_image,
)
from convert.report.safe_html import clean_html_without_outside_addresses
from convert.report.words import _

_LARGEST_BOX = 4000
"""Pixels; what says more of itself than a screen has says nothing."""


class ShownPicture(NamedTuple):
    """What is shown for the address of a picture: its name in the report, or else why it is not there."""

    name: str = ""
    why: str = ""


PictureOf = Callable[[str], ShownPicture]


def marked_html(pieces: HtmlPieces, marks: Marks, picture_of: PictureOf) -> str:
    """The HTML as a frame shows it, harmless whatever was put into it."""
    insertions = _insertions_by_piece(pieces, marks)
    parts: list[str] = []
    for number, piece in enumerate([*pieces.pieces, ""]):
        last = 0
        for at, _order, markup in sorted(insertions.get(number, ()), key=lambda one: one[:2]):
            parts += (piece[last:at], markup)
            last = at
        parts.append(piece[last:] if last else _shown_piece(piece, picture_of))
    return clean_html_without_outside_addresses("".join(parts))


def _shown_piece(piece: str, picture_of: PictureOf) -> str:
    if is_placeholder_piece(piece):
        return _box_naming_kind_and_address(piece)
    if piece.startswith("<img"):
        return _picture_or_box_why_missing(attributes_of_tag(piece), picture_of)
    return "<details open>" if piece.startswith("<details") else piece


_BOXES: dict[str, Callable[[], str]] = {
    "player": lambda: _("player"),
    "drawing": lambda: _("drawing"),
    "formula": lambda: _("formula"),
}


def _box_naming_kind_and_address(piece: str) -> str:
    kind, address = kind_and_address_of_box(piece)
    said = _BOXES[kind]() if kind in _BOXES else kind
    return f'<span class="bc-box"><b>{escape(said)}</b> {escape(address)}</span>'


def _picture_or_box_why_missing(attributes: dict[str, str], picture_of: PictureOf) -> str:
    address = lazy_src_or_src_of_image(attributes)
    found = picture_of(address)
    kept = "".join(
        [f' {name}="{escape(attributes[name])}"' for name in ("alt", "width", "height", "style") if name in attributes]
    )
    if found.name:
        return f'<img src="picture:{found.name}"{kept}>'
    size = _size_of(attributes)
    shape = f' style="width: {size[0]}px"' if size else ""
    said = _("{why}, {width} × {height} pixels").format(why=found.why, width=size[0], height=size[1]) if size else found.why
    alt = f"<i>{escape(attributes['alt'])}</i> " if attributes.get("alt") else ""
    return f'<span class="bc-box"{shape}><b>{escape(said)}</b> {alt}{escape(address)}</span>'


def _size_of(attributes: dict[str, str]) -> tuple[int, int] | None:
    """Width and height of a picture in pixels, where its tag says both."""
    for names in (("data-origin-width", "data-origin-height"), ("width", "height")):
        found = [attributes.get(name, "") for name in names]
        if all(text.isascii() and text.isdigit() and 0 < int(text[:6]) < _LARGEST_BOX for text in found):
            return int(found[0]), int(found[1])
    return None


# Marks

_Insertion = tuple[int, int, str]
"""Where in a piece, what comes first there, and what."""


def _insertions_by_piece(pieces: HtmlPieces, marks: Marks) -> dict[int, list[_Insertion]]:
    insertions: defaultdict[int, list[_Insertion]] = defaultdict(list)
    for mark in marks.words:
        name = f' id="bc-{mark.number}"' if mark.number else ""
        for piece, start, end in _word_spans_joined_within_pieces(pieces, mark.first, mark.end):
            insertions[piece] += [(start, 2, f'<mark class="bc-{mark.look}"{name}>'), (end, 0, "</mark>")]
            name = ""
    for badge in marks.badges:
        piece, at = _place_of_badge(pieces, badge)
        insertions[piece].append((at, 1, _badge(badge)))
    return insertions


def _badge(badge: Badge) -> str:
    return f'<mark class="bc-place bc-{badge.look}" id="bc-{badge.number}">{badge.number}</mark>'


def _place_of_badge(pieces: HtmlPieces, badge: Badge) -> tuple[int, int]:
    if badge.piece >= 0:
        return badge.piece, 0
    if badge.behind_word < 0 or not pieces.words:
        return 0, 0
    span = pieces.words[min(badge.behind_word, len(pieces.words) - 1)].spans[-1]
    return span.piece, span.end


def _word_spans_joined_within_pieces(pieces: HtmlPieces, first_word: int, end_word: int) -> Iterator[tuple[int, int, int]]:
    """Words in a row, as the parts of pieces they are in."""
    part: tuple[int, int, int] | None = None
    for span in _spans_of_words(pieces, first_word, end_word):
        if part is not None and part[0] == span[0]:
            part = (part[0], part[1], span[2])
            continue
        if part is not None:
            yield part
        part = span
    if part is not None:
        yield part


def _spans_of_words(pieces: HtmlPieces, first_word: int, end_word: int) -> Iterable[tuple[int, int, int]]:
    return (span for word in pieces.words[first_word:end_word] for span in word.spans)
