"""Blogger: a picture with its caption is a table of two rows; behind each post of a feed is a pixel that counts its readers."""

from collections.abc import Mapping
from itertools import islice
from typing import Any

from selectolax.lexbor import LexborNode

from convert.model import Align, Block, Figure, Image, Paragraph, Row
from convert.model.walk import walk as nodes_in
from convert.readers._html.flow import Handler, Walk
from convert.readers._html.frame import Frame
from convert.readers._html.lists import join_blocks_into_inlines
from convert.readers._html.outcome import Container, Outcome, Skipped
from convert.readers._html.overlay import OverlayHandler
from convert.readers._html.tree import class_names_of, tree_events

_MOST_EVENTS = 20
"""How much a footer that holds but a pixel has in it."""


def _handle_caption_table_as_figure(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    """A table around a picture and its caption."""
    made = fallback(node, walk)
    if "tr-caption-container" not in class_names_of(node) or not isinstance(made, Container):
        return made
    align = _align_of_table(node)
    return Container(lambda frame: _build_figure_of_captioned_table_or_empty(frame, align) or list(made.build(frame)))


def _build_figure_of_captioned_table_or_empty(frame: Frame, align: Align) -> list[Block]:
    """The figure of a table whose rows have one cell each and whose last row is text; else nothing."""
    rows: list[Any] = [block for block in frame.blocks if isinstance(block, Row)]
    if len(rows) < 2 or len(rows) < len(frame.blocks) or any(len(row.cells) != 1 for row in rows):
        return []
    *pictures, last = (row.cells[0].children for row in rows)
    if not all(isinstance(block, Paragraph) for block in last) or any(isinstance(node, Image) for node in nodes_in(last)):
        return []
    return [Figure(tuple(block for blocks in pictures for block in blocks), join_blocks_into_inlines(list(last)), align)]


def _align_of_table(node: LexborNode) -> Align:
    attributes = node.attributes
    style, stated = (attributes.get("style") or "").replace(" ", "").lower(), (attributes.get("align") or "").lower()
    if "float:left" in style or stated == "left":
        return "left"
    if "float:right" in style or stated == "right":
        return "right"
    return "center" if stated == "center" or "margin-left:auto" in style else ""


def _skip_feed_footer_of_only_pixel(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    """The footer of a feed, when all it has is the pixel."""
    if "blogger-post-footer" not in class_names_of(node):
        return fallback(node, walk)
    held = list(islice(tree_events(node), _MOST_EVENTS + 1))
    shown = [(tag, child) for entering, tag, child in held if entering and not (tag == "-text" and not _stripped_text_of(child))]
    if len(held) > _MOST_EVENTS or [tag for tag, _ in shown] != ["img"] or shown[0][1].attributes.get("width") != "1":
        return fallback(node, walk)
    return Skipped("furniture")


def _stripped_text_of(node: LexborNode) -> str:
    return (node.text_content or "").strip()


HANDLERS: Mapping[str, OverlayHandler] = {"table": _handle_caption_table_as_figure, "div": _skip_feed_footer_of_only_pixel}
