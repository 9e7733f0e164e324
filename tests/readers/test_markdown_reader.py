"""The Markdown reader: each node once, and what a whole source says."""

import pytest
from markdown_texts import paragraph, texts

import convert
from convert.model import (
    Anchor,
    BlockQuote,
    BulletList,
    Callout,
    Cell,
    Code,
    CodeBlock,
    DefinitionItem,
    DefinitionList,
    Details,
    Embed,
    Emphasis,
    Figure,
    FootnoteDefinition,
    FootnoteReference,
    Gallery,
    HardBreak,
    Heading,
    Highlight,
    Image,
    Keyboard,
    Link,
    ListItem,
    Math,
    MathBlock,
    OrderedList,
    Origin,
    Paragraph,
    RawInline,
    Row,
    Ruby,
    Span,
    Strikethrough,
    Strong,
    Style,
    Subscript,
    Superscript,
    Table,
    Text,
    ThematicBreak,
    Underline,
)
from convert.notices import Collected, Notice, ignore
from convert.readers import markdown
from convert.readers.markdown import merge_texts_and_raw_trimming_at_breaks, read_blocks, trim_inlines
from convert.sources.source import Source

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
    "alert that is folded": ("> [!tip]- 접힌 제목\n> 글", Callout("tip", texts("접힌 제목"), (paragraph("글"),), "closed")),
    "alert that folds": (
        "> [!FAQ]+ **질문**?\n> 답",
        Callout("faq", (Strong(texts("질문")), Text("?")), (paragraph("답"),), "open"),
    ),
    "alert that is folded, without a title": ("> [!quote]-\n> 글", Callout("quote", (), (paragraph("글"),), "closed")),
    "alert with a sign in its title": ("> [!info] - 빼기\n> 글", Callout("info", texts("- 빼기"), (paragraph("글"),))),
    "alert in an alert": (
        "> [!note]- 밖\n> 글\n> > [!info]+ 안\n> > 글",
        Callout("note", texts("밖"), (paragraph("글"), Callout("info", texts("안"), (paragraph("글"),), "open")), "closed"),
    ),
    "alert with words for a style": ("> [!note|wide right] 제목\n> 글", Callout("note", texts("제목"), (paragraph("글"),))),
    "alert escaped": ("> \\[!NOTE]\n> 가", BlockQuote((paragraph("[!NOTE] 가"),))),
    "fence": ("```py x=1\na\n\n```", CodeBlock("a\n", lang="py")),
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
    "form": ('<form onsubmit="x()">\n<p>가</p>\n</form>', paragraph("가")),
    "island": ('<svg onload="x()">\n<text>가</text>\n</svg>', paragraph(RawInline("html", "<svg> <text>가</text> </svg>"))),
    "fold with attributes and HTML": (
        "<details open><summary>a</summary>\n<p>가</p>\n</details>",
        Details(texts("a"), (paragraph("가"),)),
    ),
    "fold without a summary": ("<details>\n\n가\n\n</details>", Details((), (paragraph("가"),))),
    "quotation in HTML": ("<blockquote>\n\n**가**\n\n</blockquote>", BlockQuote((paragraph(Strong(texts("가"))),))),
    "paragraph in HTML": ('<p align="center">가 <b>나</b></p>', Paragraph((Text("가 "), Strong(texts("나"))), align="center")),
    "table in HTML": ("<table><tr><td>가</td></tr></table>", Table((Row((Cell((paragraph("가"),)),)),))),
    "figure in HTML": (
        '<figure>\n<img src="a.png" alt="나">\n<figcaption>가</figcaption>\n</figure>',
        Figure((paragraph(Image("a.png", "나")),), texts("가")),
    ),
    "image in HTML": ('<img src="a.png" width="300">', paragraph(Image("a.png", width=300))),
    "linked image in HTML": ('<a href="/x"><img src="a.png"></a>', paragraph(Link((Image("a.png"),), "/x"))),
    "player in HTML": (
        '<iframe src="https://www.youtube.com/embed/abcDEF12345"></iframe>',
        Embed("youtube", "https://www.youtube.com/watch?v=abcDEF12345"),
    ),
    "video in HTML": ('<video src="a.mp4" controls></video>', Embed("video", "a.mp4")),
    "anchor alone": ('<a id="x"></a>', paragraph(Anchor("x"))),
    "heading with an anchor": ('## <a id="x"></a>제목', Heading(2, texts("제목"), id="x")),
    "pictures on lines of their own": ("![](a.png)\n![나](b.png)", Gallery((Image("a.png"), Image("b.png", "나")))),
    "formula": ("$$\n\\frac{a}{b}\n$$", MathBlock("\\frac{a}{b}")),
    "formula on one line": ("$$x^2$$", MathBlock("x^2")),
    "formula in a fence": ("```math\n\\sum *x*\n```", MathBlock("\\sum *x*")),
    "definitions": (
        "가\n: 나\n: 다\n\n라\n: 마",
        DefinitionList(
            (
                DefinitionItem(texts("가"), ((paragraph("나"),), (paragraph("다"),))),
                DefinitionItem(texts("라"), ((paragraph("마"),),)),
            )
        ),
    ),
    "footnote of several blocks": ("[^가]: 하나\n\n    둘", FootnoteDefinition("가", (paragraph("하나"), paragraph("둘")))),
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
    "raw": ('<output for="x" onclick="y()">', RawInline("html", '<output for="x">')),
    "neighbouring islands": ("<svg><text>a &lt; b</text></svg>", RawInline("html", "<svg><text>a &lt; b</text></svg>")),
    "island with Markdown": (
        "<select>*a*</select>",
        RawInline("html", "<select>"),
        Emphasis(texts("a")),
        RawInline("html", "</select>"),
    ),
    "tag around Markdown": ("<kbd>**a**</kbd>", Keyboard((Strong(texts("a")),))),
    "tag with a look": ('<span style="color: red">*a*</span>', Span((Emphasis(texts("a")),), Style(color="red"))),
    "link in HTML": ('<a href="/x" title="나">*가*</a>', Link((Emphasis(texts("가")),), "/x", "나")),
    "unsafe link in HTML": ('<a href="javascript:x">*가*</a>', Emphasis(texts("가"))),
    "code in HTML": ("<code>a</code>", Code("a")),
    "image in HTML": ('<img src="a.png" onerror="x()">', Image("a.png")),
    "unsafe image in HTML": ('<img src="javascript:x">',),
    "reading in HTML": ("<ruby>漢字<rt>한자</rt></ruby>", Ruby(texts("漢字"), "한자")),
    "quotation in HTML": ("<q>*가*</q>", Text("“"), Emphasis(texts("가")), Text("”")),
    "tag without a meaning": ("<small>*가*</small>", Emphasis(texts("가"))),
    "video in a line": ("<video src=x></video>", Link(texts("x"), "x")),
    "code block in a line": ("<pre>a\nb</pre>", Code("a"), Text(" "), Code("b")),
    "list in a line": ("<ul><li><b>가</b></li><li>나</li></ul>", Strong(texts("가")), Text(" 나")),
    "picture with a caption in a line": (
        '<figure><img src="a.png" alt="가"><figcaption>나</figcaption></figure>',
        Image("a.png", "가"),
        Text(" 나"),
    ),
    "form in a line": ("<form>가</form>", Text("가")),
    "script in a line": ("<script>x()</script>",),
    "formula": (r"$a_1*b*\$$", Math(r"a_1*b*\$")),
    "formula in code": ("$`a_1*b*`$", Math("a_1*b*")),
    "formula in code with backticks": ("$`` `x` ``$", Math("`x`")),
    "formula behind code": ("`a`$`b`$", Code("a"), Math("b")),
    "no formula": (r"US\$와 HK\$", Text("US$와 HK$")),
    "formula in an image": ("![가 $x$](a.png)", Image("a.png", "가 $x$")),
    "tag left open": ("<b>", RawInline("html", "<b>")),
}


@pytest.mark.parametrize("name", INLINES)
def test_inline(name):
    text, *expected = INLINES[name]
    # Text before keeps a tag alone on its line from being a block.
    assert read_blocks(f"글 {text}", ignore) == (
        Paragraph(merge_texts_and_raw_trimming_at_breaks(trim_inlines((Text("글 "), *expected)))),
    )


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
    "bold that is none": ('<b style="font-weight: normal">가 *나*</b>', (Text("가 "), Emphasis((Text("나"),)))),
    "closing tag": ("가</b>나", (Text("가"), RawInline("html", "</b>"), Text("나"))),
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


def test_comments_in_html_are_nothing():
    assert read_blocks("<div>가<!-- x -->나</div> -->", ignore) == (paragraph("가나"), paragraph("-->"))


def test_a_comment_that_never_ends_hides_nothing():
    assert read_blocks("<div>가<!-- 나</div>", ignore) == (paragraph("가<!-- 나"),)


@pytest.mark.parametrize("text", ["<div>\n\n", "</div>", "</details>", "<p></p>", "<table>", "<script>x()</script>", "<br>"])
def test_tags_that_show_nothing_are_nothing(text):
    assert read_blocks(text, ignore) == ()


def test_a_fold_that_never_ends_holds_nothing():
    assert read_blocks("<details>\n<summary>a</summary>\n\n가", ignore) == (Details(texts("a"), ()), paragraph("가"))
    assert read_blocks("> <details>\n> <summary>a</summary>\n\n</details>", ignore) == (BlockQuote((Details(texts("a"), ()),)),)


def test_markdown_between_tags_is_read():
    assert read_blocks('<div align="center">\n\n**가**\n\n</div>', ignore) == (Paragraph((Strong(texts("가")),), "center"),)


def test_places_that_links_lead_to_are_kept_in_html():
    html = '[가](#here)\n\n<p id="here">나</p>\n\n<p id="there">다</p>'
    assert read_blocks(html, ignore)[1:] == (paragraph(Anchor("here"), "나"), paragraph("다"))


@pytest.mark.parametrize("text", ["$5 and $6", "$ x$", "$x $", "$x$1", "\\$x$", "10$", "$$"])
def test_money_is_no_formula(text):
    assert read_blocks(text, ignore) == (paragraph(text.replace("\\", "")),)


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


FILM = "https://www.youtube.com/watch?v=aqz-KE_bpKQ"


@pytest.mark.parametrize(
    ("text", "child"),
    [
        (f"![바다]({FILM})", Embed("youtube", FILM, "바다")),
        (f"![]({FILM}&t=30)", Embed("youtube", f"{FILM}&t=30")),
        (f'![바다]({FILM} "제목")', Paragraph((Image(FILM, "바다", "제목"),))),
        (f"앞 ![바다]({FILM})", Paragraph((Text("앞 "), Image(FILM, "바다")))),
        (
            "![바다](https://www.youtube.com/img/desktop/yt.png)",
            Paragraph((Image("https://www.youtube.com/img/desktop/yt.png", "바다"),)),
        ),
    ],
)
def test_a_picture_of_a_film_is_a_player(text, child):
    """Obsidian shows one, and so it is written there."""
    assert convert.loads(text, "markdown").children == (child,)


@pytest.mark.parametrize(
    "markdown",
    [
        '<blockquote cite="javascript:x()">\n\n**가**\n\n</blockquote>',
        '<blockquote cite="javascript:x()"><p>가</p></blockquote>',
        '<div>\n<blockquote cite="javascript:x()">가</blockquote>\n</div>',
        "<BLOCKQUOTE CITE=javascript:x()>가</BLOCKQUOTE>",
        '가 <q cite="javascript:x()">나</q>',
        '- <blockquote cite="javascript:x()">\n\n  가\n\n  </blockquote>',
    ],
)
def test_the_source_of_a_quotation_that_could_run_code_is_named(markdown):
    said = Collected()
    convert.loads(markdown, "markdown", report=said)
    assert [(notice.kind, notice.detail) for notice in said.notices() if notice.kind == "unsafe-address"] == [
        ("unsafe-address", "javascript:x()")
    ]
