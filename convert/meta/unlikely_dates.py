"""Dates that can be read and are hardly meant: from before there were blogs, or from a time to come.

They are kept, since some are right, and named. What is named hangs on the day it is looked at, so nothing that is written may.
"""

from datetime import UTC, datetime, timedelta

from convert.model import Meta
from convert.notices import Notice, Report

_FIRST_YEAR = 1990
"""Databases that know no date say 1970, or 1899."""

_ZONES = timedelta(days=1)
"""The furthest that two clocks are apart, with a little more."""


def report_unlikely_dates(meta: Meta, report: Report) -> None:
    """Report as `unlikely-date` the dates of a post before 1990, and those more than a day ahead, which sites leave out."""
    for field, moment in (("date", meta.date), ("lastmod", meta.lastmod)):
        if moment and (moment.value.year < _FIRST_YEAR or moment.value > datetime.now(UTC) + _ZONES):
            report(Notice("unlikely-date", f"{field}: {moment.value.date()}"))
