"""One output for all posts in several files of a bounded size, each whole or not there, and a manifest beside them at the end.

A run that was killed leaves whole shards and a journal of them; the next one, if it is made from the same, goes on behind the
last.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NamedTuple

from convert import __version__
from convert import lazy_re as re
from convert.batch.atomic import translate_os_errors_but_broken_pipe
from convert.batch.converted import Outcome, Post, PostFailure
from convert.batch.file_record import digest_of_file, read_digests_beside, remove_digest_record
from convert.batch.kept_outcomes import outcome_as_kept, outcome_without_files_of_kept
from convert.batch.lock import close_before_block_keeping_lock, try_lock
from convert.batch.one_file import OneFileWithBackupAndRecord
from convert.batch.output import Change, SettledShard, TextOutput
from convert.batch.shard_records import (
    MANIFEST_NAME,
    JournalHead,
    JournalLine,
    Position,
    Shard,
    ShardManifest,
    WholeShards,
    encode_journal_line,
    encode_shard_manifest,
    journal_lines_of_run_with_end_offsets,
    journal_path,
    output_name_in_manifest_or_empty_if_foreign,
    read_leading_whole_shards,
)
from convert.errors import OutputClosedError
from convert.notices import Notice
from convert.sources.packing import Pack, gz_or_zst_ending_or_empty
from convert.sources.source import File


class ShardNames(NamedTuple):
    """What the shards of an output are called: a number stands before its ending."""

    stem: str
    ending: str

    def numbered(self, number: int) -> str:
        """The name of one."""
        return f"{self.stem}-{number:05}{self.ending}"

    def is_of_shard(self, name: str) -> bool:
        """Whether a shard may be called so."""
        return re.fullmatch(rf"{re.escape(self.stem)}-\d{{5,}}{re.escape(self.ending)}", name) is not None


def shard_names(output: str, extension: str) -> ShardNames:
    """Those of an output of a writer whose files end in `extension`."""
    name = os.path.basename(output)
    packing = gz_or_zst_ending_or_empty(name)
    plain = name[: len(name) - len(packing)]
    ending = extension if plain.lower().endswith(extension) else os.path.splitext(plain)[1]
    stem = plain[: len(plain) - len(ending)]
    return ShardNames(stem, f"{plain[len(stem) :]}{packing}")


class _ManifestFile(OneFileWithBackupAndRecord):
    """The manifest, which is not there while it is not true. One its owner changed is kept beside it."""

    def remove_after_backup_of_edits(self) -> None:
        """Take it away."""
        self._recorded_digests_after_backup_of_edits()
        self._path.unlink(missing_ok=True)


class _ShardFileRemovingManifest(OneFileWithBackupAndRecord):
    """A shard. Nobody named it, so that one that is there and that nobody recorded is kept beside it."""

    def __init__(self, path: Path, remove_manifest: Callable[[], None], *, dry: bool, force: bool, pack: Pack | None) -> None:
        super().__init__(str(path), dry=dry, force=force, pack=pack, keep_unrecorded=True)
        self._remove_manifest = remove_manifest

    def _put_in_place(self, temporary: Path) -> None:
        self._remove_manifest()
        super()._put_in_place(temporary)


class ShardedFile(TextOutput):
    """An output in shards. `run` says what it is made from; shards of a killed run of the same are kept.

    What came of each post is told by `move_position_to_source_of_outcome`, before it is put, and `note_outcome_of_current_shard`.
    """

    change_of_shared_file: Change = "unchanged"

    def __init__(  # noqa: PLR0913 - which files, how large, of which run, and how they are written
        self,
        path: str,
        extension: str,
        shard_bytes: int,
        run: str,
        *,
        dry: bool = False,
        force: bool = False,
        pack: Pack | None = None,
    ) -> None:
        self._name = path
        self._path = Path(path)
        self._names = shard_names(path, extension)
        self._shard_bytes = shard_bytes
        self._run = run
        self._dry, self._force, self._pack = dry, force, pack
        self._journal: BinaryIO | None = None
        self._manifest = _ManifestFile(str(self._path.parent / MANIFEST_NAME), dry=dry, force=force, keep_unrecorded=True)
        self._kept = WholeShards((), Position(), 0)
        self._position = Position()
        self._shards: list[Shard] = []
        self._current: _ShardFileRemovingManifest | None = None
        self._size = self._rows = 0
        self._outcomes: list[Outcome] = []
        self._settled: list[SettledShard] = []
        self.notices_on_existing_files: list[Notice] = []
        self.kept_user_file_count = 0

    def __enter__(self) -> "ShardedFile":
        """Look what is there. Raises `OutputClosedError` where that is another's, or another run writes there."""
        with translate_os_errors_but_broken_pipe(self._name, OutputClosedError):
            self._refuse_symbolic_links()
            self._refuse_manifest_of_others()
            if not self._dry:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._journal = self._open_locked_journal_or_raise_if_busy()
                self._resume_at_whole_shards_or_begin(self._journal)
        return self

    def _refuse_symbolic_links(self) -> None:
        """Nobody named a shard: what stands behind a link in its place may be anything, such as a source, and is not written."""
        folder, journal = self._path.parent, journal_path(self._path)
        there = sorted(folder.iterdir()) if folder.is_dir() else []
        shards = [path for path in there if self._names.is_of_shard(path.name)]
        for path in (*shards, folder / MANIFEST_NAME, journal.parent, journal):
            if path.is_symlink():
                raise OutputClosedError("leads elsewhere by a symbolic link", source=str(path), hint="remove the link")

    def _refuse_manifest_of_others(self) -> None:
        path = self._path.parent / MANIFEST_NAME
        name = output_name_in_manifest_or_empty_if_foreign(path)
        if name not in (None, self._path.name):
            what = f"is there already, of {name}" if name else "is there already, and is none of ours"
            raise OutputClosedError(what, source=str(path), hint="choose another folder with -o")

    def _open_locked_journal_or_raise_if_busy(self) -> BinaryIO:
        path = journal_path(self._path)
        path.parent.mkdir(exist_ok=True)
        stream = path.open("ab", buffering=0)
        if try_lock(stream) == "busy":
            stream.close()
            raise OutputClosedError("another run writes these shards", source=self._name, hint="wait until it has ended")
        return stream

    def _resume_at_whole_shards_or_begin(self, journal: BinaryIO) -> None:
        """Go on where a killed run of the same stood, or begin."""
        self._kept = read_leading_whole_shards(journal_path(self._path), self._path.parent, self._run)
        self._shards, self._position = [*self._kept.shards], self._kept.then
        journal.truncate(self._kept.length)
        if not self._kept.length:
            journal.write(encode_journal_line(JournalHead(self._run)))

    @property
    def shards(self) -> "ShardedFile":
        """It is in shards."""
        return self

    @property
    def kept_position(self) -> Position | None:
        """Where to go on; None where nothing is kept."""
        return self._kept.then if self._kept.shards else None

    def kept_outcomes(self) -> Iterator[Outcome]:
        """What came of the posts up to there, in order."""
        for line, length in (
            journal_lines_of_run_with_end_offsets(journal_path(self._path), self._run) if self._kept.shards else ()
        ):
            if length > self._kept.length:
                return
            yield from map(outcome_without_files_of_kept, line.outcomes)

    def move_position_to_source_of_outcome(self, outcome: Outcome) -> None:
        """Say what comes next."""
        if outcome.source != self._position.source:
            self._position = Position(outcome.source, 0)

    def note_outcome_of_current_shard(self, outcome: Outcome) -> None:
        """Say that it came, and is part of the shard that is being written."""
        self._outcomes.append(outcome)
        if isinstance(outcome, Post | PostFailure):
            self._position = Position(self._position.source, self._position.posts + 1)

    def take_settled(self) -> list[SettledShard]:
        """The shards that became whole since this was last asked."""
        settled, self._settled = self._settled, []
        return settled

    def put_files(self, files: Iterable[File]) -> None:
        """Append what a post became, in the next shard if this one would be too large. Raises `OutputError`."""
        data = b"".join([file.data for file in files])
        if self._current is not None and self._size and self._size + len(data) > self._shard_bytes:
            self._settled.append(self._complete_shard(self._current, self._position))
            self._current = None
        if self._current is None:
            path = self._path.parent / self._names.numbered(len(self._shards))
            self._current = _ShardFileRemovingManifest(
                path, self._manifest.remove_after_backup_of_edits, dry=self._dry, force=self._force, pack=self._pack
            )
            self._current.__enter__()
            self._size = self._rows = 0
        self._current.put_files([File("", data)])
        self._size += len(data)
        self._rows += data.count(b"\n")

    def _complete_shard(self, shard: _ShardFileRemovingManifest, then: Position) -> SettledShard:
        """Put a shard in place, and tell a run after this one of it."""
        shard.__exit__(None, None, None)
        self._take_findings(shard)
        done = Shard(self._names.numbered(len(self._shards)), self._rows, shard.byte_count, shard.sha256)
        self._shards.append(done)
        outcomes, self._outcomes = self._outcomes, []
        if self._journal is not None:
            with translate_os_errors_but_broken_pipe(self._name, OutputClosedError):
                self._journal.write(encode_journal_line(JournalLine(done, then, tuple(map(outcome_as_kept, outcomes)))))
        names = [outcome.name for outcome in outcomes if isinstance(outcome, Post) and outcome.damage is None]
        return SettledShard(shard.change_of_shared_file, names)

    def _take_findings(self, file: OneFileWithBackupAndRecord) -> None:
        self.notices_on_existing_files += file.notices_on_existing_files
        self.kept_user_file_count += file.kept_user_file_count

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Complete what was put. After an exception the shards that are whole stay, and the journal of them."""
        with translate_os_errors_but_broken_pipe(self._name, OutputClosedError):
            try:
                if kind is None:
                    self._complete_output()
                elif self._current is not None:
                    self._current.__exit__(kind, error, trace)
            finally:
                if self._journal is not None:
                    self._journal.close()

    def _complete_output(self) -> None:
        if self._current is not None:
            self.change_of_shared_file = self._complete_shard(self._current, Position()).change
        if self._path.is_file():
            self.notices_on_existing_files.append(Notice("earlier-output", self._path.name))
        if self._dry:
            return
        if self._shards:
            self._remove_stale_shards_unless_edited()
            self._write_manifest()
        if self._journal is not None:
            with close_before_block_keeping_lock(self._journal):
                journal_path(self._path).unlink(missing_ok=True)

    def _write_manifest(self) -> None:
        shards = tuple(self._shards)
        manifest = ShardManifest(
            name=self._path.name,
            converter=f"blogconvert {__version__}",
            shard_size=self._shard_bytes,
            rows=sum(shard.rows for shard in shards),
            bytes=sum(shard.bytes for shard in shards),
            shards=shards,
        )
        with self._manifest as file:
            file.put_files([File("", encode_shard_manifest(manifest))])
        self._take_findings(self._manifest)

    def _remove_stale_shards_unless_edited(self) -> None:
        """Remove shards of a longer run before, which would be loaded with these. What their owner changed stays."""
        made = {shard.file for shard in self._shards}
        for name in sorted(os.listdir(self._path.parent)):
            if name in made or not self._names.is_of_shard(name):
                continue
            path = self._path.parent / name
            recorded = read_digests_beside(path, []) or ()
            if path.is_file() and digest_of_file(path) in recorded:
                self._manifest.remove_after_backup_of_edits()
                path.unlink()
                remove_digest_record(path)
                self.notices_on_existing_files.append(Notice("removed-file", place=name))
            else:
                self.kept_user_file_count += 1
                self.notices_on_existing_files.append(Notice("edited-file" if recorded else "foreign-file", place=name))
