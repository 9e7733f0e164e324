"""`Meta` from front matter and back, and what else is known of a post: a table beside it, dates, titles, who may read it.

Several keys can feed one field (`front_matter.keys`). The first in the table that holds something wins; one that says the same is
dropped, one that says something else stays in `extra` under its own name. The first key of each field is the one that
`front_matter_of_meta` writes, so what we wrote reads back as it was.

Title, summary, author, tags and categories that an exporter spelled as HTML are what the blog showed (`titles`). Where we write
one that is about `&amp;` and has nothing beside it that shows so, `html_entities: false` says that it is to be read as it stands.

Addresses: `url` is the address the site itself gives the post, so `url` or `permalink` comes before `source_url`; the others
become `aliases`. A `permalink` that is a pattern (`/:year/:title/`, `pretty`) is no address and stays in `extra`.

Categories: `A/B` is one path of two levels, a space does not separate (`categories: A B` is one category), and a list in a list
is a path whose names are taken as they stand, with their slashes.
"""

from collections.abc import Mapping
from datetime import date, time
from math import isfinite
from pathlib import PurePosixPath
from typing import Any, get_args

from msgspec.structs import replace

from convert import lazy_re as re
from convert.meta import titles
from convert.meta.dates import is_korean_text, parse_timestamp
from convert.meta.front_matter import FrontMatter
from convert.meta.front_matter.keys import PLAIN, normalize_key
from convert.meta.hugo import lift_params_and_lone_image_as_cover, with_assumed_zone_in_schedule_texts
from convert.meta.values import (
    FrontMatterValues,
    as_collapsed_line,
    distinct_values,
    items_or_sole_text_as_list,
    text_or_items_joined_by_space,
    text_or_usual_part_for_field,
)
from convert.meta.visibility import is_among_drafts_and_tell, peek_scheduled_key, take_visibility_and_draft_reporting_scheduled
from convert.model import Blocks, Heading, Kind, Meta, Timestamp
from convert.model.url import unwrap_thumbnail
from convert.model.walk import plain_text
from convert.notices import Notice, Report, ignore
from convert.options import ReaderOptions
from convert.sources.source import Source

_LITERAL = "html_entities"
_NAME_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-")
_PATTERN = re.compile(r"date|pretty|ordinal|weekdate|none|(?:.*/)?:[a-z_]+.*", re.DOTALL)
_ENTRY = re.compile(r"https?://[^/?#]*\.tistory\.com/(?:m/)?([0-9]+)/?(?:[?#].*)?")


FRONT_MATTER_TAKES = {
    "title": "`title`",
    "date": "`date`, `published_at`, `created` …",
    "lastmod": "`lastmod`, `last_modified_at`, `updated` …",
    "slug": "`slug`",
    "url": "`url`, `permalink`, `source_url`",
    "aliases": "`aliases`, `redirect_from`",
    "entry_id": "`entry_id`; else the number in `source_url`",
    "categories": "`categories`, `category`",
    "tags": "`tags`, `tag`",
    "kind": "`kind`",
    "visibility": "`visibility`, `status`, `published` …",
    "draft": "`draft`, `status`",
    "author": "`author`, `authors`",
    "summary": "`summary`, `excerpt`, `description` …",
    "cover": "`cover`, `image`, `thumbnail` …",
    "lang": "`lang`, `language`, `locale`",
}
"""Where a reader of front matter takes the fields of `Meta` from, for its `TAKES`; `front_matter.keys` has every key."""


def read_meta(front: FrontMatter, source: Source, options: ReaderOptions, report: Report) -> Meta:
    """What the front matter says of a post; title and date stay empty where it says nothing.

    The date may come from a file name like `2024-07-22-x.md` instead, and a folder may say that it is a draft. Every key that
    feeds no field goes to `extra`. Reports `date-from-name`, `found-by`, `time-zone`, `unknown-date`, `unknown-visibility`, and
    `front-matter-key` for values JSON cannot hold. Nothing is raised.
    """
    values = FrontMatterValues(lift_params_and_lone_image_as_cover(front.data))
    original, is_literal = values.peek_text("source_url"), _take_no_entities_flag(values)
    scheduled = peek_scheduled_key(values)
    visibility, draft = take_visibility_and_draft_reporting_scheduled(values, report)
    url, other = _take_url_and_other_urls(values)
    day = _take_date(values, "date", options, report) or read_file_name_date_and_tell(source, options, report)
    meta = Meta(
        title=values.take_first("title", text_or_items_joined_by_space, ""),
        date=day,
        lastmod=_take_date(values, "lastmod", options, report),
        slug=values.take_first("slug", text_or_items_joined_by_space, ""),
        url=url,
        aliases=distinct_values([*values.take_all("aliases", items_or_sole_text_as_list), *other], url),
        entry_id=values.take_first("entry_id", text_or_items_joined_by_space, "")
        or _find_tistory_number_or_empty(original, values.rest),
        categories=distinct_values(
            values.take_all("categories", lambda raw: _read_category_paths(raw, options.category_list == "path"))
        ),
        tags=distinct_values(values.take_all("tags", _read_tags)),
        kind=_take_kind_or_post(values),
        visibility=visibility,
        draft=is_among_drafts_and_tell(source, report) or draft,
        author=values.take_first("author", lambda raw: text_or_usual_part_for_field(raw, "author"), ""),
        summary=values.take_first("summary", as_collapsed_line, ""),
        cover=unwrap_thumbnail(values.take_first("cover", lambda raw: text_or_usual_part_for_field(raw, "cover"), "")),
        lang=values.take_first("lang", text_or_items_joined_by_space, ""),
        extra=_extra_with_zone_in_schedule_unless_dated(day, scheduled | values.rest, options, report),
    )
    return meta if is_literal else _unescape_html_escaped_fields(meta, report)


def _extra_with_zone_in_schedule_unless_dated(
    day: Timestamp | None, rest: Mapping[str, Any], options: ReaderOptions, report: Report
) -> dict[str, Any]:
    extra = _extra_with_json_values_only(rest, report)
    return extra if day else with_assumed_zone_in_schedule_texts(extra, options.timezone, report)


def _take_no_entities_flag(values: FrontMatterValues) -> bool:
    """Whether the front matter says that it spells nothing as HTML."""
    key = next((key for key, raw in values.peek_items((normalize_key(_LITERAL),)) if raw is False), None)
    if key is not None:
        values.take_value(key)
    return key is not None


def _unescape_html_escaped_fields(meta: Meta, report: Report) -> Meta:
    """The same where an exporter spelled it as HTML."""
    named = (meta.title, *meta.tags, *(name for path in meta.categories for name in path))
    changes: dict[str, Any] = {}
    if titles.is_html_escaped(named):
        changes["title"] = titles.unescape_entities_on_one_line(meta.title)
        changes["tags"] = tuple(dict.fromkeys(map(titles.unescape_entities_on_one_line, meta.tags)))
        changes["categories"] = tuple(
            dict.fromkeys(tuple(map(titles.unescape_entities_on_one_line, path)) for path in meta.categories)
        )
    if titles.is_html_escaped((meta.summary,)):
        changes["summary"] = titles.unescape_entities_on_one_line(meta.summary)
    if titles.is_html_escaped((meta.author,)):
        changes["author"] = titles.unescape_entities_on_one_line(meta.author)
    if not changes:
        return meta
    report(Notice("front-matter", "entities of HTML"))
    return replace(meta, **changes)


def front_matter_of_meta(meta: Meta) -> dict[str, Any]:
    """Front matter for `dump_front_matter`, in a fixed order, without what is empty.

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
        "categories": [_join_category_path_if_reversible(path) for path in meta.categories],
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
    if _unescape_html_escaped_fields(meta, ignore) is not meta:
        written[_LITERAL] = False
    return written | {f"original_{key}" if key in written else key: value for key, value in meta.extra.items()}


def file_name_without_ending_and_date(file_name: str) -> str:
    """The file name without a post's extension and without the date Jekyll puts first."""
    stem = re.sub(r"\.(?:html?|md|mdx|markdown|txt|xml)\Z", "", PurePosixPath(file_name).name, flags=re.IGNORECASE)
    return titles.unescape_if_escaped(_NAME_DATE.sub("", stem, count=1) or stem)


def title_from_sole_h1_or_name_and_tell(children: Blocks, source: Source, report: Report) -> str:
    """The only h1 of a post that says no title, or else what its file is called."""
    headings = [block for block in children if type(block) is Heading and block.level == 1]
    if len(headings) == 1:
        report(Notice("title-from-heading"))
        return plain_text(headings).strip()
    name = file_name_without_ending_and_date(source.file_name) if source.relative else ""
    if name:
        report(Notice("title-from-name"))
    return name


def read_date_and_tell_if_zone_assumed(text: str, options: ReaderOptions, report: Report) -> Timestamp | None:
    """The moment a text names, or nothing. One without an offset is in `options.timezone`, which is reported as `time-zone`."""
    return _report_assumed_zone(parse_timestamp(text, options.timezone), options, report)


# Categories, tags, addresses


def _read_category_paths(raw: Any, one_path: bool) -> list[tuple[str, ...]] | None:
    if not isinstance(raw, list):
        text = text_or_items_joined_by_space(raw)
        return None if text is None else _without_empty_paths([_split_category_path(text)])
    paths: list[tuple[str, ...]] = []
    for item in raw:
        names = items_or_sole_text_as_list(item) if isinstance(item, list) else text_or_items_joined_by_space(item)
        if names is None:
            return None
        paths.append(_split_category_path(names) if isinstance(names, str) else tuple(names))
    if one_path and not any(isinstance(item, list) for item in raw):
        paths = [tuple(name for path in paths for name in path)]
    return _without_empty_paths(paths)


def _split_category_path(text: str) -> tuple[str, ...]:
    return tuple(name for part in text.split("/") if (name := part.strip()))


def _without_empty_paths(paths: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [path for path in paths if path]


def _join_category_path_if_reversible(path: tuple[str, ...]) -> str | list[str]:
    joined = "/".join(path)
    return joined if _split_category_path(joined) == path else list(path)


def _read_tags(raw: Any) -> list[str] | None:
    """Tags without their `#`; a text holds several with commas, or as Tistory shows them, `#a #b c`."""
    if isinstance(raw, str):
        raw = raw.split(",") if "," in raw or not raw.lstrip().startswith("#") else re.split(r"\s#", raw)
    lines = items_or_sole_text_as_list(raw)
    return None if lines is None else [tag for line in lines if (tag := line.lstrip("#").strip())]


def _take_url_and_other_urls(values: FrontMatterValues) -> tuple[str, list[str]]:
    """The post's address, and the others it is known by."""
    found = values.take_all("url", lambda raw: [raw.strip()] if isinstance(raw, str) and not _PATTERN.fullmatch(raw) else None)
    addresses = [address for address in found if address]
    return (addresses[0], addresses[1:]) if addresses else ("", [])


def _find_tistory_number_or_empty(original: str, rest: Mapping[str, Any]) -> str:
    """The number Tistory gave the post."""
    legacy = rest.get("legacy")
    number = legacy.get("tistoryId") if isinstance(legacy, Mapping) else None
    if isinstance(number, int | str) and str(number).isdecimal():
        return str(number)
    match = _ENTRY.fullmatch(original)
    return match.group(1) if match else ""


# Kind and visibility

_KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}


def _take_kind_or_post(values: FrontMatterValues) -> Kind:
    """What the post is; a word that is none of ours stays what it was."""
    for key, raw in values.peek_items(("kind",)):
        if isinstance(raw, str) and raw.strip() in _KINDS:
            values.take_value(key)
            return _KINDS[raw.strip()]
    return "post"


# Dates

_NO_DATE: Timestamp | str = ""


def _take_date(values: FrontMatterValues, field: str, options: ReaderOptions, report: Report) -> Timestamp | None:
    """The first date of a field. What is none stays; a word like `매주` beside a date was not meant to be one."""
    unread: list[str] = []
    is_korean = all(is_korean_text(key) for key, _ in values.peek_items(PLAIN[field]))

    def timestamp_or_empty_or_none_if_unread(raw: Any) -> Timestamp | str | None:
        text = raw.isoformat() if isinstance(raw, date) else None if isinstance(raw, bool) else text_or_items_joined_by_space(raw)
        found = parse_timestamp(text, options.timezone, is_korean=is_korean) if text else ""
        if found is None:
            unread.append(str(text))
        return None if text is None else found

    found = values.take_first(field, timestamp_or_empty_or_none_if_unread, _NO_DATE)
    for text in unread:
        if not found or any(character.isdigit() for character in text):
            report(Notice("unknown-date", f"{field}: {text[:40]}"))
    return _report_assumed_zone(found, options, report) if isinstance(found, Timestamp) else None


def read_file_name_date_and_tell(source: Source, options: ReaderOptions, report: Report) -> Timestamp | None:
    """The date a file's name begins with, `2024-07-22-x.md`. Reports `date-from-name`, `time-zone` and `unknown-date`."""
    match = _NAME_DATE.match(source.file_name)
    found = parse_timestamp(match.group()[:-1], options.timezone) if match else None
    if found:
        report(Notice("date-from-name", f"{found.value:%Y-%m-%d}"))
    elif match:
        report(Notice("unknown-date", f"file name: {match.group()[:-1]}"))
    return _report_assumed_zone(found, options, report)


def _report_assumed_zone(found: Timestamp | None, options: ReaderOptions, report: Report) -> Timestamp | None:
    if found and found.assumed:
        report(Notice("time-zone", options.timezone))
    return found


# Everything else


def _extra_with_json_values_only(rest: Mapping[str, Any], report: Report) -> dict[str, Any]:
    extra = {}
    for key, value in rest.items():
        try:
            extra[key] = _as_json_value_or_raise(value)
        except TypeError:
            report(Notice("front-matter-key", key))
    return extra


def _as_json_value_or_raise(value: Any) -> Any:
    """The value as JSON can hold it; raises `TypeError` for what is neither text, number, date, list nor mapping."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if isfinite(value) else str(value)
        case date() | time():
            return value.isoformat()
        case list() | tuple():
            return [_as_json_value_or_raise(item) for item in value]
        case Mapping():
            return {str(key): _as_json_value_or_raise(item) for key, item in value.items()}
    raise TypeError(type(value).__name__)
