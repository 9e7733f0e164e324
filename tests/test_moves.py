"""Addresses: every form in which a post was called leads to where it is now, and never to another post."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import convert
from convert.moves import AddressBook, Old, address, book, inferred_host, named_in_links, old_paths, own_hosts, own_path, settle
from convert.source import Source

HOST = "my.tistory.com"
BOOK = AddressBook({"/12": "/posts/a/", "/entry/강릉-여행": "/posts/a/", "/pages/소개": "/b/"}, frozenset({HOST, "my.kr"}))

FOUND = {
    "https://my.tistory.com/12": "/posts/a/",
    "http://my.tistory.com/12/": "/posts/a/",
    "https://my.tistory.com/m/12": "/posts/a/",
    "https://my.tistory.com/12?category=7": "/posts/a/",
    "https://my.tistory.com/12#셋째": "/posts/a/#셋째",
    "https://my.tistory.com/12#%EC%85%8B%EC%A7%B8": "/posts/a/#셋째",
    "https://my.tistory.com/entry/강릉-여행": "/posts/a/",
    "https://my.tistory.com/m/entry/%EA%B0%95%EB%A6%89-%EC%97%AC%ED%96%89?x=1": "/posts/a/",
    "https://my.tistory.com/pages/소개": "/b/",
    "https://www.my.kr/12": "/posts/a/",
    "/12": "/posts/a/",
    "/m/12": "/posts/a/",
    "https://other.tistory.com/12": None,
    "https://my.tistory.com/13": None,
    "https://my.tistory.com/": None,
    "12": None,
    "mailto:a@my.kr": None,
    "http://[my.tistory.com/12": None,
}


@pytest.mark.parametrize("url", FOUND)
def test_old_addresses_are_found(url):
    assert BOOK.find(url) == FOUND[url]


def test_a_post_that_is_not_here_should_be_known():
    assert BOOK.should_know("https://my.tistory.com/m/99")
    assert not BOOK.should_know("https://other.tistory.com/99")
    assert not BOOK.should_know("https://my.tistory.com/category/여행")


def test_every_path_of_a_post():
    old = Old("12", (f"https://{HOST}/entry/가", f"https://{HOST}/12", "https://elsewhere.kr/x", "/2024/01/02/가/"))
    assert old_paths(old, {HOST}) == ("/12", "/m/12", "/entry/가", "/m/entry/가", "/2024/01/02/가")
    assert own_path(old, {HOST}) == "/entry/가"
    assert own_path(Old("12"), {HOST}) == "/12"
    assert own_path(Old(), {HOST}) == ""


def test_hosts_are_those_named_and_those_posts_are_at():
    assert own_hosts("https://www.my.kr", [Old("1", ("https://my.tistory.com/1", "/1"))]) == {"my.kr", HOST}


@pytest.mark.parametrize(
    ("links", "host"),
    [
        (["https://a.kr/1", "https://a.kr/2", "https://b.kr/9"], "a.kr"),
        (["https://a.kr/1"], ""),
        (["https://a.kr/1", "https://a.kr/2", "https://b.kr/1", "https://b.kr/2"], ""),
        (["https://a.kr/1", "https://a.kr/2", "https://a.kr/77"], ""),
    ],
    ids=["mostly", "too few", "another is as likely", "too many that are none"],
)
def test_a_host_is_inferred_only_when_it_is_sure(links, host):
    assert inferred_host(links, {"1", "2", "3"}) == host


def test_titled_addresses_in_links_name_posts():
    titles = ["강릉 당일치기, 겨울 바다", "같은 제목", "같은 제목"]
    links = [
        f"https://{HOST}/entry/강릉-당일치기-겨울-바다",
        f"https://{HOST}/entry/같은-제목",
        "https://b.kr/entry/강릉-당일치기-겨울-바다",
    ]
    assert named_in_links(titles, links, {HOST}) == [(links[0],), (), ()]


PATHS = st.lists(st.sampled_from(["/1", "/m/1", "/2", "/entry/a", "/entry/A", "/p/1", "/p/2"]), max_size=4, unique=True).map(
    tuple
)


@given(st.lists(PATHS, max_size=3))
def test_nobody_gets_the_path_of_another(paths):
    pages = [f"/p/{number + 1}/" for number in range(len(paths))]
    settled = settle(pages, paths)
    kept = [path.casefold() for one in settled for path in {path.casefold() for path in one.kept}]
    assert len(kept) == len(set(kept))
    assert not {path.casefold() for path in kept} & {page.rstrip("/") for page in pages}
    for page, wanted, one in zip(pages, paths, settled, strict=True):
        assert set(one.kept) | set(one.taken) | {page.rstrip("/")} >= set(wanted)


@given(st.lists(st.tuples(st.integers(1, 99), st.sampled_from(["", "가", "나"])), max_size=4, unique_by=lambda post: post[0]))
def test_every_old_path_finds_its_page(posts):
    old = [Old(str(number), (f"https://{HOST}/entry/{name}-{number}",) if name else ()) for number, name in posts]
    paths = [old_paths(one, {HOST}) for one in old]
    pages = [f"/posts/{number}/" for number, _ in posts]
    known = book(pages, paths, frozenset({HOST}), "")
    for page, wanted in zip(pages, paths, strict=True):
        for path in wanted:
            assert known.find(f"https://{HOST}{path}?category=1") == page


def test_an_address_is_taken_apart_or_is_none():
    assert address("https://WWW.My.KR/m/3/index.html#x") == ("my.kr", "/m/3", "x")
    assert address("ftp://my.kr/3") is None


# Through a whole batch


def post(number, body, **front):
    lines = "".join(f"{key}: {value}\n" for key, value in {"title": f"글 {number}", "entry_id": number, **front}.items())
    return Source(f"{number}.html", f"---\n{lines}---\n<p>{body}</p>".encode(), f"{number}.html")


def link(url):
    return f'<a href="{url}">저기</a>'


@pytest.fixture
def batch(tmp_path):
    def run(*sources, to="hugo", **options):
        found = convert.Collected()
        result = convert.convert(sources, to=to, output=tmp_path / "site", report=found, **options)
        assert not result.errors
        texts = {path.parent.name if to == "hugo" else path.stem: path.read_text() for path in (tmp_path / "site").rglob("*.md")}
        return texts, {(notice.kind, notice.detail) for notice in found.notices()}

    return run


POSTS = (
    post(1, link(f"https://{HOST}/2") + link(f"https://{HOST}/m/9") + link("https://b.kr/2"), url=f"https://{HOST}/1"),
    post(2, link("/1?category=3#가"), url=f"https://{HOST}/entry/둘"),
)


def links_in(text):
    return re.findall(r"\]\(([^)]*)\)", text)


def test_links_between_posts_lead_to_pages(batch):
    texts, notices = batch(*POSTS)
    assert links_in(texts["1"]) == ["/posts/2/", f"https://{HOST}/m/9", "https://b.kr/2"]
    assert links_in(texts["2"]) == ["/posts/1/#가"]
    assert ("post-link", f"https://{HOST}/m/9") in notices


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("keep", f"https://{HOST}/2"),
        ("https://new.kr{path}", "https://new.kr/posts/2/"),
        ("relref", '{{< relref "/posts/2" >}}'),
    ],
)
def test_links_are_spelled_as_asked(batch, how, expected):
    texts, _ = batch(*POSTS, post_links=how)
    assert links_in(texts["1"])[0] == expected


def test_links_between_files_are_relative(batch):
    texts, _ = batch(*POSTS, to="markdown", post_links="path")
    assert links_in(texts["1"])[0] == "2.md"


def test_a_way_to_write_links_that_is_none(batch):
    with pytest.raises(convert.UsageError, match="post_links"):
        batch(*POSTS, post_links="nowhere")


def test_old_addresses_become_aliases(batch):
    texts, _ = batch(*POSTS, keep_urls="alias")
    assert "aliases:\n  - /2\n  - /m/2\n  - /entry/둘\n  - /m/entry/둘\n" in texts["2"]


def test_a_post_can_stay_where_it_was(batch):
    texts, _ = batch(*POSTS, keep_urls="url")
    assert "url: /entry/둘\n" in texts["2"]
    assert links_in(texts["1"])[0] == "/entry/둘"


def test_the_first_of_two_posts_has_an_old_address_of_both(batch):
    texts, notices = batch(post(1, "가", url=f"https://{HOST}/x"), post(2, "나", url=f"https://{HOST}/x"), keep_urls="alias")
    assert "  - /x\n" in texts["1"]
    assert "  - /x\n" not in texts["2"]
    assert ("old-address", "/x") in notices


def test_the_order_of_sources_says_nothing(batch):
    assert batch(*POSTS, keep_urls="alias")[0] == batch(*reversed(POSTS), keep_urls="alias")[0]
