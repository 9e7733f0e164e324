"""The Markdown reader: each node once, what may nest without end, and whether a text is Markdown at all."""

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convert.model import (
    MAX_DEPTH,
    Anchor,
    BlockQuote,
    BulletList,
    Callout,
    Cell,
    Code,
    CodeBlock,
    Details,
    Emphasis,
    FootnoteDefinition,
    FootnoteReference,
    HardBreak,
    Heading,
    Highlight,
    Image,
    Keyboard,
    Link,
    ListItem,
    OrderedList,
    Origin,
    Paragraph,
    RawBlock,
    RawInline,
    Row,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    ThematicBreak,
    Underline,
)
from convert.notices import Collected, Notice, ignore
from convert.readers import markdown
from convert.readers.markdown import read_blocks
from convert.source import Source
from convert.walk import depth, plain_text


def paragraph(*children):
    return Paragraph(tuple(Text(child) if isinstance(child, str) else child for child in children))


def texts(value):
    return (Text(value),)


BLOCKS = {
    "soft break": ("가\n나", paragraph("가 나")),
    "heading": ("### 제목 ###", Heading(3, texts("제목"))),
    "setext": ("제목\n===", Heading(1, texts("제목"))),
    "heading id": ("## 제목 {#here}", Heading(2, texts("제목"), id="here")),
    "heading id escaped": ("## 제목 \\{#here}", Heading(2, texts("제목 {#here}"))),
    "heading id in code": ("## `{#here}`", Heading(2, (Code("{#here}"),))),
    "rule": ("---", ThematicBreak()),
    "quote": ("> 가", BlockQuote((paragraph("가"),))),
    "alert": ("> [!NOTE]\n> 가", Callout("note", (), (paragraph("가"),))),
    "alert with a title": ("> [!TIP] *제목*\n> 가", Callout("tip", (Emphasis(texts("제목")),), (paragraph("가"),))),
    "alert escaped": ("> \\[!NOTE]\n> 가", BlockQuote((paragraph("[!NOTE] 가"),))),
    "fence": ("```py title=x\na\n\n```", CodeBlock("a\n", lang="py")),
    "fence without language": ("~~~\na\n~~~", CodeBlock("a")),
    "indented code": ("    a\n    b", CodeBlock("a\nb")),
    "bullets": ("- 가\n- 나", BulletList((ListItem((paragraph("가"),)), ListItem((paragraph("나"),))))),
    "numbers": ("3. 가", OrderedList((ListItem((paragraph("가"),)),), start=3)),
    "numbers from zero": ("0. 가", OrderedList((ListItem((paragraph("가"),)),), start=0)),
    "tasks": (
        "- [x] 가\n- [ ] 나",
        BulletList((ListItem((paragraph("가"),), checked=True), ListItem((paragraph("나"),), checked=False))),
    ),
    "task escaped": ("- \\[x] 가", BulletList((ListItem((paragraph("[x] 가"),)),))),
    "raw block": ("<form>\n<p>가</p>\n</form>", RawBlock("html", "<form>\n<p>가</p>\n</form>")),
    "fold": (
        "<details>\n<summary>a &lt; *b* <b>c</b></summary>\n\n가\n\n</details>",
        Details((Text("a < *b* "), Strong(texts("c"))), (paragraph("가"),)),
    ),
    "fold in a fold": (
        "<details>\n<summary>a</summary>\n\n<details>\n<summary>b</summary>\n\n가\n\n</details>\n\n</details>",
        Details(texts("a"), (Details(texts("b"), (paragraph("가"),)),)),
    ),
    "fold in an item": (
        "- <details>\n  <summary>a</summary>\n\n  가\n\n  </details>",
        BulletList((ListItem((Details(texts("a"), (paragraph("가"),)),)),)),
    ),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_block(name):
    text, expected = BLOCKS[name]
    assert read_blocks(text, ignore) == (expected,)


INLINES = {
    "emphasis": ("*가*", Emphasis(texts("가"))),
    "strong": ("**가**", Strong(texts("가"))),
    "strikethrough": ("~~가~~", Strikethrough(texts("가"))),
    "code": ("`` a`b ``", Code("a`b")),
    "link": ('[가](/나 "다")', Link(texts("가"), "/나", "다")),
    "link address is not encoded": ("[a](</가 나?q=%20>)", Link(texts("a"), "/가 나?q=%20")),
    "reference link": ("[가]\n\n[가]: /나", Link(texts("가"), "/나")),
    "autolink": ("<https://ex.com/가%20나>", Link(texts("https://ex.com/가%20나"), "https://ex.com/가%20나")),
    "empty link": ("[](/x)", Link((), "/x")),
    "image": ('![가 **나** `다`](라.png "마")', Image("라.png", "가 나 다", "마")),
    "underline": ("<u>가</u>", Underline(texts("가"))),
    "inserted": ("<ins>가</ins>", Underline(texts("가"))),
    "highlight": ("<mark>가</mark>", Highlight(texts("가"))),
    "key": ("<kbd>가</kbd>", Keyboard(texts("가"))),
    "subscript": ("<sub>2</sub>", Subscript(texts("2"))),
    "superscript": ("<SUP>2</SUP>", Superscript(texts("2"))),
    "b": ("<b>가</b>", Strong(texts("가"))),
    "em": ("<em>가</em>", Emphasis(texts("가"))),
    "del": ("<del>가</del>", Strikethrough(texts("가"))),
    "marks in tags in marks": ("*<u>**가**</u>*", Emphasis((Underline((Strong(texts("가")),)),))),
    "raw": ('<span class="x">', RawInline("html", '<span class="x">')),
    "neighbouring islands": ("<video src=x></video>", RawInline("html", "<video src=x></video>")),
    "tag left open": ("<b>", RawInline("html", "<b>")),
}


@pytest.mark.parametrize("name", INLINES)
def test_inline(name):
    text, expected = INLINES[name]
    # Text before keeps a tag alone on its line from being a block.
    assert read_blocks(f"글 {text}", ignore) == (paragraph("글 ", expected),)


RUNS = {
    "comment between a mark and a letter": ('**"단어"**<!-- -->는', (Strong(texts('"단어"')), Text("는"))),
    "comment in text": ("가<!-- x -->나", texts("가나")),
    "comment at the end": ("가 <!-- x -->", texts("가")),
    "entities": ("&lt;b&gt; &amp; \\*", texts("<b> & *")),
    "hard break": ("가  \n나\\\n다<br>라<br/>\n마", tuple(_ for c in "가나다라" for _ in (Text(c), HardBreak())) + texts("마")),
    "break at the edges": ("가<br>", texts("가")),
    "anchor": ('<a id="x"></a>가<a name="y">나</a>', (Anchor("x"), Text("가"), Anchor("y"), Text("나"))),
    "crossing tags": (
        "가<b><i>나</b></i>",
        (Text("가"), Strong((RawInline("html", "<i>"), Text("나"))), RawInline("html", "</i>")),
    ),
    "tags across a mark": ("*<b>가*</b>", (Emphasis((RawInline("html", "<b>"), Text("가"))), RawInline("html", "</b>"))),
    "many tildes": ("좋아~~~~! 정말~~~ ~~응~~", (Text("좋아~~~~! 정말~~~ "), Strikethrough(texts("응")))),
    "one tilde": ("9시~10시, 11시~12시", texts("9시~10시, 11시~12시")),
    "empty mark": ("가<b></b>나", texts("가나")),
}


@pytest.mark.parametrize("name", RUNS)
def test_run(name):
    text, expected = RUNS[name]
    assert read_blocks(text, ignore) == (Paragraph(expected),)


def test_table():
    table = read_blocks("|가|나|\n|:-:|---|\n|x<br>y|a\\|b|", ignore)
    head = Row((Cell((paragraph("가"),), align="center", header=True), Cell((paragraph("나"),), header=True)))
    broken = Paragraph((Text("x"), HardBreak(), Text("y")))
    assert table == (Table((head, Row((Cell((broken,), align="center"), Cell((paragraph("a|b"),)))))),)


def test_empty_head_row_is_no_row():
    assert read_blocks("|  |  |\n|--|--|\n|가| |", ignore) == (Table((Row((Cell((paragraph("가"),)), Cell(()))),)),)


def test_table_of_nothing_is_nothing():
    assert read_blocks("|  |  |\n|--|--|", ignore) == ()


def test_footnotes_stay_where_they_are_even_without_a_reference():
    note, lone = FootnoteDefinition("1", (paragraph("주"),)), FootnoteDefinition("가", (paragraph("홀로"),))
    assert read_blocks("글[^1]\n\n[^1]: 주\n\n[^가]: 홀로", ignore) == (paragraph("글", FootnoteReference("1")), note, lone)


@pytest.mark.parametrize("text", ["<!-- x -->", "<!--more-->\n<!--\n\ny -->", "[a]: /unused"])
def test_unseen(text):
    assert read_blocks(text, ignore) == ()


def test_comments_leave_a_raw_block():
    assert read_blocks("<div>가<!-- x -->나</div> -->", ignore) == (RawBlock("html", "<div>가나</div> -->"),)


@pytest.mark.parametrize(
    "text",
    [
        "<details>\n<summary>a</summary>\n\n가",
        "> <details>\n> <summary>a</summary>\n\n</details>",
        "</details>",
        "<details open>\n<summary>a</summary>\n\n</details>",
    ],
)
def test_other_folds_stay_html(text):
    assert "Details" not in repr(read_blocks(text, ignore))


def test_address_that_could_run_code():
    said = Collected()
    assert read_blocks("[가](javascript:alert(1))", said) == (paragraph("가"),)
    assert said.notices() == (Notice("unsafe-address", "javascript:alert(1)"),)


# Nesting without end

HOSTILE = {
    "quotes": lambda n: "> " * n + "바닥",
    "bullets": lambda n: "- " * n + "바닥",
    "numbers": lambda n: "1. " * n + "바닥",
    "quotes, bullets and numbers": lambda n: "> - 1. " * (n // 3) + "바닥",
    "footnotes": lambda n: "[^a]: " * n + "바닥",
    "emphasis": lambda n: "*가 " * n + "바닥" + " 가*" * n,
    "tags": lambda n: "글" + "<b>" * n + "바닥" + "</b>" * n,
    "crossing tags": lambda n: "글<b>" * n + "바닥" + "</i>" * n,
    "images": lambda n: "![" * (n // 5) + "바닥" + "](u)" * (n // 5),
    "folds": lambda n: "<details>\n<summary>가</summary>\n\n" * n + "바닥\n\n" + "</details>\n\n" * n,
    "folds never closed": lambda n: "<details>\n<summary>가</summary>\n\n" * n + "바닥",
    "comments never closed": lambda n: "<div>" + "<!-- " * n + "바닥",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_depth_is_bounded_and_text_is_kept(name):
    blocks = read_blocks(HOSTILE[name](10_000), ignore)
    assert depth(blocks) <= MAX_DEPTH
    assert "바닥" in repr(blocks)


@pytest.mark.parametrize("name", ["quotes", "bullets", "numbers"])
def test_what_is_too_deep_is_noticed_and_leaves_no_marks(name):
    said = Collected()
    assert plain_text(read_blocks(HOSTILE[name](10_000), said)) == "바닥"
    assert [notice.kind for notice in said.notices()] == ["too-deep"]


@pytest.mark.parametrize("name", HOSTILE)
def test_time_is_about_linear(name):
    def cost(size):
        text = HOSTILE[name](size)
        start = perf_counter()
        read_blocks(text, ignore)
        return perf_counter() - start

    cost(100)
    small = min(cost(1_000), cost(1_000))
    # Ten times the size; a quadratic cost would be a hundred times as much.
    assert min(cost(10_000), cost(10_000)) < 40 * small + 0.1


@pytest.mark.parametrize("mark", ["> ", "- "])
def test_nesting_a_person_might_write_is_kept(mark):
    said = Collected()
    blocks = read_blocks(mark * 40 + "바닥", said)
    assert said.notices() == ()
    assert depth(blocks) == (2 if mark == "- " else 1) * 40 + 2


def test_tables_in_the_deepest_quotes():
    quote = "> " * 92
    blocks = read_blocks(f"{quote}|***가***|\n{quote}|-|\n{quote}|나|", ignore)
    assert MAX_DEPTH - 5 < depth(blocks) <= MAX_DEPTH


def test_blocks_that_will_stand_deep_are_flattened_sooner():
    assert depth(read_blocks("> " * 200 + "***가***", ignore, above=70)) <= MAX_DEPTH - 70


@given(st.text() | st.text(alphabet="<>b/i!-`*_~[]()#|:\n\t \\가{}^1.=+&;x\"'$"), st.sampled_from([0, 0, 50, 92]))
@settings(max_examples=300, deadline=None)
def test_any_text_has_blocks(text, above):
    assert depth(read_blocks(text, ignore, above)) + above <= MAX_DEPTH


@given(
    st.lists(
        st.sampled_from(
            ["> ", "- ", "1. ", "    ", "\n", "[^a]: ", "|-|\n", "<details>\n<summary>a</summary>\n\n", "</details>", "a"]
        )
    )
)
@settings(max_examples=300, deadline=None)
def test_any_mix_of_containers_has_blocks(parts):
    assert depth(read_blocks("".join(parts * 20), ignore)) <= MAX_DEPTH


# A whole source


def read_one(data, name="post.md"):
    said = Collected()
    (document,) = markdown.read(Source(name, data.encode(), name), markdown.Options(), said)
    return document, said.notices()


def test_front_matter_names_the_title():
    document, notices = read_one("---\ntitle: 제목\n---\n\n# 머리\n\n글")
    assert document.meta.title == "제목"
    assert document.children == (Heading(1, texts("머리")), paragraph("글"))
    assert notices == ()


def test_sole_h1_becomes_the_title():
    document, notices = read_one("# 머리\n\n글\n\n## 다음")
    assert document.meta.title == "머리"
    assert document.children == (paragraph("글"), Heading(2, texts("다음")))
    assert notices == (Notice("title-from-heading", "머리"),)


def test_h1_with_a_link_stays():
    document, _ = read_one("# [머리](/x)\n\n글")
    assert document.meta.title == "머리"
    assert len(document.children) == 2


@pytest.mark.parametrize("body", ["# 가\n\n# 나", "글\n\n# 가", "", "# ![](x.png)"])
def test_else_the_name_is_the_title(body):
    document, notices = read_one(body, "어느 날.md")
    assert document.meta.title == "어느 날"
    assert [notice.kind for notice in notices] == ["title-from-name"]


def test_origin_says_where_it_came_from():
    document, _ = read_one("글")
    assert document.origin == Origin("markdown", "post.md", sha256=Source("", "글".encode()).sha256)


# Whether it is Markdown

HTML = '<p data-ke-size="size16">가</p>\n<pre><code># a\n- b\n# c\n# d</code></pre>\n<h2>나</h2>\n'
GUESSES = [
    ("post.html", "# 가\n\n- 나\n- 다", 0),
    ("feed.xml", "<rss>", 0),
    ("posts.jsonl", '{"a": 1}', 0),
    ("posts.zip", "PK\x03\x04", 0),
    ("post.md", "글", 40),
    ("POST.MARKDOWN", "글", 40),
    ("post.txt", "글", 15),
    ("", "글", 10),
    ("", '{"id": 1}', 0),
    ("", "<!DOCTYPE html>", 0),
    ("post.md", "# 가\n\n- 나\n- 다\n\n> 라", 60),
    ("post.md", "```html\n<div>\n<p>\n<h2>\n```\n\n# 가\n\n- 나", 60),
    ("post.md", "글\n\n글\n\n<iframe src=x></iframe>\n\n글", 40),
    ("post.md", HTML, 5),
    ("post.txt", HTML, 5),
    ("post.md", f"---\ntitle: x\nlist:\n- a\n- b\n---\n\n{HTML}", 5),
    ("post.md", f"![표지](x.png)\n\n{HTML}", 5),
    ("post.md", "<h2>가</h2>\n\n글\n\n글", 5),
]


@pytest.mark.parametrize(("name", "text", "sure"), GUESSES)
def test_guess(name, text, sure):
    assert markdown.guess(Source(name, text.encode(), name)) == sure


def test_guess_reads_utf_16():
    assert markdown.guess(Source("a.md", "# 가\n\n- 나\n- 다".encode("utf-16"), "a.md")) == 60
