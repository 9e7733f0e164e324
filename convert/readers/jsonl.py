"""JSON Lines as this program writes them, or others with the same columns."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from convert.errors import FormatError
from convert.model import Blocks, Document, Meta, Origin, Paragraph, Text, Timestamp
from convert.notices import Report
from convert.options import ReaderOptions
from convert.record import Record
from convert.source import Source, decode

EXTENSIONS = (".jsonl", ".ndjson")


class Options(ReaderOptions, frozen=True, kw_only=True):
    """Only what every reader can be told."""


def guess(source: Source) -> int:
    """By the file's name, or by a first line that is an object with our columns."""
    first = source.data.lstrip()[:1]
    if source.file_name.lower().endswith(EXTENSIONS):
        return 95 if first == b"{" else 40
    return 80 if first == b"{" and b'"schema_version":' in source.data[:200] else 0


def read(source: Source, options: Options, report: Report) -> Iterator[Document]:
    """One document a line. Bad lines do not stop the others: after the last, `FormatError` names them with their numbers."""
    is_utf8 = options.encoding.lower() in ("", "utf-8", "utf8")
    data = source.data if is_utf8 else decode(source, report, options.encoding).encode()
    bad: list[str] = []
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            yield _document(msgspec.json.decode(line, type=Record), source, number, options, report)
        except (msgspec.DecodeError, ValueError) as error:
            bad.append(f"line {number}: {error}")
    if bad:
        more = f" (and {len(bad) - 1} more)" if len(bad) > 1 else ""
        raise FormatError(f"{bad[0]}{more}", source=source.name, hint="correct the line, or take it out")


def _document(record: Record, source: Source, number: int, options: Options, report: Report) -> Document:
    if record.document:
        return msgspec.json.decode(record.document, type=Document)
    origin = Origin("jsonl", source.name, str(number), source.sha256)
    return Document(_meta(record, options), _body(record, report), origin=origin)


def _body(record: Record, report: Report) -> Blocks:
    """The best body there is: Markdown, else HTML, else text."""
    if record.markdown:
        from convert.readers.markdown import read_blocks

        return read_blocks(record.markdown, report)
    if record.html:
        from convert.readers.tistory import read_body

        return read_body(record.html, report)[0]
    return tuple(Paragraph((Text(" ".join(part.split())),)) for part in record.text.split("\n\n") if part.strip())


def _meta(record: Record, options: Options) -> Meta:
    extra: dict[str, Any] = msgspec.json.decode(record.extra, type=dict[str, Any])
    return Meta(
        title=record.title,
        date=_moment(record.date, options, record.date_assumed),
        lastmod=_moment(record.lastmod, options),
        slug=record.slug,
        url=record.url,
        aliases=tuple(record.aliases),
        entry_id=record.entry_id,
        categories=tuple(tuple(path) for path in record.categories),
        tags=tuple(record.tags),
        visibility=msgspec.convert(record.visibility, type=Meta.__annotations__["visibility"]),
        draft=record.draft,
        author=record.author,
        summary=record.summary,
        cover=record.cover,
        lang=record.lang,
        extra=extra,
    )


def _moment(text: str, options: Options, assumed: bool = False) -> Timestamp | None:
    """An ISO date; one without offset is in the zone of the options."""
    if not text:
        return None
    value = datetime.fromisoformat(text)
    if value.tzinfo is None:
        return Timestamp(value.replace(tzinfo=ZoneInfo(options.timezone)), True)
    return Timestamp(value, assumed)
