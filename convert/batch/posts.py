"""One source through the two passes: `survey` says what is in it, `convert` makes the outputs."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from convert.batch.bundle import localised, opener_for, place_of, with_neighbours
from convert.batch.converted import Failure, Outcome, Post, Remarks, post_name, post_numbers
from convert.batch.facts import Wanted, facts_of
from convert.errors import ConvertError, DamagedError, SourceError, UsageError, as_ours
from convert.formats import (
    Reader,
    Values,
    guess_reader,
    is_site,
    no_such_option,
    option_names,
    reader,
    reader_with,
    target_of,
    values,
    writer,
    writer_with,
)
from convert.meta import side_table
from convert.meta.unlikely import report_unlikely_dates
from convert.model import Document
from convert.notices import OF_SOURCES, Notice, Report, ignore
from convert.options import ReaderOptions, build
from convert.plan.aliases import with_aliases
from convert.plan.places import Facts, Place, Plan, slug_at
from convert.plan.terms import with_terms
from convert.proof.witness import report_missing
from convert.proof.witness.doubt import doubt
from convert.proof.witness.pages import html_of, is_read_back, page_of
from convert.readers._guess import Guess
from convert.resources.expiry import expiries, images_of, shown
from convert.resources.reading import Opener
from convert.sources.evidence import Evidence, LastOriginal, Original, Testimony
from convert.sources.find import Found
from convert.sources.refusal import packed
from convert.sources.source import File, Source, decode
from convert.transforms._run import transformed


class Job(Struct, frozen=True):
    """What is done to every source. No `reader` means that each source is looked at to find its own.

    `whole` asks for each post as one text, for standard output or a single file, instead of the writer's own files. With `verify`
    what was made is read back before it is written; with `keep` a post keeps the document it was made of. Images and
    attachments come from the source, or from the `cache` of what has been fetched, and with `follow_links` from wherever links
    beside the source lead.
    """

    writer: str
    reader: str = ""
    reading: Values = ()
    writing: Values = ()
    whole: bool = False
    verify: bool = True
    keep: bool = False
    cache: str = ""
    follow_links: bool = False


def job_for(to: str, from_: str, options: Mapping[str, Any]) -> Job:
    """The job of writing `to` what `from_` reads; empty, it is found out for each source.

    An option goes to the reader, the writer or both: whoever has one of this name. Raises `UsageError` when neither has, or when
    a value does not fit.
    """
    of_reader = option_names(reader(from_).Options if from_ else ReaderOptions)
    of_writer = option_names(writer(to).Options)
    for name in options:
        if name not in of_reader | of_writer:
            raise no_such_option(name, to, from_)
    reading, writing = (values({name: options[name] for name in names & set(options)}) for names in (of_reader, of_writer))
    writer_with(to, writing)
    _check_encoding(str(options.get("encoding", "")))
    settings = reader_with(from_, reading)[1] if from_ else build(ReaderOptions, dict(reading), "reading")
    if settings.meta:
        side_table.load(settings.meta)
    return Job(to, from_, reading, writing)


def _check_encoding(encoding: str) -> None:
    try:
        decode(Source("", b""), ignore, encoding)
    except SourceError as error:
        raise UsageError(error.message, hint=error.hint) from error


class Survey(Struct, frozen=True):
    """What is in a source: facts of its posts, the reader that knows it (none: it is no post), and why reading ended early.

    `evidence` says by what the reader was chosen, in words.
    """

    source: str
    facts: tuple[Facts, ...] = ()
    format: str = ""
    error: ConvertError | None = None
    evidence: str = ""


# The two passes


def survey(found: Found, job: Job) -> Survey:
    """The first pass over one source. What goes wrong is in the result; nothing is raised."""
    facts: list[Facts] = []
    chosen = Guess(job.reader, _ASKED_FOR)
    try:
        source = found.load()
        chosen = _chosen(found, source, job)
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
    last, wanted = LastOriginal(), _wanted(job)
    documents = _documents(source, format, job, last) if format else ()
    facts.extend(facts_of(source, index, document, wanted) for index, document in enumerate(documents))
    return doubt(source.head, format, last.original)


def _wanted(job: Job) -> Wanted:
    """What the plan of a job needs to know; links matter where they are written anew, or say what a post was called."""
    module, options = writer_with(job.writer, job.writing)
    links = not module.JOINED and (is_site(module) or options.post_links != "keep" or options.keep_urls != "none")
    return Wanted(links=links, edges=options.boilerplate == "drop", remote=bool(job.cache))


def convert(found: Found, format: str, plan: Plan, job: Job) -> Iterator[Outcome]:
    """The second pass over one source: its posts as files, and each that fails. Nothing is raised."""
    source = found.load()
    opener = opener_for(found, format, source, job.cache, follow_links=job.follow_links)
    work = _Work(source, format, plan.of_source(found.name), job, Evidence(), opener)
    numbers = post_numbers(len(plan.places.get(found.name, ())))
    error, seen = None, 0
    try:
        for document in _documents(source, format, job, work.notices):
            yield from _outcomes(work, document, seen, numbers)
            seen += 1
    except Exception as raised:
        error = as_ours(raised, found.name)
    yield from _unread(found.name, error, numbers[seen:])
    if remarks := work.notices.take():
        yield Remarks(found.name, remarks)


def _unread(source: str, error: ConvertError | None, numbers: tuple[str, ...]) -> Iterator[Failure]:
    """Each post that could not be read: those the reader names, and those that the survey saw and that are gone (`numbers`)."""
    ended = error is not None and len(error.parts) == 1 and bool(numbers)
    why = error if ended and error is not None else SourceError("changed while it was being read", hint="run again")
    yield from (Failure(why.within(source, number), post_name(source, number)) for number in numbers)
    # A post of which a part was there has said so itself.
    parts = error.parts if error is not None and not ended else ()
    yield from (Failure(part) for part in parts if not isinstance(part, DamagedError))


def _outcomes(work: "_Work", document: Document, index: int, numbers: tuple[str, ...]) -> Iterator[Outcome]:
    """A post that was read, or why it could not be written."""
    source = work.source.name
    number = numbers[index] if index < len(numbers) else f"post {index + 1}"
    name = post_name(source, number)
    try:
        outcome: Outcome = _converted(work, document, name, work.plan.place(source, index))
    except Exception as error:
        yield Failure(as_ours(error, source, document.origin.member or number), name)
        outcome = Remarks(source, tuple([notice for notice in work.notices.take() if notice.kind in OF_SOURCES]))
    if not isinstance(outcome, Remarks) or outcome.notices:
        yield outcome


def _converted(work: "_Work", document: Document, name: str, place: Place | None) -> Post:
    """A post that was read as files."""
    if why := _doubt(work.source, work.format, work.job, work.notices.testimony.original):
        work.notices(Notice("doubtful-reader", why))
    post = _post(work, with_neighbours(document, work.format, work.opener, work.notices), name, place)
    return replace(post, outside=_outside(work.source, work.format, work.job)) if work.job.keep else post


def _outside(source: Source, format: str, job: Job) -> tuple[tuple[str, str], ...]:
    """What a page shows and its post does not hold, each with why, for readers that choose a part of a page."""
    module, options = reader_with(format, job.reading)
    function = getattr(module, "left_out", None)
    return tuple([(remnant.said, remnant.why) for remnant in function(source, options)]) if function else ()


def _doubt(source: Source, format: str, job: Job, original: Original | None) -> str:
    """A reason to doubt the reader of a post. Who proves asks the table as well, where somebody named the reader."""
    why = doubt(source.head, format, original)
    taken = guess_reader(source) if job.keep and job.reader and not why else None
    return f"read as {format}, and {taken.reader} is for it: {taken.evidence}" if taken and taken.reader != format else why


class _Work(Struct, frozen=True):
    """What every post of a source needs."""

    source: Source
    format: str
    plan: Plan
    job: Job
    notices: Evidence
    opener: Opener


_ASKED_FOR = "--from says so"
_NONE = Guess("", "")


def _chosen(found: Found, source: Source, job: Job) -> Guess:
    """The reader for a source; none when it is no post, or, in a folder, no file of the reader that was asked for.

    Raises `SourceError` for one that is packed: whatever its name promises, no reader would know the text.
    """
    if not job.reader:
        return guess_or_refuse(source)
    other = found.folder and not found.relative.lower().endswith(reader(job.reader).EXTENSIONS)
    return _NONE if other else Guess(job.reader, _ASKED_FOR)


def guess_or_refuse(source: Source) -> Guess:
    """The reader a source is for; an empty one when it is no post. Raises `SourceError` for one that is packed."""
    if problem := packed(source):
        raise problem
    return guess_reader(source) or _NONE


def _documents(source: Source, format: str, job: Job, report: Report) -> Iterator[Document]:
    module, options = reader_with(format, job.reading)
    return read_documents(module, source, options, report)


def read_documents(module: Reader, source: Source, options: ReaderOptions, report: Report) -> Iterator[Document]:
    """The posts of a source, with what a table of `--meta` says of them."""
    documents = module.read(source, options, report)
    if not getattr(module, "SAYS_VISIBILITY", True):
        documents = map(_undecided, documents)
    is_told_more = options.meta or options.blog_url or options.assume_public
    return side_table.complete(documents, options, report) if is_told_more else documents


def _undecided(document: Document) -> Document:
    """A post of a reader that calls public whatever it knows nothing of."""
    is_said = document.meta.visibility != "public"
    return document if is_said else replace(document, meta=replace(document.meta, visibility="unknown"))


def _post(work: _Work, document: Document, name: str, place: Place | None) -> Post:
    if place is None:
        raise SourceError("changed while it was being read", hint="run again")
    report = work.notices
    source, member = work.source.name, document.origin.member
    document = _placed(_published(document, place), place, work.job, report)
    if is_site(writer(work.job.writer)):
        document = with_terms(document, work.plan, report)
    undecided = _is_undecided(document, place, work.job)
    if undecided:
        report(Notice("visibility"))
    options = writer_with(work.job.writer, work.job.writing)[1]
    document = transformed(document, replace(work.plan, here=place.page or place.name), options, report)
    document, resources = _localised(work, document, place, report)
    images = {url for url in images_of(document) if url.startswith(("http://", "https://", "//"))}
    expiring = expiries(document)
    if expiring:
        count = sum(expiry.images + expiry.files for expiry in expiring)
        report(Notice("expiring-address", shown(expiring[0].moment), count))
    job = work.job
    if job.verify and not (job.keep or is_read_back(job.writer, job.writing)):
        report_missing(report, html_of(document))  # before the writer, which puts what was reported into its output
    files = (*_files(document, place, job, report), *resources)
    if job.verify and not job.keep and is_read_back(job.writer, job.writing):
        report_missing(report, page_of(files[0].data.decode(), job.writer, job.writing))
    testimony = report.testimony
    report_unlikely_dates(document.meta, report)  # behind the writer: what is ahead today is not tomorrow
    notices = report.take()
    kept = (document, testimony) if job.keep else (None, Testimony())
    damage = next((_damage(notice, source, member) for notice in notices if notice.kind == "damaged"), None)
    return Post(name, files, source, member, damage, notices, document.meta.date is None, len(images), expiring, undecided, *kept)


def _damage(notice: Notice, source: str, member: str) -> DamagedError:
    hint = "what could be read is there; compare it with the source"
    return DamagedError(notice.detail, source=source, member=member, hint=hint)


def _localised(work: _Work, document: Document, place: Place, report: Report) -> tuple[Document, tuple[File, ...]]:
    """The post with its files, where the writer has a place for them; a post that is printed has none."""
    place_for = None if work.job.whole else place_of(work.job.writer, work.job.writing)
    return localised(document, place_for(document, place.name), work.opener, report) if place_for else (document, ())


def _published(document: Document, place: Place) -> Document:
    """The post, for everybody if nobody says who may read it and the last run published it."""
    is_public = place.published and document.meta.visibility == "unknown"
    return replace(document, meta=replace(document.meta, visibility="public")) if is_public else document


def _is_undecided(document: Document, place: Place, job: Job) -> bool:
    """Whether somebody has to say who may read a post. Of one whose page is shown in the site its owner has said it."""
    is_open = place.hidden or not is_site(writer(job.writer))
    return is_open and document.meta.visibility == "unknown" and not document.meta.draft


def _placed(document: Document, place: Place, job: Job, report: Report) -> Document:
    """The post as it is at its place, with the old addresses it keeps."""
    module, options = writer_with(job.writer, job.writing)
    document = _renamed(document, place, job, report)
    return with_aliases(document, place, options.keep_urls, report, is_site=is_site(module)) if place.page else document


def _renamed(document: Document, place: Place, job: Job, report: Report) -> Document:
    """In a site two posts of one slug would be one page, whatever their folders are called."""
    if job.whole:
        return document
    if place.unfit:
        report(Notice("unfit-name", f"{place.unfit} is now {place.name}"))
    if place.name == place.wished:
        return document
    if not place.vacant:
        report(Notice("name-collision", detail=f"{place.wished} is now {place.name}"))
    if not is_site(writer(job.writer)):
        return document
    return replace(document, meta=replace(document.meta, slug=slug_at(document.meta.slug, place)))


def _files(document: Document, place: Place, job: Job, report: Report) -> tuple[File, ...]:
    files = _written(document, place, job, report)
    if not job.verify:
        return files
    read_back = _read_back(document, files[0].data.decode(), job, report)
    return files if read_back is document else _written(read_back, place, job, ignore)


def _read_back(document: Document, text: str, job: Job, report: Report) -> Document:
    """The document whose output is `text`, or one that is safer to write; see `convert.proof.fidelity`."""
    from convert.proof.fidelity import body_of, verified, verified_output

    module, options = writer_with(job.writer, job.writing)
    target = target_of(module, options)
    if target is None:
        return verified_output(document, text, job.writer, partial(module.text, options=options, report=ignore), report)
    children = verified(document.children, body_of(text), target, report)
    return document if children is document.children else replace(document, children=children)


def _written(document: Document, place: Place, job: Job, report: Report) -> tuple[File, ...]:
    module, options = writer_with(job.writer, job.writing)
    if job.whole:
        return (File("", _line_end(module.text(document, options, report)).encode()),)
    return tuple(module.write(document, place.name, options, report))


def _line_end(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"
