"""Plain data as YAML that YAML 1.1, YAML 1.2 and Go's goccy/go-yaml read alike."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from math import isfinite
from typing import Any

from convert import lazy_re as re

YAML_FENCE = "---\n"
"""The line above a mapping and below it."""

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_ESCAPED = re.compile('[\\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_PLAIN = re.compile(r"(?:[\w/(]|[^\x00-\x7f])[^:#]*(?:(?::(?=\S)|(?<=\S)#)[^:#]*)*")
_NUMBER = re.compile("[0-9][0-9a-fA-FxXoObB_.,:+/ TtZz-]*")
"""Anything a YAML might take for a number, a date or a time of day, and a little more."""

_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_IMPLICIT_KEY = 500
"""YAML looks no further than 1024 characters for the colon after a key, escapes included."""


def emit_mapping(data: Mapping[str, Any]) -> str:
    """The lines of a mapping, without delimiters."""
    return "".join(f"{line}\n" for key, value in data.items() for line in _emit_pair(key, value))


def emit_float(value: float) -> str:
    """A number with a fraction or an exponent, as YAML spells it."""
    if not isfinite(value):
        return {"inf": ".inf", "-inf": "-.inf"}.get(str(value), ".nan")
    mantissa, e, exponent = repr(value).partition("e")
    # YAML 1.1 knows no number without a point.
    return f"{mantissa}.0{e}{exponent}" if e and "." not in mantissa else repr(value)


def _emit_pair(key: str, value: Any) -> list[str]:
    name = _emit_text(key)
    head = [f"{name}:"] if len(name) < _IMPLICIT_KEY else [f"? {name}", ":"]
    lines = _emit_value(value)
    if value and isinstance(value, Mapping | list | tuple):
        return head + [f"  {line}" for line in lines]
    return [*head[:-1], f"{head[-1]} {lines[0]}"]


def _emit_value(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [line for key, item in value.items() for line in _emit_pair(key, item)] or ["{}"]
    if isinstance(value, list | tuple):
        blocks = [_emit_value(item) for item in value]
        return [("  " if number else "- ") + line for lines in blocks for number, line in enumerate(lines)] or ["[]"]
    return [_SCALARS.get(type(value), _emit_text)(value)]


def _emit_text(value: object) -> str:
    text = str(value)
    if _CONTROL.search(text):
        return _double_quote(text)
    if _PLAIN.fullmatch(text) and text == text.strip() and not _NUMBER.fullmatch(text) and text.lower() not in _WORDS:
        return text
    # Single quotes where a person would choose them: round double ones.
    return f"'{text}'" if ('"' in text or "\\" in text) and "'" not in text else _double_quote(text)


def _double_quote(text: str) -> str:
    return '"' + _ESCAPED.sub(lambda match: _SHORT.get(match.group(), f"\\u{ord(match.group()):04x}"), text) + '"'


_SCALARS: dict[type, Callable[[Any], str]] = {
    bool: lambda value: "true" if value else "false",
    type(None): lambda value: "null",
    int: str,
    float: emit_float,
    datetime: datetime.isoformat,
    date: date.isoformat,
}
