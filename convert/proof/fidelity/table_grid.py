"""Where each cell of a table stands, with cells beside and above it that reach further than their own."""

from collections import deque

from selectolax.lexbor import LexborNode


class TableGrid:
    """The cells of an open table. Rows are counted where something is in them, since a header may be empty."""

    def __init__(self, seen: int) -> None:
        self._row = -1
        self._column = 0
        self._filled = 0
        self._seen = seen
        self._tall: list[tuple[int, int, int]] = []
        """Where each cell begins and ends that reaches into rows below its own, and the first row it does not reach."""
        self._covered: deque[tuple[int, int]] = deque()
        """What those of earlier rows cover of this one, from the cell on that was placed last."""

    def begin_row(self, items_seen_before: int) -> None:
        """The next row; `items_seen_before` is how much of the page has been seen before it."""
        self._filled += items_seen_before > self._seen and self._row >= 0
        self._seen = items_seen_before
        self._row += 1
        self._column = 0
        self._tall = [cell for cell in self._tall if cell[2] > self._row]
        self._covered = deque(sorted([(start, end) for start, end, _ in self._tall]))

    def place_next_cell(self, colspan: int, rowspan: int) -> tuple[int, int]:
        """Row and column, from 1, of the next cell, which covers so many columns and rows."""
        while self._covered and self._covered[0][0] <= self._column:
            self._column = max(self._column, self._covered.popleft()[1])
        column = self._column
        self._column += colspan
        if rowspan > 1:
            self._tall.append((column, column + colspan, self._row + rowspan))
        return self._filled + 1, column + 1


def read_cell_span(cell: LexborNode, name: str) -> int:
    """How many columns (`colspan`) or rows (`rowspan`) a cell covers, from 1 to 1,000; else 1."""
    value = (cell.attributes.get(name) or "1").strip()
    return max(1, min(1000, int(value))) if value.isdecimal() and len(value) < 9 else 1
