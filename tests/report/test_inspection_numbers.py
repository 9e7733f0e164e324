"""Numbers of `inspect` are those of `convert`: of the same sources, for the same target, with the same options."""

import json
import multiprocessing
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from convert.cli import run

ROOT = Path(__file__).parent.parent.parent
FIXTURES = sorted(path for path in (ROOT / "tests" / "fixtures").iterdir() if path.name != "upgrade")
EVERYTHING = [ROOT / "samples" / "posts", ROOT / "samples" / "backup", *FIXTURES, *sorted((ROOT / "tests" / "cases").iterdir())]
OPTIONS = {
    "hugo": ("--post-links", "keep", "--raw-html", "drop", "--boilerplate", "drop", "--duplicate-cover", "drop"),
    "markdown": ("--captions", "title", "--timezone", "UTC"),
    "jsonl": ("--columns", "id,text"),
    "tistory": (),
    "ghost": (),
    "wordpress": (),
    "obsidian": ("--highlight", "drop"),
}


def command(*words):
    """The exit code of a command, and what it printed."""
    with CliRunner().isolation() as (out, _err, _):
        code = run([str(word) for word in words])
        return code, out.getvalue().decode()


def inspected(*words):
    code, out = command("inspect", *words, "--format", "json")
    return code, json.loads(out)


def converted(tmp_path, to, *words):
    """The exit code of `convert`, and every line of its list of notices."""
    listed = tmp_path / "notices.jsonl"
    output = tmp_path / ("posts.jsonl" if to == "jsonl" else "out/")
    code, _ = command("convert", *words, "-t", to, "-o", f"{output}{'/' if to != 'jsonl' else ''}", "--notices", listed, "-q")
    return code, [json.loads(line) for line in listed.read_text(encoding="utf-8").splitlines()]


def assert_equal_numbers(tmp_path, to, *words):
    code, found = inspected(*words, "-t", to)
    expected_code, rows = converted(tmp_path, to, *words)
    assert code == expected_code
    noticed = [row for row in rows if row["level"] not in ("failed", "skipped")]
    counts = Counter()
    for row in noticed:
        counts[row["kind"]] += row["count"]
    assert {one["kind"]: one["count"] for one in found["notices"]} == counts
    assert {one["kind"]: one["level"] for one in found["notices"]} == {row["kind"]: row["level"] for row in noticed}
    failed = [row for row in rows if row["level"] == "failed"]
    assert found["totals"]["failed"] == len(failed)
    assert [(one["source"], one["kind"]) for one in found["failures"]] == [(row["source"], row["kind"]) for row in failed[:100]]
    skipped = [row for row in rows if row["level"] == "skipped" or row["kind"] == "skipped-file"]
    assert found["totals"]["skipped"] == len(skipped)
    return found


@pytest.mark.parametrize("source", EVERYTHING, ids=lambda path: path.name)
def test_numbers_are_those_of_convert(source, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = assert_equal_numbers(tmp_path, "hugo", source)
    written = len(list((tmp_path / "out" / "content" / "posts").rglob("index.md")))
    assert found["totals"]["posts"] == written
    for counts in (found["posts"]["kinds"], found["posts"]["years"], found["posts"]["visibilities"]):
        assert sum(counts.values()) == written


@pytest.mark.parametrize("to", OPTIONS)
def test_numbers_are_those_of_convert_for_every_kind_of_target(to, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = assert_equal_numbers(tmp_path, to, ROOT / "samples" / "posts", ROOT / "samples" / "backup", *OPTIONS[to])
    assert found["target"] == to
    assert found["totals"]["posts"] == 24


FORKS = "fork" in multiprocessing.get_all_start_methods()


@pytest.mark.parametrize("to", ["hugo", "markdown"])
def test_numbers_do_not_depend_on_how_many_processes_count(to, monkeypatch):
    monkeypatch.chdir(ROOT)
    words = ("samples/posts", "samples/backup", "tests/cases/tistory", "-t", to)
    alone, shared = inspected(*words, "--jobs", "1"), inspected(*words, "--jobs", "2")
    assert alone == shared
    assert alone[1]["totals"]["posts"] > 200


def test_pictures_and_dates_are_those_of_the_closing_line_of_convert(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    with CliRunner().isolation() as (_out, err, _):
        run(["convert", "samples/posts", "-t", "hugo", "-o", str(tmp_path / "site")])
        last = err.getvalue().decode().splitlines()[-1]
    _, found = inspected("samples/posts")
    totals, images = found["totals"], found["images"]
    assert last == f"written {totals['posts']}, failed 0; {images['remote']} images still remote; {totals['undated']} undated"
    assert images["remote"] == sum(host["images"] for host in images["hosts"]) == 20
