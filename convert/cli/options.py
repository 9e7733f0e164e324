"""Command options made from the options of formats: a field of the struct is an option, its description is its help."""

from collections.abc import Mapping
from types import MappingProxyType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import click

from convert.cli.values import METAVARS, CommaSeparatedChoice, concatenate_choices, split_at_commas, whole_number_parser
from convert.errors import N_

EMPTY: Mapping[str, Any] = MappingProxyType({})

READING = N_("Options when reading")
WRITING = N_("Options when writing")


class FormatOption(click.Option):
    """An option that belongs to a format, or with an empty `format` to all; `panel` is the part of the help it is shown in."""

    panel: str = ""
    format: str = ""


def click_options_of_reader(name_or_empty_for_common: str, defaults: Mapping[str, Any] = EMPTY) -> list[FormatOption]:
    """The options of a reader; without a name, those all readers have. Raises `UsageError` for a name there is not.

    `defaults` are those of the command, where they are not the reader's own.
    """
    from convert.formats import reader
    from convert.options import ReaderOptions

    return _click_options_of_struct(
        reader(name_or_empty_for_common).Options if name_or_empty_for_common else ReaderOptions,
        READING,
        name_or_empty_for_common,
        defaults,
    )


def click_options_of_writer(name_or_empty_for_common: str, defaults: Mapping[str, Any] = EMPTY) -> list[FormatOption]:
    """The same of a writer."""
    from convert.formats import writer
    from convert.options import WriterOptions

    return _click_options_of_struct(
        writer(name_or_empty_for_common).Options if name_or_empty_for_common else WriterOptions,
        WRITING,
        name_or_empty_for_common,
        defaults,
    )


def flag_of_option(name: str) -> str:
    """How an option of this name is typed."""
    return f"--{name.replace('_', '-')}"


def help_command_showing_option(option: click.Parameter | None, command_path: str) -> str:
    """What to type for a help with this option in it: that of its format, else that of the command."""
    format = option.format if isinstance(option, FormatOption) else ""
    return f"blogconvert formats {format}" if format else f"{command_path} --help"


def _click_options_of_struct(kind: type[Any], panel: str, format: str, defaults: Mapping[str, Any]) -> list[FormatOption]:
    from msgspec import structs

    hints = get_type_hints(kind, include_extras=True)
    options = []
    for field in structs.fields(kind):
        default = defaults.get(field.name, field.default)
        option = _make_click_option(field.name, hints[field.name], default)
        option.panel = f"{panel} {format}".rstrip()
        option.format = format
        options.append(option)
    return options


def _make_click_option(name: str, hint: Any, default: Any) -> FormatOption:
    plain, help = _unwrap_hint(hint)
    spelled = f"{flag_of_option(name)}/--no-{flag_of_option(name)[2:]}" if plain is bool else flag_of_option(name)
    shown = default if default not in ("", (), None) else None
    return FormatOption(
        [spelled, name],
        help=help,
        default=shown,
        show_default=shown is not None,
        **(_whole_number_type_arguments_or_empty(hint) or _click_type_arguments(name, plain)),
    )


def _whole_number_type_arguments_or_empty(hint: Any) -> dict[str, Any]:
    """The numbers an option may be; nothing for one that may be any, or is none."""
    limits = [about for about in getattr(hint, "__metadata__", ()) if getattr(about, "ge", None) is not None]
    return {"type": whole_number_parser(limits[0].ge, limits[0].le), "metavar": "N"} if limits else {}


def _click_type_arguments(name: str, plain: Any) -> dict[str, Any]:
    if plain is bool:
        return {}
    if get_origin(plain) is Literal:
        return {"type": click.Choice([str(value) for value in get_args(plain)])}
    if get_origin(plain) is tuple:
        choices = get_args(_unwrap_hint(get_args(plain)[0])[0])
        each = {"type": CommaSeparatedChoice(choices)} if choices else {"type": split_at_commas, "metavar": "NAME,..."}
        return {**each, "multiple": True, "callback": concatenate_choices}
    return {"type": plain, "metavar": METAVARS.get(name)}


def _unwrap_hint(hint: Any) -> tuple[Any, str]:
    """A type without `Annotated` and `| None`, and its description."""
    help = ""
    if get_origin(hint) is Annotated:
        help = next((about.description for about in hint.__metadata__ if getattr(about, "description", "")), "")
        hint = get_args(hint)[0]
    if get_origin(hint) in (Union, UnionType):
        hint = next(part for part in get_args(hint) if part is not type(None))
    return hint, help
