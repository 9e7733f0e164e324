"""What an owner changed in an output survives `convert`: in a folder, in a file named with -o, whatever version wrote it first."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from moving import times, tree

from convert.batch import atomic, lock, one_file
from convert.batch.managed_folder import ManagedFolder
from convert.batch.one_file import RecordedFile
from convert.cli import run
from convert.sources.source import File

ROOT = Path(__file__).parent.parent.parent
MINE = "\n내가 더한 줄\n"


@pytest.fixture(autouse=True)
def posts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("posts").mkdir()
    for name in ("바다", "산", "집"):
        put(name, f"{name}에 갔다.")


def put(name, text):
    Path(f"posts/{name}.md").write_text(f"---\ntitle: {name}\ndate: 2024-01-01T00:00:00+09:00\n---\n\n{text}\n", encoding="utf-8")


def command(*words, code=0):
    """What the command says on standard error."""
    with CliRunner().isolation() as streams:
        done = run([str(word) for word in words])
        said = streams[1].getvalue().decode()
    assert done == code, said
    return said


def convert_(*words, to="markdown", output="out/", sources="posts", code=0):
    return command("convert", sources, "-t", to, "-o", output, *words, code=code)


def edit(path):
    path = Path(path)
    path.write_text(path.read_text(encoding="utf-8") + MINE, encoding="utf-8")
    return path.read_bytes()


def fresh(to="markdown", sources="posts"):
    """What a run into a new folder makes, but for our records."""
    shutil.rmtree("fresh", ignore_errors=True)
    convert_("-q", to=to, output="fresh/", sources=sources)
    return without_records("fresh")


def without_records(folder):
    return {path: data for path, data in tree(Path(folder)).items() if not path.startswith(".blogconvert/")}


# A folder


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
    assert "its owner changed" not in said
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
    assert f"out/: file its owner changed left as it is: {FIRST[to]}; the new version is {new.name}\n" in said
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
    assert "file that nobody recorded left as it is; --force overwrites it: 바다.md; the new version is 바다.new.md~\n" in said
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
    assert "file its owner changed or wrote overwritten, as --force asks: 바다.md\n" in said
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


# A folder an older version wrote


OLD = ROOT / "tests" / "fixtures" / "written-by-0.1.0"
SAMPLES = ("2023-11-07-python-asyncio.md", "2024-01-20-hand-drip-guide.html", "2024-07-02-movie-last-lighthouse.html")


@pytest.mark.parametrize("to", ["markdown", "hugo"])
def test_a_folder_written_by_0_1_0_is_upgraded(to):
    """It has no record: what is as we write it today is ours, what is not is kept until --force."""
    shutil.rmtree("posts")
    Path("posts").mkdir()
    for name in (*SAMPLES, "seoraksan-gongnyong-course.html"):
        shutil.copy(ROOT / "samples" / "posts" / name, "posts")
    shutil.copytree(OLD / to, "out")
    old, new = tree(Path("out")), fresh(to)
    assert old.keys() == new.keys()
    differing = {path for path in old if old[path] != new[path]}
    assert 0 < len(differing) < len(old)
    said = convert_(to=to)
    assert f"unchanged {4 - len(differing)}, failed 0; {len(differing)} file" in said
    assert all(f"--force overwrites it: {path}; the new version is " in said for path in differing)
    there = without_records("out")
    assert {path: data for path, data in there.items() if not path.endswith("~")} == old
    assert sorted(data for path, data in there.items() if path.endswith("~")) == sorted(new[path] for path in differing)
    before = times(Path("out"))
    assert f"written 0, unchanged 4, failed 0; {len(differing)} file" in convert_(to=to)
    assert times(Path("out")) == before
    assert "of yours" not in convert_("--force", to=to)
    assert without_records("out") == new


# A file that is named


def one(*words, name="바다.md", source="posts/바다.md", code=0):
    return command("convert", source, "-o", name, *words, code=code)


def test_a_named_file_is_written_anew_and_what_its_owner_made_of_it_is_kept_and_named():
    one()
    mine = edit("바다.md")
    put("바다", "바다에 두 번 갔다.")
    said = one()
    assert "바다.md: file its owner changed written anew, and what it was kept: 바다.md; now 바다.md.orig\n" in said
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
    assert "file that cannot be recorded, so that nobody will know whether its owner changed it: 바다.md\n" in said
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
        patched.setattr(RecordedFile, "_after_completion", killed)
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
    later = time.time() + 5
    os.utime("posts/바다.md", (later, later))
    done = subprocess.run(make, check=True, capture_output=True, text=True)
    assert "now posts.jsonl.orig" in done.stderr
    assert "content/posts/바다/index.md; the new version is index.new.md~" in done.stderr
    assert Path("posts.jsonl.orig").read_bytes() == mine[0]
    assert Path("site/content/posts/바다/index.md").read_bytes() == mine[1]
    assert "두 번" in Path("posts.jsonl").read_text()
    assert Path("site/.stamp").exists()


# What a killed run left


def test_the_next_run_sweeps_what_a_killed_one_left_half_written():
    convert_()
    one()
    left = [Path(folder) / ".blogconvert-0011aabb.tmp" for folder in ("out", "out/.blogconvert", ".")]
    for path in left:
        path.write_bytes(b"half")
    convert_()
    assert [path.exists() for path in left] == [False, False, True]
    one()
    assert not left[2].exists()


def test_half_a_record_of_a_file_is_swept_with_the_next_record():
    one()
    half = Path(".blogconvert/.blogconvert-0011aabb.tmp")
    half.write_bytes(b"half")
    put("바다", "다시 갔다.")
    one()
    assert not half.exists()


def test_what_was_half_written_for_a_post_that_is_gone_is_swept_by_the_journal():
    convert_()
    Path("out/옛").mkdir()
    Path("out/옛/.blogconvert-0011aabb.tmp").write_bytes(b"half")
    Path("out/.blogconvert/journal").write_text(f"{'0' * 64} 옛/글.md\n")
    convert_()
    assert not list(Path("out/옛").iterdir())
    assert not Path("out/.blogconvert/journal").exists()


def test_what_another_run_is_writing_is_not_swept(tmp_path):
    with atomic.open_replacement(tmp_path / "a") as stream:
        stream.write(b"1")
        atomic.remove_leftovers(tmp_path)
        assert Path(stream.name).exists()
    assert (tmp_path / "a").read_bytes() == b"1"
    assert lock.try_lock((tmp_path / "a").open("rb")) == "held"


def test_what_is_swept_before_it_was_locked_is_made_again(tmp_path, monkeypatch):
    locked, count = atomic.try_lock, iter(range(9))

    def swept_first(stream):
        if next(count) == 0:
            os.unlink(stream.name)
        return locked(stream)

    monkeypatch.setattr(atomic, "try_lock", swept_first)
    with atomic.open_replacement(tmp_path / "a") as stream:
        stream.write(b"1")
    assert (tmp_path / "a").read_bytes() == b"1"


# Runs at the same time


HOLDING = """
import sys, time
from convert.batch.managed_folder import ManagedFolder, FolderPolicy
from convert.batch.output import OutputFolder
from convert.sources.source import File
with ManagedFolder(OutputFolder("out"), "out", FolderPolicy()) as folder:
    folder.put_files([File("theirs.md", b"1")])
    print("holding", flush=True)
    sys.stdin.readline()
"""


def test_two_runs_into_one_folder_are_one_after_the_other():
    holder = subprocess.Popen([sys.executable, "-c", HOLDING], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert holder.stdout.readline() == "holding\n"
    command_line = [sys.executable, "-m", "convert", "convert", "posts", "-t", "markdown", "-o", "out/"]
    second = subprocess.Popen(command_line, stderr=subprocess.PIPE, text=True)
    assert second.stderr.readline() == "waiting for another run that writes out/\n"
    assert second.poll() is None
    assert not Path("out/바다.md").exists()
    holder.communicate("\n", timeout=60)
    assert second.communicate(timeout=60)[1].endswith("written 3, failed 0\n")
    assert second.returncode == 0
    mine = edit("out/theirs.md"), edit("out/바다.md")
    convert_()
    assert (Path("out/theirs.md").read_bytes(), Path("out/바다.md").read_bytes()) == mine


def test_a_run_that_was_killed_holds_nobody_up():
    holder = subprocess.Popen([sys.executable, "-c", HOLDING], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert holder.stdout.readline() == "holding\n"
    holder.send_signal(signal.SIGKILL)
    holder.communicate(timeout=60)
    assert Path("out/.blogconvert/journal").exists()
    assert convert_().endswith("written 3, failed 0\n")
    edit("out/theirs.md")
    assert "theirs.md" in Path("out/.blogconvert/manifest.json").read_text()


def test_many_runs_into_one_folder_lose_no_record():
    """As `make -j` starts them."""
    names = [f"글{number}" for number in range(6)]
    for name in names:
        put(name, "글")
    base = [sys.executable, "-m", "convert", "convert"]
    runs = [subprocess.Popen([*base, f"posts/{name}.md", "-t", "markdown", "-o", "out/", "-q"]) for name in names]
    assert [process.wait(timeout=120) for process in runs] == [0] * 6
    mine = [edit(f"out/{name}.md") for name in names]
    for name in names:
        put(name, "다른 글")
    assert convert_().endswith("written 9, failed 0; 6 files of yours kept\n")
    assert [Path(f"out/{name}.md").read_bytes() for name in names] == mine


def test_a_file_system_without_locks_holds_nobody_up(monkeypatch):
    monkeypatch.setattr("convert.batch.managed_folder.try_lock", lambda _: "none")
    monkeypatch.setattr(atomic, "try_lock", lambda _: "none")
    assert convert_().endswith("written 3, failed 0\n")
    assert not Path("out/.blogconvert/journal").exists()


def test_a_folder_cannot_be_left_locked_by_an_error(monkeypatch):
    def failing(self, files):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(ManagedFolder, "put_files", failing)
        convert_(code=130)
    assert convert_().endswith("written 3, failed 0\n")


def test_a_file_that_grows_is_not_swept_by_another_run(tmp_path):
    with RecordedFile(str(tmp_path / "a.md")) as slow:
        slow.put_files([File("", b"1")])
        with RecordedFile(str(tmp_path / "b.md")) as quick:
            quick.put_files([File("", b"2")])
        slow.put_files([File("", b"1")])
    assert ((tmp_path / "a.md").read_bytes(), (tmp_path / "b.md").read_bytes()) == (b"11", b"2")
