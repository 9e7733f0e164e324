"""`blogconvert.toml`: any option of a command, in a table of its name; `check` reads that of `convert`."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from convert.errors import UsageError

CONFIG = "blogconvert.toml"
"""Read from the current folder when it is there."""


TABLES = ("convert", "migrate")
"""The tables there may be. What stands in one holds for its command alone: their outputs are hardly ever the same."""


def read_table_of_named_or_default_config(path: str, table: str) -> tuple[str, dict[str, Any]]:
    """The file's name and the options in one of its tables as they are spelled there; nothing when no file is named or there.

    Raises `UsageError` for a file that is missing, no TOML, or says something else than options in tables of these names.
    """
    name = path or CONFIG
    if not path and not Path(CONFIG).is_file():
        return name, {}
    content = _read_toml(name)
    other = [key for key in content if key not in TABLES or not isinstance(content[key], dict)]
    if other:
        raise UsageError(f"{other[0]!r} is no table of options", source=name, hint=f"options go below [{table}]")
    return name, content.get(table, {})


def options_by_parameter(options: dict[str, Any], parameters: Iterable[click.Parameter]) -> tuple[dict[str, Any], list[str]]:
    """Options by the names of the parameters they are for, and those that are for none of them."""
    named = {option.lstrip("-"): parameter for parameter in parameters for option in parameter.opts if option[:1] == "-"}
    spelled = {key: key.replace("_", "-") for key in options}
    known = {
        parameter.name or key: _value_as_given_on_command_line(value, parameter)
        for key, value in options.items()
        if (parameter := named.get(spelled[key]))
    }
    return known, [key for key in options if spelled[key] not in named]


def _value_as_given_on_command_line(value: Any, parameter: click.Parameter) -> Any:
    """A value as it would be typed.

    That of a table is one of `NAME=VALUE` for each of its keys; an option that may stand several times may stand once.
    """
    if isinstance(value, dict):
        return [f"{name}={each}" for name, each in value.items()]
    return [value] if isinstance(value, str) and isinstance(parameter, click.Option) and parameter.multiple else value


def _read_toml(name: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(Path(name).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UsageError("no such file", source=name, hint="check the path after --config") from error
    except OSError as error:
        raise UsageError(f"cannot be read ({error.strerror})", source=name, hint="check the path after --config") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"is no TOML: {error}", source=name, hint='a table is [convert], an option to = "hugo"') from error
