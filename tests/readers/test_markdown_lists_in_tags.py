"""Elements in tags with Markdown between them, as sites for Python-Markdown and kramdown have them, and as we write these."""

import pytest

import convert
from convert.model import (
    Anchor,
    BulletList,
    Code,
    Document,
    Emphasis,
    Figure,
    Heading,
    Image,
    ListItem,
    Meta,
    OrderedList,
    Paragraph,
    RawBlock,
    Strong,
    Text,
)
from convert.model.walk import plain_text, walk


def blocks_of(markdown):
    notices = []
    return convert.loads(markdown, "markdown", report=notices.append).children, [notice.kind for notice in notices]


def as_markdown(blocks):
    return convert.dumps(Document(Meta(), blocks), "markdown", front_matter=False)


@pytest.mark.parametrize(
    ("html", "markdown"),
    {
        "items": (
            '<ul markdown="1">\n<li markdown="block">\n\n글 **굵게**\n\n</li>\n<li>\n\n둘\n\n</li>\n</ul>',
            "- 글 **굵게**\n- 둘\n",
        ),
        "a number": ('<ol start="3">\n<li>\n\n글\n\n</li>\n</ol>\n\n뒤', "3. 글\n\n뒤\n"),
        "a list in Markdown within": ("<ul>\n<li>\n\n글\n\n- 안\n\n</li>\n</ul>", "- 글\n  - 안\n"),
        "a list in tags within": ("<ul>\n<li>\n\n글\n\n<ol>\n<li>\n\n속\n\n</li>\n</ol>\n\n</li>\n</ul>", "- 글\n  1. 속\n"),
        "a list in tags in an item": ("- 가\n  <ul>\n  <li>\n\n  나\n\n  </li>\n  </ul>", "- 가\n  - 나\n"),
        "items without Markdown beside": ("<ul>\n<li>\n\n글 *기울게*\n\n</li>\n<li>한 줄</li></ul>", "- 글 *기울게*\n- 한 줄\n"),
        "code within": ("<ul>\n<li>\n\n```\n<li>\n```\n\n</li>\n</ul>", "- ```\n  <li>\n  ```\n"),
    }.values(),
)
def test_a_list_in_tags_is_a_list(html, markdown):
    blocks, notices = blocks_of(html)
    assert as_markdown(blocks) == markdown
    assert notices == []


@pytest.mark.parametrize(
    "html", ["<ul>\n<li>a\n<li>b\n</ul>", "<ul>\n\n<li>a</li>\n\n<li>b</li>\n\n</ul>", "<ul><li>a</li><li>b</li></ul>"]
)
def test_a_list_without_markdown_is_read_as_it_was(html):
    assert as_markdown(blocks_of(html)[0]) == "- a\n- b\n"


def test_what_stands_in_no_item_belongs_to_the_one_above():
    blocks, notices = blocks_of("<ul><li>가</li>\n\n마크다운 **글**\n\n</ul>")
    assert as_markdown(blocks) == "- 가\n\n  마크다운 **글**\n"
    assert notices == []


@pytest.mark.parametrize(
    "html", ["<ul>\n<li>\n\n글\n\n뒤", "<li>\n\n글\n\n뒤", "글\n\n뒤\n\n</li></ul>", "</ul>\n\n글\n\n<li>\n\n뒤"]
)
def test_a_list_that_lacks_a_tag_keeps_its_text(html):
    assert as_markdown(blocks_of(html)[0]) == "글\n\n뒤\n"


def test_lists_in_each_other_are_read_as_deep_as_there_is_a_model_for():
    markdown = "<ul>\n<li>\n\n" * 300 + "글" + "\n\n</li>\n</ul>" * 300
    assert "글" in as_markdown(blocks_of(markdown)[0])


@pytest.mark.parametrize("writer", ["pelican", "mkdocs", "nikola"])
def test_what_we_write_in_tags_is_read_back(writer):
    """Python-Markdown begins every list with 1, so that one with another number is written in tags."""
    inner = BulletList((ListItem((Paragraph((Text("안"),)),)),))
    items = [ListItem((Paragraph((Text(f"글 {number}"), Strong((Text("굵게"),)))), inner)) for number in range(3)]
    made = OrderedList(tuple(items), 3)
    text = convert.dumps(Document(Meta(), (made,)), writer)
    assert '<ol start="3" markdown="1">' in text
    assert blocks_of(text)[0] == (made,)


def said(markdown):
    return plain_text(blocks_of(markdown)[0]).split()


@pytest.mark.parametrize(
    ("html", "words"),
    {
        "an item nobody sees": ('<ul>\n<li>\n\n가\n\n</li>\n<li style="display:none">\n\n나\n\n</li>\n</ul>\n\n다', "가 다"),
        "a list nobody sees": ("<ol hidden>\n<li>\n\n가\n\n</li>\n</ol>\n\n다", "다"),
        "a section nobody sees": ('<div style="display: none">\n\n가\n\n- 나\n\n</div>\n\n다', "다"),
        "a comment": ("<ul>\n<!-- <li>\n\n가\n\n</li></ul> -->\n<li>\n\n나\n\n</li>\n</ul>\n\n다", "나 다"),
        "a script": ('<ul>\n<li>\n\n가\n\n<script>\nx("</ul>")\n\ny\n</script>\n\n나\n\n</li>\n</ul>\n\n다', "가 나 다"),
        "an attribute": ('<ul>\n<li title="</ul>">\n\n가\n\n</li>\n</ul>\n\n다', "가 다"),
        "a text area nobody closed": ("<ul>\n<li><textarea>\n\n가\n\n</li>\n</ul>\n\n다", "가 다"),
        "a choice, which is no text": ("<div>\n<select><option>\n\n가\n\n</option></select>\n</div>\n\n다", "가 다"),
        "a name of ours": (
            "<ul>\n<li>\n\n가\n\n</li>\n<markdown-between-tags data-number='0'></markdown-between-tags>\n</ul>",
            "가",
        ),
        "tags that end another element": ("<ul>\n<li>\n\n> 가\n> </ul>\n\n나\n\n</li>\n</ul>", "가 나"),
    }.values(),
)
def test_what_a_browser_shows_is_read_and_nothing_else(html, words):
    assert said(html) == words.split()


def test_a_place_that_a_link_leads_to_is_kept_with_its_item():
    blocks, _ = blocks_of('[가](#x)\n\n<ul>\n<li id="x">\n\n나\n\n</li>\n</ul>')
    assert blocks[1] == BulletList((ListItem((Paragraph((Anchor("x"), Text("나"))),)),))


def test_a_table_in_tags_has_markdown_in_its_cells():
    html = "<table>\n<tr><th>\n\n*가*\n\n</th><th>나</th></tr>\n<tr><td>\n\n**다**\n\n</td><td>\n\n`라`\n\n</td></tr>\n</table>"
    assert as_markdown(blocks_of(html)[0]) == "| *가* | 나 |\n| --- | --- |\n| **다** | `라` |\n"


def test_a_figure_in_tags_keeps_its_caption():
    blocks, _ = blocks_of("<figure>\n\n![](a.png)\n\n<figcaption>\n\n설명 *글*\n\n</figcaption>\n\n</figure>")
    (figure,) = blocks
    assert type(figure) is Figure
    assert figure.caption == (Text("설명 "), Emphasis((Text("글"),)))
    assert [node.url for node in walk(blocks) if isinstance(node, Image)] == ["a.png"]


def test_a_list_that_begins_and_a_fold_that_ends_in_one_piece_are_both_read():
    html = "<details>\n<summary>접기</summary>\n<ul>\n<li>\n\n**가**\n\n</li>\n</ul>\n</details>\n\n뒤"
    assert as_markdown(blocks_of(html)[0]) == ("<details>\n<summary>접기</summary>\n\n- **가**\n\n</details>\n\n뒤\n")


@pytest.mark.parametrize(
    ("html", "blocks"),
    {
        "blocks": ('<div markdown="1">\n**가**\n</div>', (Paragraph((Strong((Text("가"),)),)),)),
        "a line": ('<div markdown="1">**가**</div>', (Paragraph((Strong((Text("가"),)),)),)),
        "a text": ('<p markdown="1">1. *가*</p>', (Paragraph((Text("1. "), Emphasis((Text("가"),)))),)),
        "a heading": ("<h2 markdown=span>`가`</h2>", (Heading(2, (Code("가"),)),)),
        "a text over lines": ("<p class='x' markdown='span'>\n    *가*\n    </p>", (Paragraph((Emphasis((Text("가"),)),)),)),
        "items": (
            '<ul>\n<li markdown="1">*가*</li>\n<li>*나*</li>\n</ul>',
            (BulletList((ListItem((Paragraph((Emphasis((Text("가"),)),)),)), ListItem((Paragraph((Text("*나*"),)),)))),),
        ),
        "a list on a line": (
            '<ul markdown="1"><li markdown="1">*가*</li></ul>',
            (BulletList((ListItem((Paragraph((Emphasis((Text("가"),)),)),)),)),),
        ),
        "no": ('<div markdown="0">\n**가**\n</div>', (Paragraph((Text("**가**"),)),)),
        "one that says it within one that does not": (
            '<div>\n**가**\n<section markdown="1">\n*나*\n</section>\n</div>',
            (Paragraph((Text("**가**"),)), Paragraph((Emphasis((Text("나"),)),))),
        ),
    }.values(),
)
def test_an_attribute_says_that_markdown_is_between_the_tags(html, blocks):
    assert blocks_of(html)[0] == blocks


def test_what_is_defined_between_tags_counts_in_all_of_the_text():
    assert as_markdown(blocks_of('[가]\n\n<div markdown="1">[가]: /x</div>')[0]) == "[가](/x)\n"


def test_a_comment_and_code_hold_no_markdown_whatever_they_say():
    assert said('<!-- <div markdown="1">*가*</div> -->\n\n나') == ["나"]
    assert said('<div>\n<pre><div markdown="1">*가*</div></pre>\n</div>') == ["*가*"]
    assert not any(isinstance(node, RawBlock) for node in walk(blocks_of('<div markdown="1">*가*</div>')[0]))
