"""What is done to every source of a batch: which reader, which writer, and how."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from convert.errors import SourceError, UsageError
from convert.formats import (
    FrozenOptions,
    freeze_options,
    option_names,
    reader,
    reader_and_options,
    unknown_option_error,
    writer,
    writer_and_options,
)
from convert.limits import DEFAULT, Limits
from convert.meta import side_table
from convert.notices import ignore
from convert.options import ReaderOptions, build_options
from convert.sources.source import Source, decode


class Job(Struct, frozen=True):
    """What is done to every source. No `reader` means that each source is looked at to find its own.

    `as_text` asks for each post as one text, for standard output or a single file, instead of the writer's own files. With
    `verify` what was made is read back before it is written; with `keep` a post keeps the document it was made of. Images and
    attachments come from the source, or from the `cache` of what has been fetched, and with `follow_links` from wherever links
    beside the source lead. `limits` are what a post may be and take.
    """

    writer: str
    reader: str = ""
    reader_options: FrozenOptions = ()
    writer_options: FrozenOptions = ()
    as_text: bool = False
    verify: bool = True
    keep: bool = False
    cache: str = ""
    follow_links: bool = False
    limits: Limits = DEFAULT


def job_for(to: str, from_: str, options: Mapping[str, Any]) -> Job:
    """The job of writing `to` what `from_` reads; empty, it is found out for each source.

    An option goes to the reader, the writer or both: whoever has one of this name. Raises `UsageError` when neither has, or when
    a value does not fit.
    """
    of_reader = option_names(reader(from_).Options if from_ else ReaderOptions)
    of_writer = option_names(writer(to).Options)
    for name in options:
        if name not in of_reader | of_writer:
            raise unknown_option_error(name, to, from_)
    reader_options, writer_options = (
        freeze_options({name: options[name] for name in names & set(options)}) for names in (of_reader, of_writer)
    )
    writer_and_options(to, writer_options)
    _check_encoding(str(options.get("encoding", "")))
    settings = (
        reader_and_options(from_, reader_options)[1] if from_ else build_options(ReaderOptions, dict(reader_options), "reading")
    )
    if settings.meta:
        side_table.load_table(settings.meta)
    return Job(to, from_, reader_options, writer_options)


def _check_encoding(encoding: str) -> None:
    try:
        decode(Source("", b""), ignore, encoding)
    except SourceError as error:
        raise UsageError(error.message, hint=error.hint) from error
