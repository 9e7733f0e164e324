"""Dates there cannot be, and dates that are hardly meant: each is named, none is invented, whatever reader finds it."""

from datetime import UTC, datetime, timedelta

import pytest

import convert
from convert.notices import Collected
from convert.sources.source import Source

AHEAD = f"{datetime.now(UTC) + timedelta(days=3):%Y-%m-%d}"
TODAY = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
PAGE = '<html><head><title>글</title><meta property="article:published_time" content="{}"></head><body><article><p>본문이다.</p></article></body></html>'
BACKUP = '<html><head><link rel="stylesheet" href="./../style.css"></head><body id="tt-body-page"><h2 class="title-article">글</h2><p class="date">{}</p><div class="contents_style"><p>글</p></div></body></html>'
RSS = '<?xml version="1.0"?><rss version="2.0"><channel><item><title>글</title><pubDate>{}</pubDate><description>&lt;p&gt;글&lt;/p&gt;</description></item></channel></rss>'
FORMS = {
    "markdown": ("글.md", "---\ntitle: 글\ndate: {}\n---\n글"),
    "TOML": ("글.md", '+++\ntitle = "글"\ndate = "{}"\n+++\n글'),
    "name": ("{}-글.md", "글"),
    "jsonl": ("글.jsonl", '{{"title": "글", "date": "{}", "text": "글"}}'),
    "page": ("글.html", PAGE),
    "backup": ("1-글.html", BACKUP),
    "rss": ("글.rss", RSS),
}


def read(form, date):
    name, text = (part.format(date) for part in FORMS[form])
    report = Collected()
    (document,) = convert.read(Source(name, text.encode(), name), report=report)
    return document.meta, [(notice.kind, notice.detail) for notice in report.notices() if "-date" in notice.kind]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("date", ["2024-13-45", "2024-02-30", "0000-00-00"])
def test_an_impossible_date_is_named_and_never_invented(form, date):
    meta, notices = read(form, date)
    assert meta.date is None
    assert [(kind, date in detail) for kind, detail in notices] == [("unknown-date", True)]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("date", ["1970-01-01", "1989-12-31", "2999-01-01", pytest.param(AHEAD, id="ahead")])
def test_a_date_that_is_hardly_meant_is_kept_and_named(form, date):
    meta, notices = read(form, date)
    assert f"{meta.date.value:%Y-%m-%d}" == date
    assert ("unlikely-date", f"date: {date}") in notices


@pytest.mark.parametrize("date", ["1990-01-01", "2024-07-22", pytest.param(TODAY, id="today")])
def test_any_other_date_is_no_news(date):
    assert read("markdown", date)[1] == []


def test_when_a_post_was_changed_is_looked_at_too():
    report = Collected()
    convert.loads("---\ntitle: 글\nlastmod: 1899-12-30\n---\n글", "markdown", report=report)
    assert ("unlikely-date", "lastmod: 1899-12-30") in [(notice.kind, notice.detail) for notice in report.notices()]


def test_what_is_written_does_not_hang_on_the_day_it_is_written(tmp_path):
    (tmp_path / "글.md").write_text("---\ntitle: 글\ndate: 2999-01-01\n---\n글", encoding="utf-8")
    result = convert.convert(tmp_path / "글.md", to="jsonl", output=tmp_path / "글.jsonl")
    assert "unlikely-date" in {notice.kind for _, notices in result.notices for notice in notices}
    assert "unlikely-date" not in (tmp_path / "글.jsonl").read_text(encoding="utf-8")
