"""What a source does not know of its posts, from a table beside it (`--meta FILE.csv`) and from what else the options say.

A row belongs to the post whose number is in its `id` column. A table fills what a post leaves open; what it says of visibility,
draft, slug and address goes before what the source says, since that is what people write such a table for. Columns are called
as in front matter, or in Korean (`_COLUMNS`); those that feed no field go to `extra`.
"""

import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from io import StringIO
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from convert import lazy_re as re
from convert.errors import ConvertError, SourceError, UsageError, closest_name_or_empty
from convert.meta import read_meta
from convert.meta.dates import parse_timestamp
from convert.meta.front_matter import FrontMatter
from convert.meta.visibility import SCHEDULED, VISIBILITIES, scheduled_key_if_word_says_so
from convert.model import Document, Meta, Visibility
from convert.model.limits import TABLE_FILE_BYTES
from convert.notices import Notice, Report
from convert.options import ReaderOptions
from convert.sources.find import open_file
from convert.sources.source import Source, decode

_COLUMNS = {
    **dict.fromkeys("id entry_id entryid post_id postid no number num 번호 글번호 글_번호 아이디".split(), "id"),
    **dict.fromkeys("title 제목 글제목 글_제목".split(), "title"),
    **dict.fromkeys("date published published_at pubdate 날짜 작성일 발행일 게시일 등록일 작성일시 발행일시".split(), "date"),
    **dict.fromkeys("lastmod updated modified updated_at 수정일 수정일시 최종수정일".split(), "lastmod"),
    **dict.fromkeys("visibility status 공개 공개여부 공개_여부 공개설정 공개_설정 공개상태 상태".split(), "visibility"),
    **dict.fromkeys("draft 임시저장 초안".split(), "draft"),
    **dict.fromkeys("slug slogan 슬러그".split(), "slug"),
    **dict.fromkeys("url address permalink link 주소 링크 글주소".split(), "url"),
    **dict.fromkeys("tags tag 태그".split(), "tags"),
    **dict.fromkeys("category categories 분류 카테고리".split(), "category"),
    **dict.fromkeys("author 글쓴이 작성자 저자".split(), "author"),
    **dict.fromkeys("summary description excerpt 요약 설명".split(), "summary"),
    **dict.fromkeys("cover image thumbnail 대표이미지 대표_이미지 썸네일".split(), "cover"),
    **dict.fromkeys("lang language 언어".split(), "lang"),
}
"""What each column feeds, by its name in lower case with `_` for spaces and hyphens."""

_VISIBILITIES: dict[str, Visibility] = {
    **VISIBILITIES,
    **dict.fromkeys(SCHEDULED, "public"),
    **dict.fromkeys("y yes true o".split(), "public"),
    **dict.fromkeys("n no false x".split(), "private"),
}
"""What the column `visibility` may say: also yes or no to a column called 공개."""

_FLAGS = {
    **dict.fromkeys("y yes true 1 o 예 draft 임시저장".split(), True),
    **dict.fromkeys("n no false 0 x 아니오".split(), False),
}

_NUMBER = re.compile(r"#?([0-9]+)(?:\.0+)?")
"""Spreadsheets make `12.0` of 12."""

_SEPARATOR = re.compile(r'"?sep=([,;\t])"?\n', re.IGNORECASE)
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""What files of Excel, Numbers and LibreOffice begin with."""

_NAMED_BY_PATH = frozenset({"blogger"})
"""Formats whose posts have numbers that are no addresses."""

_ALIKE = 0.85
"""How alike two names of columns are of which one is the other mistyped."""


class Row(Struct, frozen=True):
    """What the table says of one post, by the names of `_COLUMNS`, without empty cells; `line` is where.

    `scheduled` is the word that says that it waits for its day: then it is a draft, whatever the column `draft` says.
    """

    line: int
    cells: dict[str, Any]
    scheduled: str = ""


class SideTable(Struct, frozen=True):
    """The rows of a table by the numbers of posts."""

    rows: dict[str, Row]


def load_table_or_raise(path: str) -> SideTable:
    """The table in a file, which each process reads once.

    Raises `UsageError` when it cannot be read, has no column of numbers, or has rows that can mean two things: their lines are
    named.
    """
    try:
        state = os.stat(path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"--meta {path} cannot be read ({reason})", hint="name a CSV file") from error
    return _load_table_cached_or_raise(path, state.st_mtime_ns, state.st_size)


def complete_meta_and_tell_if_scheduled(
    documents: Iterable[Document], options: ReaderOptions, report: Report
) -> Iterator[Document]:
    """Documents with what the options know of them besides. Nothing is looked up for those who gave no such option."""
    table = load_table_or_raise(options.meta) if options.meta else None
    base = options.blog_url.rstrip("/")
    for document in documents:
        meta = _with_row_and_tell_if_scheduled(document.meta, table, options, report) if table else document.meta
        if base and not meta.url:
            meta = _with_url_from_number_or_alias(meta, base, is_numbered=document.origin.format not in _NAMED_BY_PATH)
        if options.assume_public and meta.visibility == "unknown":
            meta = replace(meta, visibility="public")
        yield document if meta is document.meta else replace(document, meta=meta)


def _with_url_from_number_or_alias(meta: Meta, base: str, *, is_numbered: bool) -> Meta:
    """A post with the address its number gives it. Notices and pages have numbers of their own, and at times addresses."""
    if is_numbered and meta.kind == "post":
        return replace(meta, url=f"{base}/{meta.entry_id}") if meta.entry_id else meta
    path = next((alias for alias in meta.aliases if alias.startswith("/") and not alias.startswith("//")), "")
    return replace(meta, url=base + path, aliases=tuple(alias for alias in meta.aliases if alias != path)) if path else meta


def notices_of_unmatched_rows(path: str, entry_ids: Iterable[str]) -> tuple[Notice, ...]:
    """The rows whose number no post has, `path` empty for none: a wrong number would leave a private post public."""
    rows = load_table_or_raise(path).rows if path else {}
    known = {number for number in entry_ids if number in rows} if rows else set()
    left = ((number, row) for number, row in rows.items() if number not in known)
    return tuple(Notice("unmatched-row", f"id {number}", place=f"line {row.line}") for number, row in left)


# A row into a post


def _with_row_and_tell_if_scheduled(meta: Meta, table: SideTable, options: ReaderOptions, report: Report) -> Meta:
    row = table.rows.get(meta.entry_id)
    if row is None:
        return meta
    if row.scheduled:
        report(Notice("scheduled-post", row.scheduled))
    open_cells = {
        name: cell for name, cell in row.cells.items() if name not in _STATES and _may_column_replace_or_fill_meta(name, meta)
    }
    row_meta = read_meta(FrontMatter(open_cells, ""), Source("", b""), options, report)
    changes: dict[str, Any] = {name: row.cells[name] for name in _STATES if name in row.cells}
    changes |= {"draft": True} if row.scheduled else {}
    changes |= {field: value for field in _FEEDS.values() if (value := getattr(row_meta, field))}
    if meta.url and row_meta.url not in ("", meta.url):
        changes["aliases"] = tuple(dict.fromkeys((*meta.aliases, meta.url)))
    extra = {**row_meta.extra, **scheduled_key_if_word_says_so(row.scheduled), **meta.extra}
    if row.cells.get("draft") and not row.scheduled:  # what the table calls a draft waits for no day
        extra.pop("scheduled", None)
    return replace(meta, **changes, extra=extra)


def _may_column_replace_or_fill_meta(column: str, meta: Meta) -> bool:
    """Whether a column may say something of a post: it is one of those that win, or the post does not say it."""
    field = _FEEDS.get(column, "")
    return not field or field in ("slug", "url") or not getattr(meta, field)


_STATES = ("visibility", "draft")
_FEEDS = {name: name for name in "title date lastmod slug url tags author summary cover lang".split()} | {
    "category": "categories"
}
"""The field of a post that each column feeds, but for its states."""


# A file into a table


def _refuse_damaged_text(notice: Notice) -> None:
    """A table decides who may read a post: no letter of it may be a guess."""
    if notice.kind == "damaged-text":
        raise SourceError(notice.detail)


@lru_cache(maxsize=8)
def _load_table_cached_or_raise(path: str, modified_ns: int, size: int) -> SideTable:
    """The table; `modified_ns` and `size` are those of the file, so that one that was edited is read again."""
    if size > TABLE_FILE_BYTES:
        raise UsageError(f"--meta {path} is larger than {TABLE_FILE_BYTES >> 20} MB", hint="name a CSV file")
    try:
        with open_file(path, path) as stream:
            data = stream.read()
        if data.startswith(_SPREADSHEETS):
            raise UsageError(f"--meta {path} is a spreadsheet, not CSV", hint="open it and save it as CSV (in Excel: CSV UTF-8)")
        text = decode(Source(path, data), _refuse_damaged_text)
    except UsageError:
        raise
    except (ConvertError, OSError) as error:
        reason = error.message if isinstance(error, ConvertError) else str(error)
        raise UsageError(f"--meta {path}: {reason}", hint="save it as CSV in UTF-8") from error
    return _parse_csv_table_or_raise(path, text)


def _parse_csv_table_or_raise(path: str, text: str) -> SideTable:
    head, *lines = _parse_csv_lines_or_raise(path, text) or [(1, [])]
    names = [_field_of_column_or_own_name(cell) for cell in head[1]]
    if "id" not in names:
        raise UsageError(f"--meta {path} has no column id", hint="its first line names the columns, one of them id (or 번호)")
    rows: dict[str, Row] = {}
    problems = [
        f"column {name} is none; did you mean {suggestion}?"
        for name in names
        if (suggestion := _similar_visibility_column_or_empty(name))
    ]
    for line, cells in lines:
        _add_row(line, _filled_cells_by_column(names, cells, line, problems), rows, problems)
    if problems:
        raise UsageError(f"--meta {path}: {'; '.join(problems)}", hint="correct these lines")
    return SideTable(rows)


def _parse_csv_lines_or_raise(path: str, text: str) -> list[tuple[int, list[str]]]:
    """The lines that say something, with their numbers; `;` and tabs separate as well as commas, whichever the first line has.

    Excel may say which in a line of its own, `sep=;`.
    """
    separator_line = _SEPARATOR.match(text)
    rest = text[separator_line.end() :] if separator_line else text
    first = rest.lstrip("\n").partition("\n")[0]
    import csv

    delimiter = separator_line[1] if separator_line else max(",;\t", key=first.count)
    reader = csv.reader(StringIO(rest, newline=""), delimiter=delimiter)
    before = 1 if separator_line else 0
    try:
        return [(reader.line_num + before, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error as error:
        raise UsageError(f"--meta {path}: line {reader.line_num}: {error}", hint="save it as CSV") from error


def _field_of_column_or_own_name(name: str) -> str:
    """What a column feeds, or its own name."""
    plain = re.sub(r"[\s-]+", "_", name.strip().lower())
    return _COLUMNS.get(plain, name.strip())


def _similar_visibility_column_or_empty(name: str) -> str:
    """What a column nobody knows may have been meant for, where a private post would become public by the mistake."""
    known = [column for column, field in _COLUMNS.items() if field in _STATES]
    return "" if name in _COLUMNS.values() else closest_name_or_empty(name.lower(), known, _ALIKE)


def _filled_cells_by_column(names: list[str], cells: list[str], line: int, problems: list[str]) -> dict[str, str]:
    """Cells by their columns, the first of two that feed one field; empty ones say nothing."""
    if any(cell.strip() for cell in cells[len(names) :]):
        problems.append(f"line {line} has more cells than there are columns")
    row: dict[str, str] = {}
    for name, cell in zip(names, cells, strict=False):
        if name and cell.strip():
            row.setdefault(name, cell.strip())
    return row


def _add_row(line: int, cells: dict[str, str], rows: dict[str, Row], problems: list[str]) -> None:
    """A line into the rows, or what is wrong with it into the problems."""
    number = cells.pop("id", "")
    if not number:
        problems.append(f"line {line} has no id")
        return
    number = match.group(1) if (match := _NUMBER.fullmatch(number)) else number
    if number in rows:
        problems.append(f"line {line} has the id {number} again, as line {rows[number].line}")
    said = cells.get("visibility", "").lower()
    read = {name: _read_cell(name, cell, line, problems) for name, cell in cells.items()}
    rows[number] = Row(line, read, said if said in SCHEDULED else "")


def _read_cell(name: str, cell: str, line: int, problems: list[str]) -> Any:
    if name in _STATES:
        known: dict[str, Any] = _VISIBILITIES if name == "visibility" else _FLAGS
        if cell.lower() not in known:
            problems.append(f"line {line}: {name} cannot be {cell[:40]!r}")
        return known.get(cell.lower())
    if name in ("date", "lastmod") and parse_timestamp(cell, "UTC") is None:
        problems.append(f"line {line}: no date: {cell[:40]!r}")
    if name == "tags":
        return [tag for part in cell.split("#" if cell.startswith("#") else ",") if (tag := part.strip().strip(",#").strip())]
    return cell
