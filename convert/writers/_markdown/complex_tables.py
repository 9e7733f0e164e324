"""Tables that no pipe table can say: as HTML, or as a list."""

from itertools import zip_longest
from typing import Literal

from msgspec.structs import replace

from convert import model
from convert.model import Blocks, BulletList, Cell, Inlines, ListItem, Paragraph, Strong, Table, Text
from convert.model.limits import TABLE_COLUMNS
from convert.model.walk import plain_text, walk
from convert.writers import _html as html
from convert.writers._markdown.dialects.dialect import Dialect
from convert.writers._markdown.table_width import (
    has_too_many_columns_or_cells,
    is_mostly_blank_as_pipe_table,
    max_table_cells_allowed_with_blanks,
)
from convert.writers._markdown.tables import Grid, grid_of, header_row_or_empty_list
from convert.writers._markdown.target import Target
from convert.writers._safe_html import escape_tistory_replacers

_LONGEST_NAME = 80
"""A header that is longer is no name to repeat for every row."""


def table_form(node: Table, target: Target) -> Literal["flatten", "html", "list"]:
    """How a table is written: `flatten` says as a pipe table, which one that is not complex or too wide always is."""
    wanted = target.style.complex_tables
    if _dialect_misreads_raw_html_or_lone_header(target.dialect, node):
        return "list" if _has_footnotes(node) else "html"
    if has_too_many_columns_or_cells(node.rows) or (
        is_mostly_blank_as_pipe_table(node.rows) and target.blank_cells.are_too_many_in_post
    ):
        return "html" if wanted == "html" and not _has_footnotes(node) else "list"
    if wanted == "flatten" or not is_complex(node):
        return "flatten"
    return "list" if wanted == "html" and _has_footnotes(node) else wanted


def _dialect_misreads_raw_html_or_lone_header(dialect: Dialect, node: Table) -> bool:
    """Whether a dialect would show tags that are in a table, or takes one that is a header alone for none."""
    if dialect.table_bars and len(node.rows) == 1 and header_row_or_empty_list([list(node.rows[0].cells)]):
        return True
    return not dialect.islands_in_lines and any(isinstance(inner, model.RawBlock) for inner in walk([node]))


def is_complex(node: Table) -> bool:
    """Whether a table has spans, cells that hold anything but one paragraph, or headers outside of its first row."""
    cells = [cell for row in node.rows for cell in row.cells]
    if any(cell.rowspan > 1 or cell.colspan > 1 or not _is_empty_or_one_paragraph(cell) for cell in cells):
        return True
    first = node.rows[0].cells if node.rows else ()
    headed = all(cell.header for cell in first if cell.children)
    return any(cell.header and cell.children for cell in cells[len(first) if headed else 0 :])


def _is_empty_or_one_paragraph(cell: Cell) -> bool:
    return not cell.children or (len(cell.children) == 1 and isinstance(cell.children[0], Paragraph))


# As HTML


def _has_footnotes(node: Table) -> bool:
    """Whether marks or texts of footnotes stand in a table; HTML would part the one from the other."""
    return any(isinstance(inner, model.FootnoteReference | model.FootnoteDefinition) for inner in walk([node]))


def table_as_html(node: Table) -> str:
    """The table as an HTML block."""
    return escape_tistory_replacers(html.escape_empty_lines(html.blocks((node,))))


# As a list


def table_as_list(node: Table) -> Blocks:
    """A list with an item for each row: its first cell, and below it the others, each named by the header of its column.

    A cell that spans rows or columns stands in the first of them. The caption is a paragraph before.
    """
    grid = grid_of(node.rows, max_table_cells_allowed_with_blanks(node.rows))
    names = _column_names_or_empty(grid)
    rows = [_with_blank_cells_under_named_headers(grid[1], grid[0]), *grid[2:]] if names else grid
    items = tuple(item for row in rows if (item := _list_item_of_row(row, names)))
    caption = (Paragraph(node.caption),) if node.caption else ()
    return (*caption, BulletList(items)) if items else caption


def _column_names_or_empty(grid: Grid) -> list[Inlines]:
    """What the columns are called; nothing when there is no header, or one that is more than names."""
    head = header_row_or_empty_list(grid)
    if (
        len(grid) < 2
        or len(head) > TABLE_COLUMNS
        or not all(cell is None or _is_short_enough_for_column_name(cell) for cell in head)
    ):
        return []
    names: list[Inlines] = []
    for cell in head:
        names.append(_one_line_column_name(cell) if cell is not None else names[-1] if names else ())
    return names


def _is_short_enough_for_column_name(cell: Cell) -> bool:
    return not cell.children or (_is_empty_or_one_paragraph(cell) and 0 < len(plain_text(cell.children)) <= _LONGEST_NAME)


def _one_line_column_name(cell: Cell) -> Inlines:
    only = cell.children[0] if cell.children else None
    children = only.children if isinstance(only, Paragraph) else ()
    return tuple(Text(" ") if isinstance(child, model.HardBreak) else child for child in children)


_BLANK = Cell((Paragraph(()),))


def _with_blank_cells_under_named_headers(row: list[Cell | None], head: list[Cell | None]) -> list[Cell | None]:
    """The first row, in which every name of a column stands, even of one without any content."""
    pairs = zip_longest(row, head)
    return [cell if cell and cell.children else _BLANK if header and header.children else None for cell, header in pairs]


def _list_item_of_row(row: list[Cell | None], names: list[Inlines]) -> ListItem | None:
    pairs = zip_longest(row, names[: len(row)], fillvalue=())
    parts = [_with_column_name(cell.children, name) for cell, name in pairs if cell and cell.children]
    if not parts:
        return None
    first, *others = parts
    below = (BulletList(tuple(ListItem(part) for part in others)),) if others else ()
    return ListItem((*first, *below))


def _with_column_name(children: Blocks, name: Inlines) -> Blocks:
    """What a cell holds, behind its name."""
    if not name:
        return children
    first = children[0]
    if not isinstance(first, Paragraph):
        return (Paragraph((Strong(name), Text(":"))), *children)
    colon = Text(": " if first.children else ":")
    return (replace(first, children=(Strong(name), colon, *first.children)), *children[1:])
