"""The second pass over a source: each of its posts as files, and each that fails, named."""

from collections.abc import Iterator

from convert.batch.bundle import opener_for
from convert.batch.converted import Failure, Outcome, Remarks, post_name, post_numbers
from convert.batch.job import Job
from convert.batch.post import Work, convert_post
from convert.batch.reading import read_source
from convert.errors import ConvertError, DamagedError, SourceError, as_ours
from convert.formats import writer_with
from convert.model import Document
from convert.notices import OF_SOURCES
from convert.plan.places import Plan
from convert.sources.evidence import Evidence
from convert.sources.find import FoundSource


def convert_source(found: FoundSource, format: str, plan: Plan, job: Job) -> Iterator[Outcome]:
    """The second pass over one source: its posts as files, and each that fails. Nothing is raised."""
    source = found.load()
    opener = opener_for(found, format, source, job.cache, follow_links=job.follow_links)
    work = Work(source, format, plan.of_source(found.name), job, *writer_with(job.writer, job.writing), Evidence(), opener)
    numbers = post_numbers(len(plan.places.get(found.name, ())))
    error, seen = None, 0
    try:
        for document in read_source(source, format, job, work.report):
            yield from _outcomes(work, document, seen, numbers)
            seen += 1
    except Exception as raised:
        error = as_ours(raised, found.name)
    yield from _failures_of_unread(found.name, error, numbers[seen:])
    if remarks := work.report.take_notices():
        yield Remarks(found.name, remarks)


def _outcomes(work: Work, document: Document, index: int, numbers: tuple[str, ...]) -> Iterator[Outcome]:
    """A post that was read, or why it could not be written."""
    source = work.source.name
    number = numbers[index] if index < len(numbers) else f"post {index + 1}"
    name = post_name(source, number)
    try:
        outcome: Outcome = convert_post(work, document, name, work.plan.place(source, index))
    except Exception as error:
        yield Failure(as_ours(error, source, document.origin.member or number), name)
        outcome = Remarks(source, tuple([notice for notice in work.report.take_notices() if notice.kind in OF_SOURCES]))
    if not isinstance(outcome, Remarks) or outcome.notices:
        yield outcome


def _failures_of_unread(source: str, error: ConvertError | None, numbers: tuple[str, ...]) -> Iterator[Failure]:
    """Each post that could not be read: those the reader names, and those that the survey saw and that are gone (`numbers`)."""
    ended = error is not None and len(error.parts) == 1 and bool(numbers)
    why = error if ended and error is not None else SourceError("changed while it was being read", hint="run again")
    yield from (Failure(why.within(source, number), post_name(source, number)) for number in numbers)
    # A post of which a part was there has said so itself.
    parts = error.parts if error is not None and not ended else ()
    yield from (Failure(part) for part in parts if not isinstance(part, DamagedError))
