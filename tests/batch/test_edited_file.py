"""What an owner changed in a file named with -o survives `convert`."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from edits import MINE, ROOT, command, convert_, edit, one, posts, put
from moving import times

from convert.batch import one_file
from convert.batch.one_file import OneFileWithBackupAndRecord

__all__ = ["posts"]


def test_a_named_file_is_written_anew_and_what_its_owner_made_of_it_is_kept_and_named():
    one()
    mine = edit("바다.md")
    put("바다", "바다에 두 번 갔다.")
    said = one()
    assert "바다.md: file you have changed written anew, and what it was kept: 바다.md; what it was is now 바다.md.orig\n" in said
    assert said.endswith("written 1, failed 0; 1 file of yours kept\n")
    assert Path("바다.md.orig").read_bytes() == mine
    assert "두 번" in Path("바다.md").read_text()
    assert MINE not in Path("바다.md").read_text()


def test_an_edit_is_written_over_even_when_nothing_of_ours_changed():
    """Make asks for the file that its rule makes."""
    one()
    before = Path("바다.md").read_bytes()
    mine = edit("바다.md")
    one()
    assert (Path("바다.md").read_bytes(), Path("바다.md.orig").read_bytes()) == (before, mine)


def test_what_we_wrote_ourselves_is_not_kept():
    one()
    for number in range(3):
        put("바다", f"바다에 {number}번 갔다.")
        assert "of yours" not in one()
    assert sorted(path.name for path in Path().glob("바다*")) == ["바다.md"]


def test_no_original_is_written_over():
    mine = []
    one()
    for number in range(3):
        mine.append(edit("바다.md"))
        put("바다", f"바다에 {number}번 갔다.")
        one()
    assert [Path(f"바다.md.orig{ending}").read_bytes() for ending in ("", ".2", ".3")] == mine
    Path("바다.md").write_bytes(mine[1])
    put("바다", "바다에 또 갔다.")
    assert "now 바다.md.orig.2\n" in one()
    assert not Path("바다.md.orig.4").exists()


def test_copies_of_edits_are_few_and_none_is_lost():
    one()
    kept = []
    for number in range(9):
        kept.append(f"{MINE} {number}".encode())
        Path("바다.md").write_bytes(kept[-1])
        one()
    Path("바다.md").write_bytes(b"tenth")
    said = one(code=1)
    assert "9 earlier versions that you changed are kept beside it already" in said
    assert Path("바다.md").read_bytes() == b"tenth"
    assert sorted(path.read_bytes() for path in Path().glob("바다.md.orig*")) == kept
    Path("바다.md").write_bytes(kept[4])
    assert "now 바다.md.orig.5\n" in one()


def test_a_named_file_nobody_recorded_is_written_over_as_ever():
    Path("바다.md").write_text("옛 글")
    assert "of yours" not in one()
    assert not Path("바다.md.orig").exists()


def test_force_keeps_no_original():
    one()
    edit("바다.md")
    assert "overwritten, as --force asks: 바다.md\n" in one("--force")
    assert not Path("바다.md.orig").exists()


def test_json_lines_of_a_folder_are_kept_too():
    command("convert", "posts", "-o", "posts.jsonl", "-q")
    mine = edit("posts.jsonl")
    assert "now posts.jsonl.orig\n" in command("convert", "posts", "-o", "posts.jsonl")
    assert Path("posts.jsonl.orig").read_bytes() == mine
    assert Path("posts.jsonl").read_text().count("\n") == 3


def test_a_dry_run_keeps_no_original_but_says_so():
    one()
    edit("바다.md")
    before = times(Path())
    assert "now 바다.md.orig\n" in one("--dry-run")
    assert times(Path()) == before


def test_a_file_in_a_folder_of_ours_is_known_to_both():
    convert_()
    mine = edit("out/바다.md")
    put("바다", "바다에 두 번 갔다.")
    assert "now 바다.md.orig" in one(name="out/바다.md")
    assert Path("out/바다.md.orig").read_bytes() == mine
    put("바다", "바다에 세 번 갔다.")
    assert "of yours" not in convert_()
    assert "세 번" in Path("out/바다.md").read_text()


def test_a_name_as_long_as_a_name_may_be():
    name = "가" * 84 + ".md"
    one(name=name)
    mine = edit(name)
    assert ".orig" in one(name=name)
    (original,) = [path for path in Path().iterdir() if path.name.endswith(".orig")]
    assert original.read_bytes() == mine


@pytest.mark.parametrize("text", [b"", b"\xff\x00", b"0" * 63 + b"  x\n", b"[" * 100_000])
def test_a_record_that_cannot_be_read_is_taken_for_none_and_said(text):
    one()
    edit("바다.md")
    Path(".blogconvert/바다.md.sha256").write_bytes(text)
    said = one()
    assert "record of the last run that cannot be read taken for none: .blogconvert/바다.md.sha256; no hash in it\n" in said
    assert not Path("바다.md.orig").exists()
    assert "of yours" not in one()


def test_a_file_whose_record_cannot_be_written_is_written_and_that_is_said():
    Path(".blogconvert").write_text("a file")
    said = one()
    assert "file that cannot be recorded: 바다.md\n" in said
    assert Path("바다.md").exists()


def test_no_record_is_written_behind_a_link(tmp_path):
    Path("elsewhere").mkdir()
    Path(".blogconvert").symlink_to("elsewhere")
    assert "cannot be recorded" in one()
    assert list(Path("elsewhere").iterdir()) == []


def test_a_run_that_is_killed_between_record_and_file_leaves_no_edit_behind(monkeypatch):
    one()
    put("바다", "바다에 두 번 갔다.")

    class Killed(BaseException):
        pass

    def killed(*_):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(OneFileWithBackupAndRecord, "_on_file_in_place", killed)
        with pytest.raises(Killed):
            one()
    with monkeypatch.context() as patched:
        patched.setattr(one_file.OneFile, "_put_in_place", killed)
        put("바다", "바다에 세 번 갔다.")
        with pytest.raises(Killed):
            one()
    put("바다", "바다에 네 번 갔다.")
    assert "of yours" not in one()
    assert "네 번" in Path("바다.md").read_text()
    assert Path(".blogconvert/바다.md.sha256").read_text().count("\n") == 1


def test_the_record_is_one_sha256sum_can_check():
    one()
    assert (
        Path(".blogconvert/바다.md.sha256").read_text()
        == f"{hashlib.sha256(Path('바다.md').read_bytes()).hexdigest()}  바다.md\n"
    )


def test_the_rules_of_the_readme_keep_what_was_edited(monkeypatch):
    """The two rules as they stand there, with edits between two calls of make."""
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rules = readme.partition("```make\n")[2].partition("```")[0]
    assert rules.count("blogconvert convert") == 2
    Path("Makefile").write_text(rules.replace(".html", ".md"), encoding="utf-8")
    make = ["make", "posts.jsonl", "site/.stamp"]
    subprocess.run(make, check=True, capture_output=True)
    mine = edit("posts.jsonl"), edit("site/content/posts/바다/index.md")
    put("바다", "바다에 두 번 갔다.")
    later = Path("posts.jsonl").stat().st_mtime_ns + 5 * 10**9
    os.utime("posts/바다.md", ns=(later, later))
    done = subprocess.run(make, check=True, capture_output=True, text=True)
    assert "now posts.jsonl.orig" in done.stderr
    assert "content/posts/바다/index.md; the new version is index.new.md~" in done.stderr
    assert Path("posts.jsonl.orig").read_bytes() == mine[0]
    assert Path("site/content/posts/바다/index.md").read_bytes() == mine[1]
    assert "두 번" in Path("posts.jsonl").read_text()
    assert Path("site/.stamp").exists()
