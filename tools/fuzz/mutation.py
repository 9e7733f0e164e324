"""One input out of others: tags, lines and words are moved, doubled, cut out and put in, rather than bits turned over.

A zip is taken apart and put together again, and so is a line of JSON with what is in its texts, so that what comes out is still
one most of the time.
"""

import io
import json
import re
import warnings
import zipfile
from collections.abc import Callable
from random import Random
from typing import Any

from fuzz.words import all_words

Pieces = list[bytes]
Change = Callable[[Pieces, Random, Pieces], Pieces]

_PIECE = re.compile(
    rb"<!--|-->|</?[\w:.-]+(?:\s[^<>]{0,400})?/?>|<!\[CDATA\[|\]\]>|\n+|[ \t]+|[\w\x80-\xff]+|([*_`~=#|>$:+-])\1*|.", re.DOTALL
)
_LINE = re.compile(rb"[^\n]*\n|[^\n]+")
_ELEMENT = re.compile(rb"<[^<>]*>[^<]*|[^<]+|<")
_PARTS = (_PIECE, _PIECE, _LINE, _ELEMENT)

_MOST_TIMES = 30
_ZIP = b"PK\x03\x04"


def mutated(data: bytes, lot: Random, other: bytes) -> bytes:
    """An input a few changes away. `other` is a second one that pieces are taken from."""
    for _ in range(lot.choice((1, 1, 1, 2, 3, 5))):
        data = _changed_once(data, lot, other)
    return data


def _changed_once(data: bytes, lot: Random, other: bytes) -> bytes:
    if data.startswith(_ZIP) and lot.random() < 0.9:
        return _changed_zip(data, lot, other)
    if data.startswith(b"{") and lot.random() < 0.8:
        return _changed_lines(data, lot, other)
    return _changed_text(data, lot, other)


# Text


def _changed_text(data: bytes, lot: Random, other: bytes) -> bytes:
    parts = lot.choice(_PARTS)
    pieces = [found.group() for found in parts.finditer(data)] or [b""]
    others = [found.group() for found in parts.finditer(other)] or [b""]
    return b"".join(lot.choice(_CHANGES)(pieces, lot, others))


def _random_stretch(pieces: Pieces, lot: Random) -> tuple[int, int]:
    """Where some pieces begin and end; mostly a few."""
    start = lot.randrange(len(pieces))
    return start, min(len(pieces), start + lot.choice((1, 1, 1, 2, 3, 5, 8, 20, 60)))


def _cut_out_pieces(pieces: Pieces, lot: Random, _: Pieces) -> Pieces:
    start, end = _random_stretch(pieces, lot)
    return pieces[:start] + pieces[end:]


def _cut_off_end(pieces: Pieces, lot: Random, _: Pieces) -> Pieces:
    return pieces[: lot.randrange(len(pieces)) + 1]


def _double_pieces(pieces: Pieces, lot: Random, _: Pieces) -> Pieces:
    start, end = _random_stretch(pieces, lot)
    place = lot.randint(0, len(pieces))
    return pieces[:place] + pieces[start:end] + pieces[place:]


def _repeat_pieces(pieces: Pieces, lot: Random, _: Pieces) -> Pieces:
    start, end = _random_stretch(pieces, lot)
    return pieces[:start] + pieces[start:end] * lot.randint(2, _MOST_TIMES) + pieces[end:]


def _move_pieces(pieces: Pieces, lot: Random, _: Pieces) -> Pieces:
    start, end = _random_stretch(pieces, lot)
    rest = pieces[:start] + pieces[end:]
    place = lot.randint(0, len(rest))
    return rest[:place] + pieces[start:end] + rest[place:]


def _replace_with_word(pieces: Pieces, lot: Random, _: Pieces) -> Pieces:
    place = lot.randrange(len(pieces))
    return [*pieces[:place], lot.choice(all_words()), *pieces[place + 1 :]]


def _insert_word(pieces: Pieces, lot: Random, _: Pieces) -> Pieces:
    place = lot.randint(0, len(pieces))
    return [*pieces[:place], lot.choice(all_words()), *pieces[place:]]


def _wrap_in_word(pieces: Pieces, lot: Random, _: Pieces) -> Pieces:
    start, end = _random_stretch(pieces, lot)
    opening = lot.choice(all_words())
    name = re.match(rb"<([\w:-]+)", opening)
    closing = b"</%s>" % name.group(1) if name else opening
    return [*pieces[:start], opening, *pieces[start:end], closing, *pieces[end:]]


def _splice_in_other_input(pieces: Pieces, lot: Random, other: Pieces) -> Pieces:
    start, end = _random_stretch(other, lot)
    place, behind = _random_stretch(pieces, lot)
    return pieces[:place] + other[start:end] + pieces[lot.choice((place, behind)) :]


_CHANGES: tuple[Change, ...] = (
    _cut_out_pieces,
    _cut_out_pieces,
    _cut_off_end,
    _double_pieces,
    _repeat_pieces,
    _move_pieces,
    _replace_with_word,
    _insert_word,
    _insert_word,
    _wrap_in_word,
    _splice_in_other_input,
    _splice_in_other_input,
)


# JSON


def _changed_lines(data: bytes, lot: Random, other: bytes) -> bytes:
    """Lines of JSON with one of them changed inside; as text when that is no JSON."""
    lines = data.split(b"\n")
    number = lot.choice([number for number, line in enumerate(lines) if line])
    try:
        lines[number] = _encode_json(_changed_value(json.loads(lines[number]), lot, other))
    except (ValueError, RecursionError):
        return _changed_text(data, lot, other)
    return b"\n".join(lines)


def _changed_value(value: Any, lot: Random, other: bytes) -> Any:
    """A value with one change somewhere in it, also in JSON that is the text of a value."""
    if isinstance(value, dict) and value and lot.random() < 0.95:
        key = lot.choice(list(value))
        return _changed_object(value, key, lot) if lot.random() < 0.15 else {**value, key: _changed_value(value[key], lot, other)}
    if isinstance(value, list) and value and lot.random() < 0.9:
        place = lot.randrange(len(value))
        inner = lot.choice(([], [value[place]] * 2, [lot.choice(value)], [_changed_value(value[place], lot, other)]))
        return [*value[:place], *inner, *value[place + 1 :]]
    if isinstance(value, str) and value[:1] in "{[" and value and lot.random() < 0.9:
        return _encode_json(_changed_value(json.loads(value), lot, other)).decode()
    if isinstance(value, str) and lot.random() < 0.9:
        return _changed_text(value.encode("utf-8", "surrogatepass"), lot, other).decode("utf-8", "replace")
    return lot.choice((None, True, 0, -1, 2**70, 1.5, "", "가", [], {}, [[]], {"": 0}, {"type": "text", "value": "가"}))


def _changed_object(value: dict[str, Any], key: str, lot: Random) -> dict[str, Any]:
    other = lot.choice(list(value))
    kept = {name: one for name, one in value.items() if name != key}
    return lot.choice((kept, {**value, key: value[other]}, {**kept, "가": value[key]}))


def _encode_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


# Zip


def _changed_zip(data: bytes, lot: Random, other: bytes) -> bytes:
    """A zip with one of its members changed, left out, doubled or called otherwise; as text when it cannot be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            members = [(info.filename, opened.read(info)) for info in opened.infolist()]
    except Exception:  # whatever zipfile makes of a broken one
        return _changed_text(data, lot, other)
    if not members:
        return data
    place = lot.randrange(len(members))
    name, held = members[place]
    match lot.randrange(8):
        case 0:
            members.pop(place)
        case 1:
            members.append((name, held))
        case 2:
            changed = _changed_text(name.encode("utf-8", "surrogateescape"), lot, b"../a//b.html").decode("utf-8", "replace")
            members[place] = (changed, held)
        case _:
            members[place] = (name, mutated(held, lot, b"" if other.startswith(_ZIP) else other))
    return pack_zip(members)


def pack_zip(members: list[tuple[str, bytes]]) -> bytes:
    """A zip of names and bytes, none of them compressed, so that bytes can be changed in it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # two members of one name are just what is wanted
        for name, held in members:
            made.writestr(zipfile.ZipInfo(name or "x"), held)
    return stream.getvalue()
