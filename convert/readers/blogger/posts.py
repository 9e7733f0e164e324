"""A post or page of an export as a document."""

from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from convert import lazy_re as re
from convert.meta.cleaning import without_illegal_characters
from convert.meta.dates import parse_timestamp
from convert.meta.privacy import report_dropped_personal_data_if_any
from convert.meta.visibility import SCHEDULED, scheduled_key_if_word_says_so
from convert.model import Blocks, Document, Kind, Meta, Origin, Timestamp
from convert.model.url import percent_decode_if_readable
from convert.notices import Notice, Report
from convert.options import ReaderOptions
from convert.readers._addresses import resolve_addresses_and_tell_proof
from convert.readers.blogger.blog import Blog
from convert.readers.blogger.comments import (
    Comments,
    has_profile_or_real_email,
    post_number_or_whole_id,
    read_comment_threads_without_spam,
)
from convert.readers.blogger.kinds import PostState, entry_kind_or_post, is_kind_category, publication_state_of
from convert.readers.rss import base_address
from convert.readers.rss.feed import Entry, Field
from convert.readers.rss.fields import (
    DRAFT_FIELDS,
    category_label,
    field_html,
    first_field_with_text_in_order_of_names_or_none,
    first_text,
    link_target,
    read_author_without_mail_address,
    read_first_timestamp_moving_others_to_extra,
    read_title,
    text_or_address,
    text_without_markup_on_one_line,
)
from convert.readers.tistory import expand_replacers_and_read_body_and_title
from convert.sources.evidence import hand_over_original_or_check_its_size

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


class PostContext(Struct, frozen=True):
    """What every post of an export is read with."""

    blog: Blog
    comments: Comments
    options: ReaderOptions
    report: Report


def read_post(entry: Entry, context: PostContext, origin: Origin) -> Document:
    """A post with its comments."""
    entry = base_address.with_absolute_addresses(entry)
    meta = _read_meta(entry, context)
    kept = context.comments.stored_comments_of_post(post_number_or_whole_id(first_text(entry.fields, "id")))
    return Document(
        without_illegal_characters(meta, context.report),
        _read_content_telling_proof_and_if_partial(entry, meta.url, context.report),
        comments=read_comment_threads_without_spam(kept, context.options, context.report),
        origin=origin,
    )


def _read_content_telling_proof_and_if_partial(entry: Entry, url: str, report: Report) -> Blocks:
    """The text; a feed that has only beginnings says so."""
    field = first_field_with_text_in_order_of_names_or_none(entry.fields, ("content", "summary"))
    if field is None:
        return ()
    if field.name == "summary":
        report(Notice("partial-post"))
    markup, where = field_html(field), base_address.xml_base_or_post_address(entry, field, url)
    hand_over_original_or_check_its_size(report, markup)
    return resolve_addresses_and_tell_proof(where, expand_replacers_and_read_body_and_title(markup, report)[0], report)


def _read_meta(entry: Entry, context: PostContext) -> Meta:
    fields, blog, options, report = entry.fields, context.blog, context.options, context.report
    extra: dict[str, Any] = {}
    kind: Kind = "page" if entry_kind_or_post(fields) == "page" else "post"
    changed = read_first_timestamp_moving_others_to_extra(fields, ("updated",), extra, options, report)
    published = read_first_timestamp_moving_others_to_extra(fields, ("published",), extra, options, report)
    state = _strictest_state_and_report_doubts(entry, blog, published, report)
    url, aliases = _read_url_and_aliases(fields, blog)
    found = _SLUG.search(_path_of_url(url or next(iter(aliases), "")))
    number = post_number_or_whole_id(first_text(fields, "id"))
    report_dropped_personal_data_if_any(has_profile_or_real_email(fields, ""), report)
    return Meta(
        title=read_title(fields),
        date=published or changed,
        lastmod=changed,
        slug=percent_decode_if_readable(found[1]) if found else "",
        url=url,
        aliases=aliases,
        entry_id=number if number.isdecimal() else "",
        tags=tuple(
            dict.fromkeys(
                name
                for field in fields
                if field.name == "category" and not is_kind_category(field)
                if (name := category_label(field))
            )
        ),
        kind=kind,
        visibility=state.visibility,
        draft=state.draft,
        author=read_author_without_mail_address(fields, entry.feed),
        summary=_read_summary(fields),
        lang=next((field.attributes["xml:lang"] for field in fields if "xml:lang" in field.attributes), "") or blog.lang,
        extra={**_read_extra(fields, state), **scheduled_key_if_word_says_so(state.status), **extra},
    )


def _strictest_state_and_report_doubts(entry: Entry, blog: Blog, published: Timestamp | None, report: Report) -> PostState:
    """Who may see a post: nobody who may not see the blog, and nobody yet when it is from after the export.

    Blogger's own export has no word for a post that waits for its day.
    """
    state = publication_state_of(entry.fields)
    if not state.is_known:
        report(Notice("unknown-visibility", state.status[:_LONGEST_WORD] or "no status"))
    if state.status.lower() in SCHEDULED:
        report(Notice("scheduled-post", state.status))
    exported = parse_timestamp(first_text(entry.feed, "updated"), "UTC")
    if not state.is_takeout and published and exported and published.value > exported.value:
        report(Notice("unknown-visibility", "dated after the export"))
        state = replace(state, visibility="private", draft=True)
    return state if blog.is_public else replace(state, visibility="private")


def _read_url_and_aliases(fields: tuple[Field, ...], blog: Blog) -> tuple[str, tuple[str, ...]]:
    """The address of a post, and the others it is known by."""
    links = (
        link_target(field) for field in fields if field.name == "link" and field.attributes.get("rel", "alternate") == "alternate"
    )
    link = next(filter(None, links), "")
    name = first_text(fields, "blogger:filename")
    path = f"/{name.lstrip('/')}" if name else ""
    url = link or (blog.address + path if blog.address and path else "")
    return url, (path,) if path and not url.endswith(path) else ()


def _path_of_url(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def _read_summary(fields: tuple[Field, ...]) -> str:
    description = first_field_with_text_in_order_of_names_or_none(fields, ("blogger:metaDescription",))
    short = first_field_with_text_in_order_of_names_or_none(fields, ("summary",)) if first_text(fields, "content") else None
    found = description or short
    return text_without_markup_on_one_line(found) if found is not None else ""


def _read_extra(fields: tuple[Field, ...], state: PostState) -> dict[str, Any]:
    """What no field of `Meta` takes."""
    extra: dict[str, Any] = {"status": state.status} if state.status else {}
    published = first_text(fields, "published")
    for field in fields:
        relation = field.attributes.get("rel", "alternate") if field.name == "link" else ""
        field_text = text_without_markup_on_one_line(field) if "<" in field.text else text_or_address(field)
        is_known = field.name in _READ or relation in _OWN_LINKS or relation.startswith("http://schemas.google.com/")
        if field_text and not is_known and field_text != published:
            name = f"link:{relation}" if relation else field.name
            extra[name] = [*_list_itself_or_list_of_value(extra[name]), field_text] if name in extra else field_text
    return extra


def _list_itself_or_list_of_value(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
