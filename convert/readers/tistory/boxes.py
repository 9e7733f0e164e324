"""Boxes drawn round a note: styled `div` elements, tables of one cell, field sets. A box is a quotation, as people type one.

Blogs are laid out with the same means. What holds a post rather than a note is no box: it is alone on the page, has chapters or
boxes in it, or is long.
"""

from functools import lru_cache
from typing import Any

from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert.model import (
    Attachment,
    Block,
    BlockQuote,
    Callout,
    CodeBlock,
    Embed,
    Figure,
    Gallery,
    Heading,
    Image,
    LinkCard,
    Paragraph,
    Style,
    Table,
    ThematicBreak,
)
from convert.readers._html import elements
from convert.readers._html.flow import Walk
from convert.readers._html.frame import Frame
from convert.readers._html.marks import Marks, SpanMark
from convert.readers._html.outcome import Container, Division, Outcome
from convert.readers._html.style import is_page_background, parse_declarations, read_style_as_marks_and_align
from convert.readers._html.tree import class_names_of

CLASSES = frozenset({"txc-textbox", "box", "callout", "admonition"})
"""Classes of boxes, whatever their style: the old editor's, and what people write by hand."""

_DRAWN = frozenset({"border", "style", "bgcolor", "class", "data-ke-style"})
"""Attributes with which a table is seen; without one it has neither lines nor colour."""

_MOST_BLOCKS = 20
_MOST_LEVELS = 20
"""How far up, and over how many neighbours, it is looked whether an element is alone on its page."""

_LENGTH = re.compile(r"(?<![\d.])0*\.?[1-9]")
_NO_BORDER = re.compile(r"\b(?:none|hidden|transparent)\b|^\s*0(?:px)?\b", re.IGNORECASE)
_HEX = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})", re.IGNORECASE)
_RGB = re.compile(r"rgba?\(\s*([0-9]{1,3})[\s,]+([0-9]{1,3})[\s,]+([0-9]{1,3})(?![0-9])", re.IGNORECASE)
_NO_TEXT = (Figure, Gallery, Embed, LinkCard, Attachment, CodeBlock, Table, ThematicBreak)
_HUES = ((20, "caution"), (70, "warning"), (170, "tip"), (255, "note"), (320, "important"), (361, "caution"))
"""Up to which hue, in degrees, a colour says what: red, yellow, green, blue, purple, and red again."""


def has_padding_and_border_or_background(css: str) -> bool:
    """A cheap look at a `style` before a close one."""
    return "padding" in css and ("border" in css or "background" in css) and draws_padded_box(css)


@lru_cache(maxsize=1024)
def draws_padded_box(css: str) -> bool:
    """Whether a `style` draws a box: room inside, and a border or a colour of its own."""
    values = parse_declarations(css)
    padded = any(_LENGTH.search(value) for name, value in values.items() if name.startswith("padding"))
    return padded and (_has_border(values) or not is_page_background(_background_color_unless_image(values)))


def _has_border(values: dict[str, str]) -> bool:
    sides = ("border", "border-left", "border-top", "border-right", "border-bottom")
    return any(_LENGTH.search(values[side]) and not _NO_BORDER.search(values[side]) for side in sides if side in values)


def _background_color_unless_image(values: dict[str, str]) -> str:
    value = values.get("background-color") or values.get("background") or ""
    return "" if "url(" in value else value


def handle_boxed_division_unless_in_cell_or_whole_page(node: LexborNode, walk: Walk) -> Outcome:
    """A `div` or `fieldset` with a box round it; in a table cell there is no room for one."""
    css = node.attributes.get("style") or ""
    if any(frame.tag in ("td", "th") for frame in walk.frames) or _is_all_its_page_shows(node):
        return elements.handle_division(node, walk)
    kind = _alert_kind_of_color(css) if walk.page.callouts else ""
    return Container(
        lambda frame: _build_box_and_report_unless_page_layout(frame.blocks, kind, walk), _division_without_box_background(css)
    )


def handle_fieldset_as_box_unless_borderless(node: LexborNode, walk: Walk) -> Outcome:
    """Browsers draw a border round a `fieldset` unless they are told not to; its `legend` is the first line."""
    border = parse_declarations(node.attributes.get("style") or "").get("border", "")
    return (
        elements.handle_division(node, walk)
        if _NO_BORDER.search(border)
        else handle_boxed_division_unless_in_cell_or_whole_page(node, walk)
    )


@lru_cache(maxsize=256)
def _division_without_box_background(css: str) -> Division:
    """How text looks in a box: as its style says, but that the colour behind it is the box's."""
    look = read_style_as_marks_and_align(css)
    return Division(_without_background(look.marks), look.align, look.keeps)


def _without_background(marks: Marks) -> Marks:
    plain = (SpanMark(replace(mark.style, background="")) if type(mark) is SpanMark else mark for mark in marks)
    return tuple(mark for mark in plain if type(mark) is not SpanMark or mark.style != Style())


def _build_box_and_report_unless_page_layout(blocks: list[Any], kind: str, walk: Walk) -> list[Block]:
    if not blocks or _is_page_layout(blocks):
        return blocks
    walk.report("box")
    return [Callout(kind, (), tuple(blocks))] if kind else [BlockQuote(tuple(blocks))]


def _is_page_layout(blocks: list[Any]) -> bool:
    return (
        len(blocks) > _MOST_BLOCKS
        or all(isinstance(block, _NO_TEXT) or _is_paragraph_of_images(block) for block in blocks)
        or any(isinstance(block, BlockQuote | Callout) or (type(block) is Heading and block.level < 3) for block in blocks)
    )


def _is_paragraph_of_images(block: Any) -> bool:
    return isinstance(block, Paragraph) and all(isinstance(child, Image) for child in block.children)


def outcome_boxing_or_unwrapping_lone_cell(outcome: Outcome, node: LexborNode, walk: Walk) -> Outcome:
    """A table of one cell: a box when a border or colour is drawn, nothing at all when it holds a post or a table in place."""
    if type(outcome) is not Container:
        return outcome
    is_drawn = not _DRAWN.isdisjoint(node.attributes) or _has_drawn_first_cell_or_part_around_it(node)
    build, in_cell = outcome.build, any(frame.tag in ("td", "th") for frame in walk.frames)

    def build_bare_or_boxed_cell_or_table(frame: Frame) -> list[Block]:
        blocks = list(build(frame))
        inner = _blocks_of_only_cell(blocks)
        if inner is None:
            return blocks
        holds_table = any([isinstance(block, Table) for block in inner])
        if not is_drawn and not holds_table and not (len(inner) > 1 and _is_page_layout(inner) and _is_all_its_page_shows(node)):
            return blocks
        is_frame = in_cell or not is_drawn or _is_all_its_page_shows(node)
        return [*blocks[:-1], *(inner if is_frame else _build_box_and_report_unless_page_layout(inner, "", walk))]

    return Container(build_bare_or_boxed_cell_or_table)


def _has_drawn_first_cell_or_part_around_it(table: LexborNode) -> bool:
    """Whether the first cell, or a row or part of the table around it, has a border or colour of its own."""
    part = table.child
    while part is not None:
        if not part.is_element_node or part.tag in ("colgroup", "caption"):
            part = part.next
            continue
        if part.tag not in _PARTS:
            return False
        attributes = part.attributes
        values = parse_declarations(attributes.get("style") or "")
        if (
            "bgcolor" in attributes
            or "class" in attributes
            or _has_border(values)
            or not is_page_background(_background_color_unless_image(values))
        ):
            return True
        part = part.child if part.tag not in ("td", "th") else None
    return False


_PARTS = frozenset("tbody thead tfoot tr td th".split())


def _blocks_of_only_cell(blocks: list[Block]) -> list[Block] | None:
    table = blocks[-1] if blocks else None
    if not isinstance(table, Table) or table.caption or len(table.rows) != 1 or len(table.rows[0].cells) != 1:
        return None
    cell = table.rows[0].cells[0]
    return [
        replace(block, align=cell.align) if cell.align and isinstance(block, Paragraph) and not block.align else block
        for block in cell.children
    ]


def _is_all_its_page_shows(node: LexborNode) -> bool:
    """Whether an element is all its page shows, as far as a look at its nearest neighbours tells."""
    for _ in range(_MOST_LEVELS):
        if _has_visible_neighbour(node):
            return False
        parent = node.parent
        if parent is None or parent.tag in ("body", "html") or "contents_style" in class_names_of(parent):
            return True
        node = parent
    return True


def _has_visible_neighbour(node: LexborNode) -> bool:
    for step in ("prev", "next"):
        beside: LexborNode | None = getattr(node, step)
        for _ in range(_MOST_LEVELS):
            if beside is None:
                break
            if _is_nonblank_text_or_visible_element(beside):
                return True
            beside = getattr(beside, step)
    return False


def _is_nonblank_text_or_visible_element(node: LexborNode) -> bool:
    tag = node.tag or ""
    if tag == "-text":
        return not node.is_empty_text_node
    return tag[0:1] not in ("-", "") and tag not in ("script", "style", "br", "link", "meta", "title", "ins")


@lru_cache(maxsize=256)
def _alert_kind_of_color(css: str) -> str:
    """What the colour of a box says, as GitHub names alerts; nothing when it is no colour."""
    values = parse_declarations(css)
    for value in (
        _background_color_unless_image(values),
        *(value for name, value in values.items() if name.startswith("border")),
    ):
        color = _parse_color(value)
        if color is None:
            continue
        from colorsys import rgb_to_hls

        hue, _, saturation = rgb_to_hls(*(part / 255 for part in color))
        if saturation > _GREY:
            return next(kind for most, kind in _HUES if hue * 360 < most)
    return ""


_GREY = 0.15


def _parse_color(value: str) -> tuple[int, int, int] | None:
    if match := _RGB.search(value):
        return min(int(match[1]), 255), min(int(match[2]), 255), min(int(match[3]), 255)
    if match := _HEX.search(value):
        digits = match[1] if len(match[1]) == 6 else "".join(digit * 2 for digit in match[1])
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    return None
