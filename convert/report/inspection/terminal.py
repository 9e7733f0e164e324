"""Tables as text: drawn by rich on a terminal, and lines of aligned columns where nobody looks."""

import io
from collections.abc import Iterator, Sequence

from convert import lazy_re as re
from convert.report.inspection.tables import Table, Value
from convert.report.words import ngettext

_ROWS = 12
"""Rows of a table that are printed."""

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_WIDEST = 60
"""Columns of a terminal that a text takes where nobody looks, before it is cut."""


def aligned_plain_text_lines(tables: Sequence[Table]) -> Iterator[str]:
    """The tables as lines of text. A letter of Korean is two columns wide."""
    for table in tables:
        yield table.title
        yield from (f"  {line}" for line in _aligned_lines(table.with_rows_past_most_only_counted(_ROWS)))
        if rest := _hidden_in_words(table.with_rows_past_most_only_counted(_ROWS)):
            yield f"  {rest}"
        if table.about:
            yield f"  {table.about}"
        yield ""


def _aligned_lines(table: Table) -> Iterator[str]:
    from rich.cells import cell_len

    rows = [table.columns, *([_printable_cell_text_cut_if_wide(value) for value in row] for row in table.rows)]
    widths = [max(cell_len(row[place]) for row in rows) for place in range(len(table.columns))]
    for row in rows:
        cells = (
            f"{' ' * (width - cell_len(text))}{text}"
            if table.is_column_of_numbers(place)
            else f"{text}{' ' * (width - cell_len(text))}"
            for place, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()


def _printable_cell_text_cut_if_wide(value: Value) -> str:
    from rich.cells import cell_len, set_cell_size

    text = _as_printable(f"{value:,}" if isinstance(value, int) else value)
    return text if cell_len(text) <= _WIDEST else f"{set_cell_size(text, _WIDEST - 1).rstrip()}…"


def _as_printable(text: str) -> str:
    """A text that stays one line, and harmless to a terminal, whatever a post holds."""
    return _UNPRINTABLE.sub(" ", text)


def _hidden_in_words(table: Table) -> str:
    if not table.hidden:
        return ""
    return ngettext(
        "and 1 row more; --format json or --html has it", "and {count} rows more; --format json or --html has them", table.hidden
    ).format(count=table.hidden)


def tables_drawn_by_rich(tables: Sequence[Table], width: int, *, is_coloured: bool) -> str:
    """The tables as rich draws them for a terminal of this width."""
    from rich.console import Console

    stream = io.StringIO()
    console = Console(file=stream, width=width, force_terminal=is_coloured, highlight=False, emoji=False, markup=False)
    for table in tables:
        console.print(_rich_table(table.with_rows_past_most_only_counted(_ROWS)))
        for line in filter(None, (_hidden_in_words(table.with_rows_past_most_only_counted(_ROWS)), table.about)):
            console.print(line, style="dim")
        console.print()
    return stream.getvalue()


def _rich_table(table: Table) -> object:
    from rich import box
    from rich.table import Table as RichTable
    from rich.text import Text

    drawn = RichTable(title=Text(table.title, style="bold"), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for place, name in enumerate(table.columns):
        drawn.add_column(Text(name), justify="right" if table.is_column_of_numbers(place) else "left", overflow="fold")
    for row in table.rows:
        drawn.add_row(*(Text(_as_printable(f"{value:,}" if isinstance(value, int) else value)) for value in row))
    return drawn
