"""Links between posts and old addresses, through a whole batch."""

import re
from html import escape

import pytest

import convert
from convert.sources.source import Source

HOST = "my.tistory.com"


def post(number, body, **front):
    lines = "".join(f"{key}: {value}\n" for key, value in {"title": f"글 {number}", "entry_id": number, **front}.items())
    return Source(f"p{number}.html", f"---\n{lines}---\n<p>{body}</p>".encode(), f"p{number}.html")


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
    assert links_in(texts["p1"]) == ["/posts/p2/", f"https://{HOST}/m/9", "https://b.kr/2"]
    assert links_in(texts["p2"]) == ["/posts/p1/#가"]
    assert ("post-link", f"https://{HOST}/m/9") in notices


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("keep", f"https://{HOST}/2"),
        ("https://new.kr{path}", "https://new.kr/posts/p2/"),
        ("relref", '{{< relref "/posts/p2" >}}'),
    ],
)
def test_links_are_spelled_as_asked(batch, how, expected):
    texts, _ = batch(*POSTS, post_links=how)
    assert links_in(texts["p1"])[0] == expected


def test_links_between_files_are_relative(batch):
    texts, _ = batch(*POSTS, to="markdown", post_links="path")
    assert links_in(texts["p1"])[0] == "p2.md"


def test_a_way_to_write_links_that_is_none(batch):
    with pytest.raises(convert.UsageError, match="post_links"):
        batch(*POSTS, post_links="nowhere")


def test_old_addresses_become_aliases(batch):
    texts, _ = batch(*POSTS, keep_urls="alias")
    assert "aliases:\n  - /2\n  - /m/2\n  - /entry/둘\n  - /m/entry/둘\n" in texts["p2"]


def test_a_post_can_stay_where_it_was(batch):
    texts, _ = batch(*POSTS, keep_urls="url")
    assert "url: /entry/둘\n" in texts["p2"]
    assert links_in(texts["p1"])[0] == "/entry/둘"


def test_the_first_of_two_posts_has_an_old_address_of_both(batch):
    texts, notices = batch(post(1, "가", url=f"https://{HOST}/x"), post(2, "나", url=f"https://{HOST}/x"), keep_urls="alias")
    assert "  - /x\n" in texts["p1"]
    assert "  - /x\n" not in texts["p2"]
    assert ("old-address", "/x") in notices


def test_the_order_of_sources_says_nothing(batch):
    assert batch(*POSTS, keep_urls="alias")[0] == batch(*reversed(POSTS), keep_urls="alias")[0]


def test_an_address_of_the_source_is_no_reference_of_ours(batch):
    """Otherwise a post could call shortcodes, and one that names no page breaks the site."""
    source = post(1, link("relref:nosuch") + '<img src="relref:nosuch">', url=f"https://{HOST}/1")
    texts, _ = batch(source, post_links="relref", schemes="relref")
    assert links_in(texts["p1"]) == ["./relref:nosuch", "./relref:nosuch"]
    texts, _ = batch(source, post_links="relref")
    assert links_in(texts["p1"]) == []
    assert "{{" not in convert.dumps(convert.loads(link("relref:nosuch"), "tistory"), "hugo", front_matter=False)


def test_links_in_html_that_becomes_markdown_move_too(batch):
    drawing = f'<svg><a href="https://{HOST}/2?a=1&amp;b=2"><text>저기</text></a></svg>'
    texts, _ = batch(Source("p1.html", f"---\ntitle: 글\nurl: https://{HOST}/1\n---\n{drawing}".encode(), "p1.html"), POSTS[1])
    assert links_in(texts["p1"]) == ["/posts/p2/"]


def test_old_addresses_with_marks_of_addresses_stay_whole(batch):
    sources = [
        post(number, "글", url=f"https://{HOST}/entry/{name}") for number, name in enumerate(("C%23", "50%25ab", "왜%3F"), 1)
    ]
    texts, _ = batch(*sources, keep_urls="alias")
    assert [re.findall(r"  - \"?(/entry/.*?)\"?\n", texts[f"p{number}"])[0] for number in (1, 2, 3)] == [
        "/entry/C#",
        "/entry/50%ab",
        "/entry/왜?",
    ]


def csv_rows_in(folder):
    return (folder / "site" / "redirects.csv").read_text().replace(f"https://{HOST}", "").splitlines()[1:]


QUERIES = ("/board/view.php?no={}", "/index.php?p={}", "/?p={}", "/view?no={}&page=1", "/notice/view.php?no={}")


@pytest.mark.parametrize("address", QUERIES)
@pytest.mark.parametrize("keep_urls", ["none", "alias", "url"])
def test_an_address_with_a_query_is_not_its_path(batch, tmp_path, address, keep_urls):
    """Otherwise the first of many would have the path of them all, and the others be told that it is another's."""
    old = [address.format(number) for number in range(3)]
    sources = [post(number, "글", aliases=f'["{one}"]') for number, one in enumerate(old)]
    texts, notices = batch(*sources, keep_urls=keep_urls, redirects=("netlify", "cloudflare", "nginx", "apache", "csv"))
    assert {detail for kind, detail in notices if kind == "pathless-address"} == {*old}
    assert not {kind for kind, _ in notices} & {"old-address", "unfit-address"}
    for number, one in enumerate(old):
        front = convert.loads(texts[f"p{number}"], "markdown").meta
        assert front.extra["original_aliases"] == [one]
        assert {*front.aliases} <= {f"/{number}", f"/m/{number}"}
    lines = (tmp_path / "site" / "static" / "_redirects").read_text().splitlines()
    numbers = {line.split()[0] for line in lines} | {row.split(",")[0] for row in csv_rows_in(tmp_path)}
    assert numbers <= {f"{twin}/{number}" for twin in ("", "/m") for number in range(3)}


@pytest.mark.parametrize("address", QUERIES)
@pytest.mark.parametrize("host", ["", f"https://{HOST}", "https://www.b.kr"])
def test_links_with_a_query_lead_to_the_post_it_tells(batch, address, host):
    old = [host + address.format(number) for number in range(4)]
    body = "".join([f'<a href="{escape(url)}#가">저기</a>' for url in old])
    sources = [post(number, body if number == 0 else "글", aliases=f'["{old[number]}"]') for number in range(3)]
    texts, _ = batch(*sources, keep_urls="alias")
    assert links_in(texts["p0"]) == [*(f"/posts/p{number}/#가" for number in range(3)), f"{old[3]}#가"]


def test_a_link_with_a_query_to_a_hidden_post_does_not_tell_of_it(batch):
    """And one that differs in its query alone stays a link."""
    old = [f"/board/view.php?no={number}" for number in range(2)]
    hidden = post(1, "글", aliases=f'["{old[1]}"]', visibility="private")
    texts, notices = batch(post(0, link(old[0]) + link(old[1]), aliases=f'["{old[0]}"]'), hidden)
    assert links_in(texts["p0"]) == ["/posts/p0/"]
    assert {kind for kind, _ in notices} >= {"unpublished-link"}


def test_a_query_that_says_nothing_is_no_part_of_an_old_address(batch):
    """Tistory's paths mean a post by themselves, and so do those on which a feed counts its readers."""
    urls = (f"https://{HOST}/entry/하나?category=7", "https://b.kr/two/?utm_source=rss&utm_medium=feed", "https://b.kr/three?#가")
    texts, notices = batch(*(post(number, "글", url=url) for number, url in enumerate(urls)), keep_urls="alias")
    assert [convert.loads(texts[f"p{number}"], "markdown").meta.aliases[-1] for number in range(3)] == [
        "/m/entry/하나",
        "/two",
        "/three",
    ]
    assert "pathless-address" not in {kind for kind, _ in notices}


ENGINE_FILES = (
    "/index.xml",
    "/posts/index.xml",
    "/sitemap.xml",
    "/robots.txt",
    "/404.html",
    "/Feed.xml",
    "/index.json",
    "/page/2",
)


@pytest.mark.parametrize(
    ("to", "keep_urls"),
    [("hugo", "none"), ("hugo", "alias"), ("hugo", "url"), ("jekyll", "none"), ("jekyll", "alias"), ("docusaurus", "alias")],
)
def test_no_old_address_takes_a_file_of_the_site(batch, tmp_path, keep_urls, to):
    """A host told to redirect the feed would send its readers to a post."""
    free = ("/board/index.php", "/old.xml", "/page/about", "/a/sitemap.xml")
    one = post(1, "글", aliases=f"{[*ENGINE_FILES, *free]}")
    _, notices = batch(one, post(2, "글"), to=to, keep_urls=keep_urls, redirects=("netlify", "csv"))
    assert {detail for kind, detail in notices if kind == "old-address"} == {*ENGINE_FILES}
    [lines] = [path.read_text() for path in (tmp_path / "site").rglob("_redirects")]
    redirected = {line.split()[0] for line in lines.splitlines()}
    assert redirected.isdisjoint(ENGINE_FILES)
    assert redirected > {*free}


def test_a_file_beside_which_no_site_is_keeps_every_address(batch):
    texts, _ = batch(post(1, "글", aliases='["/index.xml"]'), post(2, "글"), to="markdown", keep_urls="alias")
    assert "/index.xml" in convert.loads(texts["p1"], "markdown").meta.aliases


@pytest.mark.parametrize("keep_urls", ["none", "alias"])
def test_a_question_without_an_answer_is_no_query(batch, keep_urls):
    texts, notices = batch(post(1, "글", aliases='["/a?", "/b?#c"]'), keep_urls=keep_urls)
    assert {*convert.loads(texts["p1"], "markdown").meta.aliases} - {"/1", "/m/1"} == {"/a", "/b"}
    assert "pathless-address" not in {kind for kind, _ in notices}


def test_what_is_no_path_stays_an_alias_of_a_file(batch):
    texts, _ = batch(
        post(1, "글", aliases='["/view?no=3", "/back\\\\slash", "/a"]'), post(2, "글"), to="markdown", keep_urls="alias"
    )
    assert set(convert.loads(texts["p1"], "markdown").meta.aliases) == {"/1", "/m/1", "/a", "/view?no=3", "/back\\slash"}


@pytest.mark.parametrize("path", ["/back\\slash", "/a/../b", "/가\\나", "old-name", "mailto:a@b.kr"])
@pytest.mark.parametrize("keep_urls", ["none", "alias", "url"])
def test_an_alias_no_path_can_be_is_named_and_kept_apart(batch, path, keep_urls):
    front = f'["/a:b", "{path}"]'.replace("\\", "\\\\")
    texts, notices = batch(post(1, "글", aliases=front, original_aliases="[/earlier]"), keep_urls=keep_urls)
    assert ("pathless-address", path) in notices
    assert convert.loads(texts["p1"], "markdown").meta.extra["original_aliases"] == ["/earlier", "/a:b", path]


def test_an_address_that_ends_like_a_file_stays_a_page(batch):
    texts, _ = batch(post(1, "글", url=f"https://{HOST}/entry/Node.js"), keep_urls="url")
    assert "url: /entry/Node.js/\n" in texts["p1"]
