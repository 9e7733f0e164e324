"""The first pass over a source: which reader is for it, and what the plan needs to know of its posts."""

from msgspec import Struct

from convert.batch.facts import Wanted, facts_of
from convert.batch.job import Job
from convert.batch.reading import choose_reader, named_reader, read_source
from convert.errors import ConvertError, as_ours
from convert.formats import is_site, writer_with
from convert.plan.places import Facts
from convert.proof.witness.wrong_reader import why_wrong_reader
from convert.readers._guess import Guess
from convert.sources.evidence import LastOriginal
from convert.sources.find import FoundSource
from convert.sources.source import Source


class Survey(Struct, frozen=True):
    """What is in a source: facts of its posts, the reader that knows it (none: it is no post), and why reading ended early.

    `evidence` says by what the reader was chosen, in words.
    """

    source: str
    facts: tuple[Facts, ...] = ()
    format: str = ""
    error: ConvertError | None = None
    evidence: str = ""


def survey_source(found: FoundSource, job: Job) -> Survey:
    """The first pass over one source. What goes wrong is in the result; nothing is raised."""
    facts: list[Facts] = []
    chosen = named_reader(job)
    try:
        source = found.load()
        chosen = choose_reader(found, source, job)
        why = _gather_facts(source, chosen.reader, job, facts)
        other = "" if job.reader or not why else _OTHER.get(chosen.reader, "")
        others: list[Facts] = []
        if other and not _gather_facts(source, other, job, others):
            chosen, facts = Guess(other, f"not {why}"), others
    except Exception as error:
        return Survey(found.name, tuple(facts), chosen.reader, as_ours(error, found.name), chosen.evidence)
    return Survey(found.name, tuple(facts), chosen.reader, evidence=chosen.evidence)


_OTHER = {"tistory": "markdown"}
"""The reader that is tried where there is doubt about one."""


def _gather_facts(source: Source, format: str, job: Job, facts: list[Facts]) -> str:
    """Put the facts of a source's posts into a list. Gives a reason to doubt the reader, if there is one."""
    last, wanted = LastOriginal(), _wanted_facts(job)
    documents = read_source(source, format, job, last) if format else ()
    facts.extend(facts_of(source, index, document, wanted) for index, document in enumerate(documents))
    return why_wrong_reader(source.head, format, last.original)


def _wanted_facts(job: Job) -> Wanted:
    """What the plan of a job needs to know; links matter where they are written anew, or say what a post was called."""
    module, options = writer_with(job.writer, job.writing)
    links = not module.JOINED and (is_site(module) or options.post_links != "keep" or options.keep_urls != "none")
    return Wanted(links=links, edges=options.boilerplate == "drop", remote=bool(job.cache))
