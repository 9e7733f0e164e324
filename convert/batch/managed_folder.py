"""An output folder that is written again and again: what we wrote, what its owner changed, what vanished.

A file that is not as we left it belongs to its owner: it stays, and what we would write goes beside it. So does one that nobody
recorded, unless it is just what we would write. A file that no post makes any more is removed only when that is asked for, and
never by a run in which a post failed: that post's files would seem to be nobody's.
"""

import hashlib
import os
import time
from collections.abc import Callable, Iterable
from itertools import count
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import BinaryIO

from msgspec import Struct

from convert.batch.file_record import recorded_beside
from convert.batch.lock import closed, try_lock
from convert.batch.manifest import JOURNAL, PLACE, Begun, Manifest, beside, encoded, entry, is_below, is_beside, read_last_run
from convert.batch.output import Change, Folder
from convert.batch.publication import Page, Site, read_page
from convert.errors import OutputError
from convert.notices import Notice
from convert.plan.last_run import Names
from convert.plan.old_addresses import place
from convert.sources.source import File
from convert.writers._site import with_unpublished_toggled

_PATIENCE = 0.1
"""Seconds between two looks whether another run has come to its end."""


class Managing(Struct, frozen=True):
    """How a folder is kept.

    With `whole` the sources are all there is: posts keep the names they had, and what no post makes any more, of what such runs
    made, is said, and with `prune` removed. With `force` what its owner changed, or was there before us, is overwritten.
    """

    whole: bool = False
    prune: bool = False
    force: bool = False


class ManagedFolder:
    """An output folder with a manifest. `folder` writes, `root` is where; `waits` is called when another run writes there.

    `site` is what the last run left. Without a manifest that can be read every file that is there belongs to the owner.
    """

    change: Change = "written"

    def __init__(self, folder: Folder, root: str, managing: Managing, waits: Callable[[], None] = lambda: None) -> None:
        self._folder = folder
        self._root = Path(root)
        self._managing = managing
        self._waits = waits
        self._journal: BinaryIO | None = None
        self._before: dict[str, str] = {}
        self._loose: set[str] = set()
        self._begun: set[str] = set()
        self._now: dict[str, str] = {}
        self._names: Names = {}
        self._named: Names = {}
        self._swept: set[str] = set()
        self._kept: set[str] = set()
        self._earlier: Names = {}
        self.notices: list[Notice] = []

    @property
    def site(self) -> Site:
        """What is there. Made anew each time: one that is kept would keep this folder, and its lock, for a while after a run."""
        return Site(self._earlier, self._page)

    @property
    def kept(self) -> int:
        """How many files are there that are their owner's."""
        return len(self._kept)

    def __enter__(self) -> "ManagedFolder":
        """Make the folder ready, as soon as no other run writes to it. Raises `OutputError`."""
        self._folder.__enter__()
        if not self._folder.is_dry:
            self._journal = self._locked()
        last = read_last_run(self._root)
        self.notices += last.notices
        self._earlier = self._names = last.names
        self._before = {**last.loose, **last.files}
        self._loose = set(last.loose) - set(last.files)
        for begun in last.journal:
            self._take_up(begun)
        for path in (PLACE, *self._begun):
            self._sweep(path)
        return self

    def _take_up(self, begun: Begun) -> None:
        """Know a file again that a run which was killed wrote, or was about to."""
        self._begun.add(begun.path)
        if self._there(begun.path) != begun.digest:
            return
        if not begun.is_loose:
            self._loose.discard(begun.path)
        elif begun.path not in self._before:
            self._loose.add(begun.path)
        self._before[begun.path] = begun.digest

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Write the manifest. A run that was cut short keeps what the last one knew of files it did not come to."""
        if self._journal is not None:
            with self._journal:
                self._write_manifest()
                with closed(self._journal):
                    self._folder.remove(JOURNAL)
        self._folder.__exit__(kind, error, trace)

    def _locked(self) -> BinaryIO:
        """The journal, once no other run has it: whoever has removes it in the end."""
        path = self._root / JOURNAL
        for attempt in count():
            stream = self._folder.growing(JOURNAL)
            lock = try_lock(stream)
            if lock != "busy" and _is_at(stream, path):
                return stream
            stream.close()
            if attempt == 0 and lock == "busy":
                self._waits()
            time.sleep(_PATIENCE)
        raise AssertionError

    def _write_manifest(self) -> None:
        known = dict(sorted({**self._before, **self._now}.items()))
        files = {path: digest for path, digest in known.items() if not self._is_loose(path)}
        loose = {path: digest for path, digest in known.items() if path not in files}
        names = dict(sorted(self._names.items()))
        self._folder.put([File(PLACE, encoded(Manifest(files=files, loose=loose, names=names)))])

    def _is_loose(self, path: str) -> bool:
        """Whether only runs that were not over all there is made a file."""
        if path in self._now:
            return not self._managing.whole and (path in self._loose or path not in self._before)
        return path in self._loose

    def keep_names(self, named: Names, gone: Names) -> None:
        """Remember what posts are called, before the first of them is there.

        Those that are gone may come back, and have their names until they are pruned.
        """
        self._named, self._names = named, {**gone, **named}
        if self._journal is not None:
            self._write_manifest()

    def settle(self, *, complete: bool) -> None:
        """Say what no post makes any more once all are put, and remove it if that is asked for and every post was read.

        What was published and is kept back now, or the other way round, never stays where it was.
        """
        made = {place(path) for path in self._now}  # a disk that ignores case has one file for two names
        for path in [path for path in self._before if place(path) not in made and place(with_unpublished_toggled(path)) in made]:
            if self._there(path) == self._before[path]:
                self._prune(path)
        if not self._managing.whole:
            return
        pruned = complete and self._managing.prune
        if pruned:
            self._names = self._named
        for path in [path for path in self._before if not (place(path) in made or is_beside(path) or path in self._loose)]:
            there = self._there(path)
            if there is None:
                del self._before[path]  # its owner removed it
            elif not pruned:
                self.notices.append(Notice("vanished-post", place=path))
            elif there != self._before[path]:
                self._kept.add(path)
                self.notices.append(Notice("edited-file", "no post makes it any more", place=path))
            else:
                self._prune(path)

    def withdraw(self, pages: Iterable[str]) -> None:
        """Remove pages of posts that a site is not to show and that are elsewhere now, each with its files.

        What their owner changed stays.
        """
        made = {place(path) for path in self._now}
        for page in list(pages):
            if place(page) not in made:
                for path in [path for path in (page, *self._files_of(page)) if place(path) not in made]:
                    if path in self._before and self._there(path) == self._before[path]:
                        self._prune(path, "withdrawn-file")

    def left(self) -> list[str]:
        """The files of earlier runs that no post makes any more."""
        made = {place(path) for path in self._now}
        return [path for path in self._before if place(path) not in made and not is_beside(path)]

    def _files_of(self, page: str) -> list[str]:
        """The files of the last run that lie in a folder, or are called, as its post was then."""
        names = [f"/{name}" for name, named in self._earlier.items() if named.file == page]
        pages = {named.file for named in self._earlier.values()}
        others = [path for path in self._before if path not in pages]
        return [path for path in others for name in names if _place_of(path).endswith(name) or _folder_of(path).endswith(name)]

    def _prune(self, path: str, kind: str = "removed-file") -> None:
        """Remove a file of ours; one that something in the way keeps from being removed stays."""
        try:
            self._sweep(path)
            self._folder.remove(path)
        except OutputError:
            self.notices.append(Notice("vanished-post", place=path))
            return
        del self._before[path]
        self.notices.append(Notice(kind, place=path))
        self._drop_beside(path)

    def put(self, files: Iterable[File]) -> Change:
        """Write the files of one post, those that are their owner's beside theirs."""
        return self._folder.put([self._placed(file) for file in files])

    def _placed(self, file: File) -> File:
        self._sweep(file.path)
        if file.keep or self._folder.is_source(file.path):
            return file
        digest, there = _digest(file.data), self._there(file.path)
        known = self._before.get(file.path)
        self._now[file.path] = digest
        if there == digest:
            self._drop_beside(file.path)
            return File(file.path, file.data, keep=True)
        if there in (None, known) or there in (recorded_beside(self._root / file.path, []) or ()):
            return self._ours(file, digest)
        if self._managing.force:
            self.notices.append(Notice("overwritten-file", place=file.path))
            return self._ours(file, digest)
        self._kept.add(file.path)
        if known == digest:  # its owner changed it, and nothing of ours did
            return File(file.path, file.data, keep=True)
        is_ours = known is not None or file.path in self._begun
        return self._beside(file, digest, "edited-file" if is_ours else "foreign-file")

    def _ours(self, file: File, digest: str) -> File:
        self._note_down(file.path, digest)
        self._drop_beside(file.path)
        return file

    def _beside(self, file: File, digest: str, kind: str) -> File:
        """The file under a name that nobody has but us."""
        names = (beside(file.path, number) for number in count(1))
        path = next(path for path in names if self._there(path) in (None, digest, self._before.get(path)))
        self.notices.append(Notice(kind, f"the new version is {PurePosixPath(path).name}", place=file.path))
        self._now[path] = digest
        self._note_down(path, digest)
        return File(path, file.data)

    def _drop_beside(self, path: str) -> None:
        """Remove a new version nobody needs any more, unless its owner changed it."""
        for new in (beside(path, 1), beside(path, 2)):
            if new in self._before and self._there(new) == self._before[new]:
                self._folder.remove(new)
                del self._before[new]

    def _note_down(self, path: str, digest: str) -> None:
        """Tell the next run what this one is about to write, in case it does not get to its end."""
        if self._journal is not None:
            self._journal.write(entry(Begun(path, digest, self._is_loose(path))))

    def _page(self, path: str) -> Page | None:
        """The page in a file, as it is now; None where there is none."""
        try:
            data = (self._root / path).read_bytes() if is_below(path) else None
        except (OSError, ValueError):
            return None
        known = self._before.get(path) or self._before.get(with_unpublished_toggled(path))
        text = (data or b"").decode("utf-8", "replace")
        return None if data is None else read_page(text, recorded=known is not None, edited=_digest(data) != known)

    def _there(self, path: str) -> str | None:
        """The hash of a file; None where there is none, and nothing anybody wrote where it cannot be read."""
        try:
            return _digest((self._root / path).read_bytes())
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError, ValueError):
            return None
        except OSError:
            return ""

    def _sweep(self, path: str) -> None:
        """Remove what a run that was killed left half written in the folder of a file."""
        folder = str(PurePosixPath(path).parent)
        if folder not in self._swept:
            self._swept.add(folder)
            self._folder.sweep(folder)


def _is_at(stream: BinaryIO, path: Path) -> bool:
    """Whether an open file is the one that is at a path now."""
    try:
        return os.path.samestat(os.fstat(stream.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _folder_of(path: str) -> str:
    return f"/{PurePosixPath(path).parent}"


def _place_of(path: str) -> str:
    return f"/{PurePosixPath(path).with_suffix('')}"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
