"""Where posts go: a folder of files, or a stream. `convert.batch.one_file` is the third.

Nobody ever sees half of a file (`convert.batch.atomic`); nothing is written outside the output folder; what would not change
is not touched.
"""

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from os.path import dirname, exists, isdir, islink, join, lexists, realpath
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Literal, NamedTuple, Protocol, TypeAlias, cast

from convert.batch.atomic import (
    open_replacement,
    remove_leftovers,
    translate_os_errors_but_broken_pipe,
    write_replacement_unless_same,
)
from convert.batch.publication import ExistingSite, Publication
from convert.errors import OutputClosedError, OutputError
from convert.notices import Notice
from convert.plan.last_run import NamedPosts
from convert.sources.packing import Pack, Sink
from convert.sources.source import File

if TYPE_CHECKING:
    from convert.batch.converted import Outcome
    from convert.batch.shard_records import Position

Change: TypeAlias = Literal["written", "unchanged"]


class SettledShard(NamedTuple):
    """What happened to a shard that is whole, and the posts in it by their names."""

    change: Change
    names: list[str]


class Shards(Protocol):
    """An output of several files, each of which is whole before the run ends: where a killed run is gone on with."""

    @property
    def kept_position(self) -> "Position | None":
        """Where to go on; None where nothing is kept."""

    def kept_outcomes(self) -> "Iterator[Outcome]":
        """What came of the posts up to there, in order."""

    def move_position_to_source_of_outcome(self, outcome: "Outcome") -> None:
        """Say what comes next."""

    def note_outcome_of_current_shard(self, outcome: "Outcome") -> None:
        """Say that it came, and is part of the shard that is being written."""

    def take_settled(self) -> list[SettledShard]:
        """The shards that became whole since this was last asked."""


class Output(Protocol):
    """Where posts go. Used in a `with` statement; leaving it by an exception takes back what is not complete."""

    @property
    def takes_each_post_as_one_text(self) -> bool:
        """Whether each post goes here as one text, instead of the writer's own files."""

    @property
    def existing_site(self) -> ExistingSite:
        """What an earlier run left here."""

    @property
    def shards(self) -> Shards | None:
        """The output itself where it is written in shards, each of which is whole before the run ends."""

    def record_post_names_also_of_gone(self, named: NamedPosts, gone: NamedPosts) -> None:
        """Remember what posts are called, before the first of them is there, and what those were that are gone."""

    def withdraw_own_layouts(self, paths: Iterable[str]) -> None:
        """Remove layouts an earlier run wrote at these paths, and nobody has changed, and name the others."""

    def withdraw_hidden_and_report_or_prune_stale(self, publications: Sequence[Publication], *, complete: bool) -> None:
        """Once all posts are put, see to what earlier runs left; it is `complete` when each was made with all it shows."""

    def __enter__(self) -> "Output":
        """Make ready. Raises `OutputError` when nothing could ever be written here."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Complete what was put, or take it back."""

    def put_files(self, files: Iterable[File]) -> Change | None:
        """Take the files of one post. None when only the end tells if anything changed; then `change_of_shared_file` is set."""

    @property
    def change_of_shared_file(self) -> Change:
        """What happened to an output that all posts share, once it is complete."""

    @property
    def notices_on_existing_files(self) -> list[Notice]:
        """What is odd about what was there before."""

    @property
    def kept_user_file_count(self) -> int:
        """How many files are there that their owner changed, or that were there before us."""


class OutputFolder:
    """A folder of files. `sources` are the real paths of what is read in this run and must stay as it is."""

    def __init__(self, root: str, sources: frozenset[str] = frozenset(), *, dry: bool = False) -> None:
        self._root = Path(realpath(root))
        self._name = root.rstrip("/") or root
        self._sources = sources
        self._dry = dry

    @property
    def is_dry(self) -> bool:
        """Whether nothing is written."""
        return self._dry

    def __enter__(self) -> "OutputFolder":
        """Create the folder. Raises `OutputError` when that is impossible."""
        with translate_os_errors_but_broken_pipe(self._name):
            if not self._dry:
                self._root.mkdir(parents=True, exist_ok=True)
            elif not next(path for path in (self._root, *self._root.parents) if path.exists()).is_dir():
                raise NotADirectoryError(errno.ENOTDIR, "a part of the path is a file")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Nothing is left open between two files."""

    def put_files(self, files: Iterable[File]) -> Change:
        """Write the files of one post; "unchanged" when all were there already. Raises `OutputError`."""
        changes = {self._write_file_if_changed_or_refuse_source(file) for file in files}
        return "written" if "written" in changes else "unchanged"

    def _write_file_if_changed_or_refuse_source(self, file: File) -> Change:
        name = f"{self._name}/{file.path}"
        with translate_os_errors_but_broken_pipe(name):
            if self._is_excluded_by_its_unless_conditions(file):
                return "unchanged"
            path = self._path_inside_or_raise(file.path, name)
            if _holds_exactly_or_raise_if_folder(path, file.data) or (file.keep and exists(path)):
                return "unchanged"
            if self.is_source(file.path):
                raise OutputError(
                    "is one of the sources and is not overwritten", source=name, hint="choose another folder with -o"
                )
            if not self._dry:
                _make_folder_of(path)
                with open_replacement(path) as stream:
                    stream.write(file.data)
        return "written"

    def put_file_in_pieces_unless_same(self, relative: str, pieces: Iterable[bytes]) -> None:
        """Write a file that may be larger than should be held; one that is just so stays. Raises `OutputError`."""
        name = f"{self._name}/{relative}"
        if self._dry:
            return
        with translate_os_errors_but_broken_pipe(name):
            path = self._path_inside_or_raise(relative, name)
            _make_folder_of(path)
            write_replacement_unless_same(Path(path), pieces)

    def _is_excluded_by_its_unless_conditions(self, file: File) -> bool:
        """Whether something is there beside which a file is not to be written."""
        if not (file.unless or file.unless_other or file.unless_said):
            return False
        root = self._root
        return (
            any(_exists_or_folder_has_any_for_star(root / other) for other in file.unless)
            or any(
                lexists(root / other) and not _holds_exactly_or_raise_if_folder(root / other, data)
                for other, data in file.unless_other
            )
            or any((root / other).is_file() and says((root / other).read_bytes()) for other, says in file.unless_said)
        )

    def is_source(self, relative: str) -> bool:
        """Whether a file is read in this run."""
        return bool(self._sources) and str(self._root / relative) in self._sources

    def open_for_appending(self, relative: str) -> BinaryIO:
        """A file that more is written to, at once: it is there when the next call is made, whatever happens to this process."""
        name = f"{self._name}/{relative}"
        with translate_os_errors_but_broken_pipe(name):
            path = self._path_inside_or_raise(relative, name)
            _make_folder_of(path)
            return cast(BinaryIO, open(path, "ab", buffering=0))

    def remove_unless_source_and_emptied_folders(self, relative: str) -> None:
        """Remove a file that is no source, and the folders that are empty without it."""
        name = f"{self._name}/{relative}"
        with translate_os_errors_but_broken_pipe(name):
            path = Path(self._path_inside_or_raise(relative, name))
            if self._dry or self.is_source(relative):
                return
            path.unlink(missing_ok=True)
            for folder in path.parents:
                if folder == self._root or any(folder.iterdir()):
                    break
                folder.rmdir()

    def remove_leftovers_in_folder(self, relative_folder: str) -> None:
        """Remove the temporary files of a run that was killed from one folder."""
        name = f"{self._name}/{relative_folder}"
        with translate_os_errors_but_broken_pipe(name):
            folder = str(self._root) if relative_folder == "." else self._path_inside_or_raise(relative_folder, name)
            if not self._dry:
                remove_leftovers(folder)

    def _path_inside_or_raise(self, relative: str, shown_name: str) -> str:
        parts = [part for part in relative.split("/") if part not in ("", ".")]
        if not parts or relative.startswith("/") or ".." in parts or "\\" in relative or "\0" in relative:
            raise OutputError("would be outside the output folder", source=shown_name, hint="this is a fault of the writer")
        path = str(self._root)
        for part in parts:
            path = join(path, part)
            if islink(path):
                raise OutputError("leads out of the output folder by a symbolic link", source=shown_name, hint="remove the link")
        return path


class TextOutput:
    """What every output of texts is, such as a stream: nothing an earlier run left there is known, and nothing is remembered."""

    takes_each_post_as_one_text = True
    existing_site = ExistingSite()

    @property
    def shards(self) -> Shards | None:
        """It is one file."""
        return None

    def record_post_names_also_of_gone(self, named: NamedPosts, gone: NamedPosts) -> None:
        """Nobody is called anything in it."""

    def withdraw_own_layouts(self, paths: Iterable[str]) -> None:
        """It has none."""

    def withdraw_hidden_and_report_or_prune_stale(self, publications: Sequence[Publication], *, complete: bool) -> None:
        """What was there before is no part of it."""


class StreamOutput(TextOutput):
    """Standard output, or any other stream of bytes, which are packed by `pack`."""

    change_of_shared_file: Change = "written"

    def __init__(self, stream: BinaryIO, *, dry: bool = False, pack: Pack | None = None) -> None:
        self._sink = Sink(stream.write)
        self._packed = pack(cast(BinaryIO, self._sink)) if pack and not dry else None
        self.notices_on_existing_files: list[Notice] = []
        self.kept_user_file_count = 0
        self._stream = stream
        self._dry = dry

    def __enter__(self) -> "StreamOutput":
        """A stream is ready."""
        return self

    def put_files(self, files: Iterable[File]) -> Change:
        """Print the files of one post one after the other."""
        with translate_os_errors_but_broken_pipe("standard output", OutputClosedError):
            for file in files:
                if self._packed is not None:
                    self._packed.write(file.data)
                elif not self._dry:
                    self._stream.write(file.data)
        return "written"

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """What was put is out, even if the next post fails; of what is packed nothing, unless it is complete."""
        with translate_os_errors_but_broken_pipe("standard output", OutputClosedError):
            if self._packed is not None and kind is None:
                self._packed.close()
            self._sink.discard_further_writes()
            self._stream.flush()


def touch_file_making_it_and_its_folders(path: str) -> None:
    """Give a file, made if need be, the present time. Raises `OutputError`."""
    with translate_os_errors_but_broken_pipe(path):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).touch()


def _exists_or_folder_has_any_for_star(path: Path) -> bool:
    """Whether something is there, or, where the last part of the path is `*`, anything is in the folder."""
    if path.name != "*":
        return lexists(path)
    return path.parent.is_dir() and any(path.parent.iterdir())


def _make_folder_of(path: str) -> None:
    """Make the folder a file goes to, if need be, and those above it."""
    folder = dirname(path)
    try:
        os.mkdir(folder)
    except FileNotFoundError:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError:  # of one that is there a system may say something else first, such as that nothing can be written
        if not isdir(folder):
            raise


def _holds_exactly_or_raise_if_folder(path: str | Path, data: bytes) -> bool:
    """Whether the file is there with exactly these bytes."""
    try:
        there = os.lstat(path)
    except FileNotFoundError:
        return False
    if stat.S_ISDIR(there.st_mode):
        raise IsADirectoryError(errno.EISDIR, "is a folder")
    return there.st_size == len(data) and Path(path).read_bytes() == data
