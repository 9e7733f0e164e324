"""The two passes over all sources, each shared among workers: what is in them, and then their posts, written in their order."""

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import dropwhile
from pathlib import Path
from typing import assert_never

from convert.batch.chunks import CONVERTING, SURVEYING, chunks_to_convert, fixed_size_chunks_to_survey
from convert.batch.facts import NeededFacts
from convert.batch.job import Conversion, Job
from convert.batch.kept_posts import ReadableSource, SpooledPosts
from convert.batch.output import Output
from convert.batch.spool import Spool, Ticket
from convert.batch.survey import Survey, SurveyedPost, SurveyedSource
from convert.batch.tally import Tally
from convert.batch.workers import Workers
from convert.errors import ConvertError, NoPostError, SourceError
from convert.formats import source_endings
from convert.sources.find import Finding, FoundSource
from convert.sources.refusal import refusal_of


def survey_sources(  # noqa: PLR0913, PLR0917 - what is done to which sources, by whom, and where what is found goes
    job: Job, needed: NeededFacts, finding: Finding, workers: Workers, spool: Spool, tally: Tally
) -> list[SurveyedSource]:
    """The sources with posts in them, which are kept in the spool.

    The others are failed or, where a folder was named and not they, skipped.
    """
    tally.watch.on_stage("reading", len(finding.found))
    surveyed: list[SurveyedSource] = []
    said: set[str] = set()
    surveys = workers.map(SURVEYING, fixed_size_chunks_to_survey(job, needed, finding.found))
    for found, (survey, posts) in zip(finding.found, _surveys_with_posts_if_all_kept(surveys, spool), strict=True):
        tally.watch.on_step()
        error = _why_not_converted(found, survey)
        if error is None and not survey.facts:
            tally.count_skipped_file_by_ending(found.name)
            continue
        if survey.format:
            tally.watch.on_reader_chosen(found.name, survey.format, survey.evidence)
        if found.folder:
            said.update(map(str, Path(os.path.abspath(found.path)).parents))
        if error is not None:
            tally.add_failure(error)
        else:
            surveyed.append(SurveyedSource(found, survey, posts))
    _fail_empty_folders(finding, said, tally)
    return surveyed


def _surveys_with_posts_if_all_kept(
    answers: Iterable[SurveyedPost | Survey], spool: Spool
) -> Iterator[tuple[Survey, SpooledPosts | None]]:
    """Each survey with the posts of its source, if all of them are kept. What stopped a reader, the second pass has to see."""
    tickets: dict[str, list[Ticket | None]] = {}
    for answer in answers:
        match answer:
            case SurveyedPost(format=format, packed=packed):
                tickets.setdefault(format, []).append(None if packed is None else spool.put(packed))
            case Survey(format=format, error=error):
                kept = [ticket for ticket in tickets.get(format, ()) if ticket is not None]
                is_whole = error is None and len(kept) == len(answer.facts)
                yield answer, SpooledPosts(spool, tuple(kept)) if is_whole else None
                tickets = {}
            case _:
                assert_never(answer)


def _why_not_converted(found: FoundSource, survey: Survey) -> ConvertError | None:
    """Why a source is not converted. A file of a folder may be anything, one that was named is meant to be a post."""
    if survey.facts or (found.folder and isinstance(survey.error, NoPostError)):
        return None
    if survey.error or found.folder:
        return survey.error
    if not survey.format:
        return refusal_of(found.as_lazy_source())
    return SourceError(f"no post in this {survey.format} file", source=found.name, hint="check the file")


def _fail_empty_folders(finding: Finding, said: set[str], tally: Tally) -> None:
    """Fail each folder somebody named of which nothing was `said`: no post, and no error, is in it."""
    said |= {os.path.abspath(error.source) for error in finding.failures}
    for folder in finding.folders:
        if os.path.abspath(folder) not in said:
            tally.add_failure(
                SourceError("no posts in this folder", source=folder, hint=f"it takes {', '.join(source_endings())}")
            )


def convert_sources(
    conversion: Conversion, surveyed: Sequence[SurveyedSource], workers: Workers, output: Output, tally: Tally
) -> None:
    """Write each post of these sources, and count what came of it. Raises `OutputClosedError` when the output takes no more.

    What a run that was killed has done is counted, and not done again.
    """
    tally.watch.on_stage("converting", sum(len(source.survey.facts) for source in surveyed))
    sources, first = [source.to_convert for source in surveyed], 0
    if output.shards is not None and (position := output.shards.kept_position) is not None:
        for outcome in output.shards.kept_outcomes():
            tally.count_kept(outcome)
        sources, first = _sources_from(position.source, sources), position.posts
    for outcome in workers.map(CONVERTING, chunks_to_convert(conversion, sources, first)):
        tally.write_and_count(outcome, output)


def _sources_from(name: str, sources: list[ReadableSource]) -> list[ReadableSource]:
    """A source and those behind it; none where all are done."""
    return list(dropwhile(lambda source: source.found.name != name, sources))
