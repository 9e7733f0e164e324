"""The values of front matter on their way into a `Meta`: which key feeds a field, and what of a value is text."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from convert import lazy_re as re
from convert.meta.front_matter.keys import PLAIN, normalize_key

Value = TypeVar("Value")

_PARTS: dict[str, tuple[str, ...]] = {"author": ("name", "nickname"), "cover": ("path", "url", "image", "src")}
"""Where a mapping under such a key has what the field wants."""

_LINE_END = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]+")


class FrontMatterValues:
    """Front matter on its way into a `Meta`; `rest` is what no field has taken yet."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.rest = dict(data)
        self._keys: dict[str, list[str]] = {}
        for key in data:
            spelled = self._keys.setdefault(normalize_key(key), [])
            # Of several spellings the one in the table goes first.
            spelled.insert(0 if key == normalize_key(key) else len(spelled), key)

    def peek_items(self, names: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
        """Key and value of those of the names, which are spelled as `normalize_key` does, that are there."""
        for name in names:
            for key in self._keys.get(name, ()):
                if key in self.rest:
                    yield key, self.rest[key]

    def peek_text(self, name: str) -> str:
        """The value of one key if it is text, without taking it."""
        return next((value for _, value in self.peek_items((normalize_key(name),)) if isinstance(value, str)), "").strip()

    def take_first(self, field: str, read: Callable[[Any], Value | None], empty: Value) -> Value:
        """The first value that is not empty. `read` gives `None` for what it does not understand, which then stays."""
        found = empty
        for key, raw in self.peek_items(PLAIN[field]):
            value = read(raw)
            if value is None or (found != empty and value not in (empty, found)):
                continue
            found = found if found != empty else value
            self.take_value(key, _rest_of_value(raw, value))
        return found

    def take_all(self, field: str, read: Callable[[Any], list[Value] | None]) -> list[Value]:
        """The values of all keys of a field."""
        found: list[Value] = []
        for key, raw in self.peek_items(PLAIN[field]):
            values = read(raw)
            if values is not None:
                found += values
                self.take_value(key)
        return found

    def take_value(self, key: str, remainder: Any = None) -> None:
        """Take a value, but for what is left of it."""
        if remainder:
            self.rest[key] = remainder
        else:
            del self.rest[key]


def _rest_of_value(raw: Any, value: object) -> Any:
    """What a mapping says besides the value a field took from it."""
    if isinstance(raw, dict):
        return {key: item for key, item in raw.items() if text_or_items_joined_by_space(item) != value}
    has_more = isinstance(raw, list) and any(isinstance(item, dict) and len(item) > 1 for item in raw)
    return raw if has_more else None


# Text


def text_or_items_joined_by_space(raw: Any) -> str | None:
    """Text on one line; of a list, its items one after the other."""
    if raw is None:
        return ""
    if isinstance(raw, list):
        parts = [text_or_items_joined_by_space(item) for item in raw]
        return None if None in parts else " ".join(part for part in parts if part)
    if isinstance(raw, Mapping):
        return None
    text = str(raw).strip()
    return " ".join(filter(None, (part.strip() for part in _LINE_END.split(text)))) if _LINE_END.search(text) else text


def as_collapsed_line(raw: Any) -> str | None:
    """Text on one line, white space collapsed."""
    text = text_or_items_joined_by_space(raw)
    return None if text is None else " ".join(text.split())


def items_or_sole_text_as_list(raw: Any) -> list[str] | None:
    """The items of a list, or a text as the only one, without empty ones."""
    items = [text_or_items_joined_by_space(item) for item in (raw if isinstance(raw, list) else [raw])]
    return None if None in items else [item for item in items if item]


def text_or_usual_part_for_field(raw: Any, meta_field: str) -> str | None:
    """Text, or the text a mapping has under a name of `_PARTS`; several with commas between."""
    if isinstance(raw, list):
        parts = [text_or_usual_part_for_field(item, meta_field) for item in raw]
        return None if None in parts else ", ".join(part for part in parts if part)
    if isinstance(raw, Mapping):
        return next(
            (text for name in _PARTS[meta_field] if name in raw and (text := text_or_items_joined_by_space(raw[name]))), None
        )
    return text_or_items_joined_by_space(raw)


def distinct_values(values: list[Value], *excluded: Value) -> tuple[Value, ...]:
    """The values, each once, without some."""
    return tuple(value for value in dict.fromkeys(values) if value not in excluded)
