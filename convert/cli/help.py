"""Help in the chosen language: what commands and options say of themselves is English until it is shown."""

from collections.abc import Iterable
from copy import copy
from inspect import cleandoc
from unicodedata import east_asian_width

import click

from convert.errors import N_
from convert.report.words import _

_LINES_STAY = "\b"
"""What click reads as: the lines of this paragraph stay as they are."""

_FILLER = "\ufdd0"
"""Stands behind each wide letter while lines are broken, for click counts letters; no text holds it (Unicode, noncharacters)."""


class WideFormatter(click.HelpFormatter):
    """Breaks lines where a terminal does: a letter of Hangul is two columns wide."""

    def write_text(self, text: str) -> None:
        """A paragraph or several."""
        super().write_text(_with_filler_behind_wide_letters(text))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Words and what they mean, in two columns."""
        super().write_dl(
            [(_with_filler_behind_wide_letters(first), _with_filler_behind_wide_letters(second)) for first, second in rows],
            col_max,
            col_spacing,
        )

    def getvalue(self) -> str:
        """All that was written."""
        return super().getvalue().replace(_FILLER, "")


def _with_filler_behind_wide_letters(text: str) -> str:
    if text.isascii():
        return text
    return "".join(f"{letter}{_FILLER}" if east_asian_width(letter) in "WF" else letter for letter in text)


class _WideContext(click.Context):
    formatter_class = WideFormatter


def help_records(parameters: Iterable[click.Parameter], context: click.Context) -> list[tuple[str, str]]:
    """What the help says of options: how each is typed, and what it does."""
    options = (_with_help_in_chosen_language(parameter) for parameter in parameters if isinstance(parameter, click.Option))
    found = (option.get_help_record(context) for option in options)
    return [record for record in found if record]


def _with_help_in_chosen_language(option: click.Option) -> click.Option:
    worded = copy(option)
    worded.help = _(option.help or "")
    return worded


class WordedHelp(click.Command):
    """A command whose help is in the chosen language."""

    context_class = _WideContext

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option `--help`, which click keeps: in English, until it is shown."""
        option = super().get_help_option(ctx)
        if option:
            option.help = N_("Show this message and exit.")
        return option

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
                formatter.write_text(f"{_LINES_STAY}\n{_(self.epilog)}")
