"""Help in the chosen language: what commands and options say of themselves is English until it is shown."""

from collections.abc import Iterable
from copy import copy
from inspect import cleandoc

import click

from convert.words import _


def help_records(parameters: Iterable[click.Parameter], context: click.Context) -> list[tuple[str, str]]:
    """What the help says of options: how each is typed, and what it does."""
    options = (_worded(parameter) for parameter in parameters if isinstance(parameter, click.Option))
    found = (option.get_help_record(context) for option in options)
    return [record for record in found if record]


def _worded(option: click.Option) -> click.Option:
    worded = copy(option)
    worded.help = _(option.help or "")
    return worded


class WordedHelp(click.Command):
    """A command whose help is in the chosen language."""

    def get_short_help_str(self, limit: int = 45) -> str:
        """What the list of commands says of it."""
        return _(self.short_help) if self.short_help else super().get_short_help_str(limit)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What it does."""
        with formatter.indentation():
            formatter.write_paragraph()
            formatter.write_text(_(cleandoc(self.help or "")))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Its options."""
        with formatter.section(_("Options")):
            formatter.write_dl(help_records(self.get_params(ctx), ctx))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What stands below the rest."""
        if self.epilog:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(cleandoc(_(self.epilog)))
