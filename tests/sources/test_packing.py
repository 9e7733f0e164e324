"""Packed lines are read as if they were not packed: one by one, whatever packed them, and as far as they are whole."""

import gzip
import random
import sys
import tracemalloc
from pathlib import Path

import pytest
import zstandard

import convert
from convert.cli import run
from convert.errors import ConvertError, SourceError
from convert.sources import source as sources
from convert.sources.source import Source

LINES = "".join(f'{{"title": "글 {number}", "text": "{number}번째 글이다."}}\n' for number in range(1, 60)).encode()
PACKED = {".gz": gzip.compress(LINES, mtime=0), ".zst": zstandard.compress(LINES)}
EACH = pytest.mark.parametrize("ending", PACKED)


def titles(source):
    return [document.meta.title for document in convert.read(source, "jsonl")]


ALL = titles(Source("a.jsonl", LINES, "a.jsonl"))


@EACH
@pytest.mark.parametrize("lines", [".jsonl", ".ndjson", ".JSONL"])
def test_packed_lines_are_what_they_were(tmp_path, ending, lines):
    path = tmp_path / f"posts{lines}{ending}"
    path.write_bytes(PACKED[ending])
    assert [document.meta.title for document in convert.read(path)] == ALL
    assert titles(Source(path.name, PACKED[ending])) == ALL


@EACH
def test_what_is_packed_in_several_parts_is_read_to_its_end(ending):
    middle = LINES.index(b"\n", len(LINES) // 2) - 5
    pack = gzip.compress if ending == ".gz" else zstandard.compress
    assert titles(Source(f"a.jsonl{ending}", pack(LINES[:middle]) + pack(LINES[middle:]))) == ALL


@EACH
def test_what_fills_up_a_last_block_is_nothing(ending):
    assert titles(Source(f"a.jsonl{ending}", PACKED[ending] + bytes(3000))) == ALL
    assert titles(Source(f"a.jsonl{ending}", PACKED[ending] + bytes(3) + PACKED[ending])) == ALL * 2


def test_what_is_called_packed_and_is_not_is_read_as_it_is():
    assert titles(Source("a.jsonl.gz", LINES)) == ALL


@EACH
def test_a_source_has_the_bytes_that_were_packed_and_the_hash_of_the_file(ending):
    source = Source(f"a.jsonl{ending}", PACKED[ending])
    digest = Source("a", PACKED[ending]).sha256
    assert source.sha256 == digest
    assert (source.head, source.data, source.sha256) == (LINES, LINES, digest)


@EACH
def test_lines_before_the_end_that_is_missing_are_read(tmp_path, ending, capsys):
    """In a folder, too, where what cannot be read at all might be no post."""
    words = [f"{random.Random(number).getrandbits(16_000):x}" for number in range(300)]
    lines = "".join(f'{{"title": "글 {number}", "text": "{word}"}}\n' for number, word in enumerate(words)).encode()
    whole = gzip.compress(lines) if ending == ".gz" else zstandard.compress(lines)
    path = tmp_path / "in" / f"a.jsonl{ending}"
    path.parent.mkdir()
    path.write_bytes(whole[: len(whole) * 4 // 5])
    result = convert.convert(path.parent, to="jsonl", output=tmp_path / "out.jsonl")
    assert 150 < result.written < 300
    assert [str(error) for error in result.errors] == [
        f"{path}: is cut off: its end is missing; download or copy it again; the lines before that are read"
    ]


@EACH
def test_damage_is_named(ending):
    damaged = bytearray(PACKED[ending])
    damaged[len(damaged) // 2 :] = b"\xff" * (len(damaged) - len(damaged) // 2)
    with pytest.raises(ConvertError, match=r"is damaged, and no (gzip|Zstandard) any further"):
        titles(Source(f"a.jsonl{ending}", bytes(damaged)))


def test_without_its_package_zstandard_is_named(tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "zstandard", None)
    monkeypatch.chdir(tmp_path)
    Path("a.jsonl.zst").write_bytes(PACKED[".zst"])
    Path("b.html").write_text("<p>글</p>")
    assert run(["convert", "a.jsonl.zst", "-o", "c.jsonl"]) == 1
    assert "a.jsonl.zst: is packed, and Zstandard needs a package more; pip install zstandard" in capsys.readouterr().err
    assert run(["convert", "b.html", "-o", "b.jsonl.zst"]) == 2
    assert "error: Zstandard needs a package more; pip install zstandard" in capsys.readouterr().err
    assert not Path("b.jsonl.zst").exists()


@pytest.mark.parametrize(("name", "said"), [("a.gz", "gzip"), ("a.html.gz", "gzip"), ("a.zst", "Zstandard")])
def test_what_else_is_packed_is_refused_with_what_to_do(name, said):
    with pytest.raises(SourceError, match=f"is packed with {said}; unpack it"):
        list(convert.read(Source(name, PACKED[f".{name.rpartition('.')[2]}"], name)))


def test_another_encoding_is_read_packed():
    lines = '{"title": "글", "text": "가나다라마바사"}\n'.encode("cp949")
    (document,) = convert.read(Source("a.jsonl.gz", gzip.compress(lines)), "jsonl", encoding="cp949")
    assert document.meta.title == "글"


def test_few_bytes_that_become_very_many_are_not_held(monkeypatch):
    monkeypatch.setattr("convert.readers.jsonl.UNPACKED_BYTES", 1 << 20)
    monkeypatch.setattr(sources, "UNPACKED_BYTES", 1 << 20)
    packed = Source("a.jsonl.gz", gzip.compress(LINES + b" " * (2 << 20) + b"\n" + LINES))
    read = convert.read(packed, "jsonl")
    for title in ALL:
        assert next(read).meta.title == title
    with pytest.raises(ConvertError, match="a line has more than 1 MB, and what is behind it is not read"):
        next(read)
    with pytest.raises(SourceError, match="unpacks to more than 1 MB"):
        _ = packed.data


@EACH
def test_lines_are_read_one_by_one(tmp_path, ending):
    path = tmp_path / f"a.jsonl{ending}"
    with (gzip.open if ending == ".gz" else zstandard.open)(path, "wb") as stream:
        for number in range(120):
            stream.write(b'{"title": "a", "text": "' + random.Random(number).randbytes(50_000).hex().encode() + b'"}\n')
    tracemalloc.start()
    try:
        assert sum(1 for _ in convert.read(path)) == 120
        assert tracemalloc.get_traced_memory()[1] < 3 << 20  # of 12 MB
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("ending", ["", *PACKED])
def test_a_file_is_hashed_once_however_many_lines_it_has(monkeypatch, ending):
    hashed = []
    monkeypatch.setattr(Source, "sha256", property(lambda source: hashed.append(source) or "ab" * 32))
    assert titles(Source(f"a.jsonl{ending}", PACKED.get(ending, LINES))) == ALL
    assert len(hashed) == 1
