"""Options of commands that fetch what is on other servers."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from convert.errors import UsageError

if TYPE_CHECKING:
    from convert.fetch.options import FetchOptions

Function = TypeVar("Function", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--fetch-images", is_flag=True, help="Fetch images and files from other servers, and take them along."),
    click.option("--fetch-referer", metavar="URL", default="", help="Page to name as the one that shows the images."),
    click.option("--fetch-local", is_flag=True, help="Let addresses of the local network be fetched, too."),
    click.option("--fetch-at-once", type=click.IntRange(1, 32), metavar="N", default=4, help="Downloads at a time; 4."),
)


def fetch_options(function: Function) -> Function:
    """The options, on a command."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def fetching(given: dict[str, Any]) -> "FetchOptions | None":
    """What was asked for; None when nothing is to be fetched. Raises `UsageError` for a folder that is none."""
    if not given["fetch_images"]:
        return None
    if not given["output"]:
        raise UsageError("--fetch-images needs a folder to put them in", hint="name one with -o")
    from convert.fetch.options import FetchOptions

    return FetchOptions(at_once=given["fetch_at_once"], referer=given["fetch_referer"], allow_local=given["fetch_local"])
