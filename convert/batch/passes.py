"""The two passes over all sources, each shared among workers: what is in them, and then their posts, written in their order."""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import dropwhile
from pathlib import Path
from typing import assert_never

from convert.batch.chunks import CONVERTING, SURVEYING, chunks_to_convert_large_sources_alone, fixed_size_chunks_to_survey
from convert.batch.facts import NeededFacts
from convert.batch.job import Conversion, Job
from convert.batch.kept_posts import ReadableSource
from convert.batch.output import Output
from convert.batch.reading import ReadPost
from convert.batch.spool import Spool, Ticket
from convert.batch.survey import Survey, SurveyedPost, SurveyedSource, SurveyedSources
from convert.batch.tally import Tally
from convert.batch.workers import Workers
from convert.errors import ConvertError, NoPostError, SourceError
from convert.formats import source_endings
from convert.plan.places import Facts
from convert.plan.spilled import SpilledList
from convert.sources.find import Finding, FoundSource
from convert.sources.refusal import refusal_of


def survey_sources(  # noqa: PLR0913, PLR0917 - what is done to which sources, by whom, and where what is found goes
    job: Job, needed: NeededFacts, finding: Finding, workers: Workers, spool: Spool, tally: Tally
) -> SurveyedSources:
    """The sources with posts in them, which are kept in the spool.

    The others are failed or, where a folder was named and not they, skipped.
    """
    tally.watch.on_stage("reading", len(finding.found))
    surveyed = SurveyedSources(spool, SpilledList(), SpilledList())
    said: set[str] = set()
    surveys = workers.map(SURVEYING, fixed_size_chunks_to_survey(job, needed, finding.found))
    for found, (survey, read) in zip(finding.found, _group_surveyed_posts_by_source(surveys, spool), strict=True):
        tally.watch.on_step()
        error = _why_failed_unless_converted_or_skipped(found, survey)
        if error is None and not survey.post_count:
            tally.count_and_tell_skipped_file(found.name)
            continue
        if survey.format:
            tally.watch.on_reader_chosen(found.name, survey.format, survey.evidence)
        if found.folder and (folder := os.path.dirname(os.path.abspath(found.path))) not in said:
            said.update((folder, *map(str, Path(folder).parents)))
        if error is not None:
            tally.add_failure(error)
        else:
            surveyed.sources.append(SurveyedSource(found, survey, read.tickets_if_all_kept(survey)))
            surveyed.facts.extend(read.facts)
    _fail_empty_folders(finding, said, tally)
    return surveyed


class _ReadPosts:
    """The posts of a source so far, by one reader: facts of each, and its ticket where it was kept."""

    def __init__(self) -> None:
        self.facts: SpilledList[Facts] = SpilledList()
        self._tickets: list[Ticket | ReadPost] = []

    def add(self, facts: Facts, ticket: Ticket | ReadPost | None) -> None:
        """Take the next one."""
        self.facts.append(facts)
        if ticket is not None:
            self._tickets.append(ticket)

    def tickets_if_all_kept(self, survey: Survey) -> tuple[Ticket | ReadPost, ...] | None:
        """The tickets, if every post has one. What stopped a reader, the second pass has to see."""
        return tuple(self._tickets) if survey.error is None and len(self._tickets) == survey.post_count else None


def _group_surveyed_posts_by_source(
    answers: Iterable[SurveyedPost | Survey], spool: Spool
) -> Iterator[tuple[Survey, _ReadPosts]]:
    """Each survey with the posts of its source that its reader gave."""
    read: defaultdict[str, _ReadPosts] = defaultdict(_ReadPosts)
    for answer in answers:
        match answer:
            case SurveyedPost(format=format, facts=facts, kept=kept):
                read[format].add(facts, spool.put(kept) if isinstance(kept, bytes) else kept)
            case Survey(format=format):
                yield answer, read[format]
                read.clear()
            case _:
                assert_never(answer)


def _why_failed_unless_converted_or_skipped(found: FoundSource, survey: Survey) -> ConvertError | None:
    """Why a source is not converted. A file of a folder may be anything, one that was named is meant to be a post."""
    if survey.post_count or (found.folder and isinstance(survey.error, NoPostError)):
        return None
    if survey.error or found.folder:
        return survey.error
    if not survey.format:
        return refusal_of(found.as_lazy_source())
    return SourceError(f"no post in this {survey.format} file", source=found.name, hint="check the file")


def _fail_empty_folders(finding: Finding, reported_paths: set[str], tally: Tally) -> None:
    """Fail each folder somebody named of which nothing was `reported_paths`: no post, and no error, is in it."""
    reported_paths |= {os.path.abspath(error.source) for error in finding.failures}
    for folder in finding.folders:
        if os.path.abspath(folder) not in reported_paths:
            tally.add_failure(
                SourceError("no posts in this folder", source=folder, hint=f"it takes {', '.join(source_endings())}")
            )


def convert_sources_not_kept_from_killed_run(
    conversion: Conversion, surveyed: SurveyedSources, workers: Workers, output: Output, tally: Tally
) -> None:
    """Write each post of these sources, and count what came of it. Raises `OutputClosedError` when the output takes no more.

    What a run that was killed has done is counted, and not done again.
    """
    tally.watch.on_stage("converting", len(surveyed.facts))
    sources, first = surveyed.readable_sources_with_kept_posts_and_remarks(), 0
    if output.shards is not None and (position := output.shards.kept_position) is not None:
        for outcome in output.shards.kept_outcomes():
            tally.count_kept(outcome)
        sources, first = _sources_from(position.source, sources), position.posts
    for outcome in workers.map(CONVERTING, chunks_to_convert_large_sources_alone(conversion, sources, first)):
        tally.write_and_count_recording_in_shards(outcome, output)


def _sources_from(name: str, sources: Iterator[ReadableSource]) -> Iterator[ReadableSource]:
    """A source and those behind it; none where all are done."""
    return dropwhile(lambda source: source.found.name != name, sources)
