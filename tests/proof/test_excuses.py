"""A notice excuses what it names, once, and nothing else of its kind: neither another cell, item or link, nor its words."""

import pytest
from msgspec.structs import replace

from convert.formats import reader_and_options_or_raise
from convert.model import BulletList, Link, Paragraph, Row, Table
from convert.model.walk import rewrite
from convert.proof.witness import missing_from_page
from convert.proof.witness.pages import page_of_output
from convert.proof.witness.verdict import verdict_on
from convert.sources.evidence import Evidence, LeftOut, Original, Testimony, hand_over_left_out_elements_of_one_kind
from convert.sources.source import Source
from convert.writers import _html
from convert.writers._markdown.body import markdown_body
from convert.writers._markdown.dialects.goldmark import GOLDMARK
from convert.writers._markdown.target import GFM, MarkdownStyle, Target

LISTS = replace(GFM, style=MarkdownStyle(complex_tables="list"))
HUGO = Target(GOLDMARK, style=MarkdownStyle(complex_tables="list"))

MARK, NOTE = "<a id='r' href='#n'>[1]</a>", "<p><a id='n' href='#r'>[1]</a> 주석 <a href='#r'>↩</a></p>"
ODD_TABLE, TABLE = "<table><tr><td colspan=2>가<td>나<tr><td>다</table>", "<table><tr><td>라<td>마<tr><td>가<td>나</table>"
ODD_LIST, LIST = "<ol start='-2'><li>가<li>나<ul><li>다</ul></ol>", "<ul><li>라<li>가</ul>"

CASES = {
    "table-as-list": (LISTS, ODD_TABLE + TABLE, Table, [("cell", "라"), ("cell", "마"), ("cell", "가"), ("cell", "나")]),
    "list-as-text": (GFM, ODD_LIST + LIST, BulletList, [("item", "1 라"), ("item", "1 가")]),
    "footnote-mark": (GFM, f"<p>글{MARK} <a href='#b'>가</a></p><h2 id='b'>나</h2>{NOTE}", Link, [("link", "#b")]),
    "anchor": (
        HUGO,
        "<p><a href='#a'>가</a> <a href='#b'>나</a> <a href='#a'>다</a></p><p><span id='a'></span>라</p><h2 id='b'>마</h2>",
        Link,
        [("link", "#b")],
    ),
}
"""For each notice a target, a source that has what the notice is of and another element like it, the kind of node that element is,
and what is missing when all of it is gone but its words.
"""


def read(html):
    module, options = reader_and_options_or_raise("tistory")
    evidence = Evidence()
    (document,) = module.read(Source("글", html.encode(), text=html), options, evidence)
    return document, evidence


def writer_of(target):
    return "hugo" if target.dialect is GOLDMARK else "markdown"


def judged(document, evidence, target):
    """What becomes of the source when the document is written for a target."""
    page = page_of_output(markdown_body(document.children, target, {}, evidence), writer_of(target), ())
    return verdict_on(evidence.testimony, page, undoes_typography=target is HUGO)


def names(found):
    return [(missing.kind, missing.what) for missing in found]


def only_words(node):
    """What is left of a pipe table, a list or a link to `#b` that loses all but its words."""
    match node:
        case Table(rows=(Row(cells=(first, *_)), *_)) if first.colspan == 1:
            return tuple(block for row in node.rows for cell in row.cells for block in cell.children)
        case BulletList() if len(node.items) > 1:
            return tuple(block for item in node.items for block in item.children)
        case Link(url="#b"):
            return node.children
        case _:
            return node


@pytest.mark.parametrize("notice", CASES)
def test_what_is_lost_beside_what_a_notice_names_is_missing(notice):
    target, html, kind, lost = CASES[notice]
    verdict = judged(*read(html), target)
    assert verdict.missing == ()
    assert verdict.excused[notice] > 0

    document, evidence = read(html)
    damaged = rewrite(document, lambda node: only_words(node) if isinstance(node, kind) else node)
    assert names(judged(damaged, evidence, target).missing) == lost


@pytest.mark.parametrize("notice", ["table-as-list", "list-as-text", "anchor"])
def test_without_its_name_all_of_it_is_missing(notice):
    target, html, _, _ = CASES[notice]
    document, evidence = read(html)
    page = page_of_output(markdown_body(document.children, target, {}), writer_of(target), ())
    assert len(verdict_on(evidence.testimony, page).missing) == judged(document, evidence, target).excused[notice] > 0


ODD_CELLS = {
    "a footnote": f"가{MARK}",
    "a footnote with a sign for its number": f"가{MARK}".replace("[1]", "*"),
    "a formula": "가 <script type='math/tex'>x^2+y</script> 나",
    "TeX": "가 $x^2+y$ 나 \\(z_1\\)",
    "lists": "<ul><li>가<li>나<ol start=3><li>다</ol></ul>",
    "lines": "가<br>나<p>다</p><p>라</p>",
    "code": "<pre><code>a = 1\n  b</code></pre> <code>x</code>",
    "quotation marks": "“가” — ‘나’…",
    "a box": "<input type=checkbox checked> 가",
    "a table": "가<table><tr><td>나<td>다</table>",
    "a fold": "<details><summary>가</summary><p>나</p></details>",
    "a reading": "<ruby>漢<rt>한</rt></ruby><q>가</q>나<sub>2</sub>",
}


@pytest.mark.parametrize("name", ODD_CELLS)
@pytest.mark.parametrize("target", [LISTS, HUGO], ids=["markdown", "hugo"])
def test_a_cell_is_named_whatever_is_in_it(name, target):
    document, evidence = read(
        f"<table><tr><td colspan=2>{ODD_CELLS[name]}<tr><td>하<td>{ODD_CELLS[name]}</table>{NOTE}".replace("[1]", "*")
    )
    verdict = judged(document, evidence, target)
    assert verdict.missing == ()
    assert verdict.excused["table-as-list"] == 3


def test_items_are_named_however_deep_they_are():
    document, evidence = read(f"<ul><li>하{ODD_LIST}</ul><ol start=-1><li>$x$ “가”<li>{MARK} 나</ol>{NOTE}")
    assert judged(document, evidence, GFM).missing == ()


@pytest.mark.parametrize("name", ["가", "a&b", "a b", "a%"])
def test_a_place_is_named_however_it_is_spelled(name):
    document, evidence = read(
        f"<p><a href='#{name.replace('%', '%25')}'>가</a></p><p><a name='{name}'></a>나</p>".replace("&", "&amp;")
    )
    assert isinstance(document.children[0].children[0], Link)
    assert judged(document, evidence, HUGO).excused == {"anchor": 1}


def test_each_is_excused_once():
    named = LeftOut("table-as-list", "<table><tr><td>가<td>나</table>", words_remain=True, only="cell")
    source = "<table><tr><td>가<td>나</table><table><tr><td>가<td>다</table>"
    found = missing_from_page(Testimony(Original(source), (named,)), "<ul><li>가<li>나</ul><p>가</p><p>다</p>")
    assert names(found) == [("cell", "가"), ("cell", "다")]


def test_words_of_what_is_named_are_looked_for_all_the_same():
    named = LeftOut("table-as-list", "<table><tr><td>가<td>나</table>", words_remain=True, only="cell")
    found = missing_from_page(Testimony(Original(named.html), (named,)), "<ul><li>가</ul>")
    assert names(found) == [("text", "나")]


def test_of_equal_cells_each_is_looked_for():
    source = "<table><tr><td>가<br>나<td>다</table><table><tr><td>가<br>나<td>라</table>"
    page = "<table><tr><td>가 / 나<td>다</table><p>가<br>나</p><p>라</p>"
    assert names(missing_from_page(Testimony(Original(source)), page)) == [("cell", "가 나"), ("cell", "라")]


def test_nothing_in_it_is_excused_but_the_elements_that_are_named():
    html = "<table><tr><td>가 <a href='https://e.kr'>나</a><td><img src='a.png'>다</table>"
    named = LeftOut("table-as-list", html, words_remain=True, only="cell")
    found = missing_from_page(Testimony(Original(html), (named,)), "<ul><li>가 나<li>다</ul>")
    assert names(found) == [("link", "//e.kr"), ("image", "a.png")]


def test_what_leads_back_from_a_note_is_named_where_no_way_back_is_made():
    document, evidence = read(f"<p>글{MARK}</p>{NOTE}")
    page = _html.blocks(document.children)
    assert verdict_on(evidence.testimony, page).missing == ()
    without_mark = _html.blocks((Paragraph(document.children[0].children[:1]), *document.children[1:]))
    assert [missing.kind for missing in missing_from_page(evidence.testimony, without_mark)] == ["link"]


def test_html_is_made_only_for_who_keeps_it():
    notices, made = [], []
    hand_over_left_out_elements_of_one_kind(notices.append, "anchor", "link", lambda: made.append(""))
    assert (notices, made) == ([], [])
