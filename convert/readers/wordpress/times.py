"""Moments of an export: the blog's own time, and the same in GMT, from which its offset is known."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from convert.meta.dates import parse_timestamp, with_whole_minute_offset
from convert.model import Timestamp
from convert.notices import Notice, Report
from convert.readers._xml.element import Element

_MOST_OFFSET = timedelta(hours=14)
"""The largest there is; a pair that says more contradicts itself."""

_NEVER = ("0000-00-00", "-0001-11-30", "Mon, 30 Nov -0001")
"""How WordPress writes no date, the last as its own code formats it."""


def read_timestamp_assuming_offset_of_others(element: Element, name: str, zone: str, *offset_names: str) -> Timestamp | None:
    """The moment a pair of fields (`name` and `name_gmt`) says, or None.

    A draft has no GMT: then its offset is the one of the first of the `offset_names` that has both, and assumed. A pair that
    contradicts itself is taken at its GMT.
    """
    local, gmt = _read_local_and_gmt(element, name)
    if gmt is not None:
        offset = _offset_between(local, gmt)
        return Timestamp(
            with_whole_minute_offset(gmt.replace(tzinfo=UTC).astimezone(ZoneInfo(zone) if offset is None else offset))
        )
    if local is None:
        return parse_timestamp(element.child_text(name), zone)
    known = (offset for other in offset_names if (offset := _offset_between(*_read_local_and_gmt(element, other))) is not None)
    return Timestamp(with_whole_minute_offset(local.replace(tzinfo=next(known, None) or ZoneInfo(zone))), assumed=True)


def _read_local_and_gmt(element: Element, name: str) -> tuple[datetime | None, datetime | None]:
    return _parse_naive(element.child_text(name)), _parse_naive(element.child_text(f"{name}_gmt"))


def read_published(element: Element, zone: str) -> Timestamp | None:
    """When a post was published, or is to be; of a draft, when it was last written."""
    return read_timestamp_assuming_offset_of_others(element, "wp:post_date", zone, "wp:post_modified") or parse_timestamp(
        element.child_text("pubDate"), zone
    )


def read_modified(element: Element, zone: str) -> Timestamp | None:
    """When a post was last changed."""
    return read_timestamp_assuming_offset_of_others(element, "wp:post_modified", zone, "wp:post_date")


def unreadable_dates_and_tell_if_any(element: Element, names: tuple[str, ...], zone: str, report: Report) -> dict[str, str]:
    """What stands where these moments should and is none, which is reported."""
    found = {}
    for name in names:
        text = element.child_text(name)
        if not _is_no_date(text) and parse_timestamp(text, zone) is None:
            report(Notice("unknown-date", f"{name}: {text[:40]}"))
            found[name] = text
    return found


def _is_no_date(text: str) -> bool:
    return not text or text.startswith(_NEVER)


def _parse_naive(text: str) -> datetime | None:
    """A date and time of day without an offset, as WordPress stores them."""
    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        return None
    return value if value.tzinfo is None and value.year > 1 else None


def _offset_between(local: datetime | None, gmt: datetime | None) -> timezone | None:
    if local is None or gmt is None:
        return None
    difference = local - gmt
    return timezone(difference) if abs(difference) <= _MOST_OFFSET else None
