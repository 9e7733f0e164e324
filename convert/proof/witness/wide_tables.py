"""Pipe tables with thousands of columns as many narrow ones, since a parser takes the square of the width of each.

Words and cells stay in their order, row by row, so that a page shows the same. No table of a real post is so wide.
"""

from collections.abc import Iterator, Sequence

from convert import lazy_re as re
from convert.model.limits import TABLE_COLUMNS

_DELIMITER_ROW = re.compile(r"[ \t>]*+(?:\|[ \t]*+)?+(?::?+-++:?+[ \t]*+\|[ \t]*+)++(?::?+-++:?+[ \t]*+)?+\Z")
_FENCE = re.compile(r"[ \t>]*+(`{3,}+|~{3,}+)")
_MARGIN = re.compile(r"[ \t>]*+((?:[-+*]|[0-9]{1,9}+[.)])[ \t]++[ \t>]*+)*+")
"""What stands before a row in containers; before its head also the marks of items."""

_CELL_END = re.compile(r"(?<!\\)\|")
"""What ends a cell, also within code (GFM 0.29, section 4.10)."""


def with_wide_tables_in_pieces(markdown: str) -> str:
    """Markdown in which each row of a table with too many columns is tables of its own, of as many columns as are allowed."""
    if markdown.count("|") < TABLE_COLUMNS:
        return markdown
    return "\n".join(_lines_with_wide_tables_in_pieces(markdown.split("\n")))


def _lines_with_wide_tables_in_pieces(lines: list[str]) -> Iterator[str]:
    fence, number = "", 0
    while number < len(lines):
        head, delimiters, *_ = (*lines[number : number + 2], "")
        if fence or not _is_head_of_wide_table(head, delimiters):
            fence = _open_fence_behind_line_or_empty(head, fence)
            yield head
            number += 1
            continue
        end = number + 2
        while end < len(lines) and "|" in lines[end]:
            end += 1
        yield from _rows_as_narrow_tables(head, delimiters, lines[number + 2 : end])
        number = end


def _is_head_of_wide_table(line: str, delimiters: str) -> bool:
    if delimiters.count("|") < TABLE_COLUMNS or _DELIMITER_ROW.match(delimiters) is None:
        return False
    return TABLE_COLUMNS < len(_cells_of_row(delimiters)) == len(_cells_of_row(line))


def _open_fence_behind_line_or_empty(line: str, fence: str) -> str:
    found = _FENCE.match(line)
    if found is None:
        return fence
    if not fence:
        return found[1]
    return "" if found[1].startswith(fence) else fence


def _rows_as_narrow_tables(head: str, delimiters: str, rows: Sequence[str]) -> Iterator[str]:
    """Each row as heads of tables that have no more; a row has no more cells than its table has columns."""
    columns = len(_cells_of_row(delimiters))
    before, between = _margin_of_row(head), _margin_of_row(delimiters)
    for row in (head, *rows):
        cells = _cells_of_row(row)[:columns]
        for start in range(0, len(cells), TABLE_COLUMNS):
            some = cells[start : start + TABLE_COLUMNS]
            yield f"{before}|{'|'.join(some)}|"
            yield f"{between}{'|-' * len(some)}|"
            yield between
            before = between


def _cells_of_row(row: str) -> list[str]:
    cells = _CELL_END.split(row[len(_margin_of_row(row)) :].rstrip().removeprefix("|"))
    return cells if cells[-1] else cells[:-1]


def _margin_of_row(row: str) -> str:
    found = _MARGIN.match(row)
    return found[0] if found else ""
