"""The posts of a source: by which reader they are read, completed with what a table says, and with what was said of each."""

from collections.abc import Iterator
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from convert.batch.job import Job
from convert.batch.post_clock import PostClock
from convert.errors import N_
from convert.formats import (
    GatheringWriter,
    Reader,
    guess_own_reader_or_foreign_if_sure_or_alone,
    is_built_in_reader,
    is_site,
    reader,
    reader_and_options_or_raise,
    says_visibility,
    writer,
)
from convert.meta import side_table
from convert.meta.schedule import as_draft_if_outside_publish_and_expiry_dates
from convert.model import Document
from convert.notices import Notice, Report
from convert.options import ReaderOptions
from convert.proof.witness.wrong_reader import why_wrong_reader
from convert.readers._guess import Guess
from convert.sources.evidence import Evidence, Testimony
from convert.sources.find import FoundSource
from convert.sources.refusal import refusal_if_binary
from convert.sources.source import Source


class ReadPost(Struct, frozen=True, gc=False):
    """A post as it was read, with what the reader said of it. `doubt` is a reason why the reader was hardly the right one.

    It took so many `seconds`.
    """

    document: Document
    notices: tuple[Notice, ...]
    testimony: Testimony
    doubt: str
    seconds: float


_ASKED_FOR = N_("--from says so")
_NO_POST = Guess("", "")


def choose_reader_or_empty_or_raise_if_binary(found: FoundSource, source: Source, job: Job) -> Guess:
    """The reader for a source; none when it is no post, or, in a folder, no file of the reader that was asked for.

    Raises `SourceError` for one that is packed, or is no text: whatever its name promises, no reader of ours would know the text.
    """
    if not job.reader:
        return guess_reader_or_empty_or_raise(source, job.reading.encoding)
    if found.folder and not found.relative.lower().endswith(reader(job.reader).EXTENSIONS):
        return _NO_POST
    if is_built_in_reader(job.reader) and (problem := refusal_if_binary(source, job.reading.encoding)):
        raise problem
    return requested_reader_or_empty(job)


def requested_reader_or_empty(job: Job) -> Guess:
    """The reader somebody asked for; an empty one where each source is looked at."""
    return Guess(job.reader, _ASKED_FOR)


def guess_reader_or_empty_or_raise(source: Source, encoding: str = "") -> Guess:
    """The reader a source is for; an empty one when it is no post. Raises `SourceError` for one that is packed, or is no text."""
    if problem := refusal_if_binary(source, encoding):
        raise problem
    return guess_own_reader_or_foreign_if_sure_or_alone(source) or _NO_POST


def read_and_complete_source(source: Source, format: str, job: Job, report: Report) -> Iterator[Document]:
    """The posts of a source as a job reads them."""
    module, options = reader_and_options_or_raise(format, job.reader_options)
    documents = read_documents_completed_from_options(module, source, options, report)
    if not _is_site_or_import_ignoring_publish_and_expiry_dates(job.writer):
        return documents
    return (replace(it, meta=as_draft_if_outside_publish_and_expiry_dates(it.meta, report)) for it in documents)


@cache
def _is_site_or_import_ignoring_publish_and_expiry_dates(name: str) -> bool:
    """Whether what a writer makes shows a post at once, whatever its keys say of when, and until when, it is to be shown."""
    module = writer(name)
    return (is_site(module) or isinstance(module, GatheringWriter)) and not getattr(module, "HEEDS_SCHEDULE", False)


def read_posts_each_with_notices_and_seconds(
    source: Source, format: str, job: Job, report: Evidence, clock: PostClock
) -> Iterator[ReadPost]:
    """The same, each with all that was reported and handed over of it. What comes behind the last one stays in the report."""
    for document in read_and_complete_source(source, format, job, report):
        testimony = report.testimony
        doubt = why_wrong_reader(source.head, format, testimony.original)
        yield ReadPost(document, report.take_notices_and_forget_post(), testimony, doubt, clock.seconds)
        clock.start_post_and_arm_alarms()


def read_documents_completed_from_options(
    module: Reader, source: Source, options: ReaderOptions, report: Report
) -> Iterator[Document]:
    """The posts of a source, with what a table of `--meta` says of them."""
    documents = module.read(source, options, report)
    if not says_visibility(module):
        documents = map(_with_public_as_unknown, documents)
    is_told_more = options.meta or options.blog_url or options.assume_public
    return side_table.complete_meta_and_tell_if_scheduled(documents, options, report) if is_told_more else documents


def _with_public_as_unknown(document: Document) -> Document:
    """A post of a reader that calls public whatever it knows nothing of."""
    is_said = document.meta.visibility != "public"
    return document if is_said else replace(document, meta=replace(document.meta, visibility="unknown"))
