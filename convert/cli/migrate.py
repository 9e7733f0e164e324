"""`blogconvert migrate`."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from convert.cli import config
from convert.cli.batches import batch_of_parameters_or_raise, run_and_return_messages_and_strict_objection, with_run_options
from convert.cli.convert import ARGUMENTS, FORMATS, Command, given_format_options, read_source_arguments
from convert.cli.default_site import SITE, earlier_site_message_refusing_foreign_folder, way_to_see_site_line_if_written
from convert.cli.drafts import draft_lines_if_any_drafts_and_writer_is_site
from convert.cli.hugo_program import why_hugo_cannot_build_site
from convert.cli.missing_theme import missing_theme_line_or_empty
from convert.cli.printing import error_line, print_to_stderr
from convert.cli.reported_run import shown_posts_line
from convert.errors import UsageError
from convert.report.words import ngettext

if TYPE_CHECKING:
    from convert.batch.request import Batch
    from convert.batch.tally import Result

_WISHED: dict[str, Any] = {"keep_urls": "alias", "site": True}
"""What a move wants unless something else was asked for, as far as the writer can do it."""


class _MigrateCommand(Command):
    """The same for a whole blog: what is not named is Hugo's."""

    TABLE = "migrate"
    DEFAULTS = _WISHED
    SHOWS_FIRST_NEED = True

    def reader_and_writer_names_given_or_assumed(self, options: dict[str, str]) -> tuple[str, str]:
        """The reader's name, and the writer's."""
        return options.get("from", ""), options.get("to", "hugo")


@click.command("migrate", cls=_MigrateCommand, short_help="Move a whole blog into a site that builds.")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option("-f", "--from", "from_", metavar="FORMAT", help="What the sources are; otherwise each is looked at to find out.")
@click.option(
    "-t",
    "--to",
    metavar="FORMAT",
    default="hugo",
    show_default=True,
    help="Engine of the site: hugo, jekyll, hexo, astro, eleventy, docusaurus, vitepress, pelican, mkdocs, nikola, obsidian; or "
    "ghost or wordpress, for what their imports take.",
)
@click.option(
    "-o",
    "--output",
    metavar="SITE",
    default=SITE,
    show_default=True,
    help="Root of the site; what is there and is not ours stays.",
)
@click.option("--allow-expiring", is_flag=True, help="Accept that images stay at addresses that stop working.")
@click.option("--report", metavar="FILE", help="Show each post beside what became of it, on a page that needs no network.")
@click.option("--prune", is_flag=True, help="Remove files of the last run that no post makes any more.")
@with_run_options
@click.option("--config", metavar="FILE", help=f"Options, in a table [migrate]; otherwise {config.CONFIG} if it is here.")
@click.pass_context
def command(context: click.Context, /, sources: tuple[str, ...], **given: Any) -> int:
    """Move a whole blog: backup, folder of posts, saved pages, XML, feeds; one site, with its images, links and old addresses.

    Running it again touches only what changed. A file you have edited stays, and its new version goes beside it.
    """
    from convert.batch.fetching import has_place_for_images_but_fetches_none
    from convert.batch.folder_policy import FolderPolicy
    from convert.batch.job import make_job_or_raise
    from convert.formats import writer
    from convert.options import option_names

    from_, to = context.meta[FORMATS]
    known = option_names(writer(to).Options)
    wished = {name: value for name, value in _WISHED.items() if name in known}
    job = make_job_or_raise(to, from_, {**wished, **given_format_options(context)})
    policy = FolderPolicy(whole_blog=True, prune=given["prune"], force=given["force"])
    if given["output"] == "":
        raise UsageError("-o without a name", hint=f"name a folder, or leave -o out to have the site in {SITE}/")
    is_unnamed = context.get_parameter_source("output") is ParameterSource.DEFAULT
    earlier = earlier_site_message_refusing_foreign_folder() if is_unnamed else ""
    batch = batch_of_parameters_or_raise(given, read_source_arguments(sources), job, given["output"].rstrip("/") + "/", policy)
    if earlier and not given["quiet"]:
        print_to_stderr(earlier)
    result, messages, refused = run_and_return_messages_and_strict_objection(batch, given)
    messages.print_summary(result, refused, may_fetch=has_place_for_images_but_fetches_none(batch))
    if given["report"] and not given["quiet"] and (result.written or result.unchanged):
        print_to_stderr(shown_posts_line(result, given["report"]))
    for line in () if given["quiet"] else _lines_on_next_steps(result, batch, context.meta[ARGUMENTS], is_unnamed=is_unnamed):
        print_to_stderr(line)
    tolerated = given["allow_expiring"] or (batch.dry and batch.fetch)
    expiring = "" if tolerated else _expiry_objection(result)
    if expiring:
        print_to_stderr(error_line(expiring))
    return 1 if result.failed or expiring else 3 if refused else 0


def _lines_on_next_steps(result: "Result", batch: "Batch", typed: Sequence[str], *, is_unnamed: bool) -> Iterator[str]:
    """Which posts are drafts, or, where none are and nobody named the folder, where the site is; and what it lacks.

    Hugo is asked for its version, which takes a while, only when there is something new to build.
    """
    drafts = list(draft_lines_if_any_drafts_and_writer_is_site(result.undecided, batch, typed))
    yield from drafts
    if is_unnamed and not drafts and (line := way_to_see_site_line_if_written(result, batch)):
        yield line
    if batch.job.writer == "hugo":
        yield from filter(
            None, (missing_theme_line_or_empty(batch.output), why_hugo_cannot_build_site() if result.written else "")
        )


def _expiry_objection(result: "Result") -> str:
    """What is wrong with images that stop working; empty when there are none."""
    count = sum(expiry.images + expiry.files for expiry in result.expiries)
    if not count:
        return ""
    said = ngettext(
        "{count} address of an image or file stops working; take it along with --fetch-images, or accept it with "
        "--allow-expiring",
        "{count} addresses of images and files stop working; take them along with --fetch-images, or accept it with "
        "--allow-expiring",
        count,
    )
    return said.format(count=count)
