"""What an owner changed in a folder survives `convert`."""

import hashlib
import shutil
from pathlib import Path

import pytest
from edits import command, convert_, edit, fresh, posts, put, without_records
from moving import times

__all__ = ["posts"]


FIRST = {
    "markdown": "바다.md",
    "html": "바다.html",
    "hugo": "content/posts/바다/index.md",
    "obsidian": "바다.md",
    "tistory": "바다.html",
}


WRITERS = pytest.mark.parametrize("to", FIRST)


@WRITERS
def test_an_edit_stays_while_ours_is_the_same(to):
    convert_(to=to)
    mine = edit(f"out/{FIRST[to]}")
    before = times(Path("out"))
    said = convert_(to=to)
    assert said.endswith("written 0, unchanged 3, failed 0; 1 file of yours kept\n")
    assert "you have changed" not in said
    assert Path(f"out/{FIRST[to]}").read_bytes() == mine
    assert times(Path("out")) == before


@WRITERS
def test_the_new_version_goes_beside_an_edit_and_both_are_named(to):
    convert_(to=to)
    mine = edit(f"out/{FIRST[to]}")
    put("바다", "바다에 두 번 갔다.")
    put("산", "산에 두 번 갔다.")
    said = convert_(to=to)
    new = Path(f"out/{FIRST[to]}").with_suffix(f".new{Path(FIRST[to]).suffix}~")
    assert f"out/: file you have changed left as it is: {FIRST[to]}; the new version is {new.name}\n" in said
    assert said.endswith("written 2, unchanged 1, failed 0; 1 file of yours kept\n")
    assert {**fresh(to), FIRST[to]: mine, new.relative_to("out").as_posix(): new.read_bytes()} == without_records("out")
    assert new.read_bytes() == Path(f"fresh/{FIRST[to]}").read_bytes()


def test_an_edit_of_a_new_version_stays_too():
    convert_()
    mine = edit("out/바다.md")
    put("바다", "바다에 두 번 갔다.")
    convert_()
    other = edit("out/바다.new.md~")
    for number in "세네":
        put("바다", f"바다에 {number} 번 갔다.")
        convert_()
    assert Path("out/바다.md").read_bytes() == mine
    assert Path("out/바다.new.md~").read_bytes() == other
    assert Path("out/바다.new-2.md~").read_bytes() == fresh()["바다.md"]
    assert not Path("out/바다.new-3.md~").exists()


def test_an_owner_who_takes_the_new_version_over_has_no_second_one():
    convert_()
    edit("out/바다.md")
    put("바다", "바다에 두 번 갔다.")
    convert_()
    shutil.copy("out/바다.new.md~", "out/바다.md")
    assert "of yours" not in convert_()
    assert without_records("out") == fresh()


def test_a_file_that_was_there_before_is_ours_when_it_is_what_we_would_write():
    fresh()
    Path("out").mkdir()
    shutil.copy("fresh/바다.md", "out/바다.md")
    assert "of yours" not in convert_()
    put("바다", "바다에 두 번 갔다.")
    assert "of yours" not in convert_()
    assert without_records("out") == fresh()


def test_a_file_that_was_there_before_and_is_another_is_kept_and_named():
    Path("out").mkdir()
    Path("out/바다.md").write_text("내가 먼저 쓴 글\n")
    said = convert_()
    assert "file not made by blogconvert left as it is: 바다.md; the new version is 바다.new.md~\n" in said
    assert said.endswith("written 3, failed 0; 1 file of yours kept\n")
    assert Path("out/바다.md").read_text() == "내가 먼저 쓴 글\n"
    assert Path("out/바다.new.md~").read_bytes() == fresh()["바다.md"]


@pytest.mark.parametrize("is_recorded", [True, False])
def test_force_overwrites_and_says_what(is_recorded):
    if is_recorded:
        convert_()
    else:
        Path("out").mkdir()
        Path("out/바다.md").write_text("내가 먼저 쓴 글\n")
    edit("out/바다.md")
    put("산", "산에 두 번 갔다.")
    convert_()
    said = convert_("--force")
    assert "file you have changed or written overwritten, as --force asks: 바다.md\n" in said
    assert "of yours" not in said
    assert without_records("out") == fresh()


def test_force_overwrites_no_source():
    put("x", "* 글")
    mine = Path("posts/x.md").read_bytes()
    said = command("convert", "posts/x.md", "posts/집.md", "-t", "markdown", "-o", "posts/", "--force", code=1)
    assert "is one of the sources and is not overwritten" in said
    assert Path("posts/x.md").read_bytes() == mine


def test_runs_into_one_folder_keep_each_others_records_and_say_nothing_of_each_others_files():
    for name in ("바다", "산", "집"):
        said = convert_(sources=f"posts/{name}.md")
        assert said.endswith("written 1, failed 0\n")
        assert "no post makes" not in said
    mine = edit("out/바다.md")
    put("바다", "바다에 두 번 갔다.")
    put("산", "산에 두 번 갔다.")
    assert convert_(sources="posts/바다.md").endswith("written 1, failed 0; 1 file of yours kept\n")
    assert convert_(sources="posts/산.md").endswith("written 1, failed 0\n")
    assert Path("out/바다.md").read_bytes() == mine
    assert Path("out/산.md").read_bytes() == fresh()["산.md"]


def test_what_convert_wrote_into_a_site_is_no_matter_of_a_move():
    """Not even of one that prunes, whether it got to its end or not."""
    command("migrate", "posts/바다.md", "posts/산.md", "-o", "out", "-q")
    convert_(to="hugo", sources="posts/집.md", output="out")
    house = Path("out/content/posts/집/index.md")
    (Path("out/.blogconvert/journal")).write_text(
        f"{hashlib.sha256(house.read_bytes()).hexdigest()}+ content/posts/집/index.md\n"
    )
    said = command("migrate", "posts/바다.md", "-o", "out", "--prune")
    assert "file that no post makes any more removed (1), in out/: content/posts/산/index.md\n" in said
    assert house.exists()
    command("migrate", "posts", "-o", "out", "-q")
    assert "removed (2)" in command("migrate", "posts/바다.md", "-o", "out", "--prune")
    assert not house.exists()


def test_the_python_interface_keeps_edits_as_well():
    import convert

    convert.convert(Path("posts"), to="markdown", output="out")
    mine = edit("out/바다.md")
    put("바다", "바다에 두 번 갔다.")
    result = convert.convert(Path("posts"), to="markdown", output="out")
    assert (result.written, result.unchanged, result.failed, result.kept) == (1, 2, 0, 1)
    assert Path("out/바다.md").read_bytes() == mine


def test_a_dry_run_says_what_is_edited_and_writes_nothing():
    convert_()
    edit("out/바다.md")
    put("바다", "바다에 두 번 갔다.")
    before = times(Path("out"))
    said = convert_("--dry-run")
    assert "바다.md; the new version is 바다.new.md~" in said
    assert said.endswith("would write 1, unchanged 2, failed 0; 1 file of yours kept\n")
    assert times(Path("out")) == before


def test_a_folder_in_the_place_of_a_file_stays_a_failure_of_that_post():
    Path("out/바다.md").mkdir(parents=True)
    assert "out/바다.md: cannot be written: is a folder" in convert_(code=1)
    assert Path("out/바다.md").is_dir()


def test_what_cannot_be_read_to_compare_is_its_owners(monkeypatch):
    convert_()
    put("바다", "바다에 두 번 갔다.")
    read = Path.read_bytes

    def refused(path):
        if path.name == "바다.md" and "out" in path.parts:
            raise PermissionError(13, "Permission denied")
        return read(path)

    before = Path("out/바다.md").read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", refused)
        assert "바다.md; the new version is" in convert_()
    assert Path("out/바다.md").read_bytes() == before
