"""The language of the command: `--lang`, else that of the environment; and click's own words in it."""

import gettext
import os
from collections.abc import Sequence
from itertools import pairwise

import click

from convert.report.words.language import DOMAIN, FOLDER, LANGUAGES, set_language_from_name_or_environment

LANGUAGE_OPTION = click.Option(
    ["--lang"],
    type=click.Choice(LANGUAGES),
    expose_value=False,
    help="Language of everything that is said; otherwise that of LC_ALL, LC_MESSAGES or LANG.",
)
"""What every command has. It is looked for before a command is parsed, for an error in what was typed is said in it, too."""


def speak_language_of(arguments: Sequence[str]) -> None:
    """Speak the language that was asked for, with click's words in it as well."""
    chosen = set_language_from_name_or_environment(_value_of_lang_option_or_empty(arguments))
    gettext.bindtextdomain(DOMAIN, FOLDER)
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = chosen  # what gettext looks at first, and click knows no other way to be told


def _value_of_lang_option_or_empty(arguments: Sequence[str]) -> str:
    """The value of the last `--lang` before `--`; empty where there is none, or it is no language of ours."""
    asked = ""
    for argument, following in pairwise([*arguments, ""]):
        if argument == "--":
            break
        if argument == "--lang":
            asked = following
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    return asked if asked in LANGUAGES else ""
