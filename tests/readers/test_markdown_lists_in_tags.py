"""Lists in tags with Markdown in their items, as sites for Python-Markdown and kramdown have them, and as we write these."""

import pytest

import convert
from convert.model import BulletList, Document, ListItem, Meta, OrderedList, Paragraph, Strong, Text


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


def test_what_stands_in_no_item_belongs_to_the_one_above_and_is_told():
    blocks, notices = blocks_of("<ul><li>가</li>\n\n마크다운 **글**\n\n</ul>")
    assert as_markdown(blocks) == "- 가\n\n  마크다운 **글**\n"
    assert notices == ["list-indent"]


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
