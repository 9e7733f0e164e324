"""A post as a row of Ghost's table `posts`."""

from datetime import UTC
from typing import Any, Literal

import msgspec

from convert.meta.visibility import is_draft_or_not_public, is_scheduled
from convert.model import Document, Meta, Timestamp
from convert.model.walk import plain_text
from convert.notices import Notice, Report
from convert.writers.ghost.lexical import lexical_document
from convert.writers.ghost.limits import LIMITS, cut_to_limit
from convert.writers.ghost.slugs import post_slug
from convert.writers.ghost.tags import stable_object_id

Status = Literal["published", "scheduled", "draft"]


_FIRST_WORDS = 60
"""Characters of a post that are its title where it has none."""


def post_row(document: Document, place: str, schedule_from: str, report: Report) -> dict[str, Any]:
    """The row. `schedule_from` is the first day of which posts are scheduled, as `2027-01-31`; empty for none."""
    meta = document.meta
    slug = post_slug(place)
    status = status_of(meta, schedule_from)
    row = {
        "id": stable_object_id(f"post {slug}"),
        "title": cut_to_limit("posts.title", _title_or_first_words_or_slug(document, slug), report),
        "slug": slug,
        "lexical": msgspec.json.encode(lexical_document(document.children)).decode(),
        "type": "page" if meta.kind == "page" else "post",
        "status": status,
        "visibility": "public",
        "custom_excerpt": cut_to_limit("posts.custom_excerpt", " ".join(meta.summary.split()), report) or None,
        "feature_image": _cover_or_empty_and_tell_if_too_long(meta.cover, report) or None,
        "created_at": format_utc(meta.date),
        "updated_at": format_utc(meta.lastmod or meta.date),
        "published_at": format_utc(meta.date),
    }
    _report_unsaid_metadata(meta, status, report)
    return {name: value for name, value in row.items() if value is not None}


def status_of(meta: Meta, schedule_from: str) -> Status:
    """What Ghost does with a post: a public one of a day to come it would show at once.

    One whose source waits for its day does so on; Ghost publishes it at once when that has come, and sends nobody a mail. A
    post that waits must have a moment: without it nothing at all would be imported (`onSaving` of core/server/models/post.js).
    """
    if format_utc(meta.date) is not None:
        if meta.visibility == "public" and is_scheduled(meta):
            return "scheduled"
        if not is_draft_or_not_public(meta) and _is_from_day_on(meta, schedule_from):
            return "scheduled"
    return "draft" if is_draft_or_not_public(meta) else "published"


def _is_from_day_on(meta: Meta, day: str) -> bool:
    return bool(day) and meta.date is not None and meta.date.value.date().isoformat() >= day


def format_utc(timestamp: Timestamp | None) -> str | None:
    """A date as Ghost's exports have it; None where there is none, or none in UTC."""
    if timestamp is None:
        return None
    try:
        return timestamp.value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    except OverflowError:
        return None


def _title_or_first_words_or_slug(document: Document, slug: str) -> str:
    """The title, the first words or the slug: with a blank one nothing at all would be imported."""
    return document.meta.title.strip() or " ".join(plain_text(document.children[:1])[:_FIRST_WORDS].split()) or slug


def _cover_or_empty_and_tell_if_too_long(cover: str, report: Report) -> str:
    """The address of the cover; a longer one than Ghost takes is left out, since half of it leads nowhere."""
    if len(cover) <= LIMITS["posts.feature_image"].length:
        return cover
    report(Notice("cut-value", f"feature_image has {len(cover)} characters"))
    return ""


def _report_unsaid_metadata(meta: Meta, status: Status, report: Report) -> None:
    """Name what Ghost has no field for. An author is an account with a mail address there; the language is the site's."""
    said = {"scheduled"} if meta.draft and status == "scheduled" else set()
    unsaid = [*(["author"] if meta.author else []), *[key for key in meta.extra if key not in said]]
    if unsaid:
        report(Notice("unsaid-metadata", ", ".join(unsaid)))
