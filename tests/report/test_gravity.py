"""The order of posts: a level outweighs those below it, whatever else is said of a post, in `inspect` and in `report` alike."""

import random
from pathlib import Path

import pytest
from reports import report_on

from convert.batch.job import make_job_or_raise
from convert.batch.tally import WatchForwardingNoticesOnly
from convert.notices import KINDS, LEVELS, Notice, ignore
from convert.report.gravity import MISSING, MOST_TIMES, WEIGHTS, WORTH_A_LOOK, total_gravity_of
from convert.report.inspection.run import Inspected, inspect_sources_in_dry_run

ROOT = Path(__file__).parent.parent.parent


def everything_below(level):
    """A post that has every kind of notice below a level, as often as one likes."""
    order = LEVELS.index(level)
    return [Notice(name, count=1000) for name, kind in KINDS.items() if LEVELS.index(kind.level) < order]


@pytest.mark.parametrize("level", ["approximated", "lost"])
def test_one_notice_outweighs_all_of_the_levels_below(level):
    others = everything_below(level)
    assert len(others) > 50
    for name, kind in KINDS.items():
        if kind.level == level:
            assert total_gravity_of([Notice(name)]) > total_gravity_of(others)


def test_what_is_missing_outweighs_all_that_is_said():
    said = [Notice(name, count=1000) for name in KINDS if name != "missing"]
    assert total_gravity_of([Notice("missing")]) == MISSING > total_gravity_of(said)
    assert total_gravity_of([Notice("missing", "글"), Notice("missing", "그림")]) > total_gravity_of([Notice("missing"), *said])


def test_a_post_needs_a_look_where_something_was_lost():
    for name, kind in KINDS.items():
        assert (total_gravity_of([Notice(name)]) >= WORTH_A_LOOK) == (kind.level == "lost")


def test_no_kind_counts_too_often_and_its_details_are_one_kind():
    assert total_gravity_of([Notice("style", "red", 300), Notice("style", "blue", 300)]) == MOST_TIMES * WEIGHTS["approximated"]
    assert total_gravity_of([Notice("style", "red"), Notice("style", "blue")]) == 2 * WEIGHTS["approximated"]
    assert total_gravity_of([Notice("spacer", count=9)]) == total_gravity_of([]) == 0


def test_a_script_can_hold_every_gravity():
    assert total_gravity_of([Notice("missing", count=10**15)]) == 2**53 - 1


def test_the_order_of_notices_says_nothing():
    notices = [Notice(name, count=number % 4 + 1) for number, name in enumerate(KINDS)]
    shuffled = random.Random(18).sample(notices, len(notices))
    assert total_gravity_of(shuffled) == total_gravity_of(notices)


@pytest.mark.parametrize("source", ["samples/posts", "tests/fixtures/ttxml", "tests/fixtures/wordpress"])
def test_inspect_and_report_name_posts_in_one_order(source, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    report = report_on(ROOT / source, "-t", "hugo")
    inspection = inspect_sources_in_dry_run(
        Inspected((ROOT / source,)), make_job_or_raise("hugo", "", {}), WatchForwardingNoticesOnly(ignore)
    )
    grave = [post.gravity for post in report.posts if post.gravity]
    assert [post.gravity for post in inspection.to_look_at] == grave
    assert inspection.totals.to_look_at == report.totals["toLookAt"]
    assert grave
