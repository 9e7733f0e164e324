"""The only code that writes outputs; besides it, only `convert.fetch.cache` touches the disk, in a folder of its own.

Every file is written whole beside its final name and then put there in one step, so that nobody ever sees half of it; nothing is
written outside the output folder; what would not change is not touched. Nothing is synced to the platter: a power cut may cost
the last seconds of a run, which running again brings back, and waiting for the disk would cost every run more than the work.
"""

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import BinaryIO, Literal, Protocol, TypeAlias

from convert.errors import OutputError
from convert.source import File

Change: TypeAlias = Literal["written", "unchanged"]

_CLOSED = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})
"""Errors after which no other file could be written either."""

_TEMPORARY = ".blogconvert-*.tmp"

_WHY = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.ENOTDIR: "a part of the path is a file",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.EROFS: "the disk is read-only",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EISDIR: "is a folder",
    errno.EEXIST: "a file is where a folder should be",
}


class OutputClosedError(OutputError):
    """An output that takes no further post: disk full, read-only, broken. The run stops here."""


class Output(Protocol):
    """Where posts go. Used in a `with` statement; leaving it by an exception takes back what is not complete."""

    def __enter__(self) -> "Output":
        """Make ready. Raises `OutputError` when nothing could ever be written here."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Complete what was put, or take it back."""

    def put(self, files: Iterable[File]) -> Change | None:
        """Take the files of one post. None when only the end tells whether anything changed; then `change` is set."""

    @property
    def change(self) -> Change:
        """What happened to an output that all posts share, once it is complete."""


class Folder:
    """A folder of files. `sources` are the real paths of what is read in this run and must stay as it is."""

    change: Change = "written"

    def __init__(self, root: str, sources: frozenset[str] = frozenset(), *, dry: bool = False) -> None:
        self._root = Path(os.path.realpath(root))
        self._name = root.rstrip("/") or root
        self._sources = sources
        self._dry = dry

    def __enter__(self) -> "Folder":
        """Create the folder. Raises `OutputError` when that is impossible."""
        with _explained(self._name):
            if not self._dry:
                self._root.mkdir(parents=True, exist_ok=True)
            elif not next(path for path in (self._root, *self._root.parents) if path.exists()).is_dir():
                raise NotADirectoryError(errno.ENOTDIR, "a part of the path is a file")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Nothing is left open between two files."""

    def put(self, files: Iterable[File]) -> Change:
        """Write the files of one post; "unchanged" when all were there already. Raises `OutputError`."""
        changes = {self._write(file) for file in files}
        return "written" if "written" in changes else "unchanged"

    def _write(self, file: File) -> Change:
        name = f"{self._name}/{file.path}"
        with _explained(name):
            path = self._inside(file.path, name)
            if _holds(path, file.data) or (file.keep and path.exists()):
                return "unchanged"
            if str(path) in self._sources:
                raise OutputError(
                    "is one of the sources and is not overwritten", source=name, hint="choose another folder with -o"
                )
            if not self._dry:
                path.parent.mkdir(parents=True, exist_ok=True)
                with _replacing(path) as stream:
                    stream.write(file.data)
        return "written"

    def append(self, place: str, data: bytes) -> None:
        """Write more at the end of a file, at once: it is there when the next call is made, whatever happens to this process."""
        name = f"{self._name}/{place}"
        with _explained(name):
            path = self._inside(place, name)
            if not self._dry:
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("ab") as stream:
                    stream.write(data)

    def remove(self, place: str) -> None:
        """Remove a file that is no source, and the folders that are empty without it."""
        name = f"{self._name}/{place}"
        with _explained(name):
            path = self._inside(place, name)
            if self._dry or str(path) in self._sources:
                return
            path.unlink(missing_ok=True)
            for folder in path.parents:
                if folder == self._root or any(folder.iterdir()):
                    break
                folder.rmdir()

    def sweep(self, place: str) -> None:
        """Remove the temporary files of a run that was killed from one folder."""
        name = f"{self._name}/{place}"
        with _explained(name):
            folder = self._root if place == "." else self._inside(place, name)
            for path in [] if self._dry else list(folder.glob(_TEMPORARY)):
                path.unlink(missing_ok=True)

    def _inside(self, place: str, name: str) -> Path:
        parts = PurePosixPath(place).parts
        if not parts or place.startswith("/") or ".." in parts or "\\" in place or "\0" in place:
            raise OutputError("would be outside the output folder", source=name, hint="this is a fault of the writer")
        path = self._root
        for part in parts:
            path = path / part
            if path.is_symlink():
                raise OutputError("leads out of the output folder by a symbolic link", source=name, hint="remove the link")
        return path


class OneFile:
    """One file for all posts, grown as they come and put in place at the end.

    A file whose bytes would not change keeps them and gets a new time, so that Make takes it for made.
    """

    change: Change = "unchanged"

    def __init__(self, path: str, *, dry: bool = False) -> None:
        # What stands behind a symbolic link is replaced, not the link; a pipe has no path behind its link.
        self._path = Path(os.path.realpath(path)) if os.path.isfile(path) else Path(path)
        self._name = path
        self._dry = dry
        self._used = False
        self._old: BinaryIO | None = None
        self._new: BinaryIO | None = None
        self._temporary: Path | None = None

    def __enter__(self) -> "OneFile":
        """Look whether the file can be written. Raises `OutputError`."""
        with _explained(self._name, OutputClosedError):
            if self._path.is_dir():
                raise IsADirectoryError(errno.EISDIR, "is a folder")
            if not self._dry:
                self._path.parent.mkdir(parents=True, exist_ok=True)
        return self

    def put(self, files: Iterable[File]) -> None:
        """Append what these files hold. Raises `OutputError`."""
        with _explained(self._name, OutputClosedError):
            self._open()
            for file in files:
                self._append(file.data)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Put the file in place, or, after an exception or when nothing was put, leave everything as it was."""
        with _explained(self._name, OutputClosedError):
            try:
                if self._used and kind is None:
                    self._complete()
            finally:
                self._discard()

    def _open(self) -> None:
        if self._used:
            return
        self._used = True
        if self._path.exists() and not self._path.is_file():
            # A device or a pipe is written to, never replaced.
            self.change = "written"
            self._new = None if self._dry else self._path.open("wb")
            return
        self._old = self._path.open("rb") if self._path.exists() else None
        self.change = "unchanged" if self._old else "written"
        if not self._dry:
            self._temporary = _temporary(self._path)
            self._new = _created(self._temporary)

    def _append(self, data: bytes) -> None:
        if self._old and self.change == "unchanged" and self._old.read(len(data)) != data:
            self.change = "written"
        if self._new:
            self._new.write(data)

    def _complete(self) -> None:
        if self._old and self._old.read(1):
            self.change = "written"
        if self._new:
            self._new.close()
        if self._temporary and self.change == "written":
            self._temporary.replace(self._path)
        elif self._temporary:
            os.utime(self._path)

    def _discard(self) -> None:
        for stream in (self._old, self._new):
            if stream:
                with suppress(OSError):
                    stream.close()
        if self._temporary:
            self._temporary.unlink(missing_ok=True)


class Printed:
    """Standard output, or any other stream of bytes."""

    change: Change = "written"

    def __init__(self, stream: BinaryIO, *, dry: bool = False) -> None:
        self._stream = stream
        self._dry = dry

    def __enter__(self) -> "Printed":
        """A stream is ready."""
        return self

    def put(self, files: Iterable[File]) -> Change:
        """Print the files of one post one after the other."""
        with _explained("standard output", OutputClosedError):
            for file in files:
                if not self._dry:
                    self._stream.write(file.data)
        return "written"

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """What was put is out, even if the next post fails."""
        with _explained("standard output", OutputClosedError):
            self._stream.flush()


def touch(path: str) -> None:
    """Give a file, made if need be, the present time. Raises `OutputError`."""
    with _explained(path):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).touch()


def _holds(path: Path, data: bytes) -> bool:
    """Whether the file is there with exactly these bytes."""
    try:
        there = path.lstat()
    except FileNotFoundError:
        return False
    if stat.S_ISDIR(there.st_mode):
        raise IsADirectoryError(errno.EISDIR, "is a folder")
    return there.st_size == len(data) and path.read_bytes() == data


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    """A new file that takes this path when it is complete, and vanishes when it does not get there."""
    temporary = _temporary(path)
    try:
        with _created(temporary) as stream:
            yield stream
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _temporary(path: Path) -> Path:
    """A name in the same folder, short whatever the file is called, hidden from Hugo and from our own next run."""
    return path.with_name(_TEMPORARY.replace("*", os.urandom(4).hex()))


def _created(path: Path) -> BinaryIO:
    # Unlike tempfile's, this file has the permissions a file of the user should have.
    return path.open("xb")


@contextmanager
def _explained(name: str, kind: type[OutputError] = OutputError) -> Iterator[None]:
    """Turn errors of the operating system into ours, except that nobody reads standard output any more."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        closed = error.errno in _CLOSED
        why = _WHY.get(error.errno or 0, error.strerror or str(error))
        hint = "make room and run again, what is written stays" if closed else "choose another place with -o"
        raise (OutputClosedError if closed else kind)(f"cannot be written: {why}", source=name, hint=hint) from error
