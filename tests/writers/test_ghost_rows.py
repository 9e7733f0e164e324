"""Ghost: a bad value stops the whole import, so that none is written: lengths, slugs, tags, and who is shown what."""

import pytest
from ghost_imports import row_of, tables_in

from convert.errors import UsageError
from convert.meta.dates import parse_timestamp
from convert.model import Document, Meta, Paragraph, Text
from convert.notices import Collected, ignore
from convert.plan.ascii_names import ascii_name_or_empty, ascii_name_or_hash
from convert.writers import ghost
from convert.writers.ghost.limits import LIMITS
from convert.writers.ghost.slugs import PROTECTED, RESERVED_PAGES, post_slug, tag_slug

LONG = "가나다라 " * 600


def post(**fields):
    return Document(Meta(**{"title": "글", **fields}), (Paragraph((Text("첫 글이다."),)),))


def tags_of(report=ignore, **fields):
    first, *_ = ghost.write(post(**fields), "1", ghost.Options(), report)
    return tables_in(first.data)["tags"]


def names_of_tags(**fields):
    return [tag["name"] for tag in tags_of(**fields)]


def at(moment):
    return parse_timestamp(moment, "Asia/Seoul")


# Lengths


FULL = {
    "title": LONG, "slug": LONG, "summary": LONG, "cover": f"https://ex.kr/{'a' * 1980}", "tags": (LONG, "짧은 태그"),
    "categories": ((LONG, "하위"),), "kind": "page", "visibility": "private", "date": at("2024-01-01 10:00"),
}  # fmt: skip


@pytest.mark.parametrize("table", ["posts", "tags"])
def test_no_value_is_longer_than_its_column_and_every_column_has_a_row(table):
    first, *_ = ghost.write(post(**FULL), LONG, ghost.Options(), ignore)
    for row in tables_in(first.data)[table]:
        for name, value in row.items():
            if isinstance(value, str) and not name.endswith("_at"):
                assert 0 < len(value) <= LIMITS[f"{table}.{name}"].length, name


@pytest.mark.parametrize(("field", "column"), [("title", "title"), ("summary", "custom_excerpt")])
def test_a_value_that_is_cut_is_named_and_one_that_fits_is_left_alone(field, column):
    longest = LIMITS[f"posts.{column}"].length
    report = Collected()
    assert row_of(post(**{field: "가" * longest}), report)[column] == "가" * longest
    assert report.notices() == ()
    assert row_of(post(**{field: "가" * (longest + 1)}), report)[column] == "가" * (longest - 1) + "…"
    assert [notice.kind for notice in report.notices()] == ["cut-value"]


def test_a_letter_of_several_characters_is_not_cut_apart():
    family = "👨‍👩‍👧"
    title = row_of(post(title=family * 100))["title"]
    assert title.removesuffix("…") == family * (len(title) // len(family))


def test_half_an_address_of_a_cover_leads_nowhere_so_that_none_is_written():
    report = Collected()
    assert "feature_image" not in row_of(post(cover=f"https://ex.kr/{'a' * 2000}"), report)
    assert [notice.kind for notice in report.notices()] == ["cut-value"]


@pytest.mark.parametrize("title", ["", "  ", "\u3000"])
def test_a_post_without_a_title_gets_one(title):
    assert row_of(post(title=title))["title"] == "첫 글이다."
    assert row_of(Document(Meta(title=title), ()), place="12")["title"] == "12"


# Slugs


SLUGS = {
    "12": "12", "파이썬 배우기": "paisseon-baeugi", "안녕-하세요-2": "annyeong-haseyo-2", "2024/01/글": "geul", "C++ & C#": "c-c",
    "Été": "ete", "日本語": "post-77710aed", "ＡＢＣ": "abc", "a--b_c": "a-b-c",
}  # fmt: skip


@pytest.mark.parametrize("place", SLUGS)
def test_a_slug_is_of_small_latin_letters_digits_and_hyphens(place):
    assert post_slug(place) == SLUGS[place]


def test_syllables_that_end_in_other_letters_stay_apart():
    assert ascii_name_or_empty("낫 낮 낯 낟 낱 난 낭", 99) == "nas-naj-nach-nad-nat-nan-nang"


def test_a_name_in_latin_letters_is_what_it_was_and_a_long_one_ends_in_a_hash():
    assert ascii_name_or_empty("a-1", 20) == "a-1"
    first, second = (ascii_name_or_empty(f"{'a' * 30}{end}", 20) for end in "bc")
    assert (len(first), first[:11], first == second) == (20, "a" * 11, False)


def test_what_has_no_latin_letters_is_called_by_a_hash():
    assert ascii_name_or_empty("日本", 20) == ""
    assert ascii_name_or_hash("日本", 20, "tag") != ascii_name_or_hash("中国", 20, "tag")


def test_tags_that_signs_tell_apart_have_slugs_of_their_own():
    names = ("C", "C#", "C++", ".NET", "NET", "Node.js", "#rss", "rss")
    assert len({tag_slug(name) for name in names[:-2]}) == len(names) - 2
    assert not PROTECTED & {tag_slug(name) for name in PROTECTED}


def test_addresses_of_ghost_are_no_posts():
    pages = set(ghost.addresses_taken_by_other_pages(set(), set(), set()))
    assert {"/rss/", "/tag/", "/ghost/", "/about/"} <= pages
    assert {page.strip("/") for page in pages} == RESERVED_PAGES


# Tags


def test_levels_of_a_category_are_tags_the_deepest_first():
    report = Collected()
    assert [tag["name"] for tag in tags_of(report, categories=(("개발", "파이썬"),), tags=("태그", "파이썬"))] == [
        "파이썬",
        "개발",
        "태그",
    ]
    assert [(notice.kind, notice.detail) for notice in report.notices()] == [("category-levels", "개발/파이썬")]


def test_a_tag_with_a_number_sign_in_front_would_be_hidden_and_one_with_a_comma_stop_the_import():
    report = Collected()
    assert [tag["name"] for tag in tags_of(report, tags=("#여행", ",쉼표", "C#", "#"))] == ["여행", "쉼표", "C#"]
    assert [notice.detail for notice in report.notices()] == ["#여행 is now 여행", ",쉼표 is now 쉼표", "# is now left out"]


def test_what_only_the_editor_shows_says_who_may_read_a_post_and_of_which_kind_it_was():
    assert names_of_tags(visibility="protected", kind="notice") == ["#protected", "#notice"]
    assert [(tag["slug"], tag["visibility"]) for tag in tags_of(visibility="private")] == [("hash-private", "internal")]
    assert names_of_tags(visibility="unknown") == names_of_tags(kind="page") == []


def test_tags_stand_in_their_order():
    first, *_ = ghost.write(post(tags=("나", "가")), "1", ghost.Options(), ignore)
    tables = tables_in(first.data)
    order = {row["tag_id"]: row["sort_order"] for row in tables["posts_tags"]}
    assert sorted(tables["tags"], key=lambda tag: order[tag["id"]]) == tables["tags"]


# Who is shown what


@pytest.mark.parametrize("visibility", ["public", "protected", "private", "unknown"])
@pytest.mark.parametrize("draft", [True, False])
def test_only_what_is_for_everybody_is_published(visibility, draft):
    is_shown = visibility == "public" and not draft
    assert row_of(post(visibility=visibility, draft=draft))["status"] == ("published" if is_shown else "draft")


def test_posts_of_a_day_to_come_wait_for_it():
    days = {"2026-12-31 23:59": "published", "2027-01-01 00:00": "scheduled", "2030-05-05 10:00": "scheduled"}
    for day, status in days.items():
        assert row_of(post(date=at(day)), schedule_from="2027-01-01")["status"] == status
    assert row_of(post(date=at("2030-05-05"), draft=True), schedule_from="2027-01-01")["status"] == "draft"
    assert row_of(post(date=at("2030-05-05")))["status"] == "published"
    assert row_of(post(), schedule_from="2027-01-01")["status"] == "published"


WAITING = {"draft": True, "extra": {"scheduled": True}}


@pytest.mark.parametrize("schedule_from", ["", "2027-01-01"])
@pytest.mark.parametrize("day", ["2020-05-05 10:00", "2999-05-05 10:00"])
def test_a_post_that_waits_for_its_day_does_so_on_and_comes_out_at_once_when_that_has_come(day, schedule_from):
    report = Collected()
    assert row_of(post(date=at(day), **WAITING), report, schedule_from=schedule_from)["status"] == "scheduled"
    assert report.notices() == ()


@pytest.mark.parametrize(
    "fields",
    [
        {"visibility": "private"},
        {"visibility": "protected"},
        {"visibility": "unknown"},
        {"date": None},
        {"date": at("0001-01-01 00:00")},
        {"extra": {}},
        {"extra": {"scheduled": "내일"}},
    ],
)
def test_a_draft_that_is_not_for_everybody_or_of_no_day_waits_for_none(fields):
    assert row_of(post(**{"date": at("2999-05-05"), **WAITING, **fields}))["status"] == "draft"


@pytest.mark.parametrize("fields", [{"date": None}, {"visibility": "private"}, {"draft": False}])
def test_waiting_that_no_status_says_is_named(fields):
    report = Collected()
    row_of(post(**{"date": at("2999-05-05"), **WAITING, **fields}), report)
    assert [(notice.kind, notice.detail) for notice in report.notices()] == [("unsaid-metadata", "scheduled")]


@pytest.mark.parametrize("day", ["2027", "2027-1-1", "2027-13-01", "내일"])
def test_what_is_no_day_is_refused(day):
    with pytest.raises(UsageError, match="schedule_from cannot be"):
        ghost.Options(schedule_from=day)


def test_dates_are_in_utc_and_those_without_one_have_none():
    row = row_of(post(date=at("2024-01-01 08:00"), lastmod=at("2024-02-01 10:00")))
    assert (row["published_at"], row["updated_at"]) == ("2023-12-31T23:00:00.000Z", "2024-02-01T01:00:00.000Z")
    assert not any(name.endswith("_at") for name in row_of(post()))
    assert "published_at" not in row_of(post(date=at("0001-01-01 00:00")))


def test_a_page_is_one():
    assert [row_of(post(kind=kind))["type"] for kind in ("post", "page", "notice")] == ["post", "page", "post"]


def test_metadata_without_a_field_is_named():
    report = Collected()
    row_of(post(author="글쓴이", extra={"layout": "post"}, lang="ko"), report)
    assert [(notice.kind, notice.detail) for notice in report.notices()] == [("unsaid-metadata", "author, layout")]
