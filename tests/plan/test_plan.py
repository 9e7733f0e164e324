"""Names: safe, never anyone else's, and the same in whatever order posts are found."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from planned_posts import CLOSE, DATED, FILES, SITE, names_of

from convert.plan.file_names import LONGEST, slugify_short
from convert.plan.places import (
    Facts,
    Naming,
    PostPlace,
    make_plan,
    slug_numbered_like_place,
)


def facts_of(names, **more):
    """One post to a source, called by number."""
    return [Facts(f"{number:03}", **{more.get("key", "slug"): name}) for number, name in enumerate(names)]


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
