"""Files that are written whole beside their final names and put there in one step, and what a killed run leaves of that.

Nothing is synced to the platter: a power cut may cost the last seconds of a run, which running again brings back, and waiting for
the disk would cost every run more than the work.
"""

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from filecmp import cmp
from fnmatch import fnmatchcase
from pathlib import Path
from typing import BinaryIO

from convert.batch.lock import close_before_block_keeping_lock, try_lock
from convert.errors import N_, OutputClosedError, OutputError

_CLOSED = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})
"""Errors after which no other file could be written either."""

_TEMPORARY = ".blogconvert-*.tmp"

_WHY = {
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk quota is used up"),
    errno.ENOTDIR: N_("a part of the path is a file"),
    errno.EACCES: N_("permission denied"),
    errno.EPERM: N_("permission denied"),
    errno.EROFS: N_("the disk is read-only"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.EISDIR: N_("is a folder"),
    errno.EEXIST: N_("a file is where a folder should be"),
}


@contextmanager
def open_replacement(path: str | Path) -> Iterator[BinaryIO]:
    """A new file that takes this path when it is complete, and vanishes when it does not get there."""
    temporary = temporary_path_beside(path)
    try:
        with create_locked(temporary) as stream:
            yield stream
            with close_before_block_keeping_lock(stream):
                os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def write_replacement_unless_same(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file piece by piece beside its path, and put it there unless what is there is the same."""
    temporary = temporary_path_beside(path)
    try:
        with create_locked(temporary) as stream:
            stream.writelines(pieces)
            stream.flush()
            if not (path.is_file() and cmp(temporary, path, shallow=False)):
                with close_before_block_keeping_lock(stream):
                    os.replace(temporary, path)
    finally:
        Path(temporary).unlink(missing_ok=True)


def temporary_path_beside(path: str | Path) -> str:
    """A name in the same folder, short whatever the file is called, hidden from engines and from our own next run."""
    return os.path.join(os.path.dirname(path), _TEMPORARY.replace("*", os.urandom(4).hex()))


def create_locked(temporary: str | Path) -> BinaryIO:
    """A new file, locked as long as it is open, so that no other run sweeps it.

    Unlike tempfile's, it has the permissions a file of the user should have.
    """
    while True:
        stream = open(temporary, "xb")  # noqa: SIM115 - whoever gets it closes it
        try_lock(stream)
        if os.fstat(stream.fileno()).st_nlink:
            return stream
        stream.close()  # swept before it was locked


def remove_leftovers(folder: str | Path) -> None:
    """Remove what runs that were killed left half written in a folder."""
    try:
        with os.scandir(folder) as entries:
            left = [entry.path for entry in entries if fnmatchcase(entry.name, _TEMPORARY)]
    except (FileNotFoundError, NotADirectoryError):
        return
    for path in left:
        with suppress(OSError), open(path, "rb+") as stream:
            if try_lock(stream) == "held":
                os.unlink(path)


@contextmanager
def translate_os_errors_but_broken_pipe(output_name: str, error_type: type[OutputError] = OutputError) -> Iterator[None]:
    """Turn errors of the operating system into ours, except that nobody reads standard output any more."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        closed = error.errno in _CLOSED
        why = _WHY.get(error.errno or 0, error.strerror or str(error))
        hint = "make room and run again, what is written stays" if closed else "choose another place with -o"
        raise (OutputClosedError if closed else error_type)(f"cannot be written: {why}", source=output_name, hint=hint) from error
