"""The modules a wheel has compiled: which these are, and that they are what runs where `make compiled` says so."""

import ast
import importlib.util
import os
import shutil
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SPEC = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
hatch_build = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(hatch_build)
HOOK = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]
MODULES = hatch_build.compilable_modules(ROOT, HOOK["custom"]["modules"])
HOT = ("convert/readers/_html/flow.py", "convert/readers/_html/inline.py", "convert/writers/_markdown/delimiters.py")


def test_what_a_post_spends_its_time_in_is_compiled():
    assert {*HOT}.issubset(MODULES)


def test_no_class_with_keywords_is_compiled():
    """`frozen=True` and its like would be dropped."""
    trees = [ast.parse((ROOT / path).read_text(encoding="utf-8")) for path in MODULES]
    assert [node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and node.keywords] == []
    assert "convert/readers/_html/marks.py" not in MODULES


@pytest.mark.parametrize("path", HOT)
def test_modules_are_compiled_just_where_they_should_be(path):
    module = importlib.import_module(path.removesuffix(".py").replace("/", "."))
    is_compiled = not module.__file__.endswith(".py")
    assert is_compiled == (os.environ.get("COMPILED") == "1" and hatch_build.wants_compiled_modules())


def test_who_wants_plain_modules_has_them(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/cc")
    assert hatch_build.wants_compiled_modules()
    monkeypatch.setenv("BLOGCONVERT_PURE", "1")
    assert not hatch_build.wants_compiled_modules()
    monkeypatch.delenv("BLOGCONVERT_PURE")
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert not hatch_build.wants_compiled_modules()


def test_a_compiler_that_fails_leaves_nothing_behind(monkeypatch, tmp_path):
    monkeypatch.setenv("CC", "false")
    (tmp_path / "root" / "convert").mkdir(parents=True)
    (tmp_path / "root" / "convert" / "__init__.py").write_text(
        "def add(a: int, b: int) -> int:\n    return a + b\n", encoding="utf-8"
    )
    assert hatch_build.compile_modules(tmp_path / "root", ["convert/__init__.py"], tmp_path / "work") == {}
