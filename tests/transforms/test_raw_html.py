"""HTML islands, under each policy."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdownify import MarkdownConverter

from convert.errors import UsageError
from convert.model import (
    MAX_DEPTH,
    BlockQuote,
    BulletList,
    Code,
    Document,
    Emphasis,
    Heading,
    Image,
    Link,
    ListItem,
    Math,
    Meta,
    Paragraph,
    RawBlock,
    RawInline,
    Strikethrough,
    Strong,
    Subscript,
    Table,
    Text,
    Underline,
)
from convert.model.walk import depth, plain_text, walk
from convert.notices import Collected, Notice
from convert.options import WriterOptions
from convert.transforms import raw_html


class Shouting(MarkdownConverter):
    """A converter a user might write."""

    def convert_form(self, el, text, parent_tags):
        return f"\n\n## {text.strip().upper()}\n\n"


def document(*children):
    return Document(meta=Meta(title="제목"), children=children)


def block(html):
    return RawBlock("html", html)


def inline(html):
    return RawInline("html", html)


def text(value):
    return Paragraph((Text(value),))


def applied(before, raw_html_policy, **options):
    said = Collected()
    after = raw_html.apply(before, None, WriterOptions(raw_html=raw_html_policy, **options), said)
    return after, said.notices()


@pytest.mark.parametrize("policy", ["keep", "markdown", "drop"])
def test_no_island_is_the_same_document(policy):
    before = document(Heading(2, (Text("가"),)), text("나"), RawBlock("latex", "x"))
    after, notices = applied(before, policy)
    assert after is before
    assert notices == ()


def test_keep():
    before = document(block("<!-- x -->\n<FORM a=1>가</FORM>"), Paragraph((inline("<span>"), Text("가"), inline("</span>"))))
    after, notices = applied(before, "keep")
    assert after is before
    assert notices == (Notice("raw-html-kept", "form"), Notice("raw-html-kept", "span", 2))


def test_drop_takes_what_it_leaves_empty_with_it():
    link = Link((inline("<x>"),), "/a")
    before = document(block("<form>가</form>"), Paragraph((Strong((inline("<x>"),)),)), Paragraph((link,)), text("나"))
    after, notices = applied(before, "drop")
    assert after == document(Paragraph((Link((), "/a"),)), text("나"))
    assert notices == (Notice("raw-html-dropped", "form"), Notice("raw-html-dropped", "x", 2))


def test_drop_leaves_one_text():
    after, _ = applied(document(Paragraph((Text("가"), inline("<x>"), Text("나")))), "drop")
    assert after == document(text("가나"))


def test_markdown_splices_blocks_in_place():
    item = ListItem((block("<form><h3>가</h3><p>나 <b>다</b></p></form>"), text("라")))
    after, notices = applied(document(BulletList((item,))), "markdown")
    inside = (Heading(3, (Text("가"),)), Paragraph((Text("나 "), Strong((Text("다"),)))), text("라"))
    assert after == document(BulletList((ListItem(inside),)))
    assert notices == (Notice("raw-html-converted", "form"),)


def test_markdown_splices_inlines_in_place():
    before = document(Paragraph((Text("가 "), inline("<object><p>나 <i>다</i></p><p>라</p></object>"), Text(" 마"))))
    after, _ = applied(before, "markdown")
    assert after == document(Paragraph((Text("가 나 "), Emphasis((Text("다"),)), Text(" 라 마"))))


IN_A_LINE = {
    "code": ("```\na\nb\n```", (Code("a"), Text(" "), Code("b"))),
    "a formula": ("$$\na\n$$", (Math("a"),)),
    "pictures side by side": ("![나](a.png)\n![다](b.png)", (Image("a.png", "나"), Text(" "), Image("b.png", "다"))),
    "definitions": ("나\n: *다*", (Text("나 "), Emphasis((Text("다"),)))),
}


@pytest.mark.parametrize("name", IN_A_LINE)
def test_blocks_in_a_line_lose_nothing(name):
    markdown, expected = IN_A_LINE[name]
    before = document(Paragraph((Text("가"), Strong((inline(markdown),)))))
    after, _ = applied(before, "markdown", raw_html_converter=f"{__name__}:Echo")
    assert after == document(Paragraph((Text("가"), Strong(expected))))


MARKS = {
    '<b>"단어"</b>는': (Strong((Text('"단어"'),)), Text("는")),
    "H<sub>2</sub>O": (Text("H"), Subscript((Text("2"),)), Text("O")),
    "<u>가 </u>나": (Underline((Text("가"),)), Text(" 나")),
    "9시~10시 <s>x</s>~": (Text("9시~10시 "), Strikethrough((Text("x"),)), Text("~")),
    "*a* _b_ # [c](d) &lt;b&gt; |": (Text("*a* _b_ # [c](d) <b> |"),),
}


@pytest.mark.parametrize("html", MARKS)
def test_marks_and_text_survive(html):
    after, _ = applied(document(block(f"<form>{html}</form>")), "markdown")
    assert after == document(Paragraph(MARKS[html]))


def test_table_without_a_head():
    after, _ = applied(document(block("<table><tr><td>가</td><td>나</td></tr></table>")), "markdown")
    (table,) = after.children
    assert isinstance(table, Table)
    assert len(table.rows) == 1


@pytest.mark.parametrize("island", [block("<iframe src=x></iframe>"), Paragraph((inline("<input>"),))])
def test_markdown_of_nothing_is_dropped(island):
    after, notices = applied(document(island), "markdown")
    assert after == document()
    assert [notice.kind for notice in notices] == ["raw-html-dropped"]


def test_html_that_comes_back_is_text():
    class_name = f"{__name__}:Echo"
    after, _ = applied(document(block("<div>가 <x-y>나</x-y></div>")), "markdown", raw_html_converter=class_name)
    assert after == document(text("가 나"))


class Echo(MarkdownConverter):
    """A converter that converts nothing."""

    def convert(self, html):
        return html


def test_converter_of_the_user():
    after, _ = applied(document(block("<form>abc</form>")), "markdown", raw_html_converter=f"{__name__}:Shouting")
    assert after == document(Heading(2, (Text("ABC"),)))


@pytest.mark.parametrize("name", ["nowhere:Class", "html:escape", "html:Nothing", "html", ":", "html.nowhere:Class", "a b:c"])
def test_unknown_converter(name):
    with pytest.raises(UsageError, match="--raw-html-converter"):
        applied(document(block("<form>가</form>")), "markdown", raw_html_converter=name)


def test_html_deeper_than_markdownify_can_go_keeps_its_words():
    html = "<div>" * 5000 + "바닥<script>x</script>" + "</div>" * 5000
    after, _ = applied(document(block(html)), "markdown")
    assert after == document(text("바닥"))


@pytest.mark.parametrize("level", [1, 50, 90, 99])
def test_tree_stays_within_its_depth(level):
    inner = block("<blockquote>" * 60 + "<b>바닥</b>" + "</blockquote>" * 60)
    for _ in range(level - 1):
        inner = BlockQuote((inner,))
    after, notices = applied(document(inner), "markdown")
    assert depth(after.children) <= MAX_DEPTH
    assert ("바닥" in plain_text(after.children)) is ("raw-html-dropped" not in [notice.kind for notice in notices])


@given(st.text(alphabet="<>/abpi \n&;=\"'!-가*_[]()`#"), st.sampled_from(["keep", "markdown", "drop"]))
@settings(max_examples=150, deadline=None)
def test_any_island(html, policy):
    after, _ = applied(document(block(html), Paragraph((Text("가"), inline(html)))), policy)
    left = [node for node in walk(after.children) if isinstance(node, RawBlock | RawInline)]
    assert len(left) == (2 if policy == "keep" else 0)


def test_what_its_parser_refuses_keeps_its_words():
    after, _ = applied(document(block("<![;<p>가</p>")), "markdown")
    assert "가" in plain_text(after.children)


def test_markdownify_is_imported_only_for_an_island():
    code = "import sys, convert.transforms.raw_html; sys.exit('markdownify' in sys.modules or 'markdown_it' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
