"""Kept HTML of which something never ends: what is a tag, and what a comment, and that nobody looks for an end again and again."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convert import dumps
from convert.model import Document, Meta, Paragraph, RawBlock, RawInline, Text
from convert.transforms import _sanitising, raw_html
from convert.writers._markdown.escape import escape_markdown_in_html

PIECES = ("<!--", "-->", "<", ">", "<b>", "</b>", "<br>", "<a b=", '"', "'", "*", "[", "text", "--", "<!", "\n")
ANY_HTML = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
NEVER_ENDED = (
    "<!--",
    "<",
    "</",
    "<a b=",
    "<a b='",
    "<a 'x",
    "<a b b b ",
    "<script>",
    '<a b="x" ',
    "&lt",
    "<a/",
    "<![CDATA[",
    "<?",
)


@given(ANY_HTML)
def test_tags_are_those_outside_of_comments(html):
    tag = _sanitising._TAG_OR_COMMENT.pattern.removeprefix("<!--|")
    expected = [match[0] for match in re.finditer(f"(?s:<!--.*?-->)|{tag}", html) if not match[0].startswith("<!--")]
    assert [match[0] for match in _sanitising._tags_outside_comments(html)] == expected


@given(ANY_HTML)
def test_between_tags_and_comments_nothing_means_something_to_markdown(html):
    expected = re.sub(r"(?s:<!--.*?-->)|<[^>]*>|([*\[])", lambda found: f"&#{ord(found[1])};" if found[1] else found[0], html)
    assert escape_markdown_in_html(html) == expected


@pytest.mark.parametrize("target", ["markdown", "tistory", "jekyll"])
@pytest.mark.parametrize("piece", NEVER_ENDED)
def test_html_that_never_ends_does(piece, target):
    """Where the end of each beginning is looked for behind it, this takes minutes."""
    html = piece * 20_000
    for block in (RawBlock("html", html), Paragraph((Text("a "), RawInline("html", html)))):
        assert dumps(Document(meta=Meta(), children=(block,)), target) is not None


def test_a_long_island_is_given_to_markdownify_as_a_parser_writes_it(monkeypatch):
    half = "<p>하나<b>둘 <a b="
    assert raw_html._with_every_tag_ended(half) == half
    monkeypatch.setattr(raw_html, "_SHORT", len(half))
    assert raw_html._with_every_tag_ended(half) == "<p>하나<b>둘 </b></p>"
