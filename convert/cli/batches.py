"""What commands that run a batch share: which files, how they run, what is fetched, what is said."""

import sys
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import click

from convert.cli.messages import Messages, strict_objection
from convert.cli.reported_run import html_page_path_or_raise, run_and_make_report_or_add_failure
from convert.cli.values import whole_number_parser
from convert.errors import UsageError
from convert.report.words import _

if TYPE_CHECKING:
    from pathlib import Path

    from convert.batch.folder_policy import FolderPolicy
    from convert.batch.job import Job
    from convert.batch.request import Batch
    from convert.batch.tally import Result, Watch
    from convert.model.limits import Limits
    from convert.resources.fetch.options import FetchOptions
    from convert.sources.source import Source

Function = TypeVar("Function", bound=Callable[..., Any])


def _parse_strict_level(context: click.Context, parameter: click.Parameter, value: str | None) -> str:
    """The level that must not happen; the configuration may also say `strict = true`."""
    levels = {None: "", "False": "", "True": "lost", "lost": "lost", "approximated": "approximated"}
    if value not in levels:
        said = _("{value} is neither 'lost' nor 'approximated'").format(value=repr(value))
        raise click.BadParameter(said, context, parameter)
    return levels[value]


def _parse_limits(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> "Limits":
    """The limits, where nothing was said those that hold anyway. Raises `UsageError` for a name or a value that is none."""
    from convert.cli.limits import parse_size_and_time_limits

    return parse_size_and_time_limits(value)


_LIMITING = (
    click.option(
        "--limit",
        "limits",
        metavar="NAME=VALUE",
        multiple=True,
        callback=_parse_limits,
        help="Allow a post more, or less: post_bytes, post_nodes, post_seconds, fetched_bytes, fetch_seconds; may be repeated.",
    ),
)
_CHOOSING = (
    click.option("--include", metavar="GLOB", multiple=True, help="Take only these files of folders; may be repeated."),
    click.option("--exclude", metavar="GLOB", multiple=True, help="Leave out these files of folders; may be repeated."),
    click.option("--follow-links", is_flag=True, help="Follow symbolic links among the sources and beside them."),
)
_FETCHING = (
    click.option("--fetch-images", is_flag=True, help="Fetch images and files from other servers, and take them along."),
    click.option("--fetch-referer", metavar="URL", default="", help="Page to name as the one that shows the images."),
    click.option("--fetch-local", is_flag=True, help="Let addresses of the local network be fetched, too."),
    click.option(
        "--fetch-at-once",
        type=whole_number_parser(1, 32),
        metavar="N",
        default=4,
        show_default=True,
        help="Downloads at a time, from 1 to 32.",
    ),
)
_RUNNING = (
    click.option(
        "--meta-template",
        metavar="FILE",
        default="",
        help="Write a table for --meta with a row for each post, to say in it who may read which.",
    ),
    click.option(
        "--jobs", type=whole_number_parser(1), metavar="N", help="Processes to use; otherwise what the sources are worth."
    ),
    click.option(
        "--scheduler",
        metavar="ADDRESS",
        default="",
        help="Have the work done by the workers of a scheduler of Dask, such as tcp://127.0.0.1:8786.",
    ),
    click.option("--force", is_flag=True, help="Overwrite files of the output that were edited, or that were there before."),
    click.option("--dry-run", is_flag=True, help="Do everything but write."),
    click.option(
        "--strict",
        callback=_parse_strict_level,
        metavar="[=approximated]",
        help="End with exit code 3 when something was lost, or even only approximated.",
    ),
    click.option("--notices", metavar="FILE", default="", help="List every notice, failure and skipped file as JSON Lines."),
    click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors."),
    click.option("-v", "--verbose", is_flag=True, help="Say how each source is read and why, and what was noticed in each post."),
)


def with_source_choice_and_limit_options(function: Function) -> Function:
    """Options that choose files of folders, on a command."""
    return _with_options((*_CHOOSING, *_LIMITING), function)


def with_run_options(function: Function) -> Function:
    """Options that choose files, fetch what they refer to, and say how the run goes, on a command."""
    return _with_options((*_FETCHING, *_CHOOSING, *_LIMITING, *_RUNNING), function)


def _with_options(options: tuple[Callable[[Function], Function], ...], function: Function) -> Function:
    for option in reversed(options):
        function = option(function)
    return function


def _fetch_options_if_asked_needing_output(parameters: dict[str, Any]) -> "FetchOptions | None":
    """What was asked for; None when nothing is to be fetched. Raises `UsageError` for a folder that is none."""
    if not parameters["fetch_images"]:
        return None
    if not parameters["output"]:
        raise UsageError("--fetch-images needs a folder to put them in", hint="name one with -o")
    from convert.resources.fetch.address import parse_address
    from convert.resources.fetch.options import FetchOptions

    referer = parse_address(parameters["fetch_referer"]) if parameters["fetch_referer"] else None
    if parameters["fetch_referer"] and referer is None:
        raise UsageError(
            f"--fetch-referer {parameters['fetch_referer']!r} is no address of the web", hint="it begins with https://"
        )
    return FetchOptions(
        at_once=parameters["fetch_at_once"],
        referer=referer.url if referer else "",
        allow_local=parameters["fetch_local"],
        total=parameters["limits"].fetch_seconds,
        largest=parameters["limits"].fetched_bytes,
    )


def batch_of_parameters_or_raise(
    parameters: dict[str, Any], sources: "Iterable[Path | Source]", job: "Job", output: str, folder_policy: "FolderPolicy"
) -> "Batch":
    """The batch that was typed, but for what its command alone decides. Raises `UsageError`."""
    from msgspec import structs

    from convert.batch.request import Batch

    if parameters["scheduler"] and parameters["jobs"]:
        raise UsageError("a scheduler has workers of its own, and --jobs does not change how many", hint="leave out --jobs")
    return Batch(
        sources=tuple(sources),
        job=structs.replace(job, limits=parameters["limits"]),
        output=output,
        include=parameters["include"],
        exclude=parameters["exclude"],
        follow_links=parameters["follow_links"],
        jobs=parameters["jobs"] or 0,
        dry=parameters["dry_run"],
        fetch=_fetch_options_if_asked_needing_output(parameters),
        folder_policy=folder_policy,
        template=parameters["meta_template"],
        scheduler=parameters["scheduler"],
    )


def run_and_return_messages_and_strict_objection(batch: "Batch", parameters: dict[str, Any]) -> "tuple[Result, Messages, str]":
    """Run a batch: what it came to, who says so, and what `--strict` has against it."""
    listed, page = parameters["notices"], parameters.get("report")
    messages = Messages(
        quiet=parameters["quiet"],
        verbose=parameters["verbose"],
        dry=batch.dry,
        output=batch.output,
        listed=listed,
        shows_progress=bool(batch.output) and not batch.dry,
    )
    run = partial(_run_listing_notices_adding_failure_of_list, path=listed) if listed else _run_batch_to_stdout_if_no_output
    try:
        if page:
            result = run_and_make_report_or_add_failure(
                batch, messages, (html_page_path_or_raise(page, "--report"), "--report"), run
            )
        else:
            result = run(batch, messages)
    finally:
        messages.remove_progress_bar()
    return result, messages, strict_objection(result, parameters["strict"])


def _run_batch_to_stdout_if_no_output(batch: "Batch", watch: "Watch") -> "Result":
    from convert.batch.run import run_batch

    return run_batch(batch, watch, sys.stdout.buffer)


def _run_listing_notices_adding_failure_of_list(batch: "Batch", watch: "Watch", path: str) -> "Result":
    """Run a batch, and list what is noticed in a file. One that cannot be written is a failure.

    Raises `UsageError` for a file that is there and is no list.
    """
    from msgspec import structs

    from convert.cli.listing import NoticeListingAndForwardingWatch, refuse_foreign_list_unless_it_is_a_source

    refuse_foreign_list_unless_it_is_a_source(path, batch.sources)
    batch = structs.replace(batch, side_outputs=(*batch.side_outputs, (path, "--notices")))
    with NoticeListingAndForwardingWatch(path, watch) as listing:
        result = _run_batch_to_stdout_if_no_output(batch, listing)
    if listing.problem is None:
        return result
    watch.on_failure(listing.problem)
    return structs.replace(result, failed=result.failed + 1, errors=(*result.errors, listing.problem))
