"""`blogconvert preview`."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from convert.cli.help import WordedHelp
from convert.cli.hugo_program import find_hugo, why_hugo_cannot_build_site
from convert.cli.printing import print_to_stderr
from convert.cli.values import whole_number_parser
from convert.errors import N_, OutputError, UsageError
from convert.report.words import _, in_words

if TYPE_CHECKING:
    from convert.report.preview.site_kinds import SiteKind

LOOPBACK = "127.0.0.1"
PORT = 1313
"""Where nobody but this machine sees it, and the port that Hugo has by itself."""


@click.command("preview", cls=WordedHelp, short_help="Look at a site, or a folder of Markdown, before it goes online.")
@click.argument("site", metavar="SITE")
@click.option("--port", type=whole_number_parser(0, 65535), metavar="N", help="Port to serve at; 1313, or a free one.")
@click.option(
    "--host", metavar="ADDRESS", default=LOOPBACK, show_default=True, help="Address to serve at; any other lets others look."
)
@click.option(
    "--with",
    "with_",
    type=click.Choice(["commonmark", "hugo"]),
    help="Who renders: Hugo, which serves its sites where it is installed, or else our own parser and theme.",
)
def command(site: str, port: int | None, host: str, with_: str | None) -> int:
    """Look at a site that was written, or at a folder of Markdown, in a browser on this machine.

    Pages are loaded anew when a file changes. Drafts are shown, and say so. Ctrl-C ends it.
    """
    from convert.report.preview.server import free_port
    from convert.report.preview.site_kinds import site_kind_of

    folder = Path(site)
    if not folder.is_dir():
        hint = N_("name the folder of a site, or of posts in Markdown")
        raise UsageError("is no folder" if folder.exists() else "no such folder", source=site, hint=hint)
    kind = site_kind_of(folder)
    program = _hugo_or_empty_or_raise_if_asked(kind, with_ or "")
    port = free_port(host, PORT) if port is None else port
    with _interrupt_on_end():
        try:
            if program:
                return _say_address_serve_with_hugo_raise_if_fails(program, folder, host, port or free_port(host, 0))
            _serve_pages_or_raise_if_none(folder, kind, host, port)
        except KeyboardInterrupt:
            pass
    return 0


def _hugo_or_empty_or_raise_if_asked(kind: "SiteKind", with_: str) -> str:
    """The Hugo that is to serve a folder; empty where our own parser does. Raises `UsageError` where it was asked for in vain."""
    if with_ == "commonmark" or (kind.writer != "hugo" and not with_):
        return ""
    if kind.writer != "hugo":
        raise UsageError("the folder is no site of Hugo", hint="leave --with out")
    objection = why_hugo_cannot_build_site()
    if objection and with_:
        raise UsageError(objection)
    if objection:
        print_to_stderr(in_words(objection))
    return "" if objection else find_hugo()[0]


def _say_address_serve_with_hugo_raise_if_fails(program: str, folder: Path, host: str, port: int) -> int:
    from convert.report.preview.hugo_server import serve_with_hugo
    from convert.report.preview.server import address_in_browser

    _print_address_and_who_may_look(address_in_browser(host, port), host)
    code = serve_with_hugo(program, folder, host, port)
    if code:
        raise OutputError(
            f"hugo ended with {code}", source=str(folder), hint="see what it said; --with commonmark does without it"
        )
    return 0


def _serve_pages_or_raise_if_none(folder: Path, kind: "SiteKind", host: str, port: int) -> None:
    from convert.report.preview.server import Preview, address_in_browser, bound_unstarted_server_or_raise

    preview = Preview(folder, kind)
    if not preview.has_anything_to_show:
        raise UsageError("no Markdown and no page in this folder", source=str(folder), hint="name the folder that was written")
    with bound_unstarted_server_or_raise(preview, host, port) as server:
        _print_address_and_who_may_look(address_in_browser(host, server.server_port), host)
        server.serve_forever(poll_interval=0.1)


def _print_address_and_who_may_look(address: str, host: str) -> None:
    print_to_stderr(_("the preview is at {address}; Ctrl-C ends it").format(address=address))
    if host not in (LOOPBACK, "::1", "localhost"):
        print_to_stderr(_("others in your network may look at it, since it is served at {host}").format(host=host))


@contextmanager
def _interrupt_on_end() -> Iterator[None]:
    """Whoever ends us otherwise than by Ctrl-C, such as a system that goes down, ends Hugo as well."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
