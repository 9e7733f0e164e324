"""`blogconvert inspect`."""

import shutil
import sys
from typing import TYPE_CHECKING, Any

import click

from convert.cli import config
from convert.cli.batches import with_source_choice_and_limit_options
from convert.cli.convert import FORMATS, Command, given_format_options, read_source_arguments
from convert.cli.messages import Messages
from convert.cli.printing import as_printable_line, print_to_stderr
from convert.cli.values import whole_number_parser
from convert.report.words import _

if TYPE_CHECKING:
    from convert.notices import Notice
    from convert.report.inspection.inspection import Inspection

_NARROWEST = 60
"""Columns below which a table is no table."""


class _InspectCommand(Command):
    """The same options as `convert`; what is not named is Hugo's."""

    KEEPS_UNKNOWN = True

    def reader_and_writer_names_given_or_assumed(self, options: dict[str, str]) -> tuple[str, str]:
        """The reader's name, and the writer's."""
        from_, to = super().reader_and_writer_names_given_or_assumed(options)
        return from_, to or "hugo"


@click.command("inspect", cls=_InspectCommand, short_help="Say what is in a blog before it moves.")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option("-f", "--from", "from_", metavar="FORMAT", help="What the sources are; otherwise each is looked at to find out.")
@click.option("-t", "--to", metavar="FORMAT", help="What they are to become; otherwise hugo.")
@with_source_choice_and_limit_options
@click.option("--jobs", type=whole_number_parser(1), metavar="N", help="Processes to use; otherwise what the sources are worth.")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True, help="What to print.")
@click.option("--html", metavar="FILE", default="", help="Write a page as well, which any browser shows without a network.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors, and print no table.")
@click.option("--config", metavar="FILE", help=f"Options, in a table [convert]; otherwise {config.CONFIG} if it is here.")
@click.pass_context
def command(context: click.Context, /, sources: tuple[str, ...], **given: Any) -> int:
    """Say what is in a blog, and what would become of it, before anything is written.

    Posts by year and category, what they are made of, where their pictures and links lead, what the target says in other words
    or leaves out, and which posts need a look, the gravest first. The numbers are those that convert would come to.
    """
    from msgspec import structs

    from convert.batch.job import make_job_or_raise
    from convert.report.inspection.run import Inspected, inspect_sources_in_dry_run

    from_, to = context.meta[FORMATS]
    job = structs.replace(make_job_or_raise(to, from_, given_format_options(context)), limits=given["limits"])
    messages = Messages(quiet=given["quiet"])
    inspected = Inspected(
        tuple(read_source_arguments(sources)),
        include=given["include"],
        exclude=given["exclude"],
        follow_links=given["follow_links"],
        jobs=given["jobs"] or 0,
        page=given["html"],
    )
    inspection = inspect_sources_in_dry_run(inspected, job, messages)
    messages.remove_progress_bar()
    messages.print_counts_of_repeated_faults()
    if given["html"]:
        messages.print_notices_on_page(_write_page(inspection, given["html"]))
    if given["shape"] == "json":
        sys.stdout.buffer.write(_json_of(inspection))
    elif not given["quiet"]:
        _print_tables(inspection)
    if not given["quiet"]:
        _print_page_path_and_counts(inspection, given["html"])
    return 1 if inspection.totals.failed else 0


def _print_tables(inspection: "Inspection") -> None:
    from convert.report.inspection.sections import non_empty_tables_of
    from convert.report.inspection.terminal import aligned_plain_text_lines, tables_drawn_by_rich

    tables = non_empty_tables_of(inspection)
    if sys.stdout.isatty():
        width = max(_NARROWEST, shutil.get_terminal_size().columns)
        click.echo(tables_drawn_by_rich(tables, width, is_coloured=True), nl=False)
    else:
        for line in aligned_plain_text_lines(tables):
            click.echo(as_printable_line(line))


def _print_page_path_and_counts(inspection: "Inspection", page: str) -> None:
    from convert.report.inspection.sections import counts_in_one_line

    if page:
        print_to_stderr(_("the page is {page}; open it in a browser").format(page=page))
    print_to_stderr(counts_in_one_line(inspection))


def _json_of(inspection: "Inspection") -> bytes:
    import msgspec

    return msgspec.json.format(msgspec.json.encode(inspection), indent=2) + b"\n"


def _write_page(inspection: "Inspection", path: str) -> "tuple[Notice, ...]":
    """Write the page, or leave what was there, and say what was kept of it. Raises `OutputError`."""
    from convert.report.inspection.page import inspection_page
    from convert.report.own_files import write_sealed_page_backing_up_edited

    return write_sealed_page_backing_up_edited(path, [inspection_page(inspection)])
