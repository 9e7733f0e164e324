"""`check --against` of files that hold many posts: each post is found in them, and what was changed there is told."""

import zipfile

import pytest

import convert
from convert.cli import run
from convert.errors import UsageError

POSTS = {
    "b": "---\ntitle: 나무\nslug: tree\nentry_id: 12\n---\n<p>하나[1]</p>",
    "c": "---\ntitle: 나무\nslug: tree\nentry_id: 13\n---\n<p>둘</p>",
    "d": "---\ntitle: 한 번호\nslug: other\nentry_id: 13\n---\n<p>셋</p>",
    "e": "---\ntitle: 번호 없음\n---\n<p>넷</p>",
}
"""Two of one slug, two of one number, and one without either."""


@pytest.fixture
def blog(tmp_path):
    folder = tmp_path / "blog"
    folder.mkdir()
    for name, text in POSTS.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return folder


def differing_posts(blog, with_, against):
    proof = convert.check(blog, with_=with_, against=against)
    assert proof.failed == 0
    return [post.post.rpartition("/")[2] for post in proof.posts if not post.is_same_without_problems]


@pytest.mark.parametrize(("writer", "file"), [("wordpress", "posts.xml"), ("ghost", "ghost-1.zip")])
def test_every_post_is_found_in_a_folder_and_in_its_file(blog, tmp_path, writer, file):
    out = tmp_path / "out"
    assert run(["convert", str(blog), "-t", writer, "-o", f"{out}/", "--quiet"]) == 0
    for against in (out, out / file):
        proof = convert.check(blog, with_=writer, against=against)
        assert [(post.is_same_without_problems, post.path) for post in proof.posts] == [(True, str(out / file))] * len(POSTS)


def test_what_was_changed_in_a_file_for_wordpress_is_told(blog, tmp_path):
    out = tmp_path / "out"
    assert run(["convert", str(blog), "-t", "wordpress", "-o", f"{out}/", "--quiet"]) == 0
    for number, text in enumerate(("하나[1]", "둘", "셋", "넷")):
        there = (out / "posts.xml").read_text(encoding="utf-8")
        (tmp_path / "changed.xml").write_text(there.replace(f"<p>{text}</p>", "<p>다른 말</p>"), encoding="utf-8")
        assert differing_posts(blog, "wordpress", tmp_path / "changed.xml") == [f"{'bcde'[number]}.html"]


def test_a_post_that_is_not_in_the_files_is_told(blog, tmp_path, capsys):
    out = tmp_path / "out"
    assert run(["convert", str(blog), "-t", "ghost", "-o", f"{out}/", "--quiet"]) == 0
    (blog / "f.html").write_text("---\ntitle: 새 글\n---\n<p>다섯</p>", encoding="utf-8")
    assert differing_posts(blog, "ghost", out) == ["f.html"]
    assert run(["check", str(blog), "--with", "ghost", "--against", str(out)]) == 4
    assert f"f.html ({out}): " in capsys.readouterr().out


def test_import_files_that_were_unpacked_are_read_as_well(blog, tmp_path):
    out = tmp_path / "out"
    assert run(["convert", str(blog), "-t", "ghost", "-o", f"{out}/", "--quiet"]) == 0
    zipfile.ZipFile(out / "ghost-1.zip").extract("ghost.json", tmp_path)
    assert differing_posts(blog, "ghost", tmp_path / "ghost.json") == []


@pytest.mark.parametrize(
    ("writer", "file", "said"),
    [
        ("wordpress", ("posts.txt", b""), "holds no posts for wordpress"),
        ("wordpress", ("posts.xml", b"<rss>"), "cannot be read"),
        ("wordpress", ("posts.xml", b"<rss/>"), "holds no posts for wordpress"),
        ("ghost", ("ghost-1.zip", b"PK"), "cannot be read"),
        ("ghost", ("ghost.json", b"{}"), "holds no posts for ghost"),
    ],
)
def test_what_holds_no_posts_is_an_error_that_says_what_does(blog, tmp_path, writer, file, said):
    out = tmp_path / "out"
    out.mkdir()
    (out / file[0]).write_bytes(file[1])
    with pytest.raises(UsageError, match=said):
        convert.check(blog, with_=writer, against=out)
    assert run(["check", str(blog), "--with", writer, "--against", str(out)]) == 2
