"""Run the command in this process, and be killed at one moment of it.

    python tools/victim.py MOMENT COMMAND...

A moment is a call that opens, makes, moves or removes something in the current folder, or connects to a server. Between two of
them nothing changes on the disk but what an open file holds. So whoever is killed before each of them, and in the midst of what
is written after it, is killed in all the ways there are. MOMENT is its number, which ends the process by SIGKILL before the call;
with a `+` behind it the call is made, and the system ends the process as soon as it writes more than a few bytes. With `-`, all
moments are printed, one a line: phase, call, path, and `+` when something is written after it.
"""

import os
import resource
import signal
import sys
from typing import Any

from convert.cli import run
from convert.cli.messages import Messages

WITH_PATH = frozenset({"open", "os.scandir", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.utime"})
WITHOUT_PATH = frozenset({"os.fork", "fcntl.flock", "socket.connect"})

FEW = 30
"""Bytes that are written before the system ends a process: less than the shortest file we write."""

_WRITES = os.O_WRONLY | os.O_RDWR


class Phases:
    """Which part of a run it is."""

    def __init__(self) -> None:
        self.name = "starting"
        self._left = 0

    def on_stage(self, stage: str, total: int) -> None:
        """A pass begins."""
        self.name, self._left = stage, total

    def on_step(self) -> None:
        """One more is done; after the last one comes what is done for all of them."""
        self._left -= 1
        if not self._left:
            self.name = f"after {self.name}"


class Moments:
    """Counts moments, prints them, or ends the process at one."""

    def __init__(self, wanted: str, phases: Phases) -> None:
        self._number = int(wanted.rstrip("+")) if wanted != "-" else -1
        self._torn = wanted.endswith("+")
        self._phases = phases
        self._process = os.getpid()
        self._root = os.path.join(os.path.realpath("."), "")
        self._count = 0
        self.lines: list[str] = []

    def __call__(self, call: str, arguments: tuple[Any, ...]) -> None:
        """An audit hook."""
        if call not in WITH_PATH | WITHOUT_PATH or os.getpid() != self._process:
            return
        path = self._path_below_root(call, arguments)
        if path is None:
            return
        if self._count == self._number:
            self._kill_process(path)
        self._count += 1
        if self._number < 0:
            writes = "+" if call == "open" and arguments[2] & _WRITES else ""
            self.lines.append(f"{self._phases.name}\t{call}\t{path}\t{writes}")

    def _path_below_root(self, call: str, arguments: tuple[Any, ...]) -> str | None:
        """What a call concerns, below the current folder; None when that is nothing of ours."""
        if call in WITHOUT_PATH:
            return ""
        if not isinstance(arguments[0], str):
            return None
        whole = os.path.abspath(arguments[0])
        return whole[len(self._root) :] if whole.startswith(self._root) else None

    def _kill_process(self, path: str) -> None:
        if not self._torn:
            os.kill(os.getpid(), signal.SIGKILL)
        there = os.path.getsize(path) if os.path.isfile(path) else 0
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (there + FEW, there + FEW))
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)


def track_phases(phases: Phases) -> None:
    """Let phases know how far a run is."""
    begin, step = Messages.on_stage, Messages.on_step

    def begin_and_track(self: Messages, stage: str, total: int) -> None:
        phases.on_stage(stage, total)
        begin(self, stage, total)

    def step_and_track(self: Messages) -> None:
        phases.on_step()
        step(self)

    Messages.on_stage, Messages.on_step = begin_and_track, step_and_track


def main() -> int:
    """Run the command."""
    phases = Phases()
    track_phases(phases)
    moments = Moments(sys.argv[1], phases)
    sys.addaudithook(moments)
    code = run(sys.argv[2:])
    print("\n".join(moments.lines))
    return code


if __name__ == "__main__":
    sys.exit(main())
