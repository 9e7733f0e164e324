"""Tables as people see them, whatever shows them: a terminal, a pipe, a page."""

from typing import TypeAlias

from msgspec import Struct

Value: TypeAlias = str | int
"""What stands in a cell. A number is put right."""


class Table(Struct, frozen=True):
    """Rows under a heading, in the language of the run.

    `about` says what they are and why, `columns` name what is in each. `bars` is the place of the number a row may be drawn by,
    -1 for none. `hidden` are rows there are besides these.
    """

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    about: str = ""
    bars: int = -1
    hidden: int = 0

    def with_rows_past_most_only_counted(self, max_rows: int) -> "Table":
        """The table with no more rows than that."""
        from msgspec.structs import replace

        more = len(self.rows) - max_rows
        return replace(self, rows=self.rows[:max_rows], hidden=self.hidden + more) if more > 0 else self

    @property
    def has_three_or_more_text_columns(self) -> bool:
        """Whether it takes the whole width of a page: three columns of text do."""
        return sum(not self.is_column_of_numbers(place) for place in range(len(self.columns))) >= 3

    def is_column_of_numbers(self, column: int) -> bool:
        """Whether a column holds numbers."""
        return bool(self.rows) and isinstance(self.rows[0][column], int)
