"""Which post an address means, and that nobody gets an address that is another's."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convert.batch.survey_plan import plan_for
from convert.model import Timestamp
from convert.plan.old_addresses import (
    AddressBook,
    AddressEntry,
    OldAddresses,
    assign_old_paths,
    inferred_host_or_empty,
    make_address_book,
    old_paths_with_mobile_versions,
    own_hosts,
)
from convert.plan.pages import Addressing, with_old_and_new_addresses_of_posts
from convert.plan.places import Facts, Naming, make_plan, posts_by_name_for_next_run

HOSTS = frozenset({"blog.tistory.com", "blog.kr"})
BOOK = make_address_book(
    [
        AddressEntry(
            "",
            old_paths_with_mobile_versions(OldAddresses("123", ("https://blog.tistory.com/entry/바다",)), HOSTS),
            "/posts/바다/",
        ),
        AddressEntry("", old_paths_with_mobile_versions(OldAddresses("7", ("/pages/소개", "/notice/12")), HOSTS), "/posts/산/"),
    ],
    HOSTS,
    "",
)


@pytest.mark.parametrize(
    "url",
    [
        "/123",
        "/m/123",
        "/123/",
        "/123?category=7",
        "https://blog.tistory.com/123",
        "HTTPS://WWW.Blog.Tistory.com/m/123?category=7",
        "http://blog.kr/123",
        "https://blog.tistory.com/entry/바다",
        "https://blog.tistory.com/m/entry/%EB%B0%94%EB%8B%A4",
        "/entry/%eb%b0%94%eb%8b%a4/?category=1",
        "/entry/%B9%D9%B4%D9",
        "//blog.kr/entry/바다",
        "/entry/\u1107\u1161\u1103\u1161",
    ],
)
def test_every_form_of_an_old_address(url: str) -> None:
    assert BOOK.new_url_of(url) == "/posts/바다/"


@pytest.mark.parametrize("url", ["/pages/소개", "/m/pages/소개", "https://blog.kr/notice/12", "/7"])
def test_pages_and_notices(url: str) -> None:
    assert BOOK.new_url_of(url) == "/posts/산/"


def test_a_fragment_stays() -> None:
    assert BOOK.new_url_of("/123?a=b#%EB%81%9D") == "/posts/바다/#끝"


@pytest.mark.parametrize("url", ["https://other.tistory.com/123", "/1234", "mailto:a@blog.kr", "123", "http://[/123", "/m", ""])
def test_what_means_no_post(url: str) -> None:
    assert BOOK.new_url_of(url) is None


@pytest.mark.parametrize("url", ["/999", "https://blog.kr/m/999", "/entry/없음"])
def test_a_post_that_is_not_there_should_be_known(url: str) -> None:
    assert BOOK.looks_like_post_of_blog(url)


@pytest.mark.parametrize("url", ["https://other.kr/999", "/category/여행", "https://blog.kr/"])
def test_what_is_no_post_need_not_be_known(url: str) -> None:
    assert not BOOK.looks_like_post_of_blog(url)


def test_addresses_in_no_known_encoding_are_not_one_another() -> None:
    paths = [old_paths_with_mobile_versions(OldAddresses("", (f"/entry/{code}",)), HOSTS) for code in ("%FF%FE", "%FE%FF")]
    known = make_address_book([AddressEntry("", old, page) for old, page in zip(paths, ["/a/", "/b/"], strict=True)], HOSTS, "")
    assert [known.new_url_of("/entry/%FF%FE"), known.new_url_of("/entry/%FE%FF")] == ["/a/", "/b/"]


@pytest.mark.parametrize("url", ["/a/../../b", "/a/%2e%2e/b", "/..", "/a%0Ab", "/a%5Cb", "/"])
def test_what_leads_out_of_a_site_is_no_old_path(url: str) -> None:
    assert old_paths_with_mobile_versions(OldAddresses("", (url,)), HOSTS) == ()


def test_a_file_whose_name_holds_marks_of_addresses() -> None:
    assert AddressBook({"/1": "C# 100%?.md"}).new_url_of("/1#끝") == "C%23 100%25%3F.md#끝"


def test_hosts_from_the_user_and_from_posts() -> None:
    posts = [OldAddresses("1", ("https://www.mine.kr/1", "/2")), OldAddresses("3", ("", "http://mine.tistory.com/3"))]
    assert own_hosts("https://named.kr", posts) == {"named.kr", "mine.kr", "mine.tistory.com"}


def test_a_host_is_inferred_only_when_sure() -> None:
    numbers = {"1", "2", "3"}
    mine = [f"https://mine.kr/{number}" for number in (1, 2, 3)]
    assert inferred_host_or_empty(mine, numbers) == "mine.kr"
    assert inferred_host_or_empty(mine[:1], numbers) == ""
    assert inferred_host_or_empty([*mine, "https://mine.kr/99"], numbers) == ""
    assert inferred_host_or_empty([*mine, "https://other.kr/1", "https://other.kr/2"], numbers) == ""


PATHS = st.sampled_from(["/1", "/2", "/3", "/A", "/a", "/entry/가", "/entry/나/"])


@given(st.lists(st.tuples(PATHS, st.lists(PATHS)), unique_by=lambda post: post[0].casefold().rstrip("/")))
def test_nobody_gets_the_path_of_another(posts: list[tuple[str, list[str]]]) -> None:
    pages = [page for page, _ in posts]
    settled = assign_old_paths(pages, [tuple(old) for _, old in posts])
    homes = {page.casefold().rstrip("/"): number for number, page in enumerate(pages)}
    for number, one in enumerate(settled):
        for path in one.kept:
            assert homes.setdefault(path.casefold().rstrip("/"), number) == number
        gone = {path for path in posts[number][1] if path.casefold().rstrip("/") == pages[number].casefold().rstrip("/")}
        assert {*one.kept, *one.taken} | gone == set(posts[number][1])


def test_names_that_are_one_page_in_hugo_get_two() -> None:
    facts = [Facts("a.html", title="가나"), Facts("b.html", title="가②나"), Facts("c.html", title="가나-2")]
    places = [plan_for("hugo", (), order).places for order in (facts, facts[::-1])]
    assert places[0] == places[1]
    pages = [place.page for found in places[0].values() for place in found]
    assert len(set(pages)) == 3


def test_a_page_of_the_last_run_is_no_folder_of_a_new_one() -> None:
    options = (("names", "{year}/{id}"),)
    before = [Facts("1.html", slug="2024", entry_id="1")]
    facts = [
        *before,
        *(Facts(f"{number}.html", entry_id=number, date=Timestamp(datetime(2024, 1, 2, tzinfo=UTC))) for number in "23"),
    ]
    plan = plan_for("hugo", options, facts, earlier=posts_by_name_for_next_run(plan_for("hugo", options, before), before))
    found = [(place.name, place.page) for places in plan.places.values() for place in places]
    assert found == [("1", "/posts/2024/"), ("2024-2/2", "/posts/2024-2/2/"), ("2024-2/3", "/posts/2024-2/3/")]
    new = [place.page for places in plan_for("hugo", options, facts).places.values() for place in places]
    assert new == ["/posts/2024-2/", "/posts/2024/2/", "/posts/2024/3/"]


def test_a_page_above_all_others_moves_nobody() -> None:
    """No number of a folder gets out of it."""
    before = [Facts("a", folder="b", title="하나", url="/posts", entry_id="1")]
    facts = [*before, Facts("c", folder="d", title="둘", entry_id="2")]
    how = Addressing(lambda fact, name: f"/posts/{name}/", keeps_addresses=True)
    plan = with_old_and_new_addresses_of_posts(
        make_plan(facts, Naming(".md"), posts_by_name_for_next_run(make_plan(before, Naming(".md")), before)), facts, how
    )
    assert [place.name for found in plan.places.values() for place in found] == ["b/하나", "d/둘"]


def test_two_posts_that_would_stay_at_one_address() -> None:
    facts = [Facts("a", title="하나", url="/5"), Facts("b", title="둘", url="/5")]
    how = Addressing(lambda fact, name: f"/{name}/", keeps_addresses=True)
    plan = with_old_and_new_addresses_of_posts(make_plan(facts, Naming(".md")), facts, how)
    assert [place.page for found in plan.places.values() for place in found] == ["/5", "/둘/"]
    assert plan.book.new_url_of("/5") == "/5"


def test_notes_without_an_address_keep_their_names() -> None:
    facts = [Facts("a", title="하나"), Facts("b", title="둘")]
    plan = plan_for("obsidian", (), facts)
    assert [place.name for found in plan.places.values() for place in found] == ["하나", "둘"]


def test_of_two_blogs_each_has_its_own_posts() -> None:
    homes = [
        AddressEntry("a.tistory.com", ("/1", "/m/1"), "/a/"),
        AddressEntry("b.tistory.com", ("/1", "/m/1"), "/b/"),
        AddressEntry("", ("/2",), "/c/"),
    ]
    known = make_address_book(homes, frozenset({"a.tistory.com", "b.tistory.com"}), "")
    assert [known.new_url_of(f"https://{host}.tistory.com/m/1") for host in "ab"] == ["/a/", "/b/"]
    assert known.new_url_of("/1") is None
    assert known.new_url_of("https://a.tistory.com/2") == "/c/"
    part = known.part_for_urls(["https://b.tistory.com/1", "/2"])
    assert [part.new_url_of(url) for url in ("https://b.tistory.com/1", "/2", "https://a.tistory.com/1")] == ["/b/", "/c/", None]


def test_posts_of_one_slug_have_pages_of_their_own() -> None:
    facts = [Facts(str(number), title="글", slug="same", entry_id=str(number)) for number in range(1, 4)]
    plan = plan_for("hugo", (), facts)
    assert [place.page for found in plan.places.values() for place in found] == [
        "/posts/same/",
        "/posts/same-2/",
        "/posts/same-3/",
    ]
    assert plan.book.new_url_of("/2") == "/posts/same-2/"


def test_a_page_that_would_hold_others_gets_another_name() -> None:
    facts = [
        Facts("a", title="개발"),
        Facts("b", title="파이썬", categories=(("개발",),)),
        Facts("c", title="입문", categories=(("개발", "파이썬"),)),
    ]
    plan = plan_for("hugo", (("section_by", "category"),), facts)
    pages = [place.page for found in plan.places.values() for place in found]
    assert pages == ["/posts/개발-2/", "/posts/개발/파이썬-2/", "/posts/개발/파이썬/입문/"]
