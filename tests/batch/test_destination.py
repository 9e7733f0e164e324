"""What an output may be, and what cannot be one."""

import os
from pathlib import Path

import pytest
from batches import convert_, post, posts

import convert

__all__ = ["posts"]


def test_an_output_for_one_post_only(posts):
    """A folder in the place of one post's file is that post's failure."""
    Path("out/2024-07-01-same.md").mkdir(parents=True)
    result = convert_(Path("posts"), "markdown", "out")
    assert (result.written, result.failed) == (19, 2)


def test_a_source_that_failed_is_not_overwritten(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_bytes(b"# \xff\xff")
    Path("a.html").write_text(post("글"), encoding="utf-8")
    result = convert_([Path("a.md"), Path("a.html")], "markdown", ".")
    assert (result.written, result.failed) == (0, 2)
    assert Path("a.md").read_bytes() == b"# \xff\xff"


def test_a_pipe_is_a_source(tmp_path):
    read, write = os.pipe()
    os.write(write, post("글").encode())
    os.close(write)
    result = convert_(Path(f"/dev/fd/{read}"), "markdown", tmp_path / "a.md")
    os.close(read)
    assert result.written == 1


@pytest.mark.parametrize("name", ["x" * 300, "nope/nope", "x/" * 3000])
def test_a_path_that_cannot_be(tmp_path, name):
    result = convert_(Path(name), "markdown", tmp_path / "out")
    assert (result.written, result.failed) == (0, 1)


def test_an_output_that_is_a_source(posts):
    with pytest.raises(convert.UsageError, match="one of the sources"):
        convert_(Path("posts/bad.html"), "markdown", "posts/bad.html")
    with pytest.raises(convert.UsageError, match="folder the sources are in"):
        convert_(Path("posts"), "markdown", "posts/")
