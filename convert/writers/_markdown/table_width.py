"""How wide pipe tables are: what a table, and all tables of a post, ask parsers to make of blank cells."""

from functools import cached_property

from convert import model
from convert.model import Blocks, Row
from convert.model.limits import POST_BLANK_CELLS, TABLE_CELLS, TABLE_COLUMNS
from convert.model.walk import walk

_BLANKS = 8
"""Blank cells a table may have for each of its own. Spans in a hostile page, or one long row, could ask for millions."""


def max_table_cells_allowed_with_blanks(rows: tuple[Row, ...]) -> int:
    """How many cells a table may take, with the blanks its spans leave."""
    return _BLANKS * sum(len(row.cells) for row in rows) + 100


def has_too_many_columns_or_cells(rows: tuple[Row, ...]) -> bool:
    """Whether a table has too many columns, or one row that is so much wider than the others that most of a page was blank."""
    if not rows:
        return False
    room = max_table_cells_allowed_with_blanks(rows)
    spans = sum([cell.colspan * min(cell.rowspan, len(rows)) for row in rows for cell in row.cells])
    if spans > TABLE_COLUMNS or spans * len(rows) > TABLE_CELLS:  # no row is wider than all spans
        width = max([_count_columns_up_to_last_content(row, has_spans=spans <= room) for row in rows])
        if width > TABLE_COLUMNS or width * len(rows) > max(room, TABLE_CELLS):
            return True
    return any([_count_pipes_in_text_nodes(row) > TABLE_COLUMNS for row in rows])


def is_mostly_blank_as_pipe_table(rows: tuple[Row, ...]) -> bool:
    """Whether more cells of a pipe table would be blank than are not."""
    return _count_cells_pipe_table_must_add(rows) > sum([len(row.cells) for row in rows])


def _count_cells_pipe_table_must_add(rows: tuple[Row, ...]) -> int:
    """Cells of a pipe table that the table itself has not."""
    cells = sum([len(row.cells) for row in rows])
    longest = max([len(row.cells) for row in rows], default=0)
    spans = sum([cell.colspan * min(cell.rowspan, len(rows)) for row in rows for cell in row.cells])
    if longest * len(rows) == cells == spans:
        return 0
    has_spans = spans <= max_table_cells_allowed_with_blanks(rows)
    return max([_count_columns_up_to_last_content(row, has_spans=has_spans) for row in rows], default=0) * len(rows) - cells


class BlankCells:
    """Those of all tables of a post, counted only when a writer meets the first table that is mostly blank."""

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks

    @cached_property
    def are_too_many_in_post(self) -> bool:
        """Whether parsers had more of them to make than of the post itself."""
        tables = [node for node in walk(self._blocks) if isinstance(node, model.Table)]
        return sum([max(0, _count_cells_pipe_table_must_add(node.rows)) for node in tables]) > POST_BLANK_CELLS


def _count_pipes_in_text_nodes(row: Row) -> int:
    """Pipes in the texts of a row, which parsers look at as if each could end a cell."""
    lines = [block.children for cell in row.cells for block in cell.children if isinstance(block, model.Paragraph)]
    return sum([child.value.count("|") for children in lines for child in children if isinstance(child, model.Text)])


def _count_columns_up_to_last_content(row: Row, *, has_spans: bool) -> int:
    """Columns of a row up to its last cell that holds something."""
    columns = width = 0
    for cell in row.cells:
        width = columns + 1 if cell.children else width
        columns += cell.colspan if has_spans else 1
    return width


NO_BLANK_CELLS = BlankCells(())
