"""A feed as a source: its entries, each with what is wrong with it, and the faults that left no entry."""

from collections.abc import Iterator

from msgspec.structs import replace

from convert.errors import N_, FormatError
from convert.notices import Notice, Report
from convert.options import ReaderOptions
from convert.readers._faults import Faults
from convert.readers.rss.encoding import NO_TEXT, decode_chunks_in_best_fitting_encoding
from convert.readers.rss.feed import Entry, Field, XmlFault, parse_entries_resuming_after_faults
from convert.sources.source import Source

_NO_TEXT = N_("bytes that are no text, each now U+FFFD")


def entries_of(source: Source, options: ReaderOptions, report: Report, faults: list[XmlFault]) -> Iterator[Entry]:
    """The entries in order. What is wrong with the XML goes to `faults`. Raises `SourceError` and `FormatError`."""
    try:
        for entry in parse_entries_resuming_after_faults(
            decode_chunks_in_best_fitting_encoding(source, options.encoding, report), faults
        ):
            yield _with_undecoded_replaced_and_problem_noted(entry)
    except FormatError as error:
        raise FormatError(error.message, source=source.name, hint=error.hint) from error


def make_faults(source: Source) -> Faults:
    """Where the faults of a feed are kept."""
    return Faults(source.name, N_("correct the XML, or save the feed again"))


def keep_faults_costing_entries_and_report_others(found: list[XmlFault], faults: Faults, report: Report) -> None:
    """Keep what was wrong with the XML: a fault cost the entry it was in, or, outside of all, nothing that is a post."""
    for fault in found:
        if fault.costs_entry:
            faults.keep_problem_to_raise_later(
                N_(f"{fault.problem}; what stands there is left out"), place=N_(f"line {fault.line}")
            )
        else:
            report(Notice("damaged-part", fault.problem, place=f"line {fault.line}"))


def _with_undecoded_replaced_and_problem_noted(entry: Entry) -> Entry:
    """An entry with U+FFFD where bytes were no text, which is a problem of the entry unless the feed says it of itself."""
    fields, feed = _replace_undecoded_in_fields(entry.fields), _replace_undecoded_in_fields(entry.feed)
    if fields is entry.fields and feed is entry.feed:
        return entry
    return replace(entry, fields=fields, feed=feed, problem="" if fields is entry.fields else _NO_TEXT)


def _replace_undecoded_in_fields(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    if not any(NO_TEXT in text for field in fields for text in (field.text, *field.attributes.values())):
        return fields
    return tuple(
        Field(
            field.name,
            _replace_undecoded(field.text),
            {name: _replace_undecoded(value) for name, value in field.attributes.items()},
        )
        for field in fields
    )


def _replace_undecoded(text: str) -> str:
    return text.replace(NO_TEXT, "\ufffd")
