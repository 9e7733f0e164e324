"""The proof itself: a page that says the same passes, and no planted fault does."""

import importlib
import json
import re
from pathlib import Path

import pytest
from html_posts import plain_posts
from hypothesis import given
from hypothesis import strategies as st
from marks import difference
from selectolax.lexbor import LexborHTMLParser
from strategies import law

import convert
from convert import formats
from convert.errors import UsageError
from convert.model import Document, Emphasis, Meta, Paragraph, Strong, Text
from convert.notices import Collected, Notice, ignore
from convert.options import WriterOptions
from convert.plan.places import PostPlan
from convert.proof.fidelity import with_misread_blocks_in_safe_form, without_front_matter
from convert.proof.fidelity.compare import Comparison, Difference, Score, compare_visible_items
from convert.proof.fidelity.expected import expected_page
from convert.proof.fidelity.reference_parser import render_markdown_for_target
from convert.proof.fidelity.renderers import render_with_commonmark, render_with_installed_hugo_or_raise
from convert.proof.fidelity.visible_items import visible_items_of
from convert.transforms import _run
from convert.writers._markdown import delimiters as _delimiters
from convert.writers._markdown.target import GFM

SAMPLES = sorted(path for path in (Path(__file__).parent.parent.parent / "samples" / "posts").rglob("*") if path.is_file())
HUGO = formats.markdown_target_of(*formats.writer_and_options_or_raise("hugo", ()))


def read(html):
    return convert.loads(html, "tistory")


def transformed(document, writer):
    return _run.apply_transforms(document, PostPlan(), formats.writer_and_options_or_raise(writer, ())[1], ignore)


def differences(source, page):
    return compare_visible_items(visible_items_of(source), visible_items_of(page)).differences


# What is the same


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("with_", ["commonmark", "hugo"])
def test_samples_say_the_same(path, with_):
    proof = convert.check(path, with_=with_)
    assert [(post.comparison.differences, post.problems) for post in proof.posts] == [((), ())]
    assert proof.scores["text"].total == proof.scores["text"].kept > 100


@given(plain_posts())
@law(300)
def test_what_we_write_is_verified_as_it_is(html):
    document = read(html)
    for writer, target in (("markdown", GFM), ("hugo", HUGO)):
        children = transformed(document, writer).children
        report = Collected()
        body = convert.dumps(document, writer, front_matter=writer == "hugo")
        assert (
            with_misread_blocks_in_safe_form(children, body.split("\n---\n", 1)[-1] if writer == "hugo" else body, target, report)
            is children
        )
        assert report.notices() == ()


EQUAL = (
    ("<p>가  나</p>", "<p>가\n나</p>", "white space is collapsed"),
    ("<p>가\xa0나</p>", "<p>가 나</p>", "a no-break space is a space"),
    ("<h2><b>가</b></h2>", "<h2>가</h2>", "headings are bold by themselves"),
    ("<table><tr><td><b>가</b></td></tr></table>", "<table><tr><th>가</th></tr></table>", "and so is the first row"),
    ("<ul><li>가</li></ul>", "<ul><li><p>가</p></li></ul>", "tight or loose"),
    ("<p>http://a.kr/x 글</p>", '<p><a href="http://a.kr/x">http://a.kr/x</a> 글</p>', "renderers link bare addresses"),
    ("<p>www.a.kr 글</p>", '<p><a href="https://www.a.kr">www.a.kr</a> 글</p>', "renderers link bare hosts"),
    ('<p><a href="/가">나</a></p>', '<p><a href="/%EA%B0%80">나</a></p>', "addresses are compared decoded"),
    ("<p><b>가</b><b>나</b></p>", "<p><strong>가나</strong></p>", "neighbours of a mark are one"),
    ("<p><b>가 </b>나</p>", "<p><b>가</b> 나</p>", "white space has no marks"),
    ("<pre>가\n</pre>", "<pre><code>가</code></pre>", "the line end of code"),
    ('<pre><code class="language-text">가</code></pre>', "<pre>가</pre>", "a language that is none"),
    ("<p>가\u200b나</p>", "<p>가나</p>", "what has no width"),
    ("<p>가<u>나</u></p>", "<p>가<ins>나</ins></p>", "one mark, two tags"),
    ('<p>가<sup><a href="#fn-1">1</a></sup></p>', '<p>가<sup><a href="#fn:1">[1]</a></sup></p>', "footnote marks by number"),
)


@pytest.mark.parametrize(("source", "page", "why"), EQUAL, ids=[why for *_, why in EQUAL])
def test_equal(source, page, why):
    assert differences(source, page) == ()
    assert differences(page, source) == () or why.startswith("renderers link")


# What is not: planted faults

PAGE = """<h2>제목 <code>f()</code></h2><p>글 <b>굵게</b>, <em>기울여</em> <a href="/가">링크</a>.<br>다음 줄</p>
<p><img src="a.png" alt="그림"></p><ul><li>하나<ol start="3"><li>셋</li><li>넷</li></ol></li><li>둘</li></ul>
<table><tr><th>가</th><th>나</th></tr><tr><td>다</td><td>라</td></tr></table>
<blockquote><p>인용</p></blockquote><hr><pre><code class="language-py">x = 1
y = 2</code></pre><p><del>지움</del> 9시~10시</p><ul><li><input type="checkbox" checked> 한 일</li></ul>"""

FAULTS = (
    ("굵게", "굵", "text", "a character is gone"),
    ("글 <b>", "<b>글 ", "marks", "bold reaches farther"),
    ("<b>굵게</b>", "굵게", "marks", "bold is gone"),
    ("<b>굵게</b>", "**굵게**", "text", "bold became asterisks"),
    ("<em>", "<em><b>", "marks", "a mark is added"),
    ("<del>지움</del>", "지움", "marks", "strikethrough is gone"),
    ("9시~10시", "9시<del>10시", "text", "a tilde struck what follows"),
    ('href="/가"', 'href="/나"', "links", "a link leads elsewhere"),
    ('<a href="/가">링크</a>', "링크", "links", "a link is gone"),
    ("a.png", "b.png", "images", "another image"),
    ('alt="그림"', 'alt=""', "images", "no description"),
    ("<h2>", "<h3>", "headings", "another level"),
    ("<h2>제목 <code>f()</code></h2>", "<p>제목 <code>f()</code></p>", "headings", "no heading"),
    ("<code>f()</code>", "f()", "code", "code is plain"),
    ("language-py", "language-c", "code", "another language"),
    ("x = 1\ny", "x = 1 y", "code", "a line of code is gone"),
    ('start="3"', 'start="4"', "lists", "another number"),
    ("<li>넷</li>", "<li>넷", "lists", None),
    ("</li><li>둘", "<br>둘", "lists", "two items are one"),
    (
        '<ol start="3"><li>셋</li><li>넷</li></ol></li>',
        '</li></ul><ol start="3"><li>셋</li><li>넷</li></ol><ul>',
        "lists",
        "not nested",
    ),
    ("<td>다</td><td>라</td>", "<td>라</td><td>다</td>", "text", "cells change places"),
    ("<td>다</td>", "<td></td><td>다</td>", "tables", "a cell moves"),
    ("<blockquote><p>인용</p></blockquote>", "<p>인용</p>", "blocks", "no quotation"),
    ("<hr>", "", "blocks", "no rule"),
    ("<br>", " ", "blocks", "no line break"),
    ("</p>\n<p><img", "<img", "blocks", "two paragraphs are one"),
    ("글 <b>굵", "글<b>굵", "blocks", "a space is gone"),
    ("checked", "", "blocks", "a task is not done"),
    ("라</td></tr></table>", "라</td></tr></table><p>더</p>", "text", "something is added"),
)


@pytest.mark.parametrize(("old", "new", "kind", "what"), FAULTS, ids=[f"{old} -> {new}" for old, new, *_ in FAULTS])
def test_planted_faults_are_found(old, new, kind, what):
    """The last end tag of an item may be left out (`what` is None): then both pages are the same."""
    assert PAGE.count(old) >= 1
    comparison = compare_visible_items(visible_items_of(PAGE), visible_items_of(PAGE.replace(old, new, 1)))
    found = {difference.kind for difference in comparison.differences}
    assert (kind in found) is (what is not None)
    lost = {kind for kind, score in comparison.scores.items() if score.kept < score.total}
    assert what in (None, "something is added") or lost


def mutated(data, text):
    """A text with one small fault, as a slip of an escape or a marker would make it."""
    spots = [match.span() for match in re.finditer(r"[\\*`~#>|\[\]()!_-]+|<!-- -->|\n\n|\n|  +|[가-힣]+", text)]
    start, end = data.draw(st.sampled_from(spots))
    return text[:start] + data.draw(st.sampled_from(["", " ", "*", "가", "\n"])) + text[end:]


@given(plain_posts(), st.data())
@law(500)
def test_a_fault_in_the_markdown_is_found_when_it_changes_the_page(html, data):
    """`marks` is another implementation, on another parser: whatever it sees must be seen here."""
    markdown = convert.dumps(read(html), "markdown", front_matter=False)
    if not markdown.strip():
        return
    before, after = (render_with_commonmark([text])[0].html for text in (markdown, mutated(data, markdown)))
    if difference(before, after):
        assert differences(before, after)


def test_a_difference_says_where_and_what():
    comparison = compare_visible_items(visible_items_of("<p>그는 <b>말했다</b>.</p>"), visible_items_of("<p>그는 말했다.</p>"))
    assert comparison == Comparison(
        (Difference("marks", "그는", "말했다", "strong", ""),), {"text": Score(6, 6), "marks": Score(0, 3)}
    )


def test_hostile_pages_are_compared_in_time():
    comparison = compare_visible_items(visible_items_of("가나" * 3000), visible_items_of("나가다" * 3000))
    assert comparison.differences


# Reading back before writing


@pytest.fixture
def careless(monkeypatch):
    """A writer that forgets what keeps emphasis from failing."""
    monkeypatch.setattr(_delimiters, "COMMENT", "")


FAILING = '<p>앞</p><p>그는 <b>"아니"</b>라고 했다</p><pre>코드</pre>'


def test_a_block_that_reads_differently_is_written_as_html(careless, tmp_path):
    report = Collected()
    convert.convert(source(tmp_path, FAILING), to="markdown", output=tmp_path / "o.md", front_matter=False, report=report)
    assert (tmp_path / "o.md").read_text() == '앞\n\n<p>그는 <strong>"아니"</strong>라고 했다</p>\n\n```\n코드\n```\n'
    assert Notice("respelled", '그는 "아니"라고 했다') in report.notices()


def test_where_there_is_no_html_the_marks_go_and_the_text_stays(careless, tmp_path):
    report = Collected()
    convert.convert(source(tmp_path, FAILING), to="hugo", output=tmp_path / "site", report=report)
    (page,) = (tmp_path / "site").rglob("index.md")
    assert page.read_text().endswith('---\n\n앞\n\n그는 "아니"라고 했다\n\n```\n코드\n```\n')
    assert Notice("simplified", '그는 "아니"라고 했다') in report.notices()


def test_without_verification_what_is_written_is_written(careless, tmp_path):
    convert.convert(source(tmp_path, FAILING), to="markdown", output=tmp_path / "o.md", front_matter=False, verify=False)
    assert '**"아니"**라고' in (tmp_path / "o.md").read_text()


def test_what_cannot_be_mended_is_said(monkeypatch, tmp_path):
    from convert.proof.fidelity import verify

    monkeypatch.setattr(verify, "_reads_back_as", lambda body, children, target: False)
    report = Collected()
    convert.convert(source(tmp_path, FAILING), to="markdown", output=tmp_path / "o.md", report=report)
    assert Notice("unverified") in report.notices()


@pytest.mark.parametrize("format", ["html", "tistory"])
def test_a_page_that_swallows_text_is_written_without_what_does_it(monkeypatch, tmp_path, format):
    module = importlib.import_module("convert.writers._html" if format == "html" else "convert.writers.tistory.blocks")
    monkeypatch.setattr(module, "_code_block", lambda *code: "<textarea>")
    report = Collected()
    convert.convert(source(tmp_path, f"{FAILING}<p>뒤</p>"), to=format, output=tmp_path / "o.html", report=report)
    text = LexborHTMLParser((tmp_path / "o.html").read_text()).body.text()
    assert "".join(text.split()) == '앞그는"아니"라고했다코드뒤'
    assert Notice("simplified", "코드") in report.notices()


def test_a_line_that_is_another_document_is_said(monkeypatch, tmp_path):
    from convert.writers import jsonl

    monkeypatch.setattr(jsonl, "text", lambda document, options, report: '{"document": "{}"}\n')
    report = Collected()
    convert.convert(source(tmp_path, FAILING), to="jsonl", output=tmp_path / "o.jsonl", report=report)
    assert Notice("unverified") in report.notices()


def source(folder, html):
    path = folder / "post.html"
    path.write_text(html, encoding="utf-8")
    return path


def test_most_pages_are_proved_without_being_read():
    """The expected page is the witness's own spelling, which makes the proof cheap. The samples hold every rare thing there is."""
    alike = []
    for path in SAMPLES:
        (document,) = convert.read(path)
        for writer, target in (("markdown", GFM), ("hugo", HUGO)):
            children = transformed(document, writer).children
            wanted, page = (
                expected_page(children, target),
                render_markdown_for_target(without_front_matter(convert.dumps(document, writer)), target),
            )
            alike.append(wanted == page)
            assert differences(wanted, page) == ()
    assert sum(alike) >= 0.6 * len(alike)


TABLE = "<table><tr><th>이름</th><th>메모</th></tr><tr><td rowspan='2'>가</td><td>나</td></tr><tr><td><p>다</p><p>라</p></td></tr></table>"


def test_a_cell_that_the_list_of_a_table_leaves_out_is_found(monkeypatch, tmp_path):
    """The list is the writer's own, so what it holds is counted."""
    from convert.writers._markdown import complex_tables as _complex_tables

    whole = _complex_tables._list_item_of_row
    path, report = source(tmp_path, TABLE), Collected()
    assert convert.check(path, complex_tables="list").different == 0
    monkeypatch.setattr(_complex_tables, "_list_item_of_row", lambda row, names: whole(row[:1], names))
    convert.convert(path, to="markdown", output=tmp_path / "o.md", complex_tables="list", report=report)
    assert "respelled" in {notice.kind for notice in report.notices()}
    assert "다" in (tmp_path / "o.md").read_text(encoding="utf-8")


LOOSE = (
    ("<p>가<b>, </b>나</p>", "<p>가, 나</p>", True, "punctuation moved out of emphasis"),
    ("<p>가, 나</p>", "<p>가<b>, </b>나</p>", False, "punctuation taken in"),
    ("<p>가<sub>(</sub>나</p>", "<p>가(나</p>", False, "a bracket that is no index any more"),
    ("<p>가<b>나</b></p>", "<p>가나</p>", False, "a letter"),
)


@pytest.mark.parametrize(("before", "after", "same", "what"), LOOSE, ids=[what for *_, what in LOOSE])
def test_with_emphasis_that_may_move_only_that_is_forgiven(before, after, same, what):
    assert (
        not compare_visible_items(
            visible_items_of(before), visible_items_of(after), punctuation_may_lose_emphasis=True
        ).differences
    ) is same


def test_hugo_empties_blank_lines_of_code_in_lists(tmp_path):
    path = source(tmp_path, "<ul><li>가<pre>x\n   \ny</pre></li></ul><pre>x\n   \ny</pre>")
    assert convert.check(path, with_="hugo").different == 0
    assert convert.check(path).different == 0
    assert differences("<pre>x\n   \ny</pre>", "<pre>x\n\ny</pre>")


def test_marks_in_what_a_fold_is_called_count_where_it_is_a_fold():
    assert differences("<details><summary><b>가</b></summary></details>", "<details><summary>가</summary></details>")


# Renderers


def test_hugo_says_what_stops_it():
    pages = render_with_installed_hugo_or_raise(
        ["---\ntitle: a\n---\n\n**가**\n", "---\ntitle: b\n---\n\n{{< nope >}}\n", "가 <b>나</b>\n"]
    )
    assert "<strong>가</strong>" in pages[0].html
    assert not pages[0].problems
    assert "nope" in pages[1].problems[0]
    assert "Raw HTML omitted while rendering this post" in pages[2].problems[0]


def test_links_are_taken_as_they_stand():
    """markdown-it has opinions of its own: it writes Punycode, and takes `file:` for no link."""
    page = render_with_commonmark(["[가](https://한글.kr/나) [다](file:///c:/a.txt)"])[0].html
    assert differences('<p><a href="https://한글.kr/나">가</a> <a href="file:///c:/a.txt">다</a></p>', page) == ()


@pytest.mark.parametrize("head", ["---\ntitle: a\n---\n", "+++\ntitle = 'a'\n+++\n", '{"title": "a"}\n', ""])
def test_front_matter_of_any_kind_is_no_text(head):
    """Outputs that are there may have been written by another program."""
    assert render_with_commonmark([f"{head}\n가\n"])[0].html == "<p>가</p>\n"


def test_front_matter_that_cannot_be_read_is_a_problem():
    (page,) = render_with_commonmark(["---\ntitle: a\n\n가\n"])
    assert "closing" in page.problems[0]


def test_without_hugo(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="hugo is not installed"):
        render_with_installed_hugo_or_raise(["가"])


def test_a_hugo_that_does_not_work(monkeypatch, tmp_path):
    program = tmp_path / "hugo"
    program.write_text("#!/bin/sh\necho broken >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match="hugo failed: broken"):
        render_with_installed_hugo_or_raise(["가"])


def test_marks_deep_inside_each_other_are_compared():
    inner = (Text("가"),)
    for kind in [Emphasis, Strong] * 20:
        inner = (kind(inner),)
    document = Document(Meta(), (Paragraph(inner),))
    page = render_with_commonmark([convert.dumps(document, "html")])[0].html
    assert differences(expected_page(document.children, GFM), page) == ()


# The command


def test_json(tmp_path, capsysbinary):
    from convert.cli import run

    path = source(tmp_path, "<p>가 <b>나</b></p>")
    against = tmp_path / "o.md"
    against.write_text("가 나\n", encoding="utf-8")
    assert run(["check", str(path), "--against", str(against), "--format", "json"]) == 4
    answer = json.loads(capsysbinary.readouterr().out)
    assert answer["total"] == {
        "posts": 1,
        "different": 1,
        "failed": 0,
        "scores": {"text": {"kept": 2, "total": 2}, "marks": {"kept": 0, "total": 1}},
        "shown": {"text": {"kept": 2, "excused": 0, "total": 2}},
        "left_out": {},
        "errors": [],
    }
    (post,) = answer["posts"]
    assert post["differences"] == [{"kind": "marks", "after": "가", "what": "나", "was": "strong", "became": ""}]
    assert not post["same"]
    assert post["output"] == str(against)


def test_writer_options_are_those_of_the_conversion():
    assert issubclass(formats.writer_and_options_or_raise("markdown", ())[1].__class__, WriterOptions)
    with pytest.raises(UsageError, match="no option 'nope'"):
        convert.check(SAMPLES[0], nope=1)
