"""The first pass over a source: which reader is for it, and what the plan needs to know of its posts."""

from collections.abc import Generator, Iterator
from itertools import chain

from msgspec import Struct

from convert.batch.converted import displayed_post_name, post_labels
from convert.batch.facts import NeededFacts, facts_of
from convert.batch.foreign_faults import as_error_naming_package
from convert.batch.job import Job
from convert.batch.kept_posts import KeptPost, ReadableSource, SpooledPosts, pack_post
from convert.batch.post_clock import PostClock
from convert.batch.reading import (
    ReadPost,
    choose_reader_or_empty_or_raise_if_binary,
    read_posts_each_with_notices_and_seconds,
    requested_reader_or_empty,
)
from convert.batch.spool import Spool, Ticket
from convert.errors import N_, ConvertError
from convert.formats import is_built_in_reader, is_site, writer_and_options_or_raise
from convert.notices import Notice
from convert.plan.places import Facts
from convert.plan.spilled import SpilledList
from convert.proof.witness.wrong_reader import why_wrong_reader
from convert.readers._guess import Guess
from convert.sources.evidence import Evidence
from convert.sources.find import FoundSource
from convert.sources.source import Source


class Survey(Struct, frozen=True):
    """What is in a source: how many posts, the reader that knows it (none: it is no post), and why reading ended early.

    `evidence` says by what the reader was chosen, in words, and `remarks` are notices that go with none of its posts.
    """

    source: str
    post_count: int = 0
    format: str = ""
    error: ConvertError | None = None
    evidence: str = ""
    remarks: tuple[Notice, ...] = ()


class SurveyedPost(Struct, frozen=True):
    """A post of a source, told before all else is known of that, by the reader it was read by.

    It is `kept` for the second pass, but for one of a reader of another package, which may not be what the model says.
    """

    format: str
    facts: Facts
    kept: KeptPost | None


class SurveyedSource(Struct, frozen=True):
    """A source with posts in it, which were kept, each for a ticket of the spool, or else are to be read again."""

    found: FoundSource
    survey: Survey
    tickets: tuple[Ticket | ReadPost, ...] | None = None

    @property
    def post_names(self) -> list[str]:
        """What its posts are called in messages."""
        return [displayed_post_name(self.found.name, label) for label in post_labels(self.survey.post_count)]


class SurveyedSources(Struct, frozen=True):
    """All sources with posts in them, facts of each post in the order of these, and the spool in which the posts are."""

    spool: Spool
    sources: SpilledList[SurveyedSource]
    facts: SpilledList[Facts]

    def posts_of(self, source: SurveyedSource) -> SpooledPosts | None:
        """The posts of a source, packed; None where they are to be read again."""
        return None if source.tickets is None else SpooledPosts(self.spool, source.tickets)

    def readable_sources_with_kept_posts_and_remarks(self) -> Iterator[ReadableSource]:
        """What the second pass needs of each."""
        for source in self.sources:
            posts = self.posts_of(source)
            remarks = () if posts is None else source.survey.remarks
            yield ReadableSource(source.found, source.survey.format, posts, remarks)

    def post_names(self) -> Iterator[str]:
        """What the posts are called in messages."""
        return chain.from_iterable(source.post_names for source in self.sources)


def survey_source_retrying_if_reader_doubtful(
    found: FoundSource, job: Job, needed: NeededFacts, clock: PostClock, *, keeps_first_as_is: bool = False
) -> Iterator[SurveyedPost | Survey]:
    """The first pass over one source: each post as soon as it is read, then what there is in all.

    All posts are packed, but the first with `keeps_first_as_is`. Posts that name another reader than that do not count. What goes
    wrong is in the result; nothing is raised.
    """
    clock.start_post_and_arm_alarms()
    chosen, reading = requested_reader_or_empty(job), _Reading(keeps_first_as_is)
    try:
        source = found.as_lazy_source()
        chosen = choose_reader_or_empty_or_raise_if_binary(found, source, job)
        why = yield from _survey_posts_then_return_doubt_on_reader(source, chosen.reader, job, needed, clock, reading)
        other = "" if job.reader or not why else _SECOND_READER.get(chosen.reader, "")
        second = _Reading(keeps_first_as_is)
        if other and not (yield from _survey_posts_then_return_doubt_on_reader(source, other, job, needed, clock, second)):
            chosen, reading = Guess(other, N_(f"it is not what it looked like: {why}")), second
    except Exception as error:
        yield Survey(found.name, reading.post_count, chosen.reader, as_error_naming_package(error, found.name), chosen.evidence)
        return
    yield Survey(found.name, reading.post_count, chosen.reader, evidence=chosen.evidence, remarks=reading.remarks)


_SECOND_READER = {"tistory": "markdown"}
"""The reader that is tried where there is doubt about one."""


class _Reading(Struct):
    """What one reader gave: how many posts so far, and in the end the notices that go with none."""

    keeps_first_as_is: bool
    post_count: int = 0
    remarks: tuple[Notice, ...] = ()

    def post_as_kept_or_none_if_unpackable(self, post: ReadPost) -> KeptPost | None:
        """The next post in the form in which it is kept; None for one that has none, which is read again."""
        return post if self.keeps_first_as_is and not self.post_count else pack_post(post)


def _survey_posts_then_return_doubt_on_reader(  # noqa: PLR0913, PLR0917 - what is read, how, what of it is wanted, and where that goes
    source: Source, format: str, job: Job, needed: NeededFacts, clock: PostClock, collected: _Reading
) -> Generator[SurveyedPost, None, str]:
    """Tell each post of a source, and count it in a reading. Gives a reason to doubt the reader, if there is one."""
    report, doubt, keeps = Evidence(job.limits), None, is_built_in_reader(format)
    posts = read_posts_each_with_notices_and_seconds(source, format, job, report, clock) if format else ()
    for index, post in enumerate(posts):
        kept = collected.post_as_kept_or_none_if_unpackable(post) if keeps else None
        surveyed = SurveyedPost(format, facts_of(source, index, post.document, needed), kept)
        collected.post_count += 1
        doubt = post.doubt
        yield surveyed
    original = report.testimony.original
    collected.remarks = report.take_notices_and_forget_post()
    return why_wrong_reader(source.head, format, original) if doubt is None else doubt


def needed_facts_for(job: Job, *, remote: bool) -> NeededFacts:
    """What the plan of a job needs to know; links matter where they are written anew, or say what a post was called.

    What is on other servers (`remote`) matters where it is fetched.
    """
    module, options = writer_and_options_or_raise(job.writer, job.writer_options)
    links = not module.JOINED and (is_site(module) or options.post_links != "keep" or options.keep_urls != "none")
    return NeededFacts(links=links, edges=options.boilerplate == "drop", remote=remote)
