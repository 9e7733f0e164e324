"""An output folder that is written again and again: what we wrote, what its owner changed, what vanished.

A file that is not as we left it belongs to its owner: it stays, and what we would write goes beside it. So does one that nobody
recorded, unless it is just what we would write. A file that no post makes any more is removed only when that is asked for, and
never by a run in which a post failed: that post's files would seem to be nobody's.
"""

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import BinaryIO

from convert.batch.file_record import read_digests_beside
from convert.batch.folder_policy import FolderPolicy
from convert.batch.lock import close_before_block_keeping_lock, try_lock
from convert.batch.manifest import (
    JOURNAL,
    MANIFEST,
    JournalEntry,
    is_new_version_beside_edited_file,
    is_safe_relative_path,
    journal_line_of_digest_and_path,
    new_version_path,
    pieces_of_manifest,
    read_last_run_noting_damage,
)
from convert.batch.output import Change, OutputFolder
from convert.batch.own_layouts import OwnLayouts
from convert.batch.publication import (
    ExistingPage,
    ExistingSite,
    Publication,
    existing_page_of_text_hidden_if_unreadable,
    pages_still_showing_hidden,
    stale_files_showing_hidden,
)
from convert.errors import OutputError
from convert.notices import Notice
from convert.plan.last_run import NamedPosts
from convert.plan.old_addresses import caseless_key
from convert.plan.spilled import SpilledDict, SpilledSet
from convert.sources.source import File
from convert.writers._site import with_unpublished_toggled

_PATIENCE = 0.1
"""Seconds between two looks whether another run has come to its end."""


class ManagedFolder:
    """An output folder with a manifest. `folder` writes, `root` is where;
    `on_waiting_for_other_run` is called when another run writes there.

    `existing_site` is what the last run left. Without a manifest that can be read every file that is there belongs to the owner.
    """

    takes_each_post_as_one_text = False
    shards = None
    change_of_shared_file: Change = "written"

    def __init__(
        self, folder: OutputFolder, root: str, policy: FolderPolicy, on_waiting_for_other_run: Callable[[], None] = lambda: None
    ) -> None:
        self._folder = folder
        self._root = Path(root)
        self._policy = policy
        self._on_waiting = on_waiting_for_other_run
        self._journal: BinaryIO | None = None
        self._before: dict[str, str] = {}
        self._loose: set[str] = set()
        self._begun: set[str] = set()
        self._now: SpilledDict[str] = SpilledDict()
        self._made = SpilledSet()
        self._names: NamedPosts = {}
        self._named: NamedPosts = {}
        self._swept = SpilledSet()
        self._kept: set[str] = set()
        self._layouts = OwnLayouts({})
        self._earlier: NamedPosts = {}
        self.notices_on_existing_files: list[Notice] = []

    @property
    def existing_site(self) -> ExistingSite:
        """What is there. Made anew each time: one that is kept would keep this folder, and its lock, for a while after a run."""
        return ExistingSite(self._earlier, self._read_page_at, self._read_text_at)

    @property
    def kept_user_file_count(self) -> int:
        """How many files are there that are their owner's."""
        return len(self._kept)

    def __enter__(self) -> "ManagedFolder":
        """Make the folder ready, as soon as no other run writes to it. Raises `OutputError`."""
        self._folder.__enter__()
        if not self._folder.is_dry:
            self._journal = self._open_journal_waiting_for_other_run()
        last = read_last_run_noting_damage(self._root)
        self.notices_on_existing_files += last.notices
        self._earlier = self._names = last.names
        self._layouts = OwnLayouts(last.layouts)
        self._before = {**last.loose, **last.files}
        self._loose = set(last.loose) - set(last.files)
        for begun in last.journal:
            self._adopt_journal_entry_if_file_matches(begun)
        if last.is_cut_off and self._journal is not None:
            self._journal.write(b"\n")  # or our first entry would be the rest of a line
        for path in (MANIFEST, *self._begun):
            self._remove_leftovers_beside(path)
        if last.is_journal_damaged:
            self._remove_half_written_files_everywhere()
        return self

    def _adopt_journal_entry_if_file_matches(self, entry: JournalEntry) -> None:
        """Know a file again that a run which was killed wrote, or was about to."""
        self._begun.add(entry.path)
        if self._digest_on_disk_empty_if_unreadable(entry.path) != entry.digest:
            return
        if not entry.is_loose:
            self._loose.discard(entry.path)
        elif entry.path not in self._before:
            self._loose.add(entry.path)
        self._before[entry.path] = entry.digest

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Write the manifest. A run that was cut short keeps what the last one knew of files it did not come to."""
        if self._journal is not None:
            with self._journal:
                self._write_manifest()
                with close_before_block_keeping_lock(self._journal):
                    self._folder.remove_unless_source_and_emptied_folders(JOURNAL)
        self._folder.__exit__(kind, error, trace)

    def _open_journal_waiting_for_other_run(self) -> BinaryIO:
        """The journal, once no other run has it: whoever has removes it in the end."""
        path = self._root / JOURNAL
        for attempt in count():
            stream = self._folder.open_for_appending(JOURNAL)
            lock = try_lock(stream)
            if lock != "busy" and _is_open_file_at(stream, path):
                return stream
            stream.close()
            if attempt == 0 and lock == "busy":
                self._on_waiting()
            time.sleep(_PATIENCE)
        raise AssertionError

    def _write_manifest(self) -> None:
        known = SpilledDict(self._before)
        known.update(self._now.items())
        files, loose = (self._sorted_known_files(known, of_partial_runs_else_of_others=are_loose) for are_loose in (False, True))
        names = SpilledDict(self._names).iterate_items(by_key=True)
        layouts = self._layouts.digests_to_record(self._digest_on_disk_empty_if_unreadable)
        self._folder.put_file_in_pieces_unless_same(MANIFEST, pieces_of_manifest(files, loose, layouts, names))

    def _sorted_known_files(self, known: SpilledDict[str], *, of_partial_runs_else_of_others: bool) -> Iterator[tuple[str, str]]:
        """Those of the known files, sorted by path, that only partial runs made, or all others."""
        for path, digest in known.iterate_items(by_key=True):
            if self._is_made_by_partial_runs_only(path) is of_partial_runs_else_of_others:
                yield path, digest

    def _is_made_by_partial_runs_only(self, path: str) -> bool:
        """Whether only runs that were not over all there is made a file."""
        # What this run made is asked for last: with many files it has to be looked up on disk.
        if path in self._loose:
            return not self._policy.whole_blog or path not in self._now
        return not self._policy.whole_blog and path not in self._before and path in self._now

    def record_post_names_also_of_gone(self, named: NamedPosts, gone: NamedPosts) -> None:
        """Remember what posts are called, before the first of them is there.

        Those that are gone may come back, and have their names until they are pruned.
        """
        self._named, self._names = named, SpilledDict(gone)
        self._names.update(named.items())
        if self._journal is not None:
            self._write_manifest()

    def withdraw_own_layouts(self, paths: Iterable[str]) -> None:
        """Remove layouts of ours that nobody has changed, and name the others."""
        self.notices_on_existing_files += self._layouts.withdraw(
            paths, self._digest_on_disk_empty_if_unreadable, self._folder.remove_unless_source_and_emptied_folders
        )

    def withdraw_hidden_and_report_or_prune_stale(self, publications: Sequence[Publication], *, complete: bool) -> None:
        """Withdraw what is not to be shown any more, name or remove what no post makes, and name what shows hidden posts."""
        self._withdraw_unedited_pages_and_their_files(pages_still_showing_hidden(publications, self.existing_site))
        self._report_or_prune_stale_by_policy(complete=complete)
        if not self._folder.is_dry:
            site = self.existing_site
            shown = {
                *pages_still_showing_hidden(publications, site),
                *stale_files_showing_hidden(publications, site, self._stale_files()),
            }
            self.notices_on_existing_files.extend(Notice("exposed-post", place=file) for file in sorted(shown))

    def _report_or_prune_stale_by_policy(self, *, complete: bool) -> None:
        """Say what no post makes any more once all are put, and remove it if that is asked for and every post was read.

        What was published and is kept back now, or the other way round, never stays where it was.
        """
        made = self._made
        for path in [
            path
            for path in self._before
            if caseless_key(path) not in made and caseless_key(with_unpublished_toggled(path)) in made
        ]:
            if self._digest_on_disk_empty_if_unreadable(path) == self._before[path]:
                self._remove_file_telling_success_or_failure(path)
        if not self._policy.whole_blog:
            return
        pruned = complete and self._policy.prune
        if pruned:
            self._names = self._named
        for path in [
            path
            for path in self._before
            if not (caseless_key(path) in made or is_new_version_beside_edited_file(path) or path in self._loose)
        ]:
            there = self._digest_on_disk_empty_if_unreadable(path)
            if there is None:
                del self._before[path]  # its owner removed it
            elif not pruned:
                self.notices_on_existing_files.append(Notice("vanished-post", place=path))
            elif there != self._before[path]:
                self._kept.add(path)
                self.notices_on_existing_files.append(Notice("edited-file", "no post makes it any more", place=path))
            else:
                self._remove_file_telling_success_or_failure(path)

    def _withdraw_unedited_pages_and_their_files(self, pages: Iterable[str]) -> None:
        """Remove pages of posts that a site is not to show and that are elsewhere now, each with its files.

        What their owner changed stays.
        """
        made = self._made
        for page in list(pages):
            if caseless_key(page) not in made:
                for path in [path for path in (page, *self._earlier_files_of_page(page)) if caseless_key(path) not in made]:
                    if path in self._before and self._digest_on_disk_empty_if_unreadable(path) == self._before[path]:
                        self._remove_file_telling_success_or_failure(path, "withdrawn-file")

    def _stale_files(self) -> list[str]:
        """The files of earlier runs that no post makes any more."""
        made = self._made
        return [path for path in self._before if caseless_key(path) not in made and not is_new_version_beside_edited_file(path)]

    def _earlier_files_of_page(self, page: str) -> list[str]:
        """The files of the last run that lie in a folder, or are called, as its post was then."""
        names = [f"/{name}" for name, named in self._earlier.items() if named.file == page]
        pages = {named.file for named in self._earlier.values()}
        others = [path for path in self._before if path not in pages]
        return [
            path
            for path in others
            for name in names
            if _rooted_without_ending(path).endswith(name) or _parent_with_leading_slash(path).endswith(name)
        ]

    def _remove_file_telling_success_or_failure(self, path: str, notice_kind: str = "removed-file") -> None:
        """Remove a file of ours; one that something in the way keeps from being removed stays."""
        try:
            self._remove_leftovers_beside(path)
            self._folder.remove_unless_source_and_emptied_folders(path)
        except OutputError:
            self.notices_on_existing_files.append(Notice("vanished-post", place=path))
            return
        del self._before[path]
        self.notices_on_existing_files.append(Notice(notice_kind, place=path))
        self._remove_unedited_new_versions_beside(path)

    def put_files(self, files: Iterable[File]) -> Change:
        """Write the files of one post, those that are their owner's beside theirs."""
        return self._folder.put_files([self._prepare_writing_or_keeping(file) for file in files])

    def _prepare_writing_or_keeping(self, file: File) -> File:
        self._remove_leftovers_beside(file.path)
        if file.is_layout and not self._folder.is_source(file.path):
            return self._layouts.record_and_let_file_replace_unedited_own(
                file, self._digest_on_disk_empty_if_unreadable(file.path)
            )
        if file.keep or self._folder.is_source(file.path):
            return file
        digest, there = _digest_of_bytes(file.data), self._digest_on_disk_empty_if_unreadable(file.path)
        known = self._before.get(file.path)
        self._note_made(file.path, digest)
        if there == digest:
            self._remove_unedited_new_versions_beside(file.path)
            return File(file.path, file.data, keep=True)
        if there in (None, known) or there in (read_digests_beside(self._root / file.path, []) or ()):
            return self._journal_file_and_remove_unedited_versions_beside(file, digest)
        if self._policy.force:
            self.notices_on_existing_files.append(Notice("overwritten-file", place=file.path))
            return self._journal_file_and_remove_unedited_versions_beside(file, digest)
        self._kept.add(file.path)
        if known == digest:  # its owner changed it, and nothing of ours did
            return File(file.path, file.data, keep=True)
        is_ours = known is not None or file.path in self._begun
        return self._prepare_writing_beside(file, digest, "edited-file" if is_ours else "foreign-file")

    def _note_made(self, path: str, digest: str) -> None:
        self._now[path] = digest
        self._made.add(caseless_key(path))  # a disk that ignores case has one file for two names

    def _journal_file_and_remove_unedited_versions_beside(self, file: File, digest: str) -> File:
        self._write_journal_entry(file.path, digest)
        self._remove_unedited_new_versions_beside(file.path)
        return file

    def _prepare_writing_beside(self, file: File, digest: str, notice_kind: str) -> File:
        """The file under a name that nobody has but us."""
        names = (new_version_path(file.path, number) for number in count(1))
        path = next(
            path for path in names if self._digest_on_disk_empty_if_unreadable(path) in (None, digest, self._before.get(path))
        )
        self.notices_on_existing_files.append(
            Notice(notice_kind, f"the new version is {PurePosixPath(path).name}", place=file.path)
        )
        self._note_made(path, digest)
        self._write_journal_entry(path, digest)
        return File(path, file.data)

    def _remove_unedited_new_versions_beside(self, path: str) -> None:
        """Remove a new version nobody needs any more, unless its owner changed it."""
        for new in (new_version_path(path, 1), new_version_path(path, 2)) if self._before else ():
            if new in self._before and self._digest_on_disk_empty_if_unreadable(new) == self._before[new]:
                self._folder.remove_unless_source_and_emptied_folders(new)
                del self._before[new]

    def _write_journal_entry(self, path: str, digest: str) -> None:
        """Tell the next run what this one is about to write, in case it does not get to its end."""
        if self._journal is not None:
            self._journal.write(
                journal_line_of_digest_and_path(JournalEntry(path, digest, self._is_made_by_partial_runs_only(path)))
            )

    def _read_text_at(self, path: str) -> str:
        """What is in a file; empty where there is none that can be read."""
        try:
            return (self._root / path).read_text(encoding="utf-8", errors="replace")
        except (OSError, ValueError):  # a name that settings hold may be none of a file
            return ""

    def _read_page_at(self, path: str) -> ExistingPage | None:
        """The page in a file, as it is now; None where there is none."""
        try:
            data = (self._root / path).read_bytes() if is_safe_relative_path(path) else None
        except (OSError, ValueError):
            return None
        if data is None:
            return None
        known = self._before.get(path) or self._before.get(with_unpublished_toggled(path))
        text, is_edited = data.decode("utf-8", "replace"), _digest_of_bytes(data) != known
        return existing_page_of_text_hidden_if_unreadable(text, is_recorded=known is not None, is_edited=is_edited)

    def _digest_on_disk_empty_if_unreadable(self, path: str) -> str | None:
        """The hash of a file; None where there is none, and nothing anybody wrote where it cannot be read."""
        try:
            return _digest_of_bytes((self._root / path).read_bytes())
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError, ValueError):
            return None
        except OSError:
            return ""

    def _remove_half_written_files_everywhere(self) -> None:
        """Remove what was left half written anywhere, where the journal does not say where that is."""
        for top, _, _ in os.walk(self._root):
            self._remove_leftovers_beside(PurePosixPath(os.path.relpath(top, self._root).replace(os.sep, "/"), "any").as_posix())

    def _remove_leftovers_beside(self, path: str) -> None:
        """Remove what a run that was killed left half written in the folder of a file."""
        folder = path.rpartition("/")[0] or "."
        if folder not in self._swept:
            self._swept.add(folder)
            self._folder.remove_leftovers_in_folder(folder)


def _is_open_file_at(stream: BinaryIO, path: Path) -> bool:
    """Whether an open file is the one that is at a path now."""
    try:
        return os.path.samestat(os.fstat(stream.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _parent_with_leading_slash(path: str) -> str:
    return f"/{PurePosixPath(path).parent}"


def _rooted_without_ending(path: str) -> str:
    return f"/{PurePosixPath(path).with_suffix('')}"


def _digest_of_bytes(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
