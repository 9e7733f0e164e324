"""Shards: the one file in parts, each whole or not there, named by a manifest."""

import errno
import gzip
import hashlib
import io
import json
from itertools import pairwise
from pathlib import Path

import pytest
from batches import post
from pyarrow import parquet
from sharded import OUT, SIZE, UNPACK, contents, convert_posts, converted, kill_at, posts, shards

import convert
from convert.batch import sharded_file
from convert.batch.atomic import translate_os_errors_but_broken_pipe
from convert.batch.converted import Post
from convert.batch.lock import try_lock
from convert.batch.shard_records import journal_path
from convert.cli import run
from convert.errors import OutputClosedError, UsageError
from convert.notices import KINDS
from convert.sources.source import File
from convert.writers._shard_size import parse_shard_bytes_or_zero_or_raise

__all__ = ["converted", "posts"]


@pytest.mark.parametrize("ending", UNPACK)
def test_shards_are_the_one_file_in_parts(posts, ending):
    whole, result = convert_posts("one.jsonl", shard_size=""), convert_posts(f"out/posts{ending}")
    assert (result.written, result.failed) == (whole.written, whole.failed) == (29, 3)
    parts = [UNPACK[ending](path.read_bytes()) for path in shards()]
    assert b"".join(parts) == Path("one.jsonl").read_bytes()
    assert [path.name for path in shards()] == [f"posts-{number:05}{ending}" for number in range(len(parts))]
    assert len(parts) > 5
    for part, behind in pairwise(parts):
        assert len(part) <= 7000
        assert len(part) + len(behind.splitlines(keepends=True)[0]) > 7000


def test_a_table_has_the_same_posts_in_each_shard(posts):
    convert_posts(columns=("id", "title"), shard_size="600")
    convert_posts("table/posts.parquet", to="parquet", columns=("id", "title"), shard_size="600")
    lines = [[json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] for path in shards()]
    assert len(lines) > 3
    assert [parquet.read_table(path).to_pylist() for path in shards("table")] == lines


def test_a_post_that_is_larger_than_a_shard_is_one(posts):
    convert_posts(shard_size="10")
    assert [path.read_bytes().count(b"\n") for path in shards()] == [1] * 29


def test_the_manifest_names_every_shard_with_its_size_and_hash(posts):
    convert_posts("out/posts.jsonl.gz")
    manifest = json.loads(Path("out/manifest.json").read_text())
    assert manifest == {
        "name": "posts.jsonl.gz",
        "converter": f"blogconvert {convert.__version__}",
        "shard_size": 7000,
        "rows": 29,
        "bytes": sum(path.stat().st_size for path in shards()),
        "shards": [
            {
                "file": path.name,
                "rows": gzip.decompress(path.read_bytes()).count(b"\n"),
                "bytes": path.stat().st_size,
                "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            }
            for path in shards()
        ],
    }


def test_every_run_gives_the_same_bytes_and_says_what_changed(posts):
    assert convert_posts(jobs=2).written == 29
    first = contents()
    again = convert_posts()
    assert (contents(), again.written, again.unchanged) == (first, 0, 29)
    Path("posts/18.html").write_text(post("글 18", "또 <u>18</u>"), encoding="utf-8")
    partly = convert_posts()
    changed = [name for name, data in contents().items() if data != first[name]]
    assert 2 <= len(changed) < len(first)
    assert 0 < partly.written < 10
    assert partly.written + partly.unchanged == 29


def test_a_dry_run_writes_nothing(posts):
    assert run(["convert", "posts", "-q", "-o", str(OUT), "--shard-size", SIZE, "--dry-run"]) == 1
    assert not OUT.parent.exists()
    before = convert_posts() and contents()
    Path("posts/00.html").unlink()
    assert run(["convert", "posts", "-q", "-o", str(OUT), "--shard-size", SIZE, "--dry-run"]) == 1
    assert contents() == before


# What is there before


def test_shards_of_a_longer_run_before_are_removed(posts):
    convert_posts(shard_size="3kB")
    names = [path.name for path in shards()]
    Path("out", names[-1]).write_text("내 글\n", encoding="utf-8")
    Path("out/posts-99999.jsonl").write_text("남의 글\n", encoding="utf-8")
    result = convert_posts(shard_size="30kB")
    kinds = {
        notice.kind: notice.place for _, notices in result.notices for notice in notices if notice.place.startswith("posts-")
    }
    assert kinds == {"removed-file": names[-2], "edited-file": names[-1], "foreign-file": "posts-99999.jsonl"}
    assert result.kept == 2
    made = [shard["file"] for shard in json.loads(Path("out/manifest.json").read_text())["shards"]]
    assert [path.name for path in shards()] == [*made, names[-1], "posts-99999.jsonl"]
    assert not Path(f"out/.blogconvert/{names[-2]}.sha256").exists()


def test_what_somebody_else_put_there_is_kept(posts):
    Path("out").mkdir()
    Path("out/posts-00000.jsonl").write_text("남의 글\n", encoding="utf-8")
    convert_posts()
    assert Path("out/posts-00000.jsonl.orig").read_text(encoding="utf-8") == "남의 글\n"


def test_a_manifest_its_owner_changed_is_kept(posts):
    convert_posts()
    Path("out/manifest.json").write_bytes(b" " + Path("out/manifest.json").read_bytes())
    mine = Path("out/manifest.json").read_bytes()
    Path("posts/00.html").unlink()
    convert_posts()
    assert Path("out/manifest.json.orig").read_bytes() == mine
    assert json.loads(Path("out/manifest.json").read_text())["rows"] == 28


@pytest.mark.parametrize(
    ("there", "said"), [('{"a": 1}', "and is none of ours"), ("글", "and is none of ours"), (None, "of other.jsonl")]
)
def test_a_manifest_of_others_is_not_touched(posts, there, said):
    if there is None:
        convert_posts("out/other.jsonl")
    else:
        Path("out").mkdir()
        Path("out/manifest.json").write_text(there, encoding="utf-8")
    before = Path("out/manifest.json").read_bytes()
    result = convert_posts()
    assert result.written == 0
    assert f"out/manifest.json: is there already, {said}; choose another folder with -o" in [
        str(error) for error in result.errors
    ]
    assert (Path("out/manifest.json").read_bytes(), shards()) == (before, [])


LINKS = ["posts-00000.jsonl", "posts-00002.jsonl", "posts-99999.jsonl", "manifest.json", ".blogconvert", "journal"]


@pytest.mark.parametrize("name", LINKS)
@pytest.mark.parametrize("behind", ["posts/00.html", "of_ours", "a_folder", "nothing"])
def test_nothing_is_written_behind_a_symbolic_link(posts, name, behind):
    """What is behind one may be anything, such as one of the sources."""
    if behind == "of_ours":
        convert_posts("elsewhere/posts.jsonl")
        behind = f"elsewhere/{name}" if name.endswith("json") else "elsewhere/posts-00000.jsonl"
    Path("a_folder").mkdir()
    link = journal_path(OUT) if name == "journal" else Path("out", name)
    link.parent.mkdir(parents=True)
    link.symlink_to(Path(behind).absolute())
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stderr", said := io.StringIO())
        assert run(["convert", "posts", "-o", str(OUT), "--shard-size", SIZE, "--force"]) == 1
    assert f"error: {link}: leads elsewhere by a symbolic link; remove the link" in said.getvalue()
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before
    assert link.is_symlink()
    link.unlink()
    assert convert_posts().written == 29


def test_two_runs_at_once_do_not_write_the_same_shards(posts):
    journal_path(OUT).parent.mkdir(parents=True)
    with journal_path(OUT).open("ab") as stream:
        assert try_lock(stream) == "held"
        result = convert_posts()
    assert (result.written, shards()) == (0, [])
    assert "another run writes these shards" in str(result.errors)


def test_when_there_is_no_more_room_whole_shards_stay_and_count(posts, monkeypatch):
    def put_or_fail(shard, files):
        with translate_os_errors_but_broken_pipe(shard._name, OutputClosedError):
            if "00003" in shard._name:
                raise OSError(errno.ENOSPC, "no room")
            real(shard, files)

    convert_posts("clean/posts.jsonl")
    real = sharded_file._ShardFileRemovingManifest.put_files
    with monkeypatch.context() as patch:
        patch.setattr(sharded_file._ShardFileRemovingManifest, "put_files", put_or_fail)
        result = convert_posts()
    whole = sum(path.read_bytes().count(b"\n") for path in shards())
    assert (len(shards()), result.written) == (3, whole)
    assert result.written + result.failed == 31  # the bad line stands behind
    again = convert_posts()
    assert (again.unchanged, again.written) == (whole, 29 - whole)
    assert contents() == contents("clean")


def test_nothing_is_held_but_the_posts_of_a_shard(posts):
    with sharded_file.ShardedFile("out/posts.jsonl", ".jsonl", 1000, "run") as output:
        for number in range(500):
            outcome = Post(f"글 {number}", (), f"{number}.html")
            output.move_position_to_source_of_outcome(outcome)
            output.put_files([File("", b"x" * 99 + b"\n")])
            output.note_outcome_of_current_shard(outcome)
            output.take_settled()
            assert len(output._outcomes) <= 10


def notices_of_earlier_output(result):
    return [(name, notice.detail) for name, notices in result.notices for notice in notices if notice.kind == "earlier-output"]


@pytest.mark.parametrize("size", ["7kB", "30kB", "1GB"])
def test_what_is_left_of_an_output_that_was_in_shards_is_named(posts, size, capsys):
    convert_posts(shard_size=size)
    before = contents()
    assert convert_posts("out/other.jsonl", shard_size="").written == 29
    result = convert_posts(shard_size="")
    names = [*sorted(before)]
    shown = names if len(names) <= 4 else [*names[:3], "...", names[-1]]
    assert notices_of_earlier_output(result) == [("out/posts.jsonl", ", ".join(shown))]
    assert contents() == before
    assert run(["convert", "posts", "-o", str(OUT), "--dry-run"]) == 1
    assert f"out/posts.jsonl: {KINDS['earlier-output'].text}: {', '.join(shown)}" in capsys.readouterr().err
    for name in before:
        Path("out", name).unlink()
    assert notices_of_earlier_output(convert_posts(shard_size="")) == []


def test_shards_of_a_run_that_was_killed_are_named_as_well(posts, converted):
    kill_at(converted, "posts/12.html", shard_size="5kB")
    names = [path.name for path in shards()]
    assert 1 < len(names) <= 4
    assert notices_of_earlier_output(convert_posts(shard_size="")) == [("out/posts.jsonl", ", ".join(names))]


def test_the_one_file_is_named_beside_shards(posts):
    convert_posts(shard_size="")
    for _ in range(2):
        result = convert_posts()
        assert notices_of_earlier_output(result) == [("out/posts.jsonl", "posts.jsonl")]
    OUT.unlink()
    assert notices_of_earlier_output(convert_posts()) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("manifest.json", "글"),
        ("manifest.json", "[]"),
        ("manifest.json", json.dumps({"name": "posts.jsonl", "shards": []})),
        (".blogconvert/posts.jsonl.shards", "글\n글\n"),
        (".blogconvert/posts.jsonl.shards", '{"run": ""}\n{"shard": {"file": "../posts/00.html"}}\n'),
    ],
)
def test_what_is_no_record_of_shards_names_none(posts, name, text):
    Path("out/.blogconvert").mkdir(parents=True)
    Path("out", name).write_text(text, encoding="utf-8")
    assert notices_of_earlier_output(convert_posts(shard_size="")) == []


# Where they go


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["posts/01.html", "-t", "jsonl"], "shards cannot be printed; name them, as in -o corpus/posts.jsonl"),
        (["posts", "-o", "posts/a.jsonl"], "the shards would be among the sources"),
        (["posts", "-o", "posts/a/b.jsonl"], "the shards would be among the sources"),
        (["posts/a-00000.jsonl", "-o", "posts/a.jsonl"], "would be one of the shards"),
        (["posts/01.html", "-o", "out/"], "jsonl is one file for all posts, not a folder; try -o out/posts.jsonl"),
    ],
)
def test_they_go_where_they_are_no_sources(posts, capsys, arguments, said):
    Path("posts/a-00000.jsonl").write_text('{"title": "글", "text": "글"}\n', encoding="utf-8")
    to = [] if "-t" in arguments else ["-t", "jsonl"]
    assert run(["convert", *arguments, *to, "--shard-size", "1MB"]) == 2
    assert said in capsys.readouterr().err


def test_comments_have_shards_as_well(posts):
    assert run(["convert", "posts/01.html", "-q", "-t", "comments", "-o", "out/posts.jsonl", "--shard-size", "1kB"]) == 0
    assert json.loads(Path("out/manifest.json").read_text())["rows"] == 0


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("", 0),
        ("1", 1),
        ("700b", 700),
        ("7k", 7000),
        ("7kB", 7000),
        ("1.5 MB", 1_500_000),
        ("1MiB", 1 << 20),
        ("2gib", 2 << 30),
        ("1T", 10**12),
    ],
)
def test_sizes_have_units(text, size):
    assert parse_shard_bytes_or_zero_or_raise(text) == size


@pytest.mark.parametrize("text", ["0", "-1", "x", "1 x", "1ib", "MB", "0.1", "1e3", "1,5MB", "9" * 400])
def test_what_is_no_size_is_said(text):
    with pytest.raises(UsageError, match="it is a number of bytes, such as 256MB or 1GiB"):
        convert.dumps(convert.loads("<p>글</p>", "tistory"), "jsonl", shard_size=text)
