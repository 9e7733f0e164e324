"""Many sources: survey all, plan, convert all, write in order. Bad posts are counted and never stop the others."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from msgspec import Struct, structs

from convert.batch.bundle import has_resource_place
from convert.batch.chunks import CONVERTING, SURVEYING, split_into_chunks
from convert.batch.converted import displayed_post_name, post_labels
from convert.batch.fetching import CACHE, fetch_remote_files, find_unreadable_cache_entries
from convert.batch.job import Job, job_for
from convert.batch.managed_folder import FolderPolicy, ManagedFolder
from convert.batch.one_file import OneFile, RecordedFile
from convert.batch.output import Output, OutputFolder, StreamOutput
from convert.batch.publication import ExistingSite, decide_publication, pages_still_showing_hidden, stale_files_showing_hidden
from convert.batch.survey import Survey
from convert.batch.survey_plan import (
    blog_host_of,
    files_of_site,
    plan_for,
    post_file_function_of,
    unfit_folder_options,
    with_publication,
)
from convert.batch.tally import NoticesOnlyWatch, Result, Tally, Watch
from convert.batch.workers import Workers
from convert.errors import ConvertError, DamagedError, NoPostError, OutputError, SourceError, UsageError
from convert.formats import is_site, source_endings, writer
from convert.limits import DEFAULT, Limits
from convert.meta.side_table import notices_of_unmatched_rows
from convert.meta.side_table_template import make_csv_template
from convert.notices import Notice, Report, ignore
from convert.plan.places import Facts, Plan, earlier_names_of_gone_posts, named_posts_for_next_run
from convert.resources.fetch.options import FetchOptions
from convert.sources.find import Filter, Finding, FoundSource, find_sources
from convert.sources.refusal import refusal_of
from convert.sources.source import File, Source

_MANY = 200
"""Sources from which on more than one process is worth starting."""


class Batch(Struct, frozen=True):
    """What is to be converted into what. No `output` means standard output, no `jobs` as many as the sources are worth.

    Symbolic links are followed only with `follow_links`: what they lead to may be anything its owner never meant to publish.
    What is written besides the posts (`side_outputs`), such as a list of notices, is no source either.
    With `fetch` what is on other servers is fetched into a cache below the output, and goes where the writer has a place for it;
    a `dry` run takes only what the cache has.
    A table for `--meta`, to be filled in, goes to `template`.
    `folder_policy` says how an output is kept that is written again and again, and that its owner may have changed.
    """

    sources: tuple[Path | Source, ...]
    job: Job
    output: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    follow_links: bool = False
    jobs: int = 0
    dry: bool = False
    side_outputs: tuple[str, ...] = ()
    fetch: FetchOptions | None = None
    folder_policy: FolderPolicy = FolderPolicy()
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
    limits: Limits = DEFAULT,
    report: Report = ignore,
    **options: Any,
) -> Result:
    """Convert files and folders, and write the result to `output`.

    `output` is a file or folder by the rules of the command: a file when one source gives one text and it is no folder and does
    not end in a slash, always a file for `jsonl`, else a folder. With `verify` it is read back before it is written, and
    what would be read differently is written in the safest way there is, with a notice. A symbolic link among the sources, or in
    the way to a picture, is followed only with `follow_links`. A post over one of the `limits` fails. `options` are those of the
    reader and the writer. What fails is in the result's `errors`. Raises `UsageError` when
    nothing can be tried: unknown format or option, an output that is a source.
    """
    named = (sources,) if isinstance(sources, Path | Source) else tuple(sources)
    if not all(isinstance(source, Path | Source) for source in named):
        raise TypeError("convert takes pathlib.Path and convert.Source objects, not texts")
    job = structs.replace(job_for(to, from_, options), verify=verify, limits=limits)
    return run_batch(Batch(named, job, str(output), follow_links=follow_links, jobs=jobs), NoticesOnlyWatch(report))


def run_batch(batch: Batch, watch: Watch, stream: BinaryIO | None = None) -> Result:
    """Carry out a batch; `stream` is where posts go without an output.

    Everything that goes wrong with a post is in the result. Raises `UsageError` for a batch that cannot be carried out as it is.
    """
    avoid = frozenset(os.path.realpath(path) for path in (batch.output, *batch.side_outputs) if path)
    finding = find_sources(batch.sources, Filter(batch.include, batch.exclude, avoid, batch.follow_links, source_endings()))
    batch = structs.replace(batch, job=structs.replace(batch.job, follow_links=batch.follow_links))
    _check_destinations(batch, finding, stream)
    if batch.fetch and batch.output:
        batch = structs.replace(batch, job=structs.replace(batch.job, cache=f"{batch.output}/{CACHE}"))
    tally = Tally(watch)
    for error in finding.failures:
        tally.add_failure(error)
    for name in finding.passed:
        tally.add_skipped(name)
    for name in finding.links:
        tally.add_skipped(name)
        tally.add_notices(name, (Notice("symbolic-link"),))
    with Workers(batch.jobs or _default_job_count(finding)) as workers:
        surveyed = _survey_sources(batch, finding, workers, tally)
        if surveyed:
            table = str(dict(batch.job.reader_options).get("meta", ""))
            tally.add_notices(
                table, notices_of_unmatched_rows(table, (fact.entry_id for source in surveyed for fact in source.survey.facts))
            )
            output, as_text = _choose_output(batch, finding, surveyed, watch, stream)
            if batch.fetch and (as_text or not has_resource_place(batch.job.writer)):
                raise UsageError("there is no place for what is fetched", hint="write a folder, as in -t hugo -o site/")
            _convert_sources(
                structs.replace(batch, job=structs.replace(batch.job, as_text=as_text)), surveyed, workers, output, tally
            )
    return tally.result()


# Before anything is read


def _check_destinations(batch: Batch, finding: Finding, stream: BinaryIO | None) -> None:
    """Raise `UsageError` for an output these sources cannot have, whatever is in them."""
    if os.path.lexists(batch.template):
        raise UsageError(f"{batch.template} is there already", hint=f"read it with --meta {batch.template}, or name another file")
    module = writer(batch.job.writer)
    for path in batch.side_outputs:
        _check_output_is_no_source(path, finding, "--notices")
        if batch.output and os.path.realpath(path) == os.path.realpath(batch.output):
            raise UsageError(f"{path} is where the posts go", hint="name another output with --notices")
    if not batch.output:
        _check_can_be_printed(batch, finding, stream)
    elif module.JOINED and (batch.output.endswith("/") or os.path.isdir(batch.output)):
        name = f"{batch.output.rstrip('/')}/posts{module.EXTENSION}"
        raise UsageError(f"{batch.job.writer} is one file for all posts, not a folder", hint=f"try -o {name}")
    else:
        _check_output_is_no_source(batch.output, finding)


def _check_can_be_printed(batch: Batch, finding: Finding, stream: BinaryIO | None) -> None:
    if stream is None:
        raise UsageError("no output named", hint="give the path of a file or folder as output")
    module = writer(batch.job.writer)
    several = len(batch.sources) > 1 or (finding.folders and not module.JOINED)
    if several:
        what = "several sources" if len(batch.sources) > 1 else "the posts of a folder"
        place = f"posts{module.EXTENSION}" if module.JOINED else "out/"
        raise UsageError(f"{what} cannot all be printed", hint=f"name where they go, as in -o {place}")


def _check_output_is_no_source(output: str, finding: Finding, option: str = "-o") -> None:
    """Writing over a source would destroy it; outputs among the sources of a folder would be sources of the next run."""
    real = os.path.realpath(output)
    if any(not found.folder and found.path and os.path.realpath(found.path) == real for found in finding.found):
        raise UsageError(f"{output} is one of the sources", hint=f"name another output with {option}")
    if any(os.path.realpath(folder) == real for folder in finding.folders):
        raise UsageError(f"{output} is the folder the sources are in", hint=f"name another folder with {option}")


def _default_job_count(finding: Finding) -> int:
    return (os.cpu_count() or 1) if len(finding.found) > _MANY else 1


# The two passes


class _SurveyedSource(Struct, frozen=True):
    """A source with posts in it."""

    found: FoundSource
    survey: Survey


def _survey_sources(batch: Batch, finding: Finding, workers: Workers, tally: Tally) -> list[_SurveyedSource]:
    """The sources with posts in them. The others are failed or, where a folder was named and not they, skipped."""
    tally.watch.on_stage("reading", len(finding.found))
    surveyed: list[_SurveyedSource] = []
    handled: set[str] = set()
    surveys = workers.map(SURVEYING, split_into_chunks(batch.job, ((found, "") for found in finding.found), Plan()))
    for found, survey in zip(finding.found, surveys, strict=True):
        tally.watch.on_step()
        error = _why_not_converted(found, survey)
        if error is None and not survey.facts:
            tally.add_skipped(found.name)
            continue
        if survey.format:
            tally.watch.on_reader_chosen(found.name, survey.format, survey.evidence)
        if found.folder:
            handled.update(map(str, Path(os.path.abspath(found.path)).parents))
        if error is not None:
            tally.add_failure(error)
        else:
            surveyed.append(_SurveyedSource(found, survey))
    handled.update(os.path.abspath(error.source) for error in finding.failures)
    for folder in finding.folders:
        if os.path.abspath(folder) not in handled:
            tally.add_failure(
                SourceError("no posts in this folder", source=folder, hint=f"it takes {', '.join(source_endings())}")
            )
    return surveyed


def _why_not_converted(found: FoundSource, survey: Survey) -> ConvertError | None:
    """Why a source is not converted. A file of a folder may be anything, one that was named is meant to be a post."""
    if survey.facts or (found.folder and isinstance(survey.error, NoPostError)):
        return None
    if survey.error or found.folder:
        return survey.error
    if not survey.format:
        return refusal_of(found.as_lazy_source())
    return SourceError(f"no post in this {survey.format} file", source=found.name, hint="check the file")


def _convert_sources(batch: Batch, surveyed: list[_SurveyedSource], workers: Workers, output: Output, tally: Tally) -> None:
    job = batch.job
    module = writer(job.writer)
    if job.as_text and not module.JOINED and surveyed[0].survey.error:
        # Half a source would look like a whole one.
        _fail_incomplete_source(surveyed[0].survey.error, tally)
        return
    facts = [fact for source in surveyed for fact in source.survey.facts]
    try:
        with output:
            plan, facts = _plan_batch(batch, facts, output)
            if batch.template:
                _write_meta_template(batch, facts, plan)
            if plan.book.inferred:
                tally.add_notices(plan.book.inferred, (Notice("inferred-host"),))
            for option, notices in unfit_folder_options(job.writer, job.writer_options):
                tally.add_notices(option, notices)
            if batch.fetch:
                tally.add_notices("--fetch-images", _fetch_or_look_up_in_cache(batch, batch.fetch, facts, tally.watch))
            tally.watch.on_stage("converting", len(facts))
            for outcome in workers.map(
                CONVERTING, split_into_chunks(job, ((source.found, source.survey.format) for source in surveyed), plan)
            ):
                tally.write_and_count(outcome, output)
            if not job.as_text:
                output.put_files(files_of_site(job.writer, job.writer_options, plan))
            if isinstance(output, ManagedFolder):
                _withdraw_hidden_and_prune(batch, facts, output, tally)
        tally.count_waiting_posts(output.change)
    except OutputError as error:
        tally.fail_unwritten(error, _displayed_post_names(surveyed))
    tally.add_output_findings(batch.output, output)


def _withdraw_hidden_and_prune(batch: Batch, facts: list[Facts], output: ManagedFolder, tally: Tally) -> None:
    """Take back what is not to be shown any more, and name what stays and still shows it."""
    output.withdraw_pages(pages_still_showing_hidden(facts, output.existing_site))
    output.report_or_prune_stale_files(complete=tally.has_all_posts_and_files)
    if not batch.dry and is_site(writer(batch.job.writer)):
        shown = {
            *pages_still_showing_hidden(facts, output.existing_site),
            *stale_files_showing_hidden(facts, output.existing_site, output.stale_files()),
        }
        output.notices.extend(Notice("exposed-post", place=file) for file in sorted(shown))


def _fetch_or_look_up_in_cache(batch: Batch, options: FetchOptions, facts: list[Facts], watch: Watch) -> tuple[Notice, ...]:
    """Fetch what posts show, or, in a dry run, look what there is of it."""
    return (
        find_unreadable_cache_entries(facts, batch.job.cache)
        if batch.dry
        else fetch_remote_files(facts, batch.job.cache, options, watch)
    )


def _displayed_post_names(surveyed: list[_SurveyedSource]) -> Iterator[str]:
    """What every post is called in messages."""
    return (
        displayed_post_name(source.found.name, label) for source in surveyed for label in post_labels(len(source.survey.facts))
    )


def _fail_incomplete_source(error: ConvertError, tally: Tally) -> None:
    """The one post of a source that is not all there is not written alone, though it could be read."""
    tally.add_failure(error)
    if not any(isinstance(part, DamagedError) for part in error.parts):
        hint = "name a folder to have it, as in -o out/"
        tally.add_failure(SourceError("is not written alone, since others of its source failed", source=error.source, hint=hint))


def _write_meta_template(batch: Batch, facts: list[Facts], plan: Plan) -> None:
    """Write the table in which somebody is to say who may read which post. Raises `OutputError`."""
    with OneFile(batch.template, dry=batch.dry) as table:
        table.put_files([File("", make_csv_template(facts, blog_host_of(plan)))])


def _plan_batch(batch: Batch, facts: list[Facts], output: Output) -> tuple[Plan, list[Facts]]:
    """The plan, and the facts with what a site makes of each post.

    In a folder that holds just what the sources make posts keep their names; what a site shows stays in any.
    """
    job = batch.job
    site = output.existing_site if isinstance(output, ManagedFolder) else ExistingSite()
    names = site.names if batch.folder_policy.whole_blog else {}
    plan = plan_for(job.writer, job.writer_options, facts, str(dict(job.reader_options).get("blog_url", "")), names)
    files = post_file_function_of(job.writer, job.writer_options)
    if is_site(writer(job.writer)):
        facts = decide_publication(facts, plan, site, files)
        plan = with_publication(plan, facts, job.writer, job.writer_options)
    if isinstance(output, ManagedFolder) and batch.folder_policy.whole_blog:
        output.record_post_names(named_posts_for_next_run(plan, facts, files), earlier_names_of_gone_posts(facts, names))
    return plan, facts


def _choose_output(
    batch: Batch, finding: Finding, surveyed: list[_SurveyedSource], watch: Watch, stream: BinaryIO | None
) -> tuple[Output, bool]:
    """Where the posts go, and whether each goes there as one text. Raises `UsageError` for several posts without an output."""
    module = writer(batch.job.writer)
    posts = sum(len(source.survey.facts) for source in surveyed)
    if not batch.output and stream:
        if posts > 1 and not module.JOINED:
            hint = "name a folder for them, as in -o out/"
            raise UsageError(f"{posts} posts cannot all be printed", source=surveyed[0].found.name, hint=hint)
        return StreamOutput(stream, dry=batch.dry), True
    if module.JOINED or (posts == 1 and _may_be_one_file(batch)):
        return RecordedFile(batch.output, dry=batch.dry, force=batch.folder_policy.force), True
    sources = frozenset(os.path.realpath(found.path) for found in finding.found if found.path)
    folder = OutputFolder(batch.output, sources, dry=batch.dry)
    return ManagedFolder(folder, batch.output, batch.folder_policy, lambda: watch.on_waiting_for_other_run(batch.output)), False


def _may_be_one_file(batch: Batch) -> bool:
    """Whether the output may be a file: one source that is no folder, and nothing says that the output is one."""
    source = batch.sources[0]
    single = len(batch.sources) == 1 and not (isinstance(source, Path) and os.path.isdir(source))
    return single and not is_site(writer(batch.job.writer)) and not batch.output.endswith("/") and not os.path.isdir(batch.output)
