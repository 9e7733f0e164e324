"""Markdown and HTML in one body: the HTML is what the reader of bodies makes of it, wherever blank lines and indentation stand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import convert
from convert.model import Heading, Image, Text
from convert.model.walk import plain_text, walk
from convert.notices import Collected, ignore
from convert.proof.witness.replacers import expand_tistory_replacers_and_markdown_images
from convert.readers._html_blocks import OpenElements, block_end_pattern
from convert.readers.markdown import read_blocks
from convert.readers.tistory import expand_replacers_and_read_body_and_title, with_markdown_images_as_img_tags
from convert.sources.source import Source

HEAD = "# 제목\n\n"

HTML = {
    "code in an element": "<div class='x'><pre><code># 가\n\n- 나\n\n\n    **다**\n</code></pre></div>\n",
    "code tables": "<table>\n<tr>\n<td><pre>1\n2\n3</pre></td>\n<td><pre>a\n\n# b</pre></td>\n</tr>\n</table>\n",
    "code in code": "<div><pre>a\n\n<pre>b\n\n# c</pre>\n\n# d</pre></div>\n",
    "indented after a blank line": "<div>\n    <p>가</p>\n\n    <p># 나</p>\n\n        <ul>\n\n            <li>다</li>\n        </ul>\n</div>\n",
    "indented after code": "<div>\n<pre>\na\n\nb\n</pre>\n    <p>가</p>\n\n    </div>\n<p>나</p>\n",
    "rows": "<table>\n\n  <tr>\n\n    <td>가</td>\n\n    <td>나</td>\n\n  </tr>\n\n</table>\n",
    "items": "<ul>\n\n<li>가</li>\n\n<li>나\n\n<ul>\n\n<li>다</li>\n\n</ul>\n\n</li>\n\n</ul>\n",
    "a picture with its caption": '<figure>\n\n<img src="a.png">\n\n<figcaption>설명</figcaption>\n\n</figure>\n',
    "a text of a card": '<figure data-ke-type="opengraph" data-og-title="가\n\n# 나" data-og-url="https://example.com/"><a href="https://example.com/">'
    '<div class="og-text"><p class="og-title">가</p></div></a></figure>\n',
    "a script": "<div><script>\nlet a = 1;\n\n# b\n</script><p>가</p></div>\n",
    "a comment": "<div><!-- 메모\n\n# 메모\n\n--><p>가</p></div>\n",
    "a replacer": "<p>[##_Image|kage@a/b/c/img.png|alignCenter||설명_##]</p>\n",
    "the body of an editor": '<div class="tt_article_useless_p_margin contents_style"><p data-ke-size="size16">가</p>\n\n'
    '<blockquote data-ke-style="style2">나</blockquote>\n<p data-ke-size="size16">다</p>\n</div>\n',
}


@pytest.mark.parametrize("html", HTML.values(), ids=HTML)
def test_html_below_markdown_is_what_it_is_alone(html):
    assert read_blocks(HEAD + html, ignore) == (
        Heading(1, (Text("제목"),)),
        *expand_replacers_and_read_body_and_title(html, ignore)[0],
    )


@pytest.mark.parametrize("html", HTML.values(), ids=HTML)
def test_markdown_behind_html_is_markdown(html):
    *_, heading = read_blocks(f"{html}\n\n## 끝\n", ignore)
    assert heading == Heading(2, (Text("끝"),))


@pytest.mark.parametrize("html", HTML.values(), ids=HTML)
def test_html_in_an_item_of_a_list_stays_in_it(html):
    indented = html.replace("\n", "\n  ").rstrip(" ")
    (whole,) = read_blocks(f"- 하나\n\n  {indented}", ignore)
    assert (
        plain_text(whole.items[0].children) == f"하나\n\n{plain_text(expand_replacers_and_read_body_and_title(html, ignore)[0])}"
    )


def lines_of(markdown):
    return [type(block).__name__ for block in read_blocks(markdown, ignore)]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("<div>\n\n**가**\n\n- 나\n\n</div>\n", ["Paragraph", "BulletList"]),
        ("<div>\n\n<details>\n<summary>가</summary>\n\n- 나\n\n</details>\n\n</div>\n", ["Details"]),
        ("<details>\n<summary>가</summary>\n\n<p>나</p>\n\n**다**\n\n</details>\n\n라\n", ["Details", "Paragraph"]),
        ("<div>가</div>\n\n    코드\n", ["Paragraph", "CodeBlock"]),
        ("글\n\n    <p>코드</p>\n", ["Paragraph", "CodeBlock"]),
        ("<div>\n\n    코드\n\n</div>\n", ["CodeBlock"]),
        ("<div><pre>\n\n글\n\n# 가\n", ["CodeBlock", "Paragraph", "Heading"]),
        ('<div title="\n\n글\n\n# 가\n', ["Paragraph", "Heading"]),
        ("글\n<span>가</span>\n글\n", ["Paragraph"]),
    ],
)
def test_what_is_markdown_stays_markdown(text, blocks):
    assert lines_of(text) == blocks


def test_what_looks_like_a_replacer_in_a_table_is_the_text_it_is():
    rows = '<table><tr><td rowspan="2">[##_Image|kage@a/b/c/img.png|x|_##]</td><td>가</td></tr><tr><td>나</td></tr></table>'
    document = convert.loads(rows.replace("[##", "&#91;##"), "tistory")
    written = convert.dumps(document, "markdown", complex_tables="html")
    assert convert.loads(written, "markdown").children == document.children


def test_pictures_side_by_side_between_html():
    document = convert.loads("---\ntitle: 가\n---\n\n<p>나</p>\n\n![a](a.jpg)![b](b_(1).jpg)\n\n<p>다</p>\n", "tistory")
    images = [node for block in document.children for node in getattr(block, "children", ()) if type(node).__name__ == "Image"]
    assert [(image.url, image.alt) for image in images] == [("a.jpg", "a"), ("b_(1).jpg", "b")]


# Where a block begins and ends


@pytest.mark.parametrize(
    "line", ["<p>", "</p>", "<P class=x>", "<h6", "<table/>", "<!-- x", "<?php", "<!doctype html>", "<![CDATA[", "<pre>"]
)
def test_a_block_begins(line):
    assert block_end_pattern(line) is not None
    assert block_end_pattern(line, in_paragraph=True) is not None


@pytest.mark.parametrize("line", ["<span>", "</a>", '<x-y a="b" c>', "<img src=a>"])
def test_a_whole_tag_interrupts_no_paragraph(line):
    assert block_end_pattern(line) is not None
    assert block_end_pattern(line, in_paragraph=True) is None


@pytest.mark.parametrize("line", ["", "글", "<", "<3", "<span>글</span>", "<https://example.com>", "<pz>a", "< p>"])
def test_no_block_begins(line):
    assert block_end_pattern(line) is None


PIECES = (
    "<div>",
    "</div>",
    "<pre>",
    "</pre>",
    "<!--",
    "-->",
    '<div a="가\n\n나">',
    "<table><tr><td>",
    "</td></tr></table>",
    "글",
    "# 글",
    "\n",
    "\n\n",
    "    ",
)


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_no_mixture_shows_fewer_words_than_its_html(text):
    shown = plain_text(expand_replacers_and_read_body_and_title(text, ignore)[0]).count("글")
    assert plain_text(read_blocks(text, ignore)).count("글") >= shown


def test_what_is_open_is_forgotten_when_it_is_closed():
    is_open = OpenElements()
    for html, inside in (("<div><p>", True), ("</div>", False), ("</div></div>", False), ("<table>", True), ("</TABLE>", False)):
        is_open.feed_lines([html])
        assert is_open.is_inside_element is inside


@pytest.mark.parametrize("html", HTML.values(), ids=HTML)
def test_the_witness_sees_what_was_meant(html, tmp_path):
    path = tmp_path / "글.md"
    path.write_text(f"---\ntitle: 가\n---\n{HEAD}{html}\n글 **끝**.\n", encoding="utf-8")
    proof = convert.check(path)
    assert (proof.failed, proof.different) == (0, 0)


PICTURES = {
    "between paragraphs": ('<p data-ke-size="size16">나</p>\n{}\n<p data-ke-size="size16">다</p>\n', 2),
    "in a figure": ("**가**\n\n<figure>\n{}\n<figcaption>나</figcaption>\n</figure>\n", 2),
    "in a box": ('# 가\n\n<div align="center">\n{}\n</div>\n\n나\n', 2),
    "in an item": ("**가**\n\n<ul>\n<li>나\n{}\n</li>\n</ul>\n", 2),
    "in code": ("**가**\n\n<pre>\n{}\n</pre>\n", 0),
    "in a field": ("**가**\n\n<div>\n<textarea>\n{}\n</textarea>\n</div>\n", 0),
    "in a script": ("**가**\n\n<div>\n<script>\n{}\n</script>\n</div>\n", 0),
    "in a style": ("**가**\n\n<div>\n<style>\n{}\n</style>\n</div>\n", 0),
    "below a field": ("**가**\n\n<div>\n<textarea>\n<pre>\n</textarea>\n{}\n</div>\n", 2),
    "in a line of text": ("**가**\n\n<div>\n나 {} 다\n</div>\n", 0),
}


@pytest.mark.parametrize("place", PICTURES)
@pytest.mark.parametrize("front", ["", "---\ntitle: 제목\n---\n"])
def test_lines_of_pictures_that_an_exporter_left_in_html_are_pictures(place, front):
    body, count = PICTURES[place]
    text = front + body.format("![가나](https://e.com/a.jpg)![](https://e.com/b(1).jpg)")
    (document,) = convert.read(Source("글.md", text.encode(), "글.md"))
    assert [node.url for node in walk(document.children) if isinstance(node, Image)] == [
        "https://e.com/a.jpg",
        "https://e.com/b(1).jpg",
    ][:count]


@pytest.mark.parametrize("place", PICTURES)
@pytest.mark.parametrize("front", ["", "---\ntitle: 제목\n---\n"])
def test_the_witness_sees_lines_of_pictures_where_the_reader_does(place, front, tmp_path):
    path = tmp_path / "글.md"
    path.write_text(front + PICTURES[place][0].format("![가나](https://e.com/a.jpg)![](https://e.com/b.jpg)"), encoding="utf-8")
    proof = convert.check(path)
    assert (proof.failed, proof.different) == (0, 0)


@pytest.mark.parametrize("tag", ["pre", "textarea", "script", "style"])
def test_what_is_shown_or_run_as_written_keeps_images_of_markdown(tag):
    counted = Collected()
    html = f"<{tag}>\n![](a.jpg)\n</{tag}>\n"
    assert with_markdown_images_as_img_tags(html, counted) == html
    assert not counted.notices()
    assert expand_tistory_replacers_and_markdown_images(html) == html
