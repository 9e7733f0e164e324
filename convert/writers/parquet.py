"""Parquet: one post a row, with the columns of JSON Lines and a type for each from the first row on.

A row waits as its line of JSON Lines until there are enough for a row group, so that what is held has a bound.
"""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

from convert.errors import UsageError
from convert.model import Document
from convert.notices import Report
from convert.record import arrow_schema
from convert.sources.packing import Pack
from convert.sources.source import File
from convert.writers import jsonl
from convert.writers.jsonl import column_names, json_line_with_newline, post_columns, report_unsaid_visibility

if TYPE_CHECKING:
    import pyarrow

JOINED = True
EXTENSION = ".parquet"

_GROUP_BYTES = 16 << 20
"""Bytes of lines that become a row group."""


class Options(jsonl.Options, frozen=True, kw_only=True):
    """Those of JSON Lines, whose columns these are."""


def text(document: Document, options: Options, report: Report) -> str:
    """A row as a line of JSON Lines, of which `packing` makes the table."""
    report_unsaid_visibility(document.meta, column_names(options), report)
    return json_line_with_newline(post_columns(document, options, report))


def write(document: Document, place: str, options: Options, report: Report) -> Iterator[File]:
    """The post's row; the batch joins them in one table."""
    yield File(place + EXTENSION, text(document, options, report).encode())


def packing(options: Options) -> Pack:
    """How rows become a table. Raises `UsageError` where pyarrow is not installed."""
    try:
        schema = arrow_schema(columns=options.columns)
    except ModuleNotFoundError as error:
        raise UsageError("Parquet needs a package more", hint="pip install pyarrow") from error
    return partial(_TableOfLines, schema)


class _TableOfLines:
    """A table in a stream, made of lines a row group at a time."""

    def __init__(self, schema: "pyarrow.Schema", stream: BinaryIO) -> None:
        from pyarrow.parquet import ParquetWriter

        self._schema = schema
        self._writer = ParquetWriter(stream, schema, compression="zstd", compression_level=3)
        self._lines: list[bytes] = []
        self._waiting = 0

    def write(self, data: bytes) -> None:
        """Take a line."""
        self._lines.append(data)
        self._waiting += len(data)
        if self._waiting >= _GROUP_BYTES:
            self._write_row_group()

    def close(self) -> None:
        """Write what is left, and what says where everything is."""
        if self._lines:
            self._write_row_group()
        self._writer.close()

    def _write_row_group(self) -> None:
        import pyarrow

        rows: list[dict[str, Any]] = [msgspec.json.decode(line) for line in self._lines]
        self._writer.write_table(pyarrow.Table.from_pylist(rows, schema=self._schema), row_group_size=len(rows))
        self._lines, self._waiting = [], 0
