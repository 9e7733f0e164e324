"""Charts drawn where a page is made: figures for an SVG."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

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
    count: int


class ColumnChart(Struct, frozen=True):
    """Columns beside each other, in a box of this size."""

    width: int
    height: int
    columns: tuple[Column, ...]


def chart_of_years(counts: Mapping[str, int]) -> ColumnChart | None:
    """Posts by year (empty for none), with years between that have none; of very many the last. None for fewer than two."""
    years = sorted(int(year) for year in counts if year)
    if len(years) < 2:
        return None
    rows = [(str(year), counts.get(str(year), 0)) for year in range(years[0], years[-1] + 1)][-_MOST:]
    heights = _column_heights_in_drawing_units([count for _year, count in rows])
    columns = [
        _column(place, label, count, height) for place, ((label, count), height) in enumerate(zip(rows, heights, strict=True))
    ]
    return ColumnChart(len(rows) * _STEP, _HEIGHT, tuple(columns))


def _column_heights_in_drawing_units(counts: Sequence[int]) -> list[float]:
    drawn = _HEIGHT - _TOP - _BOTTOM
    return [round(drawn * percent / 100, 1) for percent in percentages_of_longest(counts)]


def _column(place: int, label: str, count: int, height: float) -> Column:
    x = place * _STEP + (_STEP - _WIDTH) / 2
    return Column(x, round(_HEIGHT - _BOTTOM - height, 1), _WIDTH, height, x + _WIDTH / 2, label, count)


def percentages_of_longest(counts: Sequence[int]) -> list[float]:
    """How long each of several rows is beside the longest, in percent; what is there at all can be seen."""
    longest = max(counts, default=1) or 1
    return [round(max(100 * count / longest, 1 if count else 0), 1) for count in counts]
