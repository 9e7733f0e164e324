"""Every promise of `docs/reliability.md` has a test, and every test it names is there."""

import re
from pathlib import Path

import pytest
from msgspec import structs

from convert.model import limits

TESTS = Path(__file__).parent.parent
PAGE = (TESTS.parent / "docs" / "reliability.md").read_text(encoding="utf-8")
MAKEFILE = (TESTS.parent / "Makefile").read_text(encoding="utf-8")
ROWS = [
    line.strip("|").split(" | ")
    for line in PAGE.splitlines()
    if line.startswith("| ") and not line.startswith(("| threat", "| ---", "| limit", "| `"))
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0].strip())
def test_each_promise_has_tests_that_exist(row):
    assert len(row) == 4
    named = re.findall(r"`(?:(test_\w+\.py)::(test_\w+)|make (\w+))`", row[2])
    assert named
    for file, test, target in named:
        if target:
            assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)
        else:
            assert f"\ndef {test}(" in next(TESTS.rglob(file)).read_text(encoding="utf-8")


def test_every_limit_is_told_with_its_value():
    told = set(re.findall(r"\| `([A-Za-z_]+)` \| ([\d,.]+) \|", PAGE))
    constants = {name: value for name, value in vars(limits).items() if name.isupper() and name != "DEFAULT"}
    assert told == {(name, f"{value:,}") for name, value in {**structs.asdict(limits.DEFAULT), **constants}.items()}
