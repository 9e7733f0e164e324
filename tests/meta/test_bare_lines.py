"""Metadata in lines without fences: what Pelican, MultiMarkdown and Nikola write above a text, and text that only looks like it."""

import json

import pytest

import convert
from convert.cli import run
from convert.meta.front_matter import body_of, split_front_matter_or_raise
from convert.model.walk import plain_text
from convert.notices import Collected
from convert.sources.source import Source


def read(text, name="글.md", reader="markdown"):
    report = Collected()
    (document,) = convert.read(Source(name, text.encode(), name), reader, report=report)
    return document, [(notice.kind, notice.detail) for notice in report.notices()]


FOUND = ("found-by", "front matter: lines above the body")
DAY = {"title": "가", "date": "2024-07-22"}
HEADS = {
    "Pelican": ("Title: 가\nDate: 2024-07-22 10:20\nStatus: draft\n\n글\n", {"Title": "가", "Date": "2024-07-22 10:20", "Status": "draft"}),
    "in small letters": ("title: 가\ndate: 2024-07-22\n\n글\n", DAY),
    "values no YAML has": ("title: [가] 나: 다 # 라\ntags: @마, 'x\n\n글\n", {"title": "[가] 나: 다 # 라", "tags": "@마, 'x"}),
    "keys nobody knows": ("title: 가\nslug: ga\nBase Header Level: 2\nmy-key:\n\n글\n", None),
    "MultiMarkdown": ("Title:  가\n    나\nDate:   2024-07-22  \nKeywords:\n\n글\n", {"Title": "가 나", "Date": "2024-07-22", "Keywords": ""}),
    "the state first": ("Status: hidden\nTitle: 가\n\n글\n", {"Status": "hidden", "Title": "가"}),
    "blank lines above": ("\n\ntitle: 가\ndate: 2024-07-22\n\n\n글\n", DAY),
    "white space in the blank line": ("title: 가\ndate: 2024-07-22\n \t\n글\n", DAY),
    "mark of UTF-8": ("\ufefftitle: 가\ndate: 2024-07-22\n\n글\n", DAY),
    "a text with more lines": ("title: 가\ndate: 2024-07-22\n\n글\n\nStatus: draft\n\n---\n", DAY),
    "no text": ("title: 가\ndate: 2024-07-22\n\n", DAY),
}  # fmt: skip
NIKOLA = {
    "in a comment": ("<!--\n.. title: 가\n.. date: 2024-07-22\n-->\n\n글\n", DAY),
    "in a comment with a blank line": ("<!-- \n\n.. title: 가\n.. date: 2024-07-22\n\n-->\n글\n", DAY),
    "on the line of the comment": ("<!-- .. title: 가\n.. date: 2024-07-22 -->\n글\n", DAY),
    "without a comment": (".. title: 가\n.. date: 2024-07-22\n\n글\n", DAY),
    "empty values": (".. title: 가\n.. date: 2024-07-22\n.. tags: \n.. link:\n\n글\n", {**DAY, "tags": "", "link": ""}),
}


@pytest.mark.parametrize("case", [*HEADS, *NIKOLA])
def test_lines_without_fences_are_front_matter(case):
    text, data = {**HEADS, **NIKOLA}[case]
    report = Collected()
    front = split_front_matter_or_raise(text, "글.md", report)
    assert front.data == (data or front.data) != {}
    assert front.body.startswith("글") or case == "no text"
    assert body_of(text) == front.body
    assert [(notice.kind, notice.detail) for notice in report.notices()] == ([] if case in NIKOLA else [FOUND])


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("Status: draft", ("public", True)),
        ("Status: hidden", ("private", False)),
        ("status: private", ("private", False)),
        ("Draft: True", ("public", True)),
        ("Status: published", ("public", False)),
        ("visibility: members", ("private", False)),
    ],
)
@pytest.mark.parametrize("form", ["Title: 가\nDate: 2024-07-22\n{}\n\n", "<!--\n.. Title: 가\n.. Date: 2024-07-22\n.. {}\n-->\n"])
def test_what_they_say_of_a_post_is_heard(form, line, state):
    meta = read(f"{form.format(line)}글\n")[0].meta
    assert (meta.title, meta.date.value.day, meta.visibility, meta.draft) == ("가", 22, *state)


def test_a_value_in_lines_twice_is_kept_and_named():
    document, notices = read("Title: 가\nDate: 2024-07-22\nTitle: 나\n\n글\n")
    assert (document.meta.title, document.meta.extra) == ("나", {"original_Title": "가"})
    assert ("front-matter", "Title twice, line 3, the other is original_Title") in notices


TEXTS = {
    "a warning": "주의: 뜨겁다\n참고: 식힌다\n\n글\n",
    "questions": "Q: 왜?\nA: 그냥.\n\n글\n",
    "a poem": "제목: 봄\n지은이: 나\n\n봄이다\n",
    "a book": "제목: 데미안\n저자: 헤세\n\n읽었다.\n",
    "a day": "날짜: 2024-07-22\n작성자: 나\n태그: 가\n\n글\n",
    "a book in English": "Title: Demian\nAuthor: Hesse\n\n읽었다.\n",
    "a page in English": "Title: Demian\nURL: https://a.example/\nDescription: 책\n\n읽었다.\n",
    "one key": "Title: 가\n\n글\n",
    "one key and others": "Title: 가\nPlace: 서울\nPrice: 3000\n\n글\n",
    "another key first": "Note: 가\nTitle: 나\nDate: 2024-07-22\n\n글\n",
    "a line of text": "Title: 가\nDate: 2024-07-22\n그냥 글이다.\n\n글\n",
    "a text below at once": "Title: 가\nDate: 2024-07-22\n글\n",
    "never ended": "Title: 가\nDate: 2024-07-22",
    "an address": "Title: 가\nDate: 2024-07-22\nhttps://a.example/\n\n글\n",
    "a time": "Date: 2024-07-22\n12:30 출발\n\n글\n",
    "a list": "- title: 가\n- date: 2024-07-22\n\n글\n",
    "code": "    title: 가\n    date: 2024-07-22\n\n글\n",
    "a heading above": "# 글\n\nTitle: 가\nDate: 2024-07-22\n\n글\n",
    "an image of reST": ".. image: a.png\n\n글\n",
    "a comment": "<!-- title: 가\ndate: 2024-07-22 -->\n\n글\n",
    "an ellipsis": ".. 그래서: 나는\n\n글\n",
    "a comment left open": "<!--\n.. title: 가\n.. date: 2024-07-22\n\n글\n",
}


@pytest.mark.parametrize("case", TEXTS)
def test_text_with_colons_is_text(case):
    assert split_front_matter_or_raise(TEXTS[case], "글.md", Collected()).body == TEXTS[case]
    assert body_of(TEXTS[case]) == TEXTS[case]


@pytest.mark.parametrize("line", ["가: ", ".. a: ", " ", "title: a\ndate: b\n", "\n", "<!--\n.. a:"])
def test_what_never_ends_is_no_head(line):
    assert split_front_matter_or_raise(line * 50_000, "글.md", Collected()).data == {}


@pytest.mark.parametrize("writer", ["hugo", "markdown"])
def test_lines_at_the_top_of_a_body_are_not_read_for_front_matter_of_what_we_write(writer):
    text = "---\ntitle: 글\n---\n\ntitle: 가\ndate: 2024-07-22\nstatus: draft\n\n글\n"
    document, _ = read(text)
    back, _ = read(convert.dumps(document, writer))
    assert (back.meta.title, back.meta.draft) == ("글", False)
    assert plain_text(back.children) == plain_text(document.children)


@pytest.mark.parametrize("writer", ["nikola", "pelican", "mkdocs"])
def test_what_we_write_for_such_engines_is_read_again(tmp_path, monkeypatch, writer):
    (tmp_path / "blog").mkdir()
    (tmp_path / "blog/글.md").write_text("Title: 가: 나\nDate: 2024-07-22 10:20\nTags: 다\n\n글\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["convert", "blog", "-t", writer, "-o", "out"]) == 0
    assert run(["convert", "out", "--include", "*.md", "-o", "back.jsonl"]) == 0
    record = json.loads((tmp_path / "back.jsonl").read_text(encoding="utf-8"))
    assert (record["title"], record["date"][:10], record["tags"]) == ("가: 나", "2024-07-22", ["다"])
