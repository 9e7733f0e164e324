"""A site that is written again: what was published stays, what was hidden stays, and its owner is heard."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from moving import migrate, put_post
from resource_bytes import PNG

import convert

OLD = Path(__file__).parent.parent / "fixtures" / "upgrade"
"""Sites that version 0.1.0 wrote before it knew of `unknown`, with a table by which 3 is private, on a blog at `BLOG`."""

BLOG = "https://bada.tistory.com"


def front_of(path):
    return path.read_text().split("\n---\n")[0]


def is_draft(path):
    return "\ndraft: true" in front_of(path) or "\npublished: false" in front_of(path)


def post(number, title, body, front=""):
    return f"---\ntitle: {title}\nurl: {BLOG}/entry/{title}\nentry_id: {number}\n{front}---\n{body}\n"


POSTS = {
    1: ("첫 글", "<p>바다에 갔다.</p>"),
    2: ("둘째 글", f'<p>산에 갔다. <a href="{BLOG}/1">첫 글</a>과 <a href="{BLOG}/3">잠근 글</a></p>'),
    3: ("잠근 글", "<p>나만 본다.</p>"),
    4: ("고친 글", "<p>집에 있었다.</p>"),
    5: ("감춘 글", "<p>나중에 감췄다.</p>"),
    6: ("지운 글", "<p>나중에 지웠다.</p>"),
}


@pytest.fixture(params=["hugo", "jekyll"])
def old_site(request, tmp_path):
    """The blog, a site of it of the last version, and a function that finds the page of a post."""
    shutil.copytree(OLD / request.param, tmp_path / "site")
    for number, (title, body) in POSTS.items():
        put_post(tmp_path / "blog", number, title, body)

    def page(number):
        name = POSTS[number][0].replace(" ", "-")
        files = (path for path in (tmp_path / "site").rglob("*.md") if name in path.as_posix())
        return next(files, None)

    def again(*options):
        return migrate(tmp_path / "blog", "-o", tmp_path / "site", "-t", request.param, "--blog-url", BLOG, *options)

    return page, again


def test_an_upgrade_takes_no_live_post_away_and_publishes_none(old_site):
    page, again = old_site
    page(4).write_text(page(4).read_text() + "\n내가 더한 줄\n")
    page(5).write_text(page(5).read_text().replace("title:", "draft: true\npublished: false\ntitle:", 1))
    page(6).unlink()
    said = again()
    assert {number for number in POSTS if not is_draft(page(number))} == {1, 2, 4}
    assert "내가 더한 줄" in page(4).read_text()
    assert "3 posts are drafts" in said
    assert "3 posts are drafts" in again()
    assert {number for number in POSTS if not is_draft(page(number))} == {1, 2, 4}
    assert "잠근-글" not in page(2).read_text()
    assert "첫-글" in page(2).read_text()


def test_an_upgrade_with_the_same_table_changes_only_the_link_to_what_is_private(old_site, tmp_path):
    page, again = old_site
    before = {number: page(number).read_text() for number in POSTS}
    (tmp_path / "t.csv").write_text("번호,공개\n3,비공개\n")
    said = again("--meta", tmp_path / "t.csv")
    assert "nobody says" not in said
    assert {number for number in POSTS if page(number).read_text() != before[number]} == {2}
    assert "written 1, unchanged 5, failed 0" in said


def test_a_folder_without_a_record_is_not_taken_off_the_web(tmp_path):
    """As `convert` of that version left it. A page is known by the number in it, and one of another post says nothing of this one."""
    shutil.copytree(OLD / "hugo", tmp_path / "site", ignore=shutil.ignore_patterns(".blogconvert"))
    for number, (title, body) in POSTS.items():
        put_post(tmp_path / "blog", number, title, body)
    (other,) = (tmp_path / "site").rglob("지운-글/index.md")
    other.write_text(other.read_text().replace('entry_id: "6"', 'entry_id: "60"'))
    convert.convert(tmp_path / "blog", to="hugo", output=tmp_path / "site", keep_urls="alias", blog_url=BLOG)
    pages = {path.parent.name: path for path in (tmp_path / "site").rglob("index.md")}
    assert [name for name, path in pages.items() if is_draft(path)] == ["잠근-글"]
    new = {path.parent.name: is_draft(path) for path in (tmp_path / "site").rglob("*~")}
    assert new == {"둘째-글": False, "잠근-글": True, "지운-글": True}  # the first without its link to what is private


def test_a_new_post_of_a_live_site_is_a_draft(old_site, tmp_path):
    _, again = old_site
    put_post(tmp_path / "blog", 7, "새 글", "<p>새로 썼다.</p>")
    said = again()
    (new,) = (path for path in (tmp_path / "site").rglob("*.md") if "새-글" in path.as_posix())
    assert is_draft(new)
    assert "2 posts are drafts" in said  # with the one that is private


def test_other_options_take_no_live_post_away(old_site, tmp_path):
    _, again = old_site
    again()
    again("--section", "글")
    pages = [path for path in (tmp_path / "site").rglob("*.md") if path.stem not in ("README", "_index")]
    public = {front_of(path).split("entry_id:")[1].split()[0].strip('"') for path in pages if not is_draft(path)}
    assert public == {"1", "2", "4", "5", "6"}


LEFT = "a page that was changed or left behind"


@pytest.fixture
def site(tmp_path):
    """A blog of two posts, the first with a link to the second, and a function that moves it."""
    put_post(tmp_path / "blog", 1, "하나", f'<p><a href="{BLOG}/2">둘</a></p>')
    put_post(tmp_path / "blog", 2, "둘", "<p>글</p>")

    def move(rows, *options):
        (tmp_path / "t.csv").write_text("id,visibility\n" + rows)
        return migrate(tmp_path / "blog", "-o", tmp_path / "site", "--blog-url", BLOG, "--meta", tmp_path / "t.csv", *options)

    def page(name):
        return tmp_path / "site/content/posts" / name / "index.md"

    return move, page


def test_what_was_assumed_to_be_public_once_stays_so(site):
    move, page = site
    move("", "--assume-public")
    move("")
    assert not is_draft(page("하나"))
    assert not is_draft(page("둘"))


def test_what_was_hidden_once_stays_so_when_the_table_is_gone(site):
    move, page = site
    move("1,public\n2,private\n")
    assert "1 post is a draft, since nobody says who may read it" in move("")
    assert not is_draft(page("하나"))
    assert is_draft(page("둘"))


def test_who_publishes_a_draft_by_hand_is_heard(site):
    """The page stays as it is, no new version is put beside it, it is no draft any more, and links to it are there again."""
    move, page = site
    assert "둘](" not in (move("1,public\n"), page("하나").read_text())[1]
    page("둘").write_text(page("둘").read_text().replace("draft: true", "draft: false"))
    said = move("1,public\n")
    assert "nobody says" not in said
    assert "you have changed" not in said
    assert "draft: false" in page("둘").read_text()
    assert "[둘](/posts/둘/)" in page("하나").read_text()


def test_who_publishes_a_draft_of_the_source_by_hand_is_heard(tmp_path):
    blog, site = tmp_path / "blog", tmp_path / "site"
    blog.mkdir()
    (blog / "a.md").write_text(post(1, "가", f'<a href="{BLOG}/2">둘</a>'))
    (blog / "b.md").write_text(post(2, "나", "글", "draft: true\n"))
    migrate(blog, "-o", site)
    page, linking = (site / "content/posts" / name / "index.md" for name in "ba")
    assert "[둘]" not in linking.read_text()
    page.write_text(page.read_text().replace("draft: true", "draft: false"))
    said = migrate(blog, "-o", site)
    assert "not for everybody" not in said
    assert "draft: false" in page.read_text()
    assert "[둘](/posts/b/)" in linking.read_text()


def test_what_its_source_took_back_is_hidden_again(tmp_path):
    blog, site = tmp_path / "blog", tmp_path / "site"
    blog.mkdir()
    (blog / "a.md").write_text(post(1, "가", f'<a href="{BLOG}/2">둘</a>'))
    (blog / "b.md").write_text(post(2, "나", "글"))
    migrate(blog, "-o", site)
    (blog / "b.md").write_text(post(2, "나", "글", "draft: true\n"))
    migrate(blog, "-o", site)
    assert is_draft(site / "content/posts/b/index.md")
    assert "[둘]" not in (site / "content/posts/a/index.md").read_text()


def test_who_hides_a_page_by_hand_is_heard(site):
    move, page = site
    move("1,public\n2,public\n")
    page("둘").write_text(page("둘").read_text().replace("title:", "draft: true\ntitle:"))
    move("1,public\n")
    assert "draft: true" in page("둘").read_text()
    assert "둘](" not in page("하나").read_text()


def test_a_page_its_owner_changed_that_shows_what_is_private_is_named_until_it_is_hidden(site):
    move, page = site
    move("1,public\n2,public\n")
    page("둘").write_text(page("둘").read_text() + "\n내 줄\n")
    for _ in range(2):
        said = move("1,public\n2,private\n")
        assert "post that is not public still shown by a page: content/posts/둘/index.md\n" in said
    page("둘").write_text(page("둘").read_text().replace("title:", "draft: true\ntitle:"))
    assert "not for everybody" not in move("1,public\n2,private\n")


@pytest.mark.parametrize("to", ["hugo", "jekyll", "hexo", "mkdocs"])
@pytest.mark.parametrize("word", ["status: 비공개", "visibility: members", "password: abc", "draft: true", "published: false"])
def test_a_changed_page_of_what_is_hidden_now_is_named_by_convert_too(tmp_path, to, word):
    """Which records no posts, only files; the post has no number by which its page would be known."""
    found = tmp_path / "blog/하나.md"
    found.parent.mkdir()
    found.write_text("---\ntitle: 하나\ndate: 2024-07-22\n---\n\n글\n")

    def exposed():
        report = convert.Collected()
        convert.convert(found.parent, to=to, output=tmp_path / "site", report=report)
        return [notice.place for notice in report.notices() if notice.kind == "exposed-post"]

    assert exposed() == []
    (page,) = (tmp_path / "site").rglob("*.md")
    page.write_text(page.read_text() + "\n내 줄\n")
    assert exposed() == []
    found.write_text(found.read_text().replace("title:", f"{word}\ntitle:"))
    assert [exposed() for _ in range(2)] == [[page.relative_to(tmp_path / "site").as_posix()]] * 2


@pytest.mark.parametrize("to", ["hugo", "jekyll", "hexo", "mkdocs"])
def test_who_publishes_a_draft_by_hand_keeps_the_links_to_it_by_convert_too(tmp_path, to):
    """The page is named, as it may be that of a post its source took back; it is there, so that no link is cut."""
    (tmp_path / "blog").mkdir()
    (tmp_path / "blog/a.md").write_text("---\ntitle: 하나\ndate: 2024-07-22\n---\n\n[보라](b.md)\n")
    (tmp_path / "blog/b.md").write_text("---\ntitle: 둘\ndate: 2024-07-22\ndraft: true\n---\n\n글\n")

    def kinds():
        report = convert.Collected()
        convert.convert(tmp_path / "blog", to=to, output=tmp_path / "site", report=report)
        return {notice.kind for notice in report.notices()} & {"exposed-post", "unpublished-link"}

    assert kinds() == {"unpublished-link"}
    (page,) = (path for path in (tmp_path / "site").rglob("*.md") if "둘" in path.read_text())
    page.write_text(page.read_text().replace("draft: true", "draft: false").replace("published: false", "published: true"))
    assert kinds() == {"exposed-post"}
    (linking,) = (path for path in (tmp_path / "site").rglob("*.md") if "보라" in path.read_text())
    assert "[보라](" in linking.read_text()


def test_an_older_page_of_what_is_private_goes(site):
    move, page = site
    move("1,public\n2,public\n")
    said = move("1,public\n2,private\n", "--section", "글")
    assert "removed from where it was shown: content/posts/둘/index.md\n" in said
    assert not page("둘").exists()
    assert page("하나").exists()  # what is not private waits for --prune
    assert is_draft(page("둘").parents[2] / "글/둘/index.md")
    assert "not for everybody" not in move("1,public\n2,private\n", "--section", "글")


def test_an_older_page_of_what_is_private_that_its_owner_changed_is_named(site):
    move, page = site
    move("1,public\n2,public\n")
    page("둘").write_text(page("둘").read_text() + "\n내 줄\n")
    for options in ((), (), ("--prune",)):
        said = move("1,public\n2,private\n", "--section", "글", *options)
        assert "post that is not public still shown by a page: content/posts/둘/index.md\n" in said
    assert "내 줄" in page("둘").read_text()


@pytest.mark.parametrize(
    "to", ["hugo", "jekyll", "hexo", "astro", "docusaurus", "eleventy", "vitepress", "pelican", "mkdocs", "nikola"]
)
def test_an_older_page_of_what_is_private_goes_with_its_pictures(tmp_path, to):
    body = '<p>글</p><p><img src="a.png"> <a href="b.csv">표</a></p>'
    put_post(tmp_path / "blog", 1, "하나", body)
    put_post(tmp_path / "blog", 2, "둘", body)
    for name, data in (("a.png", PNG), ("b.csv", b"1,2\n")):
        for folder in {path.parent for path in (tmp_path / "blog").rglob("*.html")}:
            (folder / name).write_bytes(data)

    def move(rows):
        (tmp_path / "t.csv").write_text("id,visibility,slug\n" + rows)
        said = migrate(tmp_path / "blog", "-o", tmp_path / "site", "-t", to, "--blog-url", BLOG, "--meta", tmp_path / "t.csv")
        files = [path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*") if path.is_file()]
        return said, [path for path in files if not path.startswith((".blogconvert/", "_unpublished/"))]

    _, before = move("1,public,\n2,public,\n")
    assert sum("둘" in path for path in before) == 3
    said, after = move("1,public,new-one\n2,private,hidden\n")
    assert [path for path in after if "둘" in path] == []
    assert sum("하나" in path for path in after) == 3
    assert "removed from where it was shown" in said


def test_who_moves_a_post_of_astro_out_of_what_is_kept_back_is_heard(tmp_path):
    """Astro has no drafts, so that to publish one by hand is to move it."""
    put_post(tmp_path / "blog", 1, "하나", f'<p><a href="{BLOG}/2">둘</a></p>')
    put_post(tmp_path / "blog", 2, "둘", "<p>글</p>")
    (tmp_path / "t.csv").write_text("id,visibility\n1,public\n")

    def move():
        options = ("-t", "astro", "--blog-url", BLOG, "--meta", tmp_path / "t.csv")
        return migrate(tmp_path / "blog", "-o", tmp_path / "site", *options)

    assert "1 post is a draft" in move()
    posts, waiting = tmp_path / "site/src/content/blog", tmp_path / "site/_unpublished/src/content/blog"
    assert [path.name for path in posts.iterdir()] == ["하나.md"]
    (posts / "둘.md").write_text((waiting / "둘.md").read_text().replace("draft: true\n", ""))
    (waiting / "둘.md").unlink()
    assert "are drafts" not in (said := move())
    assert "is a draft" not in said
    assert "(/blog/둘/)" in (posts / "하나.md").read_text()
    assert "draft" not in (posts / "둘.md").read_text()


def test_an_older_page_of_what_its_source_took_back_goes(tmp_path):
    front = "---\ntitle: 하나\nentry_id: 1\nslug: {}\ndraft: {}\n---\n글\n"
    (tmp_path / "blog").mkdir()
    (tmp_path / "blog/1.md").write_text(front.format("one", "false"))
    migrate(tmp_path / "blog", "-o", tmp_path / "site")
    (tmp_path / "blog/1.md").write_text(front.format("two", "true"))
    migrate(tmp_path / "blog", "-o", tmp_path / "site", "--names", "slug")
    assert [is_draft(path) for path in (tmp_path / "site/content").rglob("index.md")] == [True]


def test_a_page_nobody_changed_is_hidden_when_its_post_is(site):
    move, page = site
    move("1,public\n2,public\n")
    assert "not for everybody" not in move("1,public\n2,private\n")
    assert is_draft(page("둘"))


def test_a_deleted_page_comes_back_as_a_draft(site):
    move, page = site
    move("1,public\n2,public\n")
    page("둘").unlink()
    move("1,public\n")
    assert is_draft(page("둘"))


def test_the_table_of_a_live_site_says_what_is_public(site, tmp_path):
    move, _ = site
    move("1,public\n")
    move("", "--meta-template", tmp_path / "new.csv")
    rows = list(csv.reader((tmp_path / "new.csv").read_text(encoding="utf-8-sig").splitlines()))[1:]
    assert [(row[0], row[4]) for row in rows] == [("1", "public"), ("2", "")]


def test_a_manifest_that_leads_out_of_the_folder_shows_nothing(tmp_path):
    shutil.copytree(OLD / "hugo", tmp_path / "site")
    put_post(tmp_path / "blog", 3, "잠근 글", "<p>나만 본다.</p>")
    (tmp_path / "open.md").write_text("---\ntitle: x\n---\n")
    manifest = tmp_path / "site/.blogconvert/manifest.json"
    data = json.loads(manifest.read_text())
    data["files"]["../open.md"] = data["files"].pop("content/posts/잠근-글/index.md")
    data["names"]["잠근-글"] |= {"file": "../open.md", "state": "public"}
    manifest.write_text(json.dumps(data))
    migrate(tmp_path / "blog", "-o", tmp_path / "site", "--blog-url", BLOG)
    (page,) = (path for path in (tmp_path / "site").rglob("*.md*") if "잠근" in path.as_posix() and "new" in path.name)
    assert "draft: true" in page.read_text()
