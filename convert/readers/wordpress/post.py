"""An item of an export as a document."""

from html import unescape
from typing import Any

from msgspec import Struct

from convert import lazy_re as re
from convert.meta.cleaning import without_illegal_characters
from convert.meta.privacy import without_mail_domain
from convert.meta.visibility import SCHEDULED, scheduled_key_if_word_says_so
from convert.model import Comment, Document, Meta, Origin, Resource, Visibility
from convert.model.url import is_safe, percent_decode_if_readable
from convert.notices import Notice, Report
from convert.options import ReaderOptions
from convert.readers._xml.element import Element
from convert.readers._xml.scan import Piece
from convert.readers.wordpress.comments import read_and_report_approved_trackbacks, read_approved_comment_threads
from convert.readers.wordpress.content import Content, ReadContent, read_comment_body, read_content_and_hand_original_to_proof
from convert.readers.wordpress.library import Attachment, post_meta_values
from convert.readers.wordpress.site import Site
from convert.readers.wordpress.terms import read_post_terms
from convert.readers.wordpress.times import read_modified, read_published, unreadable_dates_and_tell_if_any
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


class PostContext(Struct, frozen=True):
    """What every post of an export is read with."""

    source: Source
    site: Site
    options: ReaderOptions
    report: Report


def read_post(item: Element, piece: Piece, context: PostContext) -> Document:
    """A post or page. Left out are WordPress's own settings of it (fields that begin with `_`), and its password."""
    zone, report = context.options.timezone, context.report
    content = Content(
        item.first_child_or_empty_element("content:encoded").own_text,
        item.child_text("wp:post_id"),
        next(iter(post_meta_values(item, "footnotes")), ""),
        context.site.library,
        context.site.blocks,
    )
    read = read_content_and_hand_original_to_proof(content, report)
    cover = _find_safe_cover_or_report_missing(item, context)
    return Document(
        without_illegal_characters(_read_meta(item, cover, context), report),
        read.blocks,
        resources=_resources_of(read, cover),
        comments=_read_approved_threads_with_bodies(item, zone, context),
        origin=Origin("wordpress", context.source.name, kind_and_number_or_byte_offset(item, piece), piece.sha256),
    )


def kind_and_number_or_byte_offset(item: Element, piece: Piece) -> str:
    """What an item is called among the others."""
    return f"{item.child_text('wp:post_type') or 'item'} {item.child_text('wp:post_id') or f'at byte {piece.offset}'}"


def _read_approved_threads_with_bodies(item: Element, zone: str, context: PostContext) -> tuple[Comment, ...]:
    report = context.report
    return read_approved_comment_threads(item, zone, lambda html: read_comment_body(html, report), report)


def _resources_of(content: ReadContent, cover: Attachment | None) -> tuple[Resource, ...]:
    used = {attachment.url: attachment.resource for attachment in (*((cover,) if cover is not None else ()), *content.used)}
    return tuple(used.values())


def _find_safe_cover_or_report_missing(item: Element, context: PostContext) -> Attachment | None:
    """The picture that stands for the post, which is an item of its own."""
    number = next(iter(post_meta_values(item, "_thumbnail_id")), "")
    found = context.site.library.by_number(number) if number else None
    if found is None and number not in ("", "0", "-1"):
        context.report(Notice("missing-file", f"attachment {number}"))
    return found if found is not None and is_safe(found.url, image=True) else None


def _read_meta(item: Element, cover: Attachment | None, context: PostContext) -> Meta:
    zone = context.options.timezone
    filed = read_post_terms(item, context.site.terms)
    visibility, is_draft = _visibility_and_draft_telling_if_scheduled(item, context.report)
    url, slug = item.child_text("link"), percent_decode_if_readable(item.child_text("wp:post_name"))
    login = item.child_text("dc:creator")
    date = read_published(item, zone)
    if date is not None and date.assumed:
        context.report(Notice("time-zone", str(date.value.tzinfo)))
    return Meta(
        title=_read_html_title_as_plain_text(item),
        date=date,
        lastmod=read_modified(item, zone),
        slug=slug,
        url=url,
        aliases=tuple(_other_addresses(item, url)),
        entry_id=item.child_text("wp:post_id"),
        categories=filed.categories,
        tags=filed.tags,
        kind="page" if item.child_text("wp:post_type") == "page" else "post",
        visibility=visibility,
        draft=is_draft,
        author=without_mail_domain(context.site.authors.get(login, login)),
        summary=_read_excerpt_or_seo_description(item),
        cover=cover.url if cover is not None else "",
        lang=context.site.lang,
        extra=_read_extra(item, filed.format, filed.others, context),
    )


def _visibility_and_draft_telling_if_scheduled(item: Element, report: Report) -> tuple[Visibility, bool]:
    """Who may read it: nobody, unless the export says so in a word that is known. The password is looked at and not kept."""
    status = item.child_text("wp:status")
    known = _STATUSES.get(status)
    if known is None:
        report(Notice("unknown-visibility", status[:_LONGEST_WORD]))
    if status in SCHEDULED:
        report(Notice("scheduled-post", status))
    visibility, is_draft = known or ("private", False)
    is_protected = visibility == "public" and bool(item.first_child_or_empty_element("wp:post_password").own_text)
    return "protected" if is_protected else visibility, is_draft


def _read_html_title_as_plain_text(item: Element) -> str:
    """The title, which is HTML; only what looks like a mark is one, since many write `<T>` and mean it."""
    return " ".join(
        unescape(_TITLE_TAG.sub(_space_for_br_else_nothing, item.first_child_or_empty_element("title").own_text)).split()
    )


def _space_for_br_else_nothing(match: re.Match[str]) -> str:
    return " " if match[0].lower().startswith("<br") else ""


def _other_addresses(item: Element, url: str) -> list[str]:
    """The other addresses of a post: its number, which always leads to it, and the slugs it had before."""
    found = [item.child_text("guid")]
    slug = item.child_text("wp:post_name")
    if slug and slug in url:
        before, _, after = url.rpartition(slug)
        found += [f"{before}{old}{after}" for old in post_meta_values(item, "_wp_old_slug")]
    return [address for address in dict.fromkeys(found) if address.startswith(("http://", "https://")) and address != url]


def _read_excerpt_or_seo_description(item: Element) -> str:
    """The excerpt its author wrote, else what a plugin tells search engines."""
    excerpt = item.first_child_or_empty_element("excerpt:encoded").own_text.strip()
    if excerpt:
        body = parse_html(excerpt).body if "<" in excerpt or "&" in excerpt else None
        return " ".join((excerpt if body is None else body.text(separator=" ")).split())
    found = (" ".join(unescape(text).split()) for key in _DESCRIPTIONS for text in post_meta_values(item, key))
    return next((text for text in found if not _VARIABLE.search(text)), "")


def _read_extra(item: Element, post_format: str, taxonomies: dict[str, list[str]], context: PostContext) -> dict[str, Any]:
    """What no field of `Meta` takes."""
    zone, report = context.options.timezone, context.report
    kind, parent = item.child_text("wp:post_type"), item.child_text("wp:post_parent")
    found: dict[str, Any] = {
        "post_type": "" if kind in ("post", "page") else kind,
        "post_format": post_format,
        "parent": "" if parent == "0" else parent,
        "sticky": item.child_text("wp:is_sticky") == "1",
        "taxonomies": taxonomies,
        "custom_fields": _read_custom_fields(item),
        "trackbacks": read_and_report_approved_trackbacks(item, zone, report),
    }
    found |= scheduled_key_if_word_says_so(item.child_text("wp:status"))
    return {name: value for name, value in found.items() if value} | unreadable_dates_and_tell_if_any(item, _DATES, zone, report)


def _read_custom_fields(item: Element) -> dict[str, str | list[str]]:
    """The fields an author can see; one that is there several times has several values."""
    values: dict[str, list[str]] = {}
    for field in item.children_named("wp:postmeta"):
        key, text = field.child_text("wp:meta_key"), field.first_child_or_empty_element("wp:meta_value").own_text.strip()
        if key and text and not key.startswith("_") and key not in _OWN:
            values.setdefault(key, []).append(text)
    return {key: found[0] if len(found) == 1 else found for key, found in values.items()}
