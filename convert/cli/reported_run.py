"""A run of which a page is made that shows each post beside what became of it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from convert.errors import UsageError
from convert.report.words import ngettext

if TYPE_CHECKING:
    from convert.batch.request import Batch
    from convert.batch.tally import Result, Watch
    from convert.cli.messages import Messages

PAGE = "report.html"
"""Where a report goes that nobody named."""


def html_page_path_or_raise(path: str, option: str) -> str:
    """The path of a page. Raises `UsageError` for one that a browser would not take for a page."""
    if not path.lower().endswith((".html", ".htm")):
        raise UsageError(f"{path!r} is no name of a page", hint=f"end it in .html, as in {option} {PAGE}")
    return path


def run_and_make_report_or_add_failure(
    batch: "Batch",
    messages: "Messages",
    page_and_option: tuple[str, str],
    run: "Callable[[Batch, Watch], Result]",
    *,
    is_inline: bool = False,
) -> "Result":
    """Run a batch, and make a page of what came of it. A page that cannot be written is a failure.

    With the path of the page goes the option that named it. Raises `UsageError` for more posts than `is_inline` takes,
    and for a page that is there and is somebody else's.
    """
    from msgspec import structs

    from convert.report.own_files import refuse_foreign_page_unless_it_is_source
    from convert.report.reporting import ReportMakingWatch, ReportRequest

    page = page_and_option[0]
    refuse_foreign_page_unless_it_is_source(page, page_and_option[1], batch.sources)
    written = "" if batch.dry else batch.output
    job = structs.replace(batch.job, show=True)
    batch = structs.replace(batch, job=job, side_outputs=(*batch.side_outputs, page_and_option))
    request = ReportRequest(page, job, tuple(map(str, batch.sources)), written, is_inline)
    with ReportMakingWatch(request, messages) as reporting:
        result = run(batch, reporting)
        reporting.write_page_unless_problem_or_no_posts(result)
    messages.print_notices_on_page(reporting.notices_on_page)
    if reporting.problem is None:
        return result
    messages.on_failure(reporting.problem)
    return structs.replace(result, failed=result.failed + 1, errors=(*result.errors, reporting.problem))


def shown_posts_line(result: "Result", page: str) -> str:
    """Where the page is, and how many posts are in it."""
    count = result.written + result.unchanged
    return ngettext("{page} shows 1 post", "{page} shows {count} posts", count).format(page=page, count=count)
