"""What help says: docstrings of commands and formats, options, and click's own words."""

import importlib.util
from collections.abc import Iterator
from inspect import cleandoc

import click
from babel.messages.extract import extract_from_file
from words_in_code import Said

from convert import formats
from convert.cli import COMMANDS, command_called, group
from convert.cli.options import click_options_of_reader, click_options_of_writer

_CLICK_SPEAKS_IN = ("core", "decorators", "exceptions", "formatting", "parser", "types")
"""Modules of click whose words our commands can come to say; we ask for nothing, so that those of prompts are none of these."""


def texts_of_commands() -> Iterator[Said]:
    """Every command's help, and every option's of commands and formats."""
    for command in (group, *map(command_called, COMMANDS)):
        place = f"help/{command.name}"
        texts = (cleandoc(command.help or ""), command.short_help, command.epilog)
        yield from (Said(text, place) for text in texts if text)
        yield from _texts_of_options(command.params, place)
    for names, find, options in (
        (formats.reader_names(), formats.reader, click_options_of_reader),
        (formats.writer_names(), formats.writer, click_options_of_writer),
    ):
        for name in names:
            yield Said(formats.summary_of(find(name)), f"help/formats/{name}")
            yield from _texts_of_options(options(name), f"help/formats/{name}")


def _texts_of_options(parameters: "list[click.Parameter] | list[click.Option]", place: str) -> Iterator[Said]:
    for parameter in parameters:
        if isinstance(parameter, click.Option) and parameter.help:
            yield Said(parameter.help, place)


def texts_of_click() -> Iterator[Said]:
    """What click says by gettext, in the order of the alphabet, since releases of click move it about."""
    for name in _CLICK_SPEAKS_IN:
        specification = importlib.util.find_spec(f"click.{name}")
        if specification is None or specification.origin is None:
            continue
        texts = [text for _line, text, *_ in extract_from_file("python", specification.origin)]
        for singular, plural in sorted([text if isinstance(text, tuple) else (text, "") for text in texts]):
            if singular:
                yield Said(singular, f"click/{name}.py", plural)
