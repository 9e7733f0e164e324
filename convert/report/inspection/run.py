"""The run that inspects: a batch like that of `convert`, whose output nobody gets, and which is counted instead."""

from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct
from msgspec.structs import replace

from convert.batch.job import Job
from convert.batch.request import Batch
from convert.batch.run import run_batch
from convert.batch.tally import Watch
from convert.formats import writer
from convert.report.inspection.examined import examine_post
from convert.report.inspection.inspection import Inspection
from convert.report.inspection.tally import CountingWatch
from convert.report.own_files import refuse_foreign_page_unless_it_is_source
from convert.sources.source import Source


class Inspected(Struct, frozen=True):
    """Sources to inspect, as `Batch` has them. `page` is where the page about them goes, empty for none: it is no source."""

    sources: tuple[Path | Source, ...]
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    follow_links: bool = False
    jobs: int = 0
    page: str = ""


def inspect_sources_in_dry_run(inspected: Inspected, job: Job, watch: Watch) -> Inspection:
    """What is in the sources, and what a job would make of them. Nothing is written.

    Numbers are those of `convert` with the same job and a folder (of `jsonl` and the like a file) that is not there yet. Bad
    posts are counted. Raises `UsageError` when nothing can be tried, and for a
    page that is there and is somebody else's.
    """
    if inspected.page:
        refuse_foreign_page_unless_it_is_source(inspected.page, "--html", inspected.sources)
    counting, module = CountingWatch(watch), writer(job.writer)
    with TemporaryDirectory(prefix="blogconvert-") as nowhere:
        batch = Batch(
            inspected.sources,
            replace(job, examine=examine_post),
            output=f"{nowhere}/posts{module.EXTENSION}" if module.JOINED else f"{nowhere}/posts/",
            include=inspected.include,
            exclude=inspected.exclude,
            follow_links=inspected.follow_links,
            jobs=inspected.jobs,
            dry=True,
            side_outputs=((inspected.page, "--html"),) if inspected.page else (),
        )
        result = run_batch(batch, counting)
        return counting.inspection(result, job.writer, job.reading.blog_url)
