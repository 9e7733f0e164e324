"""What `make kills` finds wrong, and a few of its kills: one in each phase of a run."""

import pytest
from kills import RUNS, Moment, faults_after_kill, kill_run_many_times, pair_every_other_kill, spread_kills

KEPT = {"a.md": b"old", "b.md": b"same", ".blogconvert/manifest.json": b"{}"}
AFTER = {"a.md": b"new", "b.md": b"same", "c.md": b"more"}


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({}, []),
        ({"a.md": b"new"}, []),
        ({"c.md": b"more", ".blogconvert-0011aabb.tmp": b"ha", "x/.blogconvert-0011aabb.tmp": b""}, []),
        ({"a.md": b"ne"}, ["a.md is neither what it was nor what it should be"]),
        ({"c.md": b""}, ["c.md is neither what it was nor what it should be"]),
        ({"d.md": b"d"}, ["d.md is neither what it was nor what it should be"]),
        ({"b.md": None}, ["b.md is gone"]),
        ({".blogconvert/manifest.json": b"{"}, [".blogconvert/manifest.json is no JSON"]),
        ({".blogconvert/a.sha256": b"0"}, [".blogconvert/a.sha256 holds no hash"]),
        ({".blogconvert/cache/objects/aa/bb": b"x"}, [".blogconvert/cache/objects/aa/bb is not what it is called"]),
        ({"notices.jsonl": b'{"a": 1}\n{"a'}, ["notices.jsonl is no JSON"]),
    ],
)
def test_what_a_kill_must_not_leave(changes, wrong):
    left = {name: bytes_ for name, bytes_ in {**KEPT, **changes}.items() if bytes_ is not None}
    assert list(faults_after_kill(KEPT, left, AFTER)) == wrong


def test_kills_are_spread_over_every_phase():
    moments = [Moment(number, "reading" if number < 4 else "converting", number % 2 == 1) for number in range(100)]
    kills = spread_kills(moments, 20)
    assert len(kills) == len(set(kills)) == 20
    assert [(kill.moment.number, kill.torn) for kill in kills[:6]] == [
        (0, False),
        (1, False),
        (1, True),
        (2, False),
        (3, False),
        (3, True),
    ]
    assert sum(kill.torn for kill in kills) == 9
    assert max(kill.moment.number for kill in kills) > 80
    assert [kill for plan in pair_every_other_kill(kills) for kill in plan] == kills


def test_a_move_that_is_killed_in_any_phase_is_finished_by_the_next(capsys):
    assert kill_run_many_times("move", RUNS["a later move that prunes"], 5) == (5, 0), capsys.readouterr().out
