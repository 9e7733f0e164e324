"""Writing: whole files or none, inside the folder, and nothing that would not change."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from convert.batch.one_file import OneFile
from convert.batch.output import OutputFolder, StreamOutput, touch_file_making_it_and_its_folders
from convert.errors import OutputClosedError, OutputError
from convert.sources.source import File


def put(root, path, data=b"new", **more):
    with OutputFolder(str(root), **more) as folder:
        return folder.put_files([File(path, data)])


def tree(root):
    return sorted(str(path.relative_to(root)) for path in root.rglob("*"))


# Folders


def test_written_then_unchanged(tmp_path):
    root = tmp_path / "deep" / "out"
    assert put(root, "a/b.md") == "written"
    os.utime(root / "a/b.md", (1, 1))
    assert put(root, "a/b.md") == "unchanged"
    assert (root / "a/b.md").stat().st_mtime == 1
    assert put(root, "a/b.md", b"other") == "written"
    assert tree(root) == ["a", "a/b.md"]


def test_one_changed_file_changes_the_post(tmp_path):
    with OutputFolder(str(tmp_path)) as folder:
        assert folder.put_files([File("a", b"1"), File("b", b"1")]) == "written"
        assert folder.put_files([File("a", b"1"), File("b", b"2")]) == "written"
        assert folder.put_files([File("a", b"1"), File("b", b"2")]) == "unchanged"


@pytest.mark.parametrize("path", ["../x", "/etc/x", "a/../../x", "", "..", "a\\..\\x", "a\0b"])
def test_never_outside(tmp_path, path):
    root = tmp_path / "out"
    with pytest.raises(OutputError):
        put(root, path)
    assert tree(tmp_path) == ["out"]


@pytest.mark.parametrize("path", ["link/a.md", "link", "real/link"])
def test_symbolic_links_are_not_followed(tmp_path, path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "file").write_bytes(b"old")
    root = tmp_path / "out"
    (root / "real").mkdir(parents=True)
    (root / "link").symlink_to(outside)
    (root / "real" / "link").symlink_to(outside / "file")
    with pytest.raises(OutputError, match="symbolic link"):
        put(root, path)
    assert (outside / "file").read_bytes() == b"old"
    assert tree(outside) == ["file"]


def test_the_folder_itself_may_be_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    assert put(tmp_path / "out", "a.md") == "written"
    assert (tmp_path / "real" / "a.md").read_bytes() == b"new"


def test_a_source_is_not_overwritten(tmp_path):
    source = tmp_path / "a.md"
    source.write_bytes(b"source")
    with pytest.raises(OutputError, match="one of the sources"):
        put(tmp_path, "a.md", sources=frozenset([str(source)]))
    assert source.read_bytes() == b"source"


def test_a_folder_below_a_file(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    for root in (tmp_path / "file", tmp_path / "file" / "out"):
        for dry in (False, True):
            with pytest.raises(OutputError, match="cannot be written"):
                put(root, "a.md", dry=dry)


def test_a_folder_where_a_file_should_be(tmp_path):
    (tmp_path / "a.md").mkdir()
    with pytest.raises(OutputError, match="is a folder"):
        put(tmp_path, "a.md")


def test_a_name_that_is_too_long(tmp_path):
    with pytest.raises(OutputError, match="too long"):
        put(tmp_path, "가" * 100)
    assert tree(tmp_path) == []


def test_dry_run_writes_nothing(tmp_path):
    assert put(tmp_path / "out", "a.md", dry=True) == "written"
    assert tree(tmp_path) == []
    put(tmp_path, "a.md")
    assert put(tmp_path, "a.md", dry=True) == "unchanged"
    assert put(tmp_path, "a.md", b"other", dry=True) == "written"
    assert (tmp_path / "a.md").read_bytes() == b"new"


def test_files_have_the_permissions_of_the_user(tmp_path):
    put(tmp_path, "a.md")
    with OneFile(str(tmp_path / "b.md")) as file:
        file.put_files([File("", b"x")])
    (tmp_path / "plain").write_bytes(b"")
    modes = {path.stat().st_mode for path in tmp_path.iterdir()}
    assert len(modes) == 1


# Interrupted and out of space


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
def test_failing_at_the_last_step_leaves_the_old_file(tmp_path, monkeypatch, error):
    put(tmp_path, "a.md", b"old")

    def failing(source, target):
        raise error

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises((OutputClosedError, KeyboardInterrupt)):
        put(tmp_path, "a.md")
    assert tree(tmp_path) == ["a.md"]
    assert (tmp_path / "a.md").read_bytes() == b"old"


KILLED = """
import os, signal
from convert.batch.one_file import OneFile
from convert.batch.output import OutputFolder
from convert.sources.source import File
os.replace = lambda source, target: os.kill(os.getpid(), signal.SIGKILL)
with {output} as output:
    output.put_files([File("a.md", b"new" * 100_000)])
"""


@pytest.mark.parametrize("output", ["OutputFolder('.')", "OneFile('a.md')"])
def test_killed_before_the_last_step(tmp_path, output):
    """The file is the old one, whole; the next run is not in the way of what the killed one left."""
    (tmp_path / "a.md").write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", KILLED.format(output=output)], cwd=tmp_path, check=False)
    assert done.returncode == -signal.SIGKILL
    assert (tmp_path / "a.md").read_bytes() == b"old"
    assert all(path.name.startswith(".") for path in tmp_path.iterdir() if path.name != "a.md")
    assert put(tmp_path, "a.md") == "written"


LIMITED = """
import resource, signal
from convert.errors import OutputError
from convert.batch.output import OutputFolder
from convert.sources.source import File
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    with OutputFolder('.') as folder:
        folder.put_files([File('a.md', b'x' * 100_000)])
except OutputError as error:
    print(error.message)
"""


def test_a_file_that_does_not_fit_is_taken_back(tmp_path):
    (tmp_path / "a.md").write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", LIMITED], cwd=tmp_path, capture_output=True, check=True, text=True)
    assert done.stdout.startswith("cannot be written")
    assert tree(tmp_path) == ["a.md"]
    assert (tmp_path / "a.md").read_bytes() == b"old"


# One file


def one_file(path, *parts, dry=False):
    with OneFile(str(path), dry=dry) as file:
        for part in parts:
            file.put_files([File("", part)])
    return file.change_of_shared_file


def test_one_file_grows_and_keeps_what_is_the_same(tmp_path):
    path = tmp_path / "new" / "posts.jsonl"
    assert one_file(path, b"1\n", b"2\n") == "written"
    os.utime(path, (1, 1))
    node = path.stat().st_ino
    assert one_file(path, b"1\n", b"2\n") == "unchanged"
    assert path.stat().st_ino == node
    assert path.stat().st_mtime > 1
    for parts in ([b"1\n"], [b"1\n", b"2\n", b"3\n"], [b"1\n", b"3\n"], [b""]):
        assert one_file(path, *parts) == "written"
        assert path.read_bytes() == b"".join(parts)
    assert tree(tmp_path) == ["new", "new/posts.jsonl"]


def test_nothing_put_leaves_the_file_alone(tmp_path):
    path = tmp_path / "a.md"
    one_file(path)
    assert not path.exists()
    path.write_bytes(b"old")
    one_file(path)
    assert path.read_bytes() == b"old"


def test_an_exception_takes_it_back(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"old")

    def interrupted():
        with OneFile(str(path)) as file:
            file.put_files([File("", b"half")])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert path.read_bytes() == b"old"
    assert tree(tmp_path) == ["a.md"]


def test_one_file_dry(tmp_path):
    path = tmp_path / "a.md"
    assert one_file(path, b"new", dry=True) == "written"
    assert not path.exists()
    path.write_bytes(b"new")
    assert one_file(path, b"new", dry=True) == "unchanged"
    assert one_file(path, b"newer", dry=True) == "written"
    assert path.read_bytes() == b"new"


def test_behind_a_link_is_written_and_the_link_stays(tmp_path):
    (tmp_path / "real.md").write_bytes(b"old")
    (tmp_path / "link.md").symlink_to("real.md")
    assert one_file(tmp_path / "link.md", b"new") == "written"
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_bytes() == b"new"


def test_a_device_is_written_to_and_stays(tmp_path):
    assert one_file(os.devnull, b"new") == "written"
    assert Path(os.devnull).is_char_device()


def test_a_pipe_is_written_to(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    assert one_file(tmp_path / "pipe", b"new") == "written"
    assert os.read(reader, 10) == b"new"
    os.close(reader)
    assert tree(tmp_path) == ["pipe"]


def test_one_file_that_is_a_folder(tmp_path):
    with pytest.raises(OutputClosedError, match="is a folder"):
        one_file(tmp_path, b"new")


# Streams and stamps


def test_printed(tmp_path):
    path = tmp_path / "out"
    with path.open("wb") as stream, StreamOutput(stream) as printed:
        assert printed.put_files([File("", b"1"), File("", b"2")]) == "written"
    assert path.read_bytes() == b"12"


def test_printing_where_nobody_reads(tmp_path):
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "wb") as stream:
        with pytest.raises(BrokenPipeError), StreamOutput(stream) as printed:
            printed.put_files([File("", b"1")])
        # Closing the stream would try once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), writer)


def test_touch(tmp_path):
    touch_file_making_it_and_its_folders(str(tmp_path / "new" / "stamp"))
    assert (tmp_path / "new" / "stamp").exists()
    with pytest.raises(OutputError):
        touch_file_making_it_and_its_folders(str(tmp_path / "new" / "stamp" / "below"))
