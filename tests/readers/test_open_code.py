"""Code that ends at a block of the editor, of which the elements around that block go with it."""

import pytest

import convert
from convert.model import CodeBlock, Paragraph
from convert.model.walk import plain_text

OPEN_IN_TABLE = {
    "a cell behind": ("<pre>가<table><tr><td><p data-ke-size='size16'>나</p></td><td>다</td></tr></table></pre>", "나 다"),
    "a head behind": ("<pre>가<table><tr><td><p data-ke-size='size16'>나</p></td><th>다</th></tr></table></pre>", "나 다"),
    "a row behind": (
        "<pre>가<table><tr><td><p data-ke-size='size16'>나</p></td></tr><tr><td>다</td></tr></table></pre>",
        "나 다",
    ),
    "a head of rows": ("<pre>가<table><thead><tr><td><p data-ke-type=''>나</p><tbody><tr><td>다<td>라</table></pre>", "나 다 라"),
    "a caption behind": ("<pre>가<table><tr><td><p data-ke-type=''>나</p></td></tr><caption>다</caption></table></pre>", "나 다"),
    "cells with attributes": (
        "<pre>가<table><td><p data-ke-type=''>나</p><td colspan=2 style='color: red'>다</table></pre>",
        "나 다",
    ),
}


@pytest.mark.parametrize(("html", "words"), OPEN_IN_TABLE.values(), ids=OPEN_IN_TABLE)
def test_what_is_left_of_a_table_is_as_its_blocks_are(html, words):
    """Cells and rows were blocks of the document, of which no writer knows what to make."""
    document = convert.loads(html, "tistory")
    code, *behind = document.children
    assert code == CodeBlock("가", "")
    assert {type(block) for block in behind} == {Paragraph}
    assert plain_text(behind).split() == words.split()
    for writer in ("markdown", "hugo", "html", "jsonl", "tistory", "wordpress", "ghost"):
        assert "다" in convert.dumps(document, writer)
