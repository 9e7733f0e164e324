"""Names: safe, never anyone else's, and the same in whatever order posts are found."""

import re
import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from convert.model import Timestamp
from convert.plan.file_names import LONGEST, slugify_short
from convert.plan.places import (
    Facts,
    Naming,
    PostPlace,
    earlier_names_of_gone_posts,
    make_plan,
    posts_by_name_for_next_run,
    slug_numbered_like_place,
)

FILES = Naming(".md")
SITE = Naming(site=True)

# Few different letters, so that names collide often; some that only case, normal forms or file systems take for the same.
CLOSE = st.text(
    st.sampled_from(["a", "A", "가", "\u1100", "\u1161", "é", "e", "\u0301", "ß", "-", "2", "/", ".", " "]), max_size=5
)


def facts_of(names, **more):
    """One post to a source, called by number."""
    return [Facts(f"{number:03}", **{more.get("key", "slug"): name}) for number, name in enumerate(names)]


def stated(*date):
    return Timestamp(datetime(*date, tzinfo=UTC))


def names_of(plan):
    return [place.name for places in plan.places.values() for place in places]


@given(st.text())
@example("nul." + "가" * 80)
@example("con" + "\u0301\u0302" * 200)
@example("a" + "\u0301\u0302" * 200)
def test_any_text_makes_a_safe_name(text):
    name = slugify_short(text)
    assert name
    assert not name.startswith(".")
    assert not name.endswith(".")
    assert len(name.encode()) <= LONGEST
    assert all(char in "-_." or unicodedata.category(char)[0] in "LNM" for char in name)
    assert name == unicodedata.normalize("NFC", name)
    assert name.partition(".")[0].casefold() not in {"con", "prn", "aux", "nul", "com1", "lpt9"}
    assert slugify_short(name) == name


@given(st.lists(CLOSE, max_size=12), st.sampled_from([FILES, SITE]), st.sampled_from(["slug", "stem", "title", "folder"]))
def test_names_are_unique_without_case(names, naming, key):
    plan = make_plan(facts_of(names, key=key), naming)
    planned = [unicodedata.normalize("NFC", name).casefold() for name in names_of(plan)]
    assert len(set(planned)) == len(names)
    assert all(len(name.encode()) <= LONGEST for name in names_of(plan) if "/" not in name)


@given(st.lists(CLOSE, max_size=10).flatmap(lambda names: st.tuples(st.just(names), st.permutations(range(len(names))))))
def test_order_does_not_matter(drawn):
    names, order = drawn
    facts = facts_of(names)
    assert make_plan(facts, SITE).places == make_plan([facts[position] for position in order], SITE).places


@given(st.lists(CLOSE, min_size=1, max_size=12), st.sampled_from([FILES, SITE]))
def test_no_name_is_a_folder_of_another(folders, naming):
    facts = [Facts(str(number), folder=folder, stem="a") for number, folder in enumerate(folders)]
    facts += facts_of(folders, key="stem")
    planned = {f"{name}{naming.extension}".casefold() for name in names_of(make_plan(facts, naming))}
    above = {folder for name in planned for folder in _folders(name)}
    assert not planned & above


def _folders(name):
    parts = name.split("/")
    return {"/".join(parts[:end]) for end in range(1, len(parts))}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("제주 여행기", "제주-여행기"),
        ("[속보] C++/Java: '비교' 🎉", "속보-C-Java-비교"),
        ("../../etc/passwd", "etc-passwd"),
        ("..", "post"),
        ("", "post"),
        ("🎉", "post"),
        (".htaccess", "htaccess"),
        ("CON", "post-CON"),
        ("nul.txt", "post-nul.txt"),
        ("console", "console"),
        ("a\u200bb\x00c\nd", "ab-c-d"),
        ("don’t", "dont"),
        ("e\u200b\u0301", "é"),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af", "한글"),
        ("v1.2_final", "v1.2_final"),
        ("❤️", "post"),
        ("\u3164", "post"),
        ("👨\u200d👩\u200d👧 가족", "가족"),
        ("😀\u0301a", "a"),
        ("1\ufe0f\u20e3 첫째", "1-첫째"),
        ("CONIN$", "CONIN"),
        ("con .txt", "con-.txt"),
        ("٣ हिन्दी", "٣-हिन्दी"),
    ],
)
def test_safe_names(text, name):
    assert slugify_short(text) == name


@pytest.mark.parametrize("letter", ["가", "a", "é", "🇰", "क्षि"])
def test_long_names_are_cut_between_letters_and_stay_apart(letter):
    one, other = slugify_short(letter * 400 + "1"), slugify_short(letter * 400 + "2")
    if letter == "🇰":
        assert (one, other) == ("1", "2")
        return
    assert one != other
    assert len(one.encode()) <= LONGEST
    # What is left of the text ends before a letter, not in the middle of one.
    kept = one.rpartition("-")[0]
    assert (letter * 400).startswith(kept)
    assert unicodedata.category((letter * 400)[len(kept)])[0] != "M"


def test_a_number_never_takes_the_name_of_another_post():
    plan = make_plan(facts_of(["case", "Case", "case-2"]), SITE)
    assert names_of(plan) == ["case", "Case-3", "case-2"]


def test_many_posts_of_one_name_take_linear_time():
    plan = make_plan(facts_of(["같은 제목"] * 20_000, key="title"), SITE)
    assert names_of(plan)[-1] == "같은-제목-20000"


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        (Facts("x", folder="개발", stem="2024-07-22-first", slug="slug", title="제목"), "slug"),
        (Facts("x", folder="blog/12", stem="12-first", slug="slug", entry_id="12"), "slug"),
        (Facts("x", folder="blog/12", stem="12-첫-글", title="첫 글!", entry_id="12"), "첫-글"),
        (Facts("x", folder="12", stem="12", title="첫 글!", entry_id="12"), "첫-글"),
        (Facts("x", folder="내려받기/blog-1-1", stem="first", title="제목"), "first"),
        (Facts("x", folder="posts/first", stem="index", title="제목"), "first"),
        (Facts("x", folder="posts/2024-07-22-first", stem="_index", title="제목"), "first"),
        (Facts("x", folder="posts/12", stem="README", title="제목", entry_id="12"), "제목"),
        (Facts("x", stem="index", title="제목"), "제목"),
        (Facts("x", folder="posts", stem="index", slug="slug"), "slug"),
        (Facts("x", stem="12월의-글", title="제목", entry_id="12"), "12월의-글"),
        (Facts("x", folder="12/13", slug="slug", entry_id="12"), "slug"),
        (Facts("x", folder="12", slug="slug"), "slug"),
        (Facts("x", stem="2024-07-22-first", title="제목"), "first"),
        (Facts("x", stem="2024-07-22-", title="제목"), "제목"),
        (Facts("x", title="제목"), "제목"),
        (Facts("x", slug="🎉", stem="!!", title="제목"), "제목"),
        (Facts("x"), "post"),
    ],
)
def test_a_site_calls_posts_by_slug_then_file_then_title(facts, name):
    assert names_of(make_plan([facts], SITE)) == [name]


def test_files_keep_their_names():
    facts = Facts("x", folder="내 글/2024", stem="2024-07-22-제주 (1)", slug="slug")
    assert names_of(make_plan([facts], FILES)) == ["내 글/2024/2024-07-22-제주 (1)"]


def test_posts_of_one_source_are_called_by_what_they_are():
    """The file they came in says nothing of each."""
    facts = [
        Facts("x", 0, "in", "posts", origin_stem="first"),
        Facts("x", 1, "in", "posts", title="둘째"),
        Facts("x", 2, "in", "posts"),
    ]
    assert names_of(make_plan(facts, FILES)) == ["in/first", "in/둘째", "in/post"]


def test_part_of_a_plan():
    plan = make_plan(facts_of(["a", "b", "a"]), SITE)
    assert plan.part_for_sources(["002", "nope"]).places == {"002": plan.places["002"]}
    assert plan.part_for_sources(["002"]).place_of_post("002", 0) == plan.place_of_post("002", 0)
    assert plan.place_of_post("002", 1) is None


@pytest.mark.parametrize("letter", ["\u1100\u119e\u11ab", "x\u0324\u0301", "\u0915\u094d\u0937"])
def test_a_long_name_is_cut_between_letters(letter):
    for before in range(12):
        cut = slugify_short("a" * before + letter * 90).rpartition("-")[0]
        assert cut == "a" * before + letter * ((len(cut) - before) // len(letter))


def test_a_letter_longer_than_a_name_is_only_a_hash():
    assert re.fullmatch("[0-9a-f]{8}", slugify_short("a" + "\u0301\u0302" * 200))


DATED = Facts("x", folder="in", stem="원본", slug="slug", title="제목/부제", entry_id="12", date=stated(2024, 7, 2))


@pytest.mark.parametrize(
    ("rule", "facts", "name"),
    [
        ("slug", DATED, "in/slug"),
        ("title", DATED, "in/제목-부제"),
        ("id", DATED, "in/12"),
        ("date", DATED, "in/2024-07-02"),
        ("{year}/{month}-{day}/{name}", DATED, "in/2024/07-02/원본"),
        ("글 {id}: {title}", DATED, "in/글-12-제목-부제"),
        ("/../{slug}/", DATED, "in/slug"),
        ("{date}-{slug}", Facts("x", title="제목"), "제목"),
        ("{date}/{slug}", Facts("x", title="!!"), "post"),
        ("slug", Facts("x", stem="원본", slug="///"), "원본"),
        ("id", Facts("x", stem="원본 (1)"), "원본 (1)"),
        ("{id}-{title}", Facts("x", stem="원본 (1)"), "원본-1"),
        ("title", Facts("x", title="CON"), "post-CON"),
        ("title", Facts("x", title=".."), "post"),
        ("글 {id}", Facts("x", stem="원본"), "원본"),
        ("{year}년/{id}", Facts("x", stem="원본"), "원본"),
    ],
)
def test_names_by_a_rule(rule, facts, name):
    assert names_of(make_plan([facts], Naming(".md", rule=rule))) == [name]


def test_a_rule_in_a_site():
    assert names_of(make_plan([DATED], Naming(site=True, rule="{year}/{name}"))) == ["2024/slug"]


@given(st.lists(CLOSE, max_size=12), st.sampled_from(["title", "{date}-{title}", "{title}/{slug}", "{id}"]))
def test_names_by_a_rule_are_unique_without_case(titles, rule):
    planned = [
        unicodedata.normalize("NFC", name).casefold()
        for name in names_of(make_plan(facts_of(titles, key="title"), Naming(".md", rule=rule)))
    ]
    assert len(set(planned)) == len(titles)


# From one run to the next


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


@pytest.mark.parametrize(
    ("slug", "name", "wished", "found"),
    [
        ("same", "13", "13", "same"),
        ("same", "13-2", "13", "same-2"),
        ("Same Thing", "여행-2/Same-Thing-3", "여행/Same-Thing", "Same-Thing-3"),
        ("제주", "여행-2/제주", "여행/제주", "제주"),
        ("", "가-2", "가", ""),
    ],
)
def test_a_slug_gets_the_number_of_the_name(slug, name, wished, found):
    assert slug_numbered_like_place(slug, PostPlace(name, wished)) == found
