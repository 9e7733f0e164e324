"""Where the posts of a batch go: what these sources cannot be written to, and the output for what was found in them."""

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from convert.batch.bundle import has_resource_place
from convert.batch.one_file import OneFileWithBackupAndRecord
from convert.batch.output import Output, OutputFolder, StreamOutput
from convert.batch.request import Batch
from convert.batch.survey import SurveyedSources
from convert.batch.tally import Watch
from convert.errors import UsageError
from convert.formats import (
    GatheringWriter,
    PackingWriter,
    is_site,
    writer,
    writer_and_options_or_raise,
    writer_names_by_ending_namesake_first,
)
from convert.notices import Notice
from convert.sources.find import Finding
from convert.sources.packing import Pack, gz_or_zst_ending_or_empty, pack_for_name
from convert.writers._shard_size import parse_shard_bytes_or_zero_or_raise

_SHOWN = 4
"""Shards that are named where there are more: the first, and the last."""


def check_destinations(batch: Batch, finding: Finding, stream: BinaryIO | None) -> None:
    """Raise `UsageError` for an output these sources cannot have, whatever is in them."""
    if os.path.lexists(batch.template):
        raise UsageError(f"{batch.template} is there already", hint=f"read it with --meta {batch.template}, or name another file")
    module = writer(batch.job.writer)
    for path, option in batch.side_outputs:
        _check_output_is_no_source(path, finding, option)
        if batch.output and os.path.realpath(path) == os.path.realpath(batch.output):
            raise UsageError(f"{path} is where the posts go", hint=f"name another output with {option}")
    if not batch.output:
        _refuse_no_output_or_printing_several(batch, finding, stream)
    elif module.JOINED and (batch.output.endswith("/") or os.path.isdir(batch.output)):
        name = f"{batch.output.rstrip('/')}/posts{module.EXTENSION}"
        raise UsageError(f"{batch.job.writer} is one file for all posts, not a folder", hint=f"try -o {name}")
    else:
        _check_output_is_no_source(batch.output, finding)
        _refuse_zip_for_gathering_writer(batch)
        _refuse_ending_of_packing_or_other_format(batch)
    _pack_of_writer_or_ending_or_raise(batch)
    if _max_shard_bytes_or_zero_or_raise(batch):
        _refuse_shards_printed_or_among_sources(batch, finding)


def _refuse_zip_for_gathering_writer(batch: Batch) -> None:
    """A writer that gathers posts makes as many zips as they need, and other files, in a folder."""
    stem, ending = os.path.splitext(batch.output.rstrip("/"))
    if isinstance(writer(batch.job.writer), GatheringWriter) and ending.lower() == ".zip" and not os.path.isdir(batch.output):
        what = f"{batch.job.writer} may be several files, not one that is called {batch.output.rstrip('/')}"
        raise UsageError(what, hint=f"name a folder for them, as in -o {stem}/")


def _refuse_ending_of_packing_or_other_format(batch: Batch) -> None:
    """A file called as those of another writer, or as something packed, would be opened as what it is not."""
    name, module = batch.job.writer, writer(batch.job.writer)
    if batch.output.endswith("/") or os.path.isdir(batch.output):
        return
    packing = gz_or_zst_ending_or_empty(batch.output)
    plain = batch.output[: len(batch.output) - len(packing)]
    if packing and not module.JOINED:
        hint = f"try -o {plain}{'/' if is_site(module) else ''}"
        raise UsageError(f"{name} is not packed, as {batch.output} would be", hint=hint)
    stem, ending = os.path.splitext(plain)
    others = writer_names_by_ending_namesake_first(ending)
    if not module.JOINED and not _is_one_source_to_one_file(batch):
        _refuse_new_folder_called_like_file(batch, "this would be a folder")
    elif others and name not in others and module.EXTENSION != writer(others[0]).EXTENSION:
        what = f"{batch.output} is called as files of {' or '.join(others)}, and {name} is something else"
        end = "" if isinstance(module, PackingWriter) else packing
        raise UsageError(what, hint=f"try -o {stem}{module.EXTENSION}{end}, or -t {others[0]}")


def _refuse_new_folder_called_like_file(batch: Batch, why: str) -> None:
    """A folder called as a file is a slip: who wants one has it with a slash behind, or makes it."""
    name, (stem, ending) = batch.output, os.path.splitext(batch.output)
    if not writer_names_by_ending_namesake_first(ending) or name.endswith("/") or os.path.isdir(name):
        return
    hint = f"try -o {stem}/, or -o {stem}.jsonl for all in one file; a folder of this name is -t {batch.job.writer} -o {name}/"
    raise UsageError(f"{name} is called as one file, and {why}", hint=hint)


def _max_shard_bytes_or_zero_or_raise(batch: Batch) -> int:
    options = writer_and_options_or_raise(batch.job.writer, batch.job.writer_options)[1]
    return parse_shard_bytes_or_zero_or_raise(getattr(options, "shard_size", ""))


def _refuse_shards_printed_or_among_sources(batch: Batch, finding: Finding) -> None:
    """Shards have no name that `-o` says, and must be no sources either, of this run or the next."""
    from convert.batch.sharded_file import shard_names

    extension = writer(batch.job.writer).EXTENSION
    if not batch.output:
        raise UsageError("shards cannot be printed", hint=f"name them, as in -o corpus/posts{extension}")
    folder, names = os.path.realpath(os.path.dirname(batch.output) or "."), shard_names(batch.output, extension)
    for above in map(os.path.realpath, finding.folders):
        if os.path.commonpath((above, folder)) == above:
            raise UsageError("the shards would be among the sources", hint="name a folder outside of them with -o")
    for path in (os.path.realpath(found.path) for found in finding.found if found.path):
        if os.path.dirname(path) == folder and names.is_of_shard(os.path.basename(path)):
            raise UsageError(f"{path} would be one of the shards", hint="name another output with -o")


def _pack_of_writer_or_ending_or_raise(batch: Batch) -> Pack | None:
    """How the posts are packed: by the writer, or as the output is called. Raises `UsageError` where a package lacks for it."""
    module, options = writer_and_options_or_raise(batch.job.writer, batch.job.writer_options)
    ending = gz_or_zst_ending_or_empty(batch.output)
    if not isinstance(module, PackingWriter):
        return pack_for_name(batch.output) if module.JOINED else None
    if ending:
        name = batch.output[: -len(ending)]
        raise UsageError(f"{batch.job.writer} is packed by itself, not with {ending}", hint=f"try -o {name}")
    return module.packing(options)


def _refuse_no_output_or_printing_several(batch: Batch, finding: Finding, stream: BinaryIO | None) -> None:
    if stream is None:
        raise UsageError("no output named", hint="give the path of a file or folder as output")
    module = writer(batch.job.writer)
    several = len(batch.sources) > 1 or (finding.folders and not module.JOINED)
    if several:
        what = "several sources" if len(batch.sources) > 1 else "the posts of a folder"
        place = f"posts{module.EXTENSION}" if module.JOINED else "out/"
        raise UsageError(f"{what} cannot all be printed", hint=f"name where they go, as in -o {place}")


def _check_output_is_no_source(output: str, finding: Finding, option: str = "-o") -> None:
    """Writing over a source would destroy it; outputs among the sources of a folder would be sources of the next run."""
    real = os.path.realpath(output)
    if any(not found.folder and found.path and os.path.realpath(found.path) == real for found in finding.found):
        raise UsageError(f"{output} is one of the sources", hint=f"name another output with {option}")
    if any(os.path.realpath(folder) == real for folder in finding.folders):
        raise UsageError(f"{output} is the folder the sources are in", hint=f"name another folder with {option}")


def choose_output_refusing_fetch_without_place(
    batch: Batch, finding: Finding, surveyed: SurveyedSources, watch: Watch, stream: BinaryIO | None
) -> Output:
    """Where the posts go. Raises `UsageError` for several posts without an output, and where nothing fetched could go."""
    output = _output_by_kind_refusing_printing_several(batch, finding, surveyed, watch, stream)
    if batch.fetch and (output.takes_each_post_as_one_text or not has_resource_place(batch.job.writer)):
        raise UsageError("there is no place for what is fetched", hint="write a folder, as in -t hugo -o site/")
    return output


def _output_by_kind_refusing_printing_several(
    batch: Batch, finding: Finding, surveyed: SurveyedSources, watch: Watch, stream: BinaryIO | None
) -> Output:
    module = writer(batch.job.writer)
    posts = len(surveyed.facts)
    if not batch.output and stream:
        if posts > 1 and not module.JOINED:
            hint = "name a folder for them, as in -o out/"
            raise UsageError(f"{posts} posts cannot all be printed", source=surveyed.sources[0].found.name, hint=hint)
        return StreamOutput(stream, dry=batch.dry, pack=_pack_of_writer_or_ending_or_raise(batch))
    if shard_bytes := _max_shard_bytes_or_zero_or_raise(batch):
        return _sharded_file(batch, surveyed, shard_bytes)
    if module.JOINED or (posts == 1 and _is_one_source_to_one_file(batch)):
        file = OneFileWithBackupAndRecord(
            batch.output, dry=batch.dry, force=batch.folder_policy.force, pack=_pack_of_writer_or_ending_or_raise(batch)
        )
        file.notices_on_existing_files += _notices_of_shards_beside(batch.output) if module.JOINED else ()
        return file
    _refuse_new_folder_called_like_file(batch, f"these are {posts} posts")
    from convert.batch.managed_folder import ManagedFolder

    inside = os.path.join(os.path.realpath(batch.output), "")
    sources = frozenset(path for path in _real_paths(finding) if path.startswith(inside))
    folder = OutputFolder(batch.output, sources, dry=batch.dry)
    managed = ManagedFolder(folder, batch.output, batch.folder_policy, lambda: watch.on_waiting_for_other_run(batch.output))
    options = writer_and_options_or_raise(batch.job.writer, batch.job.writer_options)[1]
    if not isinstance(module, GatheringWriter):
        return managed
    from convert.batch.gathering_folder import GatheringFolder

    return GatheringFolder(managed, module.gathering(options))


def _real_paths(finding: Finding) -> Iterator[str]:
    """Where the files of the sources are. Of a folder it is found out once for the files in it, which follow one another."""
    real_folder_of = lru_cache(maxsize=1)(os.path.realpath)
    for found in finding.found:
        folder, name = os.path.split(found.path)
        if name:
            yield os.path.realpath(found.path) if os.path.islink(found.path) else os.path.join(real_folder_of(folder), name)


def _notices_of_shards_beside(output: str) -> tuple[Notice, ...]:
    """The notice for what is there of an output when it was in shards."""
    from convert.batch.shard_records import existing_files_of_sharded_output

    files = existing_files_of_sharded_output(Path(output))
    shown = files if len(files) <= _SHOWN else [*files[: _SHOWN - 1], "...", files[-1]]
    return (Notice("earlier-output", ", ".join(shown)),) if files else ()


def _sharded_file(batch: Batch, surveyed: SurveyedSources, shard_bytes: int) -> Output:
    from convert.batch.fingerprint import fingerprint_of_run  # most runs need none of it
    from convert.batch.sharded_file import ShardedFile

    run, force = fingerprint_of_run(batch, surveyed), batch.folder_policy.force
    extension = writer(batch.job.writer).EXTENSION
    return ShardedFile(
        batch.output, extension, shard_bytes, run, dry=batch.dry, force=force, pack=_pack_of_writer_or_ending_or_raise(batch)
    )


def _is_one_source_to_one_file(batch: Batch) -> bool:
    """Whether the output may be a file: one source that is no folder, and nothing says that the output is one."""
    source = batch.sources[0]
    single = len(batch.sources) == 1 and not (isinstance(source, Path) and os.path.isdir(source))
    return single and not is_site(writer(batch.job.writer)) and not batch.output.endswith("/") and not os.path.isdir(batch.output)
