"""What an output may be, and what cannot be one."""

import os
from pathlib import Path

import pytest
from batches import convert_, post, posts

import convert
from convert import formats

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


LYING = {
    "text that is not packed": ("markdown", "x.md.gz", "x.md"),
    "a page that is not packed": ("html", "x.html.zst", "x.html"),
    "a site that is not packed": ("hugo", "site.tar.gz", "site.tar/"),
    "a table called as lines": ("parquet", "x.jsonl", "x.parquet"),
    "a table called as other lines": ("parquet", "x.NDJSON", "x.parquet"),
    "a table called as packed lines": ("parquet", "x.jsonl.gz", "x.parquet"),
    "lines called as a table": ("jsonl", "x.parquet", "x.jsonl"),
    "comments called as a table": ("comments", "deep/x.parquet", "deep/x.jsonl"),
    "packed lines called as text": ("jsonl", "x.md.gz", "x.jsonl.gz"),
    "a page called as text": ("html", "x.md", "x.html"),
    "text called as a page": ("markdown", "x.html", "x.md"),
}


@pytest.mark.parametrize("name", LYING)
def test_a_name_that_says_another_format_is_refused(posts, name):
    to, output, better = LYING[name]
    Path("글.md").write_text("글", encoding="utf-8")
    with pytest.raises(convert.UsageError) as caught:
        convert_(Path("글.md"), to, output)
    assert caught.value.hint.split(",")[0] == f"try -o {better}"
    assert "-t comments" not in caught.value.hint  # which says less than what is called .jsonl
    assert not Path(output).exists()
    if not better.endswith("/"):
        assert convert_(Path("글.md"), to, better).written == 1


@pytest.mark.parametrize(
    ("to", "output"),
    [
        ("jsonl", "x.ndjson"),
        ("jsonl", "x.JSONL.gz"),
        ("jsonl", "x.txt"),
        ("markdown", "x"),
        ("markdown", "x.gz/"),
        ("html", "v1.2/a"),
    ],
)
def test_a_name_that_says_nothing_else_is_taken(posts, to, output):
    Path("글.md").write_text("글", encoding="utf-8")
    assert convert_(Path("글.md"), to, output).written == 1


def test_a_folder_that_is_there_or_is_named_as_one_may_be_called_as_it_likes(posts):
    Path("old.html").mkdir()
    assert convert_(Path("posts"), "markdown", "new.html/").written == convert_(Path("posts"), "markdown", "old.html").written


@pytest.mark.parametrize("to", ["markdown", "html", "tistory", "hugo", "obsidian"])
@pytest.mark.parametrize("name", ["new.md", "new.MARKDOWN", "new.html", "new.htm", "new.jsonl", "new.ndjson", "new.parquet"])
def test_a_folder_is_not_called_as_one_file_by_a_slip(posts, to, name):
    with pytest.raises(convert.UsageError, match="is called as one file, and this would be a folder") as caught:
        convert_(Path("posts"), to, name)
    assert caught.value.hint.startswith("try -o new/, or -o new.jsonl for all in one file")
    assert not Path(name).exists()


def test_nor_is_the_folder_of_several_posts_in_one_source(posts):
    lines = "".join(f'{{"title": "{number}", "markdown": "글"}}\n' for number in range(3))
    Path("three.jsonl").write_text(lines, encoding="utf-8")
    with pytest.raises(convert.UsageError, match=r"^new\.md is called as one file, and these are 3 posts; try -o new/"):
        convert_(Path("three.jsonl"), "markdown", "new.md")
    assert not Path("new.md").exists()
    assert convert_(Path("three.jsonl"), "markdown", "new.md/").written == 3


@pytest.mark.parametrize(
    ("to", "options", "said"),
    [
        ("parquet", {}, "parquet is no text"),
        ("jsonl", {"shard_size": "1MB"}, "one post is not in shards"),
        ("comments", {"shard_size": "1MB"}, "one post is not in shards"),
    ],
)
def test_one_text_is_no_table_and_has_no_shards(to, options, said):
    with pytest.raises(convert.UsageError, match=said) as caught:
        convert.dumps(convert.loads("<p>글</p>", "tistory"), to, **options)
    assert "convert.convert(" in caught.value.hint


def test_writers_are_known_by_their_endings_without_a_look_at_them():
    for name in formats.writer_names():
        ending = formats.writer(name).EXTENSION
        assert not ending or name in formats.writer_names_by_ending_namesake_first(ending)
    assert formats.writer_names_by_ending_namesake_first(".HTM") == ["html", "tistory"]
    assert formats.writer_names_by_ending_namesake_first("") == []
