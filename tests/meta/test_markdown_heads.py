"""Lines of exporters above a Markdown body without front matter: what they say of a post, and what only looks like such lines."""

import pytest

import convert
from convert.model.walk import plain_text
from convert.notices import Collected
from convert.readers.markdown._exporter_head import read_metadata_of_exporter_head
from convert.sources.source import Source


def read(text, name="글.md"):
    report = Collected()
    (document,) = convert.read(Source(name, text.encode(), name), "markdown", report=report)
    return document, [(notice.kind, notice.detail) for notice in report.notices()]


DAY = {"date": "2025-01-02"}
URL = "https://e.tistory.com/1"
BOTH = {**DAY, "source_url": URL}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"# 제목\n\n*발행: 2025-01-02*\n\n[원문 링크]({URL})\n\n---\n\n<div>본문</div>\n", BOTH),
        (f"# 제목\n\n> 작성일: 2025-01-02\n> 원문: {URL}\n\n본문", BOTH),
        (f"# 제목\n\n> Source: [e.tistory.com]({URL})\n> Date: 2025-01-02\n\n---\n", BOTH),
        (f"# 제목\n\n**작성일:** 2025-01-02\\\n**원문:** <{URL}>\n\n***\n\n본문", BOTH),
        (f"# 제목\n\n- 작성일: 2025-01-02\n- 출처: {URL}\n- 카테고리: 개발\n\n본문", {**BOTH, "categories": "개발"}),
        (f"# 제목\n작성일: 2025-01-02 | 조회수: 10 | 원문: [보기]({URL})\n___\n본문", BOTH),
        (f"# 제목\n\n📅 2025-01-02 · 🔗 [원문 보기]({URL})\n\n---\n본문", BOTH),
        ("# 제목\n\n2025-01-02\n\n---\n\n본문", DAY),
        ("# 제목\n\n_2025-01-02_\n\n---\n\n본문", DAY),
        ("# 제목\n\nPosted on 2025-01-02\n\n본문", DAY),
        ("# 제목\n\n작성일 2025-01-02<br>\n\n본문", DAY),
        ("# 제목\n\n날짜: 2025-01-02\n\n---\n\n본문", DAY),
        ("## 제목\n\n등록일： 2025-01-02\n", DAY),
        ("작성일: 2025-01-02\n\n---\n\n본문", DAY),
        ("# 제목\n\n작성일: 2025-01-02\n수정일: 2025-02-03\n", {**DAY, "lastmod": "2025-02-03"}),
        ("# 제목\n\n작성: 2025년 1월 2일 오후 3시\n", {"date": "2025년 1월 2일 오후 3시"}),
        ("# 제목\n\n작성일: 25.01.02\n", {"date": "’25.01.02"}),
        ("# 제목\n\n작성일 25. 1. 2. 7:5\n", {"date": "’25. 1. 2. 7:5"}),
        ("# 제목\n\nPosted: 25.01.02\n", {}),
        (f"# 제목\n\n원문: {URL}\n\n---\n\n본문", {"source_url": URL}),
        (
            "# 제목\n\n생성일: 2025년 1월 2일 오후 3:30\n태그: 가, 나\n\n본문",
            {"date": "2025년 1월 2일 오후 3:30", "tags": "가, 나"},
        ),
        ("# 제목\n\n태그: 가, 나\n카테고리: 개발\n\n본문", {}),
        *(
            (f"# 제목\n\n작성일: 2025-01-02\n카테고리: {word}\n태그: {word}\n", DAY)
            for word in ("없음", "-", "(카테고리 없음)", "None")
        ),
        ("# 제목\n\n작성일: 2025-01-02\n분류: 이 글은 여행 글이다.\n", DAY),
        ("# 제목\n\n작성일: 2025-01-02\n태그: C++, .NET\n", {**DAY, "tags": "C++, .NET"}),
        # Not of an exporter, or not of the post.
        ("2025-01-02 오늘은 비가 왔다.\n", {}),
        ("# 일기\n\n2025-01-02 오늘은 비가 왔다.\n", {}),
        ("# 일기\n\n2025-01-02\n\n오늘은 비가 왔다.\n", {}),
        ("2025-01-02\n\n---\n\n오늘은 비가 왔다.\n", {}),
        ("# 일기\n\n날짜: 2025-01-02, 날씨: 맑음\n", {}),
        ("# 공연\n\n날짜: 2025-01-02\n\n본문", {}),
        ("# 회의\n\n일시: 2025-01-02\n장소: 서울\n\n---\n", {}),
        ("# 글\n\n작성일: 2025-13-45\n", {}),
        ("# 글\n\n본문이다.\n\n작성일: 2025-01-02\n", {}),
        ("# 글\n\n작성일: 2025-01-02에 쓴 글이다.\n", {}),
        ("작성일: 2025-01-02\n\n본문", {}),
        (f"# 글\n\n출처: {URL}\n\n본문", {}),
        (f"# 번역\n\n> 출처: [어느 글]({URL})\n\n---\n\n본문", {}),
        (f"# 글\n\n[원문]({URL})을 읽고 쓴다.\n", {}),
        ("# 글\n\n| 작성일 | 2025-01-02 |\n| --- | --- |\n", {}),
        ("# 글\n\n```\n작성일: 2025-01-02\n```\n", {}),
        ("# 하나\n\n# 둘\n\n작성일: 2025-01-02\n", {}),
        ("", {}),
        ("---\n", {}),
        ("x" * 100_000, {}),
        ("작성일: " * 100_000, {}),
        ("> " * 100_000, {}),
    ],
)
def test_what_a_head_says(text, said):
    assert read_metadata_of_exporter_head(text) == said


def test_a_head_stays_text_and_is_assumed():
    text = f"# 제목\n\n*발행: 2025-01-02*\n\n[원문 링크]({URL})\n\n---\n\n본문\n"
    document, notices = read(text)
    assert document.meta.title == "제목"
    assert (document.meta.date.value.isoformat(), document.meta.date.assumed) == ("2025-01-02T00:00:00+09:00", True)
    assert (document.meta.url, document.meta.entry_id, document.meta.extra) == (URL, "1", {})
    assert plain_text(document.children).startswith("발행: 2025-01-02\n\n원문 링크\n\n")
    assert ("found-by", "date: line above the body") in notices
    assert ("found-by", "source_url: line above the body") in notices


@pytest.mark.parametrize(
    ("lines", "categories", "tags"),
    [
        ("- 작성일: 2025-01-02\n- 카테고리: 개발/파이썬\n- 태그: 가, 나, #다", (("개발", "파이썬"),), ("가", "나", "다")),
        ("작성일: 2025-01-02 | 분류: 개발 | 태그: #가 #나", (("개발",),), ("가", "나")),
        ("> **Category:** Dev\n> **Tags:** a, b\n> **Date:** 2025-01-02\n\n---", (("Dev",),), ("a", "b")),
    ],
)
def test_what_a_post_is_filed_under(lines, categories, tags):
    document, notices = read(f"# 제목\n\n{lines}\n\n본문")
    assert (document.meta.categories, document.meta.tags) == (categories, tags)
    assert ("found-by", "tags: line above the body") in notices


def test_a_head_goes_before_the_name_of_the_file():
    document, notices = read("# 제목\n\n작성일: 2025-01-02\n", "2024-12-31-글.md")
    assert document.meta.date.value.year == 2025
    assert "date-from-name" not in dict(notices)


def test_front_matter_needs_no_head():
    document, _ = read("---\ntitle: 글\n---\n# 제목\n\n작성일: 2025-01-02\n")
    assert document.meta.date is None


@pytest.mark.parametrize("name", ["Geoserver &amp; OpenLayers.md", "2024-12-31-Geoserver &amp; OpenLayers.md"])
def test_the_name_of_a_file_may_be_escaped_too(name):
    assert read("본문", name)[0].meta.title == "Geoserver & OpenLayers"
