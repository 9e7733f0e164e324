"""Sources in parts for workers: how one is surveyed and converted, and what is said of one that killed its process."""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import TypeVar, assert_never

from msgspec import Struct
from msgspec.structs import replace

from convert.batch.converted import Outcome, PostFailure, SourceNotices, displayed_post_name, post_labels
from convert.batch.facts import NeededFacts
from convert.batch.job import Conversion, Job
from convert.batch.kept_posts import ReadableSource
from convert.batch.post_clock import PostClock, slow_post_error_if_process_ended_itself
from convert.batch.posts import convert_source
from convert.batch.survey import Survey, SurveyedPost, survey_source_retrying_if_reader_doubtful
from convert.batch.workers import ProcessEnd, TaskKind
from convert.errors import ConvertError, SourceError
from convert.model.limits import MESSAGE_BYTES, Limits
from convert.plan.places import Plan
from convert.sources.find import FoundSource

_CHUNK = 16
"""Sources a worker gets at a time."""

_HELD = 200
"""Posts of one source that a worker may hold at a time; a source with more, such as a backup of gigabytes, is a stream."""


class _SurveyChunk(Struct, frozen=True):
    """Sources for one worker to survey, with what it has to know.

    A process that `is_expendable` is ended by a post that takes too long.
    """

    job: Job
    needed: NeededFacts
    sources: tuple[FoundSource, ...]
    is_expendable: bool = False


class _ConversionChunk(Struct, frozen=True):
    """The same for sources to convert. Of one alone posts before the `first` are done.

    It `began_at` another where its chunk killed a process since.
    """

    conversion: Conversion
    sources: tuple[ReadableSource, ...]
    is_expendable: bool = False
    first: int = 0
    began_at: int = 0

    @property
    def job(self) -> Job:
        """What is done to every source."""
        return self.conversion.job


_Chunk = TypeVar("_Chunk", _SurveyChunk, _ConversionChunk)


def _survey_chunk(chunk: _SurveyChunk) -> Iterator[SurveyedPost | Survey]:
    with PostClock(chunk.job.limits, ends_process=chunk.is_expendable) as clock:
        is_alone = len(chunk.sources) == 1 and not chunk.is_expendable
        answers = (
            answer
            for found in chunk.sources
            for answer in survey_source_retrying_if_reader_doubtful(
                found, chunk.job, chunk.needed, clock, keeps_first_as_is=is_alone
            )
        )
        yield from _with_packed_none_past_message_size(answers) if chunk.is_expendable else answers


def _with_packed_none_past_message_size(answers: Iterable[SurveyedPost | Survey]) -> Iterator[SurveyedPost | Survey]:
    """What another process is sent at once, and holds until then: a source may be larger than memory is."""
    free = MESSAGE_BYTES
    for answer in answers:
        match answer:
            case SurveyedPost(kept=bytes(packed)):
                free -= len(packed)
                yield answer if free >= 0 else replace(answer, kept=None)
            case SurveyedPost() | Survey():
                yield answer
            case _:
                assert_never(answer)


def _convert_chunk(chunk: _ConversionChunk) -> Iterator[Outcome]:
    with PostClock(chunk.job.limits, ends_process=chunk.is_expendable) as clock:
        for source in chunk.sources:
            yield from convert_source(source, chunk.conversion, clock, first=chunk.first)


def _split_into_single_sources(chunk: _Chunk) -> Iterator[_Chunk]:
    return (replace(chunk, sources=(source,)) for source in chunk.sources)


def _as_expendable_survey(chunk: _SurveyChunk) -> _SurveyChunk:
    return replace(chunk, is_expendable=True)


def _as_expendable_with_spooled_posts_loaded(chunk: _ConversionChunk) -> _ConversionChunk:
    return replace(chunk, is_expendable=True, sources=tuple([source.with_spooled_posts_loaded for source in chunk.sources]))


def _slow_or_killed_error(limits: Limits, end: ProcessEnd, source: str, label: str = "") -> ConvertError:
    if slow := slow_post_error_if_process_ended_itself(end.exit_code, end.silence, limits):
        return slow.within(source, label)
    hint = "it may need more memory than there is"
    return SourceError("the process that worked on it was killed", source=source, member=label, hint=hint)


def _only_failed_survey_and_no_rest_of_killed_chunk(
    chunk: _SurveyChunk, already_given: list[SurveyedPost | Survey], end: ProcessEnd
) -> tuple[list[SurveyedPost | Survey], None]:
    """The posts of a source that were read before one killed the process. The second pass, which stops there too, names it."""
    (found,) = chunk.sources
    format = already_given[-1].format if already_given else ""
    count = sum(isinstance(post, SurveyedPost) and post.format == format for post in already_given)
    return [Survey(found.name, count, format, _slow_or_killed_error(chunk.job.limits, end, found.name))], None


def _failures_and_rest_or_all_failed_if_no_progress(
    chunk: _ConversionChunk, already_given: list[Outcome], process_end: ProcessEnd
) -> tuple[list[Outcome], _ConversionChunk | None]:
    """The post of a source that killed its process, and the posts behind it, which another shall convert.

    One that reads no further than the last did will not get on either: all the rest fails.
    """
    found = chunk.sources[0].found
    labels = post_labels(len(chunk.conversion.plan.places.get(found.name, ())))
    at = chunk.first + sum(not isinstance(outcome, SourceNotices) for outcome in already_given)
    end = at + 1 if already_given or chunk.first == chunk.began_at else len(labels)
    failures: list[Outcome] = [
        PostFailure(
            _slow_or_killed_error(chunk.job.limits, process_end, found.name, label),
            found.name,
            displayed_post_name(found.name, label),
        )
        for label in labels[at:end]
    ]
    if at >= len(labels):  # the survey saw it no more than this pass does
        error = _slow_or_killed_error(chunk.job.limits, process_end, found.name, f"post {at + 1}")
        failures = [PostFailure(error, found.name)]
    return failures, replace(chunk, first=end) if end < len(labels) else None


SURVEYING: TaskKind[_SurveyChunk, SurveyedPost | Survey] = TaskKind(
    call=_survey_chunk,
    split=_split_into_single_sources,
    if_killed=_only_failed_survey_and_no_rest_of_killed_chunk,
    for_worker=_as_expendable_survey,
)
CONVERTING: TaskKind[_ConversionChunk, Outcome] = TaskKind(
    call=_convert_chunk,
    split=_split_into_single_sources,
    if_killed=_failures_and_rest_or_all_failed_if_no_progress,
    for_worker=_as_expendable_with_spooled_posts_loaded,
    has_many=lambda chunk: any(_has_many_posts(source, chunk.conversion.plan) for source in chunk.sources),
)


def fixed_size_chunks_to_survey(job: Job, needed: NeededFacts, found: Iterable[FoundSource]) -> Iterator[_SurveyChunk]:
    """The sources in parts for workers."""
    rest = iter(found)
    while part := tuple(islice(rest, _CHUNK)):
        yield _SurveyChunk(job, needed, part)


def chunks_to_convert_large_sources_alone(
    conversion: Conversion, sources: Iterable[ReadableSource], posts_done_of_first_source: int = 0
) -> Iterator[_ConversionChunk]:
    """The sources in parts for workers, one with many posts alone. So many posts of the very first source are done already."""
    rest = iter(sources)
    for begun in islice(rest, 1 if posts_done_of_first_source else 0):
        yield _ConversionChunk(
            conversion.part_for_sources((begun.found.name,)),
            (begun,),
            first=posts_done_of_first_source,
            began_at=posts_done_of_first_source,
        )
    for is_large, group in groupby(rest, lambda source: _has_many_posts(source, conversion.plan)):
        while part := tuple(islice(group, 1 if is_large else _CHUNK)):
            # What stays in this process needs no part of the plan, which of a source with many posts may not fit in memory.
            known = conversion if is_large else conversion.part_for_sources(source.found.name for source in part)
            yield _ConversionChunk(known, part)


def _has_many_posts(source: ReadableSource, plan: Plan) -> bool:
    return len(plan.places.get(source.found.name, ())) > _HELD
