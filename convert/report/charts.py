"""Small charts as SVG, made where the page is made: bars, each with its name and its number."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

_HEIGHT = 96
"""Units of the highest bar; a unit is a pixel where the chart is as wide as it is drawn."""

_STEP, _BAR = 28, 20
"""Units from one bar to the next, and of a bar."""


class Bar(Struct, frozen=True):
    """A column: what it is of, how many, and where it stands and how high it is, in units of the chart."""

    name: str
    count: int
    x: int
    y: float
    height: float


class Columns(Struct, frozen=True):
    """Columns beside each other, and how large the chart is."""

    bars: tuple[Bar, ...]
    width: int
    height: int = _HEIGHT
    bar_width: int = _BAR


def columns_of_years(counts: Iterable[tuple[str, int]], most: int = 30) -> Columns:
    """A column for each year, from the first to the last, those without posts too; of many the last."""
    by_year = dict(counts)
    years = sorted(int(year) for year in by_year if year)
    named = [str(year) for year in range(years[0], years[-1] + 1)][-most:] if years else []
    return _columns([(year, by_year.get(year, 0)) for year in named])


def _columns(counts: Sequence[tuple[str, int]]) -> Columns:
    highest = max([count for _, count in counts], default=1) or 1
    bars = []
    for number, (name, count) in enumerate(counts):
        height = round(max(_HEIGHT * count / highest, 2 if count else 0), 1)
        bars.append(Bar(name, count, number * _STEP, _HEIGHT - height, height))
    return Columns(tuple(bars), max(1, len(bars)) * _STEP)


def percentages(counts: Sequence[int]) -> list[float]:
    """How long each of several rows is beside the longest, in percent; what is there at all can be seen."""
    longest = max(counts, default=1) or 1
    return [round(max(100 * count / longest, 1 if count else 0), 1) for count in counts]
