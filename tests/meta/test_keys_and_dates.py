"""Keys, dates and titles as exporters and Korean blogs spell them in front matter."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

import convert
from convert.meta import front_matter_of_meta, read_meta, titles
from convert.meta.dates import parse_timestamp
from convert.meta.front_matter import dump_front_matter, split_front_matter_or_raise
from convert.meta.front_matter.keys import KEYS, normalize_key
from convert.model import Meta
from convert.notices import Collected, ignore
from convert.options import ReaderOptions
from convert.sources.source import Source

SEOUL = timezone(timedelta(hours=9))
NOWHERE = Source("글", b"")


def read(text, **options):
    report = Collected()
    meta = read_meta(
        split_front_matter_or_raise(f"---\n{text}\n---\n", "글.md", ignore), NOWHERE, ReaderOptions(**options), report
    )
    return meta, {notice.kind for notice in report.notices()}


# Dates


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024년 7월 22일 오후 3시 5분", (15, 5)),
        ("2024년 7월 22일 월요일 오후 3시 5분 9초", (15, 5, 9)),
        ("2024년 7월 22일 월요일", ()),
        ("2024년 7월 22일(월) 오전 0시 5분", (0, 5)),
        ("2024년 7월 22일 15시", (15,)),
        ("2024년7월22일", ()),
        ("24년 7월 22일", ()),
        ("2024-07-22(월) 10:11", (10, 11)),
        ("2024-07-22(월)10:11", (10, 11)),
        ("2024-07-22 (월요일) 10:11", (10, 11)),
        ("2024.07.22 (Mon) 10:11", (10, 11)),
        ("2024. 7. 22.", ()),
        ("2024. 7. 22. (월)", ()),
        ("2024. 7. 22. 오후 3:05:12", (15, 5, 12)),
        ("2024.07.22 15:05", (15, 5)),
        ("2024.07.22. 15:05", (15, 5)),
        ("2024.07.22 | 15:05", (15, 5)),
        ("24.07.22(월) 10:11", (10, 11)),
        ("24. 7. 22. 오후 3:05", (15, 5)),
        ("'24.07.22", ()),
        ("2024/7/22 3:05 PM", (15, 5)),
        ("07/22/2024", ()),
        ("22.07.2024 15:05", (15, 5)),
        ("July 22, 2024", ()),
        ("July 22nd, 2024", ()),
        ("Monday, July 22, 2024", ()),
        ("Jul 22, 2024 3:05 PM", (15, 5)),
        ("Jul. 22, 2024 at 3:05 p.m.", (15, 5)),
        ("22 July 2024", ()),
        ("22nd of July 2024", ()),
        ("22-Jul-2024", ()),
        ("Mon Jul 22 10:11:12 2024", (10, 11, 12)),
        ("2024-07-22 10:11:12.5", (10, 11, 12, 500000)),
        ("20240722101112", (10, 11, 12)),
        ("[[2024-07-22]]", ()),
        ("2024-07-22 오전 12시", ()),
        ("2024-07-22 오후 12시", (12,)),
        ("2024-07-22 오전 12:30", (0, 30)),
        ("2024-07-22 12:30 AM", (0, 30)),
        ("2024-07-22 12:30 PM", (12, 30)),
    ],
)
def test_a_date_without_a_zone_is_in_that_of_the_blog(text, moment):
    expected = datetime(2024, 7, 22, *moment, tzinfo=SEOUL)
    found = parse_timestamp(text, "Asia/Seoul")
    assert (found.value, found.assumed) == (expected, True)
    meta, notices = read(f'작성일: "{text}"')
    assert (meta.date.value, meta.extra, notices) == (expected, {}, {"time-zone"})


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Mon, 22 Jul 2024 10:11:12 +0900", "2024-07-22T10:11:12+09:00"),
        ("Mon, 22 Jul 2024 10:11:12 EST", "2024-07-22T10:11:12-05:00"),
        ("Mon, 22 Jul 2024 10:11 PDT", "2024-07-22T10:11:00-07:00"),
        ("Mon, 22 Jul 2024 10:11:12 UT", None),
        ("Mon, 22 Jul 24 10:11:12 GMT", "2024-07-22T10:11:12+00:00"),
        ("2024-07-22T10:11:12Z", "2024-07-22T10:11:12+00:00"),
        ("2024-07-22 10:11:12.345678 +0900", "2024-07-22T10:11:12.345678+09:00"),
        ("2024. 7. 22. 10:11:12 KST", "2024-07-22T10:11:12+09:00"),
        ("2024-07-22 10:11 UTC+9", "2024-07-22T10:11:00+09:00"),
        ("2024-07-22 +0900", "2024-07-22T00:00:00+09:00"),
        ("Mon Jul 22 2024 10:11:12 GMT+0900 (한국 표준시)", "2024-07-22T10:11:12+09:00"),
        ("Mon Jul 22 10:11:12 KST 2024", "2024-07-22T10:11:12+09:00"),
        ("1721610672", "2024-07-22T01:11:12+00:00"),
        ("1721610672123", "2024-07-22T01:11:12+00:00"),
    ],
)
def test_a_date_with_a_zone_is_there(text, moment):
    found = parse_timestamp(text, "Asia/Seoul")
    assert (found and found.value.isoformat()) == moment


@pytest.mark.parametrize(
    "text",
    [
        *("24.07.22", "05/06/2024", "24-07-22", "2024-07-2210:11", "2024-07-22 오늘은 비", "2024", "2024-07", "2024년 7월"),
        *("2024-13-45", "2024-02-30", "2024년 2월 30일", "February 30, 2024", "31/31/2024", "0000-00-00 00:00:00"),
        *("2024-07-22 25:00", "2024-07-22 10:61", "2024-07-22 오전 13:00", "2024-07-22 10시 70분"),
        *("Mon, 22 Jul 2024 10:11:12 XYZ", "Juli 22, 2024", "3일 전", "방금", "2024-07-22 10:11:12 +9999"),
    ],
)
def test_what_could_be_two_days_or_none_is_named_and_kept(text):
    meta, notices = read(f'date: "{text}"')
    assert (meta.date, meta.extra, notices) == (None, {"date": text}, {"unknown-date"})


def test_a_quote_that_was_left_open_is_no_part_of_a_date():
    assert parse_timestamp('"2024-07-22', "UTC").value == datetime(2024, 7, 22, tzinfo=UTC)


def test_two_digits_are_a_year_where_nothing_else_could_be():
    assert parse_timestamp("99.12.31", "UTC").value == datetime(1999, 12, 31, tzinfo=UTC)
    assert parse_timestamp("68년 1월 2일", "UTC").value.year == 2068
    assert parse_timestamp("69년 1월 2일", "UTC").value.year == 1969


@given(st.datetimes(datetime(1970, 1, 1), datetime(2069, 1, 1)).map(lambda moment: moment.replace(second=0, microsecond=0)))
def test_every_spelling_names_the_same_moment(moment):
    half = f"{'오전' if moment.hour < 12 else '오후'} {(moment.hour - 1) % 12 + 1}"
    for text in (
        f"{moment.year}년 {moment.month}월 {moment.day}일 {'월화수목금토일'[moment.weekday()]}요일 {half}시 {moment.minute}분",
        f"{moment:%Y-%m-%d}({'월화수목금토일'[moment.weekday()]}) {moment:%H:%M}",
        f"{moment.year}. {moment.month}. {moment.day}. {half}:{moment:%M}",
        f"{moment:%B %d, %Y %I:%M %p}",
        f"{moment:%d %b %Y %H:%M}",
        f"{moment:%Y/%m/%d %H:%M}",
    ):
        assert parse_timestamp(text, "UTC").value == moment.replace(tzinfo=UTC), text


def test_a_word_beside_a_date_was_not_meant_to_be_one():
    meta, notices = read("date: 2024-07-22\n게시: 매주\npublished_at: 곧")
    assert (meta.extra, notices) == ({"게시": "매주", "published_at": "곧"}, {"time-zone"})


# Keys


def spellings(key):
    words = key.split("_")
    camel = words[0] + "".join(word.title() for word in words[1:])
    return {key, key.upper(), "-".join(words), " ".join(words), "".join(words), camel, key.title()}


@pytest.mark.parametrize("key", [key for field in ("date", "lastmod") for key in KEYS[field] if ":" not in key])
def test_every_spelling_of_a_key_of_dates(key):
    field = "date" if key in KEYS["date"] else "lastmod"
    for spelled in spellings(key):
        meta, _ = read(f"{spelled}: 2024-07-22T00:00:00Z")
        assert getattr(meta, field).value == datetime(2024, 7, 22, tzinfo=UTC), spelled
        assert meta.extra == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("제목: 010", {"title": "010"}),
        ("글 제목: '[속보] 비'", {"title": "[속보] 비"}),
        ("제목: [속보] 비 온다", {"title": "[속보] 비 온다"}),
        ("태그: '#제주 #맛집'", {"tags": ("제주", "맛집")}),
        ("Labels: [물, 6.0]", {"tags": ("물", "6.0")}),
        ("카테고리: 개발/Python", {"categories": (("개발", "Python"),)}),
        ("post_name: hello", {"slug": "hello"}),
        ("metaDescription: 짧은 말", {"summary": "짧은 말"}),
        ("요약: 짧은 말", {"summary": "짧은 말"}),
        ("글쓴이: 김바다", {"author": "김바다"}),
        ("대표 이미지: a.png", {"cover": "a.png"}),
        ("canonicalUrl: https://a.example/1", {"url": "https://a.example/1"}),
        ("is_draft: true", {"draft": True}),
        ("isPublished: 0", {"draft": True}),
        ("임시저장: 예", {"draft": True}),
        ("status: pending", {"draft": True}),
        ("상태: 임시저장", {"draft": True}),
        ("public: false", {"visibility": "private"}),
        ("공개: 아니오", {"visibility": "private"}),
        ("비공개: true", {"visibility": "private"}),
        ("공개 여부: 비공개", {"visibility": "private"}),
        ("공개: 공개", {"visibility": "public"}),
        ("link: https://a.example", {"url": "", "extra": {"link": "https://a.example"}}),
        ("keywords: [a]", {"tags": (), "extra": {"keywords": ["a"]}}),
        ("time: 5분", {"date": None, "extra": {"time": "5분"}}),
    ],
)
def test_keys_as_exporters_spell_them(text, expected):
    meta, _ = read(text)
    assert {field: getattr(meta, field) for field in expected} == expected
    assert "extra" in expected or meta.extra == {}


def test_of_two_spellings_the_one_that_says_something_else_stays():
    meta, _ = read("Title: 나\ntitle: 가\n제목: 가")
    assert (meta.title, meta.extra) == ("가", {"Title": "나"})


@pytest.mark.parametrize("text", ["---\n제목: [속보] 비\n작성일: 2024-07-22\n---\n글", "---\n제목: '가'와 '나'\n---\n글"])
def test_korean_front_matter_may_be_careless_too(text):
    (document,) = convert.read(Source("a.md", text.encode()), "markdown")
    assert document.meta.title in ("[속보] 비", "'가'와 '나'")
    assert len(document.children) == 1


def test_a_line_in_korean_between_rules_is_a_text():
    front = split_front_matter_or_raise("---\n오늘은: [비] 온다\n---\n", "", ignore)
    assert front.data == {}


@given(st.text())
def test_a_key_is_compared_once(key):
    assert normalize_key(normalize_key(key)) == normalize_key(key)


# Titles


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Tom &amp; Jerry&#39;s", "Tom & Jerry's"),
        ("&quot;안녕&quot;이라고 말했다", '"안녕"이라고 말했다'),
        ("&lt;기생충&gt; 감상", "<기생충> 감상"),
        ("밥&amp;국", "밥&국"),
        ("R&amp;B &#x2014; 음악", "R&B — 음악"),
        ("HTML &amp; CSS", "HTML & CSS"),
        ("&amp;lt; 쓰는 법", "&lt; 쓰는 법"),
        ("첫&nbsp;글", "첫 글"),
        # About entities, or not escaped by any program.
        ("`&amp;` 쓰는 법", "`&amp;` 쓰는 법"),
        ("&amp;란 무엇인가", "&amp;란 무엇인가"),
        ("&lt;와 &gt;의 차이", "&lt;와 &gt;의 차이"),
        ("(&nbsp;) 지우기", "(&nbsp;) 지우기"),
        ("HTML 특수문자 &amp; 모음", "HTML 특수문자 &amp; 모음"),
        ("How to escape &amp; in XML", "How to escape &amp; in XML"),
        ("Q&A: &amp;가 뭔가요", "Q&A: &amp;가 뭔가요"),
        ("<b> 와 &lt;b&gt;", "<b> 와 &lt;b&gt;"),
        ("AT&T", "AT&T"),
        ("a&copy=1", "a&copy=1"),
        ("&nosuch; 글", "&nosuch; 글"),
    ],
)
def test_a_title_is_what_the_blog_showed(title, shown):
    assert titles.unescape_if_escaped(title) == shown
    for format in ("markdown", "tistory"):
        text = f"---\ntitle: '{title.replace(chr(39), chr(39) * 2)}'\n---\n<p>글</p>\n"
        (document,) = convert.read(Source("a.md", text.encode()), format)
        assert document.meta.title == shown


def test_another_text_of_the_post_may_show_that_nothing_was_escaped():
    assert read("title: 'A &amp; B'\ntags: ['R&B']")[0].title == "A &amp; B"
    meta, notices = read("title: 'A &amp; B'\ntags: ['R&amp;B', 'R&amp;B']\ncategories: ['C &gt; D']\nsummary: 'x &lt; y'")
    assert (meta.title, meta.tags, meta.categories, meta.summary) == ("A & B", ("R&B",), (("C > D",),), "x < y")
    assert notices == {"front-matter"}


def test_a_summary_shows_for_itself():
    meta, _ = read("title: 'A &amp; B'\nsummary: '<p>x &amp; y'")
    assert (meta.title, meta.summary) == ("A & B", "<p>x &amp; y")


@pytest.mark.parametrize("title", ["&amp;", "쓰는 법: &lt;", "&#39;&quot;"])
def test_what_we_write_of_entities_is_read_as_it_stands(title):
    for meta in (
        Meta(title=title),
        Meta(title="글", tags=(title,)),
        Meta(categories=((title,),)),
        Meta(summary=title),
        Meta(author=title),
    ):
        for format in ("yaml", "toml", "json"):
            front = split_front_matter_or_raise(dump_front_matter(front_matter_of_meta(meta), format), "", ignore)
            assert read_meta(front, NOWHERE, ReaderOptions(), ignore) == meta
    assert front_matter_of_meta(Meta(title="AT&T")) == {"title": "AT&T"}
