"""Dates as WordPress takes them. One that is spelled by ISO 8601 it reads as another moment."""

from datetime import MAXYEAR, UTC, datetime, timedelta

from convert.model import Timestamp
from convert.writers.wordpress.record import Moment

_FORMAT = "%Y-%m-%d %H:%M:%S"


def moment_of(timestamp: Timestamp | None) -> Moment:
    """A moment by both clocks; none for no date, and for one so early or late that one of the clocks has no year for it."""
    if timestamp is None:
        return Moment()
    try:
        gmt = timestamp.value.astimezone(UTC)
    except OverflowError:
        return Moment()
    return Moment(_format_without_zone(timestamp.value), _format_without_zone(gmt))


def next_second(moment: Moment) -> Moment:
    """The moment one second later; of the last day there is, one second earlier."""
    local, gmt = (datetime.strptime(text, _FORMAT) for text in (moment.local, moment.gmt))
    step = timedelta(seconds=-1 if MAXYEAR in (local.year, gmt.year) else 1)
    return Moment(_format_without_zone(local + step), _format_without_zone(gmt + step))


def _format_without_zone(value: datetime) -> str:
    return value.replace(tzinfo=None, microsecond=0).isoformat(" ")
