"""`blogconvert report` and `migrate --report`: where the page goes, what is beside it, and what is said where it cannot be made."""

import json
import re
from pathlib import Path

import pytest
from reports import outcome, read_report, report_on

from convert.batch.converted import Post
from convert.notices import Notice
from convert.report.comparison import Differences
from convert.report.output_pages import render_outputs_by_hugo_or_ourselves
from convert.report.page import PAGES
from convert.report.page_parts import MOST_INLINE
from convert.report.shown_post import _notice_as_json_row
from convert.report.words import set_language_from_name_or_environment
from convert.sources.source import File

ROOT = Path(__file__).parent.parent.parent
POST = "---\ntitle: {title}\ndate: 2024-07-22T09:30:00+09:00\n---\n\n{text}\n"


@pytest.fixture(autouse=True)
def posts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("posts").mkdir()
    for name in ("가", "나"):
        Path("posts", f"{name}.md").write_text(POST.format(title=name, text="글"), encoding="utf-8")


def test_nothing_but_the_page_and_its_folder_is_written():
    assert outcome("report", "posts") == (0, "report.html shows 2 posts\n")
    assert sorted(path.name for path in Path().iterdir()) == ["posts", "report.html", "report_files"]
    assert sorted(path.name for path in Path("report_files").iterdir()) == ["post-1.js", "post-2.js"]
    assert outcome("report", "posts", "-q", "-o", "other/page.html") == (0, "")
    assert Path("other/page_files/post-2.js").exists()


def test_a_page_refers_to_nothing_outside():
    page = report_on(ROOT / "samples/backup").page
    code = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    assert re.findall(r"(?:src|href)=\"|https?:|url\(|@import|<link|<base", code) == []
    assert re.findall(r"https?:|fetch|XMLHttpRequest|WebSocket|import", (PAGES / "report.js").read_text(encoding="utf-8")) == []
    assert "default-src &#39;none&#39;" in page


def test_parts_of_an_earlier_report_go_and_other_files_stay():
    outcome("report", "posts")
    Path("posts/나.md").unlink()
    for name in ("notes.txt", "post-1.js.txt"):
        Path("report_files", name).write_text("글", encoding="utf-8")
    assert outcome("report", "posts")[0] == 0
    assert sorted(path.name for path in Path("report_files").iterdir()) == ["notes.txt", "post-1.js", "post-1.js.txt"]


def test_where_no_post_is_found_an_earlier_report_stays():
    outcome("report", "posts")
    page = Path("report.html").read_bytes()
    said = "error: nowhere: no such file or folder; check the path\n"
    assert outcome("report", "nowhere") == (1, said)
    assert (Path("report.html").read_bytes(), len(list(Path("report_files").iterdir()))) == (page, 2)
    assert outcome("report", "nowhere", "-o", "other.html") == (1, said)
    assert sorted(path.name for path in Path().iterdir()) == ["posts", "report.html", "report_files"]


def test_the_same_posts_give_the_same_page():
    outcome("report", "posts")
    page = Path("report.html").read_bytes()
    outcome("report", "posts")
    assert Path("report.html").read_bytes() == page


def test_one_file_holds_everything():
    report = report_on(ROOT / "samples/backup", "--inline")
    assert not Path("report_files").exists()
    assert len(report.posts) == 12
    assert report.pictures
    assert all(value.startswith("data:image/") for value in report.pictures.values())


def test_one_file_holds_so_many_posts_and_no_more():
    for number in range(MOST_INLINE - 1):
        Path("posts", f"{number}.md").write_text(POST.format(title=number, text="글"), encoding="utf-8")
    said = (
        "error: one file holds a report of up to 200 posts, and these are 201; leave out --inline, and the posts are in a folder"
    )
    assert outcome("report", "posts", "--inline") == (2, f"{said} beside the page\n")
    assert not Path("report.html").exists()
    Path("posts/가.md").unlink()
    assert outcome("report", "posts", "--inline")[0] == 0


def test_pictures_that_were_taken_along_are_shown_and_others_are_boxes():
    report = report_on(ROOT / "samples/backup")
    shown = {name for post in report.posts for name in post.part["pictures"]}
    assert {f"picture-{name}" for name in shown} == set(report.pictures)
    for post in report.posts:
        for side in ("original", "output"):
            assert set(re.findall('src="picture:([0-9a-f]+)"', post.part[side])) <= set(post.part["pictures"])
    html = '<p data-ke-size="size16"><img src="https://example.org/바다.jpg" width="640" height="480" alt="바다"></p>'
    Path("posts/다.html").write_text(f"---\ntitle: 다\n---\n{html}\n", encoding="utf-8")
    (post,) = report_on("posts/다.html", "-t", "markdown").posts
    for side, size, name in (("original", ", 640 × 480 pixels", "바다.jpg"), ("output", "", "%EB%B0%94%EB%8B%A4.jpg")):
        box = re.search('<span class="bc-box"[^>]*>(.*?)</span>', post.part[side])[1]
        assert box == f"<b>picture on another server{size}</b> <i>바다</i> https://example.org/{name}"


def test_a_migration_makes_a_report_of_its_own_run():
    code, said = outcome("migrate", "posts", "-o", "site", "--report", "report.html", "--notices", "notices.jsonl")
    assert (code, "written 2, failed 0" in said) == (0, True)
    report = read_report(Path("report.html"))
    assert [post.part["file"] for post in report.posts] == [
        "site/content/posts/%EA%B0%80/index.md",
        "site/content/posts/%EB%82%98/index.md",
    ]
    assert [post.part["text"] for post in report.posts] == [
        Path(f"site/content/posts/{name}/index.md").read_text(encoding="utf-8") for name in ("가", "나")
    ]
    counted = sum(json.loads(line)["count"] for line in Path("notices.jsonl").read_text(encoding="utf-8").splitlines())
    assert report.totals["noticesInAll"] == counted
    again = outcome("migrate", "posts", "-o", "site", "--report", "report.html")
    assert (again[0], "unchanged 2" in again[1]) == (0, True)
    assert len(read_report(Path("report.html")).posts) == 2


def test_a_migration_writes_the_same_with_a_report_and_without():
    outcome("migrate", "posts", "-o", "one")
    outcome("migrate", "posts", "-o", "two", "--report", "report.html")
    one, two = (
        {
            str(path.relative_to(root)): path.read_bytes()
            for path in Path(root).rglob("*")
            if path.is_file() and ".blogconvert" not in path.parts
        }
        for root in ("one", "two")
    )
    assert one == two


def test_posts_that_fail_are_named_on_the_page():
    Path("posts/bad.html").write_bytes(b'<p data-ke-size="a">\xff\xff\xfe</p>\x00\x00')
    Path("posts/bad.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    code, said = outcome("report", "posts", "--limit", "post_bytes=1")
    report = read_report(Path("report.html"))
    assert code == 1
    assert report.totals["failed"] == said.count("error: ")
    assert report.totals["posts"] == 1
    assert "posts/가.md" in report.page


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["-o", "report.txt"], 2, "'report.txt' is no name of a page; end it in .html, as in -o report.html"),
        (["-o", "folder.html"], 1, "folder.html: cannot be written: is a folder"),
        (["-o", "posts/가.md/report.html"], 1, "cannot be written"),
        (["-o", "saved.html", "saved.html"], 2, "saved.html is one of the sources; name another output with -o"),
        (["-t", "nothing"], 2, "unknown writer 'nothing'"),
    ],
)
def test_a_page_that_cannot_be(words, code, said):
    Path("folder.html").mkdir()
    Path("saved.html").write_text("<p data-ke-size='size16'>글</p>", encoding="utf-8")
    ended, printed = outcome("report", "posts", *words)
    assert ended == code, printed
    assert said in printed
    assert "Traceback" not in printed


def test_a_report_is_no_source_of_a_migration():
    said = outcome("migrate", "posts/가.md", "-o", "site", "--report", "posts/가.md")[1]
    assert "'posts/가.md' is no name of a page; end it in .html, as in --report report.html" in said


def test_the_configuration_says_how_posts_are_converted_and_not_where_the_page_goes():
    Path("blogconvert.toml").write_text('[convert]\nto = "markdown"\noutput = "out/"\nfront-matter = false\n', encoding="utf-8")
    report = report_on("posts")
    assert [post.part["text"] for post in report.posts] == ["---\n---\n\n글\n"] * 2


def test_a_page_in_korean():
    report = report_on("posts", "--lang", "ko")
    assert '<html lang="ko">' in report.page


def test_hugo_shows_what_it_would_where_it_is_there(monkeypatch):
    Path("posts/나.md").write_text(POST.format(title="나", text='이미지 `{{< 없다 >}}` "따옴표"'), encoding="utf-8")
    by_hugo = report_on("posts", "-t", "hugo").posts
    monkeypatch.setattr("shutil.which", lambda name: None)
    by_proof = report_on("posts", "-t", "hugo").posts
    assert [post.part["byHugo"] for post in (*by_hugo, *by_proof)] == [True, True, False, False]
    assert "“따옴표”" in by_hugo[1].part["output"]
    assert '"따옴표"' in by_proof[1].part["output"]
    assert "bc-moved" not in by_hugo[1].part["original"] + by_hugo[1].part["output"]


def test_a_post_that_stops_hugo_is_shown_by_the_proof():
    texts = ("---\ntitle: 가\n---\n\n글\n", "---\ntitle: 나\n---\n\n{{< nowhere >}}\n")
    posts = [Post(str(number), (File(f"{number}.md", text.encode()),)) for number, text in enumerate(texts)]
    whole, stopped = render_outputs_by_hugo_or_ourselves(posts, "hugo", ())
    assert (whole.by_hugo, whole.html.startswith("<p>글</p>")) == (True, True)
    assert (stopped.by_hugo, stopped.html) == (False, stopped.reference)
    assert "nowhere" in stopped.reference + stopped.problems[0]


@pytest.mark.parametrize(
    "words", [["report", "posts"], ["migrate", "posts", "-o", "site", "--report"], ["inspect", "posts", "--html"]]
)
@pytest.mark.parametrize("taken", ["report.html", "posts/a.html", "posts/a.HTML"])
def test_what_somebody_else_wrote_is_no_place_for_a_page(words, taken):
    """A post in the folder of sources was gone, and so was a page of one's own that is called as a report nobody named."""
    Path(taken).write_text("<p>mine</p>", encoding="utf-8")
    option = "-o" if words[0] == "report" else words[-1]
    page = [*words, option, taken] if words[0] == "report" else [*words, taken]
    code, said = outcome(*page)
    assert (code, f"{taken} is there already, and no page of ours; name another file with {option}" in said) == (2, True)
    assert Path(taken).read_text(encoding="utf-8") == "<p>mine</p>"
    assert not Path("site").exists()


def test_scripts_of_somebody_else_in_the_folder_of_a_report_stay():
    Path("report_files").mkdir()
    for name in ("post-1.js", "post-99.js"):
        Path("report_files", name).write_text("mine", encoding="utf-8")
    code, said = outcome("report", "posts")
    assert (code, "post-1.js: is there already, and no part of a report" in said) == (1, True)
    assert [path.read_text(encoding="utf-8") for path in sorted(Path("report_files").iterdir())] == ["mine", "mine"]
    assert not Path("report.html").exists()
    Path("report_files/post-1.js").unlink()
    assert outcome("report", "posts")[0] == 0
    assert Path("report_files/post-99.js").read_text(encoding="utf-8") == "mine"


def test_a_page_of_ours_is_made_anew():
    for words in (["report", "posts", "-q", "-o"], ["inspect", "posts", "-q", "--html"]):
        assert [outcome(*words, "page.html")[0] for _ in range(2)] == [0, 0]


PAGES_OF_OURS = [
    ["report", "posts", "-o", "page.html"],
    ["report", "posts", "--inline", "-o", "page.html"],
    ["migrate", "posts", "-o", "site", "--report", "page.html"],
    ["inspect", "posts", "--html", "page.html"],
]


@pytest.mark.parametrize("words", PAGES_OF_OURS, ids=" ".join)
def test_a_page_its_owner_changed_is_kept_beside_the_new_one(words):
    """What somebody had written into a report, or a browser saved of it, was gone with the next."""
    assert outcome(*words)[0] == 0
    made = Path("page.html").read_text(encoding="utf-8")
    changed = made.replace("</main>", "<p>나중에 볼 것</p></main>")
    Path("page.html").write_text(changed, encoding="utf-8")
    said = "file you have changed written anew, and what it was kept: page.html; what it was is now page.html.orig\n"
    code, told = outcome(*words)
    assert (code, told.count(said)) == (0, 1)
    assert Path("page.html").read_text(encoding="utf-8") == made
    assert Path("page.html.orig").read_text(encoding="utf-8") == changed
    code, told = outcome(*words)
    assert (code, said in told) == (0, False)
    Path("page.html").write_text(changed + "\n", encoding="utf-8")
    assert "page.html.orig.2" in outcome(*words)[1]
    Path("page.html").write_text(changed, encoding="utf-8")
    assert outcome(*words, "-q") == (0, "")
    assert sorted(path.name for path in Path().glob("page.html*")) == ["page.html", "page.html.orig", "page.html.orig.2"]


@pytest.mark.parametrize("words", PAGES_OF_OURS, ids=" ".join)
def test_a_page_nobody_changed_is_not_kept_whatever_it_shows_now(words):
    assert outcome(*words)[0] == 0
    Path("posts/다.md").write_text(POST.format(title="다", text="글"), encoding="utf-8")
    code, told = outcome(*words)
    assert (code, ".orig" in told) == (0, False)
    assert [path.name for path in Path().glob("page.html*")] == ["page.html"]


@pytest.mark.parametrize("kind", ["expiring-address", "advertising", "furniture"])
def test_words_of_posts_are_shown_as_they_are_in_every_language(kind):
    set_language_from_name_or_environment("ko")
    try:
        said = _notice_as_json_row(Notice(kind, "the disk is full", place="the disk is full"), Differences())[2]
    finally:
        set_language_from_name_or_environment("en")
    assert said == "디스크가 가득 찼습니다; the disk is full"
