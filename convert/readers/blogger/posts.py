"""A post or page of an export as a document."""

import re
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from convert.meta.cleaning import clean_meta
from convert.meta.dates import timestamp
from convert.meta.privacy import report_left_out
from convert.model import Blocks, Document, Kind, Meta, Origin, Timestamp
from convert.model.url import readable
from convert.notices import Notice, Report
from convert.options import ReaderOptions
from convert.readers._addresses import at
from convert.readers.blogger.blog import Blog
from convert.readers.blogger.comments import Comments, has_account, post_key, read_comments
from convert.readers.blogger.kinds import State, is_kind, kind_of, state_of
from convert.readers.rss import base
from convert.readers.rss.feed import Entry, Field
from convert.readers.rss.fields import (
    DRAFT_FIELDS,
    author,
    first_field,
    html,
    in_one_line,
    label,
    moment,
    target,
    text,
    title,
    value,
)
from convert.readers.tistory import read_body
from convert.sources.evidence import hand_over

_SLUG = re.compile(r"/([^/]+?)(?:\.html?)?/?$")

_READ = frozenset(
    {
        *("id", "title", "content", "summary", "published", "updated", "category", *DRAFT_FIELDS),
        *("author", "author/name", "author/uri", "author/email", "author/gd:image", "author/blogger:type"),
        *("blogger:type", "blogger:status", "blogger:trashed", "blogger:filename", "blogger:metaDescription"),
        *("thr:total", "gd:extendedProperty"),
    }
)
"""Elements a field of `Meta` takes, or that Blogger keeps for its own: what any other says is in `extra`."""

_LONGEST_WORD = 40

_OWN_LINKS = frozenset({"alternate", "self", "edit", "replies", "next", "hub"})
"""Links to the post, and to what Blogger's programs ask for."""


class Setting(Struct, frozen=True):
    """What every post of an export is read with."""

    blog: Blog
    comments: Comments
    options: ReaderOptions
    report: Report


def read_post(entry: Entry, setting: Setting, origin: Origin) -> Document:
    """A post with its comments."""
    entry = base.whole(entry)
    meta = _meta(entry, setting)
    kept = setting.comments.of(post_key(text(entry.fields, "id")))
    return Document(
        clean_meta(meta, setting.report),
        _body(entry, meta.url, setting.report),
        comments=read_comments(kept, setting.options, setting.report),
        origin=origin,
    )


def _body(entry: Entry, url: str, report: Report) -> Blocks:
    """The text; a feed that has only beginnings says so."""
    whole = first_field(entry.fields, ("content", "summary"))
    if whole is None:
        return ()
    if whole.name == "summary":
        report(Notice("partial-post"))
    markup, where = html(whole), base.base_of_text(entry, whole, url)
    hand_over(report, markup)
    return at(where, read_body(markup, report)[0], report)


def _meta(entry: Entry, setting: Setting) -> Meta:
    fields, blog, options, report = entry.fields, setting.blog, setting.options, setting.report
    extra: dict[str, Any] = {}
    kind: Kind = "page" if kind_of(fields) == "page" else "post"
    changed = moment(fields, ("updated",), extra, options, report)
    published = moment(fields, ("published",), extra, options, report)
    state = _state(entry, blog, published, report)
    url, aliases = _addresses(fields, blog)
    found = _SLUG.search(_path(url or next(iter(aliases), "")))
    number = post_key(text(fields, "id"))
    report_left_out(has_account(fields, ""), report)
    return Meta(
        title=title(fields),
        date=published or changed,
        lastmod=changed,
        slug=readable(found[1]) if found else "",
        url=url,
        aliases=aliases,
        entry_id=number if number.isdecimal() else "",
        tags=tuple(
            dict.fromkeys(name for field in fields if field.name == "category" and not is_kind(field) if (name := label(field)))
        ),
        kind=kind,
        visibility=state.visibility,
        draft=state.draft,
        author=author(fields, entry.feed),
        summary=_summary(fields),
        lang=next((field.attributes["xml:lang"] for field in fields if "xml:lang" in field.attributes), "") or blog.lang,
        extra={**_extra(fields, state), **extra},
    )


def _state(entry: Entry, blog: Blog, published: Timestamp | None, report: Report) -> State:
    """Who may see a post: nobody who may not see the blog, and nobody yet when it is from after the export.

    Blogger's own export has no word for a post that waits for its day.
    """
    state = state_of(entry.fields)
    if not state.is_known:
        report(Notice("unknown-visibility", state.said[:_LONGEST_WORD] or "no status"))
    exported = timestamp(text(entry.feed, "updated"), "UTC")
    if not state.is_takeout and published and exported and published.value > exported.value:
        report(Notice("unknown-visibility", "dated after the export"))
        state = replace(state, visibility="private", draft=True)
    return state if blog.is_public else replace(state, visibility="private")


def _addresses(fields: tuple[Field, ...], blog: Blog) -> tuple[str, tuple[str, ...]]:
    """The address of a post, and the others it is known by."""
    links = (
        target(field) for field in fields if field.name == "link" and field.attributes.get("rel", "alternate") == "alternate"
    )
    link = next(filter(None, links), "")
    name = text(fields, "blogger:filename")
    path = f"/{name.lstrip('/')}" if name else ""
    url = link or (blog.address + path if blog.address and path else "")
    return url, (path,) if path and not url.endswith(path) else ()


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def _summary(fields: tuple[Field, ...]) -> str:
    said = first_field(fields, ("blogger:metaDescription",))
    short = first_field(fields, ("summary",)) if text(fields, "content") else None
    found = said or short
    return in_one_line(found) if found is not None else ""


def _extra(fields: tuple[Field, ...], state: State) -> dict[str, Any]:
    """What no field of `Meta` takes."""
    extra: dict[str, Any] = {"status": state.said} if state.said else {}
    published = text(fields, "published")
    for field in fields:
        relation = field.attributes.get("rel", "alternate") if field.name == "link" else ""
        said = in_one_line(field) if "<" in field.text else value(field)
        is_known = field.name in _READ or relation in _OWN_LINKS or relation.startswith("http://schemas.google.com/")
        if said and not is_known and said != published:
            name = f"link:{relation}" if relation else field.name
            extra[name] = [*_listed(extra[name]), said] if name in extra else said
    return extra


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
