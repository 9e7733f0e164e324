"""One file that all posts share, or the only one: grown as they come, and put in place at the end.

One that was named with `-o` is written anew whenever it changes, as Make wants it. What it was goes to `FILE.orig` first if its
owner changed it since we wrote it, which a record beside it tells (`convert.batch.file_record`).
"""

import errno
import hashlib
import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from os.path import realpath
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, cast

from convert.batch.atomic import (
    create_locked,
    open_replacement,
    remove_leftovers,
    temporary_path_beside,
    translate_os_errors_but_broken_pipe,
)
from convert.batch.file_record import digest_of_file, read_digests_from_record_or_manifest, write_digest_record
from convert.batch.lock import close_before_block_keeping_lock
from convert.batch.output import Change, TextOutput
from convert.errors import OutputClosedError
from convert.notices import Notice
from convert.plan.file_names import shorten_name_with_hash
from convert.sources.packing import Pack, PackingStream, Sink
from convert.sources.source import File

_LONGEST = 255
"""Bytes of a name."""

_MOST_ORIGINALS = 9
"""Copies of what an owner changed that are kept beside a file. None is written over, so that more would need somebody to look: a
program that changes the file after each run would fill the folder.
"""


class OneFile(TextOutput):
    """A file whose bytes would not change keeps them and gets a new time, so that Make takes it for made.

    Its bytes are packed by `pack`.
    """

    change_of_shared_file: Change = "unchanged"

    def __init__(self, path: str, *, dry: bool = False, pack: Pack | None = None) -> None:
        # What stands behind a symbolic link is replaced, not the link; a pipe has no path behind its link.
        self._path = Path(realpath(path)) if os.path.isfile(path) else Path(path)
        self._name = path
        self._dry = dry
        self._used = False
        self._old: BinaryIO | None = None
        self._new: BinaryIO | None = None
        self._temporary: Path | None = None
        self._pack = pack
        self._sink = Sink(self._append_and_compare_with_old)
        self._packed: PackingStream | None = None
        self.notices_on_existing_files: list[Notice] = []
        self.kept_user_file_count = 0

    def __enter__(self) -> "OneFile":
        """Look whether the file can be written. Raises `OutputError`."""
        with translate_os_errors_but_broken_pipe(self._name, OutputClosedError):
            if self._path.is_dir():
                raise IsADirectoryError(errno.EISDIR, "is a folder")
            if not self._dry:
                self._path.parent.mkdir(parents=True, exist_ok=True)
        return self

    def put_files(self, files: Iterable[File]) -> None:
        """Append what these files hold. Raises `OutputError`."""
        with translate_os_errors_but_broken_pipe(self._name, OutputClosedError):
            self._open_old_and_new_on_first_use()
            if self._pack and self._packed is None:
                self._packed = self._pack(cast(BinaryIO, self._sink))
            for file in files:
                if self._packed is None:
                    self._append_and_compare_with_old(file.data)
                else:
                    self._packed.write(file.data)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Put the file in place, or, after an exception or when nothing was put, leave everything as it was."""
        with translate_os_errors_but_broken_pipe(self._name, OutputClosedError):
            try:
                if self._used and kind is None:
                    self._close_packed_if_any()
                    self._replace_or_touch_or_only_tell_if_dry()
            finally:
                self._close_and_clean_up()

    def _close_packed_if_any(self) -> None:
        if self._packed is not None:
            self._packed.close()

    def _open_old_and_new_on_first_use(self) -> None:
        if self._used:
            return
        self._used = True
        if self._path.exists() and not self._path.is_file():
            # A device or a pipe is written to, never replaced.
            self.change_of_shared_file = "written"
            self._new = None if self._dry else self._path.open("wb")
            return
        self._old = self._path.open("rb") if self._path.exists() else None
        self.change_of_shared_file = "unchanged" if self._old else "written"
        if not self._dry:
            with suppress(OSError):
                remove_leftovers(self._path.parent)
            self._temporary = Path(temporary_path_beside(self._path))
            self._new = create_locked(self._temporary)

    def _append_and_compare_with_old(self, data: bytes) -> None:
        if self._old and self.change_of_shared_file == "unchanged" and self._old.read(len(data)) != data:
            self.change_of_shared_file = "written"
        if self._new:
            self._new.write(data)

    def _replace_or_touch_or_only_tell_if_dry(self) -> None:
        if self._old and self._old.read(1):
            self.change_of_shared_file = "written"
        if self._temporary and self._new and self.change_of_shared_file == "written":
            with close_before_block_keeping_lock(self._new):
                self._put_in_place(self._temporary)
        elif self._new:
            self._new.close()
            if self._temporary:
                os.utime(self._path)
        if self._temporary:
            self._on_file_in_place()

    def _put_in_place(self, temporary: Path) -> None:
        """Put what is complete in place of what is there."""
        temporary.replace(self._path)

    def _on_file_in_place(self) -> None:
        """The file is there with what it should hold."""

    def _back_up(self) -> None:
        """Keep what is there beside it, and say so. A dry run only says so. Raises `OutputClosedError` where enough is kept."""
        paths = (path for path in _backup_paths(self._path) if not path.exists() or _has_same_content(path, self._path))
        original = next(paths, None)
        if original is None:
            raise OutputClosedError(
                f"is changed, and {_MOST_ORIGINALS} earlier versions that you changed are kept beside it already",
                source=self._name,
                hint="look at the files with .orig in their names, and move or delete them",
            )
        self.kept_user_file_count += 1
        self.notices_on_existing_files.append(Notice("kept-original", f"what it was is now {original.name}", place=self._name))
        if not self._dry and not original.exists():
            with open_replacement(original) as stream, self._path.open("rb") as old:
                from shutil import copyfileobj

                copyfileobj(old, stream)

    def _close_and_clean_up(self) -> None:
        self._sink.discard_further_writes()
        for stream in (self._old, self._new):
            if stream:
                with suppress(OSError):
                    stream.close()
        if self._temporary:
            self._temporary.unlink(missing_ok=True)


class OneFileWithBackupAndRecord(OneFile):
    """A file whose owner may change it. With `force` that is not minded.

    One that is there and that nobody recorded was named by its owner, who knows of it; with `keep_unrecorded` it was not.
    """

    def __init__(
        self, path: str, *, dry: bool = False, force: bool = False, pack: Pack | None = None, keep_unrecorded: bool = False
    ) -> None:
        super().__init__(path, dry=dry, pack=pack)
        self._force = force
        self._keep_unrecorded = keep_unrecorded
        self._digest = hashlib.sha256()
        self.byte_count = 0

    @property
    def sha256(self) -> str:
        """The hash of what was put, in hex."""
        return self._digest.hexdigest()

    def _append_and_compare_with_old(self, data: bytes) -> None:
        super()._append_and_compare_with_old(data)
        self._digest.update(data)
        self.byte_count += len(data)

    def _replace_or_touch_or_only_tell_if_dry(self) -> None:
        super()._replace_or_touch_or_only_tell_if_dry()
        if self._dry and self.change_of_shared_file == "written" and self._path.is_file():
            self._recorded_digests_after_backup_of_edits()

    def _put_in_place(self, temporary: Path) -> None:
        before = self._recorded_digests_after_backup_of_edits()
        write_digest_record(self._path, self._digest.hexdigest(), *before)
        super()._put_in_place(temporary)

    def _on_file_in_place(self) -> None:
        if not write_digest_record(self._path, self._digest.hexdigest()):
            self.notices_on_existing_files.append(Notice("unrecorded", place=self._name))

    def _recorded_digests_after_backup_of_edits(self) -> Collection[str]:
        """Keep what the file is if its owner changed it. Gives the hashes it had as we wrote it."""
        if not self._path.is_file():
            return ()
        ours = read_digests_from_record_or_manifest(self._path, self.notices_on_existing_files)
        if (not ours and not self._keep_unrecorded) or digest_of_file(self._path) in ours:
            return ours
        if self._force:
            self.notices_on_existing_files.append(Notice("overwritten-file", place=self._name))
            return ours
        self._back_up()
        return ours


def _backup_paths(path: Path) -> Iterator[Path]:
    """`FILE.orig`, `FILE.orig.2` and so on up to the most: none that holds something else is overwritten."""
    for number in range(1, _MOST_ORIGINALS + 1):
        ending = ".orig" if number == 1 else f".orig.{number}"
        yield path.with_name(f"{shorten_name_with_hash(path.name, _LONGEST - len(ending))}{ending}")


def _has_same_content(path: Path, other: Path) -> bool:
    return path.is_file() and path.stat().st_size == other.stat().st_size and digest_of_file(path) == digest_of_file(other)
