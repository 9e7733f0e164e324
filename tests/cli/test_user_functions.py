"""A line of the user's own that stops many posts is said once, and counted; what is no function stops the command."""

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from convert.cli import run
from convert.transforms._user_function import import_named_object_or_raise

FILTER = """
def fails(document):
    if document.meta.title != "good":
        raise ValueError(document.meta.title)
    return document
"""


@pytest.fixture
def blog(tmp_path, monkeypatch):
    """A folder with three posts, one of them good, and a filter beside it."""
    for name in ("first", "good", "second"):
        Path(tmp_path, "posts").mkdir(exist_ok=True)
        Path(tmp_path, "posts", f"{name}.md").write_text(f"---\ntitle: {name}\n---\n\n글\n", encoding="utf-8")
    Path(tmp_path, "cli_filter.py").write_text(FILTER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "cli_filter", raising=False)
    import_named_object_or_raise.cache_clear()


def outcome(*words):
    with CliRunner().isolation() as (_, err, _):
        return run(words), err.getvalue().decode()


FIRST = (
    "error: posts/first.md: cli_filter.py, line 4: --filter cli_filter:fails raised ValueError: first; "
    "the function is yours: mend it there\n"
)


def test_a_filter_that_stops_many_posts_is_said_once(blog):
    code, said = outcome("convert", "posts", "-t", "markdown", "-o", "out", "--filter", "cli_filter:fails")
    assert code == 1
    assert said == (
        f"{FIRST}error: cli_filter.py, line 4: stopped 2 posts in all; --notices FILE.jsonl names them\n"
        "written 1, failed 2; 1 undated\n"
    )


def test_the_list_of_notices_has_every_post_it_stopped(blog):
    words = ("convert", "posts", "-t", "markdown", "-o", "out", "--filter", "cli_filter:fails", "--notices", "list.jsonl", "-q")
    assert outcome(*words) == (1, f"{FIRST}error: cli_filter.py, line 4: stopped 2 posts in all\n")
    rows = [json.loads(line) for line in Path("list.jsonl").read_text(encoding="utf-8").splitlines()]
    failed = [(row["source"], row["place"], row["kind"]) for row in rows if row["level"] == "failed"]
    assert failed == [(f"posts/{name}.md", "cli_filter.py, line 4", "user-function") for name in ("first", "second")]


def test_a_check_says_it_once_too(blog):
    code, said = outcome("check", "posts", "--filter", "cli_filter:fails")
    assert (code, said.count("ValueError")) == (1, 1)
    assert "stopped 2 posts in all" in said


@pytest.mark.parametrize("command", [("convert", "-t", "markdown", "-o", "out"), ("migrate", "-o", "out"), ("check",)])
def test_what_is_no_function_stops_the_command_once(blog, command):
    code, said = outcome(*command, "posts", "--filter", "cli_filter:nothing")
    assert (code, said.count("\n")) == (2, 1)
    assert said.startswith("error: --filter cli_filter:nothing: there is no 'nothing' in the module 'cli_filter'; ")
    assert not Path("out").exists()
