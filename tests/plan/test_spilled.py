"""Lists, dictionaries and sets that lie on disk beyond a bound: they are what those of Python are, wherever their rows lie."""

import gc
import os
import sqlite3
import tempfile
import tracemalloc
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from msgspec.structs import replace

from convert.batch.folder_policy import FolderPolicy
from convert.batch.job import make_job_or_raise
from convert.batch.publication import ExistingSite
from convert.batch.request import Batch
from convert.batch.survey_plan import plan_batch, plan_for
from convert.errors import OutputClosedError
from convert.plan import spilled
from convert.plan.places import Facts, posts_by_name_for_next_run
from convert.plan.spilled import SpilledDict, SpilledGroups, SpilledList, SpilledSet

KEYS = st.text(st.sampled_from(["a", "B", "/", "\0", "\1", "\2", "가", "\ud800", "🎉"]), max_size=3)
ROWS = 2
"""Rows in a block: few, so that what a few steps make lies on disk."""


def hold(rows, patch):
    """Have so many rows in a block; as soon as there are more than two blocks of them, they are in files."""
    patch.setattr(spilled, "SPILLED_ROWS", rows)
    patch.setattr(spilled, "HELD_ROWS", 2 * rows + 1)


@pytest.fixture
def _few_rows(monkeypatch):
    hold(ROWS, monkeypatch)


class Dictionaries(RuleBasedStateMachine):
    """A dictionary of ours and one of Python, to which the same is done."""

    def __init__(self):
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        hold(ROWS, self.patch)
        self.ours, self.plain = SpilledDict(), {}

    def teardown(self):
        self.patch.undo()

    @rule(key=KEYS, value=st.integers())
    def put(self, key, value):
        self.ours[key] = self.plain[key] = value

    @rule(key=KEYS)
    def take_out(self, key):
        assert self.ours.pop(key, "none") == self.plain.pop(key, "none")

    @rule(key=KEYS, value=st.integers())
    def put_if_missing(self, key, value):
        assert self.ours.setdefault(key, value) == self.plain.setdefault(key, value)

    @rule(key=KEYS)
    def look_up(self, key):
        assert (key in self.ours, self.ours.get(key)) == (key in self.plain, self.plain.get(key))

    @rule()
    def compare(self):
        assert list(self.ours.items()) == list(self.plain.items())
        assert list(self.ours.iterate_items(by_key=True)) == sorted(self.plain.items())

    @invariant()
    def has_as_many(self):
        assert (len(self.ours), bool(self.ours)) == (len(self.plain), bool(self.plain))


Dictionaries.TestCase.settings = settings(max_examples=30, deadline=None)
test_a_dictionary_is_one = Dictionaries.TestCase


@pytest.mark.usefixtures("_few_rows")
@given(st.lists(st.text(max_size=3), max_size=9), st.integers(0, 9), st.integers(0, 9))
@settings(deadline=None)
def test_a_list_is_one(items, start, end):
    ours = SpilledList(items)
    assert ours == items
    assert list(reversed(ours)) == items[::-1]
    assert ours[start:end] == items[start:end]
    assert list(ours.iterate_from(start)) == items[start:]
    assert [ours[-1 - position] for position in range(len(items))] == items[::-1]
    with pytest.raises(IndexError):
        ours[len(items)]


@pytest.mark.usefixtures("_few_rows")
@given(st.lists(KEYS, max_size=9), KEYS)
@settings(deadline=None)
def test_a_set_is_one(items, gone):
    ours = SpilledSet(items)
    assert list(ours) == list(dict.fromkeys(items))
    ours.discard(gone)
    assert set(ours) == set(items) - {gone}
    assert all(item in ours for item in ours)
    assert gone not in ours


@pytest.mark.usefixtures("_few_rows")
@given(st.lists(st.lists(st.integers(), max_size=4), max_size=6))
@settings(deadline=None)
def test_groups_are_parts_of_one_list(groups):
    ours = SpilledGroups(
        ((f"{number}", len(group)) for number, group in enumerate(groups)), (row for group in groups for row in group)
    )
    assert ours == {f"{number}": group for number, group in enumerate(groups)}
    assert ours.same_groups_of_other_rows(str(row) for row in ours.rows) == {
        f"{number}": list(map(str, group)) for number, group in enumerate(groups)
    }
    assert [ours[f"{number}"][-1] for number, group in enumerate(groups) if group] == [group[-1] for group in groups if group]


POSTS = st.lists(
    st.builds(
        Facts,
        source=st.sampled_from(["a.html", "a/b.html", "c.zip"]),
        slug=st.sampled_from(["", "a", "A", "a-2"]),
        title=st.sampled_from(["", "가나", "가②나", "a"]),
        entry_id=st.sampled_from(["", "1", "2"]),
        url=st.sampled_from(["", "https://a.tistory.com/1", "https://a.tistory.com/entry/가나", "/feed.xml"]),
        aliases=st.lists(st.sampled_from(["/2", "/a.html", "/b?id=1"]), max_size=2).map(tuple),
        categories=st.sampled_from([(), (("가나",),), (("a", "b"),)]),
        tags=st.sampled_from([(), ("A", "a"), ("c#",)]),
        linked_urls=st.sampled_from([(), ("/1", "https://a.tistory.com/entry/가나")]),
        visibility=st.sampled_from(["public", "private", "unknown"]),
    ),
    max_size=8,
)


@given(
    POSTS, POSTS, st.sampled_from([("hugo", ()), ("hugo", (("keep_urls", "url"), ("section_by", "category"))), ("markdown", ())])
)
@settings(deadline=None, max_examples=40)
def test_a_plan_is_the_same_wherever_it_lies(posts, before, job):
    posts, before = map(_numbered, (posts, before))
    plans = []
    for rows in (1, ROWS, 1000):
        with pytest.MonkeyPatch.context() as patch:
            hold(rows, patch)
            earlier = posts_by_name_for_next_run(plan_for(*job, before), before)
            plan = plan_for(*job, posts, earlier=earlier)
            names = posts_by_name_for_next_run(plan, posts)
            plans.append((dict(plan.places), dict(plan.book.pages), plan.book.hosts, dict(plan.linked_urls), dict(names)))
    assert plans[0] == plans[1] == plans[2]


def _numbered(posts):
    """The posts in the order of their sources, each with how many posts of that come before it."""
    counts, numbered = Counter(), []
    for post in sorted(posts, key=lambda post: post.source.split("/")):
        numbered.append(replace(post, index=counts[post.source]))
        counts[post.source] += 1
    return numbered


@pytest.mark.usefixtures("_few_rows")
def test_files_go_with_what_is_in_them(tmp_path, monkeypatch):
    """They have no names, so that whoever is killed leaves none."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    rows, pairs = SpilledList(range(99)), SpilledDict((f"{number}", "가" * 9999) for number in range(99))
    assert (rows[3], pairs["3"]) == (3, "가" * 9999)
    assert list(tmp_path.iterdir()) == []
    descriptors = _open_files_below(tmp_path)
    assert descriptors or not Path("/proc/self/fd").is_dir()
    del rows, pairs
    gc.collect()
    assert _open_files_below(tmp_path) == []


def _open_files_below(folder):
    own = Path("/proc/self/fd")
    links = [os.readlink(link) for link in own.iterdir() if link.is_symlink()] if own.is_dir() else []
    return [link for link in links if link.startswith(str(folder))]


@pytest.mark.usefixtures("_few_rows")
@pytest.mark.parametrize(
    ("make", "broken"),
    [(lambda: SpilledList(range(9)), "tempfile.TemporaryFile"), (lambda: SpilledSet("abcdefg"), "sqlite3.connect")],
)
def test_a_disk_without_room_is_said(make, broken, monkeypatch):
    def fail(*_args, **_more):
        raise (
            OSError(28, "No space left on device")
            if "tempfile" in broken
            else sqlite3.OperationalError("database or disk is full")
        )

    monkeypatch.setattr(broken, fail)
    with pytest.raises(OutputClosedError, match=r"temporary files cannot be written.*TMPDIR"):
        make()


def test_a_plan_of_more_posts_takes_no_more_memory(monkeypatch):
    hold(32, monkeypatch)
    _plan_of_site(_posts(320))  # what is imported, and more than caches have room for
    few, many = _peak_of_plan(320), _peak_of_plan(640)
    assert many - few < 300 * 320  # bytes a post, of rows in memory and caches; all in memory it is 1,760


def _peak_of_plan(count):
    """Bytes that planning so many posts takes at most."""
    posts = _posts(count)
    gc.collect()
    tracemalloc.start()
    try:
        _plan_of_site(posts)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _posts(count):
    return SpilledList(
        Facts(
            f"posts/{number:05}.html",
            folder="posts",
            stem=f"{number}-post",
            title=f"제목 {number}",
            url=f"https://myblog.tistory.com/{number}",
            entry_id=f"{number}",
            categories=(("개발", "파이썬"),),
            linked_urls=(f"https://myblog.tistory.com/{number + 1}", "https://example.com/"),
            visibility="private" if number % 2 else "public",
        )
        for number in range(count)
    )


def _plan_of_site(posts):
    policy = FolderPolicy(whole_blog=True)
    return plan_batch(Batch((), make_job_or_raise("hugo", "", {}), folder_policy=policy), posts, ExistingSite())
