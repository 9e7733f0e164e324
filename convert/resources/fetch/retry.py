"""When to ask again, and how long to wait before."""

from datetime import UTC
from email.utils import parsedate_to_datetime

AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers that may be another one soon."""


def parse_retry_after(header: str, now: float) -> float | None:
    """The seconds a server asks us to wait, given as a number or as a date; None when it says nothing of use."""
    header = header.strip()
    if header.isascii() and header.isdigit():
        return float(header[:9])
    try:
        date = parsedate_to_datetime(header)
        second = (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None
    return max(0.0, second - now)


def retry_delay_at_least_as_server_asks(
    attempt: int, first_delay: float, seconds_asked_by_server: float | None, random_fraction: float
) -> float:
    """Seconds before the next attempt: twice as long each time, between half and all of it by `random_fraction` (0 to 1).

    Never less than the server asked for.
    """
    return max(first_delay * 2.0**attempt * (0.5 + random_fraction / 2), seconds_asked_by_server or 0.0)
