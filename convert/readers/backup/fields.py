"""What a page of the backup says of its post. Each field is found by the first rule of a table that finds something.

The first rule is what the backup writes; when another one spoke, `found-by` says so. What no rule finds stays empty: a backup
knows neither slug, author nor address. Nor does it know who may read a post, which is said as `unknown`.
"""

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any, TypeAlias, TypeVar

import msgspec
from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser, LexborNode

from convert import lazy_re as re
from convert.meta import read_date_and_tell_if_zone_assumed
from convert.model import Meta, Timestamp
from convert.notices import Notice, Report
from convert.options import ReaderOptions
from convert.readers._html.tree import one_line_text_of

Value = TypeVar("Value")

_LONGEST_DATE = 64
_DATED = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9])")
_NUMBERED = re.compile(r"([0-9]{1,9})(?:-(.*))?", re.DOTALL)


class PageFrame(Struct, frozen=True):
    """A page without its body, and where it lies."""

    page: LexborHTMLParser
    path: PurePosixPath


Rule: TypeAlias = tuple[str, Callable[[PageFrame], Iterator[str]]]
"""What a rule is called, and the texts it finds."""


def read_fields(frame: PageFrame, options: ReaderOptions, report: Report) -> Meta:
    """Everything the page says of the post. A date nobody can read is kept as `original_date`."""
    date = _first_readable_and_tell_if_by_later_rule(
        "date", _DATE, frame, lambda text: _read_date_if_short_telling_assumed_zone(text, options, report), report
    )
    unread = "" if date else next(_text_rule(".date")(frame), "")
    if unread:
        report(Notice("unknown-date", f"date: {unread[:40]}"))
    return Meta(
        title=_first_readable_and_tell_if_by_later_rule("title", _TITLE, frame, lambda text: text or None, report) or "",
        date=date,
        entry_id=_first_readable_and_tell_if_by_later_rule("entry_id", _NUMBER, frame, lambda text: text or None, report) or "",
        categories=_first_readable_and_tell_if_by_later_rule(
            "categories", _CATEGORY, frame, _split_category_path_at_slashes, report
        )
        or (),
        tags=_first_readable_and_tell_if_by_later_rule("tags", _TAGS, frame, _read_tags_by_hash_or_else_comma, report) or (),
        visibility="unknown",
        extra={"original_date": unread} if unread else {},
    )


def _first_readable_and_tell_if_by_later_rule(
    field: str, rules: tuple[Rule, ...], frame: PageFrame, read: Callable[[str], Value | None], report: Report
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


def _read_date_if_short_telling_assumed_zone(text: str, options: ReaderOptions, report: Report) -> Timestamp | None:
    return read_date_and_tell_if_zone_assumed(text, options, report) if text and len(text) <= _LONGEST_DATE else None


def _split_category_path_at_slashes(text: str) -> tuple[tuple[str, ...], ...]:
    """A category is a path with slashes; an empty one is said to be none."""
    path = tuple(name for part in text.split("/") if (name := part.strip()))
    return (path,) if path else ()


def _read_tags_by_hash_or_else_comma(text: str) -> tuple[str, ...]:
    """`#a #b c`: a tag may hold spaces, and whatever else but `#`. Without any `#` commas separate."""
    parts = text.split("#") if "#" in text else text.split(",")
    return tuple(dict.fromkeys(tag for part in parts if (tag := part.strip().strip(",").strip())))


# Where texts are


def _text_rule(selector: str) -> Callable[[PageFrame], Iterator[str]]:
    return lambda frame: (one_line_text_of(node) for node in frame.page.css(selector))


def _sole_element_text_rule(selector: str) -> Callable[[PageFrame], Iterator[str]]:
    """The text of the only such element: of several, which are of a list, none."""

    def texts_of_sole_element(frame: PageFrame) -> Iterator[str]:
        nodes = frame.page.css(selector)
        if len(nodes) == 1:
            yield one_line_text_of(nodes[0])

    return texts_of_sole_element


def _attribute_rule(selector: str, name: str) -> Callable[[PageFrame], Iterator[str]]:
    return lambda frame: (" ".join((node.attributes.get(name) or "").split()) for node in frame.page.css(selector))


def _meta_tag_rule(*names: str) -> Callable[[PageFrame], Iterator[str]]:
    selector = ", ".join(f'meta[{key}="{name}"]' for name in names for key in ("property", "name"))
    return lambda frame: (text for text in _attribute_rule(selector, "content")(frame) if text)


def _json_ld_rule_for_any_key(*keys: str) -> Callable[[PageFrame], Iterator[str]]:
    def texts_in_json_ld(frame: PageFrame) -> Iterator[str]:
        for node in frame.page.css('script[type="application/ld+json"]'):
            for item in _objects_in_json_ld_script(node):
                yield from (value for key in keys if isinstance(value := item.get(key), str) and value)

    return texts_in_json_ld


def _objects_in_json_ld_script(script: LexborNode) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD script; what is no JSON says nothing."""
    try:
        data = msgspec.json.decode(script.text())
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        return
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (part for part in (graph if isinstance(graph, list) else []) if isinstance(part, dict))


def _date_like_texts(frame: PageFrame) -> Iterator[str]:
    """Short texts of the frame, of which the first that reads as a date is taken; only their own, not what is inside."""
    for node in frame.page.css("p, span, time, em, small, li, dd, div"):
        text = " ".join(node.text(deep=False).split())
        if text and len(text) <= _LONGEST_DATE and text[0].isdecimal():
            yield text


# Names


def _file_name_without_ending(path: PurePosixPath) -> str:
    return path.name.rsplit(".", 1)[0] if "." in path.name else path.name


def _leading_number_in_name_or_empty(path: PurePosixPath) -> str:
    """The number a file's name begins with, if that is no year of a date."""
    stem = _file_name_without_ending(path)
    match = _NUMBERED.fullmatch(stem)
    return match.group(1) if match and not _DATED.match(stem) else ""


def _number_if_folder_and_file_agree(frame: PageFrame) -> Iterator[str]:
    """`332/332-title.html`: folder and file agree."""
    number = _leading_number_in_name_or_empty(frame.path)
    if number and frame.path.parent.name == number:
        yield number


def _leading_number_in_file_name(frame: PageFrame) -> Iterator[str]:
    yield _leading_number_in_name_or_empty(frame.path)


def _folder_name_if_number_else_empty(frame: PageFrame) -> Iterator[str]:
    folder = frame.path.parent.name
    yield folder if folder.isascii() and folder.isdecimal() and len(folder) < 10 else ""


def _title_in_file_name(frame: PageFrame) -> Iterator[str]:
    """A file's name without number and date; the backup writes `-` for spaces."""
    stem = _file_name_without_ending(frame.path)
    dated = _DATED.match(stem)
    numbered = None if dated else _NUMBERED.fullmatch(stem)
    rest = stem[dated.end() :] if dated else numbered.group(2) or "" if numbered else stem
    yield " ".join(rest.replace("-", " ").split())


def _date_in_file_name(frame: PageFrame) -> Iterator[str]:
    match = _DATED.match(frame.path.name)
    if match:
        yield match.group()


_TITLE: tuple[Rule, ...] = (
    (".title-article", _text_rule(".title-article")),
    ("title", _text_rule("head > title, title")),
    ("og:title", _meta_tag_rule("og:title", "twitter:title")),
    ("JSON-LD headline", _json_ld_rule_for_any_key("headline", "name")),
    ("h1", _sole_element_text_rule("h1")),
    ("h2", _sole_element_text_rule("h2")),
    ("file name", _title_in_file_name),
)

_DATE: tuple[Rule, ...] = (
    (".date", _text_rule(".box-info .date, .article-header .date, p.date")),
    (".date elsewhere", _text_rule(".date")),
    ("article:published_time", _meta_tag_rule("article:published_time")),
    ("JSON-LD datePublished", _json_ld_rule_for_any_key("datePublished", "dateCreated")),
    ("time", _attribute_rule("time[datetime]", "datetime")),
    ("text that reads as a date", _date_like_texts),
    ("file name", _date_in_file_name),
)

_CATEGORY: tuple[Rule, ...] = (
    (".category", _text_rule(".box-info .category, .article-header .category, p.category")),
    (".category elsewhere", _text_rule(".category")),
    ("article:section", _meta_tag_rule("article:section")),
    ("JSON-LD articleSection", _json_ld_rule_for_any_key("articleSection")),
)

_TAGS: tuple[Rule, ...] = (
    ("div.tags", _text_rule("div.tags")),
    ("a[rel=tag]", lambda frame: iter(filter(None, [",".join(_text_rule('a[rel="tag"]')(frame))]))),
    ("keywords", _meta_tag_rule("keywords")),
)

_NUMBER: tuple[Rule, ...] = (
    ("folder and file name", _number_if_folder_and_file_agree),
    ("file name", _leading_number_in_file_name),
    ("folder name", _folder_name_if_number_else_empty),
)
