"""Sources in parts for workers: how one is surveyed and converted, and what is said of one that killed its process."""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice

from msgspec import Struct, structs

from convert.batch.converted import Outcome, PostFailure, SourceNotices, displayed_post_name, post_labels
from convert.batch.job import Job
from convert.batch.post_clock import PostClock, slow_post_error
from convert.batch.posts import convert_source
from convert.batch.survey import Survey, survey_source
from convert.batch.workers import TaskKind
from convert.errors import ConvertError, SourceError
from convert.plan.places import Plan
from convert.sources.find import FoundSource

_CHUNK = 16
"""Sources a worker gets at a time."""

_HELD = 200
"""Posts of one source that a worker may hold at a time; a source with more, such as a backup of gigabytes, is a stream."""


class _Chunk(Struct, frozen=True):
    """Sources for one worker, with what it has to know.

    A process that `is_expendable` is ended by a post that takes too long. Of a source alone, posts before the `first` are done.
    """

    job: Job
    sources: tuple[tuple[FoundSource, str], ...]
    plan: Plan = Plan()
    is_expendable: bool = False
    first: int = 0


def _survey_chunk(chunk: _Chunk) -> Iterator[Survey]:
    with PostClock(chunk.job.limits, ends_process=chunk.is_expendable) as clock:
        for found, _ in chunk.sources:
            yield survey_source(found, chunk.job, clock)


def _convert_chunk(chunk: _Chunk) -> Iterator[Outcome]:
    with PostClock(chunk.job.limits, ends_process=chunk.is_expendable) as clock:
        for found, format in chunk.sources:
            yield from convert_source(found, format, chunk.plan, chunk.job, clock, first=chunk.first)


def _split_into_single_sources(chunk: _Chunk) -> Iterator[_Chunk]:
    return (_Chunk(chunk.job, (source,), chunk.plan) for source in chunk.sources)


def _as_expendable_chunk(chunk: _Chunk) -> _Chunk:
    return structs.replace(chunk, is_expendable=True)


def _slow_or_killed_error(chunk: _Chunk, seconds: float, source: str, label: str = "") -> ConvertError:
    if seconds >= chunk.job.limits.post_seconds:
        return slow_post_error(seconds, chunk.job.limits).within(source, label)
    hint = "it may need more memory than there is"
    return SourceError("the process that worked on it was killed", source=source, member=label, hint=hint)


def _failed_surveys_of_killed_chunk(chunk: _Chunk, given: list[Survey], seconds: float) -> tuple[list[Survey], None]:
    return [
        Survey(found.name, error=_slow_or_killed_error(chunk, seconds, found.name)) for found, _ in chunk.sources[len(given) :]
    ], None


def _failures_and_rest_of_killed_chunk(
    chunk: _Chunk, given: list[Outcome], seconds: float
) -> tuple[list[Outcome], _Chunk | None]:
    """The post of a source that killed its process, and the posts behind it, which another shall convert.

    One that reads no further than the last did will not get on either: all the rest fails.
    """
    found, _ = chunk.sources[0]
    labels = post_labels(len(chunk.plan.places.get(found.name, ())))
    at = chunk.first + sum(not isinstance(outcome, SourceNotices) for outcome in given)
    end = at + 1 if given or not chunk.first else len(labels)
    failures: list[Outcome] = [
        PostFailure(_slow_or_killed_error(chunk, seconds, found.name, label), displayed_post_name(found.name, label))
        for label in labels[at:end]
    ]
    return failures, structs.replace(chunk, first=end) if end < len(labels) else None


SURVEYING = TaskKind(
    call=_survey_chunk,
    split=_split_into_single_sources,
    if_killed=_failed_surveys_of_killed_chunk,
    for_worker=_as_expendable_chunk,
)
CONVERTING: TaskKind[_Chunk, Outcome] = TaskKind(
    call=_convert_chunk,
    split=_split_into_single_sources,
    if_killed=_failures_and_rest_of_killed_chunk,
    for_worker=_as_expendable_chunk,
    has_many=lambda chunk: any(_has_many_posts(found, chunk.plan) for found, _ in chunk.sources),
)


def split_into_chunks(job: Job, sources: Iterable[tuple[FoundSource, str]], plan: Plan) -> Iterator[_Chunk]:
    """The sources in parts for workers, one with many posts alone."""
    for is_large, group in groupby(sources, lambda source: _has_many_posts(source[0], plan)):
        while part := tuple(islice(group, 1 if is_large else _CHUNK)):
            yield _Chunk(job, part, plan.part_for_sources(found.name for found, _ in part))


def _has_many_posts(found: FoundSource, plan: Plan) -> bool:
    return len(plan.places.get(found.name, ())) > _HELD
