"""Addresses in HTML that is kept: one that could run code goes, and is named."""

import pytest

import convert
from convert.notices import Collected, Notice


@pytest.mark.parametrize("name", ["cite", "href", "action", "poster"])
def test_an_unsafe_address_of_half_an_element_is_named(name):
    report = Collected()
    document = convert.loads(f"앞 <ins {name}='javascript:x()' title='가'> 뒤\n", "markdown", report=report)
    assert "javascript" not in convert.dumps(document, "jsonl")
    assert Notice("unsafe-address", "javascript:x()") in report.notices()


@pytest.mark.parametrize(("address", "is_kept"), [("javascript:x()", False), ("https://h.kr/x", True)])
def test_an_unsafe_citation_in_a_record_goes(address, is_kept):
    line = convert.dumps(convert.loads("앞 <ins cite='https://h.kr/' title='가'> 뒤\n", "markdown"), "jsonl")
    document = convert.loads(line.replace("https://h.kr/", address), "jsonl")
    assert (f'<ins cite="{address}" title="가">' in convert.dumps(document, "markdown")) is is_kept
    assert ("javascript" in convert.dumps(document, "jsonl")) is False
