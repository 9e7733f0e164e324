"""The lenient rule: front matter that blogs have and YAML does not, read piece by piece. The package's docstring states it.

No line is dropped that is no comment: it belongs to the piece of the key above it, and a piece is a value, or the first of its
lines that begin with a key of their own begins the next one.
"""

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from textwrap import dedent
from typing import Any, Literal, TypeAlias, assert_never

from convert import lazy_re as re
from convert.meta.front_matter.keys import PROSE_KEYS, TEXT_KEYS, normalize_key
from convert.meta.front_matter.quotes import join_lines_by_single_spaces, unclosed_quote_of, unquote_text_quoted_as_a_whole
from convert.meta.front_matter.rows import (
    Key,
    Row,
    begins_with_unmistakable_key,
    first_content_row,
    key_of,
    possible_key_at_line_start_or_empty,
    rows_of_all_lines,
)
from convert.meta.front_matter.rules import AbsentError, Note, UnreadableError, set_key_moving_earlier_value_aside

_BLOCK_SCALAR = re.compile(r"[|>][-+0-9]{0,2}(?:[ \t]+#.*)?")
_FLOW_ITEM = re.compile(r"""(?:"[^"]*"|[^,])+""")
_NESTED = 5
"""Levels of mappings the rule looks into; below that all is text."""

_LONGEST_TEXT = 5
"""Lines a title may have below a blank one, as machines write them."""


def has_unmistakable_key_first(block: str) -> bool:
    """Whether the first line that says something begins with a key that is certain."""
    first = first_content_row(block)
    return first is not None and begins_with_unmistakable_key(first)


def usual_keys(block: str) -> set[str]:
    """The keys blogs use that lines of a block begin with, however far in."""
    keys = (key_of(row.text) for row in rows_of_all_lines(block, 0) if _begins_with_usual_key(row))
    return {normalize_key(key.name) for key in keys if key}


def begins_with_key_and_has_usual_one(block: str) -> bool:
    """Whether the block begins as front matter and has a key blogs use."""
    first = first_content_row(block)
    return first is not None and key_of(first.text) is not None and bool(usual_keys(block))


def has_usual_key_or_only_key_lines(block: str) -> bool:
    """Whether a closed block that is no YAML was meant as front matter: a usual key, or nothing that looks like running text."""
    rows = [row for row in rows_of_all_lines(block, 0) if row.has_content]
    if not rows or key_of(rows[0].text) is None:
        return False
    is_stated = all(row.indent > rows[0].indent or row.is_item or key_of(row.text) for row in rows)
    return any(map(_begins_with_usual_key, rows)) or (is_stated and any(map(begins_with_unmistakable_key, rows)))


def read_lenient_mapping_or_raise(block: str, line: int, note: Note) -> dict[str, Any]:
    """The data of a block the rule applies to, whose first line is `line` of the file.

    Raises `UnreadableError` for the YAML features that are refused everywhere, and for running text below a blank line: then
    the front matter was never closed, and a rule of the body was taken for its end.
    """
    return _read_rows(rows_of_all_lines(block, line), 0, note)


def _read_rows(rows: list[Row], depth: int, note: Note) -> dict[str, Any]:
    data: dict[str, Any] = {}
    start = next((number for number, row in enumerate(rows) if row.has_content), len(rows))
    base = -1
    while start < len(rows):
        if base not in (-1, rows[start].indent):
            note(f"indentation, line {rows[start].line}")
        base = rows[start].indent
        stop = _index_of_next_key_no_further_in(rows, start)
        if depth == 0:
            _refuse_running_text_below_blank_line(rows[start:stop], islice(rows, stop, None))
        values, used = _read_key_with_its_rows_and_count_rows_taken(rows[start:stop], depth, note)
        for key, value in values.items():
            set_key_moving_earlier_value_aside(data, key, value, note, rows[start].line)
        start += used
    return data


def _index_of_next_key_no_further_in(rows: list[Row], start: int) -> int:
    """Where the piece that begins at `start` ends: at the next key that stands no further in.

    White space that was copied is text in a block scalar, where a key behind it stands at the margin.
    """
    rest = _require_key(rows[start]).rest
    quote, is_block_scalar = unclosed_quote_of(rest), _BLOCK_SCALAR.fullmatch(rest) is not None
    for number in range(start + 1, len(rows)):
        row = rows[number]
        key = key_of(row.text) if row.indent <= rows[start].indent or (is_block_scalar and row.has_unicode_indent) else None
        if key is not None and (key.is_certain or not quote):
            return number
    return len(rows)


def _refuse_running_text_below_blank_line(piece: list[Row], below: Iterator[Row]) -> None:
    """Refuse running text below a blank line, unless it is short and more front matter comes below it."""
    rest = _require_key(piece[0]).rest
    if _BLOCK_SCALAR.fullmatch(rest):
        return
    mark = unclosed_quote_of(rest) or ("]" if rest.startswith("[") and "]" not in rest else "")
    closing = next((number for number, row in enumerate(piece) if number and mark and row.text.rstrip().endswith(mark)), 0)
    rows = [row for row in piece[closing:] if row.has_content or not row.text]
    starts = [
        number
        for number, row in enumerate(rows)
        if number and not rows[number - 1].text and _may_be_text_no_further_in(row, piece[0])
    ]
    if starts and (len(rows) - starts[0] > _LONGEST_TEXT or not any(_begins_with_usual_key(row) for row in below)):
        text = rows[starts[0]]
        raise UnreadableError("text that is no front matter", text.line, text.indent + 1, "write --- above it")


def _may_be_text_no_further_in(row: Row, key: Row) -> bool:
    return row.has_content and not row.is_item and row.indent <= key.indent


def _begins_with_usual_key(row: Row) -> bool:
    key = key_of(row.text)
    return key is not None and key.is_certain and key.is_used_by_blogs


def _require_key(row: Row) -> Key:
    key = key_of(row.text)
    if key is None:
        raise UnreadableError("neither a key nor a comment", row.line, row.indent + 1)
    return key


def _read_key_with_its_rows_and_count_rows_taken(rows: list[Row], depth: int, note: Note) -> tuple[dict[str, Any], int]:
    """The keys of a piece, and how many of its lines they take."""
    from ruamel.yaml.error import YAMLError

    from convert.meta.front_matter import strict

    key = _require_key(rows[0])
    for text in _candidate_yaml_with_spaces_and_as_is(key, rows):
        with suppress(YAMLError, AbsentError):
            data = strict.read_mapping(text, rows[0].line, note, rows[0].indent)
            if text != _dedented_source(rows):
                _note_repaired_key_and_keys_kept_as_text(rows, data, note)
            return data, len(rows)
    shape = _shape_of_value(key, rows, depth)
    if (length := _count_value_rows(shape, key, rows)) < len(rows):
        return _read_key_with_its_rows_and_count_rows_taken(rows[:length], depth, note)
    data = {key.name: _read_value(shape, rows, depth, note)}
    _note_repaired_key_and_keys_kept_as_text(rows, data, note)
    return data, len(rows)


def _candidate_yaml_with_spaces_and_as_is(key: Key, rows: list[Row]) -> list[str]:
    """A piece with spaces for its indentation, and as it is; first as it is where its tabs may be what it says."""
    base = rows[0].indent
    spaced = "".join([f"{' ' * max(0, row.indent - base)}{row.text}\n" for row in rows])
    spellings = [spaced, _dedented_source(rows)]
    return list(dict.fromkeys(spellings[::-1] if _BLOCK_SCALAR.fullmatch(key.rest) else spellings))


def _dedented_source(rows: list[Row]) -> str:
    return dedent("".join([f"{row.raw}\n" for row in rows]))


def _note_repaired_key_and_keys_kept_as_text(rows: list[Row], data_read: dict[str, Any], note: Note) -> None:
    """Say that a piece was put right, and which of its lines look like keys and are none in what was read of it."""
    known = set(_keys_in(data_read))
    others = [name for row in rows[1:] if (name := possible_key_at_line_start_or_empty(row.text)) and name not in known]
    note(f"{_require_key(rows[0]).name}, line {rows[0].line}" + "".join([f", with {name}: as text" for name in others]))


def _keys_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _keys_in(item)


# What a piece that is no YAML says

_Shape: TypeAlias = Literal["mapping", "items", "flow", "block scalar", "text"]


def _shape_of_value(key: Key, rows: list[Row], depth: int) -> _Shape:
    first = next((row for row in rows[1:] if row.has_content), None)
    if first is not None and not key.rest:
        if first.is_item:
            return "items"
        if first.indent > rows[0].indent and begins_with_unmistakable_key(first) and depth < _NESTED:
            return "mapping"
    if first is not None and _BLOCK_SCALAR.fullmatch(key.rest):
        return "block scalar"
    return "flow" if key.rest.startswith("[") and normalize_key(key.name) not in PROSE_KEYS else "text"


def _count_value_rows(shape: _Shape, key: Key, rows: list[Row]) -> int:
    """How many lines belong to a value: those before the next that begins with a key where none can be in it.

    In a title or a summary, and in a block scalar, only what is certain is a key.
    """
    start, below = 1, 1 << 20
    match shape:
        case "mapping":
            return len(rows)
        case "items" | "block scalar":
            below = next(row.indent for row in rows[1:] if row.text and (row.has_content or shape == "block scalar"))
        case "flow":
            start = next((number for number, row in enumerate(rows) if row.text.rstrip().endswith("]")), 0) + 1
        case "text":
            pass
        case _:
            assert_never(shape)
    is_prose = shape == "block scalar" or normalize_key(key.name) in PROSE_KEYS
    for number in range(start, len(rows)):
        found = key_of(rows[number].text) if rows[number].indent < below else None
        if found and (found.is_certain or not is_prose):
            return number
    return len(rows)


def _read_value(shape: _Shape, rows: list[Row], depth: int, note: Note) -> Any:
    rest = _require_key(rows[0]).rest
    match shape:
        case "mapping":
            return _read_rows(rows[1:], depth + 1, note)
        case "items":
            return _read_items(rows, depth, note)
        case "block scalar":
            return _read_block_scalar(rows, is_literal=rest.startswith("|"))
        case "flow":
            return _read_flow_list_unless_text_follows_bracket(rows, rest)
        case "text":
            return _join_rows_and_unquote(
                rows, rest, keeps_unclosed_quote=normalize_key(_require_key(rows[0]).name) in PROSE_KEYS
            )
        case _:
            assert_never(shape)


def _join_rows_and_unquote(rows: list[Row], rest: str, *, keeps_unclosed_quote: bool) -> str:
    """Lines as one. A quote that was left open says nothing where nobody quotes, as in an address."""
    text = unquote_text_quoted_as_a_whole(join_lines_by_single_spaces([rest, *(row.text for row in rows[1:] if row.has_content)]))
    return text.strip("\"'") if not keeps_unclosed_quote and unclosed_quote_of(text) else text


def _read_flow_list_unless_text_follows_bracket(rows: list[Row], rest: str) -> str | list[str]:
    """A list in brackets, closed or not; text where something follows its end."""
    text = join_lines_by_single_spaces([rest, *(row.text for row in rows[1:] if row.has_content)])
    if not text.endswith("]") and "]" in text:
        return unquote_text_quoted_as_a_whole(text)
    return [unquote_text_quoted_as_a_whole(item.strip()) for item in _FLOW_ITEM.findall(text.removeprefix("[").removesuffix("]"))]


def _read_block_scalar(rows: list[Row], *, is_literal: bool) -> str:
    """A block scalar whose lines stand less far in than they should."""
    inside = next(row.indent for row in rows[1:] if row.text)
    lines = [f"{' ' * max(0, row.indent - inside)}{row.text}" for row in rows[1:]]
    while lines and not lines[-1].strip():
        lines.pop()
    return "\n".join(lines) if is_literal else join_lines_by_single_spaces(lines)


def _read_items(rows: list[Row], depth: int, note: Note) -> list[Any]:
    """A list, one item or more of which is no YAML."""
    inside = next(row.indent for row in rows[1:] if row.has_content)
    starts = [number for number, row in enumerate(rows) if number and row.is_item and row.indent <= inside]
    is_of_texts = normalize_key(_require_key(rows[0]).name) in TEXT_KEYS or depth >= _NESTED
    return [
        _read_item(rows[start:stop], depth, note, is_text=is_of_texts)
        for start, stop in zip(starts, [*starts[1:], len(rows)], strict=True)
    ]


def _read_item(rows: list[Row], depth: int, note: Note, *, is_text: bool) -> Any:
    mark = rows[0].text[1:]
    text = mark.lstrip(" \t")
    indent = rows[0].indent + 1 + len(mark) - len(text)
    inner = [Row(" " * indent + text, rows[0].line, indent, text), *rows[1:]]
    return (
        _join_rows_and_unquote(inner, text, keeps_unclosed_quote=False)
        if is_text or not begins_with_unmistakable_key(inner[0])
        else _read_rows(inner, depth + 1, note)
    )
