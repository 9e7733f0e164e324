"""`--notices`: every notice, failure and skipped file in a list whose keys never change, and the first of each kind on the terminal."""

import errno
import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from containers import BAD, CONTAINERS, zipped

from convert.cli import run
from convert.notices import KINDS, LEVEL_WORDS, LEVELS

SAMPLES = Path(__file__).parent.parent.parent / "samples"
KEYS = ["source", "member", "place", "level", "kind", "count", "detail", "output"]


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def command(*words, code=0):
    """What the command says on standard error."""
    with CliRunner().isolation() as streams:
        done = run([str(word) for word in words])
        said = streams[1].getvalue().decode()
    assert done == code, said
    return said


def rows(path="n.jsonl"):
    found = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    assert all(list(row) == KEYS for row in found)
    return found


def test_a_line_for_every_notice_with_where_it_is():
    shutil.copytree(SAMPLES / "posts", "posts")
    Path("posts/표.csv").write_text("a,b")
    Path("posts/나쁜.md").write_bytes(b"# \xff\xff")
    said = command("convert", "posts", "-t", "hugo", "-o", "site", "-v", "--notices", "n.jsonl", code=1)
    keys = {words: level for level, words in LEVEL_WORDS.items()}
    told = re.findall(rf"^(\S+): ({'|'.join(keys)}): (.*)$", said, re.MULTILINE)
    found = [(row["source"], row["level"], row) for row in rows() if row["level"] in LEVELS]
    assert [(source, level) for source, level, _ in found] == [(source, keys[level]) for source, level, _ in told]
    assert all(text.startswith(KINDS[row["kind"]].text) for (_, _, text), (_, _, row) in zip(told, found, strict=True))
    assert all(Path("site", row["output"]).is_file() for _, _, row in found)
    assert [(row["source"], row["level"], row["kind"]) for row in rows() if row["level"] not in LEVELS] == [
        ("posts/표.csv", "skipped", "no-post"),
        ("posts/나쁜.md", "failed", "source"),
    ]


@pytest.mark.parametrize("kind", CONTAINERS)
def test_each_failure_of_a_file_with_many_posts_is_a_line(kind):
    name, data, _, named = CONTAINERS[kind]
    Path(name).write_bytes(data)
    said = command("convert", name, "-t", "markdown", "-o", "out", "--notices", "n.jsonl", code=1)
    failed = [row for row in rows() if row["level"] == "failed"]
    assert [row["place"] or row["member"] for row in failed] == named
    assert {row["source"] for row in failed} == {name}
    assert said.count("error: ") == len(BAD)
    assert "written 12, failed 4" in said


def test_the_terminal_shows_what_was_lost_and_counts_the_rest():
    Path("in").mkdir()
    for name in "abc":
        Path(f"in/{name}.html").write_text("<p>글</p><p>&nbsp;</p><iframe></iframe>")
    Path("in/d.html").write_text("<p>글</p><img alt='바다'>")
    said = command("convert", "in", "-t", "markdown", "-o", "out")
    assert said == (
        "lost: embedded content without an address left out (3), first in in/a.html: iframe\n"
        "lost: image without an address left out (1), in in/d.html: 바다\n"
        "what this means, and what to do: blogconvert explain broken-embed broken-image\n"
        "besides: cleaned 3, assumed 4; every one of them: --notices FILE.jsonl\n"
        "written 4, failed 0; 4 undated\n"
    )
    said = command("convert", "in", "-t", "markdown", "-o", "out", "--notices", "n.jsonl")
    assert "\nbesides: cleaned 3, assumed 4; every one of them: n.jsonl\nwritten 0" in said
    assert sum(row["count"] for row in rows() if row["kind"] == "title-from-name") == 4


def test_nothing_is_pointed_at_when_all_is_told():
    Path("a.md").write_text("---\ntitle: 글\ndate: 2024-01-01T00:00:00+09:00\n---\n\n글\n")
    assert command("convert", "a.md", "-t", "markdown", "-o", "b.md") == "written 1, failed 0\n"
    Path("a.html").write_text("<p>글</p>")
    assert "every one" not in command("convert", "a.html", "a.html", "-t", "markdown", "-o", "out", "-v")


def test_a_list_of_nothing_is_there_and_empty():
    Path("a.md").write_text("---\ntitle: 글\ndate: 2024-01-01T00:00:00+09:00\n---\n\n글\n")
    command("convert", "a.md", "-t", "markdown", "-o", "b.md", "--notices", "deep/n.jsonl")
    assert rows("deep/n.jsonl") == []


def test_a_list_is_no_source_of_the_next_run():
    Path("in").mkdir()
    Path("in/a.html").write_text("<p>글</p>")
    for _ in range(2):
        assert "failed 0" in command("convert", "in", "-t", "markdown", "-o", "out", "--notices", "in/n.jsonl").splitlines()[-1]
    assert len(rows("in/n.jsonl")) == 1


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("a.html", "a.html is one of the sources"),
        ("b.md", "b.md is where the posts go"),
        ("in", "in: cannot be written: is a folder"),
    ],
)
def test_a_list_cannot_be_where_something_else_is(path, said):
    Path("in").mkdir()
    Path("a.html").write_text("<p>글</p>")
    told = command("convert", "a.html", "-t", "markdown", "-o", "b.md", "--notices", path, code=1 if path == "in" else 2)
    assert said in told
    assert Path("a.html").read_text() == "<p>글</p>"


@pytest.mark.parametrize("text", ["# mine\n", '{"title": "mine"}\n'])
def test_what_somebody_else_wrote_is_no_place_for_a_list(text):
    """A post in the folder of sources was gone when it was named by mistake."""
    Path("sources").mkdir()
    for name in ("a.md", "b.md"):
        Path("sources", name).write_text(text, encoding="utf-8")
    said = command("convert", "sources", "-o", "out/", "-t", "hugo", "--notices", "sources/a.md", code=2)
    assert "sources/a.md is there already, and no list of notices; name another file with --notices" in str(said)
    assert Path("sources/a.md").read_text(encoding="utf-8") == text
    assert not Path("out").exists()


def test_a_list_that_cannot_be_written_stops_no_post(monkeypatch):
    from convert.batch.one_file import OneFile
    from convert.errors import OutputClosedError

    def full(self, files):
        if self._name == "n.jsonl" and list(files):
            raise OutputClosedError(f"cannot be written: {errno.ENOSPC}", source="n.jsonl")
        return put(self, files)

    put = OneFile.put_files
    monkeypatch.setattr(OneFile, "put_files", full)
    Path("in").mkdir()
    for name in "ab":
        Path(f"in/{name}.html").write_text("<p>글</p>")
    said = command("convert", "in", "-t", "markdown", "-o", "out", "--notices", "n.jsonl", code=1)
    assert "written 2, failed 1" in said
    assert said.count("error: n.jsonl: cannot be written") == 1
    assert sorted(path.name for path in Path().iterdir() if not path.name.startswith(".")) == ["in", "out"]


def test_a_dry_run_lists_too():
    Path("b.zip").write_bytes(zipped(BAD))
    command("migrate", "b.zip", "-o", "site", "--dry-run", "--notices", "n.jsonl", code=1)
    assert len([row for row in rows() if row["level"] == "failed"]) == 4
    assert not Path("site").exists()


def test_an_interrupted_run_leaves_the_last_list(monkeypatch):
    last = '{"source":"a.html"}'
    Path("n.jsonl").write_text(last)
    Path("a.html").write_text("<p>글</p>")

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("convert.batch.tally.Tally.write_and_count_recording_in_shards", interrupted)
    command("convert", "a.html", "-t", "markdown", "-o", "b.md", "--notices", "n.jsonl", code=130)
    assert Path("n.jsonl").read_text() == last


def test_posts_a_full_disk_left_out_are_told_once_and_listed_each(monkeypatch):
    from convert.batch.output import OutputFolder
    from convert.errors import OutputClosedError

    def full(self, files):
        raise OutputClosedError("cannot be written: the disk is full", source="out")

    Path("in").mkdir()
    for name in "abcde":
        Path(f"in/{name}.html").write_text("<p>글</p>")
    monkeypatch.setattr(OutputFolder, "put_files", full)
    said = command("convert", "in", "-t", "markdown", "-o", "out", "--notices", "n.jsonl", code=1)
    assert said.count("error: ") == 1
    assert "written 0, failed 5" in said
    assert [row["source"] for row in rows() if row["kind"] == "unwritten"] == [f"in/{name}.html" for name in "abcde"]
