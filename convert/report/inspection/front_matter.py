"""The front matter a post's own file has: which keys, and what shape their values are of."""

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from msgspec import Struct

from convert.errors import N_, ConvertError
from convert.meta.front_matter import split_front_matter_or_raise
from convert.notices import ignore
from convert.sources.source import Source, decode

Shape: TypeAlias = Literal["text", "number", "true_or_false", "list", "mapping", "empty"]

SHAPE_NAMES: Mapping[str, str] = {
    "text": N_("A text"),
    "number": N_("A number"),
    "true_or_false": N_("True or false"),
    "list": N_("A list"),
    "mapping": N_("Keys of its own"),
    "empty": N_("Nothing"),
}
"""What each shape is called."""

READERS_OF_FILES_WITH_FRONT_MATTER = frozenset(("markdown", "tistory", "page"))
"""Readers whose sources are one post each, with front matter above it or none. What others know stands in their own format."""

_KEYS = 200
"""Keys of a post that are looked at; a table of data is no front matter."""


class FrontMatterShape(Struct, frozen=True, gc=False):
    """How the front matter of a post is written (`yaml`, `toml`, `json`, empty for none), and the shape of each key's value."""

    format: str = ""
    keys: tuple[tuple[str, Shape], ...] = ()


def front_matter_shape_empty_if_unreadable(source: Source, encoding: str) -> FrontMatterShape:
    """The front matter of a source that is one post. One that cannot be read, which its reader says, has none."""
    try:
        front = split_front_matter_or_raise(decode(source, ignore, encoding), source.name, ignore)
    except ConvertError:
        return FrontMatterShape()
    keys = list(front.data.items())[:_KEYS]
    return FrontMatterShape(front.format, tuple([(str(key), shape_of_value(value)) for key, value in keys]))


def shape_of_value(value: Any) -> Shape:
    """Of what shape a value of front matter is. Dates are text, as our reader of front matter has them."""
    if value is None or value in ("", [], {}):
        return "empty"
    if isinstance(value, bool):
        return "true_or_false"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, list | tuple):
        return "list"
    return "mapping" if isinstance(value, dict) else "text"
