"""An output folder that is written again and again: what we wrote, what its owner changed, what vanished.

`.blogconvert/manifest.json` holds the hash of every file as it was written, and what every post is called. A file that
is not as we left it belongs to its owner: it stays, and what we would write goes beside it. A file that no post makes any more is
removed only when that is asked for, and never by a run in which a post failed: that post's files would seem to be nobody's.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Any

import msgspec
from msgspec import Struct

from convert.last_run import Named, Names
from convert.moves import place
from convert.notices import Notice
from convert.output import Change, Folder
from convert.source import File

PLACE = ".blogconvert/manifest.json"

JOURNAL = ".blogconvert/journal"
"""Hash and path of each file this run is about to write; what a run that was killed leaves of it, the next one reads."""


class Managing(Struct, frozen=True):
    """How a folder is kept; `prune` removes files that no post makes any more."""

    prune: bool = False


class Manifest(Struct, frozen=True):
    """The last run: the SHA-256 of each file, as it was written, and whose each name was, so that posts keep them."""

    version: int = 1
    files: dict[str, str] = {}
    names: dict[str, Any] = {}


class ManagedFolder:
    """An output folder with a manifest. `folder` writes, `root` is where.

    `earlier_names` says whose each name was. Without a manifest that can be read every file that is there belongs to the owner.
    """

    change: Change = "written"

    def __init__(self, folder: Folder, root: str, managing: Managing) -> None:
        self._folder = folder
        self._root = Path(root)
        self._managing = managing
        last = _last(self._root)
        self._before = {path: digest for path, digest in last.files.items() if _is_below(path)}
        self._before |= {path: digest for path, digest in _journal(self._root) if self._there(path) == digest}
        self._now: dict[str, str] = {}
        self.earlier_names: Names = dict(_readable(last.names))
        self._named: Names = {}
        self._gone: Names = self.earlier_names
        self._swept: set[str] = set()
        self.notices: list[Notice] = []

    def __enter__(self) -> "ManagedFolder":
        """Make the folder ready, and write what posts are called before the first of them is there."""
        self._folder.__enter__()
        self._sweep(PLACE)
        self._write_manifest()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Write the manifest. A run that was cut short keeps what the last one knew of files it did not come to."""
        self._write_manifest()
        self._folder.remove(JOURNAL)
        self._folder.__exit__(kind, error, trace)

    def _write_manifest(self) -> None:
        files = dict(sorted({**self._before, **self._now}.items()))
        names = dict(sorted({**self._gone, **self._named}.items()))
        data = msgspec.json.format(msgspec.json.encode(Manifest(files=files, names=names)), indent=1)
        self._folder.put([File(PLACE, data + b"\n")])

    def keep_names(self, named: Names, gone: Names) -> None:
        """Remember what posts are called now. Those that are gone may come back, and have theirs until they are pruned."""
        self._named, self._gone = named, gone

    def settle(self, *, complete: bool) -> None:
        """Say what no post makes any more once all are put, and remove it if that is asked for and every post was read."""
        if complete and self._managing.prune:
            self._gone = {}
        made = {place(path) for path in self._now}  # a disk that ignores case has one file for two names
        for path, digest in [item for item in self._before.items() if place(item[0]) not in made]:
            if not (complete and self._managing.prune):
                self.notices.append(Notice("vanished-post", path))
            elif self._there(path) not in (None, digest):
                self.notices.append(Notice("edited-file", f"{path}; no post makes it any more"))
            else:
                self._sweep(path)
                self._folder.remove(path)
                del self._before[path]
                self.notices.append(Notice("removed-file", path))

    def put(self, files: Iterable[File]) -> Change:
        """Write the files of one post, those that its owner changed beside theirs."""
        return self._folder.put([self._placed(file) for file in files])

    def _placed(self, file: File) -> File:
        self._sweep(file.path)
        if file.keep:
            return file
        digest = _digest(file.data)
        there = self._there(file.path)
        known = self._before.get(file.path)
        self._now[file.path] = digest
        if there == digest or (there is not None and known == digest):
            # It is there already, or its owner changed it, and nothing of ours did.
            return File(file.path, file.data, keep=True)
        if there in (None, known):
            self._folder.append(JOURNAL, f"{digest} {file.path}\n".encode())
            return file
        beside = _beside(file.path)
        self.notices.append(Notice("edited-file", f"{file.path}; the new version is {PurePosixPath(beside).name}"))
        return File(beside, file.data)

    def _there(self, path: str) -> str | None:
        try:
            return _digest((self._root / path).read_bytes())
        except (OSError, ValueError):  # a manifest that was tampered with may have a path that is none
            return None

    def _sweep(self, path: str) -> None:
        """Remove what a run that was killed left half written in the folder of a file."""
        folder = str(PurePosixPath(path).parent)
        if folder not in self._swept:
            self._swept.add(folder)
            self._folder.sweep(folder)


def _last(root: Path) -> Manifest:
    """The manifest of the last run; an empty one when there is none, or none that can be read."""
    try:
        return msgspec.json.decode((root / PLACE).read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError):
        return Manifest()


def _journal(root: Path) -> Iterator[tuple[str, str]]:
    """Path and hash of each file that a run which was killed wrote, or was about to write."""
    try:
        lines = (root / JOURNAL).read_bytes().decode("utf-8", "replace").split("\n")
    except OSError:
        return
    for line in lines:
        digest, _, path = line.partition(" ")
        if _is_below(path):
            yield path, digest


def _readable(names: Mapping[str, Any]) -> Iterator[tuple[str, Named]]:
    """Names that say whose they are; a value that does not costs that name alone."""
    for name, value in names.items():
        with suppress(msgspec.ValidationError):
            if _is_below(name):
                yield name, msgspec.convert(value, Named)


def _is_below(path: str) -> bool:
    """Whether it can be a file of ours, whoever wrote the manifest."""
    return not path.startswith("/") and ".." not in PurePosixPath(path).parts


def _beside(path: str) -> str:
    """`index.new.md~` for `index.md`: all engines pass over names that end so."""
    whole = PurePosixPath(path)
    return str(whole.with_name(f"{whole.stem}.new{whole.suffix}~"))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
