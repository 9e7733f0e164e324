"""Moments of a backup: seconds since 1970."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from convert.meta.dates import fixed
from convert.model import Timestamp


def moment(text: str, zone: str) -> Timestamp | None:
    """The moment in the blog's zone; none for 0, which stands for no date, and for what is no number."""
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 12) or not int(text):
        return None
    value = datetime.fromtimestamp(int(text), UTC).astimezone(ZoneInfo(zone)) if int(text) < _LAST else None
    return Timestamp(fixed(value)) if value else None


_LAST = 253_000_000_000
"""Somewhere in the year 9987, the last there is."""
