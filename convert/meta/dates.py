"""Dates as blogs write them."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from convert.model import Timestamp

_MOMENT = re.compile(
    r"""([0-9]{4})\s?[-./년]\s?([0-9]{1,2})\s?[-./월]\s?([0-9]{1,2})\s?[.일]?
    (?:(?:T|,?\s+)(오전|오후|[AP]M)?\s*([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?\s*([AP]M)?)?
    \s*(Z|UTC|GMT|KST|[+-][0-9]{2}:?[0-9]{2})?(?:\s+[A-Z]{3,4})?""",
    re.VERBOSE | re.IGNORECASE,
)
_MAIL = re.compile(r"(?:[A-Z][a-z]{2},?\s+)?[0-9]{1,2}\s+[A-Z][a-z]{2}\s+(?:[0-9]{2}){1,2}\s.{1,40}")
"""RFC 822, whose years had two digits, and what came after it."""

_ZONES = {"Z": "+0000", "UTC": "+0000", "GMT": "+0000", "KST": "+0900"}
_EPOCH = re.compile(r"1[0-9]{9}(?:[0-9]{3})?")
"""Seconds or milliseconds since 1970."""

_LONGEST = 64
"""Characters; the longest form above has some 40, and what is longer would only cost time."""


def timestamp(text: str, zone: str) -> Timestamp | None:
    """The moment a text names, in `zone` if it names no offset, or nothing.

    Years before 1000 are nothing, too: Go writes year 1 for "no date".
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    try:
        value = _iso(text) or _spelled(text) or _mailed(text) or _epoch(text)
        if value is None or value.year < 1000:
            return None
        assumed = value.tzinfo is None
        return Timestamp(fixed(value.replace(tzinfo=ZoneInfo(zone)) if assumed else value), assumed)
    except (ValueError, TypeError, OverflowError):
        return None


def fixed(value: datetime) -> datetime:
    """The same moment with a plain offset in whole minutes, which is all RFC 3339 has; old local times had seconds."""
    offset = value.utcoffset() or timedelta()
    if not offset % timedelta(minutes=1):
        return value.replace(tzinfo=timezone(offset))
    return value.astimezone(timezone(timedelta(minutes=round(offset.total_seconds() / 60))))


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _spelled(text: str) -> datetime | None:
    """Dates as people and Korean tools write them: `2024. 7. 22. 오전 10:00`, `2024/07/22 10:11 +0900`."""
    match = _MOMENT.fullmatch(text)
    if not match:
        return None
    year, month, day, before, hour, minute, second, fraction, after, zone = match.groups()
    half = (before or after or "").upper()
    hours = int(hour or 0) % 12 + 12 * (half in ("오후", "PM")) if half else int(hour or 0)
    moment = time(hours % 24, int(minute or 0), int(second or 0), int((fraction or "0").ljust(6, "0")[:6]))
    value = datetime.combine(date(int(year), int(month), int(day)), moment)
    if hours == 24 and moment == time():
        value += timedelta(days=1)
    elif hours >= 24:
        return None
    return value.replace(tzinfo=datetime.strptime(_ZONES.get(zone.upper(), zone), "%z").tzinfo) if zone else value


def _mailed(text: str) -> datetime | None:
    if not _MAIL.fullmatch(text):
        return None
    value = parsedate_to_datetime(re.sub(r"\bKST\b", "+0900", text))
    # RFC 2822: with -0000 it is UTC, and says nothing of where it was written.
    return value.replace(tzinfo=UTC) if text.endswith("-0000") else value


def _epoch(text: str) -> datetime | None:
    return datetime.fromtimestamp(int(text[:10]), UTC) if _EPOCH.fullmatch(text) else None
