"""Places that links of a page lead to: they are places in the document too, and the page is read once for them where it can be."""

import pytest

import convert
from convert.model import Anchor
from convert.model.walk import walk
from convert.sources.evidence import Evidence

PLACES = {
    "a link to a paragraph": ('<a href="#x">가</a><p id="x">나</p>', ["x"]),
    "a link to a name": ('<a href="#x">가</a><p><a name="x">나</a></p>', ["x"]),
    "a link that is escaped": ('<a href="#%EA%B0%80">가</a><p id="가">나</p>', ["가"]),
    "a link behind its place": ('<p id="x">나</p><a href="#x">가</a>', ["x"]),
    "white space before a link": ('<a href=" #x">가</a><p id="x">나</p>', ["x"]),
    "white space before one of two links": (
        '<a href="#y">가</a><a href="\n#x">가</a><p id="x">나</p><p id="y">다</p>',
        ["x", "y"],
    ),
    "a link to no place": ('<a href="#x">가</a><p id="y">나</p>', []),
    "a link that is not seen": ('<p hidden><a href="#x">가</a></p><p id="x">나</p>', []),
    "a link that is not seen beside one that is": (
        '<p style="display: none"><a href="#x">가</a></p><a href="#y">가</a><p id="x">나</p><p id="y">다</p>',
        ["y"],
    ),
    "a place that is not seen": ('<a href="#x">가</a><p id="x" style="display:none">나</p>', []),
}


@pytest.mark.parametrize(("html", "places"), PLACES.values(), ids=PLACES)
def test_places_that_links_lead_to_stay(html, places):
    document = convert.loads(html, "tistory")
    assert [node.id for node in walk(document.children) if isinstance(node, Anchor)] == places


def test_what_is_left_out_beside_a_linked_place_is_named_once():
    report = Evidence()
    convert.loads('<a href="#x">가</a><script>a()</script><p id="x">나</p>', "tistory", report=report)
    assert [part.html for part in report.testimony.left_out] == ["<script>a()</script>"]
