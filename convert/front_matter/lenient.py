"""The lenient rule: front matter that blogs have and YAML does not, read piece by piece. The package's docstring states it."""

import json
import re
from textwrap import dedent
from typing import Any

from msgspec import Struct
from ruamel.yaml.error import YAMLError

from convert.front_matter import strict
from convert.front_matter.keys import KEY, PROSE_KEYS, USUAL_KEYS, plain
from convert.front_matter.rules import Note, put, whole

_BLOCK_SCALAR = re.compile(r"[|>][-+]?")
_ITEM = re.compile(r"^-[ \t]+", re.MULTILINE)
_ROW = re.compile(r"[ \t]|-[ \t]|#|\Z")
_FLOW_ITEM = re.compile(r"""(?:"[^"]*"|[^,])+""")
_AFTER_A_QUOTE = frozenset(" \t,;:.")
"""What stands after a closing quote, but not after an opening one or an apostrophe."""

_HANGUL = re.compile("[가-힣]")
"""A particle joins the word in quotes before it: `'가'와 '나'`."""

_NESTED = 5
"""Levels of mappings the rule looks into; below that all is text."""


def begins(block: str) -> bool:
    """Whether the first line that says something is a `key:` line."""
    first = next((row for row in block.split("\n") if row.strip() and not row.lstrip().startswith("#")), "")
    return KEY.match(first.lstrip(" \t")) is not None


def usual(block: str) -> bool:
    """Whether the block begins as front matter and has a key blogs use."""
    keys = {plain(match.group(2)) for row in dedent(block).split("\n") if (match := KEY.match(row))}
    return begins(block) and not USUAL_KEYS.isdisjoint(keys)


def applies(block: str) -> bool:
    """Whether a closed block that is no YAML was meant as front matter: a usual key, or nothing that looks like running text."""
    return usual(block) or (begins(block) and all(_ROW.match(row) or KEY.match(row) for row in dedent(block).split("\n")))


def mapping(block: str, line: int, note: Note) -> dict[str, Any]:
    """The data of a block the rule applies to, whose first line is `line` of the file.

    Raises `UnreadableError` for the YAML features that are refused everywhere.
    """
    return _pieces(dedent(block), line, note, 0)


class _Piece(Struct, frozen=True):
    """A `key:` line that is no YAML, with the lines that follow it."""

    key: str
    rest: str
    more: list[str]
    line: int
    depth: int


def _pieces(block: str, line: int, note: Note, depth: int) -> dict[str, Any]:
    data: dict[str, Any] = {}
    rows = block.split("\n")
    starts = [number for number, row in enumerate(rows) if KEY.match(row)]
    for start, stop in zip(starts, [*starts[1:], len(rows)], strict=True):
        for key, value in _read(rows[start:stop], line + start, note, depth).items():
            put(data, key, value, note, line + start)
    return data


def _read(rows: list[str], line: int, note: Note, depth: int) -> dict[str, Any]:
    spaced = [_spaced(row) for row in rows]
    try:
        data = strict.mapping("\n".join([*spaced, ""]), line, note)
    except YAMLError:
        piece = _piece(spaced, line, depth)
        data = {piece.key: _as_text(piece, note)}
    else:
        if spaced == rows:
            return data
    note(f"{next(iter(data))}, line {line}")
    return data


def _spaced(row: str) -> str:
    body = row.lstrip(" \t")
    return row[: len(row) - len(body)].replace("\t", "  ") + body


def _piece(rows: list[str], line: int, depth: int) -> _Piece:
    match = KEY.match(rows[0])
    key, rest = (match.group(2), rows[0][match.end() :].strip()) if match else ("", rows[0])
    more = [row for row in rows[1:] if row.strip() and not row.startswith("# ")]
    return _Piece(key, rest, more, line, depth)


def _as_text(piece: _Piece, note: Note) -> Any:
    inner = dedent("\n".join(piece.more))
    if not piece.rest and _ITEM.match(inner):
        return [_unquoted(_joined(item.split("\n"))) for item in _ITEM.split(inner)[1:]]
    if not piece.rest and piece.more and piece.more[0].startswith(" ") and KEY.match(inner) and piece.depth < _NESTED:
        return _pieces(inner, piece.line + 1, note, piece.depth + 1)
    text = _joined([piece.rest, *piece.more])
    if text.startswith("[") and (text.endswith("]") or "]" not in text) and plain(piece.key) not in PROSE_KEYS:
        return [_unquoted(item.strip()) for item in _FLOW_ITEM.findall(text.removeprefix("[").removesuffix("]"))]
    if piece.more and _BLOCK_SCALAR.fullmatch(piece.rest):
        return inner if piece.rest.startswith("|") else _joined(piece.more)
    return _unquoted(text)


def _joined(rows: list[str]) -> str:
    return " ".join(row.strip() for row in rows if row.strip())


def _unquoted(text: str) -> str:
    """Without the quotes round the whole, unless they are two pairs as in `"this" and "that"`."""
    quote, inner = text[:1], text[1:-1]
    if len(text) < 2 or quote not in ("'", '"') or not text.endswith(quote):
        return text
    before, _, after = inner.partition(quote)
    if after[:1] in _AFTER_A_QUOTE or (_HANGUL.match(after) and before[-1:].strip()):
        return text
    if quote == "'":
        return inner.replace("''", "'")
    try:
        # JSON writes emoji as two escapes, which YAML refuses.
        return whole(str(json.loads(text)))
    except ValueError:
        return inner.replace('\\"', '"')
