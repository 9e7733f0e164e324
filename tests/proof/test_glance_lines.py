"""What has lines of its own in a browser has them in the scan of a glance."""

import pytest

from convert.proof.witness.elements import OWN_LINES
from convert.proof.witness.quick_scan import scan_html, with_code_in_lines

ONLY_IN_TABLES = frozenset("table caption thead tbody tfoot tr td th".split())


@pytest.mark.parametrize("name", sorted(OWN_LINES - ONLY_IN_TABLES - {"br", "hr"}))
@pytest.mark.parametrize("around", ["", "b", "a href='x'", "button", "zz"])
def test_what_has_lines_of_its_own_has_them_in_a_scan(name, around):
    """In any element, unless a parser puts it elsewhere; or the scan is unsure."""
    scan = scan_html(f"<div>가<{around or 'div'}><{name}>나</{name}></{around or 'div'}>다</div>")
    assert scan is None or [line for line in with_code_in_lines(scan).lines.split("\n") if line in "가나다"] == ["가", "나", "다"]


def test_every_part_of_a_table_has_lines_of_its_own_in_a_scan():
    parts = "<caption>가</caption><thead><tr><th>나</th></tr></thead><tbody><tr><td>다</td><td>라</td></tr></tbody>"
    scan = scan_html(f"마<table>{parts}</table>바<zz><table><tr><td>사</td></tr></table></zz>아")
    assert [line for line in scan.lines.split("\n") if line.isalpha()] == list("마가나다라바사아")
