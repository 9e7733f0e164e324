"""Symbolic links among the sources: followed only where somebody asks for it, and named where nobody does."""

import io
import json
import os
import stat
import zipfile
from contextlib import redirect_stderr

import pytest
from moving import PAGE
from resource_bytes import PNG

import convert
from convert.cli import run


@pytest.fixture
def blog(tmp_path):
    """A folder of a post with two pictures, and links to a file, a folder, a picture, itself and nothing."""
    outside, inside = tmp_path / "outside", tmp_path / "blog"
    (outside / "more").mkdir(parents=True)
    (outside / "secret.md").write_text("비밀")
    (outside / "more" / "deep.md").write_text("깊은 글")
    (outside / "a.png").write_bytes(PNG)
    inside.mkdir()
    (inside / "post.md").write_text("![가](a.png) ![나](pictures/a.png)")
    for name, to in {"secret.md": "secret.md", "a.png": "a.png", "more": "more", "pictures": ".", "dead.md": "nowhere"}.items():
        (inside / name).symlink_to(outside / to)
    (inside / "ring").symlink_to(inside)
    return inside


def command(*words):
    said = io.StringIO()
    with redirect_stderr(said):
        code = run([*map(str, words)])
    return code, said.getvalue()


def written(folder):
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and ".blog" not in str(path)
    )


def test_links_in_a_folder_are_left_alone_and_named(blog, tmp_path):
    code, said = command("convert", blog, "-t", "hugo", "-o", tmp_path / "site", "--notices", tmp_path / "n.jsonl")
    assert (code, written(tmp_path / "site")) == (0, ["content/posts/post/index.md"])
    rows = [json.loads(line) for line in (tmp_path / "n.jsonl").read_text().splitlines()]
    named = {os.path.basename(row["source"]) for row in rows if row["kind"] == "symbolic-link"}
    assert named == {"secret.md", "a.png", "more", "pictures", "dead.md", "ring"}
    assert "written 1, failed 0, skipped 6" in said


def test_pictures_behind_links_stay_where_they_are(blog, tmp_path):
    _, said = command("convert", blog / "post.md", "-t", "hugo", "-o", tmp_path / "site")
    assert said.count("is a symbolic link; --follow-links follows it") == 2
    assert written(tmp_path / "site") == ["content/posts/post/index.md"]


def test_links_are_followed_where_somebody_asks_for_it(blog, tmp_path):
    code, said = command("convert", blog, "-t", "hugo", "-o", tmp_path / "site", "--follow-links")
    names = {path.removeprefix("content/posts/").removesuffix("/index.md") for path in written(tmp_path / "site")}
    assert {"post", "secret", "deep"} <= names
    assert any(name.startswith("post/a-") for name in names)
    assert (code, "dead.md: no such file or folder" in said) == (1, True)


@pytest.mark.parametrize("name", ["secret.md", "more", "ring", "dead.md"])
def test_a_link_that_is_named_fails(blog, tmp_path, name):
    """A pattern of the shell names whatever there is."""
    code, said = command("convert", blog / "post.md", blog / name, "-t", "markdown", "-o", tmp_path / "out")
    assert code == 1
    assert f"{name}: is a symbolic link; name what it leads to, or follow it with --follow-links" in said
    assert "written 1, failed 1" in said


def test_check_and_the_library_follow_as_little(blog, tmp_path):
    assert command("check", blog / "secret.md")[0] == 1
    assert command("check", blog / "secret.md", "--follow-links")[0] == 0
    result = convert.convert(blog, to="markdown", output=tmp_path / "out")
    assert (result.written, result.skipped) == (1, 6)
    assert convert.convert(blog, to="markdown", output=tmp_path / "all", follow_links=True).written > 1


def test_what_a_shell_hands_over_is_no_link(tmp_path):
    read, write = os.pipe()
    os.write(write, "글".encode())
    os.close(write)
    code, said = command("convert", f"/dev/fd/{read}", "-t", "markdown", "-o", tmp_path / "a.md")
    os.close(read)
    assert (code, "written 1" in said, (tmp_path / "a.md").read_text()[-2:]) == (0, True, "글\n")


def test_no_link_of_an_archive_is_read(tmp_path):
    with zipfile.ZipFile(tmp_path / "blog.zip", "w") as archive:
        body = '<p>글</p><p><img src="img/a.png"></p>'
        archive.writestr("1/1-하나.html", PAGE.format(title="하나", category="여행", body=body))
        for name in ("2/2-둘.html", "1/img/a.png"):
            entry = zipfile.ZipInfo(name)
            entry.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(entry, PAGE.format(title="비밀", category="여행", body="<p>비밀</p>"))
    for options in ((), ("--follow-links",)):
        code, said = command("convert", tmp_path / "blog.zip", "-t", "hugo", "-o", tmp_path / "site", *options)
        assert (code, written(tmp_path / "site")) == (1, ["content/posts/blog/index.md"])
        assert "2/2-둘.html: is a symbolic link" in said
        assert "could not be taken along" in said
