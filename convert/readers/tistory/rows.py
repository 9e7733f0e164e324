"""Rows of images that the official backup took apart: figures behind one another, each with its share of the width.

The editor had them in one `imagegridblock`. Where that had a caption the backup repeats it under each, and they stay figures:
what is shown twice is not ours to drop.
"""

from collections.abc import Iterator
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert.model import Block, Figure, Gallery, Image, Paragraph
from convert.readers._html import media
from convert.readers._html.outcome import FinishedBlocks, Outcome, Skipped
from convert.readers._html.style import is_hidden
from convert.readers._html.tree import element_directly_after, element_directly_before, tree_events

_SHARE = re.compile(r"\d{1,3}(?:\.\d{1,6})?")
_WHOLE = range(98, 103)
"""Per cent that the shares of a row add up to, as the editor rounds them."""

_MOST = 10
"""Images in a row; the editor allows fewer."""


class _RowImage(Struct, frozen=True):
    """A figure that may be of a row, its image, and its share in per cent."""

    figure: LexborNode
    image: Image
    share: float


def handle_row_at_first_image_skipping_later_ones(node: LexborNode) -> Outcome:
    """The rows that begin with this figure; nothing for a figure of a row that began before, None for any other figure."""
    piece = _read_row_image(node)
    if piece is None:
        return None
    before = element_directly_before(node)
    if before is not None and _read_row_image(before) is not None:
        return Skipped()
    pieces = list(_row_image_and_following(piece))
    return FinishedBlocks(tuple(_build_galleries_of_full_rows_else_figures(pieces))) if len(pieces) > 1 else None


def _row_image_and_following(row_image: _RowImage | None) -> Iterator[_RowImage]:
    while row_image is not None:
        yield row_image
        following = element_directly_after(row_image.figure)
        row_image = _read_row_image(following) if following is not None else None


def _read_row_image(node: LexborNode) -> _RowImage | None:
    """A figure as a piece of a row, if it holds an image and nothing else."""
    if node.tag != "figure":
        return None
    attributes = node.attributes
    share = attributes.get("data-widthpercent") or ""
    if not _SHARE.fullmatch(share) or (attributes.get("data-link") or "").strip() or is_hidden(attributes):
        return None
    found = list(islice((child for entering, tag, child in tree_events(node) if entering and _shows_something(tag, child)), 2))
    image = media.read_image(found[0]) if len(found) == 1 and found[0].tag == "img" else None
    if image is None:
        return None
    return _RowImage(node, replace(image, name=image.name or attributes.get("data-filename") or ""), float(share))


def _shows_something(tag: str, node: LexborNode) -> bool:
    if tag == "-text":
        return bool((node.text_content or "").strip())
    return tag not in ("span", "figcaption", "-comment")


def _build_galleries_of_full_rows_else_figures(row_images: list[_RowImage]) -> Iterator[Block]:
    """A gallery for pieces that fill a row, a figure for any other piece."""
    start = 0
    while start < len(row_images):
        end = _end_of_row_or_zero(row_images, start)
        if end:
            yield Gallery(tuple(piece.image for piece in row_images[start:end]))
        else:
            piece = row_images[start]
            yield Figure((Paragraph((piece.image,)),), (), media.figure_align_by_class_or_attribute(piece.figure))
        start = end or start + 1


def _end_of_row_or_zero(row_images: list[_RowImage], start: int) -> int:
    """Where the row that begins at `start` ends; 0 when these are no row."""
    filled = 0.0
    for number in range(start, min(len(row_images), start + _MOST)):
        filled += row_images[number].share
        if number > start and round(filled) in _WHOLE:
            return number + 1
    return 0
