"""What a site may tell of posts it does not show: links, redirects and files that lead to them."""

import re
import zipfile
from urllib.parse import unquote

import pytest
from built_site import built, walked
from moving import PAGE, migrate, put_post, tree
from resource_bytes import PNG

import convert
from convert.sources.source import Source

BLOG = "https://bada.tistory.com"


# Links to what is hidden


def post(number, title, body, front=""):
    return f"---\ntitle: {title}\nurl: {BLOG}/entry/{title}\nentry_id: {number}\n{front}---\n{body}\n"


LINKS = {
    "by number": (f'<p>앞 <a href="{BLOG}/3">글자</a> 뒤</p>', "앞 글자 뒤"),
    "by name": (f'<p><a href="{BLOG}/entry/비밀-이름">글자</a></p>', "글자"),
    "from the root": ('<p><a href="/m/3?category=1#가">글자</a></p>', "글자"),
    "whose text is the address": (f'<p><a href="{BLOG}/entry/비밀-이름">{BLOG}/entry/비밀-이름</a></p>', f"{BLOG}/…"),
    "whose text is the address in part": (f'<p><a href="{BLOG}/3">여기 bada.tistory.com/entry/비밀-이름</a></p>', "여기 bada.tistory.com/…"),
    "to its comments": (f'<p><a href="{BLOG}/entry/비밀-이름/comment-page-2/#comment-9">글자</a></p>', "글자"),
    "to its feed": (f'<p><a href="{BLOG}/entry/비밀-이름/feed">글자</a></p>', "글자"),
    "to its second page": ('<p><a href="/entry/비밀-이름/2/">글자</a></p>', "글자"),
    "to its page for phones": (f'<p><a href="{BLOG}/entry/비밀-이름/AMP/?a=1">글자</a></p>', "글자"),
    "in a text": (f'<p>주소는 {BLOG}/entry/비밀-이름 이다</p>', f"주소는 {BLOG}/… 이다"),
    "in a text without a scheme": ('<p>주소는 (bada.tistory.com/entry/비밀-이름).</p>', "주소는 (bada.tistory.com/…)."),
    "in a text before a particle": (f'<p>{BLOG}/3를 보라, {BLOG}/4는 말고</p>', f"{BLOG}/…를 보라, {BLOG}/4는 말고"),
    "in a text in Korean before a particle": (f"<p>{BLOG}/entry/비밀-이름을 보라</p>", f"{BLOG}/…을 보라"),
    "in a text beside another": (f"<p>{BLOG}/3,{BLOG}/4</p>", f"{BLOG}/…,{BLOG}/4"),
    "in an address of another host": (f"<p>https://a.example/web/{BLOG}/3</p>", f"https://a.example/web/{BLOG}/…"),
    "in a text before a bracket": (f"<p>「{BLOG}/3」에</p>", f"「{BLOG}/…」에"),
    "in a text of a link": (f'<p><a href="https://a.example/">{BLOG}/3</a></p>', f"{BLOG}/…"),
    "in marks": (f'<p><b><a href="{BLOG}/3">글자</a></b></p>', "**글자**"),
    "in a table": (f'<table><tr><th>가</th></tr><tr><td><a href="{BLOG}/3">글자</a></td></tr></table>', "글자"),
    "in other letters": (f'<p><a href="{BLOG}/Entry/비밀-이름">글자</a></p>', "글자"),
    "on its new address": ('<p><a href="/posts/비밀/">글자</a></p>', "글자"),
    "to its file": ('<p><a href="비밀.md">글자</a></p>', "글자"),
    "of a card": (
        f'<figure data-ke-type="opengraph" data-og-title="카드 제목" data-og-description="카드 설명" data-og-host="bada.tistory.com" '
        f'data-og-url="{BLOG}/3"><a href="{BLOG}/3"><div class="og-text"><p class="og-title">카드 제목</p></div></a></figure>',
        "카드 제목\\\n카드 설명",
    ),
}  # fmt: skip


def moved_posts(tmp_path, body, to="hugo", hidden="private: true\n", **options):
    """Two posts: a public one with this body, and one that is not. What the public one became, and the notices."""
    folder = tmp_path / "blog"
    folder.mkdir(exist_ok=True)
    (folder / "보이는.md").write_text(post(2, "보이는-글", body))
    (folder / "비밀.md").write_text(post(3, "비밀-이름", "<p>비밀</p>", hidden))
    found = convert.Collected()
    result = convert.convert(folder, to=to, output=tmp_path / "site", report=found, **options)
    assert not result.errors
    (page,) = (path for path in (tmp_path / "site").rglob("*.md") if "title: 보이는-글" in path.read_text())
    return page.read_text(), [notice for notice in found.notices() if notice.kind in ("unpublished-link", "missing")]


@pytest.mark.parametrize("hidden", ["private: true\n", "protected: true\n", "draft: true\n", "visibility: unknown\n"])
@pytest.mark.parametrize("kind", LINKS)
def test_a_link_to_a_hidden_post_is_its_text(tmp_path, kind, hidden):
    body, text = LINKS[kind]
    page, notices = moved_posts(tmp_path, body, hidden=hidden)
    assert text in page
    assert "비밀-이름" not in page
    assert not re.search(r"/3\b", page)
    (notice,) = notices
    assert notice.detail.startswith("“보이는-글” to “비밀-이름” (")
    assert notice.detail.endswith("), left out")


@pytest.mark.parametrize(
    "to", ["hugo", "jekyll", "hexo", "astro", "docusaurus", "eleventy", "vitepress", "pelican", "mkdocs", "nikola", "obsidian"]
)
@pytest.mark.parametrize("how", ["path", "keep", "https://example.org{path}"])
def test_no_engine_gets_the_link_whatever_links_are_like(tmp_path, to, how):
    page, notices = moved_posts(tmp_path, LINKS["by name"][0], to, post_links=how)
    assert "비밀-이름" not in page
    assert [notice.kind for notice in notices] == ["unpublished-link"]


@pytest.mark.parametrize(("link", "target"), [("/guide/2/", ""), (f"{BLOG}/guide/2", ""), ("/guide/2/#가", "#가")])
def test_a_link_to_a_post_below_the_address_of_a_hidden_one_stays(tmp_path, link, target):
    (tmp_path / "a.md").write_text(f"---\ntitle: 비밀\nurl: {BLOG}/guide/\nprivate: true\n---\n글\n")
    (tmp_path / "b.md").write_text(f"---\ntitle: 둘째\nurl: {BLOG}/guide/2/\n---\n글\n")
    (tmp_path / "c.md").write_text(f'---\ntitle: 셋째\n---\n<a href="{link}">글</a> <a href="{BLOG}/guide/3/">쪽</a>\n')
    convert.convert(tmp_path, to="hugo", output=tmp_path / "site")
    assert (tmp_path / "site/content/posts/c/index.md").read_text().endswith(f"\n[글](/posts/b/{target}) 쪽\n")


def test_relref_would_stop_the_build(tmp_path):
    page, _ = moved_posts(tmp_path, LINKS["by number"][0], post_links="relref")
    assert "relref" not in page


@pytest.mark.parametrize("hidden_url", ["https://b.kr/10-Slug/", "https://www.b.kr/10-slug", "/10-SLUG/"])
@pytest.mark.parametrize(
    "url", ["/10-SLUG/", "https://b.kr/10-slug/", "https://B.kr/10-sLUG", "/10-%53lug/?a=1#b", "/10-SLUG/feed"]
)
@pytest.mark.parametrize("form", ["[글자]({})", "가 {} 나"])
def test_a_link_in_other_letters_is_known(tmp_path, hidden_url, url, form):
    if "가" in form and url[:1] == "/":
        return
    secret = Source("b.md", f"---\ntitle: 몰래\nurl: {hidden_url}\nprivate: true\n---\n글\n".encode(), "b.md")
    shown = Source("a.md", f"---\ntitle: 글\nurl: https://b.kr/1\n---\n{form.format(url)}\n".encode(), "a.md")
    convert.convert((shown, secret), to="hugo", output=tmp_path)
    assert "slug" not in (tmp_path / "content/posts/a/index.md").read_text().casefold().replace("%53", "s")


@pytest.mark.parametrize("hidden_host", ["바다.kr", "xn--2j1b67o.kr", "XN--2J1B67O.kr"])
@pytest.mark.parametrize("host", ["바다.kr", "xn--2j1b67o.kr"])
@pytest.mark.parametrize("form", ["[글자](https://{}/secret)", "가 https://{}/secret 나"])
def test_a_host_is_known_in_its_own_letters_and_as_servers_have_it(tmp_path, hidden_host, host, form):
    secret = Source("b.md", f"---\ntitle: 몰래\nurl: https://{hidden_host}/secret\nprivate: true\n---\n글\n".encode(), "b.md")
    shown = Source("a.md", f"---\ntitle: 글\n---\n{form.format(host)}\n".encode(), "a.md")
    convert.convert((shown, secret), to="hugo", output=tmp_path)
    assert "secret" not in (tmp_path / "content/posts/a/index.md").read_text()


@pytest.mark.parametrize("public", ["/entry/a한글", "/entry/ab", "/entry/a-을", "/entry/a/3"])
def test_the_address_of_a_post_that_is_shown_stays_though_it_begins_as_that_of_a_hidden_one(tmp_path, public):
    texts = ("title: 글", f"title: 둘\nurl: {BLOG}/entry/a\nprivate: true", f"title: 셋\nurl: {BLOG}{public}")
    body = f"{BLOG}{public} {BLOG}{public}을 {BLOG}/entry/a를"
    sources = [Source(f"{n}.md", f"---\n{text}\n---\n{body}\n".encode(), f"{n}.md") for n, text in enumerate(texts)]
    convert.convert(sources, to="hugo", output=tmp_path)
    page = (tmp_path / "content/posts/0/index.md").read_text()
    assert f"{BLOG}{public} {BLOG}{public}을 {BLOG}/…를" in page


def test_a_post_in_other_letters_is_another(tmp_path):
    texts = (
        "title: 하나\nurl: https://b.kr/Foo",
        "title: 둘\nurl: https://b.kr/foo\nprivate: true",
        "title: 셋\nurl: https://b.kr/1",
    )
    body = "[글자](https://b.kr/Foo) https://b.kr/Foo [밖](https://c.kr/foo) [처음](https://b.kr/?p=3)"
    sources = [Source(f"{n}.md", f"---\n{text}\n---\n{body}\n".encode(), f"{n}.md") for n, text in enumerate(texts)]
    convert.convert(sources, to="hugo", output=tmp_path)
    page = (tmp_path / "content/posts/2/index.md").read_text()
    assert "](/posts/" in page
    assert "https://c.kr/foo" in page
    assert "https://b.kr/?p=3" in page
    assert "…" not in page


def test_an_address_with_spaces_goes_whole(tmp_path):
    secret = Source(
        "b.md", f"---\ntitle: 비밀 긴 이름\nurl: {BLOG}/entry/비밀 긴 이름\nprivate: true\n---\n글\n".encode(), "b.md"
    )
    text = f"{BLOG}/entry/비밀 긴 이름"
    linking = Source("a.md", f'---\ntitle: 글\n---\n<a href="{BLOG}/entry/비밀%20긴%20이름">{text}</a>\n'.encode(), "a.md")
    convert.convert((linking, secret), to="hugo", output=tmp_path)
    assert (tmp_path / "content/posts/a/index.md").read_text().endswith(f"\n{BLOG}/…\n")


def test_a_file_of_the_same_name_in_another_folder_is_another(tmp_path):
    for folder, hidden in (("a", "private: true\n"), ("b", "")):
        (tmp_path / "blog" / folder).mkdir(parents=True)
        (tmp_path / "blog" / folder / "x.md").write_text(post(1, f"{folder}1", "글", hidden))
        (tmp_path / "blog" / folder / "y.md").write_text(post(2, f"{folder}2", "[저기](x.md)"))
    convert.convert(tmp_path / "blog", to="hugo", output=tmp_path / "site")
    pages = {
        folder: (tmp_path / f"site/content/posts/{name}/index.md").read_text() for folder, name in (("a", "y"), ("b", "y-2"))
    }
    assert {folder: "](x.md)" in page for folder, page in pages.items()} == {"a": False, "b": True}


def test_a_link_to_a_hidden_member_of_the_same_archive_is_its_text(tmp_path):
    said = {
        "1/1-하나.html": '<p><a href="../2/2-둘.html">가</a> '
        '<a href="../2/2-%EB%91%98.html#x">나</a> <a href="../3/3-셋.html">다</a></p>',
        "2/2-둘.html": "<p>비밀</p>",
        "3/3-셋.html": "<p>글</p>",
    }
    with zipfile.ZipFile(tmp_path / "blog.zip", "w") as archive:
        for name, body in said.items():
            archive.writestr(name, PAGE.format(title=name[4:-5], category="여행", body=body))
    (tmp_path / "t.csv").write_text("id,visibility\n1,public\n2,private\n3,public\n")
    found = convert.Collected()
    convert.convert(tmp_path / "blog.zip", to="hugo", output=tmp_path / "site", report=found, meta=str(tmp_path / "t.csv"))
    (page,) = (path.read_text() for path in (tmp_path / "site").rglob("*.md") if "title: 하나" in path.read_text())
    assert page.splitlines()[-1] == "가 나 [다](../3/3-셋.html)"
    assert [notice.count for notice in found.notices() if notice.kind == "unpublished-link"] == [1, 1]


def test_links_can_be_kept(tmp_path):
    page, notices = moved_posts(tmp_path, LINKS["by number"][0], unpublished_links="keep")
    assert "[글자](/posts/비밀/)" in page
    assert [notice.detail for notice in notices] == [f"“보이는-글” to “비밀-이름” ({BLOG}/3), kept"]


def test_what_is_no_site_keeps_its_links(tmp_path):
    page, notices = moved_posts(tmp_path, LINKS["by number"][0], "markdown")
    assert f"[글자]({BLOG}/3)" in page
    assert notices == []


def test_hidden_posts_may_know_of_each_other(tmp_path):
    folder = tmp_path / "blog"
    put_post(folder, 1, "하나", f'<p><a href="{BLOG}/2">둘</a></p>')
    put_post(folder, 2, "둘", "<p>글</p>")
    said = migrate(folder, "-o", tmp_path / "site", "--blog-url", BLOG)
    assert "[둘](/posts/둘/)" in (tmp_path / "site/content/posts/하나/index.md").read_text()
    assert "not published" not in said


def test_a_link_in_html_that_is_kept_loses_its_address(tmp_path):
    island = f'<svg><a href="{BLOG}/entry/비밀-이름" class="x"><text>저기</text></a><a href=/3><text>또</text></a></svg>'
    page, notices = moved_posts(tmp_path, island, "jekyll", raw_html="keep")
    assert "<svg>" in page
    assert "비밀-이름" not in page
    assert "/3" not in page
    assert {notice.kind for notice in notices} == {"unpublished-link"}


def test_both_posts_are_named_without_asking(tmp_path):
    put_post(tmp_path / "blog", 1, "하나", f'<p><a href="{BLOG}/2">둘</a></p>')
    put_post(tmp_path / "blog", 2, "둘", "<p>글</p>")
    (tmp_path / "t.csv").write_text("id,visibility\n1,public\n2,private\n")
    said = migrate(tmp_path / "blog", "-o", tmp_path / "site", "--blog-url", BLOG, "--meta", tmp_path / "t.csv")
    assert f"1-하나.html: link to a post that is not published: “하나” to “둘” ({BLOG}/2), left out\n" in said


def test_a_link_in_a_comment_tells_nothing_either(tmp_path):
    export = """<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.2/"
    xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><link>https://b.kr</link>{}</channel></rss>"""
    item = """<item><title>{title}</title><link>https://b.kr/{title}/</link><content:encoded><![CDATA[<p>글</p>]]></content:encoded>
    <wp:post_id>{number}</wp:post_id><wp:status>{status}</wp:status><wp:post_type>post</wp:post_type>{more}</item>"""
    comment = """<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_author>손님</wp:comment_author><wp:comment_approved>1</wp:comment_approved>
    <wp:comment_content><![CDATA[<a href="https://b.kr/secret/">거기</a>]]></wp:comment_content></wp:comment>"""
    items = item.format(title="open", number=1, status="publish", more=comment) + item.format(
        title="secret", number=2, status="private", more=""
    )
    (tmp_path / "b.xml").write_text(export.format(items))
    said = migrate(tmp_path / "b.xml", "-o", tmp_path / "site")
    (data,) = (tmp_path / "site/data/comments").rglob("*.json")
    assert "거기" in data.read_text()
    assert "secret" not in data.read_text()
    assert "link to a post that is not published: “open” to “secret”" in said


# What else a site may tell of a hidden post


@pytest.mark.parametrize(
    "to", ["hugo", "jekyll", "hexo", "astro", "docusaurus", "eleventy", "vitepress", "pelican", "mkdocs", "nikola"]
)
def test_no_redirect_leads_to_a_hidden_post(tmp_path, to):
    put_post(tmp_path / "blog", 1, "하나", "<p>글</p>")
    put_post(tmp_path / "blog", 2, "비밀", "<p>글</p>")
    (tmp_path / "t.csv").write_text("id,visibility\n1,public\n")
    hosts = "netlify,cloudflare,nginx,apache,csv"
    migrate(tmp_path / "blog", "-o", tmp_path / "site", "-t", to, "--meta", tmp_path / "t.csv", "--redirects", hosts)
    maps = [path for name in ("_redirects", "redirects.*") for path in (tmp_path / "site").rglob(name) if path.suffix != ".njk"]
    assert len(maps) >= 4
    for path in maps:
        text = unquote(path.read_text())
        assert "하나" in text
        assert "비밀" not in text
        assert "/2" not in text


ATTACHED = '<p>글</p><p><img src="./img/a.png"></p><figure class="fileblock"><a href="./file/비밀.html"><div class="filename">비밀.html</div></a></figure>'
PUBLISHED = {
    "hugo": "static",
    "jekyll": "assets",
    "hexo": "source",
    "astro": ("public", "src/content"),
    "eleventy": "public",
    "vitepress": "docs",
    "pelican": "content",
    "mkdocs": "docs",
    "nikola": "files",
}


OLD_ADDRESSES = [f"{folder}{old}/index.html" for folder in ("content/moved", "docs", "files") for old in ("/1", "/m/1")]


def attached(blog, number, title):
    page = put_post(blog, number, title, ATTACHED)
    for name, data in (("img/a.png", PNG), ("file/비밀.html", b"<!doctype html><p>secret</p>")):
        (page.parent / name).parent.mkdir(exist_ok=True)
        (page.parent / name).write_bytes(data)


@pytest.mark.parametrize("to", PUBLISHED)
@pytest.mark.parametrize("resources", [{}, {"--resources": "static"}])
def test_files_of_a_hidden_post_are_published_with_it_and_not_before(tmp_path, to, resources):
    """Nor do they stay when a post that was public is hidden."""
    if resources and to != "hugo":
        return
    attached(tmp_path / "blog", 1, "글")
    options = [word for option in resources.items() for word in option]
    states = {}
    for state in ("unknown", "public", "private"):
        (tmp_path / "t.csv").write_text(f"id,visibility\n1,{state}\n" if state != "unknown" else "id,lang\n1,ko\n")
        migrate(tmp_path / "blog", "-o", tmp_path / "site", "-t", to, "--meta", tmp_path / "t.csv", *options)
        files = [path for path in tree(tmp_path / "site") if path.endswith((".png", ".html")) and not path.startswith("layouts")]
        states[state] = sorted(
            path
            for path in files
            if path not in OLD_ADDRESSES and not (to == "hugo" and path[:8] == "content/") and not path.endswith("/index.html")
        )
    assert states["public"]
    assert all(path.startswith(PUBLISHED[to]) for path in states["public"])
    assert states["unknown"] == states["private"] == [f"_unpublished/{path}" for path in states["public"]]


def test_the_real_hugo_publishes_no_attachment_of_a_hidden_post(tmp_path):
    attached(tmp_path / "blog", 1, "글")
    migrate(tmp_path / "blog", "-o", tmp_path / "site")
    public = built(tmp_path / "site")
    assert not [path for path in public.rglob("*") if path.is_file() and b"secret" in path.read_bytes()]
    migrate(tmp_path / "blog", "-o", tmp_path / "site", "--assume-public")
    public = built(tmp_path / "site")
    assert walked(public).broken == []
    assert [path for path in public.rglob("*") if path.is_file() and b"secret" in path.read_bytes()]


def test_attachments_of_an_unpacked_backup_are_no_posts(tmp_path):
    """As they are none in the zip; whatever they are, they belong to a post that may be private."""
    attached(tmp_path / "blog", 1, "글")
    for name in ("memo.md", "backup.xml", "b.zip"):
        (tmp_path / "blog/1/file" / name).write_text("---\ntitle: 몰래\n---\n글\n")
    (tmp_path / "blog" / "file").mkdir()
    (tmp_path / "blog" / "file" / "post.md").write_text("---\ntitle: 글\n---\n글\n")
    result = convert.convert(tmp_path / "blog", to="markdown", output=tmp_path / "out")
    assert (result.written, result.failed) == (2, 0)
