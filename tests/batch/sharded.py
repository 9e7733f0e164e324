"""Helper: posts for shards, runs of them that are killed, and what is told of these."""

import gzip
import json
from pathlib import Path

import pytest
import zstandard
from batches import post

import convert
from convert.batch import posts as conversion
from convert.cli import run

OUT = Path("out/posts.jsonl")
SIZE = "7kB"


@pytest.fixture
def posts(tmp_path, monkeypatch):
    """Twenty posts in a file each, two that fail, and twelve in one file of lines, one of which is bad."""
    monkeypatch.chdir(tmp_path)
    Path("posts").mkdir()
    for number in range(20):
        Path(f"posts/{number:02}.html").write_text(post(f"글 {number}", f"본문 <u>{number}</u>"), encoding="utf-8")
    Path("posts/05.html").write_bytes(b'<p data-ke-size="a">\xff\xff</p>')
    Path("posts/06.html").write_text(post("긴 글", "가" * 5000), encoding="utf-8")
    lines = [json.dumps({"title": f"줄 {number}", "html": f"<p>줄 <u>{number}</u></p>"}) for number in range(12)]
    lines[4] = "{"
    Path("posts/15.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def convert_posts(output=OUT, **options):
    limits = convert.Limits(post_bytes=10_000)
    return convert.convert(
        Path("posts"), to=options.pop("to", "jsonl"), output=output, limits=limits, **{"shard_size": SIZE, **options}
    )


def shards(folder="out"):
    return sorted(path for path in Path(folder).glob("posts-*"))


def contents(folder="out"):
    return {path.name: path.read_bytes() for path in [*shards(folder), *Path(folder).glob("manifest.json")]}


UNPACK = {
    ".jsonl": lambda data: data,
    ".jsonl.gz": gzip.decompress,
    ".jsonl.zst": lambda data: zstandard.ZstdDecompressor().decompressobj().decompress(data),
}


class Killed(BaseException):
    """As if the process were gone: nobody expects it."""


@pytest.fixture
def converted(monkeypatch):
    """The names of the posts that were converted; the run is killed at that of `kill`, if one is given."""
    names, at = [], {"kill": ""}
    real = conversion.convert_post

    def convert_or_die(context, post, name, place):
        if name == at["kill"]:
            raise Killed
        names.append(name)
        return real(context, post, name, place)

    monkeypatch.setattr(conversion, "convert_post", convert_or_die)
    return names, at


def kill_at(converted, name, **options):
    converted[1]["kill"] = name
    with pytest.raises(Killed):
        convert_posts(**options)
    converted[1]["kill"] = ""
    names = [*converted[0]]
    converted[0].clear()
    return names


def told(result):
    """What somebody is told of a run, but for whether a shard was there before."""
    counts = (result.written + result.unchanged, result.failed, result.skipped, result.undated, result.undecided)
    return counts, result.notices, [(type(error), str(error)) for error in result.errors]


KILLS = ["posts/09.html", "posts/15.jsonl (post 9)", "posts/16.html", "posts/19.html"]


def listed(output, path):
    """The list of `--notices` of a run by the command."""
    words = ["convert", "posts", "-q", "-o", output, "--shard-size", SIZE, "--limit", "post-bytes=10000", "--jobs", "1"]
    assert run([*words, "--notices", path]) == 1
    return Path(path).read_bytes()
