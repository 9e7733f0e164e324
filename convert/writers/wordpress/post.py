"""A document as the record of a WordPress post."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from convert import lazy_re as re
from convert.meta.privacy import without_mail_domain
from convert.meta.visibility import is_scheduled
from convert.model import Document, Meta
from convert.notices import Report
from convert.writers._html import title_or_first_words
from convert.writers._image_descriptions import with_images_described_by_caption_or_name
from convert.writers.markdown import report_counted_notices
from convert.writers.wordpress.comments import public_comment_records_and_tell_if_secret
from convert.writers.wordpress.content import make_post_content
from convert.writers.wordpress.context import Context
from convert.writers.wordpress.files import file_records_reporting_forbidden_endings, with_endings_on_tistory_image_urls
from convert.writers.wordpress.moments import moment_of
from convert.writers.wordpress.record import PostRecord
from convert.writers.wordpress.slugs import readable_wordpress_slug_or_empty

LARGEST_NUMBER = 2_000_000_000
"""Above it a number is that of another system; room is needed for those of files."""

_UNTITLED = "(제목 없음)"
"""What a post is called that says nothing in words: the importer takes one without a title for any other of its day."""


def make_record(document: Document, slug: str, password: str, *, keeps_typed: bool, report: Report) -> PostRecord:
    """The record of a post; `password` is that of posts for those who know it."""
    counts: dict[str, int] = {}
    document = with_endings_on_tistory_image_urls(
        replace(document, children=with_images_described_by_caption_or_name(document.children)), report
    )
    context = Context(counts, keeps_typed)
    meta, published = document.meta, moment_of(document.meta.date)
    content = make_post_content(document.children, counts, keeps_typed=keeps_typed)
    status, secret = _status_and_password(meta, password)
    record = PostRecord(
        number=post_number_or_zero(meta),
        title=context.escape_running_text_but_not_shortcodes(" ".join(title_or_first_words(document).split()) or _UNTITLED),
        link=meta.url,
        author=without_mail_domain(meta.author),
        lang=meta.lang,
        content=content.blocks,
        excerpt=context.escape_running_text_but_not_shortcodes(meta.summary),
        date=published,
        modified=moment_of(meta.lastmod),
        slug=readable_wordpress_slug_or_empty(slug),
        status=status,
        password=secret,
        kind="page" if meta.kind == "page" else "post",
        sticky=meta.extra.get("sticky") is True,
        categories=meta.categories,
        tags=meta.tags,
        fields=tuple(_custom_fields_of_post(_without_what_status_says(meta), content.footnotes)),
        comments=tuple(public_comment_records_and_tell_if_secret(document.comments, published, context, report)),
        files=tuple(file_records_reporting_forbidden_endings(document, report)),
        cover=meta.cover,
    )
    report_counted_notices(counts, report)
    return record


def post_number_or_zero(meta: Meta) -> int:
    """The number of a post in its blog, which WordPress can keep; 0 where it has none."""
    text = meta.entry_id
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST_NUMBER))
    return int(text) if is_number and int(text) <= LARGEST_NUMBER else 0


def _status_and_password(meta: Meta, password: str) -> tuple[str, str]:
    """Who may read it. A post of which nobody says so is a draft; a password nobody knows leaves it to its author alone.

    One whose source waits for its day does so on, and is published at once when that has come. One that is for everybody from a
    day to come on WordPress itself holds back until then.
    """
    if meta.visibility == "private":
        return "private", ""
    secret = _password_of_source_or_empty(meta.extra) or password if meta.visibility == "protected" else ""
    if meta.visibility == "unknown" or (meta.draft and not is_scheduled(meta)):
        return "draft", secret
    if meta.visibility == "protected" and not secret:
        return ("draft", "") if meta.draft else ("private", "")
    return "future" if meta.draft else "publish", secret


_PASSWORD = 255
"""Characters a password may have."""


def _password_of_source_or_empty(extra: Mapping[str, Any]) -> str:
    found = extra.get("password")
    return str(found)[:_PASSWORD] if isinstance(found, str | int) and found and found is not True else ""


# Fields

_TAKEN = frozenset(("password", "sticky", "custom_fields", "footnotes", "trackbacks", "taxonomies", "parent", "post_type"))
_SERIALIZED = re.compile(r"\s*(?:[abCdEiOrRs]:|N;)")
"""What PHP would make values of, as the importer does with fields (`maybe_unserialize`): an object may run something."""


def _without_what_status_says(meta: Meta) -> Mapping[str, Any]:
    return {key: value for key, value in meta.extra.items() if key != "scheduled"} if is_scheduled(meta) else meta.extra


def _custom_fields_of_post(extra: Mapping[str, Any], footnotes: str) -> Iterator[tuple[str, str]]:
    """The fields of a post: its footnotes, and the keys of its source that nothing else says."""
    if footnotes:
        yield "footnotes", footnotes
    own = extra.get("custom_fields")
    kept = {**(own if isinstance(own, Mapping) else {}), **{key: value for key, value in extra.items() if key not in _TAKEN}}
    for key, value in kept.items():
        if key.strip() and not key.startswith("_") and key != "footnotes":
            for one in value if isinstance(value, list | tuple) else (value,):
                yield key, _text_of_custom_field(one)


def _text_of_custom_field(value: Any) -> str:
    """A value as the text of a field."""
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return msgspec.json.encode(text).decode() if _SERIALIZED.match(text) else text
