"""The way of a batch: find, survey, plan, convert, settle. Bad posts are counted and never stop the others."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from msgspec import structs
from msgspec.structs import replace

from convert.batch.destination import check_destinations, choose_output_refusing_fetch_without_place
from convert.batch.existing_site import (
    notices_on_existing_site,
    own_layout_paths_hiding_theme_of_site,
    with_options_of_existing_site,
)
from convert.batch.fetching import fetch_cache_folder_of, fetch_or_look_up_in_cache
from convert.batch.job import Conversion, make_job_or_raise
from convert.batch.one_file import OneFile
from convert.batch.output import Output
from convert.batch.passes import convert_sources_not_kept_from_killed_run, survey_sources
from convert.batch.request import Batch
from convert.batch.spool import Spool
from convert.batch.survey import SurveyedSources, needed_facts_for
from convert.batch.survey_plan import (
    BatchPlan,
    files_of_site,
    notices_by_option_with_unsafe_folder,
    notices_of_redirects_lost_in_maps,
    own_domain_or_tistory_host_of,
    plan_batch,
)
from convert.batch.tally import Result, Tally, Watch, WatchForwardingNoticesOnly
from convert.batch.workers import Workers, local_workers
from convert.errors import OutputError, UsageError
from convert.formats import source_endings, writer
from convert.meta.side_table import notices_of_unmatched_rows
from convert.model.limits import DEFAULT, Limits
from convert.notices import Notice, Report, ignore
from convert.plan.places import Facts
from convert.sources.find import Filter, Finding, find_sources
from convert.sources.source import File, Source

__all__ = ["Batch", "convert", "run_batch"]

_MANY = 200
"""Sources from which on more than one process is worth starting."""


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
    job = structs.replace(make_job_or_raise(to, from_, options), verify=verify, limits=limits)
    return run_batch(Batch(named, job, str(output), follow_links=follow_links, jobs=jobs), WatchForwardingNoticesOnly(report))


def run_batch(batch: Batch, watch: Watch, stream: BinaryIO | None = None) -> Result:
    """Carry out a batch; `stream` is where posts go without an output.

    Everything that goes wrong with a post is in the result. Raises `UsageError` for a batch that cannot be carried out as it is.
    """
    finding = _find_sources_or_refuse_filter_without_folder(batch)
    check_destinations(batch, finding, stream)
    tally = Tally(watch)
    tally.add_failures_and_skips_of_search(finding)
    with Spool() as spool, _workers_for(batch, finding) as workers:
        needed = needed_facts_for(batch.job, remote=batch.fetch is not None)
        surveyed = survey_sources(batch.job, needed, finding, workers, spool, tally)
        if surveyed.sources:
            _report_rows_without_post(batch, surveyed, tally)
            output = choose_output_refusing_fetch_without_place(batch, finding, surveyed, watch, stream)
            _plan_convert_and_settle_posts(batch, surveyed, workers, output, tally)
    return tally.result()


def _find_sources_or_refuse_filter_without_folder(batch: Batch) -> Finding:
    """The sources. Raises `UsageError` for patterns that no file is held against: they choose among the files of folders."""
    outputs = (batch.output, *(path for path, option in batch.side_outputs))
    own = frozenset(os.path.realpath(path) for path in outputs if path)
    finding = find_sources(batch.sources, Filter(batch.include, batch.exclude, own, batch.follow_links, source_endings()))
    if (batch.include or batch.exclude) and finding.found and not finding.folders:
        option = "--include" if batch.include else "--exclude"
        raise UsageError(
            f"{option} looks at the files of a folder, and no folder is named",
            hint="name the folder; what is in an archive can be chosen from once it is unpacked",
        )
    return finding


def _workers_for(batch: Batch, finding: Finding) -> Workers:
    """The processes for a batch, of this machine or of a cluster. Raises `UsageError` for a cluster that cannot do it."""
    if not batch.scheduler:
        return local_workers(batch.jobs or _cpu_count_if_many_sources(finding))
    from convert.batch.cluster import dask_workers_all_seeing_paths_or_raise  # with a package more

    return dask_workers_all_seeing_paths_or_raise(batch.scheduler, _paths_workers_must_see(batch))


def _paths_workers_must_see(batch: Batch) -> Iterator[str]:
    """Where the sources of a batch are, the table beside them, and, as far as it is there, where the output will be."""
    yield from (str(source) for source in batch.sources if isinstance(source, Path))
    yield from filter(None, [batch.job.reading.meta])
    if batch.output:
        path = Path(os.path.abspath(batch.output))
        yield next(str(above) for above in (path, *path.parents) if above.exists())


def _cpu_count_if_many_sources(finding: Finding) -> int:
    return (os.cpu_count() or 1) if len(finding.found) > _MANY else 1


def _report_rows_without_post(batch: Batch, surveyed: SurveyedSources, tally: Tally) -> None:
    table = batch.job.reading.meta
    tally.store_notices_and_tell_watch(table, notices_of_unmatched_rows(table, (fact.entry_id for fact in surveyed.facts)))


def _plan_convert_and_settle_posts(
    batch: Batch, surveyed: SurveyedSources, workers: Workers, output: Output, tally: Tally
) -> None:
    """Plan, convert and settle. The plan is made in the output, since what is there already decides what is shown of a post.

    Half a source, alone in its file, would look like a whole one.
    """
    incomplete = surveyed.sources[0].survey.error
    if incomplete and output.takes_each_post_as_one_text and not writer(batch.job.writer).JOINED:
        tally.fail_unwritten_incomplete_source(incomplete)
        return
    try:
        with output:
            batch = replace(batch, job=with_options_of_existing_site(batch.job, output.existing_site.text_in))
            planned = plan_batch(batch, surveyed.facts, output.existing_site)
            _prepare_output_and_fetch_before_posts(batch, surveyed.facts, planned, output, tally)
            convert_sources_not_kept_from_killed_run(
                _conversion_for(batch, planned, output, len(surveyed.facts)), surveyed, workers, output, tally
            )
            if not output.takes_each_post_as_one_text:
                from convert.batch.blog_settings import with_blog_settings_sources_agree_on

                settings = with_blog_settings_sources_agree_on(
                    batch.job.writer, batch.job.writer_options, surveyed, own_domain_or_tistory_host_of(planned.plan)
                )
                output.withdraw_own_layouts(own_layout_paths_hiding_theme_of_site(batch.job, output.existing_site.text_in))
                output.put_files(files_of_site(batch.job.writer, settings, planned.plan, surveyed.facts))
                left_out = notices_of_redirects_lost_in_maps(batch.job.writer, batch.job.writer_options, planned.plan)
                tally.store_notices_and_tell_watch("--redirects", left_out)
            output.withdraw_hidden_and_report_or_prune_stale(
                planned.publications, complete=tally.has_made_all_posts_with_their_files
            )
        tally.count_posts_of_shared_file(output.change_of_shared_file)
    except OutputError as error:
        tally.fail_named_posts_not_yet_settled(error, surveyed.post_names())
    tally.add_output_findings(batch.output, output)


def _prepare_output_and_fetch_before_posts(
    batch: Batch, facts: Sequence[Facts], planned: BatchPlan, output: Output, tally: Tally
) -> None:
    """Do what comes before the first post: record names, write the table to fill in, say what was assumed, fetch."""
    if batch.folder_policy.whole_blog:
        output.record_post_names_also_of_gone(planned.names, planned.gone)
    if batch.template:
        _write_meta_template(batch, facts, planned)
    if planned.plan.book.inferred:
        tally.store_notices_and_tell_watch(planned.plan.book.inferred, (Notice("inferred-host"),))
    for option, notices in notices_by_option_with_unsafe_folder(batch.job.writer, batch.job.writer_options):
        tally.store_notices_and_tell_watch(option, notices)
    read = output.existing_site.text_in
    tally.store_notices_and_tell_watch(batch.output, notices_on_existing_site(batch.job, read))
    if batch.fetch:
        cache = fetch_cache_folder_of(batch.output)
        tally.store_notices_and_tell_watch(
            "--fetch-images", fetch_or_look_up_in_cache(facts, cache, batch.fetch, tally.watch, dry=batch.dry)
        )


def _write_meta_template(batch: Batch, facts: Sequence[Facts], planned: BatchPlan) -> None:
    """Write the table in which somebody is to say who may read which post. Raises `OutputError`."""
    from convert.meta.side_table_template import make_csv_template_of_numbered_posts

    with OneFile(batch.template, dry=batch.dry) as table:
        table.put_files(
            [File("", make_csv_template_of_numbered_posts(facts, planned.plan, own_domain_or_tistory_host_of(planned.plan)))]
        )


def _conversion_for(batch: Batch, planned: BatchPlan, output: Output, post_count: int) -> Conversion:
    return Conversion(
        batch.job,
        planned.plan,
        is_of_one_post=post_count == 1,
        as_text=output.takes_each_post_as_one_text,
        cache=fetch_cache_folder_of(batch.output) if batch.fetch else "",
        follow_links=batch.follow_links,
    )
