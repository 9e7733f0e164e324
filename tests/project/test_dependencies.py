"""What the program is built from: lowest versions that are named, and versions that CI installs."""

import re
import tomllib

import pytest
from floors import ROOT, lowest_versions
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import hatch_build

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NEEDED = [Requirement(text) for text in (*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"])]
PINNED = (ROOT / ".ci" / "constraints.txt").read_text(encoding="utf-8").splitlines()
PINS = {canonicalize_name(name): Version(version) for name, version in (line.split("==") for line in PINNED)}


def test_constraints_are_names_and_versions_and_nothing_else():
    assert [line for line in PINNED if not re.fullmatch(r"[\w.-]+==\w[\w.]*", line)] == []
    assert len(PINS) == len(PINNED)


@pytest.mark.parametrize("needed", NEEDED, ids=str)
def test_what_is_needed_is_pinned_to_a_version_that_will_do(needed):
    """After a change of `pyproject.toml`: `make constraints`."""
    assert PINS[canonicalize_name(needed.name)] in needed.specifier


def test_what_the_program_needs_has_a_lowest_version_and_no_highest():
    """Someone else's program may need a newer one than we know."""
    assert [line.split("==")[0] for line in lowest_versions()] == [Requirement(text).name for text in PROJECT["dependencies"]]
    assert all(
        str(Requirement(text).specifier) == f">={line.split('==')[1]}"
        for text, line in zip(PROJECT["dependencies"], lowest_versions(), strict=True)
    )


def test_what_compiles_takes_the_types_of_no_older_versions():
    lowest = {Requirement(text).name: Requirement(text).specifier for text in PROJECT["dependencies"]}
    needed = [Requirement(text) for text in hatch_build.COMPILE_REQUIREMENTS]
    assert {each.name: each.specifier for each in needed if each.name in lowest} == {
        name: lowest[name] for name in ("msgspec", "selectolax", "turbohtml")
    }


def test_ci_installs_what_is_pinned():
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert run.index("export CONSTRAINTS=.ci/constraints.txt") < run.index("\nmake ")
    make = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "$(addprefix --constraint ,$(CONSTRAINTS)) --editable '.[dev]'" in make
