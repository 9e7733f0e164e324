"""One post or source, in memory: `read`, `loads` and `dumps`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from convert.batch.reading import guess_reader_or_empty_or_raise, read_documents_completed_from_options
from convert.errors import ConvertError, FormatError, LimitError, SeveralError, SourceError, UsageError
from convert.formats import (
    is_writer_packing_into_binary_file,
    reader_and_options_or_raise,
    reader_names,
    writer_and_options_or_raise,
)
from convert.meta.unlikely_dates import report_unlikely_dates
from convert.model import Document
from convert.model.limits import DEFAULT, Limits
from convert.notices import Report, ignore
from convert.options import freeze_options_or_raise
from convert.plan.places import PostPlan
from convert.sources.evidence import Measurer, TextLimitingReport
from convert.sources.find import source_of
from convert.sources.size import check_node_count_and_text_size
from convert.sources.source import Source, without_controls_and_surrogates
from convert.transforms._run import apply_transforms

_EMPTY_PLAN = PostPlan()

_NODES_OF_CHARACTER = 16
"""More than any text has, whatever elements are left open in it; most posts need not be measured for that."""


def read(
    source: Path | Source, format: str | None = None, *, limits: Limits = DEFAULT, report: Report = ignore, **options: Any
) -> Iterator[Document]:
    """The posts in a file, or in bytes you give a name (`Source`).

    `format` names the reader; without it the content decides. `options` are the reader's. A `str` is never guessed to be a path
    or a text: it is a `TypeError`. Raises `SourceError` when nothing can be read, `FormatError` and `FrontMatterError` when it is
    not what it says, `UsageError` for a format or an option there is not, and, after the last post, `LimitError` for one over
    `post_bytes` or `post_nodes`; nobody looks at the clock.
    """
    if isinstance(source, Path):
        source = source_of(source)
    elif not isinstance(source, Source):
        raise TypeError(f"read takes a pathlib.Path or a convert.Source, not {type(source).__name__}; for text use convert.loads")
    name = format or guess_reader_or_empty_or_raise(source, str(options.get("encoding", ""))).reader
    if not name:
        raise SourceError(
            "no reader takes this for a post", source=source.name, hint=f"name its format: {', '.join(reader_names())}"
        )
    module, settings = reader_and_options_or_raise(name, freeze_options_or_raise(options))
    documents = read_documents_completed_from_options(
        module, source, settings, _report_refusing_posts_with_too_much_text(report, limits)
    )
    return _yield_all_but_oversized_then_raise(documents, source.name, limits, report)


def loads(text: str | bytes, format: str, *, limits: Limits = DEFAULT, report: Report = ignore, **options: Any) -> Document:
    """The one post in a text.

    `options` are the reader's. Raises `FormatError` when there is no post in it, `UsageError` when there are several, and what
    `read` raises.
    """
    module, settings = reader_and_options_or_raise(format, freeze_options_or_raise(options) if options else ())
    documents = read_documents_completed_from_options(
        module,
        _source_of_text_cleaned_if_unencodable(text, report),
        settings,
        _report_refusing_posts_with_too_much_text(report, limits),
    )
    document = next(documents, None)
    if document is None:
        raise FormatError(f"no {format} post in this text", hint="check the format")
    if next(documents, None) is not None:
        raise UsageError("several posts in this text", hint="use convert.read with a convert.Source")
    if len(text) > limits.post_nodes // _NODES_OF_CHARACTER:
        check_node_count_and_text_size(document, limits)
    report_unlikely_dates(document.meta, report)
    return document


def dumps(document: Document, format: str, *, report: Report = ignore, **options: Any) -> str:
    """A post as one text; for `hugo` the `index.md`. It was measured when it was read, and is written whatever its size.

    `options` are the writer's. Raises `UsageError` for a format or an option there is not, for a format that is no text, and for
    `shard_size`, since one post is in one text.
    """
    module, settings = writer_and_options_or_raise(format, freeze_options_or_raise(options) if options else ())
    if is_writer_packing_into_binary_file(format):
        raise UsageError(f"{format} is no text", hint=f"write a file, as in convert.convert(path, to={format!r}, output=...)")
    if getattr(settings, "shard_size", ""):
        raise UsageError("shard_size: one post is not in shards", hint="write files, as in convert.convert(..., shard_size=...)")
    return module.text(apply_transforms(document, _EMPTY_PLAN, settings, report), settings, report)


def _report_refusing_posts_with_too_much_text(report: Report, limits: Limits) -> Report:
    return report if isinstance(report, Measurer) else TextLimitingReport(report, limits)


def _yield_all_but_oversized_then_raise(
    documents: Iterator[Document], source: str, limits: Limits, report: Report
) -> Iterator[Document]:
    """The documents but for those that are too large, which are raised behind them with whatever else could not be read."""
    failed: list[ConvertError] = []
    try:
        for document in documents:
            try:
                check_node_count_and_text_size(document, limits)
            except LimitError as error:
                failed.append(error.within(source, document.origin.member))
                continue
            report_unlikely_dates(document.meta, report)
            yield document
    except ConvertError as error:
        if not failed:
            raise
        failed.extend(error.parts)
    if failed:
        raise SeveralError(failed) if len(failed) > 1 else failed[0]


def _source_of_text_cleaned_if_unencodable(text: str | bytes, report: Report) -> Source:
    if isinstance(text, bytes):
        return Source("text", text)
    try:
        return Source("text", text.encode(), text=text)
    except UnicodeEncodeError:
        text = without_controls_and_surrogates(text, report)
        return Source("text", text.encode(), text=text)
