"""An item of an export as a document."""

import re
from html import unescape
from typing import Any

from msgspec import Struct

from convert.meta.cleaning import clean_meta
from convert.meta.privacy import author_name
from convert.model import Comment, Document, Meta, Origin, Resource, Visibility
from convert.model.url import is_safe, readable
from convert.notices import Notice, Report
from convert.options import ReaderOptions
from convert.readers._xml.element import Element
from convert.readers._xml.scan import Piece
from convert.readers.wordpress.comments import read_comments, read_trackbacks
from convert.readers.wordpress.content import Content, Read, read_comment, read_content
from convert.readers.wordpress.library import Attachment, post_meta
from convert.readers.wordpress.site import Site
from convert.readers.wordpress.terms import read_filed
from convert.readers.wordpress.times import modified, published, unread
from convert.sources.html_tree import parse_html
from convert.sources.source import Source

_STATUSES: dict[str, tuple[Visibility, bool]] = {
    "publish": ("public", False),
    "private": ("private", False),
    "draft": ("public", True),
    "auto-draft": ("public", True),
    "pending": ("public", True),
    "future": ("public", True),
}
"""Who may read a post, and whether it is a draft: `pending` waits for an editor, `future` for its day."""

_DESCRIPTIONS = (
    "_yoast_wpseo_metadesc",
    "rank_math_description",
    "_aioseo_description",
    "_seopress_titles_desc",
    "_genesis_description",
)
"""Fields of plugins for search engines that say what a post is about."""

_VARIABLE = re.compile(r"%%?\w+%|#\w+_\w+")
"""A part of a description that the plugin puts in."""

_OWN = frozenset({"footnotes", *_DESCRIPTIONS})
_DATES = ("wp:post_date", "wp:post_date_gmt", "wp:post_modified", "wp:post_modified_gmt")
_TITLE_TAG = re.compile(
    r"</?(?:a|abbr|b|big|br|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_LONGEST_WORD = 40


class Setting(Struct, frozen=True):
    """What every post of an export is read with."""

    source: Source
    site: Site
    options: ReaderOptions
    report: Report


def read_post(item: Element, piece: Piece, setting: Setting) -> Document:
    """A post or page. Left out are WordPress's own settings of it (fields that begin with `_`), and its password."""
    zone, report = setting.options.timezone, setting.report
    content = Content(
        item.first("content:encoded").text,
        item.line("wp:post_id"),
        next(iter(post_meta(item, "footnotes")), ""),
        setting.site.library,
        setting.site.blocks,
    )
    read = read_content(content, report)
    cover = _cover(item, setting)
    return Document(
        clean_meta(_meta(item, cover, setting), report),
        read.blocks,
        resources=_resources(read, cover),
        comments=_comments(item, zone, setting),
        origin=Origin("wordpress", setting.source.name, member(item, piece), piece.sha256),
    )


def member(item: Element, piece: Piece) -> str:
    """What an item is called among the others."""
    return f"{item.line('wp:post_type') or 'item'} {item.line('wp:post_id') or f'at byte {piece.offset}'}"


def _comments(item: Element, zone: str, setting: Setting) -> tuple[Comment, ...]:
    report = setting.report
    return read_comments(item, zone, lambda html: read_comment(html, report), report)


def _resources(read: Read, cover: Attachment | None) -> tuple[Resource, ...]:
    used = {one.url: one.resource for one in (*((cover,) if cover is not None else ()), *read.used)}
    return tuple(used.values())


def _cover(item: Element, setting: Setting) -> Attachment | None:
    """The picture that stands for the post, which is an item of its own."""
    number = next(iter(post_meta(item, "_thumbnail_id")), "")
    found = setting.site.library.numbered(number) if number else None
    if found is None and number not in ("", "0", "-1"):
        setting.report(Notice("missing-file", f"attachment {number}"))
    return found if found is not None and is_safe(found.url, image=True) else None


def _meta(item: Element, cover: Attachment | None, setting: Setting) -> Meta:
    zone = setting.options.timezone
    filed = read_filed(item, setting.site.terms)
    visibility, is_draft = _state(item, setting.report)
    url, slug = item.line("link"), readable(item.line("wp:post_name"))
    login = item.line("dc:creator")
    date = published(item, zone)
    if date is not None and date.assumed:
        setting.report(Notice("time-zone", str(date.value.tzinfo)))
    return Meta(
        title=_title(item),
        date=date,
        lastmod=modified(item, zone),
        slug=slug,
        url=url,
        aliases=tuple(_aliases(item, url)),
        entry_id=item.line("wp:post_id"),
        categories=filed.categories,
        tags=filed.tags,
        kind="page" if item.line("wp:post_type") == "page" else "post",
        visibility=visibility,
        draft=is_draft,
        author=author_name(setting.site.authors.get(login, login)),
        summary=_summary(item),
        cover=cover.url if cover is not None else "",
        lang=setting.site.lang,
        extra=_extra(item, filed.format, filed.others, setting),
    )


def _state(item: Element, report: Report) -> tuple[Visibility, bool]:
    """Who may read it: nobody, unless the export says so in a word that is known. The password is looked at and not kept."""
    said = item.line("wp:status")
    known = _STATUSES.get(said)
    if known is None:
        report(Notice("unknown-visibility", said[:_LONGEST_WORD]))
    visibility, is_draft = known or ("private", False)
    is_protected = visibility == "public" and bool(item.first("wp:post_password").text)
    return "protected" if is_protected else visibility, is_draft


def _title(item: Element) -> str:
    """The title, which is HTML; only what looks like a mark is one, since many write `<T>` and mean it."""
    return " ".join(unescape(_TITLE_TAG.sub(_of_tag, item.first("title").text)).split())


def _of_tag(match: re.Match[str]) -> str:
    return " " if match[0].lower().startswith("<br") else ""


def _aliases(item: Element, url: str) -> list[str]:
    """The other addresses of a post: its number, which always leads to it, and the slugs it had before."""
    found = [item.line("guid")]
    slug = item.line("wp:post_name")
    if slug and slug in url:
        before, _, after = url.rpartition(slug)
        found += [f"{before}{old}{after}" for old in post_meta(item, "_wp_old_slug")]
    return [address for address in dict.fromkeys(found) if address.startswith(("http://", "https://")) and address != url]


def _summary(item: Element) -> str:
    """The excerpt its author wrote, else what a plugin tells search engines."""
    excerpt = item.first("excerpt:encoded").text.strip()
    if excerpt:
        body = parse_html(excerpt).body if "<" in excerpt or "&" in excerpt else None
        return " ".join((excerpt if body is None else body.text(separator=" ")).split())
    found = (" ".join(unescape(text).split()) for key in _DESCRIPTIONS for text in post_meta(item, key))
    return next((text for text in found if not _VARIABLE.search(text)), "")


def _extra(item: Element, form: str, others: dict[str, list[str]], setting: Setting) -> dict[str, Any]:
    """What no field of `Meta` takes."""
    zone, report = setting.options.timezone, setting.report
    kind, parent = item.line("wp:post_type"), item.line("wp:post_parent")
    found: dict[str, Any] = {
        "post_type": "" if kind in ("post", "page") else kind,
        "post_format": form,
        "parent": "" if parent == "0" else parent,
        "sticky": item.line("wp:is_sticky") == "1",
        "taxonomies": others,
        "custom_fields": _custom_fields(item),
        "trackbacks": read_trackbacks(item, zone, report),
    }
    return {name: value for name, value in found.items() if value} | unread(item, _DATES, zone, report)


def _custom_fields(item: Element) -> dict[str, str | list[str]]:
    """The fields an author can see; one that is there several times has several values."""
    values: dict[str, list[str]] = {}
    for field in item.all("wp:postmeta"):
        key, text = field.line("wp:meta_key"), field.first("wp:meta_value").text.strip()
        if key and text and not key.startswith("_") and key not in _OWN:
            values.setdefault(key, []).append(text)
    return {key: found[0] if len(found) == 1 else found for key, found in values.items()}
