"""Many sources: survey all, plan, convert all, write in order. Bad posts are counted and never stop the others."""

import os
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from pathlib import Path
from typing import Any, BinaryIO

from msgspec import Struct, structs

from convert.batch.bundle import has_place
from convert.batch.converted import Failure, Outcome, post_name, post_numbers
from convert.batch.fetching import CACHE, fetched, looked_up
from convert.batch.job import Job, job_for
from convert.batch.managed_folder import ManagedFolder, Managing
from convert.batch.one_file import OneFile, RecordedFile
from convert.batch.output import Folder, Output, Printed
from convert.batch.posts import convert_source
from convert.batch.publication import Site, decided, exposed, left_behind
from convert.batch.survey import Survey, survey_source
from convert.batch.survey_plan import file_of, files_of_site, host_of, plan_for, unfit_folders, with_publication
from convert.batch.tally import Reporting, Result, Tally, Watch
from convert.batch.workers import Errand, Workers
from convert.errors import ConvertError, DamagedError, NoPostError, OutputError, SourceError, UsageError
from convert.formats import is_site, source_endings, writer
from convert.meta.side_table import unmatched_rows
from convert.meta.side_table_template import make_template
from convert.notices import Notice, Report, ignore
from convert.plan.places import Facts, Plan, gone_names, known_names
from convert.resources.fetch.options import FetchOptions
from convert.sources.find import Filter, Finding, FoundSource, find_sources
from convert.sources.refusal import refusal_of
from convert.sources.source import File, Source

_MANY = 200
"""Sources from which on more than one process is worth starting."""

_CHUNK = 16
"""Sources a worker gets at a time."""

_HELD = 200
"""Posts of one source that a worker may hold at a time; a source with more, such as a backup of gigabytes, is a stream."""


class Batch(Struct, frozen=True):
    """What is to be converted into what. No `output` means standard output, no `jobs` as many as the sources are worth.

    Symbolic links are followed only with `follow_links`: what they lead to may be anything its owner never meant to publish.
    What is written `beside` the posts, such as a list of notices, is no source either.
    With `fetch` what is on other servers is fetched into a cache below the output, and goes where the writer has a place for it;
    a `dry` run takes only what the cache has.
    A table for `--meta`, to be filled in, goes to `template`.
    `managed` says how an output is kept that is written again and again, and that its owner may have changed.
    """

    sources: tuple[Path | Source, ...]
    job: Job
    output: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    follow_links: bool = False
    jobs: int = 0
    dry: bool = False
    beside: tuple[str, ...] = ()
    fetch: FetchOptions | None = None
    managed: Managing = Managing()
    template: str = ""


def convert(  # noqa: PLR0913 - what a caller may want to say, all but the sources by name
    sources: Path | Source | Iterable[Path | Source],
    *,
    to: str,
    output: str | Path,
    from_: str = "",
    jobs: int = 1,
    verify: bool = True,
    follow_links: bool = False,
    report: Report = ignore,
    **options: Any,
) -> Result:
    """Convert files and folders, and write the result to `output`.

    `output` is a file or folder by the rules of the command: a file when one source gives one text and it is no folder and does
    not end in a slash, always a file for `jsonl`, else a folder. With `verify` it is read back before it is written, and
    what would be read differently is written in the safest way there is, with a notice. A symbolic link among the sources, or in
    the way to a picture, is followed only with `follow_links`. `options` are those of the reader and the writer. What fails is
    in the result's `errors`. Raises `UsageError` when nothing can be tried: unknown format or option, an output that is a source.
    """
    named = (sources,) if isinstance(sources, Path | Source) else tuple(sources)
    if not all(isinstance(source, Path | Source) for source in named):
        raise TypeError("convert takes pathlib.Path and convert.Source objects, not texts")
    job = structs.replace(job_for(to, from_, options), verify=verify)
    return run(Batch(named, job, str(output), follow_links=follow_links, jobs=jobs), Reporting(report))


def run(batch: Batch, watch: Watch, stream: BinaryIO | None = None) -> Result:
    """Carry out a batch; `stream` is where posts go without an output.

    Everything that goes wrong with a post is in the result. Raises `UsageError` for a batch that cannot be carried out as it is.
    """
    avoid = frozenset(os.path.realpath(path) for path in (batch.output, *batch.beside) if path)
    finding = find_sources(batch.sources, Filter(batch.include, batch.exclude, avoid, batch.follow_links, source_endings()))
    batch = structs.replace(batch, job=structs.replace(batch.job, follow_links=batch.follow_links))
    _check(batch, finding, stream)
    if batch.fetch and batch.output:
        batch = structs.replace(batch, job=structs.replace(batch.job, cache=f"{batch.output}/{CACHE}"))
    tally = Tally(watch)
    for error in finding.failures:
        tally.fail(error)
    for name in finding.passed:
        tally.skip(name)
    for name in finding.links:
        tally.skip(name)
        tally.note(name, (Notice("symbolic-link"),))
    with Workers(batch.jobs or _jobs(finding)) as workers:
        taken = _surveyed(batch, finding, workers, tally)
        if taken:
            table = str(dict(batch.job.reading).get("meta", ""))
            tally.note(table, unmatched_rows(table, (fact.entry_id for one in taken for fact in one.survey.facts)))
            output, whole = _output(batch, finding, taken, watch, stream)
            if batch.fetch and (whole or not has_place(batch.job.writer)):
                raise UsageError("there is no place for what is fetched", hint="write a folder, as in -t hugo -o site/")
            _converted(structs.replace(batch, job=structs.replace(batch.job, whole=whole)), taken, workers, output, tally)
    return tally.result()


# Before anything is read


def _check(batch: Batch, finding: Finding, stream: BinaryIO | None) -> None:
    """Raise `UsageError` for an output these sources cannot have, whatever is in them."""
    if os.path.lexists(batch.template):
        raise UsageError(f"{batch.template} is there already", hint=f"read it with --meta {batch.template}, or name another file")
    module = writer(batch.job.writer)
    for path in batch.beside:
        _check_apart(path, finding, "--notices")
        if batch.output and os.path.realpath(path) == os.path.realpath(batch.output):
            raise UsageError(f"{path} is where the posts go", hint="name another output with --notices")
    if not batch.output:
        _check_printed(batch, finding, stream)
    elif module.JOINED and (batch.output.endswith("/") or os.path.isdir(batch.output)):
        name = f"{batch.output.rstrip('/')}/posts{module.EXTENSION}"
        raise UsageError(f"{batch.job.writer} is one file for all posts, not a folder", hint=f"try -o {name}")
    else:
        _check_apart(batch.output, finding)


def _check_printed(batch: Batch, finding: Finding, stream: BinaryIO | None) -> None:
    if stream is None:
        raise UsageError("no output named", hint="give the path of a file or folder as output")
    module = writer(batch.job.writer)
    several = len(batch.sources) > 1 or (finding.folders and not module.JOINED)
    if several:
        what = "several sources" if len(batch.sources) > 1 else "the posts of a folder"
        place = f"posts{module.EXTENSION}" if module.JOINED else "out/"
        raise UsageError(f"{what} cannot all be printed", hint=f"name where they go, as in -o {place}")


def _check_apart(output: str, finding: Finding, option: str = "-o") -> None:
    """Writing over a source would destroy it; outputs among the sources of a folder would be sources of the next run."""
    real = os.path.realpath(output)
    if any(not found.folder and found.path and os.path.realpath(found.path) == real for found in finding.found):
        raise UsageError(f"{output} is one of the sources", hint=f"name another output with {option}")
    if any(os.path.realpath(folder) == real for folder in finding.folders):
        raise UsageError(f"{output} is the folder the sources are in", hint=f"name another folder with {option}")


def _jobs(finding: Finding) -> int:
    return (os.cpu_count() or 1) if len(finding.found) > _MANY else 1


# The two passes


class _Taken(Struct, frozen=True):
    """A source with posts in it."""

    found: FoundSource
    survey: Survey


class _Chunk(Struct, frozen=True):
    """Sources for one worker, with what it has to know."""

    job: Job
    sources: tuple[tuple[FoundSource, str], ...]
    plan: Plan = Plan()


def _survey_chunk(chunk: _Chunk) -> Iterator[Survey]:
    return (survey_source(found, chunk.job) for found, _ in chunk.sources)


def _convert_chunk(chunk: _Chunk) -> Iterator[Outcome]:
    return (outcome for found, format in chunk.sources for outcome in convert_source(found, format, chunk.plan, chunk.job))


def _split(chunk: _Chunk) -> Iterator[_Chunk]:
    return (_Chunk(chunk.job, (source,), chunk.plan) for source in chunk.sources)


def _killed(source: str, number: str = "") -> ConvertError:
    hint = "it may need more memory than there is"
    return SourceError("the process that worked on it was killed", source=source, member=number, hint=hint)


def _survey_of_killed(chunk: _Chunk) -> list[Survey]:
    return [Survey(found.name, error=_killed(found.name)) for found, _ in chunk.sources]


def _failures_of_killed(chunk: _Chunk) -> list[Outcome]:
    return [
        Failure(_killed(found.name, number), post_name(found.name, number))
        for found, _ in chunk.sources
        for number in post_numbers(len(chunk.plan.places.get(found.name, ())))
    ]


_SURVEYING = Errand(_survey_chunk, _split, _survey_of_killed)
_CONVERTING: Errand[_Chunk, Outcome] = Errand(
    _convert_chunk, _split, _failures_of_killed, lambda chunk: any(_is_large(found, chunk.plan) for found, _ in chunk.sources)
)


def _chunks(job: Job, sources: Iterable[tuple[FoundSource, str]], plan: Plan) -> Iterator[_Chunk]:
    """The sources in parts for workers, one with many posts alone."""
    for is_large, group in groupby(sources, lambda source: _is_large(source[0], plan)):
        while part := tuple(islice(group, 1 if is_large else _CHUNK)):
            yield _Chunk(job, part, plan.part(found.name for found, _ in part))


def _is_large(found: FoundSource, plan: Plan) -> bool:
    return len(plan.places.get(found.name, ())) > _HELD


def _surveyed(batch: Batch, finding: Finding, workers: Workers, tally: Tally) -> list[_Taken]:
    """The sources with posts in them. The others are failed or, where a folder was named and not they, skipped."""
    tally.watch.begin("reading", len(finding.found))
    taken: list[_Taken] = []
    handled: set[str] = set()
    surveys = workers.map(_SURVEYING, _chunks(batch.job, ((found, "") for found in finding.found), Plan()))
    for found, seen in zip(finding.found, surveys, strict=True):
        tally.watch.step()
        error = _refusal(found, seen)
        if error is None and not seen.facts:
            tally.skip(found.name)
            continue
        if seen.format:
            tally.watch.chosen(found.name, seen.format, seen.evidence)
        if found.folder:
            handled.update(map(str, Path(os.path.abspath(found.path)).parents))
        if error is not None:
            tally.fail(error)
        else:
            taken.append(_Taken(found, seen))
    handled.update(os.path.abspath(error.source) for error in finding.failures)
    for folder in finding.folders:
        if os.path.abspath(folder) not in handled:
            tally.fail(SourceError("no posts in this folder", source=folder, hint=f"it takes {', '.join(source_endings())}"))
    return taken


def _refusal(found: FoundSource, seen: Survey) -> ConvertError | None:
    """Why a source is not converted. A file of a folder may be anything, one that was named is meant to be a post."""
    if seen.facts or (found.folder and isinstance(seen.error, NoPostError)):
        return None
    if seen.error or found.folder:
        return seen.error
    if not seen.format:
        return refusal_of(found.load())
    return SourceError(f"no post in this {seen.format} file", source=found.name, hint="check the file")


def _converted(batch: Batch, taken: list[_Taken], workers: Workers, output: Output, tally: Tally) -> None:
    job = batch.job
    module = writer(job.writer)
    if job.whole and not module.JOINED and taken[0].survey.error:
        # Half a source would look like a whole one.
        _fail_alone(taken[0].survey.error, tally)
        return
    facts = [fact for one in taken for fact in one.survey.facts]
    try:
        with output:
            plan, facts = _plan(batch, facts, output)
            if batch.template:
                _put_template(batch, facts, plan)
            if plan.book.inferred:
                tally.note(plan.book.inferred, (Notice("inferred-host"),))
            for option, notices in unfit_folders(job.writer, job.writing):
                tally.note(option, notices)
            if batch.fetch:
                tally.note("--fetch-images", _fetched(batch, batch.fetch, facts, tally.watch))
            tally.watch.begin("converting", len(facts))
            for outcome in workers.map(_CONVERTING, _chunks(job, ((one.found, one.survey.format) for one in taken), plan)):
                tally.take(outcome, output)
            if not job.whole:
                output.put(files_of_site(job.writer, job.writing, plan))
            if isinstance(output, ManagedFolder):
                _settle(batch, facts, output, tally)
        tally.settle(output.change)
    except OutputError as error:
        tally.stop(error, _names(taken))
    tally.look_back(batch.output, output)


def _settle(batch: Batch, facts: list[Facts], output: ManagedFolder, tally: Tally) -> None:
    """Take back what is not to be shown any more, and name what stays and still shows it."""
    output.withdraw(exposed(facts, output.site))
    output.settle(complete=tally.is_complete)
    if not batch.dry and is_site(writer(batch.job.writer)):
        shown = {*exposed(facts, output.site), *left_behind(facts, output.site, output.left())}
        output.notices.extend(Notice("exposed-post", place=file) for file in sorted(shown))


def _fetched(batch: Batch, options: FetchOptions, facts: list[Facts], watch: Watch) -> tuple[Notice, ...]:
    """Fetch what posts show, or, in a dry run, look what there is of it."""
    return looked_up(facts, batch.job.cache) if batch.dry else fetched(facts, batch.job.cache, options, watch)


def _names(taken: list[_Taken]) -> Iterator[str]:
    """What every post is called in messages."""
    return (post_name(one.found.name, number) for one in taken for number in post_numbers(len(one.survey.facts)))


def _fail_alone(error: ConvertError, tally: Tally) -> None:
    """The one post of a source that is not all there is not written alone, though it could be read."""
    tally.fail(error)
    if not any(isinstance(part, DamagedError) for part in error.parts):
        hint = "name a folder to have it, as in -o out/"
        tally.fail(SourceError("is not written alone, since others of its source failed", source=error.source, hint=hint))


def _put_template(batch: Batch, facts: list[Facts], plan: Plan) -> None:
    """Write the table in which somebody is to say who may read which post. Raises `OutputError`."""
    with OneFile(batch.template, dry=batch.dry) as table:
        table.put([File("", make_template(facts, host_of(plan)))])


def _plan(batch: Batch, facts: list[Facts], output: Output) -> tuple[Plan, list[Facts]]:
    """The plan, and the facts with what a site makes of each post.

    In a folder that holds just what the sources make posts keep their names; what a site shows stays in any.
    """
    job = batch.job
    site = output.site if isinstance(output, ManagedFolder) else Site()
    names = site.names if batch.managed.whole else {}
    plan = plan_for(job.writer, job.writing, facts, str(dict(job.reading).get("blog_url", "")), names)
    files = file_of(job.writer, job.writing)
    if is_site(writer(job.writer)):
        facts = decided(facts, plan, site, files)
        plan = with_publication(plan, facts, job.writer, job.writing)
    if isinstance(output, ManagedFolder) and batch.managed.whole:
        output.keep_names(known_names(plan, facts, files), gone_names(facts, names))
    return plan, facts


def _output(batch: Batch, finding: Finding, taken: list[_Taken], watch: Watch, stream: BinaryIO | None) -> tuple[Output, bool]:
    """Where the posts go, and whether each goes there as one text. Raises `UsageError` for several posts without an output."""
    module = writer(batch.job.writer)
    posts = sum(len(one.survey.facts) for one in taken)
    if not batch.output and stream:
        if posts > 1 and not module.JOINED:
            hint = "name a folder for them, as in -o out/"
            raise UsageError(f"{posts} posts cannot all be printed", source=taken[0].found.name, hint=hint)
        return Printed(stream, dry=batch.dry), True
    if module.JOINED or (posts == 1 and _is_file(batch)):
        return RecordedFile(batch.output, dry=batch.dry, force=batch.managed.force), True
    sources = frozenset(os.path.realpath(found.path) for found in finding.found if found.path)
    folder = Folder(batch.output, sources, dry=batch.dry)
    return ManagedFolder(folder, batch.output, batch.managed, lambda: watch.waits(batch.output)), False


def _is_file(batch: Batch) -> bool:
    """Whether the output may be a file: one source that is no folder, and nothing says that the output is one."""
    source = batch.sources[0]
    single = len(batch.sources) == 1 and not (isinstance(source, Path) and os.path.isdir(source))
    return single and not is_site(writer(batch.job.writer)) and not batch.output.endswith("/") and not os.path.isdir(batch.output)
