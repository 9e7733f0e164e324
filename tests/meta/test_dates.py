"""Dates of every spelling, from front matter, file names and mail; and titles from file names."""

from datetime import UTC, datetime

import pytest
from metadata import SEOUL, read

from convert.meta import file_name_without_ending_and_date, front_matter_of_meta, read_date_and_tell_if_zone_assumed
from convert.meta.front_matter import dump_front_matter
from convert.model import Timestamp
from convert.notices import Collected, ignore
from convert.options import ReaderOptions


@pytest.mark.parametrize(
    ("text", "moment", "assumed"),
    [
        ("2024-07-22", (0, 0, 0), True),
        ("20240722", (0, 0, 0), True),
        ("2024-07-22 10:11", (10, 11, 0), True),
        ("2024-7-22 9:30", (9, 30, 0), True),
        ("2024-7-22 7:5", (7, 5, 0), True),
        ("2024. 7. 22. 오후 7:5:9", (19, 5, 9), True),
        ("2024-07-22 10:11:12", (10, 11, 12), True),
        ("2024-07-22T10:11:12", (10, 11, 12), True),
        ("2024-07-22 10:11:12 +0900", (10, 11, 12), False),
        ("2024-07-22 10:11:12 +09:00", (10, 11, 12), False),
        ("2024-07-22 10:11:12 +0900 KST", (10, 11, 12), False),
        ("2024-07-22T10:11:12+09:00", (10, 11, 12), False),
        ("2024-07-22T01:11:12Z", (10, 11, 12), False),
        ("2024-07-22 01:11:12 UTC", (10, 11, 12), False),
        ("2024-07-22 10:11:12 KST", (10, 11, 12), False),
        ("2024. 7. 22. 09:30", (9, 30, 0), True),
        ("2024. 7. 22. 오전 10:00", (10, 0, 0), True),
        ("2024. 7. 22. 오후 3:05:09", (15, 5, 9), True),
        ("2024. 7. 22. 오전 12:05", (0, 5, 0), True),
        ("2024. 7. 22. 오후 12:05", (12, 5, 0), True),
        ("2024/07/22 3:05 PM", (15, 5, 0), True),
        ("2024.07.22", (0, 0, 0), True),
        ("2024.07.22 10:11", (10, 11, 0), True),
        ("2024/07/22", (0, 0, 0), True),
        ("2024년 7월 22일 10:11", (10, 11, 0), True),
        ("2024-07-21 24:00", (0, 0, 0), True),
        ("Mon, 22 Jul 2024 10:11:12 +0900", (10, 11, 12), False),
        ("22 Jul 2024 10:11:12 +0900", (10, 11, 12), False),
        ("Mon, 22 Jul 2024 01:11:12 GMT", (10, 11, 12), False),
        ("Mon, 22 Jul 2024 10:11:12 KST", (10, 11, 12), False),
        ("Mon, 22 Jul 2024 01:11:12 -0000", (10, 11, 12), False),
        ("1721610672", (10, 11, 12), False),
        ("1721610672000", (10, 11, 12), False),
    ],
)
def test_dates(text, moment, assumed):
    report = Collected()
    found = read_date_and_tell_if_zone_assumed(f" {text} ", ReaderOptions(), report)
    assert found == Timestamp(datetime(2024, 7, 22, *moment, tzinfo=SEOUL), assumed)
    assert [(notice.kind, notice.detail) for notice in report.notices()] == [("time-zone", "Asia/Seoul")] * assumed
    for quote in ("", "'"):
        assert read(f"date: {quote}{text}{quote}")[0].date == found


@pytest.mark.parametrize(
    "text",
    [
        *(
            "어제",
            "2024",
            "2024-13-45",
            "2024-02-30",
            "0000-01-01",
            "0001-01-01",
            "2024-07-22 25:00",
            "2024-07-22 24:01",
            "13",
            "12:30:45",
        ),
        *(
            "2024-07-22 10:11:12 +9999",
            "Mon, 99 Jul 2024 10:11:12",
            "2024. 7. 22. 오전",
            "2024-07-22" + " " * 50000 + "x",
            "9" * 5000,
        ),
    ],
)
def test_unreadable_dates(text):
    assert read_date_and_tell_if_zone_assumed(text, ReaderOptions(), ignore) is None
    found, notices = read(f"date: '{text}'")
    assert found.date is None
    assert found.extra == {"date": text}
    assert notices == [("unknown-date", f"date: {text.strip()[:40]}")]


def test_zone_option():
    found, notices = read("date: 2024-07-22\nlastmod: 2024-07-22 00:00:00", timezone="UTC")
    assert (found.date, found.lastmod) == (Timestamp(datetime(2024, 7, 22, tzinfo=UTC), True),) * 2
    assert notices == [("time-zone", "UTC")]


def test_offsets_are_whole_minutes():
    found, _ = read("date: 1900-01-01")
    assert dump_front_matter(front_matter_of_meta(found)) == "---\ndate: 1900-01-01T00:00:08+08:28\n---\n"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("title: 글", "a/2024-07-22-글.md", datetime(2024, 7, 22, tzinfo=SEOUL)),
        ("date: 어제", "2024-07-22-글.md", datetime(2024, 7, 22, tzinfo=SEOUL)),
        ("date: 2023-01-01T00:00:00Z", "2024-07-22-글.md", datetime(2023, 1, 1, tzinfo=UTC)),
        ("title: 글", "2024-13-45-글.md", None),
        ("title: 글", "글.md", None),
        ("title: 글", "", None),
    ],
)
def test_date_from_the_file_name(text, name, expected):
    found, notices = read(text, name=name)
    assert (found.date and found.date.value) == expected
    from_name = expected is not None and expected.year == 2024
    assert (("date-from-name", "2024-07-22") in notices) is from_name
    assert (("time-zone", "Asia/Seoul") in notices) is from_name


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("2024-07-22-여름-바다.md", "여름-바다"),
        ("a/2024-07-22-3.html", "3"),
        ("여름 바다.markdown", "여름 바다"),
        ("v1.2 나옴", "v1.2 나옴"),
        ("Node.js", "Node.js"),
        ("2024-07-22.md", "2024-07-22"),
        ("2024-07-22-.md", "2024-07-22-"),
        ("", ""),
    ],
)
def test_title_from_name(name, title):
    assert file_name_without_ending_and_date(name) == title


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Mon, 22 Jul 2024 10:00:00 -0000", "2024-07-22T10:00:00+00:00"),
        ("22 Jul 24 10:00:00 +0900", "2024-07-22T10:00:00+09:00"),
        ("Fri, 31 Dec 99 23:59:59 GMT", "1999-12-31T23:59:59+00:00"),
    ],
)
def test_dates_of_mail(text, moment):
    found = read_date_and_tell_if_zone_assumed(text, ReaderOptions(), ignore)
    assert (found.value.isoformat(), found.assumed) == (moment, False)


@pytest.mark.parametrize("key", ["작성일", "날짜", "등록일"])
@pytest.mark.parametrize("text", ["24.07.22", "24-07-22", "24/7/22", "24. 7. 22."])
def test_under_a_korean_key_the_year_comes_first(key, text):
    found, _ = read(f"{key}: '{text}'")
    assert found.date == Timestamp(datetime(2024, 7, 22, tzinfo=SEOUL), True)


def test_under_another_key_two_days_are_none():
    assert read("date: '24.07.22'")[0].date is None


def test_a_korean_key_says_nothing_of_the_date_under_another():
    meta, _ = read("작성일: '24.07.22'\ndate: '05.06.07'")
    assert (meta.date, meta.extra) == (None, {"작성일": "24.07.22", "date": "05.06.07"})
