"""Who may read a post: which sources leave it open, what every writer makes of it, and what is told of people."""

import io
import json
import zipfile
from pathlib import Path

import msgspec
import pytest
from moving import migrate, tree
from msgspec.structs import replace

import convert
from convert.formats import is_site, writer_names
from convert.formats import writer as writer_of
from convert.model import Comment, Paragraph, Text
from convert.notices import ignore
from convert.sources.source import Source

ROOT = Path(__file__).parent.parent.parent
BACKUP = ROOT / "samples" / "backup"


@pytest.mark.parametrize(
    ("name", "text", "visibility"),
    [
        ("fragment.html", "<p>글</p>", "public"),
        ("post.md", "---\ntitle: 글\n---\n글\n", "public"),
        ("page.html", '<!doctype html><html><body><article class="contents_style"><p>글</p></article></body></html>', "public"),
        ("feed.xml", "<rss><channel><item><title>글</title><description>글 하나</description></item></channel></rss>", "public"),
        ("post.md", "---\ntitle: 글\nvisibility: unknown\n---\n글\n", "unknown"),
        ("post.md", "---\ntitle: 글\nstatus: unknown\n---\n글\n", "public"),
        ("post.md", "---\ntitle: 글\nvisibility: unknown\nprivate: true\n---\n글\n", "private"),
        ("post.md", "---\ntitle: 글\npassword: abc\n---\n글\n", "protected"),
        ("post.md", "---\ntitle: 글\npassword: ''\n---\n글\n", "public"),
    ],
)
def test_only_a_source_that_cannot_say_it_leaves_it_open(name, text, visibility):
    (document,) = convert.read(Source(name, text.encode(), name))
    assert document.meta.visibility == visibility


def test_a_backup_is_open_and_what_else_is_in_its_zip_is_not():
    data = io.BytesIO()
    page = (BACKUP / "3" / "3-느리게-걷는-사람의-블로그를-시작하며.html").read_text()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("3/3-글.html", page)
        archive.writestr("4/4-글.html", f"---\nvisibility: public\n---\n{page}")
        archive.writestr("5.md", "---\ntitle: 글\n---\n글\n")
    documents = list(convert.read(Source("b.zip", data.getvalue(), "b.zip")))
    assert sorted((document.meta.entry_id, document.meta.visibility) for document in documents) == [
        ("", "public"),
        ("3", "unknown"),
        ("4", "public"),
    ]


def test_a_reader_that_says_so_is_believed_to_know_nothing(monkeypatch):
    from convert.readers import tistory

    monkeypatch.setattr(tistory, "SAYS_VISIBILITY", False, raising=False)
    assert convert.loads("<p>글</p>", "tistory").meta.visibility == "unknown"
    assert convert.loads("---\nprivate: true\n---\n<p>글</p>", "tistory").meta.visibility == "private"
    assert convert.loads("<p>글</p>", "tistory", assume_public=True).meta.visibility == "public"


UNKNOWN = convert.loads("---\ntitle: 글\nvisibility: unknown\n---\n<p>글</p>", "tistory")


@pytest.mark.parametrize("to", [name for name in writer_names() if is_site(writer_of(name))])
@pytest.mark.parametrize("word", ["appointed", "scheduled", "예약"])
def test_no_site_shows_a_post_before_its_day(to, word, tmp_path):
    """Sites of `migrate` show posts that are dated ahead, so that only a draft is kept back, and WordPress what waits."""
    for said in (f"visibility: {word}", "draft: true\nscheduled: true"):
        folder = tmp_path / said[:5]
        folder.mkdir()
        (folder / "1.md").write_text(f"---\ntitle: 글\ndate: 2099-01-05\n{said}\n---\n\n글\n")
        migrate(folder, "-o", folder / "site", "-t", to)
    kept, drafted = (tree(tmp_path / said / "site") for said in ("visib", "draft"))
    assert {path: data for path, data in kept.items() if data != drafted.get(path)}.keys() <= {".blogconvert/manifest.json"}
    assert kept.keys() == drafted.keys()


@pytest.mark.parametrize("to", ["jsonl", "markdown", "html"])
def test_what_is_no_site_writes_what_is_known_and_no_draft(to):
    text = convert.dumps(UNKNOWN, to)
    assert "draft: true" not in text
    assert '"draft":true' not in text
    assert "noindex" not in text
    (back,) = convert.read(Source(f"a.{to}", text.encode(), f"a.{to}"))
    assert (back.meta.visibility, back.meta.draft) == ("unknown", False)


@pytest.mark.parametrize("state", ["private: true", "protected: true", "draft: true"])
@pytest.mark.parametrize(
    "to",
    ["jsonl", "markdown", "html", "hugo", "jekyll", "hexo", "astro", "docusaurus", "eleventy", "vitepress", "mkdocs", "obsidian"],
)
def test_what_is_hidden_stays_hidden_on_a_way_round(to, state):
    document = convert.loads(f"---\ntitle: 글\n{state}\n---\n<p>글</p>", "tistory")
    name = {"jsonl": "a.jsonl", "html": "a.html"}.get(to, "a.md")
    (back,) = convert.read(Source(name, convert.dumps(document, to).encode(), name))
    assert back.meta.visibility != "public" or back.meta.draft


@pytest.mark.parametrize("to", ["hugo", "obsidian"])
def test_a_hidden_post_says_so_without_front_matter_too(tmp_path, to):
    post = Source("a.md", b"---\ntitle: a\nprivate: true\n---\ntext\n", "a.md")
    convert.convert(post, to=to, output=tmp_path, front_matter=False)
    (page,) = tmp_path.rglob("*.md")
    assert page.read_text().startswith("---\ndraft: true\n---\n\ntext")


@pytest.mark.parametrize("to", ["hugo", "jekyll", "hexo", "astro", "docusaurus", "eleventy", "vitepress", "mkdocs", "obsidian"])
@pytest.mark.parametrize("names", ["draft=x", "draft=", "published=x"])
def test_no_map_of_front_matter_publishes_a_post(to, names):
    with pytest.raises(convert.UsageError, match="publish it"):
        convert.dumps(UNKNOWN, to, front_matter_map=names)


@pytest.mark.parametrize("to", ["jekyll", "hexo", "astro", "docusaurus", "eleventy", "vitepress", "mkdocs", "obsidian"])
def test_no_other_key_becomes_the_one_that_publishes(to):
    with pytest.raises(convert.UsageError, match="publish it"):
        convert.dumps(UNKNOWN, to, front_matter_map="author=published")


def test_lines_of_the_first_version_are_read_as_they_are():
    columns = '"schema_version":1,"title":"글","markdown":"글"'
    assert convert.loads(f'{{{columns},"visibility":"public"}}', "jsonl").meta.visibility == "public"
    assert convert.loads(f'{{{columns},"visibility":"private"}}', "jsonl").meta.visibility == "private"
    assert '"schema_version":2' in convert.dumps(UNKNOWN, "jsonl")


# People


SECRET = "---\ntitle: 글\n---\n글\n"


def commented(*comments):
    return replace(convert.loads(SECRET, "markdown"), comments=comments)


def said(text, author="손님", **more):
    return Comment(author, (Paragraph((Text(text),)),), **more)


def test_json_lines_say_of_a_secret_comment_that_it_was_there():
    hidden = said(
        "몰래 한 말",
        "아무개",
        secret=True,
        homepage="https://example.com/아무개",
        replies=(said("답글"), said("쉿", secret=True)),
    )
    document = commented(said("인사"), hidden)
    report = convert.Collected()
    line = convert.dumps(document, "jsonl", report=report)
    assert not [word for word in ("몰래", "아무개", "쉿") if word in line]
    assert [(notice.kind, notice.count) for notice in report.notices()] == [("secret-comment", 2)]
    (first, second) = convert.loads(line, "jsonl").comments
    assert first == document.comments[0]
    assert (second.secret, second.author, second.children, [reply.secret for reply in second.replies]) == (
        True,
        "",
        (),
        [False, True],
    )
    assert second.replies[0] == hidden.replies[0]
    assert convert.loads(convert.dumps(document, "jsonl", secret_comments="keep"), "jsonl") == document


PERSONAL = {"email": "a@example.com", "ip": "192.0.2.7", "commenter_id": "17", "openid": "x", "profile": "y"}


def test_json_lines_tell_nothing_that_finds_people_whoever_wrote_them():
    told = said("인사", "a.b@example.com", extra={**PERSONAL, "status": "x"}, homepage="https://example.com/?u=a@example.com")
    document = commented(said("인사", replies=(told,)))
    line = json.dumps({"schema_version": 1, "document": msgspec.json.encode(document).decode()})
    assert "192.0.2.7" in line
    (reply,) = convert.loads(line, "jsonl").comments[0].replies
    assert (reply.author, reply.homepage, reply.extra) == ("a.b", "", {"status": "x"})


@pytest.mark.parametrize("writer", writer_names())
def test_no_writer_tells_what_finds_people_whoever_made_the_document(writer):
    told = said("인사", "a.b@example.com", extra={**PERSONAL, "status": "x"}, homepage="https://example.com/?u=a@example.com")
    document = commented(said("인사", "손님", replies=(told, said("쉿", "c.d@example.com", secret=True))))
    files = [file.data.decode() for file in writer_of(writer).write(document, "a", writer_of(writer).Options(), ignore)]
    assert not [word for word in ("@example.com", "192.0.2.7") for text in files if word in text]
    assert any("a.b" in text for text in files) == (writer in ("comments", "ghost", "hugo", "jsonl", "parquet", "wordpress"))


def test_a_page_names_who_commented_and_no_mail_address():
    page = (ROOT / "tests/fixtures/pages/area-2014.html").read_text()
    (document,) = convert.read(Source("a.html", page.replace("지나가는 이", "passer.by@example.com").encode(), "a.html"), "page")
    assert "passer.by" in [comment.author for comment in document.comments]
