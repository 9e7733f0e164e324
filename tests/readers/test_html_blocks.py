"""What is open behind lines of HTML is the same whether they are read in one look or tag by tag."""

from random import Random

import pytest

from convert.readers._html_blocks import OpenElements

PIECES = (
    "<div>", "</div>", "<DIV class=\"a\">", "<div", ">", "<p>", "</p>", "<pre>", "</pre>", "<PRE>", "<presto>", "<script>", "</script>", "<!--", "-->",
    "<ul", " title='<table>'", ' a="b"', '"', "'", "<", "</", "<3", "<divᄀ>", "<ſection>", "<section/>", "글", " ", "=", "<table><tr>", "</table>",
)  # fmt: skip


def _state(open_elements):
    return {name: getattr(open_elements, name) for name in OpenElements.__slots__} | {"_elements": +open_elements._elements}


@pytest.mark.parametrize("seed", range(300))
def test_a_look_at_a_line_sees_what_tag_by_tag_is_seen(seed):
    lot = Random(seed)
    fast, slow = OpenElements(), OpenElements()
    for _ in range(6):
        line = "".join(lot.choices(PIECES, k=lot.randint(0, 6))) + "\n"
        fast._feed(line)
        slow._feed_tag_by_tag(line)
        assert _state(fast) == _state(slow)


@pytest.mark.parametrize("seed", range(300))
def test_lines_that_waited_for_a_question_say_what_each_alone_said(seed):
    lot = Random(seed)
    asked, waited = OpenElements(), OpenElements()
    for _ in range(6):
        line = "".join(lot.choices(PIECES, k=lot.randint(0, 6)))
        waited.feed_lines([line])
        asked.feed_lines([line])
        assert asked.is_inside_element in (True, False)
    assert waited.is_inside_element == asked.is_inside_element
    assert _state(waited) == _state(asked)
