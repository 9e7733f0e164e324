"""Ten faults planted in the reader: their posts come first in the list, and what is gone is marked where it was, in both pages."""

import re

import pytest
from mutations import NOW, watch_handlers
from reports import report_on

from convert.formats import reader
from convert.sources.html_tree import parse_html

PLANTED = {
    "paragraph": ("<p> handle_division", "node", "<p>가랑비가 내렸다.</p>", "가랑비가 내렸다."),
    "part of a paragraph": ("<p> handle_division", "last child", "<p>처음 <b>마지막 말</b></p>", "마지막 말"),
    "heading": ("<h2> _handle_heading_keeping_alignment", "node", "<h2>둘째 마당</h2>", "둘째 마당"),
    "picture": ("<img> _handler_over.<locals>.<lambda>", "node", '<p><img src="https://example.org/a.png" alt="사진"></p>', ""),
    "address": ("<a> _handle_fold_button_file_or_plain_link", "address", '<p><a href="https://example.org/b">이리로</a></p>', ""),
    "item": ("<li> handle_li_and_note_stray_or_unmarked", "children", "<ul><li>두부 한 모</li><li>파</li></ul>", "두부 한 모"),
    "cell": ("<td> handle_cell_in_row_else_division", "children", "<table><tr><td>열두 냥</td></tr></table>", "열두 냥"),
    "code": ("<pre> _handler_over.<locals>.<lambda>", "node", "<pre>print(365)</pre>", "print(365)"),
    "quotation": (
        "<blockquote> handle_quote_or_post_reporting_unsafe_cite",
        "node",
        "<blockquote><p>옛말 그대로</p></blockquote>",
        "옛말 그대로",
    ),
    "player": ("<iframe> _handle_map_or_iframe", "node", '<iframe src="https://example.org/v"></iframe>', ""),
}
BEFORE, BEHIND = "앞에 있는 글이다.", "뒤에 있는 글이다."


@pytest.fixture
def report(tmp_path, monkeypatch):
    """The report on ten posts that are read with a fault, and ten that are not."""
    monkeypatch.chdir(tmp_path)
    faults = {}
    for number, (name, (handler, way, html, _)) in enumerate(PLANTED.items()):
        for kind in ("whole", "broken"):
            path = tmp_path / "posts" / f"{number}-{kind}.html"
            path.parent.mkdir(exist_ok=True)
            words = f"<div>{BEFORE}</div>\n{html}\n<div>{BEHIND}</div>\n"
            path.write_text(f'---\ntitle: "{kind} {name}"\ndate: 2024-07-22 09:30\n---\n{words}', encoding="utf-8")
            faults[path.name] = (handler, way) if kind == "broken" else ("", "")
    tistory, read = reader("tistory"), reader("tistory").read

    def read_with_fault(source, options, report):
        NOW.handler, NOW.way = faults[source.name.rpartition("/")[2]]
        yield from read(source, options, report)
        NOW.handler = ""

    monkeypatch.setattr(tistory, "read", read_with_fault)
    with watch_handlers():
        return report_on("posts", "-f", "tistory", "-t", "markdown")


def test_posts_with_faults_come_first(report):
    titles = [post.title for post in report.posts]
    assert sorted(titles[:10]) == sorted(f"broken {name}" for name in PLANTED)
    assert [bool(post.missing) for post in report.posts] == [True] * 10 + [False] * 10
    assert [post.score < 1000 for post in report.posts] == [True] * 10 + [False] * 10
    assert (report.totals["toLookAt"], report.totals["same"]) == (10, 10)


@pytest.mark.parametrize("name", PLANTED)
def test_a_fault_is_marked_in_its_place(report, name):
    (post,) = [post for post in report.posts if post.title == f"broken {name}"]
    words = PLANTED[name][3]
    original, output = (parse_html(post.part[side]).body for side in ("original", "output"))
    assert original.css_first("#bc-1").attributes["class"].split()[-1] == "bc-missing"
    assert " ".join(mark.text() for mark in original.css(".bc-missing") if not mark.text().isdecimal()) == words
    if not words:
        shown = post.part["original"]
        assert re.search(r'id="bc-1">1</mark>(<a|<span class="bc-box")', shown), shown
    assert "bc-place bc-missing" in output.css_first("#bc-1").attributes["class"]
    before, _, behind = output.text().partition("1")
    assert (BEFORE in before, BEHIND in behind) == (True, True)


def test_a_post_without_a_fault_has_no_mark(report):
    for post in report.posts[10:]:
        assert "bc-missing" not in post.part["original"] + post.part["output"]
        assert post.part["missing"] == []
