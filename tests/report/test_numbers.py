"""The numbers of a report are those of `convert` over the same sources: posts, notices by kind, failures, files passed over."""

import shutil
from collections import Counter
from pathlib import Path

import pytest
from reports import report_on

import convert
from convert.errors import DamagedError
from convert.formats import writer_names
from convert.notices import KINDS

ROOT = Path(__file__).parent.parent.parent
SOURCES = (
    "samples/posts",
    "samples/backup",
    *(f"tests/fixtures/{name}" for name in ("blogger", "feeds", "pages", "ttxml", "wordpress")),
)
TARGETS = ("markdown", "hugo", "ghost", "jsonl")


def test_numbers_of_damaged_files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "samples/posts", "in/posts")
    for name in ("ttxml/backup.xml", "wordpress/blog.xml", "blogger/feed.atom"):
        Path("in", name).parent.mkdir()
        data = (ROOT / "tests/fixtures" / name).read_bytes()
        Path("in", name).write_bytes(data[: 2 * len(data) // 3])
    report = report_on("in", "-t", "markdown")
    result = convert.convert(Path("in"), to="markdown", output="out/")
    assert result.failed > 1
    assert (report.totals["posts"], report.totals["failed"]) == (result.written, result.failed)
    assert len(report.posts) == result.written + sum(isinstance(error, DamagedError) for error in result.errors)


def test_all_of_these_are_targets():
    assert set(TARGETS) <= set(writer_names())


@pytest.mark.parametrize("to", TARGETS)
@pytest.mark.parametrize("source", SOURCES)
def test_numbers_are_those_of_convert(source, to, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    report = report_on(ROOT / source, "-t", to)
    output = tmp_path / ("posts.jsonl" if to == "jsonl" else "out/")
    result = convert.convert(ROOT / source, to=to, output=f"{output}/" if to != "jsonl" else output)
    notices = Counter()
    for _, those in result.notices:
        for notice in those:
            notices[notice.kind] += notice.count
    assert report.totals["posts"] == result.written
    assert (report.totals["failed"], report.totals["skipped"]) == (result.failed, result.skipped)
    assert report.totals["noticesInAll"] == notices.total()
    shown = Counter()
    for post in report.posts:
        shown.update(post.notices)
    assert not shown - notices, "a post has notices that the run has not"
    assert report.totals["toLookAt"] == sum(any(KINDS[kind].level == "lost" for kind in post.notices) for post in report.posts)
