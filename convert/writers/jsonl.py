"""JSON Lines: one post a line, for corpora and programs, with the exact document inside."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any

import msgspec
from msgspec import Struct

from convert import __version__, model
from convert import lazy_re as re
from convert.model import Document, Meta, Timestamp, Visibility
from convert.model.limits import LOADED_LINE_BYTES
from convert.model.walk import plain_text, walk
from convert.notices import Collected, Notice, Report, ignore
from convert.record import MARKS, SCHEMA_VERSION, ImageColumn, NoticeColumn, Record
from convert.sources.source import File
from convert.writers import _html as html
from convert.writers import markdown
from convert.writers._columns import ColumnsOption, check_column_names
from convert.writers._options import MarkdownOptions
from convert.writers._secret_comments import SecretCommentsOption, with_comments_without_contact_data_blanking_secrets
from convert.writers._shard_size import ShardSizeOption, parse_shard_bytes_or_zero_or_raise

JOINED = True
EXTENSION = ".jsonl"

_ENCODER = msgspec.json.Encoder()
_BLOG = re.compile(r"https?://([\w-]+)\.tistory\.com(?:/|$)", re.IGNORECASE)
_UTF8_BYTES = 4
"""Bytes a character has at the most."""

_SHOW_UNKNOWN = MARKS | {"visibility", "document"}
"""Without any of these columns a line is read as one of others is, which is for everybody unless it says otherwise."""

_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
"""Characters that end a line for Python's `splitlines` and others, though not for JSON."""


class Options(MarkdownOptions, frozen=True, kw_only=True):
    """Which columns a line has, how `markdown` looks, and what `document` holds of comments."""

    secret_comments: SecretCommentsOption = "drop"
    columns: ColumnsOption = ()
    shard_size: ShardSizeOption = ""

    def __post_init__(self) -> None:
        """Raise `UsageError` for a column there is not, and for what is no size."""
        super().__post_init__()
        check_column_names(self.columns)
        parse_shard_bytes_or_zero_or_raise(self.shard_size)


def text(document: Document, options: Options, report: Report) -> str:
    """One line with its line end."""
    report_unsaid_visibility(document.meta, column_names(options), report)
    line = json_line_with_newline(post_columns(document, options, report))
    if len(line) > LOADED_LINE_BYTES // _UTF8_BYTES and (size := len(line.encode())) > LOADED_LINE_BYTES:
        report(Notice("long-line", f"{size / 1_000_000:.0f} MB"))
    return line


def report_unsaid_visibility(meta: Meta, columns: tuple[str, ...], report: Report) -> None:
    """Name a post that may not be for everybody where no column says so."""
    is_unsaid = (meta.visibility in ("private", "protected") and "visibility" not in columns) or (
        meta.draft and "draft" not in columns
    )
    if is_unsaid or (meta.visibility == "unknown" and _SHOW_UNKNOWN.isdisjoint(columns)):
        report(Notice("unsaid-visibility"))


def visibility_or_unknown_if_draft_without_draft_column(meta: Meta, columns: tuple[str, ...]) -> Visibility:
    """Who may read a post, in a line with these columns. Of a draft `public` alone would say that everybody may read it now."""
    return "unknown" if meta.draft and meta.visibility == "public" and "draft" not in columns else meta.visibility


def json_line_with_newline(columns: Struct | dict[str, Any]) -> str:
    """Columns as one line with its line end, and with no other character any program takes for one."""
    text = _ENCODER.encode(columns).decode()
    return _LINE_ENDS.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def write(document: Document, place: str, options: Options, report: Report) -> Iterator[File]:
    """The post's line; the batch joins them in one file."""
    yield File(place + EXTENSION, text(document, options, report).encode())


def column_names(options: Options) -> tuple[str, ...]:
    """The columns of a line, in their order."""
    return options.columns or Record.__struct_fields__


def post_columns(document: Document, options: Options, report: Report) -> dict[str, Any]:
    """The columns of a post that are asked for. A `Collected` report gives the notices so far, those of the other columns too."""
    columns: dict[str, Any] = dict.fromkeys(column_names(options))
    for name in columns:
        if name != "notices":
            columns[name] = _COLUMNS[name](document, options, report)
    if "notices" in columns:
        columns["notices"] = _notice_columns(report)
    return columns


@lru_cache(maxsize=16)
def options_of_markdown_column(options: Options) -> markdown.Options:
    """How the writer of Markdown is told to write the column `markdown`."""
    given = {field: getattr(options, field) for field in MarkdownOptions.__struct_fields__}
    return markdown.Options(**given, front_matter=False)


def post_id(document: Document) -> str:
    """What a post is called in every run: by its number in the blog, else by the hash of its source."""
    blog = _BLOG.match(document.meta.url)
    if blog and document.meta.entry_id:
        return f"tistory:{blog[1].lower()}/{document.meta.entry_id}"
    origin = document.origin
    digest = origin.sha256 or hashlib.sha256(_ENCODER.encode(document)).hexdigest()
    return f"sha256:{digest}{'#' + origin.member if origin.member else ''}"


def format_timestamp(timestamp: Timestamp | None) -> str:
    """A date as a column has it: RFC 3339 with a fraction of the second.

    Without one Arrow takes a column for times, and then none may be empty.
    """
    value: datetime | None = timestamp.value if timestamp else None
    if value is None:
        return ""
    return value.isoformat(timespec="microseconds" if value.microsecond % 1000 else "milliseconds")


def _image_columns(document: Document) -> list[ImageColumn]:
    found = (node for node in walk(document.children) if isinstance(node, model.Image))
    return [ImageColumn(image.url, image.alt, image.name) for image in found]


def _notice_columns(report: Report) -> list[NoticeColumn]:
    if not isinstance(report, Collected):
        return []
    return [NoticeColumn(notice.level, notice.kind, notice.detail, notice.count) for notice in report.notices()]


def _markdown_column(document: Document, options: Options, report: Report) -> str:
    """The body. What Markdown cannot say is no loss where the column `document` says it."""
    reports = ignore if "document" in column_names(options) else report
    return markdown.text(document, options_of_markdown_column(options), reports)


def _document_column_without_private_data(document: Document, options: Options, report: Report) -> str:
    return _ENCODER.encode(
        with_comments_without_contact_data_blanking_secrets(document, options.secret_comments, report)
    ).decode()


def _unix_time(timestamp: Timestamp | None) -> int:
    return int(timestamp.value.timestamp()) if timestamp else 0


_COLUMNS: dict[str, Callable[[Document, Options, Report], Any]] = {
    "schema_version": lambda document, options, report: SCHEMA_VERSION,
    "id": lambda document, options, report: post_id(document),
    "text": lambda document, options, report: plain_text(document.children) or document.meta.title,
    "title": lambda document, options, report: document.meta.title,
    "date": lambda document, options, report: format_timestamp(document.meta.date),
    "date_unix": lambda document, options, report: _unix_time(document.meta.date),
    "date_assumed": lambda document, options, report: document.meta.date is not None and document.meta.date.assumed,
    "lastmod": lambda document, options, report: format_timestamp(document.meta.lastmod),
    "slug": lambda document, options, report: document.meta.slug,
    "url": lambda document, options, report: document.meta.url,
    "aliases": lambda document, options, report: document.meta.aliases,
    "entry_id": lambda document, options, report: document.meta.entry_id,
    "categories": lambda document, options, report: document.meta.categories,
    "tags": lambda document, options, report: document.meta.tags,
    "kind": lambda document, options, report: document.meta.kind,
    "visibility": lambda document, options, report: visibility_or_unknown_if_draft_without_draft_column(
        document.meta, column_names(options)
    ),
    "draft": lambda document, options, report: document.meta.draft,
    "author": lambda document, options, report: document.meta.author,
    "summary": lambda document, options, report: document.meta.summary,
    "cover": lambda document, options, report: document.meta.cover,
    "lang": lambda document, options, report: document.meta.lang,
    "markdown": _markdown_column,
    "html": lambda document, options, report: html.blocks(document.children),
    "images": lambda document, options, report: _image_columns(document),
    "notices": lambda document, options, report: _notice_columns(report),
    "source_format": lambda document, options, report: document.origin.format,
    "source_path": lambda document, options, report: document.origin.path,
    "source_member": lambda document, options, report: document.origin.member,
    "source_sha256": lambda document, options, report: document.origin.sha256,
    "converter": lambda document, options, report: f"blogconvert {__version__}",
    "extra": lambda document, options, report: _ENCODER.encode(document.meta.extra).decode(),
    "document": _document_column_without_private_data,
}
"""What each column of a `Record` holds. One that nobody asks for is not made."""
