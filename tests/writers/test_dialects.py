"""Dialects: what their tables promise, and what the patterns compiled of them must not miss."""

from importlib import import_module
from pkgutil import iter_modules

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from strategies import law

from convert.writers._markdown import dialects
from convert.writers._markdown.dialects.common import ANYWHERE, LINE_START
from convert.writers._markdown.dialects.dialect import Dialect
from convert.writers._markdown.dialects.gfm import GFM
from convert.writers._markdown.escape import Escaping, escape_line_start, escape_text

MODULES = [import_module(f"{dialects.__name__}.{module.name}") for module in iter_modules(dialects.__path__)]
DIALECTS = {
    value.name: value
    for module in MODULES
    for name, value in vars(module).items()
    if isinstance(value, Dialect) and name.isupper()
}
FIELDS = [field.name for field in structs.fields(Dialect)]
SAID_BY_TABLE = set(FIELDS[: FIELDS.index("abilities")]) - {"name", "in_text", "at_line_start", "suspects", "start_suspects"}


def test_the_dialects_are_found():
    assert {"GFM", "Goldmark", "Obsidian"} <= DIALECTS.keys()


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
def test_whatever_is_not_as_in_gfm_has_a_reason_and_a_source(dialect):
    reasons = [ability.field for ability in dialect.abilities]
    assert sorted(reasons) == sorted(name for name in SAID_BY_TABLE if getattr(dialect, name) != getattr(GFM, name))
    assert all(row.reason and row.source for row in (*dialect.abilities, *dialect.in_text, *dialect.at_line_start))


def test_common_traps_have_a_reason_and_a_source():
    assert all(trap.reason and trap.source for trap in (*ANYWHERE, *LINE_START))


NASTY = st.text(st.sampled_from("a가1 |#%^=-+:.!()@'\"/;<>{}[~"), max_size=4)
"""Short, and mostly of what no common trap is about, so that nothing else makes a text suspicious."""


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
@given(text=NASTY)
@law(1000)
def test_no_text_is_passed_over_that_a_trap_is_about(dialect, text):
    """Most texts are known to need nothing by one search; with something suspicious before them they are looked at closely."""
    escaping = Escaping(dialect=dialect)
    closely = escape_text(f"\\`가{text}", escaping)
    assert closely.removeprefix("\\\\\\`가") == escape_text(f"가{text}", escaping).removeprefix("가")


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
@given(text=NASTY)
@law(1000)
def test_no_line_is_passed_over_that_a_trap_is_about(dialect, text):
    escaped = escape_line_start(text, dialect)
    assert (escaped != text) >= (dialect.start_traps.match(text) is not None)
