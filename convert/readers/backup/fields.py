"""What a page of the backup says of its post. Each field is found by the first rule of a table that finds something.

The first rule is what the backup writes; when another one spoke, `found-by` says so. What no rule finds stays empty: a backup
knows neither slug, author nor address. Nor does it know who may read a post, which is said as `unknown`.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any, TypeAlias, TypeVar

import msgspec
from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser, LexborNode

from convert.meta import read_date
from convert.model import Meta, Timestamp
from convert.notices import Notice, Report
from convert.options import ReaderOptions
from convert.readers._html.tree import text_of

Value = TypeVar("Value")

_LONGEST_DATE = 64
_DATED = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9])")
_NUMBERED = re.compile(r"([0-9]{1,9})(?:-(.*))?", re.DOTALL)


class Frame(Struct, frozen=True):
    """A page without its body, and where it lies."""

    page: LexborHTMLParser
    place: PurePosixPath


Rule: TypeAlias = tuple[str, Callable[[Frame], Iterator[str]]]
"""What a rule is called, and the texts it finds."""


def read_fields(frame: Frame, options: ReaderOptions, report: Report) -> Meta:
    """Everything the page says of the post. A date nobody can read is kept as `original_date`."""
    date = _found("date", _DATE, frame, lambda text: _date(text, options, report), report)
    unread = "" if date else next(_text(".date")(frame), "")
    if unread:
        report(Notice("unknown-date", f"date: {unread[:40]}"))
    return Meta(
        title=_found("title", _TITLE, frame, lambda text: text or None, report) or "",
        date=date,
        entry_id=_found("entry_id", _NUMBER, frame, lambda text: text or None, report) or "",
        categories=_found("categories", _CATEGORY, frame, _paths, report) or (),
        tags=_found("tags", _TAGS, frame, _tags, report) or (),
        visibility="unknown",
        extra={"original_date": unread} if unread else {},
    )


def _found(
    field: str, rules: tuple[Rule, ...], frame: Frame, read: Callable[[str], Value | None], report: Report
) -> Value | None:
    """What the first rule finds whose text can be read."""
    for number, (name, rule) in enumerate(rules):
        for text in rule(frame):
            value = read(text)
            if value is not None:
                if number:
                    report(Notice("found-by", f"{field}: {name}"))
                return value
    return None


# Texts to values


def _date(text: str, options: ReaderOptions, report: Report) -> Timestamp | None:
    return read_date(text, options, report) if text and len(text) <= _LONGEST_DATE else None


def _paths(text: str) -> tuple[tuple[str, ...], ...]:
    """A category is a path with slashes; an empty one is said to be none."""
    path = tuple(name for part in text.split("/") if (name := part.strip()))
    return (path,) if path else ()


def _tags(text: str) -> tuple[str, ...]:
    """`#a #b c`: a tag may hold spaces, and whatever else but `#`. Without any `#` commas separate."""
    parts = text.split("#") if "#" in text else text.split(",")
    return tuple(dict.fromkeys(tag for part in parts if (tag := part.strip().strip(",").strip())))


# Where texts are


def _text(selector: str) -> Callable[[Frame], Iterator[str]]:
    return lambda frame: (text_of(node) for node in frame.page.css(selector))


def _one(selector: str) -> Callable[[Frame], Iterator[str]]:
    """The text of the only such element: of several, which are of a list, none."""

    def texts(frame: Frame) -> Iterator[str]:
        nodes = frame.page.css(selector)
        if len(nodes) == 1:
            yield text_of(nodes[0])

    return texts


def _attribute(selector: str, name: str) -> Callable[[Frame], Iterator[str]]:
    return lambda frame: (" ".join((node.attributes.get(name) or "").split()) for node in frame.page.css(selector))


def _meta(*names: str) -> Callable[[Frame], Iterator[str]]:
    selector = ", ".join(f'meta[{key}="{name}"]' for name in names for key in ("property", "name"))
    return lambda frame: (text for text in _attribute(selector, "content")(frame) if text)


def _json_ld(*keys: str) -> Callable[[Frame], Iterator[str]]:
    def texts(frame: Frame) -> Iterator[str]:
        for node in frame.page.css('script[type="application/ld+json"]'):
            for item in _items(node):
                yield from (value for key in keys if isinstance(value := item.get(key), str) and value)

    return texts


def _items(node: LexborNode) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD script; what is no JSON says nothing."""
    try:
        data = msgspec.json.decode(node.text())
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        return
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (part for part in (graph if isinstance(graph, list) else []) if isinstance(part, dict))


def _reads_as_date(frame: Frame) -> Iterator[str]:
    """Short texts of the frame, of which the first that reads as a date is taken; only their own, not what is inside."""
    for node in frame.page.css("p, span, time, em, small, li, dd, div"):
        text = " ".join(node.text(deep=False).split())
        if text and len(text) <= _LONGEST_DATE and text[0].isdecimal():
            yield text


# Names


def _stem(place: PurePosixPath) -> str:
    return place.name.rsplit(".", 1)[0] if "." in place.name else place.name


def _named_number(place: PurePosixPath) -> str:
    """The number a file's name begins with, if that is no year of a date."""
    stem = _stem(place)
    match = _NUMBERED.fullmatch(stem)
    return match.group(1) if match and not _DATED.match(stem) else ""


def _own_folder(frame: Frame) -> Iterator[str]:
    """`332/332-title.html`: folder and file agree."""
    number = _named_number(frame.place)
    if number and frame.place.parent.name == number:
        yield number


def _file_number(frame: Frame) -> Iterator[str]:
    yield _named_number(frame.place)


def _folder_number(frame: Frame) -> Iterator[str]:
    folder = frame.place.parent.name
    yield folder if folder.isascii() and folder.isdecimal() and len(folder) < 10 else ""


def _file_title(frame: Frame) -> Iterator[str]:
    """A file's name without number and date; the backup writes `-` for spaces."""
    stem = _stem(frame.place)
    dated = _DATED.match(stem)
    numbered = None if dated else _NUMBERED.fullmatch(stem)
    rest = stem[dated.end() :] if dated else numbered.group(2) or "" if numbered else stem
    yield " ".join(rest.replace("-", " ").split())


def _file_date(frame: Frame) -> Iterator[str]:
    match = _DATED.match(frame.place.name)
    if match:
        yield match.group()


_TITLE: tuple[Rule, ...] = (
    (".title-article", _text(".title-article")),
    ("title", _text("head > title, title")),
    ("og:title", _meta("og:title", "twitter:title")),
    ("JSON-LD headline", _json_ld("headline", "name")),
    ("h1", _one("h1")),
    ("h2", _one("h2")),
    ("file name", _file_title),
)

_DATE: tuple[Rule, ...] = (
    (".date", _text(".box-info .date, .article-header .date, p.date")),
    (".date elsewhere", _text(".date")),
    ("article:published_time", _meta("article:published_time")),
    ("JSON-LD datePublished", _json_ld("datePublished", "dateCreated")),
    ("time", _attribute("time[datetime]", "datetime")),
    ("text that reads as a date", _reads_as_date),
    ("file name", _file_date),
)

_CATEGORY: tuple[Rule, ...] = (
    (".category", _text(".box-info .category, .article-header .category, p.category")),
    (".category elsewhere", _text(".category")),
    ("article:section", _meta("article:section")),
    ("JSON-LD articleSection", _json_ld("articleSection")),
)

_TAGS: tuple[Rule, ...] = (
    ("div.tags", _text("div.tags")),
    ("a[rel=tag]", lambda frame: iter(filter(None, [",".join(_text('a[rel="tag"]')(frame))]))),
    ("keywords", _meta("keywords")),
)

_NUMBER: tuple[Rule, ...] = (
    ("folder and file name", _own_folder),
    ("file name", _file_number),
    ("folder name", _folder_number),
)
