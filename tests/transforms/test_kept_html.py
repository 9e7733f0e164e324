"""Kept HTML of which something never ends: what is a tag, and what a comment, and that nobody looks for an end again and again."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convert.transforms import _sanitising, raw_html
from convert.writers._markdown.escape import escape_markdown_in_html

PIECES = ("<!--", "-->", "<", ">", "<b>", "</b>", "<br>", "<a b=", '"', "'", "*", "[", "text", "--", "<!", "\n")
ANY_HTML = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@given(ANY_HTML)
def test_tags_are_those_outside_of_comments(html):
    tag = _sanitising._TAG_OR_COMMENT.pattern.removeprefix("<!--|")
    expected = [match[0] for match in re.finditer(f"(?s:<!--.*?-->)|{tag}", html) if not match[0].startswith("<!--")]
    assert [match[0] for match in _sanitising._tags_outside_comments(html)] == expected


@given(ANY_HTML)
def test_between_tags_and_comments_nothing_means_something_to_markdown(html):
    expected = re.sub(r"(?s:<!--.*?-->)|<[^>]*>|([*\[])", lambda found: f"&#{ord(found[1])};" if found[1] else found[0], html)
    assert escape_markdown_in_html(html) == expected


class Searched(str):
    """Text that counts how often something is looked for in it."""

    times = 0

    def find(self, *arguments):
        self.times += 1
        return super().find(*arguments)


@pytest.mark.parametrize("html", ["<!--" * 100, "<b><!-- " * 100, "<!-- --><b>" + "<!--" * 100])
def test_an_end_of_a_comment_that_is_not_there_is_looked_for_once(html):
    searched = Searched(html)
    list(_sanitising._tags_outside_comments(searched))
    assert searched.times == html.count("-->") + 1


def test_a_long_island_is_given_to_markdownify_as_a_parser_writes_it(monkeypatch):
    half = "<p>하나<b>둘 <a b="
    assert raw_html._with_tags_ended_by_parser_if_long(half) == half
    monkeypatch.setattr(raw_html, "_SHORT", len(half))
    assert raw_html._with_tags_ended_by_parser_if_long(half) == "<p>하나<b>둘 </b></p>"
