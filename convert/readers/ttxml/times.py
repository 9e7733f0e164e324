"""Moments of a backup: seconds since 1970."""

from collections.abc import Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from convert.meta.dates import parse_timestamp, with_whole_minute_offset
from convert.model import Timestamp
from convert.notices import Notice, Report
from convert.readers._xml.element import Element

_MILLISECONDS = 13
"""Digits of a moment in milliseconds, from 2001 to 2286."""

_LONGEST = 11
"""Digits of one in seconds; with one more it would be in a year there is not."""


def read_timestamp(text: str, zone: str) -> Timestamp | None:
    """The moment in the blog's zone; none for 0, which stands for no date. Other exporters write milliseconds, or dates."""
    if not (text.isascii() and text.isdigit()):
        return parse_timestamp(text, zone)
    seconds = text[:-3] if len(text) == _MILLISECONDS else text
    if len(seconds) > _LONGEST or not int(seconds):
        return None
    return Timestamp(with_whole_minute_offset(datetime.fromtimestamp(int(seconds), UTC).astimezone(ZoneInfo(zone))))


def unreadable_dates_and_tell_if_any(element: Element, names: Iterable[str], zone: str, report: Report) -> dict[str, str]:
    """What stands where these moments should and is none, which is reported."""
    found = {}
    for name in names:
        text = element.child_text(name)
        if text.strip("0") and read_timestamp(text, zone) is None:
            report(Notice("unknown-date", f"{name}: {text[:40]}"))
            found[name] = text
    return found
