"""Tables as the blog spelled them: cells with their spans, header cells marked, captions kept."""

from functools import lru_cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from convert.model import Align, Block, Cell, Inlines, Paragraph, Row, Strong, Table
from convert.readers._html import lists
from convert.readers._html.bold import without_enclosing_bold
from convert.readers._html.flow import Walk
from convert.readers._html.frame import Frame
from convert.readers._html.outcome import PLAIN as PLAIN_DIVISION
from convert.readers._html.outcome import Container, Division, Outcome
from convert.readers._html.style import PLAIN, read_style_as_marks_and_align

_ALIGNS: dict[str, Align] = {"left": "left", "center": "center", "right": "right", "justify": "justify"}
_MOST_SPAN = 1000
"""What HTML allows a `colspan` to be."""


class Caption(Struct, frozen=True, gc=False):
    """A caption on its way into a table or figure."""

    children: Inlines


class Head(Struct, frozen=True, gc=False):
    """The rows of a `thead` on their way into a table."""

    rows: tuple[Row, ...]


class Foot(Struct, frozen=True, gc=False):
    """The rows of a `tfoot` on their way into a table."""

    rows: tuple[Row, ...]


_OF_TABLES = (Row, Caption, Head, Foot)


def handle_table_and_find_bold_header(node: LexborNode, walk: Walk) -> Outcome:
    """`table`. A first row whose cells are all bold is its header when no cell says it is one."""

    def build_table(frame: Frame) -> list[Block]:
        rows = _rows_in_page_order(frame.blocks)
        stray = [block for block in frame.blocks if not isinstance(block, _OF_TABLES)]
        captions = tuple(child for block in frame.blocks if isinstance(block, Caption) for child in block.children)
        if not rows:
            return [*stray, Paragraph(captions)] if captions else stray
        return [*stray, Table(_with_bold_first_row_as_header_reported(rows, walk), captions)]

    return Container(build_table)


def _rows_in_page_order(blocks: list[Any]) -> tuple[Row, ...]:
    """Rows in the order of the page: the first `thead` is shown above all others and the first `tfoot` below them, wherever they
    stand; any more of either stay where they are (CSS 2.2, 17.2, `table-header-group` and `table-footer-group`).
    """
    top: tuple[Row, ...] | None = None
    bottom: tuple[Row, ...] | None = None
    between: list[Row] = []
    for block in blocks:
        if type(block) is Row:
            between.append(block)
        elif type(block) is Head and top is None:
            top = block.rows
        elif type(block) is Foot and bottom is None:
            bottom = block.rows
        elif type(block) is Head or type(block) is Foot:
            between.extend(block.rows)
    return (*(top or ()), *between, *(bottom or ()))


def _with_bold_first_row_as_header_reported(rows: tuple[Row, ...], walk: Walk) -> tuple[Row, ...]:
    if len(rows) < 2 or any(cell.header for row in rows for cell in row.cells) or not _is_bold_row(rows[0]):
        return rows
    walk.report("header-row")
    return (_as_header_row_without_bold(rows[0]), *rows[1:])


def _is_bold_row(row: Row) -> bool:
    filled = [cell for cell in row.cells if cell.children]
    return bool(filled) and all(_is_bold_cell(cell) for cell in filled)


def _is_bold_cell(cell: Cell) -> bool:
    return all(
        isinstance(block, Paragraph)
        and len(block.children) == 1
        and isinstance(_strip_style_spans_round_only_child(block.children[0]), Strong)
        for block in cell.children
    )


def _strip_style_spans_round_only_child(inline: Any) -> Any:
    """What is inside a look: `<span style="color:..."><b>` is bold all the same."""
    while type(inline).__name__ == "Span" and len(inline.children) == 1:
        inline = inline.children[0]
    return inline


def _as_header_row_without_bold(row: Row) -> Row:
    return Row(tuple(_as_header_cell_without_bold(cell) for cell in row.cells))


def _as_header_cell_without_bold(cell: Cell) -> Cell:
    return replace(cell, header=True, children=tuple(_paragraph_without_bold(block) for block in cell.children))


def _paragraph_without_bold(block: Block) -> Block:
    return replace(block, children=without_enclosing_bold(block.children)) if isinstance(block, Paragraph) else block


def _build_head(frame: Frame) -> list[Any]:
    """Every cell in a `thead` is a header, `td` or `th`."""
    return [
        *_blocks_outside_rows(frame),
        Head(tuple([_as_header_row_without_bold(block) for block in frame.blocks if type(block) is Row])),
    ]


def _foot_block_behind_blocks_outside_rows(frame: Frame) -> list[Any]:
    return [*_blocks_outside_rows(frame), Foot(tuple([block for block in frame.blocks if type(block) is Row]))]


def _blocks_outside_rows(frame: Frame) -> list[Any]:
    return [block for block in frame.blocks if type(block) is not Row]


_HEAD, _FOOT = Container(_build_head), Container(_foot_block_behind_blocks_outside_rows)


def handle_thead_in_table_else_division(node: LexborNode, walk: Walk) -> Outcome:
    """`thead`."""
    return _HEAD if walk.frame.tag == "table" else PLAIN_DIVISION


def handle_tfoot_in_table_else_division(node: LexborNode, walk: Walk) -> Outcome:
    """`tfoot`."""
    return _FOOT if walk.frame.tag == "table" else PLAIN_DIVISION


def _build_row_with_strays_in_added_cell(frame: Frame) -> list[Any]:
    """A row without cells is none. What is in no cell, because a deep cell was flattened, gets one."""
    cells = [block for block in frame.blocks if isinstance(block, Cell)]
    if len(cells) < len(frame.blocks):
        cells.append(Cell(tuple(block for block in frame.blocks if not isinstance(block, Cell))))
    return [Row(tuple(cells))] if cells else []


_ROW = Container(_build_row_with_strays_in_added_cell)
_HOLD_ROWS = frozenset(("table", "thead", "tbody", "tfoot"))


def handle_row_in_table_else_division(node: LexborNode, walk: Walk) -> Outcome:
    """`tr`. One whose table was taken from around it, as where code ends at a block of the editor, is as its blocks are."""
    return _ROW if walk.frame.tag in _HOLD_ROWS else PLAIN_DIVISION


def handle_cell_in_row_else_division(node: LexborNode, walk: Walk) -> Outcome:
    """`td` and `th`."""
    if walk.frame.tag != "tr":
        return PLAIN_DIVISION
    attributes = node.attributes
    if not attributes:
        return _HEADER_CELL if node.tag == "th" else _PLAIN_CELL
    css = attributes.get("style")
    look = read_style_as_marks_and_align(css) if css else PLAIN
    align = look.align or _ALIGNS.get((attributes.get("align") or "").lower(), "")
    return _cell_container(
        align, node.tag == "th", _parse_span(attributes.get("rowspan")), _parse_span(attributes.get("colspan"))
    )


@lru_cache(maxsize=256)
def _cell_container(align: Align, is_header: bool, rowspan: int, colspan: int) -> Outcome:
    def build_cell(frame: Frame) -> list[Any]:
        made = Cell(tuple(frame.blocks), align, False, rowspan, colspan)
        return [_as_header_cell_without_bold(made) if is_header else made]

    return Container(build_cell)


def _parse_span(text: str | None) -> int:
    value = (text or "").strip()
    return max(1, min(_MOST_SPAN, int(value))) if value.isascii() and value.isdigit() and len(value) < 9 else 1


_PLAIN_CELL = _cell_container("", False, 1, 1)
_HEADER_CELL = _cell_container("", True, 1, 1)


def handle_caption_in_table_else_division(node: LexborNode, walk: Walk) -> Outcome:
    """`caption` of a table."""
    return (
        Container(lambda frame: [Caption(lists.join_blocks_into_inlines(frame.blocks))])
        if walk.frame.tag == "table"
        else Division()
    )
