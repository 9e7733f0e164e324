"""`Meta` from front matter and back.

Several keys can feed one field (`_KEYS`). The first in the table that holds something wins; one that says the same is dropped,
one that says something else stays in `extra` under its own name. The first key of each field is the one `write_meta` writes, so
what we wrote reads back as it was. Key names are compared without regard to case.

Addresses: `url` is the address the site itself gives the post, so `url` or `permalink` comes before `source_url`; the others
become `aliases`. A `permalink` that is a pattern (`/:year/:title/`, `pretty`) is no address and stays in `extra`.

Categories: `A/B` is one path of two levels, a space does not separate (`categories: A B` is one category), and a list in a list
is a path whose names are taken as they stand, with their slashes.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, time
from math import isfinite
from pathlib import PurePosixPath
from typing import Any, Literal, TypeVar, get_args

from convert.address import unwrapped
from convert.front_matter import FrontMatter
from convert.meta.dates import timestamp
from convert.meta.hugo import flat, in_zone
from convert.model import Kind, Meta, Timestamp
from convert.notices import Notice, Report
from convert.options import ReaderOptions
from convert.source import Source

Value = TypeVar("Value")

_KEYS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "date": (
        "date",
        "pubdate",
        "published_at",
        "publishdate",
        "publish_date",
        "published",
        "datepublished",
        "created_at",
        "created",
    ),
    "lastmod": ("lastmod", "last_modified_at", "updated", "modified", "updateddate", "updated_at"),
    "slug": ("slug",),
    "url": ("url", "permalink", "source_url"),
    "aliases": ("aliases", "alias", "redirect_from"),
    "categories": ("categories", "category"),
    "tags": ("tags", "tag"),
    "author": ("author", "authors"),
    "summary": ("summary", "excerpt", "description", "desc", "feature_text"),
    "cover": ("cover", "image", "cover_image", "feature_image", "featured_image", "thumbnail", "heroimage"),
    "lang": ("lang", "language", "locale"),
    "entry_id": ("entry_id",),
}

_STATES = {
    **dict.fromkeys(("public", "publish", "published", "syndicated"), "public"),
    **{state: state for state in ("protected", "private", "draft")},
}
"""What `visibility` and `status` may say; Tistory's `syndicated` is public and was sent to a portal as well."""

_FLAGS = {
    "draft": ("draft", "public"),
    "published": ("public", "draft"),
    "private": ("private", "public"),
    "protected": ("protected", "public"),
}
"""What these keys say when true and when false."""

_BOOLEANS = {**dict.fromkeys(("true", "yes", "on"), True), **dict.fromkeys(("false", "no", "off"), False)}
"""Written as text where YAML 1.1, which Jekyll reads, has booleans."""

_PARTS: dict[str, tuple[str, ...]] = {"author": ("name", "nickname"), "cover": ("path", "url", "image", "src")}
"""Where a mapping under such a key has what the field wants."""

_NAME_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-")
_LINE_END = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]+")
_PATTERN = re.compile(r"date|pretty|ordinal|weekdate|none|(?:.*/)?:[a-z_]+.*", re.DOTALL)
_ENTRY = re.compile(r"https?://[^/?#]*\.tistory\.com/(?:m/)?([0-9]+)/?(?:[?#].*)?")


def read_meta(front: FrontMatter, source: Source, options: ReaderOptions, report: Report) -> Meta:
    """What the front matter says of a post; title and date stay empty where it says nothing.

    The date may come from a file name like `2024-07-22-x.md` instead. Every key that feeds no field goes to `extra`. Reports
    `date-from-name`, `time-zone`, `front-matter` for a date nobody can read, and `front-matter-key` for values JSON cannot hold.
    Nothing is raised.
    """
    values = _Values(flat(front.data))
    original = values.text("source_url")
    visibility, draft = _visibility(values)
    url, other = _addresses(values)
    day = _date(values, "date", options, report) or _date_from_name(source, options, report)
    return Meta(
        title=values.first("title", _line, ""),
        date=day,
        lastmod=_date(values, "lastmod", options, report),
        slug=values.first("slug", _line, ""),
        url=url,
        aliases=_distinct([*values.all("aliases", _lines), *other], url),
        entry_id=values.first("entry_id", _line, "") or _entry_id(original, values.rest),
        categories=_distinct(values.all("categories", lambda raw: _paths(raw, options.category_list == "path"))),
        tags=_distinct(values.all("tags", _tags)),
        kind=_kind(values),
        visibility=visibility,
        draft=draft,
        author=values.first("author", lambda raw: _part(raw, "author"), ""),
        summary=values.first("summary", _prose, ""),
        cover=unwrapped(values.first("cover", lambda raw: _part(raw, "cover"), "")),
        lang=values.first("lang", _line, ""),
        extra=_extra(values.rest, report) if day else in_zone(_extra(values.rest, report), options.timezone, report),
    )


def write_meta(meta: Meta) -> dict[str, Any]:
    """Front matter for `front_matter.dump`, in a fixed order, without what is empty.

    A key of `extra` that a field needs is written as `original_...`; everything else reads back as the same `Meta`, except that
    no date is assumed any more.
    """
    fields: dict[str, Any] = {
        "title": meta.title,
        "date": meta.date and meta.date.value,
        "lastmod": meta.lastmod and meta.lastmod.value,
        "slug": meta.slug,
        "url": meta.url,
        "aliases": list(meta.aliases),
        "categories": [_category(path) for path in meta.categories],
        "tags": list(meta.tags),
        "draft": meta.draft,
        "kind": "" if meta.kind == "post" else meta.kind,
        "visibility": "" if meta.visibility == "public" else meta.visibility,
        "author": meta.author,
        "summary": meta.summary,
        "cover": meta.cover,
        "lang": meta.lang,
        "entry_id": meta.entry_id,
    }
    written = {key: value for key, value in fields.items() if value}
    return written | {f"original_{key}" if key in written else key: value for key, value in meta.extra.items()}


def title_from_name(file_name: str) -> str:
    """The file name without a post's extension and without the date Jekyll puts first."""
    stem = re.sub(r"\.(?:html?|md|mdx|markdown|txt|xml)\Z", "", PurePosixPath(file_name).name, flags=re.IGNORECASE)
    return _NAME_DATE.sub("", stem, count=1) or stem


def read_date(text: str, options: ReaderOptions, report: Report) -> Timestamp | None:
    """The moment a text names, or nothing. One without an offset is in `options.timezone`, which is reported as `time-zone`."""
    return _reported(timestamp(text, options.timezone), options, report)


class _Values:
    """Front matter on its way into a `Meta`; `rest` is what no field has taken yet."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.rest = dict(data)
        self._names = {key.lower(): key for key in list(data)[::-1]} | {key: key for key in data}

    def of(self, names: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
        """Key and value of those of the names that are there."""
        for name in names:
            key = self._names.get(name)
            if key is not None and key in self.rest:
                yield key, self.rest[key]

    def text(self, name: str) -> str:
        """The value of one key if it is text, without taking it."""
        return next((value for _, value in self.of((name,)) if isinstance(value, str)), "").strip()

    def first(self, field: str, read: Callable[[Any], Value | None], empty: Value) -> Value:
        """The first value that is not empty. `read` gives `None` for what it does not understand, which then stays."""
        found = empty
        for key, raw in self.of(_KEYS[field]):
            value = read(raw)
            if value is None or (found != empty and value not in (empty, found)):
                continue
            found = found if found != empty else value
            self.take(key, _left(raw, value))
        return found

    def all(self, field: str, read: Callable[[Any], list[Value] | None]) -> list[Value]:
        """The values of all keys of a field."""
        found: list[Value] = []
        for key, raw in self.of(_KEYS[field]):
            values = read(raw)
            if values is not None:
                found += values
                self.take(key)
        return found

    def take(self, key: str, left: Any = None) -> None:
        """Take a value, but for what is left of it."""
        if left:
            self.rest[key] = left
        else:
            del self.rest[key]


def _left(raw: Any, value: object) -> Any:
    """What a mapping says besides the value a field took from it."""
    if isinstance(raw, dict):
        return {key: item for key, item in raw.items() if _line(item) != value}
    has_more = isinstance(raw, list) and any(isinstance(item, dict) and len(item) > 1 for item in raw)
    return raw if has_more else None


# Text


def _line(raw: Any) -> str | None:
    """Text on one line; of a list, its items one after the other."""
    if raw is None:
        return ""
    if isinstance(raw, list):
        parts = [_line(item) for item in raw]
        return None if None in parts else " ".join(part for part in parts if part)
    if isinstance(raw, Mapping):
        return None
    text = str(raw).strip()
    return " ".join(filter(None, (part.strip() for part in _LINE_END.split(text)))) if _LINE_END.search(text) else text


def _prose(raw: Any) -> str | None:
    text = _line(raw)
    return None if text is None else " ".join(text.split())


def _lines(raw: Any) -> list[str] | None:
    items = [_line(item) for item in (raw if isinstance(raw, list) else [raw])]
    return None if None in items else [item for item in items if item]


def _part(raw: Any, field: str) -> str | None:
    """Text, or the text a mapping has under a name of `_PARTS`; several with commas between."""
    if isinstance(raw, list):
        parts = [_part(item, field) for item in raw]
        return None if None in parts else ", ".join(part for part in parts if part)
    if isinstance(raw, Mapping):
        return next((text for name in _PARTS[field] if name in raw and (text := _line(raw[name]))), None)
    return _line(raw)


def _distinct(values: list[Value], *but: Value) -> tuple[Value, ...]:
    return tuple(value for value in dict.fromkeys(values) if value not in but)


# Categories, tags, addresses


def _paths(raw: Any, one_path: bool) -> list[tuple[str, ...]] | None:
    if not isinstance(raw, list):
        text = _line(raw)
        return None if text is None else _filled([_levels(text)])
    paths: list[tuple[str, ...]] = []
    for item in raw:
        names = _lines(item) if isinstance(item, list) else _line(item)
        if names is None:
            return None
        paths.append(_levels(names) if isinstance(names, str) else tuple(names))
    if one_path and not any(isinstance(item, list) for item in raw):
        paths = [tuple(name for path in paths for name in path)]
    return _filled(paths)


def _levels(text: str) -> tuple[str, ...]:
    return tuple(name for part in text.split("/") if (name := part.strip()))


def _filled(paths: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [path for path in paths if path]


def _category(path: tuple[str, ...]) -> str | list[str]:
    joined = "/".join(path)
    return joined if _levels(joined) == path else list(path)


def _tags(raw: Any) -> list[str] | None:
    """Tags without their `#`; a text holds several with commas, or as Tistory shows them, `#a #b c`."""
    if isinstance(raw, str):
        raw = raw.split(",") if "," in raw or not raw.lstrip().startswith("#") else re.split(r"\s#", raw)
    lines = _lines(raw)
    return None if lines is None else [tag for line in lines if (tag := line.lstrip("#").strip())]


def _addresses(values: _Values) -> tuple[str, list[str]]:
    """The post's address, and the others it is known by."""
    found = values.all("url", lambda raw: [raw.strip()] if isinstance(raw, str) and not _PATTERN.fullmatch(raw) else None)
    addresses = [address for address in found if address]
    return (addresses[0], addresses[1:]) if addresses else ("", [])


def _entry_id(original: str, rest: Mapping[str, Any]) -> str:
    """The number Tistory gave the post."""
    legacy = rest.get("legacy")
    number = legacy.get("tistoryId") if isinstance(legacy, Mapping) else None
    if isinstance(number, int | str) and str(number).isdecimal():
        return str(number)
    match = _ENTRY.fullmatch(original)
    return match.group(1) if match else ""


# Kind and visibility

_KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}


def _kind(values: _Values) -> Kind:
    """What the post is; a word that is none of ours stays what it was."""
    for key, raw in values.of(("kind",)):
        if isinstance(raw, str) and raw.strip() in _KINDS:
            values.take(key)
            return _KINDS[raw.strip()]
    return "post"


def _visibility(values: _Values) -> tuple[Literal["public", "protected", "private"], bool]:
    """The strictest thing the keys say, and whether the post is a draft."""
    states = set()
    for name, (yes, no) in _FLAGS.items():
        for key, raw in values.of((name,)):
            flag = raw if isinstance(raw, bool) else _BOOLEANS.get(str(raw).strip().lower())
            if flag is not None:
                states.add(yes if flag else no)
                values.take(key)
    for key, raw in values.of(("visibility", "status")):
        state = _STATES.get(str(raw).strip().lower())
        if state:
            states.add(state)
            values.take(key)
    return "private" if "private" in states else "protected" if "protected" in states else "public", "draft" in states


# Dates

_NO_DATE: Timestamp | str = ""


def _date(values: _Values, field: str, options: ReaderOptions, report: Report) -> Timestamp | None:
    def read(raw: Any) -> Timestamp | str | None:
        text = raw.isoformat() if isinstance(raw, date) else None if isinstance(raw, bool) else _line(raw)
        found = timestamp(text, options.timezone) if text else ""
        if found is None:
            report(Notice("front-matter", f"{field} is no date: {str(text)[:40]}"))
        return None if text is None else found

    found = values.first(field, read, _NO_DATE)
    return _reported(found, options, report) if isinstance(found, Timestamp) else None


def _date_from_name(source: Source, options: ReaderOptions, report: Report) -> Timestamp | None:
    match = _NAME_DATE.match(source.file_name)
    found = timestamp(match.group()[:-1], options.timezone) if match else None
    if found:
        report(Notice("date-from-name", f"{found.value:%Y-%m-%d}"))
    return _reported(found, options, report)


def _reported(found: Timestamp | None, options: ReaderOptions, report: Report) -> Timestamp | None:
    if found and found.assumed:
        report(Notice("time-zone", options.timezone))
    return found


# Everything else


def _extra(rest: Mapping[str, Any], report: Report) -> dict[str, Any]:
    extra = {}
    for key, value in rest.items():
        try:
            extra[key] = _json(value)
        except TypeError:
            report(Notice("front-matter-key", key))
    return extra


def _json(value: Any) -> Any:
    """The value as JSON can hold it; raises `TypeError` for what is neither text, number, date, list nor mapping."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if isfinite(value) else str(value)
        case date() | time():
            return value.isoformat()
        case list() | tuple():
            return [_json(item) for item in value]
        case Mapping():
            return {str(key): _json(item) for key, item in value.items()}
    raise TypeError(type(value).__name__)
