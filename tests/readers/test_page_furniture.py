"""What is left out of a page whose post is not told from its skin, and what is not."""

import pytest

import convert
from convert.model.walk import plain_text
from convert.sources.source import Source

SENTENCES = {
    "a paragraph": ("<p>하나 <time>어제</time> 둘</p>", "하나 어제 둘"),
    "an item, in bold": ("<ul><li><b>하나 <time>어제</time></b></li></ul>", "하나 어제"),
    "a box with a long text": (f"<div>{'하나 ' * 30}<time>어제</time> 둘</div>", f"{'하나 ' * 30}어제 둘"),
    "a line of dates": ("<p>하나</p><div class='x'><time>2024-07-22</time> · 5분</div>", "하나 · 5분"),
    "a date alone": ("<p>하나</p><p><time>2024-07-22</time></p>", "하나"),
}


@pytest.mark.parametrize(("html", "words"), SENTENCES.values(), ids=SENTENCES)
def test_a_moment_in_a_sentence_is_no_line_about_the_post(html, words):
    """Where a post is not told from its skin, a date beside it goes; a word of its text does not."""
    page = f"<!doctype html><title>글</title><div id='wrap'><div class='sidebar'><a href='/a'>가</a></div>{html}<p>{'끝 ' * 30}</p></div>"
    (document,) = convert.read(Source("a.html", page.encode(), "a.html"), "page")
    assert " ".join(plain_text(document.children).split()) == f"{words} {'끝 ' * 30}".strip()
