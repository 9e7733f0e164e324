"""A feed as a source: its entries, and the error that names what was wrong with it."""

from collections.abc import Iterator

from convert.errors import FormatError
from convert.notices import Report
from convert.options import ReaderOptions
from convert.readers.rss.encoding import chunks
from convert.readers.rss.feed import GIVEN_UP, Entry, Fault, entries
from convert.source import Source


def entries_of(source: Source, options: ReaderOptions, report: Report, faults: list[Fault]) -> Iterator[Entry]:
    """The entries in order. What is wrong with the XML goes to `faults`. Raises `SourceError` and `FormatError`."""
    try:
        yield from entries(chunks(source, options.encoding, report), faults)
    except FormatError as error:
        raise FormatError(error.message, source=source.name, hint=error.hint) from error


_NAMED = 10
"""Faults that are named."""


def error_of(faults: list[Fault], source: Source) -> FormatError:
    """The error for what was wrong; its lines are named."""
    return FormatError(_problems(faults), source=source.name, hint="correct the XML, or save the feed again")


def _problems(faults: list[Fault]) -> str:
    given_up = faults[-1].problem == GIVEN_UP
    first, *others = faults[:-1] if given_up else faults
    named = ", ".join(str(fault.line) for fault in others[:_NAMED])
    also = f" (also bad: {'line' if len(others) == 1 else 'lines'} {named}{' and more' if len(others) > _NAMED else ''})"
    behind = f"; from line {faults[-1].line} on, {GIVEN_UP}" if given_up else ""
    return f"line {first.line}: {first.problem}; what stands there is left out{also if others else ''}{behind}"
