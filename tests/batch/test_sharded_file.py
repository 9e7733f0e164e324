"""Shards: the one file in parts, each whole or not there, named by a manifest, and continued by the run after one that was killed."""

import errno
import gzip
import hashlib
import io
import json
import os
import sys
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
import zstandard
from batches import post
from pyarrow import parquet

import convert
from convert.batch import posts as conversion
from convert.batch import sharded_file, survey
from convert.batch.atomic import translate_os_errors
from convert.batch.converted import Post, PostFailure, SourceNotices
from convert.batch.kept_outcomes import keep_outcome, outcome_from
from convert.batch.lock import try_lock
from convert.batch.shard_records import journal_path, read_journal
from convert.cli import run
from convert.errors import DamagedError, LimitError, OutputClosedError, SeveralError, SourceError, UsageError
from convert.notices import KINDS, Notice
from convert.resources.expiry import _SEOUL, Expiry
from convert.sources.source import File
from convert.transforms.filter import _load_filter_function
from convert.writers._shard_size import parse_shard_size

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


# A run that was killed


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


@pytest.mark.parametrize("name", KILLS)
@pytest.mark.parametrize("ending", [".jsonl", ".jsonl.gz"])
def test_the_next_run_goes_on_behind_the_last_whole_shard(posts, converted, name, ending):
    """It comes to the same, tells the same, and converts again no more than a shard holds."""
    expected = told(convert_posts(f"clean/posts{ending}"))
    everything = [*converted[0]]
    converted[0].clear()
    before = kill_at(converted, name, output=f"out/posts{ending}")
    left = shards()
    assert left
    assert not Path("out/manifest.json").exists()
    assert not list(Path("out").glob(".blogconvert-*"))
    result = convert_posts(f"out/posts{ending}")
    assert told(result) == expected
    assert contents() == contents("clean")
    assert result.unchanged >= len(left)
    assert everything[-len(converted[0]) :] == converted[0]
    assert len(before) + len(converted[0]) - len(everything) <= 5
    assert not journal_path(Path(f"out/posts{ending}")).exists()


@pytest.mark.parametrize("kill", KILLS)
@pytest.mark.parametrize("at", ["posts/15.jsonl (post 2)", "posts/15.jsonl (post 8)"])
@pytest.mark.parametrize("named", ["lookup.csv", "posts/02.html"])
def test_an_error_may_name_another_file_than_the_one_being_converted(posts, monkeypatch, kill, at, named):
    real, killed = conversion.convert_post, [""]

    def convert_fail_or_die(context, post, name, place):
        if name == killed[0]:
            raise Killed
        if name == at:
            raise SourceError("bad", source=named)
        return real(context, post, name, place)

    monkeypatch.setattr(conversion, "convert_post", convert_fail_or_die)
    expected = told(convert_posts("clean/posts.jsonl", shard_size="3kB"))
    killed[0] = kill
    with pytest.raises(Killed):
        convert_posts(shard_size="3kB")
    killed[0] = ""
    assert told(convert_posts(shard_size="3kB")) == expected
    assert contents() == contents("clean")


def test_it_may_be_killed_again_and_again(posts, converted):
    convert_posts("clean/posts.jsonl")
    for name in KILLS:
        converted[0].clear()
        kill_at(converted, name)
    convert_posts()
    assert contents() == contents("clean")


def test_workers_go_on_as_well(posts, converted):
    expected = told(convert_posts("clean/posts.jsonl"))
    kill_at(converted, "posts/15.jsonl (post 9)")
    assert told(convert_posts(jobs=2)) == expected
    assert contents() == contents("clean")


def test_a_post_that_kills_its_process_right_behind_the_last_shard_fails_alone(posts, converted, monkeypatch):
    kill_at(converted, "posts/15.jsonl (post 9)")
    position = list(read_journal(journal_path(OUT), json.loads(journal_path(OUT).read_bytes().splitlines()[0])["run"]))[-1][
        0
    ].then
    assert position.source == "posts/15.jsonl"
    assert position.posts > 0
    deadly, real, parent = f"posts/15.jsonl (post {position.posts + 1})", conversion.convert_post, os.getpid()

    def convert_or_end(context, post, name, place):
        if name == deadly and os.getpid() != parent:
            os._exit(1)
        return real(context, post, name, place)

    monkeypatch.setattr(conversion, "convert_post", convert_or_end)
    result = convert_posts(jobs=2)
    assert (result.written + result.unchanged, result.failed) == (28, 4)
    assert [error.message for error in result.errors if error.member == f"post {position.posts + 1}"] == [
        "the process that worked on it was killed"
    ]


def listed(output, path):
    """The list of `--notices` of a run by the command."""
    words = ["convert", "posts", "-q", "-o", output, "--shard-size", SIZE, "--limit", "post-bytes=10000", "--jobs", "1"]
    assert run([*words, "--notices", path]) == 1
    return Path(path).read_bytes()


@pytest.mark.parametrize("name", KILLS)
def test_the_list_of_notices_is_the_one_of_a_run_that_was_not_killed(posts, converted, name):
    for number in (0, 1, 9, 10):
        text = post(f"글 {number}", f"<script></script>본문 <u>{number}</u><p>&nbsp;</p>")
        Path(f"posts/{number:02}.html").write_text(text, encoding="utf-8")
    expected = listed("clean/posts.jsonl", "clean.jsonl")
    assert expected.count(b'"cleaned"') > 3
    converted[1]["kill"] = name
    with pytest.raises(Killed):
        listed("out/posts.jsonl", "n.jsonl")
    converted[1]["kill"] = ""
    assert shards()
    assert not Path("n.jsonl").exists()
    assert listed("out/posts.jsonl", "n.jsonl") == expected


def change_nothing():
    pass


def change_a_source():
    Path("posts/00.html").write_text(post("다른 글", "본문"), encoding="utf-8")


def add_a_source():
    Path("posts/00-0.html").write_text(post("다른 글", "본문"), encoding="utf-8")


def change_the_table():
    Path("table.csv").write_text("id,title\n1,표\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "options", "goes_on"),
    [
        (change_nothing, {}, True),
        (change_a_source, {}, False),
        (add_a_source, {}, False),
        (change_the_table, {}, False),
        (change_nothing, {"columns": ("id",)}, False),
        (change_nothing, {"shard_size": "8kB"}, False),
        (change_nothing, {"timezone": "UTC"}, False),
    ],
)
def test_a_run_that_is_made_from_something_else_begins_anew(posts, converted, change, options, goes_on):
    Path("table.csv").write_text("id,title\n", encoding="utf-8")
    kill_at(converted, "posts/16.html", meta="table.csv")
    change()
    convert_posts(meta="table.csv", **options)
    assert ("posts/01.html" not in converted[0]) is goes_on
    converted[0].clear()
    convert_posts("clean/posts.jsonl", meta="table.csv", **options)
    assert contents() == contents("clean")


FILTER = "def keep(document):\n    return document\n"
IMPORTING = {
    "itself": ("flt:keep", {"flt.py": FILTER}, "flt.py"),
    "a module": ("flt:keep", {"flt.py": "from hlp import keep", "hlp.py": FILTER}, "hlp.py"),
    "by another": ("flt:keep", {"flt.py": "from hlp import *", "hlp.py": f"import deep\n{FILTER}", "deep.py": ""}, "deep.py"),
    "in a function": (
        "flt:keep",
        {"flt.py": "def keep(d):\n    import hlp as h\n    return h.keep(d)", "hlp.py": FILTER},
        "hlp.py",
    ),
    "in a ring": ("flt:keep", {"flt.py": f"import hlp\n{FILTER}", "hlp.py": "import flt"}, "hlp.py"),
    "a package": (
        "flt:keep",
        {"flt.py": "import own.hlp\nkeep = own.hlp.keep", "own/__init__.py": "", "own/hlp.py": FILTER},
        "own/__init__.py",
    ),
    "from a package": ("flt:keep", {"flt.py": "from own.hlp import keep", "own/hlp.py": FILTER}, "own/hlp.py"),
    "a part of its package": (
        "own.flt:keep",
        {"own/__init__.py": "", "own/flt.py": "from .hlp import keep", "own/hlp.py": FILTER},
        "own/hlp.py",
    ),
    "beside it": ("own.flt:keep", {"own/flt.py": "from . import hlp\nkeep = hlp.keep", "own/hlp.py": FILTER}, "own/hlp.py"),
    "above it": (
        "own.deep.flt:keep",
        {"own/deep/__init__.py": "", "own/deep/flt.py": "from ..hlp import keep", "own/hlp.py": FILTER},
        "own/hlp.py",
    ),
    "its package": ("own.flt:keep", {"own/__init__.py": "", "own/flt.py": FILTER}, "own/__init__.py"),
    "another folder": ("flt:keep", {"flt.py": "import hlp\nkeep = hlp.keep", "other/hlp.py": FILTER}, "other/hlp.py"),
    "something else": ("flt:keep", {"flt.py": FILTER, "hlp.py": FILTER}, ""),
    "something installed": ("flt:keep", {"flt.py": f"import hlp\n{FILTER}", "site-packages/hlp.py": FILTER}, ""),
}
"""A filter, the files of it, and the one that is changed; where that is none, all others are."""


@pytest.mark.parametrize("case", IMPORTING)
def test_a_filter_is_what_it_imports(posts, converted, monkeypatch, case):
    name, files, changed = IMPORTING[case]
    for path, text in files.items():
        Path("own_code", path).parent.mkdir(parents=True, exist_ok=True)
        Path("own_code", path).write_text(f"{text}\n")
    for folder in ("", "other", "site-packages"):
        monkeypatch.syspath_prepend(Path("own_code", folder).absolute())
    kill_at(converted, "posts/16.html", filter=name)
    for path in [changed] if changed else [*files][1:]:
        Path("own_code", path).write_text(f"{files[path]}\nother = True\n")
    convert_posts(filter=name)
    assert ("posts/01.html" in converted[0]) is bool(changed)
    _load_filter_function.cache_clear()
    for module in ("flt", "hlp", "deep", "own", *[module for module in sys.modules if module.startswith("own.")]):
        sys.modules.pop(module, None)


FRAME = "<!-- saved from url=(0041)https://www.youtube.com/embed/dQw4w9WgXcQ -->"


def add_a_frame(frame):
    frame.write_text(FRAME)


def change_a_frame(frame):
    frame.write_text(FRAME.replace("dQw4w9WgXcQ", "aaaaaaaaaaa"))


def remove_a_frame(frame):
    frame.unlink()


def add_a_picture(frame):
    frame.with_name("a.png").write_bytes(b"")


BESIDE = {
    "added": (None, add_a_frame, False),
    "changed": (add_a_frame, change_a_frame, False),
    "removed": (add_a_frame, remove_a_frame, False),
    "as it was": (add_a_frame, add_a_frame, True),
    "something else": (None, add_a_picture, True),
}


@pytest.mark.parametrize("case", BESIDE)
@pytest.mark.parametrize("kept", [True, False])
def test_a_file_beside_a_page_that_its_reader_asks_for_is_part_of_it(posts, converted, monkeypatch, case, kept):
    before, change, goes_on = BESIDE[case]
    frame = Path("posts/00_files/saved_resource.html")
    frame.parent.mkdir()
    for number in range(20):
        text = f'<div class="post-content"><p>글 {number}</p><iframe src="./00_files/saved_resource.html"></iframe></div>'
        page = f"<html><head><title>글</title></head><body><nav>메뉴</nav>{text}</body></html>"
        Path(f"posts/{number:02}.html").write_text(page, encoding="utf-8")
    if before:
        before(frame)
    if not kept:
        monkeypatch.setattr(survey, "pack_post", lambda post: None)
    kill_at(converted, "posts/19.html", shard_size="3kB")
    assert len(shards()) > 1
    change(frame)
    result = convert_posts(shard_size="3kB")
    assert ("posts/01.html" not in converted[0]) is goes_on
    assert told(result) == told(convert_posts("clean/posts.jsonl", shard_size="3kB"))
    assert contents() == contents("clean")


def cut_off(journal):
    journal.write_bytes(journal.read_bytes()[:-10])


def spoil(journal):
    journal.write_bytes(b"\xff\x00" * 100)


def empty(journal):
    journal.write_bytes(b"")


def spoil_a_line(journal):
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join([*lines[:2], b'{"shard": 1}\n', *lines[3:]]))


def edit_a_shard(journal):
    shards()[1].write_text("내 글\n", encoding="utf-8")


@pytest.mark.parametrize("damage", [cut_off, spoil, empty, spoil_a_line, edit_a_shard])
def test_only_what_is_whole_counts(posts, converted, damage):
    convert_posts("clean/posts.jsonl")
    kill_at(converted, "posts/16.html")
    damage(journal_path(OUT))
    convert_posts()
    assert contents() == contents("clean") | ({"posts-00001.jsonl.orig": "내 글\n".encode()} if damage is edit_a_shard else {})


def test_what_came_of_posts_is_kept_as_it_was():
    damage = DamagedError("halb", source="a", hint="h", member="3", place="line 1")
    several = SeveralError([SourceError("x", source="a"), LimitError("y", source="b", member="2")])
    expiry = Expiry(datetime(2026, 1, 2, tzinfo=_SEOUL), 1, 2)
    for outcome in (
        Post("a", (), "a", "3", damage, (Notice("spacer", "d", 2, "p"),), True, 4, (expiry,), True),
        Post("a", ()),
        PostFailure(several, "b", "a"),
        PostFailure(convert.ConvertError("internal"), "", ""),
        SourceNotices("a", (Notice("no-post"),)),
    ):
        again = outcome_from(keep_outcome(outcome))
        assert repr(again) == repr(outcome)
        assert [part.__reduce__() for part in getattr(again, "error", damage).parts] == [
            part.__reduce__() for part in getattr(outcome, "error", damage).parts
        ]


def test_an_error_of_another_name_is_only_an_error():
    for kind in ("Sequence", "traceback", "nothing", "SeveralError", "__name__"):
        kept = keep_outcome(PostFailure(SourceError("x"), "a"))
        other = type(kept)((type(kept.errors[0])(kind, "x"),), "a")
        assert type(outcome_from(other).error) is convert.ConvertError


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
        with translate_os_errors(shard._name, OutputClosedError):
            if "00003" in shard._name:
                raise OSError(errno.ENOSPC, "no room")
            real(shard, files)

    convert_posts("clean/posts.jsonl")
    real = sharded_file._ShardFile.put_files
    with monkeypatch.context() as patch:
        patch.setattr(sharded_file._ShardFile, "put_files", put_or_fail)
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
            output.announce_outcome(outcome)
            output.put_files([File("", b"x" * 99 + b"\n")])
            output.record_outcome(outcome)
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
    assert f"out/posts.jsonl: {KINDS['earlier-output'][1]}: {', '.join(shown)}" in capsys.readouterr().err
    for name in before:
        Path("out", name).unlink()
    assert notices_of_earlier_output(convert_posts(shard_size="")) == []


def test_shards_of_a_run_that_was_killed_are_named_as_well(posts, converted):
    kill_at(converted, "posts/12.html", shard_size="3kB")
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
    assert parse_shard_size(text) == size


@pytest.mark.parametrize("text", ["0", "-1", "x", "1 x", "1ib", "MB", "0.1", "1e3", "1,5MB", "9" * 400])
def test_what_is_no_size_is_said(text):
    with pytest.raises(UsageError, match="it is a number of bytes, such as 256MB or 1GiB"):
        convert.dumps(convert.loads("<p>글</p>", "tistory"), "jsonl", shard_size=text)
