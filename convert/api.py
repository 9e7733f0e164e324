"""One post or source, in memory: `read`, `loads` and `dumps`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from convert.batch.reading import guess_reader_refusing_binary, read_documents_with_meta_table
from convert.errors import FormatError, SourceError, UsageError
from convert.formats import freeze_options, reader_and_options, reader_names, writer_and_options
from convert.meta.unlikely_dates import report_unlikely_dates
from convert.model import Document
from convert.notices import Report, ignore
from convert.plan.places import PostPlan
from convert.sources.find import source_of
from convert.sources.source import Source, without_controls_and_surrogates
from convert.transforms._run import apply_transforms

_EMPTY_PLAN = PostPlan()


def read(source: Path | Source, format: str | None = None, *, report: Report = ignore, **options: Any) -> Iterator[Document]:
    """The posts in a file, or in bytes you give a name (`Source`).

    `format` names the reader; without it the content decides. `options` are the reader's. A `str` is never guessed to be a path
    or a text: it is a `TypeError`. Raises `SourceError` when nothing can be read, `FormatError` and `FrontMatterError` when it is
    not what it says, `UsageError` for a format or an option there is not.
    """
    if isinstance(source, Path):
        source = source_of(source)
    elif not isinstance(source, Source):
        raise TypeError(f"read takes a pathlib.Path or a convert.Source, not {type(source).__name__}; for text use convert.loads")
    name = format or guess_reader_refusing_binary(source).reader
    if not name:
        raise SourceError(
            "no reader takes this for a post", source=source.name, hint=f"name its format: {', '.join(reader_names())}"
        )
    module, settings = reader_and_options(name, freeze_options(options))
    return _with_unlikely_dates_reported(read_documents_with_meta_table(module, source, settings, report), report)


def loads(text: str | bytes, format: str, *, report: Report = ignore, **options: Any) -> Document:
    """The one post in a text.

    `options` are the reader's. Raises `FormatError` when there is no post in it, `UsageError` when there are several, and what
    `read` raises.
    """
    module, settings = reader_and_options(format, freeze_options(options) if options else ())
    documents = read_documents_with_meta_table(module, _source_of_text(text, report), settings, report)
    document = next(documents, None)
    if document is None:
        raise FormatError(f"no {format} post in this text", hint="check the format")
    if next(documents, None) is not None:
        raise UsageError("several posts in this text", hint="use convert.read with a convert.Source")
    report_unlikely_dates(document.meta, report)
    return document


def dumps(document: Document, format: str, *, report: Report = ignore, **options: Any) -> str:
    """A post as one text; for `hugo` the `index.md`.

    `options` are the writer's. Raises `UsageError` for a format or an option there is not.
    """
    module, settings = writer_and_options(format, freeze_options(options) if options else ())
    return module.text(apply_transforms(document, _EMPTY_PLAN, settings, report), settings, report)


def _with_unlikely_dates_reported(documents: Iterator[Document], report: Report) -> Iterator[Document]:
    for document in documents:
        report_unlikely_dates(document.meta, report)
        yield document


def _source_of_text(text: str | bytes, report: Report) -> Source:
    if isinstance(text, bytes):
        return Source("text", text)
    try:
        return Source("text", text.encode(), text=text)
    except UnicodeEncodeError:
        text = without_controls_and_surrogates(text, report)
        return Source("text", text.encode(), text=text)
