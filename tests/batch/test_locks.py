"""What a killed run left half written is swept, and runs at the same time keep out of each other's way."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from edits import convert_, edit, one, posts, put

from convert.batch import atomic, lock
from convert.batch.managed_folder import ManagedFolder
from convert.batch.one_file import OneFileWithBackupAndRecord
from convert.sources.source import File

__all__ = ["posts"]


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
from convert.batch.folder_policy import FolderPolicy
from convert.batch.managed_folder import ManagedFolder
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
    command_line = [sys.executable, "-m", "blogconvert", "convert", "posts", "-t", "markdown", "-o", "out/"]
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
    base = [sys.executable, "-m", "blogconvert", "convert"]
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
    with OneFileWithBackupAndRecord(str(tmp_path / "a.md")) as slow:
        slow.put_files([File("", b"1")])
        with OneFileWithBackupAndRecord(str(tmp_path / "b.md")) as quick:
            quick.put_files([File("", b"2")])
        slow.put_files([File("", b"1")])
    assert ((tmp_path / "a.md").read_bytes(), (tmp_path / "b.md").read_bytes()) == (b"11", b"2")
