"""Rows of images that the official backup took apart: figures behind one another, each with its share of the width.

The editor had them in one `imagegridblock`. Where that had a caption the backup repeats it under each, and they stay figures:
what is shown twice is not ours to drop.
"""

import re
from collections.abc import Iterator
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from convert.model import Block, Figure, Gallery, Image, Paragraph
from convert.readers._html import media
from convert.readers._html.outcome import Outcome, Placed, Skipped
from convert.readers._html.style import is_hidden
from convert.readers._html.tree import element_after, element_before, events

_SHARE = re.compile(r"\d{1,3}(?:\.\d{1,6})?")
_WHOLE = range(98, 103)
"""Per cent that the shares of a row add up to, as the editor rounds them."""

_MOST = 10
"""Images in a row; the editor allows fewer."""


class _Piece(Struct, frozen=True):
    """A figure that may be of a row, its image, and its share in per cent."""

    figure: LexborNode
    image: Image
    share: float


def row(node: LexborNode) -> Outcome:
    """The rows that begin with this figure; nothing for a figure of a row that began before, None for any other figure."""
    piece = _piece(node)
    if piece is None:
        return None
    before = element_before(node)
    if before is not None and _piece(before) is not None:
        return Skipped()
    pieces = list(_pieces(piece))
    return Placed(tuple(_blocks(pieces))) if len(pieces) > 1 else None


def _pieces(piece: _Piece | None) -> Iterator[_Piece]:
    while piece is not None:
        yield piece
        following = element_after(piece.figure)
        piece = _piece(following) if following is not None else None


def _piece(node: LexborNode) -> _Piece | None:
    """A figure as a piece of a row, if it holds an image and nothing else."""
    if node.tag != "figure":
        return None
    attributes = node.attributes
    share = attributes.get("data-widthpercent") or ""
    if not _SHARE.fullmatch(share) or (attributes.get("data-link") or "").strip() or is_hidden(attributes):
        return None
    found = list(islice((child for entering, tag, child in events(node) if entering and _shows(tag, child)), 2))
    image = media.read_image(found[0]) if len(found) == 1 and found[0].tag == "img" else None
    if image is None:
        return None
    return _Piece(node, replace(image, name=image.name or attributes.get("data-filename") or ""), float(share))


def _shows(tag: str, node: LexborNode) -> bool:
    if tag == "-text":
        return bool((node.text_content or "").strip())
    return tag not in ("span", "figcaption", "-comment")


def _blocks(pieces: list[_Piece]) -> Iterator[Block]:
    """A gallery for pieces that fill a row, a figure for any other piece."""
    start = 0
    while start < len(pieces):
        end = _end_of_row(pieces, start)
        if end:
            yield Gallery(tuple(piece.image for piece in pieces[start:end]))
        else:
            piece = pieces[start]
            yield Figure((Paragraph((piece.image,)),), (), media.figure_align(piece.figure))
        start = end or start + 1


def _end_of_row(pieces: list[_Piece], start: int) -> int:
    """Where the row that begins at `start` ends; 0 when these are no row."""
    filled = 0.0
    for number in range(start, min(len(pieces), start + _MOST)):
        filled += pieces[number].share
        if number > start and round(filled) in _WHOLE:
            return number + 1
    return 0
