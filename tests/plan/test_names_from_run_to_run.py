"""Names from one run to the next: a post keeps its own, whatever comes, goes or is called otherwise beside it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from planned_posts import CLOSE, DATED, FILES, SITE, names_of, stated

from convert.plan.places import (
    Facts,
    Naming,
    earlier_names_of_gone_posts,
    make_plan,
    posts_by_name_for_next_run,
)


def posts(*titles):
    """Posts with the number that stands before each title; the order of their sources is that of the list."""
    return [
        Facts(f"{place:03}", title=title, entry_id=number)
        for place, (number, title) in enumerate(one.split(" ", 1) for one in titles)
    ]


def last_run(facts, naming=SITE):
    return posts_by_name_for_next_run(make_plan(facts, naming), facts)


def called(facts, before=(), naming=SITE, was=None):
    plan = make_plan(facts, naming, last_run(before, was or naming))
    return {fact.entry_id: plan.place_of_post(fact.source, fact.index).name for fact in facts}


@pytest.mark.parametrize(
    ("before", "now", "names"),
    [
        (["1 가", "2 가"], ["3 가", "1 가", "2 가"], {"3": "가-3", "1": "가", "2": "가-2"}),
        (["1 가", "2 가"], ["2 가"], {"2": "가-2"}),
        (["1 가", "2 가"], ["2 가", "1 가"], {"1": "가", "2": "가-2"}),
        (["1 가", "2 가"], ["3 가 2", "1 가", "2 가"], {"3": "가-2-2", "1": "가", "2": "가-2"}),
        (["1 가", "2 가"], ["1 나", "2 가"], {"1": "나", "2": "가-2"}),
        (["1 a", "2 A"], ["2 A", "1 a"], {"1": "a", "2": "A-2"}),
        (["1 가", "1 나"], ["1 나"], {"1": "나"}),
        (["1 가"], ["2 가"], {"2": "가-2"}),
        (["1 가 2"], ["1 가"], {"1": "가"}),
        (["1 Docker"], ["1 docker", "2 DOCKER"], {"1": "Docker", "2": "DOCKER-2"}),
    ],
    ids=[
        "a new first",
        "one gone",
        "another order",
        "a title like a number",
        "another title",
        "case",
        "no telling apart",
        "a new one for one that is gone",
        "a title that lost its number",
        "a title in another case",
    ],
)
def test_a_name_stays_when_posts_come_and_go(before, now, names):
    assert called(posts(*now), posts(*before)) == names


@given(st.lists(CLOSE, max_size=8), st.lists(CLOSE, max_size=8), st.randoms())
def test_names_never_move_from_run_to_run(titles, new, random):
    before = posts(*(f"{number} {title}" for number, title in enumerate(titles)))
    both = [
        *(f"{number} {title}" for number, title in enumerate(titles)),
        *(f"n{number} {title}" for number, title in enumerate(new)),
    ]
    random.shuffle(both)
    names, now = called(before), called(posts(*both), before)
    assert {number: now[number] for number in names} == names
    assert len({unicodedata.normalize("NFC", name).casefold() for name in now.values()}) == len(now)


@given(st.lists(CLOSE, max_size=8), st.lists(CLOSE, max_size=8), st.sets(st.integers(0, 7)))
def test_names_never_move_when_posts_are_missing_in_between(titles, new, missing):
    first = posts(*(f"{number} {title}" for number, title in enumerate(titles)))
    others = [*(fact for number, fact in enumerate(first) if number not in missing)]
    others += [Facts(f"n{number}", title=title, entry_id=f"n{number}") for number, title in enumerate(new)]
    names = last_run(first)
    kept = {**earlier_names_of_gone_posts(others, names), **posts_by_name_for_next_run(make_plan(others, SITE, names), others)}
    assert {name: named.keys[0] for name, named in names.items()}.items() <= {
        name: named.keys[0] for name, named in kept.items()
    }.items()
    assert len({unicodedata.normalize("NFC", name).casefold() for name in kept}) == len(kept) == len({*first, *others})


def test_a_name_of_one_that_is_gone_is_had_when_it_comes_back():
    first = posts("1 가")
    second = posts("2 가")
    names = last_run(first)
    kept = {**earlier_names_of_gone_posts(second, names), **posts_by_name_for_next_run(make_plan(second, SITE, names), second)}
    assert {name: named.keys[0] for name, named in kept.items()} == {"가": "1", "가-2": "2"}
    plan = make_plan(posts("2 가", "1 가"), SITE, kept)
    assert names_of(plan) == ["가-2", "가"]


def test_a_folder_gives_way_to_a_page_that_is_there():
    """Hugo shows nothing that is in the folder of a post."""
    by_year = Naming(site=True, rule="{year}/{name}")
    before = [Facts("2024.html", stem="2024", entry_id="1")]
    new = [
        Facts(f"{name}.html", stem=name, entry_id=str(number), date=stated(2024, 1, 2))
        for number, name in ((2, "부산"), (3, "제주"))
    ]
    names = {"1": "2024", "2": "2024-2/부산", "3": "2024-2/제주"}
    assert called([*before, *new], before, by_year, by_year) == names
    assert called(new, before, by_year, by_year) == {"2": "2024-2/부산", "3": "2024-2/제주"}
    page = Facts("2024-2.html", stem="2024-2", entry_id="4")
    assert called([*before, *new, page], before, by_year, by_year) == {**names, "4": "2024-2-2"}


def test_a_file_lies_in_its_folder_beside_one_of_that_name():
    before = [Facts("여행.html", stem="여행", entry_id="1")]
    new = [Facts("여행/부산.html", folder="여행", stem="부산", entry_id="2")]
    assert called([*before, *new], before, FILES) == {"1": "여행", "2": "여행/부산"}


def test_a_site_made_when_folders_of_sources_were_in_names_keeps_them():
    """Of 0.1.0: what was published stays where it is, and what comes later has no folder."""
    old = [Facts("나의 글/2024/a.html", folder="나의 글/2024", stem="a", entry_id="1")]
    now = posts_by_name_for_next_run(make_plan(old, SITE), old)["a"]
    earlier = {"나의-글/2024/a": replace(now, wished="나의-글/2024/a")}
    later = Facts("나의 글/2024/b.html", folder="나의 글/2024", stem="b", entry_id="2")
    assert names_of(make_plan([*old, later], SITE, earlier)) == ["나의-글/2024/a", "b"]


@pytest.mark.parametrize(
    ("was", "now", "name"),
    [("date", "{year}-{month}", "2024-07"), ("{title}-{id}", "title", "제목-부제"), ("title", "{title}", "제목-부제")],
)
def test_another_rule_gives_another_name(was, now, name):
    rules = (Naming(site=True, rule=rule) for rule in (now, was))
    assert called([DATED], [DATED], *rules) == {"12": name}


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (Facts("a", stem="가", title="글", date=stated(2024, 1, 2)), Facts("a", stem="가", title="글", date=stated(2024, 1, 3))),
        (Facts("a", stem="가"), Facts("a", stem="가", entry_id="12", url="/12")),
        (Facts("a", stem="가", entry_id="12", url="/12"), Facts("a", stem="가")),
        (Facts("a", stem="가", entry_id="12"), Facts("b", stem="가", entry_id="12", url="/12", folder="")),
    ],
    ids=["another date", "more is known", "less is known", "another backup"],
)
def test_a_post_is_known_again_by_what_it_still_has(before, now):
    assert names_of(make_plan([now], SITE, last_run([before]))) == ["가"]


def test_another_number_is_another_post():
    before, now = (Facts("가.html", stem="가", entry_id=number) for number in "12")
    assert names_of(make_plan([now], SITE, last_run([before]))) == ["가-2"]


def test_a_wish_that_nobody_has_any_more_is_vacant():
    names = last_run(posts("1 가", "2 가"))
    of_second = {name: named for name, named in names.items() if named.keys[0] == "2"}
    places = [make_plan(posts(*titles), SITE, of_second).place_of_post("000", 0) for titles in (["2 가"], ["2 가", "3 가"])]
    assert [(place.name, place.settled, place.vacant) for place in places] == [("가-2", True, True), ("가-2", True, False)]
