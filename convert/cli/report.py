"""`blogconvert report`."""

from typing import Any

import click

from convert.cli import config
from convert.cli.batches import with_source_choice_and_limit_options
from convert.cli.convert import FORMATS, Command, given_format_options, read_source_arguments
from convert.cli.messages import Messages
from convert.cli.printing import print_to_stderr
from convert.cli.reported_run import PAGE, html_page_path_or_raise, run_and_make_report_or_add_failure, shown_posts_line
from convert.cli.values import whole_number_parser


class _ReportCommand(Command):
    """A command whose writer is Hugo's where none was named."""

    KEEPS_UNKNOWN = True
    NOT_OF_TABLE = frozenset(("output",))  # a report is no output of `convert`

    def reader_and_writer_names_given_or_assumed(self, options: dict[str, str]) -> tuple[str, str]:
        """The reader's name, and the writer's."""
        return options.get("from", ""), options.get("to", "hugo")


@click.command("report", cls=_ReportCommand, short_help="Show each post beside what becomes of it, on a page.")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option("-f", "--from", "from_", metavar="FORMAT", help="What the sources are; otherwise each is looked at to find out.")
@click.option("-t", "--to", metavar="FORMAT", default="hugo", show_default=True, help="What the posts would become.")
@click.option(
    "-o", "--output", metavar="FILE", default=PAGE, show_default=True, help="The page; its parts are in a folder beside it."
)
@click.option("--inline", is_flag=True, help="Put everything into one file, of up to 200 posts.")
@with_source_choice_and_limit_options
@click.option("--jobs", type=whole_number_parser(1), metavar="N", help="Processes to use; otherwise what the sources are worth.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Say how each source is read and why, and what was noticed in each post.")
@click.option("--config", metavar="FILE", help=f"Options, in a table [convert]; otherwise {config.CONFIG} if it is here.")
@click.pass_context
def command(context: click.Context, /, sources: tuple[str, ...], **given: Any) -> int:
    """Show each post as it was beside what becomes of it, with the differences marked, on a page that needs no network.

    Nothing else is written: the posts are converted as `convert` would, and shown. What needs a look comes first.
    """
    from tempfile import TemporaryDirectory

    from msgspec import structs

    from convert.batch.job import make_job_or_raise
    from convert.batch.request import Batch
    from convert.batch.run import run_batch
    from convert.formats import writer

    from_, to = context.meta[FORMATS]
    page = html_page_path_or_raise(given["output"], "-o")
    job = structs.replace(make_job_or_raise(to, from_, given_format_options(context)), limits=given["limits"])
    with TemporaryDirectory(prefix="blogconvert-") as nowhere:
        output = f"{nowhere}/posts{writer(to).EXTENSION}" if writer(to).JOINED else f"{nowhere}/"
        batch = Batch(
            sources=tuple(read_source_arguments(sources)),
            job=job,
            output=output,
            include=given["include"],
            exclude=given["exclude"],
            follow_links=given["follow_links"],
            jobs=given["jobs"] or 0,
            dry=True,
        )
        messages = Messages(quiet=given["quiet"], verbose=given["verbose"])
        try:
            result = run_and_make_report_or_add_failure(batch, messages, (page, "-o"), run_batch, is_inline=given["inline"])
        finally:
            messages.remove_progress_bar()
    messages.print_counts_of_repeated_faults()
    if not given["quiet"] and (result.written or result.unchanged):
        print_to_stderr(shown_posts_line(result, page))
    return 1 if result.failed else 0
