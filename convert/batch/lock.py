"""Locks of the operating system on open files: they end with the process that holds them, whatever ends it."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, Literal, TypeAlias

Lock: TypeAlias = Literal["held", "busy", "none"]
"""It is ours, it is another's, or there are no locks on this file system."""

_BUSY = frozenset({errno.EAGAIN, errno.EACCES, errno.EDEADLK})

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 40
    """Windows locks bytes, and keeps others from reading these; no file of ours is so long."""

    def _lock_or_raise_if_held(stream: BinaryIO) -> None:
        stream.seek(_FAR)
        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        finally:
            stream.seek(0)

    @contextmanager
    def close_before_block_keeping_lock(stream: BinaryIO) -> Iterator[None]:
        """With a file closed: Windows moves no open one, and removes none either."""
        stream.close()
        yield

else:
    import fcntl

    def _lock_or_raise_if_held(stream: BinaryIO) -> None:
        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)

    @contextmanager
    def close_before_block_keeping_lock(stream: BinaryIO) -> Iterator[None]:
        """With a file closed, so that all errors of writing it have shown, and its lock held on."""
        held = os.dup(stream.fileno())
        try:
            stream.close()
            yield
        finally:
            os.close(held)


def try_lock(stream: BinaryIO) -> Lock:
    """Lock a file until it is closed, unless somebody else has."""
    try:
        _lock_or_raise_if_held(stream)
    except OSError as error:
        return "busy" if error.errno in _BUSY else "none"
    return "held"
