"""What Naver's SmartEditor keeps as JSON in attributes, for its scripts to draw."""

from typing import Any

import msgspec


def parse_json_object(text: str | None) -> dict[str, Any]:
    """The object some JSON holds; an empty one when it is none."""
    try:
        found = msgspec.json.decode(text or "{}")
    except (msgspec.DecodeError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def first_text_value(data: dict[str, Any], *names: str) -> str:
    """The first of these values that is a text."""
    return next((value for name in names if isinstance(value := data.get(name), str) and value), "")
