"""Lines that are packed because their file is called so: the same bytes in every run, in place when they are whole."""

import gzip
import os
import random
import tracemalloc
from pathlib import Path

import pytest
import zstandard
from batches import post

import convert
from convert.batch.one_file import OneFileWithBackupAndRecord
from convert.cli import run
from convert.sources.packing import pack_for_name
from convert.sources.source import File

UNPACK = {".gz": gzip.decompress, ".zst": lambda data: zstandard.ZstdDecompressor().decompressobj().decompress(data)}
EACH = pytest.mark.parametrize("ending", UNPACK)


@pytest.fixture
def posts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("posts").mkdir()
    for number in range(20):
        Path(f"posts/{number}.html").write_text(post(f"글 {number}", f"본문 {number}"), encoding="utf-8")
    return tmp_path


@EACH
@pytest.mark.parametrize("to", ["jsonl", "comments"])
def test_a_name_says_how_lines_are_packed(posts, ending, to):
    assert run(["convert", "posts", "-q", "-t", to, "-o", "plain.jsonl"]) == 0
    assert run(["convert", "posts", "-q", "-t", to, "-o", f"packed.jsonl{ending}"]) == 0
    assert UNPACK[ending](Path(f"packed.jsonl{ending}").read_bytes()) == Path("plain.jsonl").read_bytes()


@EACH
def test_the_ending_before_that_says_the_format(posts, ending):
    assert run(["convert", "posts", "-q", "-o", f"a.jsonl{ending}"]) == 0
    assert run(["convert", "posts/1.html", "-q", "-o", f"a.md{ending}"]) == 2  # no format of one file a post is packed


@EACH
def test_every_run_gives_the_same_bytes(posts, ending):
    found = set()
    for number, jobs in enumerate(("1", "2")):
        os.utime("posts/1.html", (number, number))
        assert run(["convert", "posts", "-q", "--jobs", jobs, "-o", f"{number}.jsonl{ending}"]) == 0
        found.add(Path(f"{number}.jsonl{ending}").read_bytes())
    assert len(found) == 1
    again = convert.convert(Path("posts"), to="jsonl", output=f"0.jsonl{ending}")
    assert (again.written, again.unchanged) == (0, 20)


@EACH
def test_an_edited_file_is_kept_and_a_dry_run_writes_nothing(posts, ending):
    name = f"a.jsonl{ending}"
    assert run(["convert", "posts", "-q", "-o", name, "--dry-run"]) == 0
    assert not Path(name).exists()
    assert run(["convert", "posts", "-q", "-o", name]) == 0
    whole = Path(name).read_bytes()
    Path(name).write_bytes(b"mine")
    assert run(["convert", "posts", "-q", "-o", name]) == 0
    assert (Path(name).read_bytes(), Path(f"{name}.orig").read_bytes()) == (whole, b"mine")


@EACH
def test_what_is_taken_back_leaves_what_was_there(posts, ending, capfd):
    name = f"a.jsonl{ending}"
    Path(name).write_bytes(b"before")

    def lines():
        yield File("", b"line\n" * 100_000)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), OneFileWithBackupAndRecord(name, pack=pack_for_name(name)) as output:
        output.put_files(lines())
    del output
    assert Path(name).read_bytes() == b"before"
    assert not list(Path().glob(".blogconvert-*"))
    assert capfd.readouterr().err == ""


@EACH
def test_what_is_packed_is_not_held(posts, ending):
    name, lines = f"a.jsonl{ending}", random.Random(1).randbytes(100_000)
    tracemalloc.start()
    try:
        with OneFileWithBackupAndRecord(name, pack=pack_for_name(name)) as output:
            for _ in range(200):
                output.put_files([File("", lines)])
        assert tracemalloc.get_traced_memory()[1] < 2 << 20  # of 20 MB
    finally:
        tracemalloc.stop()
    assert len(UNPACK[ending](Path(name).read_bytes())) == 20_000_000
