"""JSON Lines as this program writes them, or others with the same columns."""

import codecs
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

import msgspec
from msgspec.structs import replace

from convert.errors import N_, ConvertError, FormatError
from convert.meta import FRONT_MATTER_TAKES, read_date_and_tell_if_zone_assumed, read_meta
from convert.meta.foreign_records import is_password_key, without_personal_data_of_record
from convert.meta.front_matter import FrontMatter
from convert.meta.privacy import without_contact_data_of_commenter
from convert.model import MAX_DEPTH, Blocks, Comment, Document, Meta, Origin, Paragraph, Text, Timestamp
from convert.model.limits import FRONT_MATTER_LEVELS, UNPACKED_BYTES
from convert.model.url import is_safe
from convert.model.walk import depth
from convert.notices import Notice, Report
from convert.options import ReaderOptions
from convert.readers._faults import Faults
from convert.readers._lone_surrogates import replace_lone_surrogates
from convert.record import SCHEMA_VERSION, Record, is_row_of_own_record
from convert.sources.evidence import hand_over_original_or_check_its_size
from convert.sources.packing import PACKED_LINES
from convert.sources.refusal import refusal_if_binary, refusal_of
from convert.sources.source import Source, decode

EXTENSIONS = (".jsonl", ".ndjson", *PACKED_LINES)

TAKES = {
    **FRONT_MATTER_TAKES,
    "title": "`title`",
    "date": "`date`, `published_at`, `created` …",
    "extra": "`extra`; else every other column",
    "body": "`document`; else `markdown`, `html`, `text`, `content`, `body`",
    "comments": "`document`",
    "resources": "`document`",
}

_VERSION = b'"schema_version"'
"""Without this no line is a record of ours; it may also stand inside of a column of another program's."""

_ZIP = b"PK\x03\x04"

_BODIES = ("markdown", "html", "text", "content", "body")
"""Where other programs keep a body, the best first. What `content` and `body` hold shows at their first character."""

_TEXTS = ("document", "extra", "metadata")
"""Columns that may hold JSON as a text. They are read on their own, in any line."""

_DERIVED_COLUMNS = frozenset(_TEXTS) | frozenset(
    """schema_version id date_unix date_assumed images notices source_format source_path source_member source_sha256
    converter""".split()
)
"""Columns of a line of ours that are made of what others say of a post. In lines of others these names may mean anything."""


_VISIBILITY_MAY_BE_UNKNOWN = 2
"""The version since which a line can say that nobody says who may read its post. Older ones are read as they are."""


class _Version(msgspec.Struct):
    """What a line says of its version; nothing when it is no record of ours."""

    schema_version: int = 0


class _Said(msgspec.Struct):
    """What a line says of who may read the post, and as what it says the body. One with chosen columns may say nothing."""

    visibility: str = "unknown"
    markdown: str | None = None
    html: str | None = None
    text: str | None = None


Options = ReaderOptions
"""What every reader can be told, and nothing else."""


def read(source: Source, options: Options, report: Report) -> Iterator[Document]:
    """One document a line. Bad lines do not stop the others: after the last, `FormatError` names each with its number.

    A line with a `schema_version`, one that is no newer than ours, has the columns of `Record`, and a `document` in it is taken
    as it is, but for what could run code. Any other line may leave columns out, hold nulls and numbers, and name its columns as
    front matter does; what no field of `Meta` takes is in `extra`. One of ours without `visibility` says nothing of who may read
    its post, one of others that it is for everybody. Left out are passwords and what finds commenters, whatever the columns are
    called.
    """
    faults, digest = Faults(source.name, N_("correct the line, or take it out")), source.sha256
    try:
        for number, line in enumerate(_lines_of_text_refusing_packed_or_binary(source, options, report), 1):
            if line.strip():
                with faults.keep_any_error(str(number), N_(f"line {number}")):
                    yield _read_line_or_raise_format_error(
                        line, Origin("jsonl", source.name, str(number), digest), options, report
                    )
    except ConvertError as error:  # of the lines themselves, behind which none can be read
        faults.add_error(error, "", "")
    faults.raise_errors()


def _lines_of_text_refusing_packed_or_binary(source: Source, options: Options, report: Report) -> Iterator[bytes]:
    """The lines one after the other, without a byte order mark.

    Raises `FormatError` for one that is too long to be held, and `SourceError` for bytes that are packed or a document: whoever
    named the reader is told so once, not for each line there seems to be.
    """
    if source.head.startswith(_ZIP):
        raise refusal_of(source)
    if problem := refusal_if_binary(source):
        raise problem
    is_utf8 = options.encoding.lower() in ("", "utf-8", "utf8")
    with source.open() if is_utf8 else BytesIO(decode(source, report, options.encoding).encode()) as stream:
        mark = codecs.BOM_UTF8
        while line := stream.readline(UNPACKED_BYTES + 1):
            if len(line) > UNPACKED_BYTES:
                raise FormatError(N_(f"a line has more than {UNPACKED_BYTES >> 20} MB, and what is behind it is not read"))
            yield line.removeprefix(mark)
            mark = b""


def _read_line_or_raise_format_error(line: bytes, origin: Origin, options: Options, report: Report) -> Document:
    """The document of a line. Raises `FormatError` for a bad one."""
    try:
        return _read_line_mending_surrogates(line, origin, options, report)
    except (msgspec.DecodeError, ValueError) as error:
        raise FormatError(str(error)) from error
    except RecursionError as error:
        raise FormatError("nested too deep - at `$`") from error


def _read_line_mending_surrogates(line: bytes, origin: Origin, options: Options, report: Report) -> Document:
    """The document of a line. Half characters in it are replaced and reported; any other fault is raised."""
    try:
        return _read_own_or_foreign_line(line, origin, options, report)
    except (msgspec.DecodeError, ValueError):
        mended, count = replace_lone_surrogates(line, _TEXTS)
        if not count:
            raise
        report(Notice("lone-surrogate", count=count))
        return _read_own_or_foreign_line(mended, origin, options, report)


def _read_own_or_foreign_line(line: bytes, origin: Origin, options: Options, report: Report) -> Document:
    if not _is_own_record_or_raise_if_newer(line):
        return _read_foreign_record_or_raise_if_malformed(msgspec.json.decode(line, type=dict[str, Any]), origin, options, report)
    record = msgspec.json.decode(line, type=Record)
    if record.document:
        return _sanitized_document_of_column_or_raise(record.document, report)
    said = msgspec.json.decode(line, type=_Said)
    if record.schema_version >= _VISIBILITY_MAY_BE_UNKNOWN:
        record = replace(record, visibility=said.visibility)
    bodies = _without_text_if_markdown_or_html_is_given(msgspec.structs.asdict(said))
    meta = _without_personal_extra_and_protected_if_password(_meta_of_record_or_raise(record, options, report), report)
    return Document(meta, _read_best_body_or_raise_if_not_string(bodies, report), origin=origin)


def _is_own_record_or_raise_if_newer(line: bytes) -> bool:
    """Whether a line is one of ours. Raises `ValueError` for one whose columns may mean what nobody here knows."""
    version = msgspec.json.decode(line, type=_Version).schema_version if _VERSION in line else 0
    if version > SCHEMA_VERSION:
        known = N_(f"{SCHEMA_VERSION}, the newest this program knows")
        raise ValueError(N_(f"schema_version {version} is newer than {known} - at `$.schema_version`"))
    return version > 0


# The tree


def _sanitized_document_of_column_or_raise(text: str, report: Report) -> Document:
    """The document of a line, as it was written, but for what finds people.

    Raises `ValueError` that names the place for what is no document.
    """
    from convert.readers._safe import sanitize_addresses_and_raw_html

    try:
        document = msgspec.json.decode(text, type=Document)
        _raise_recursion_error_if_too_deep(document)
    except RecursionError as error:
        raise ValueError(N_("nested too deep - at `$.document`")) from error
    except msgspec.DecodeError as error:
        raise ValueError(f"{error} - in `$.document`") from error
    meta, children = (
        _without_personal_extra_and_protected_if_password(document.meta, report),
        sanitize_addresses_and_raw_html(document.children, report),
    )
    comments = tuple(_comment_without_contact_data_and_unsafe_addresses(comment, report) for comment in document.comments)
    is_as_it_was = meta is document.meta and children is document.children and not comments
    return document if is_as_it_was else replace(document, meta=meta, children=children, comments=comments)


def _comment_without_contact_data_and_unsafe_addresses(comment: Comment, report: Report) -> Comment:
    from convert.readers._safe import sanitize_addresses_and_raw_html

    public_comment = without_contact_data_of_commenter(comment, report)
    return replace(
        public_comment,
        children=sanitize_addresses_and_raw_html(comment.children, report),
        replies=tuple(_comment_without_contact_data_and_unsafe_addresses(reply, report) for reply in comment.replies),
        homepage=public_comment.homepage if is_safe(public_comment.homepage) else "",
    )


def _raise_recursion_error_if_too_deep(document: Document) -> None:
    """Raise `RecursionError` for what no function behind this one could walk."""
    deepest = max(
        depth(document.children), *(_depth_of_comment_body_extra_and_replies(comment) for comment in document.comments), 0
    )
    if deepest > MAX_DEPTH or _nesting_depth(document.meta.extra) > FRONT_MATTER_LEVELS + 1:
        raise RecursionError


def _depth_of_comment_body_extra_and_replies(comment: Comment) -> int:
    return 1 + max(
        depth(comment.children),
        _nesting_depth(comment.extra),
        *(_depth_of_comment_body_extra_and_replies(reply) for reply in comment.replies),
        0,
    )


def _nesting_depth(value: Any) -> int:
    """How deep lists and mappings are in each other."""
    levels = 0
    inside = [value]
    while inside:
        containers = [item for item in inside if isinstance(item, dict | list)]
        inside = [item for value in containers for item in (value.values() if isinstance(value, dict) else value)]
        levels += bool(containers)
    return levels


# The columns


def _without_text_if_markdown_or_html_is_given(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Columns of a line of ours. Of a post without any text `text` is the title; what an empty body is shows in the others."""
    is_body_said = isinstance(columns.get("markdown"), str) or isinstance(columns.get("html"), str)
    return {name: value for name, value in columns.items() if name != "text" or not is_body_said}


def _read_best_body_or_raise_if_not_string(columns: Mapping[str, Any], report: Report) -> Blocks:
    """The best body there is: Markdown, else HTML, else text."""
    name = next((name for name in _BODIES if columns.get(name)), "")
    text = columns.get(name, "")
    if not isinstance(text, str):
        raise ValueError(N_(f"Expected `str`, got `{_json_type_name_of_non_text(text)}` - at `$.{name}`"))
    if name in ("content", "body"):
        name = "html" if text.lstrip().startswith("<") else "text"
    if name == "markdown":
        from convert.readers.markdown import read_blocks

        hand_over_original_or_check_its_size(report, text, "markdown")
        return read_blocks(text, report)
    if name == "html":
        from convert.readers.tistory import expand_replacers_and_read_body_and_title

        hand_over_original_or_check_its_size(report, text)
        return expand_replacers_and_read_body_and_title(text, report)[0]
    return tuple(Paragraph((Text(" ".join(part.split())),)) for part in text.split("\n\n") if part.strip())


def _json_type_name_of_non_text(value: Any) -> str:
    kinds: dict[type, str] = {dict: "object", list: "array", bool: "bool", int: "int", float: "float"}
    return kinds.get(type(value), "null")


def _read_foreign_record_or_raise_if_malformed(
    line: dict[str, Any], origin: Origin, options: Options, report: Report
) -> Document:
    """A line of another program: columns may be missing or null, and are called as in front matter."""
    if isinstance(tree := line.get("document"), str) and tree:
        return _sanitized_document_of_column_or_raise(tree, report)
    columns = {
        name: value
        for name, value in (*_object_or_json_column_or_empty_or_raise(line, "metadata").items(), *line.items())
        if value is not None
    }
    is_own = "schema_version" in columns or is_row_of_own_record(columns)
    others = _DERIVED_COLUMNS if is_own else _TEXTS
    named = {name: value for name, value in columns.items() if name not in others and name not in _BODIES}
    data = {**_object_or_json_column_or_empty_or_raise(line, "extra"), **named}
    if _nesting_depth(data) > FRONT_MATTER_LEVELS + 1:
        raise RecursionError
    # A source without a name: a file full of lines says nothing of the date of one.
    meta = read_meta(FrontMatter(data, "", "json"), Source("", b""), options, report)
    meta = _without_personal_extra_and_protected_if_password(meta, report)
    if is_row_of_own_record(columns):
        columns = _without_text_if_markdown_or_html_is_given(columns)
        if meta.visibility == "public" and "visibility" not in data:
            meta = replace(meta, visibility="unknown")
    return Document(meta, _read_best_body_or_raise_if_not_string(columns, report), origin=origin)


def _without_personal_extra_and_protected_if_password(meta: Meta, report: Report) -> Meta:
    """Metadata without passwords and what finds people. A post that has a password, by whatever name, is not for everybody."""
    extra = without_personal_data_of_record(meta.extra, report)
    if extra is meta.extra:
        return meta
    has_password = any([is_password_key(key) for key in meta.extra.keys() - extra.keys()])
    is_protected = has_password and meta.visibility != "private"
    return replace(meta, extra=extra, visibility="protected" if is_protected else meta.visibility)


def _object_or_json_column_or_empty_or_raise(line: dict[str, Any], name: str) -> dict[str, Any]:
    """A column that holds others, as an object or as JSON in a string."""
    value = line.get(name)
    if isinstance(value, str) and value.strip():
        value = _decode_object_column_or_raise(value, name)
    if value is not None and not isinstance(value, dict | str):
        raise ValueError(N_(f"Expected `object`, got `{_json_type_name_of_non_text(value)}` - at `$.{name}`"))
    return value if isinstance(value, dict) else {}


def _decode_object_column_or_raise(text: str, name: str) -> dict[str, Any]:
    try:
        return msgspec.json.decode(text, type=dict[str, Any])
    except msgspec.DecodeError as error:
        raise ValueError(N_(f"{error} - in `$.{name}`")) from error
    except RecursionError as error:
        raise ValueError(N_(f"nested too deep - at `$.{name}`")) from error


def _meta_of_record_or_raise(record: Record, options: Options, report: Report) -> Meta:
    extra = _decode_object_column_or_raise(record.extra, "extra")
    if _nesting_depth(extra) > FRONT_MATTER_LEVELS + 1:
        raise ValueError(N_("nested too deep - at `$.extra`"))
    return Meta(
        title=record.title,
        date=_read_timestamp_or_raise(record.date, "date", options, report, record.date_assumed),
        lastmod=_read_timestamp_or_raise(record.lastmod, "lastmod", options, report),
        slug=record.slug,
        url=record.url,
        aliases=tuple(record.aliases),
        entry_id=record.entry_id,
        categories=tuple(tuple(path) for path in record.categories),
        tags=tuple(record.tags),
        kind=_meta_choice_or_raise(record.kind, "kind"),
        visibility=_meta_choice_or_raise(record.visibility, "visibility"),
        draft=record.draft,
        author=record.author,
        summary=record.summary,
        cover=record.cover,
        lang=record.lang,
        extra=extra,
    )


def _meta_choice_or_raise(value: str, name: str) -> Any:
    """A value of a field of `Meta` that takes only some. Raises `ValueError` for another."""
    try:
        return msgspec.convert(value, type=Meta.__annotations__[name])
    except msgspec.ValidationError as error:
        raise ValueError(N_(f"{error} - at `$.{name}`")) from error


def _read_timestamp_or_raise(text: str, name: str, options: Options, report: Report, assumed: bool = False) -> Timestamp | None:
    """A date; one without offset is in the zone of the options."""
    if not text:
        return None
    found = read_date_and_tell_if_zone_assumed(text, options, report)
    if found is None:
        raise ValueError(N_(f"no date: {text[:40]!r} - at `$.{name}`"))
    return replace(found, assumed=True) if assumed else found
