"""When something in a folder is another: looked for now and then, as long as somebody waits for it.

Times and sizes of files are compared, twice a second, and less often where a look takes long. That finds a change on every
system, on drives of a network and in containers, where nobody tells of one (docs/decisions/0037-a-preview-looks-for-changes.md).
"""

from pathlib import Path
from threading import Event, Lock
from time import monotonic

from convert.report.preview.folders import visible_files_below

_PAUSE = 0.5
"""Seconds between two looks."""

_LEISURE = 20
"""How many times as long as a look takes nobody looks again."""


class FolderChanges:
    """A folder whose files are looked at, by however many threads wait, one look at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._ended = Event()
        self._next = float("-inf")
        self._state = 0

    def state(self) -> int:
        """What stands for the files as they are, or were at the last look."""
        with self._lock:
            began = monotonic()
            if began >= self._next:
                self._state = _state_number_of_files_below(self._folder)
                self._next = monotonic() + max(_PAUSE, _LEISURE * (monotonic() - began))
            return self._state

    def wait_for_change(self, since: int, patience: float) -> int | None:
        """Wait until the state is another, but no longer than so many seconds. Gives the new one; None where there is none."""
        end = monotonic() + patience
        while not self._ended.wait(_PAUSE) and monotonic() < end:
            if (state := self.state()) != since:
                return state
        return None

    @property
    def has_stopped_watching(self) -> bool:
        """Whether nobody shall wait any more."""
        return self._ended.is_set()

    def end(self) -> None:
        """Let all who wait go."""
        self._ended.set()


def _state_number_of_files_below(folder: Path) -> int:
    """A number for all files with their times and sizes, in whatever order they come."""
    state = 0
    for entry in visible_files_below(folder):
        try:
            status = entry.stat(follow_symlinks=False)
        except OSError:  # gone since
            continue
        state ^= hash((entry.path, status.st_mtime_ns, status.st_size))
    return state
