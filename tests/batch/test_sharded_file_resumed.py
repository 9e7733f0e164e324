"""Shards of a run that was killed: the next goes on behind the last that is whole."""

import json
import os
from datetime import datetime
from pathlib import Path

import pytest
from batches import post
from sharded import KILLS, OUT, Killed, contents, convert_posts, converted, kill_at, listed, posts, shards, told

import convert
from convert.batch import posts as conversion
from convert.batch.converted import Post, PostFailure, SourceNotices
from convert.batch.kept_outcomes import outcome_as_kept, outcome_without_files_of_kept
from convert.batch.shard_records import journal_lines_of_run_with_end_offsets, journal_path
from convert.errors import DamagedError, LimitError, SeveralError, SourceError
from convert.notices import Notice
from convert.resources.expiry import _SEOUL, Expiry

__all__ = ["converted", "posts"]


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
    position = list(
        journal_lines_of_run_with_end_offsets(
            journal_path(OUT), json.loads(journal_path(OUT).read_bytes().splitlines()[0])["run"]
        )
    )[-1][0].then
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
        again = outcome_without_files_of_kept(outcome_as_kept(outcome))
        assert repr(again) == repr(outcome)
        assert [part.__reduce__() for part in getattr(again, "error", damage).parts] == [
            part.__reduce__() for part in getattr(outcome, "error", damage).parts
        ]


def test_an_error_of_another_name_is_only_an_error():
    for kind in ("Sequence", "traceback", "nothing", "SeveralError", "__name__"):
        kept = outcome_as_kept(PostFailure(SourceError("x"), "a"))
        other = type(kept)((type(kept.errors[0])(kind, "x"),), "a")
        assert type(outcome_without_files_of_kept(other).error) is convert.ConvertError
