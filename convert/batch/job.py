"""What is done to every source of a batch: which reader, which writer and how, and, in the second pass, what was planned."""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from convert.batch.examination import Examine
from convert.errors import SourceError, UsageError
from convert.formats import reader, reader_and_options_or_raise, unknown_option_error, writer, writer_and_options_or_raise
from convert.meta import side_table
from convert.model.limits import DEFAULT, Limits
from convert.notices import ignore
from convert.options import FrozenOptions, ReaderOptions, build_options_or_raise, freeze_options_or_raise, option_names
from convert.plan.places import Plan
from convert.sources.source import Source, decode
from convert.transforms._run import check_transform_options


class Job(Struct, frozen=True):
    """What is done to every source. No `reader` means that each source is looked at to find its own.

    With `verify` what was made is read back before it is written; with `keep` a post keeps the document it was made of and is
    left to be proved, with `show` it keeps that and is proved as always; with `examine` it has what that function found in it.
    `limits` are what a post may be and take.
    """

    writer: str
    reader: str = ""
    reader_options: FrozenOptions = ()
    writer_options: FrozenOptions = ()
    verify: bool = True
    keep: bool = False
    show: bool = False
    examine: Examine | None = None
    limits: Limits = DEFAULT

    @property
    def reading(self) -> ReaderOptions:
        """What every reader is told."""
        if self.reader:
            return reader_and_options_or_raise(self.reader, self.reader_options)[1]
        return build_options_or_raise(ReaderOptions, dict(self.reader_options), "reading")


class Conversion(Struct, frozen=True):
    """What the second pass does to every source, once all are known.

    `plan` is what becomes of all posts together. With `as_text` each post is one text, for standard output or a single file,
    instead of the writer's own files. Images and attachments come from the source, or from the `cache` of what has been fetched,
    and with `follow_links` from wherever links beside the source lead. `is_of_one_post` is whether there is no other post.
    """

    job: Job
    plan: Plan
    is_of_one_post: bool = False
    as_text: bool = False
    cache: str = ""
    follow_links: bool = False

    def part_for_sources(self, sources: Iterable[str]) -> "Conversion":
        """The same for sources of these names alone, small enough to send to another process."""
        return replace(self, plan=self.plan.part_for_sources(sources))


def make_job_or_raise(to: str, from_: str, options: Mapping[str, Any]) -> Job:
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
        freeze_options_or_raise({name: options[name] for name in names & set(options)}) for names in (of_reader, of_writer)
    )
    check_transform_options(writer_and_options_or_raise(to, writer_options)[1])
    _check_encoding(str(options.get("encoding", "")))
    job = Job(to, from_, reader_options, writer_options)
    if table := job.reading.meta:
        side_table.load_table_or_raise(table)
    return job


def _check_encoding(encoding: str) -> None:
    try:
        decode(Source("", b""), ignore, encoding)
    except SourceError as error:
        raise UsageError(error.message, hint=error.hint) from error
