"""Addresses in running text: where they begin, and where they may end."""

import pytest

from convert.plan.bare_addresses import find_bare_addresses_in_text


@pytest.mark.parametrize(
    ("text", "spellings"),
    [
        ("https://a.kr/b", ["https://a.kr/b"]),
        ("(a.kr/b).", ["a.kr/b).", "a.kr/b"]),
        ("https://a.kr/b를", ["https://a.kr/b를", "https://a.kr/b"]),
        ("https://a.kr/b)를.", ["https://a.kr/b)를.", "https://a.kr/b)를", "https://a.kr/b)", "https://a.kr/b"]),
        ("https://a.kr/글", ["https://a.kr/글", "https://a.kr/"]),
        ("https://a.kr/글은", ["https://a.kr/글은", "https://a.kr/글", "https://a.kr/"]),
        (
            "https://a.kr/글에서는.",
            [*(f"https://a.kr/글에서{end}" for end in ("는.", "는", "")), "https://a.kr/글", "https://a.kr/"],
        ),
        ("https://a.kr/b」에", ["https://a.kr/b」에", "https://a.kr/b」", "https://a.kr/b"]),
        ("https://a.kr/b,https://a.kr/c", ["https://a.kr/b,", "https://a.kr/b", "https://a.kr/c"]),
        ("a.kr/b,http://a.kr/c", ["a.kr/b,", "a.kr/b", "http://a.kr/c"]),
        ("메일 a@b.kr/c, 1/2, 그리고/또는", []),
        ("글", []),
    ],
)
def test_an_address_ends_where_a_sentence_goes_on(text, spellings):
    assert [spelling for found in find_bare_addresses_in_text(text) for spelling in found.spellings] == spellings


def test_a_long_run_of_marks_is_looked_through_once():
    """It took ten seconds when each of them was a beginning."""
    (found,) = find_bare_addresses_in_text(f"https://a.kr/{')' * 200_000}x")
    assert len(found.spellings) == 1


@pytest.mark.parametrize("unit", ["https://", "가", "은", "a.", "a.kr/", "에서는"])
def test_a_long_text_is_looked_through_once(unit):
    assert sum(len(found.spellings) for found in find_bare_addresses_in_text(f"https://a.kr/{unit * 50_000}")) <= 8 * 50_001
