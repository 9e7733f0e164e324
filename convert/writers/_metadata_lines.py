"""Metadata as lines of a key and a value, for engines that read no YAML."""

import json
from collections.abc import Mapping, Sequence, Set
from datetime import date, datetime
from typing import Any

from convert import lazy_re as re
from convert.model import Document
from convert.writers._front_matter import with_keys_renamed_or_dropped

_KEY = re.compile(r"[A-Za-z0-9_-]+")
"""What is a key; a line that begins otherwise ends the metadata, and all behind it is text."""

_SPACES = re.compile(r"\s+")


def metadata_in_dashes(document: Document, fields: Mapping[str, Any], reserved: Set[str], key_map: str) -> str:
    """Metadata as Python-Markdown's `meta` reads it, between lines of dashes."""
    rows = _rows_with_clashing_keys_prefixed_original(document, fields, reserved, key_map)
    return "\n".join(["---", *[f"{key}: {value}".rstrip() for key, value in rows], "---", ""])


def metadata_in_comment(document: Document, fields: Mapping[str, Any], reserved: Set[str], key_map: str) -> str:
    """Metadata as Nikola reads it, in a comment that ends before the first empty line."""
    rows = _rows_with_clashing_keys_prefixed_original(document, fields, reserved, key_map)
    return "\n".join(["<!--", *[f".. {key}: {value}" for key, value in rows], "-->", ""])


def comma_separated(names: Sequence[str]) -> str | None:
    """A list of names, of which none holds a comma."""
    return ", ".join(names) or None


def _rows_with_clashing_keys_prefixed_original(
    document: Document, fields: Mapping[str, Any], reserved: Set[str], key_map: str
) -> list[tuple[str, str]]:
    """The fields that say something, then every other key of the source.

    One of the source that has the name of a field, or one the engine keeps for itself, is `original_...`; those that are no keys
    there stand together in `original`, as JSON.
    """
    front = {key: value for key, value in fields.items() if value not in (None, [], False)}
    taken = {name.lower() for name in (*fields, *reserved)}
    odd: dict[str, Any] = {}
    for key, value in document.meta.extra.items():
        if _KEY.fullmatch(key):
            front[f"original_{key}" if key.lower() in taken else key] = value
        else:
            odd[key] = value
    if odd:
        front["original"] = odd
    return [(key, _value_as_json_unless_one_line(value)) for key, value in with_keys_renamed_or_dropped(front, key_map).items()]


def _value_as_json_unless_one_line(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, (dict, list, tuple)) or (isinstance(value, str) and "\n" in value.strip()):
        return json.dumps(value, ensure_ascii=False, default=_iso_text_of_date)
    if isinstance(value, bool):
        return str(value).lower()
    return _SPACES.sub(" ", str(value)).strip()


def _iso_text_of_date(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
