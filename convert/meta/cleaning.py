"""Metadata without characters no format can carry.

A source is cleaned when it is decoded; what it spells in escapes of JSON, YAML or XML only becomes a character afterwards.
"""

from typing import Any

from msgspec.structs import asdict, replace

from convert.model import Meta
from convert.notices import Report
from convert.sources.source import without_controls_and_surrogates


def without_illegal_characters(meta: Meta, report: Report) -> Meta:
    """The same metadata, control characters and lone surrogates reported and out of every text in it."""
    changes = {
        name: new for name, old in asdict(meta).items() if (new := _without_illegal_characters_in_value(old, report)) != old
    }
    return replace(meta, **changes) if changes else meta


def _without_illegal_characters_in_value(value: Any, report: Report) -> Any:
    match value:
        case str():
            return without_controls_and_surrogates(value, report)
        case tuple() | list():
            return type(value)(_without_illegal_characters_in_value(item, report) for item in value)
        case dict():
            return {
                _without_illegal_characters_in_value(key, report): _without_illegal_characters_in_value(item, report)
                for key, item in value.items()
            }
        case _:
            return value
