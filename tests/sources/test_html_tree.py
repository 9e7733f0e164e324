"""HTML as a tree: what is deep loses tags and no text, what is not is left alone, and nothing is opened again without end."""

import random

import pytest
from selectolax.lexbor import LexborHTMLParser

from convert.model.limits import HTML_ATTRIBUTES, HTML_LEVELS
from convert.sources.html_tree import parse_html, with_bounded_nesting_and_attributes
from convert.sources.html_tree.balanced import Balanced
from convert.sources.html_tree.nesting import is_surely_shallow

NAMES = """a b i font p div span table tr td th tbody caption button form ul ol li dl dd dt h1 h2 svg math mi desc foreignObject
path br img input hr ruby rt rp nobr pre x-y body html col section address""".split()
LIMIT = 12
SOUPS = [range(start, start + 100) for start in range(0, 600, 100)]


def soup(seed):
    """Tags without any order, each character of text but once."""
    chance = random.Random(seed)
    names = chance.sample(NAMES, chance.randint(1, 7))
    ends = chance.choice([0.1, 0.3, 0.5])
    parts = []
    for number in range(150):
        name = chance.choice(names)
        start = f"<{name}{chance.choice(['', '', ' id=1', ' color=red', ' a=b/'])}{chance.choice(['', '', '/'])}>"
        parts.append(f"</{name}>" if chance.random() < ends else start if chance.random() < 0.8 else chr(0xAC00 + number))
    return "".join(parts)


def depth_of(parser):
    deepest, waiting = 0, [(parser.root, 1)]
    while waiting:
        node, depth = waiting.pop()
        deepest = max(deepest, depth)
        child = node.child
        while child is not None:
            waiting.append((child, depth + 1))
            child = child.next
    return deepest


def letters(parser):
    return sorted("".join(parser.root.text().split()))


@pytest.mark.parametrize("seeds", SOUPS)
def test_what_is_made_of_any_tags_is_no_deeper_than_the_limit_and_says_the_same(seeds):
    for html in map(soup, seeds):
        made = LexborHTMLParser(Balanced(html, LIMIT).html)
        # A parser adds a body and a row here and there.
        assert depth_of(made) <= 2 * LIMIT + 8, html
        assert letters(made) == letters(LexborHTMLParser(html)), html


@pytest.mark.parametrize("seeds", SOUPS)
def test_what_looks_shallow_is(seeds):
    for html in map(soup, seeds):
        assert not is_surely_shallow(html, LIMIT) or depth_of(LexborHTMLParser(html)) <= 3 * LIMIT, html


@pytest.mark.parametrize(
    "html",
    [
        "<p>글" * 5000,
        "<ul>" + "<li>글" * 5000 + "</ul>",
        "<table>" + "<tr><td>글<td>자" * 3000 + "</table>",
        "<div>" * (HTML_LEVELS - 1) + "<br>글" * 3000,
        "<p><b>글</b><img src=a.png>" * 1000,
        "<b><p>글" * 500,
        "<script>" + "<div>" * 5000 + "</script>",
        "<!--" + "<div>" * 5000 + "-->",
    ],
)
def test_the_tree_of_what_is_not_deep_is_what_it_was(html):
    assert parse_html(html).html == LexborHTMLParser(html).html


def test_what_is_small_or_closes_its_elements_is_left_alone():
    for html in ("<div>" * 1000, "<p><b>글</b></p><ul><li>글</ul>" * 1000, "글" * 100_000):
        assert with_bounded_nesting_and_attributes(html) is html


@pytest.mark.parametrize(
    "tag", ["div", "span", "b", "font id=x", "ul><li", "table><tr><td", "svg", "form", "a", "svg><input", "x-y"]
)
@pytest.mark.parametrize("ends", [True, False])
def test_what_is_deep_loses_tags_and_no_text(tag, ends):
    names = [name.split()[0] for name in tag.split("><")]
    end = "".join(f"</{name}>" for name in reversed(names)) if ends else ""
    notices = []
    parser = parse_html(f"<{tag}>" * 3000 + "글자" + end * 3000, notices.append)
    assert depth_of(parser) <= 2 * HTML_LEVELS + 8
    assert parser.root.text().strip() == "글자"
    assert [notice.kind for notice in notices] in ([], ["too-deep"])


def test_formatting_that_is_never_ended_is_not_opened_again_in_every_block():
    html = "".join(f"<p><b id={number}>글" for number in range(2000))
    assert len(parse_html(html).css("b")) <= 2000


@pytest.mark.parametrize("value", ["b", '">"', "'<i>'"])
def test_an_element_has_so_many_attributes(value):
    notices = []
    many = " ".join(f"a{number}={value}" for number in range(20_000))
    parser = parse_html(f"<p {many}>글</p><p id=x>자</p>", notices.append)
    assert len(parser.css_first("p").attributes) == HTML_ATTRIBUTES
    assert parser.css_first("#x").text() == "자"
    assert [notice.kind for notice in notices] == ["attributes"]
