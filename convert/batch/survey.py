"""The first pass over a source: which reader is for it, and what the plan needs to know of its posts."""

from collections.abc import Generator, Iterator

from msgspec import Struct

from convert.batch.converted import displayed_post_name, post_labels
from convert.batch.facts import NeededFacts, facts_of
from convert.batch.job import Job
from convert.batch.post_clock import PostClock
from convert.batch.reading import ReadableSource, choose_reader, read_source, requested_reader
from convert.errors import ConvertError, as_convert_error
from convert.formats import is_site, writer_and_options
from convert.plan.places import Facts
from convert.proof.witness.wrong_reader import why_wrong_reader
from convert.readers._guess import Guess
from convert.sources.evidence import LastOriginalIgnoringAllElse
from convert.sources.find import FoundSource
from convert.sources.source import Source


class Survey(Struct, frozen=True):
    """What is in a source: facts of its posts, the reader that knows it (none: it is no post), and why reading ended early.

    `evidence` says by what the reader was chosen, in words. What `is_part` is one post, told before all else is known.
    """

    source: str
    facts: tuple[Facts, ...] = ()
    format: str = ""
    error: ConvertError | None = None
    evidence: str = ""
    is_part: bool = False


class SurveyedSource(Struct, frozen=True):
    """A source with posts in it."""

    found: FoundSource
    survey: Survey

    @property
    def to_convert(self) -> ReadableSource:
        """What the second pass needs of it."""
        return ReadableSource(self.found, self.survey.format)

    @property
    def post_names(self) -> list[str]:
        """What its posts are called in messages."""
        return [displayed_post_name(self.found.name, label) for label in post_labels(len(self.survey.facts))]


def survey_source(found: FoundSource, job: Job, needed: NeededFacts, clock: PostClock) -> Survey:
    """The first pass over one source. What goes wrong is in the result; nothing is raised."""
    *_, survey = survey_post_by_post(found, job, needed, clock)
    return survey


def survey_post_by_post(found: FoundSource, job: Job, needed: NeededFacts, clock: PostClock) -> Iterator[Survey]:
    """The same, behind a part for each post as soon as it is read. Parts that name another reader than the last do not count."""
    clock.start_post()
    facts: list[Facts] = []
    chosen = requested_reader(job)
    try:
        source = found.as_lazy_source()
        chosen = choose_reader(found, source, job)
        why = yield from _gather_facts_and_doubt(source, chosen.reader, job, needed, facts, clock)
        other = "" if job.reader or not why else _SECOND_READER.get(chosen.reader, "")
        others: list[Facts] = []
        if other and not (yield from _gather_facts_and_doubt(source, other, job, needed, others, clock)):
            chosen, facts = Guess(other, f"not {why}"), others
    except Exception as error:
        yield Survey(found.name, tuple(facts), chosen.reader, as_convert_error(error, found.name), chosen.evidence)
        return
    yield Survey(found.name, tuple(facts), chosen.reader, evidence=chosen.evidence)


_SECOND_READER = {"tistory": "markdown"}
"""The reader that is tried where there is doubt about one."""


def _gather_facts_and_doubt(  # noqa: PLR0913, PLR0917 - what is read, how, what of it is kept, and where
    source: Source, format: str, job: Job, needed: NeededFacts, facts: list[Facts], clock: PostClock
) -> Generator[Survey, None, str]:
    """Put the facts of a source's posts into a list, and tell each. Gives a reason to doubt the reader, if there is one."""
    last = LastOriginalIgnoringAllElse(job.limits)
    documents = read_source(source, format, job, last) if format else ()
    for index, document in enumerate(documents):
        facts.append(facts_of(source, index, document, needed))
        yield Survey(source.name, (facts[-1],), format, is_part=True)
        clock.start_post()
    return why_wrong_reader(source.head, format, last.original)


def needed_facts_for(job: Job, *, remote: bool) -> NeededFacts:
    """What the plan of a job needs to know; links matter where they are written anew, or say what a post was called.

    What is on other servers (`remote`) matters where it is fetched.
    """
    module, options = writer_and_options(job.writer, job.writer_options)
    links = not module.JOINED and (is_site(module) or options.post_links != "keep" or options.keep_urls != "none")
    return NeededFacts(links=links, edges=options.boilerplate == "drop", remote=remote)
