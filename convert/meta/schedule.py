"""From when and until when a post is shown, as Hugo has it: `publishDate` beside a date, and `expiryDate`.

What its own site would not show today is a draft where nothing heeds these keys, as what waits for its day in other words is.
This alone hangs on the day of the run: what nobody was to see yet, or any more, would be public
(docs/decisions/0048-what-is-to-be-shown-later-hangs-on-the-day.md).
"""

from datetime import UTC, datetime

from msgspec.structs import replace

from convert.meta.dates import parse_timestamp
from convert.meta.hugo import SCHEDULE
from convert.meta.visibility import is_draft_or_not_public
from convert.model import Meta
from convert.notices import Notice, Report


def as_draft_if_outside_publish_and_expiry_dates(meta: Meta, report: Report) -> Meta:
    """The metadata as of a draft if today is before the day from which a post is shown, or after the last one.

    Reports `scheduled-post`.
    """
    found = (
        [] if is_draft_or_not_public(meta) else [key for key in meta.extra if _is_before_publish_or_after_expiry_date(key, meta)]
    )
    for key in found:
        report(Notice("scheduled-post", f"{key}: {str(meta.extra[key])[:10]}"))
    return replace(meta, draft=True) if found else meta


def _is_before_publish_or_after_expiry_date(key: str, meta: Meta) -> bool:
    moment = moment_of_schedule_key_or_none(key, meta)
    return moment is not None and (moment > datetime.now(UTC)) is (SCHEDULE[key.lower()] == "publishDate")


_ZONE = "Asia/Seoul"
"""Where a moment is that names no offset, of a document no reader gave a zone."""


def moment_of_schedule_key_or_none(key: str, meta: Meta) -> datetime | None:
    """The moment a key of the schedule names, in the zone of the post's date if it names no offset; none of any other key."""
    value = meta.extra[key]
    found = parse_timestamp(value, _ZONE) if key.lower() in SCHEDULE and isinstance(value, str) else None
    if found is None:
        return None
    return found.value.replace(tzinfo=meta.date.value.tzinfo) if found.assumed and meta.date else found.value
