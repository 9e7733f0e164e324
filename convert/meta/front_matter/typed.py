"""TOML and JSON, whose values have types: as plain data, without what JSON lacks, and as text under a text key."""

import json
from collections.abc import Mapping
from datetime import date, time
from math import isfinite
from typing import Any

from convert import lazy_re as re
from convert.meta.front_matter.keys import TEXT_KEYS, normalize_key
from convert.meta.front_matter.rules import MAX_INTEGER, Note, UnreadableError, set_key_moving_earlier_value_aside
from convert.model.limits import FRONT_MATTER_LEVELS

_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)")

_TOML_STRING = r"""(?:"(?:[^"\\\n]++|\\.)*+"|'[^'\n]*+')"""
_TOML_NAME = rf"(?:[\w-]++|{_TOML_STRING})[ \t]*+"
_DEEP_TOML_KEY_OR_TEXT = re.compile(
    rf"(?:^[ \t]*+(?:\[[\[ \t]*+)?|[{{,]\s*+)(?P<key>{_TOML_NAME}(?:\.[ \t]*+{_TOML_NAME}){{{FRONT_MATTER_LEVELS},}}+)"
    r"""|\"""(?:[^"\\]++|\\[\s\S]|"(?!""))*+(?:\""")?|\'\'\'(?:[^']++|'(?!''))*+(?:\'\'\')?"""
    r"""|"(?:[^"\\\n]++|\\.)*+"?|'[^'\n]*+'?|\#[^\n]*+|[^"'\#\n{,]++""",
    re.MULTILINE,
)
"""A key of more levels than are read, where TOML has keys: at the start of a line, in brackets there, and in tables on one line.
What one costs tomllib is the square of its names and more. Strings and comments, where dots are no levels, and whatever else can
hold no key are matched, too, be they closed or not, so that nothing is looked at again and again."""


def read_toml_or_raise(block: str, line: int, note: Note) -> dict[str, Any]:
    """The data of a TOML block that begins in `line`. Raises `UnreadableError` for what is no TOML."""
    import tomllib

    if deep := next((found for found in _DEEP_TOML_KEY_OR_TEXT.finditer(block) if found["key"]), None):
        before = block[: deep.start("key")]
        raise UnreadableError("nested too deep", line + before.count("\n"), len(before) - before.rfind("\n"))
    try:
        return _mapping_with_dates_and_odd_numbers_as_text(tomllib.loads(block), line)
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        row, column = (int(place.group(1)), int(place.group(2))) if place and place.group(1) else (1 + block.count("\n"), 1)
        raise UnreadableError(_TOML_PLACE.sub("", str(error)), line + row - 1, column) from error
    except RecursionError as error:
        raise UnreadableError("nested too deep", line) from error


def read_json(block: str, line: int, note: Note) -> dict[str, Any]:
    """The data of a JSON object that begins in `line`. Raises `UnreadableError` for what is no object."""

    def dict_with_duplicates_under_other_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key, value in pairs:
            set_key_moving_earlier_value_aside(data, key, value, note)
        return data

    try:
        data = json.loads(block, object_pairs_hook=dict_with_duplicates_under_other_keys)
    except json.JSONDecodeError as error:
        raise UnreadableError(error.msg, line + error.lineno - 1, error.colno) from error
    except RecursionError as error:
        raise UnreadableError("nested too deep", line) from error
    if not isinstance(data, dict):
        raise UnreadableError("no object", line)
    return _mapping_with_dates_and_odd_numbers_as_text(data, line)


def as_iso_or_plain_text(value: Any) -> str:
    """Dates and times as ISO 8601 spells them, anything else as text."""
    return value.isoformat() if isinstance(value, date | time) else str(value)


def without_none(value: Any) -> Any:
    """Data without what is `None`, at any depth."""
    if isinstance(value, Mapping):
        return {key: without_none(item) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [without_none(item) for item in value if item is not None]
    return value


def _mapping_with_dates_and_odd_numbers_as_text(data: dict[str, Any], line: int) -> dict[str, Any]:
    return {key: _with_dates_and_odd_numbers_as_text(value, key.lower(), line, 1) for key, value in data.items()}


def _with_dates_and_odd_numbers_as_text(value: Any, top_key: str, line: int, depth: int) -> Any:
    if depth > FRONT_MATTER_LEVELS:
        raise UnreadableError("nested too deep", line)
    match value:
        case dict():
            return {key: _with_dates_and_odd_numbers_as_text(item, "", line, depth + 1) for key, item in value.items()}
        case list():
            return [_with_dates_and_odd_numbers_as_text(item, top_key, line, depth + 1) for item in value]
        case str():
            return value
        case date() | time():
            return as_iso_or_plain_text(value)
        case float() if not isfinite(value):
            return str(value)
        case int() if abs(value) > MAX_INTEGER:
            return str(value)
    return json.dumps(value) if normalize_key(top_key) in TEXT_KEYS and value is not None else value
