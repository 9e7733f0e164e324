"""Dates as blogs write them.

A moment is a day and perhaps a time, each in one of a few spellings, with the weekday on either side of the day, and a zone.
What could be two days is none: `24.07.22` is the 22nd of July in Korea and the 24th in Germany, so it is read only where it can
be but one of them, or where something Korean stands beside it, if only its key. Libraries that read any date (dateutil,
dateparser) guess in both cases.
"""

from datetime import UTC, date, datetime, time, timedelta, timezone

from convert import lazy_re as re
from convert.model import Timestamp

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_NAME = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = (
    r"(?:[(（\[]?(?P<weekday{}>[월화수목금토일](?:요일)?|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)"
    r"(?![a-z가-힣])[)）\]]?[,.]?\s?)?"
)
_YEAR, _MONTH, _DAY = r"(?P<year>[0-9]{4})", r"(?P<month>[0-9]{1,2})", r"(?P<day>[0-9]{1,2})"
_ORDINAL = rf"{_DAY}(?:st|nd|rd|th)?"

_DAYS = (
    # 2024-07-22, 2024. 7. 22., 2024/7/22, 2024년 7월 22일
    rf"{_YEAR}\s?[-./년]\s?{_MONTH}\s?[-./월]\s?{_DAY}\s?(?:일(?!요일)|\.)?",
    # 24년 7월 22일, and 24.07.22 where it is one day only
    rf"['’]?(?P<short>[0-9]{{2}})(?P<mark>년|[-./])\s?{_MONTH}(?:월|(?P=mark))\s?{_DAY}\s?(?:일(?!요일)|\.)?",
    # 22.07.2024 and 07/22/2024 where they are one day only
    rf"(?P<first>[0-9]{{1,2}})(?P<mark>[-./])\s?(?P<other>[0-9]{{1,2}})(?P=mark)\s?{_YEAR}",
    # July 22, 2024
    rf"{_NAME}\s?{_ORDINAL},?\s{_YEAR}",
    # 22 July 2024; in RFC 822 years had two digits
    rf"{_ORDINAL}[\s-](?:of\s)?{_NAME}[,]?[\s-](?P<year>[0-9]{{4}}|[0-9]{{2}})",
)
_TIME = (
    r"(?P<before>오전|오후|[ap]\.?m\.?)?\s?(?<![0-9])(?P<hour>[0-9]{1,2})"
    r"(?::(?P<minute>[0-9]{1,2})(?::(?P<second>[0-9]{1,2})(?:[.,](?P<fraction>[0-9]{1,9}))?)?"
    r"|(?P<si>시)(?:\s?(?P<minutes>[0-9]{1,2})분(?:\s?(?P<seconds>[0-9]{1,2})초)?)?)"
    r"\s?(?P<after>[ap]\.?m\.?(?![a-z]))?"
)
_ZONE = (
    r"(?P<zone>z|utc|gmt|[a-z]{3,4})?\s?(?P<offset>[+-][0-9]{1,2}(?::?[0-9]{2})?)?(?:\s?\([^()]{1,40}\)|(?<=[0-9])\s[A-Z]{3,4})?"
)
_MOMENTS = (
    *(rf"{_WEEKDAY.format(1)}{day}\s?,?{_WEEKDAY.format(2)}(?:(?:t|[\s,|·]*(?:at\s)?){_TIME})?\s?{_ZONE}" for day in _DAYS),
    # Mon Jul 22 10:11:12 KST 2024, as C and Unix print it
    rf"{_WEEKDAY.format(1)}{_NAME}\s{_DAY}\s{_TIME}(?:\s{_ZONE})?\s{_YEAR}",
)
_PATTERNS = [re.compile(moment, re.IGNORECASE) for moment in _MOMENTS]
_COMPACT = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})?")
_EPOCH = re.compile(r"(1[0-9]{9})(?:[0-9]{3})?(?:\.[0-9]{1,6})?")
"""Seconds or milliseconds since 1970."""

_HOURS = {
    **dict.fromkeys(("z", "utc", "gmt", "ut", "wet"), 0),
    **dict.fromkeys(("kst", "jst"), 9),
    **dict(zip("est edt cst cdt mst mdt pst pdt".split(), (-5, -4, -6, -5, -7, -6, -8, -7), strict=True)),
    **dict(zip("cet cest bst west eet eest msk hkt sgt aest aedt".split(), (1, 2, 1, 1, 2, 3, 3, 8, 8, 10, 11), strict=True)),
}
"""Hours before UTC of zones by name: those of RFC 822 as it says, and others that blogs write. Any other name is none."""

_KOREAN = re.compile("[가-힣]")
_LONGEST = 80
"""Characters; the longest form above has some 60, and what is longer would only cost time."""


def parse_timestamp(text: str, zone: str, *, is_korean: bool = False) -> Timestamp | None:
    """The moment a text names, in `zone` if it names no offset, or nothing. `is_korean` where what it stands under is.

    Years before 1000 are nothing, too: Go writes year 1 for "no date".
    """
    # Obsidian links a date to the note of its day; a quote may have been left open.
    text = text.strip().strip('"').removeprefix("[[").removesuffix("]]")
    if len(text) > _LONGEST:
        return None
    try:
        value = _parse_iso(text) or _parse_date_as_people_write_it_or_none(text, is_korean) or _parse_epoch_or_compact_date(text)
        if value is None or value.year < 1000:
            return None
        assumed = value.tzinfo is None
        return Timestamp(with_whole_minute_offset(_naive_moment_in_zone(value, zone) if assumed else value), assumed)
    except (ValueError, TypeError, OverflowError):
        return None


def _naive_moment_in_zone(naive: datetime, zone: str) -> datetime:
    """A moment without an offset as one of a zone."""
    from zoneinfo import ZoneInfo  # a hundredth of a start, for posts with dates alone

    return naive.replace(tzinfo=ZoneInfo(zone))


def with_whole_minute_offset(value: datetime) -> datetime:
    """The same moment with a plain offset in whole minutes, which is all RFC 3339 has; old local times had seconds."""
    offset = value.utcoffset() or timedelta()
    if not offset % timedelta(minutes=1):
        return value.replace(tzinfo=timezone(offset))
    return value.astimezone(timezone(timedelta(minutes=round(offset.total_seconds() / 60))))


def _parse_iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _parse_epoch_or_compact_date(text: str) -> datetime | None:
    """Digits alone: seconds since 1970, or `20240722101112`."""
    if found := _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(found[1]), UTC)
    if found := _COMPACT.fullmatch(text):
        year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
        return datetime(year, month, day, hour, minute, second)
    return None


def _parse_date_as_people_write_it_or_none(text: str, is_korean: bool) -> datetime | None:
    """Dates as people, Korean tools, browsers and mail write them. Raises `ValueError` for a day or an hour there is not."""
    line = " ".join(text.split())
    for pattern in _PATTERNS:
        found = pattern.fullmatch(line)
        day = _date_of_match_unless_ambiguous(found, is_korean or is_korean_text(line) or line[0] in "'’") if found else None
        if found and day:
            moment = datetime.combine(day, time()) + _time_since_midnight_or_raise(found)
            return moment.replace(tzinfo=_zone_of_match_or_raise_if_unknown(found))
    return None


def is_korean_text(text: str) -> bool:
    """Whether there is Hangul in a text: a year of two digits beside it comes first."""
    return _KOREAN.search(text) is not None


def _date_of_match_unless_ambiguous(found: re.Match[str], is_korean: bool) -> date | None:
    parts = found.groupdict()
    if "short" in parts:
        return _year_first_date_unless_ambiguous(found, is_korean=is_korean)
    year = int(found["year"])
    if "first" in parts:
        return _date_unless_day_month_ambiguous(year, int(found["first"]), int(found["other"]))
    month = _MONTHS.index(found["name"][:3].lower()) + 1 if "name" in parts else int(found["month"])
    return date(_expand_two_digit_year(year) if len(found["year"]) == 2 else year, month, int(found["day"]))


def _expand_two_digit_year(year: int) -> int:
    """POSIX: from 69 on it is the last century's."""
    return year + (1900 if year > 68 else 2000)


def _year_first_date_unless_ambiguous(found: re.Match[str], *, is_korean: bool) -> date | None:
    """Year, month, day; unless it could be day, month, year or month, day, year as well."""
    first, month, last = int(found["short"]), int(found["month"]), int(found["day"])
    could_be_other = (1 <= first <= 31 and 1 <= month <= 12) or (1 <= first <= 12 and 1 <= month <= 31)
    return None if could_be_other and not is_korean else date(_expand_two_digit_year(first), month, last)


def _date_unless_day_month_ambiguous(year: int, first: int, second: int) -> date | None:
    """Day and month in the one order in which they are both possible."""
    if first > 12 or first == second:
        return date(year, second, first)
    return date(year, first, second) if second > 12 else None


def _time_since_midnight_or_raise(found: re.Match[str]) -> timedelta:
    """The time of day. Raises `ValueError` for one there is not."""
    if not found["hour"]:
        return timedelta()
    half = (found["before"] or found["after"] or "").upper().replace(".", "")
    hour, minute, second = (
        int(part or 0) for part in (found["hour"], _minute_digits_in_match(found), found["second"] or found["seconds"])
    )
    if half in ("오전", "AM") and hour > 12:
        raise ValueError("no hour of a morning")
    if half:
        hour = hour % 12 + 12 * (half in ("오후", "PM"))
    fraction = int((found["fraction"] or "0").ljust(6, "0")[:6])
    if minute > 59 or second > 60 or hour > 24 or (hour == 24 and (minute or second or fraction)):
        raise ValueError("no time of a day")
    return timedelta(hours=hour, minutes=minute, seconds=min(second, 59), microseconds=fraction)


def _minute_digits_in_match(found: re.Match[str]) -> str | None:
    return found["minute"] or found["minutes"]


def _zone_of_match_or_raise_if_unknown(found: re.Match[str]) -> timezone | None:
    """The zone that is named. Raises `ValueError` for a name nobody knows: any other zone would be a guess."""
    name, offset = (found["zone"] or "").lower(), found["offset"]
    if name and name not in _HOURS:
        raise ValueError("no zone")
    if not offset:
        return timezone(timedelta(hours=_HOURS[name])) if name else None
    digits = offset[1:].replace(":", "")
    hours, minutes = int(digits[:2]), int(digits[2:] or 0)
    if minutes > 59:
        raise ValueError("no offset")
    return timezone((1 if offset[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes))
