"""JSON Lines: one post a line, for corpora and programs, with the exact document inside."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

import msgspec
from msgspec import Struct

from convert import __version__, model
from convert import lazy_re as re
from convert.model import Document, Timestamp
from convert.model.walk import plain_text, walk
from convert.notices import Collected, Report, ignore
from convert.record import ImageColumn, NoticeColumn, Record
from convert.sources.source import File
from convert.writers import _html as html
from convert.writers import markdown
from convert.writers._options import MarkdownOptions
from convert.writers._secret_comments import SecretCommentsOption, without_private_comment_data

JOINED = True
EXTENSION = ".jsonl"

_ENCODER = msgspec.json.Encoder()
_BLOG = re.compile(r"https?://([\w-]+)\.tistory\.com(?:/|$)", re.IGNORECASE)
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
"""Characters that end a line for Python's `splitlines` and others, though not for JSON."""


class Options(MarkdownOptions, frozen=True, kw_only=True):
    """How the column `markdown` looks, and what `document` holds of comments; the other columns are always the same."""

    secret_comments: SecretCommentsOption = "drop"


def text(document: Document, options: Options, report: Report) -> str:
    """One line with its line end."""
    return json_line(post_record(document, options, report))


def json_line(columns: Struct) -> str:
    """Columns as one line with its line end, and with no other character any program takes for one."""
    text = _ENCODER.encode(columns).decode()
    return _LINE_ENDS.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def write(document: Document, place: str, options: Options, report: Report) -> Iterator[File]:
    """The post's line; the batch joins them in one file."""
    yield File(place + EXTENSION, text(document, options, report).encode())


def post_record(document: Document, options: Options, report: Report) -> Record:
    """The columns of a post. A `Collected` report gives the notices so far."""
    meta = document.meta
    told = without_private_comment_data(document, options.secret_comments, report)
    return Record(
        id=post_id(document),
        text=plain_text(document.children) or meta.title,
        title=meta.title,
        date=format_timestamp(meta.date),
        date_unix=int(meta.date.value.timestamp()) if meta.date else 0,
        date_assumed=meta.date.assumed if meta.date else False,
        lastmod=format_timestamp(meta.lastmod),
        slug=meta.slug,
        url=meta.url,
        aliases=list(meta.aliases),
        entry_id=meta.entry_id,
        categories=[list(path) for path in meta.categories],
        tags=list(meta.tags),
        kind=meta.kind,
        visibility=meta.visibility,
        draft=meta.draft,
        author=meta.author,
        summary=meta.summary,
        cover=meta.cover,
        lang=meta.lang,
        markdown=markdown.text(document, _options_of_markdown_column(options), ignore),
        html=html.blocks(document.children),
        images=_image_columns(document),
        notices=_notice_columns(report),
        source_format=document.origin.format,
        source_path=document.origin.path,
        source_member=document.origin.member,
        source_sha256=document.origin.sha256,
        converter=f"blogconvert {__version__}",
        extra=_ENCODER.encode(meta.extra).decode(),
        document=_ENCODER.encode(told).decode(),
    )


@lru_cache(maxsize=16)
def _options_of_markdown_column(options: Options) -> markdown.Options:
    given = {name: value for name, value in msgspec.structs.asdict(options).items() if name != "secret_comments"}
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
