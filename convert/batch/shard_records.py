"""What is recorded of shards: `manifest.json` beside those of a run that came to its end, and the journal of one that did not.

The journal has a line for each shard that is whole, behind one that says for which run. Anybody may have written it: what cannot
be read is taken for not there.
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct

from convert.batch.file_record import digest_of_file
from convert.batch.kept_outcomes import KeptOutcome
from convert.batch.manifest import FOLDER
from convert.plan.file_names import shorten_name_with_hash

MANIFEST_NAME = "manifest.json"
_ENDING = ".shards"
_LONGEST = 255


class Shard(Struct, frozen=True):
    """A file of lines or rows, by its name, with its size as it is on disk."""

    file: str
    rows: int
    bytes: int
    sha256: str


class ShardManifest(Struct, frozen=True, kw_only=True):
    """What a run wrote. `name` is the output as it was asked for, without its folder."""

    name: str
    converter: str
    shard_size: int
    rows: int
    bytes: int
    shards: tuple[Shard, ...]


class Position(Struct, frozen=True, array_like=True):
    """Where a run stood: all sources before this one are done, and so many posts of it. No source: all is done."""

    source: str = ""
    posts: int = 0


class JournalHead(Struct, frozen=True):
    """For which run a journal is."""

    run: str


class JournalLine(Struct, frozen=True):
    """A whole shard, what came of posts up to its end, and where the run stood then."""

    shard: Shard
    then: Position
    outcomes: tuple[KeptOutcome, ...]


class WholeShards(NamedTuple):
    """The shards that are whole of a run that was killed, where it stood, and how long the journal is up to there."""

    shards: tuple[Shard, ...]
    then: Position
    length: int


_LINE = msgspec.json.Decoder(JournalLine)
_MANIFEST = msgspec.json.Decoder(ShardManifest)
_ENCODER = msgspec.json.Encoder()


def journal_path(output: Path) -> Path:
    """Where the journal of an output is."""
    return output.parent / FOLDER / f"{shorten_name_with_hash(output.name, _LONGEST - len(_ENDING))}{_ENDING}"


def encode_journal_line(line: JournalHead | JournalLine) -> bytes:
    """A line of the journal, with its end."""
    return _ENCODER.encode(line) + b"\n"


def journal_lines_of_run_with_end_offsets(journal: Path, run: str) -> Iterator[tuple[JournalLine, int]]:
    """The lines for a run, each with the length of the journal up to its end; none of another run, and none behind a bad one."""
    try:
        stream = journal.open("rb")
    except OSError:
        return
    with stream:
        end = len(head := stream.readline())
        if head != encode_journal_line(JournalHead(run)):
            return
        for raw in stream:
            try:
                line = _LINE.decode(raw)
            except ValueError:
                return
            if not raw.endswith(b"\n"):
                return
            end += len(raw)
            yield line, end


def read_leading_whole_shards(journal: Path, folder: Path, run: str) -> WholeShards:
    """The shards a run wrote that are as they were written, up to the first that is not."""
    whole = WholeShards((), Position(), 0)
    for line, length in journal_lines_of_run_with_end_offsets(journal, run):
        if not _is_as_written(folder / line.shard.file, line.shard):
            break
        whole = WholeShards((*whole.shards, line.shard), line.then, length)
    return whole


def _is_as_written(path: Path, shard: Shard) -> bool:
    try:
        return path.name == shard.file and path.stat().st_size == shard.bytes and digest_of_file(path) == shard.sha256
    except OSError:
        return False


def existing_files_of_sharded_output(output: Path) -> list[str]:
    """The files that are there of an output in shards: as its manifest says, or the journal of a run that was killed."""
    names = [*_names_of_manifest_and_its_shards(output), *_shard_names_in_journal(journal_path(output))]
    return sorted({name for name in names if Path(name).name == name and (output.parent / name).is_file()})


def _names_of_manifest_and_its_shards(output: Path) -> list[str]:
    try:
        manifest = _MANIFEST.decode((output.parent / MANIFEST_NAME).read_bytes())
    except (OSError, ValueError):
        return []
    return [MANIFEST_NAME, *[shard.file for shard in manifest.shards]] if manifest.name == output.name else []


def _shard_names_in_journal(journal: Path) -> Iterator[str]:
    with suppress(OSError, ValueError), journal.open("rb") as stream:
        stream.readline()
        for raw in stream:
            yield _LINE.decode(raw).shard.file


def encode_shard_manifest(manifest: ShardManifest) -> bytes:
    """The manifest, a line for each shard."""
    return msgspec.json.format(_ENCODER.encode(manifest), indent=1) + b"\n"


def output_name_in_manifest_or_empty_if_foreign(manifest_path: Path) -> str | None:
    """Of which output a manifest is; None where there is none, and an empty text for what is no manifest of shards."""
    try:
        return _MANIFEST.decode(manifest_path.read_bytes()).name
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return ""
