"""The renderer that `check` asks makes the pages of markdown-it-py as it is, in less memory."""

import random

import pytest
from documents import document
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin
from shapes.html import HTML
from shapes.markdown import MARKDOWN

import convert
from convert.proof.fidelity.renderers import render_with_commonmark

PIECES = [
    *"\\*_~`[]()!#>|-+.:&<^$= \n\n가a1é—“",
    "**",
    "\\*",
    "  \n",
    "\\ ",
    "\\\n",
    "[^1]",
    "[^1]: 주\n",
    "- [ ] ",
    "![",
    "](u)",
    "&amp;",
    "<b>",
]
"""What rules ask of what stands beside a mark: white space, punctuation of both kinds, letters; and what is made of marks."""


def page(markdown):
    parser = MarkdownIt("commonmark", {"maxNesting": 1000}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False).use(tasklists_plugin)
    parser.validateLink = lambda url: True
    parser.normalizeLink = lambda url: url
    return parser.render(markdown)


def rendered(markdown):
    (done,) = render_with_commonmark([f"---\ntitle: 글\n---\n{markdown}"])
    assert not done.problems
    return done.html


@pytest.mark.parametrize("seed", range(40))
def test_any_text_makes_the_page_of_the_parser_as_it_is(seed):
    lot = random.Random(seed)
    for _ in range(40):
        text = "".join(lot.choices(PIECES, k=lot.randint(1, 25)))
        assert rendered(text) == page(text), text


def test_any_document_makes_it():
    for number in range(60):
        text = convert.dumps(document(number), "markdown", front_matter=False)
        assert rendered(text) == page(text)


def test_of_links_back_to_a_footnote_a_hundred_are_kept():
    text = "가[^1] " * 300 + "\n\n[^1]: 주\n"
    assert (rendered(text).count("footnote-backref"), page(text).count("footnote-backref")) == (100, 300)
    assert rendered(text).count("footnote-ref") == 300


@pytest.mark.parametrize("name", MARKDOWN)
def test_hostile_posts_make_it(name):
    text = MARKDOWN[name].make(12)
    assert rendered(text) == page(text)


@pytest.mark.parametrize("name", HTML)
def test_what_is_written_of_hostile_posts_makes_it(name):
    text = convert.dumps(convert.loads(HTML[name].make(12), "tistory"), "markdown", front_matter=False)
    assert rendered(text) == page(text)
