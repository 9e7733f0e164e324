"""Images of Markdown that an exporter left on lines of their own between elements, however they are spelled."""

import pytest
from witnessed import page_of, read, shown

import convert
from convert.model import Image, Paragraph, Text
from convert.model.walk import walk

IMAGES = {
    "plain": ("![강](a.png)", Image("a.png", "강")),
    "a title": ('![강](a.png "여름 강")', Image("a.png", "강", "여름 강")),
    "a title in single quotation marks": ("![강](a.png 'the \"Han\"')", Image("a.png", "강", 'the "Han"')),
    "a title with parentheses": ('![강](a.png "강 (여름)")', Image("a.png", "강", "강 (여름)")),
    "an empty title": ('![강](a.png "")', Image("a.png", "강")),
    "an indent": ("    ![강](a.png)", Image("a.png", "강")),
    "a tab": ('\t![](a.png "가")', Image("a.png", "", "가")),
    "references in a title": ('![강](a.png "가 &amp; &quot;나&quot; &lt;")', Image("a.png", "강", '가 & "나" <')),
    "what is no reference": ('![A&B <i>](a.png?b=1&copy=2 "R&D")', Image("a.png?b=1&copy=2", "A&B <i>", "R&D")),
    "references in an address": ("![&#44053;](a.png?b=1&amp;c=2)", Image("a.png?b=1&c=2", "강")),
    "an address with parentheses": ("![강](a_(1).png)", Image("a_(1).png", "강")),
}


@pytest.mark.parametrize("reader", ["tistory", "markdown"])
@pytest.mark.parametrize(("line", "image"), IMAGES.values(), ids=IMAGES)
def test_a_line_between_tags_is_an_image(line, image, reader):
    html = f"<div>\n<p>앞</p>\n{line}\n<p>뒤</p>\n</div>"
    shown_blocks = convert.loads(f"---\ntitle: 글\n---\n\n{html}\n", reader).children
    assert [node for node in walk(shown_blocks) if isinstance(node, Image)] == [image]
    assert [block for block in shown_blocks if block != Paragraph((image,))] == [
        Paragraph((Text("앞"),)),
        Paragraph((Text("뒤"),)),
    ]


@pytest.mark.parametrize(("line", "image"), IMAGES.values(), ids=IMAGES)
def test_the_proof_sees_it(line, image):
    document, testimony = read(f"---\ntitle: 글\n---\n\n<p>앞</p>\n{line}\n<p>뒤</p>")
    assert shown(testimony.original.text, page_of(document)) == []
    without = convert.loads("<p>앞</p><p>뒤</p>", "tistory")
    assert ("image", image.url) in shown(testimony.original.text, page_of(without))


@pytest.mark.parametrize("text", ["<pre>\n  ![강](a.png)\n</pre>", "<p>글 ![강](a.png)</p>"])
def test_code_and_text_are_none(text):
    blocks = convert.loads(f"---\ntitle: 글\n---\n\n{text}\n", "tistory").children
    assert not [node for node in walk(blocks) if isinstance(node, Image)]


@pytest.mark.parametrize("line", ["![" * 3000, "![a](" * 2000, "![a](b " * 2000, "![a](b (" * 2000, " " * 50000 + "![a](b)x"])
def test_lines_that_only_begin_so_cost_little(line):
    convert.loads(f"---\ntitle: 글\n---\n\n<p>앞</p>\n{line}\n<p>뒤</p>\n", "tistory")
