"""Lines on standard error, whatever is in them."""

import click

from convert import lazy_re as re
from convert.report.words import _

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def print_to_stderr(line: str) -> None:
    """Print one line on standard error; whatever is in a file name, it stays one line."""
    click.echo(as_printable_line(line), err=True)


def as_printable_line(line: str) -> str:
    """A line that stays one, and harmless to a terminal, whatever text of a post is in it."""
    return _UNPRINTABLE.sub(lambda found: repr(found.group())[1:-1], line)


def error_line(what: str) -> str:
    """What is said of something that went wrong."""
    return _("error: {what}").format(what=what)
