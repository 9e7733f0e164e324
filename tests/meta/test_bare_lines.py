"""Metadata in lines without fences: what Pelican, MultiMarkdown and Nikola write above a text, and text that only looks like it."""

import json
import re

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
DOUBTFUL = ("front-matter-as-text", "lines above the body")
HEARD = ("front-matter-as-text", "lines above the body; what they say of who may read the post is heard")
DAY = {"title": "가", "date": "2024-07-22"}
HEADS = {
    "Pelican": ("Title: 가\nDate: 2024-07-22 10:20\nStatus: draft\n\n글\n", {"Title": "가", "Date": "2024-07-22 10:20", "Status": "draft"}),
    "in small letters": ("title: 가\ndate: 2024-07-22\n\n글\n", DAY),
    "values no YAML has": ("title: [가] 나: 다 # 라\ntags: @마, 'x\n\n글\n", {"title": "[가] 나: 다 # 라", "tags": "@마, 'x"}),
    "keys nobody knows": ("title: 가\nslug: ga\nBase Header Level: 2\nmy-key:\n\n글\n", None),
    "MultiMarkdown": ("Title:  가\n    나\nDate:   2024-07-22  \nKeywords:\n\n글\n", {"Title": "가 나", "Date": "2024-07-22", "Keywords": ""}),
    "without spaces": ("Title:가\nDate:2024-07-22\n\n글\n", {"Title": "가", "Date": "2024-07-22"}),
    "a little further in": ("  Title: 가\n  Date: 2024-07-22\n\n글\n", {"Title": "가", "Date": "2024-07-22"}),
    "day, tags, and a key nobody knows": ("Title: 가\nDate: 2024-07-22\nTags: 나\nMood: 다\n\n글\n", None),
    "tags alone": ("Title: 가\nTags: 나\n\n글\n", {"Title": "가", "Tags": "나"}),
    "a template": ("Title: 가\nTemplate: page.html\n\n글\n", {"Title": "가", "Template": "page.html"}),
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
    "a line of one": (".. title: 가\n.. date: 2024-07-22\n", DAY),
    "empty values": (".. title: 가\n.. date: 2024-07-22\n.. tags: \n.. link:\n\n글\n", {**DAY, "tags": "", "link": ""}),
}


@pytest.mark.parametrize("case", [*HEADS, *NIKOLA])
def test_lines_without_fences_are_front_matter(case):
    text, data = {**HEADS, **NIKOLA}[case]
    report = Collected()
    front = split_front_matter_or_raise(text, "글.md", report)
    assert front.data == (data or front.data) != {}
    assert front.body.startswith("글") or case in ("no text", "a line of one")
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
    ],
)
@pytest.mark.parametrize("form", ["Title: 가\nDate: 2024-07-22\n{}\n\n", "<!--\n.. Title: 가\n.. Date: 2024-07-22\n.. {}\n-->\n"])
def test_what_they_say_of_a_post_is_heard(form, line, state):
    meta = read(f"{form.format(line)}글\n")[0].meta
    assert (meta.title, meta.date.value.day, meta.visibility, meta.draft) == ("가", 22, *state)


@pytest.mark.parametrize("case", [*HEADS, *NIKOLA])
def test_every_word_of_such_lines_is_in_the_document(case):
    text = {**HEADS, **NIKOLA}[case][0]
    document, _ = read(text)
    said = convert.dumps(document, "jsonl")
    values = [
        re.sub(r"^[\s.!<-]*[\w -]+:", "", line) for line in text.split("\n글")[0].split("\n") if "status" not in line.lower()
    ]
    assert [word for word in re.findall(r"[^\W\d_]+", " ".join(values)) if word not in said] == []


@pytest.mark.parametrize(
    ("tags", "state"), [("draft, 나", ("public", True)), ("Private", ("private", False)), ("drafts", ("public", False))]
)
def test_a_tag_of_nikola_says_who_reads_a_post(tags, state):
    meta = read(f"<!--\n.. title: 가\n.. tags: {tags}\n-->\n글\n")[0].meta
    assert (meta.visibility, meta.draft) == state
    assert ", ".join(meta.tags) == tags


HIDDEN = {
    "a state alone": ("Status: draft\n\n글\n", ("public", True)),
    "a state and a key nobody knows": ("Title: 가\nPlace: 서울\nStatus: private\n\n글\n", ("private", False)),
    "no title": ("Project: 가\nDraft: true\n\n글\n", ("public", True)),
    "a text below at once": ("Title: 가\nStatus: draft\n글\n", ("public", True)),
    "nothing below": ("Title: 가\nStatus: draft\n", ("public", True)),
    "in Korean": ("제목: 가\n상태: 비공개\n\n글\n", ("private", False)),
    "wide colons": ("제목： 가\n공개： 비공개\n\n글\n", ("private", False)),
    "a password": ("Title: 가\nPassword: 1234\n\n글\n", ("protected", False)),
    "a word nobody knows": ("Title: 가\nVisibility: members\n\n글\n", ("private", False)),
    "a sauce, for all we know": ("Title: 가\nDate: 2024-07-22\nSecret: 소스\n\n글\n", ("private", False)),
    "a flag": ("Title: 가\nUnlisted: true\nPrice: 3\n\n글\n", ("private", False)),
}


def test_what_stays_in_the_text_is_not_said_to_be_there_twice():
    _, notices = read("Kim: 가\nKim: 나\nStatus: draft\n\n글\n")
    assert [kind for kind, _ in notices if kind.startswith("front-matter")] == ["front-matter-as-text"]


@pytest.mark.parametrize("case", HIDDEN)
def test_where_it_may_be_a_text_it_stays_and_what_hides_it_is_heard(case):
    text, state = HIDDEN[case]
    document, notices = read(text)
    assert (document.meta.visibility, document.meta.draft) == state
    assert plain_text(document.children).split() == text.split()
    assert HEARD in notices
    assert body_of(text) == text


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
    "a concert": "Title: 음악회\nDate: 2024-07-22\nPlace: 서울\n\n오세요\n",
    "a concert some day": "Title: 음악회\nDate: 토요일 저녁\n\n오세요\n",
    "a concert and what it costs": "Title: 음악회\nDate: 2024-07-22\nDescription: 무료\nPrice: 0\n\n오세요\n",
    "a concert in Korean": "제목: 음악회\n날짜: 2024-07-22\n장소: 서울\n\n오세요\n",
    "a concert and when": "제목: 음악회\n일시: 2024-07-22\n\n오세요\n",
    "a day and who wrote": "Date: 2024-07-22\nAuthor: 가\n\n글\n",
    "a day and what was": "Date: 2024-07-22\nSummary: 바다에 갔다\n\n글\n",
    "a book of a year": "Title: Demian\nAuthor: Hesse\nPublished: 1919\n\n읽었다.\n",
    "a book on a shelf": "Title: Demian\nAuthor: Hesse\nLanguage: German\nCategory: novel\n\n읽었다.\n",
    "a song": "Title: 노래\nArtist: 가\nTags: pop\n\n글\n",
    "a decision": "Status: Accepted\nDate: 2024-07-22\n\n글\n",
    "what is to be done": "Title: 할 일\nDate: 2024-07-22\nStatus: 진행중\n\n글\n",
    "a film": "Title: 영화\nDate: 2024-07-22\nHidden: Figures\n\n글\n",
    "a fault": "Title: 가\nStatus: open\nDate: 2024-07-22\nReporter: 나\n\n글\n",
    "a recipe": "Title: 찌개\nCategory: 국\nServings: 4\n\n글\n",
    "a garden": "Title: 정원\nLayout: three beds in a row\n\n글\n",
    "a picture": "Title: 노을\nDate: 2024-07-22\nImage: 좋은 사진\n\n글\n",
    "a link in a title": "Title: [데미안](https://a.example/)\nDate: 2024-07-22\n\n글\n",
    "a list below a day": "Title: 가\nDate: 2024-07-22\n  - 나\n\n글\n",
    "a chat": "Kim: 안녕\nLee: 안녕\nKim: private\n\n글\n",
    "a network": "ID: guest\nPassword: 1234\n\n글\n",
    "nothing private": "Title: 방\nPrivate: no\nPrice: 3\n\n글\n",
    "addresses": "https://a.example/\nhttps://b.example/\n\n글\n",
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
    document, _ = read(TEXTS[case])
    assert (document.meta.visibility, document.meta.draft) == ("public", False)


def test_it_is_told_where_keys_of_blogs_were_taken_for_text():
    assert DOUBTFUL in read(TEXTS["a concert"])[1]
    assert DOUBTFUL not in read(TEXTS["a book in English"])[1]


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


@pytest.mark.parametrize("writer", ["markdown", "mkdocs", "obsidian", "vitepress", "hugo"])
@pytest.mark.parametrize("text", ["Title: 가<br>Date: 2024-07-22", "Status: draft", "상태：비공개", ".. title: 가", "Note: 가"])
def test_a_text_that_is_written_without_front_matter_is_none(writer, text):
    (document,) = convert.read(Source("", f"<p>{text}</p><p>글</p>".encode()), "tistory")
    back, _ = read(convert.dumps(document, writer), "")
    assert plain_text(back.children) == plain_text(document.children)
    assert (back.meta.title, back.meta.visibility, back.meta.draft) == ("", "public", False)


@pytest.mark.parametrize("writer", ["nikola", "pelican", "mkdocs"])
def test_what_we_write_for_such_engines_is_read_again(tmp_path, monkeypatch, writer):
    (tmp_path / "blog").mkdir()
    (tmp_path / "blog/글.md").write_text("Title: 가: 나\nDate: 2024-07-22 10:20\nTags: 다\n\n글\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["convert", "blog", "-t", writer, "-o", "out"]) == 0
    assert run(["convert", "out", "--include", "*.md", "-o", "back.jsonl"]) == 0
    record = json.loads((tmp_path / "back.jsonl").read_text(encoding="utf-8"))
    assert (record["title"], record["date"][:10], record["tags"]) == ("가: 나", "2024-07-22", ["다"])
