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
    name, value = SCHEDULE.get(key.lower(), ""), meta.extra[key]
    moment = parse_timestamp(value, "UTC") if name and isinstance(value, str) else None
    if moment is None:
        return False
    zone = meta.date.value.tzinfo if moment.assumed and meta.date else moment.value.tzinfo
    is_to_come = moment.value.replace(tzinfo=zone) > datetime.now(UTC)
    return is_to_come if name == "publishDate" else not is_to_come
