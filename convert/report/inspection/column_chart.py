"""Rows that follow on each other, such as years, drawn as columns: figures for an SVG."""

from msgspec import Struct

from convert.report.inspection.tables import Table

_HEIGHT = 160
_TOP = 20
_BOTTOM = 24
_STEP = 46
_WIDTH = 30
"""Pixels: of the whole, above and below the columns, from one to the next, and of one."""

_MOST = 40
"""Columns that can be told apart; of more the last."""


class Column(Struct, frozen=True):
    """One row: where it stands, and what stands below and above it."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    label: str
    count: str


class ColumnChart(Struct, frozen=True):
    """All of them, in a box of this size."""

    width: int
    height: int
    columns: tuple[Column, ...]


def column_chart_of(table: Table) -> ColumnChart | None:
    """The rows of a table that are called by a number, as columns; None for fewer than two."""
    numbered = [row for row in table.rows if str(row[0]).isdecimal()][-_MOST:]
    rows = [(str(row[0]), value) for row in numbered if isinstance(value := row[table.bars], int)]
    highest = max((value for label, value in rows), default=0)
    if len(rows) < 2 or not highest:
        return None
    drawn = _HEIGHT - _TOP - _BOTTOM
    columns = []
    for place, (label, value) in enumerate(rows):
        height = round(max(1.0, drawn * value / highest), 1)
        x = place * _STEP + (_STEP - _WIDTH) / 2
        columns.append(Column(x, _TOP + drawn - height, _WIDTH, height, x + _WIDTH / 2, label, f"{value:,}"))
    return ColumnChart(len(rows) * _STEP, _HEIGHT, tuple(columns))
