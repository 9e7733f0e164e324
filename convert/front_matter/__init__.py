r"""Front matter: what stands between `---` lines (YAML), `+++` lines (TOML) or in a JSON object at the top of a post.

**Reading.** YAML is read from the parser's events (ruamel.yaml on libyaml), not from resolved values, because YAML would turn
the title `2024-07-22` into a date and `010` into a number. Under `TEXT_KEYS` every plain scalar is the text that stands there;
under other keys `true`, `null` and numbers that can be written back unchanged become values, all else is text. A bare `null` or
`~` means "nothing" for every key but `title`. Anchors, tags and merge keys are refused, so nothing can multiply or construct. A
block that is no mapping is no front matter but part of the body.

**The lenient rule.** Blogs hold front matter no YAML parser takes. If the block begins with a `key:` line, and has a key
blogs use or no line of running text, it is cut at its unindented `key:` lines. Each piece that is YAML by itself is read as
such. The others are text: the rest of the line with the lines that follow, joined by spaces. One pair of quotes round the whole
is taken off; lines that begin with `-` after an empty `key:` are a list, and so is what stands in `[...]` under a key that holds
no prose; leading tabs count as two spaces; `*name` without an anchor of that name is text. Valid YAML is overruled in two places:
` #` in an unquoted title or description (and ` #x`, without a space, in a tag and the like) is text, not a comment; and so is a
title or description in `[...]` or `{...}`. All of it gives a notice.

**Writing.** ruamel.yaml reads, but does not write: its C emitter spells emoji as `\U0001F600` and leaves `yes`, `on`, `12:30:45`
bare, its Python emitter takes longer than the rest of a conversion. What we write is small (mappings, lists, scalars on one
line), so `dump` has one rule: plain where YAML 1.1, YAML 1.2 and Go's goccy/go-yaml can only read the same text, else quoted.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from datetime import date, time
from math import isfinite
from typing import Any, Literal, TypeAlias

import tomli_w
from frontmatter.default_handlers import BaseHandler
from msgspec import Struct
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from convert.errors import FrontMatterError
from convert.front_matter import emission, lenient, strict
from convert.front_matter.keys import TEXT_KEYS, plain
from convert.front_matter.rules import (
    MAX_BYTES,
    MAX_DEPTH,
    MAX_INTEGER,
    AbsentError,
    Note,
    UnreadableError,
    put,
    whole,
)
from convert.notices import Notice, Report

__all__ = ["TEXT_KEYS", "Format", "FrontMatter", "body_of", "dump", "split"]

Format: TypeAlias = Literal["yaml", "toml", "json"]

_OPEN_FLOW = re.compile(r"""\s*\{\s*["']?[A-Za-z_][\w-]*["']?\s*:""")
_COMMENTS = re.compile(r"(?:[ \t]*(?:#.*)?(?:\n|\Z))*")
_ASSIGNMENT = re.compile(r"""[ \t]*(?:\[|[\w"'.-]+[ \t]*=)""")
_TOML_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)")


class FrontMatter(Struct, frozen=True):
    """A post's front matter as plain data, its body, and how the front matter was written (empty when there is none)."""

    data: dict[str, Any]
    body: str
    format: Literal["", "yaml", "toml", "json"] = ""


def split(text: str, source_name: str, report: Report) -> FrontMatter:
    r"""The front matter and the body of decoded text with `\n` line ends.

    Blank lines may come first; a leading U+FEFF and the line ends after the closing delimiter are dropped, every other character
    of the body is kept. Text without front matter is all body. Reports `front-matter` for what was not read as YAML says. Raises
    `FrontMatterError` with line and column for what the lenient rule cannot read either, front matter that is never closed,
    anchors, tags and merge keys, nesting deeper than 50, and more than 64 KB.
    """
    text = text.lstrip("\ufeff")
    format = next((name for name, handler in _HANDLERS.items() if handler.detect(text)), None)
    if format is None:
        return FrontMatter({}, text)
    handler = _HANDLERS[format]
    try:
        block, body = handler.split(text)
        line = 1 + text.count("\n", 0, handler.start(text))
        data = handler.load(whole(block), line, lambda detail: report(Notice("front-matter", detail)))
    except AbsentError:
        return FrontMatter({}, text)
    except UnreadableError as error:
        message = f"front matter, line {error.line}, column {error.column}: {error.problem}"
        raise FrontMatterError(message, source=source_name, hint=error.hint) from error
    return FrontMatter(data, body, format)


def body_of(text: str) -> str:
    """The body of decoded text, without reading what its front matter says; for whoever only looks at a text. Raises nothing."""
    text = text.lstrip("\ufeff")
    handler = next((handler for handler in _HANDLERS.values() if handler.detect(text)), None)
    if handler is None:
        return text
    try:
        block, body = handler.split(text)
    except (AbsentError, UnreadableError):
        return text
    return body if handler.is_meant(block) else text


def dump(data: Mapping[str, Any], format: Format = "yaml") -> str:
    """Front matter with its delimiters, from text, numbers, booleans, `None`, dates, lists and mappings with text keys.

    Keys keep their order. Half characters (lone surrogates) become U+FFFD; TOML, which has no null, leaves out what is `None`.
    """
    handler = _HANDLERS[format]
    return whole(f"{handler.OPENING}{handler.export(dict(data))}{handler.OPENING}")


class _Handler(BaseHandler):
    """A python-frontmatter handler that says where things are. `FM_BOUNDARY` matches up to the first character of the block."""

    OPENING = ""

    def start(self, text: str) -> int:
        """Where the block of detected front matter begins."""
        found = self.FM_BOUNDARY.match(text) if self.FM_BOUNDARY else None
        return found.end() if found else 0

    def load(self, fm: str, line: int = 1, note: Note = lambda detail: None) -> dict[str, Any]:
        """The data of a block that begins in `line`; raises `UnreadableError` or `AbsentError`."""
        raise NotImplementedError

    def is_meant(self, block: str) -> bool:
        """Whether a closed block looks like front matter."""
        return True


class _Fenced(_Handler):
    """Front matter between two lines; python-frontmatter's own pattern for them would take U+3000 along."""

    CLOSING: re.Pattern[str]

    def split(self, text: str) -> tuple[str, str]:
        start = self.start(text)
        closing = self.CLOSING.search(text, start)
        line = text.count("\n", 0, start)
        if closing is None:
            if self.meant(text[start : start + MAX_BYTES].lstrip("\n").split("\n\n", 1)[0]):
                raise UnreadableError(f"no closing {self.OPENING.strip()}", line, hint="close the front matter")
            raise AbsentError
        block = text[start : closing.start()]
        if _too_large(block):
            raise UnreadableError("larger than 64 KB", line) if self.begins(block) else AbsentError
        return block, text[closing.end() :].lstrip("\n")

    def is_meant(self, block: str) -> bool:
        return self.begins(block) or not block.strip()

    def begins(self, block: str) -> bool:
        """Whether the block's first line says it is front matter."""
        raise NotImplementedError

    def meant(self, block: str) -> bool:
        """Whether a block that was never closed is front matter."""
        return self.begins(block)


class _Yaml(_Fenced):
    FM_BOUNDARY = re.compile(r"(?:[ \t]*\n)*---[ \t]*(?:\n|\Z)")
    CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
    OPENING = "---\n"

    def begins(self, block: str) -> bool:
        return lenient.begins(block)

    def meant(self, block: str) -> bool:
        return lenient.usual(block)

    def load(self, fm: str, line: int = 1, note: Note = lambda detail: None) -> dict[str, Any]:
        try:
            return strict.mapping(fm, line, note)
        except YAMLError as error:
            if lenient.applies(fm):
                return lenient.mapping(fm, line, note)
            if _OPEN_FLOW.match(fm):
                raise _placed(error, line) from error
            raise AbsentError from error

    def export(self, metadata: dict[str, object], **_: object) -> str:
        return emission.block(metadata)


class _Toml(_Fenced):
    FM_BOUNDARY = re.compile(r"(?:[ \t]*\n)*\+\+\+[ \t]*(?:\n|\Z)")
    CLOSING = re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE)
    OPENING = "+++\n"

    def begins(self, block: str) -> bool:
        comments = _COMMENTS.match(block)
        return _ASSIGNMENT.match(block, comments.end() if comments else 0) is not None

    def load(self, fm: str, line: int = 1, note: Note = lambda detail: None) -> dict[str, Any]:
        if not self.begins(fm) and not _COMMENTS.fullmatch(fm):
            raise AbsentError
        try:
            return _plain_mapping(tomllib.loads(fm), line)
        except tomllib.TOMLDecodeError as error:
            place = _TOML_PLACE.search(str(error))
            row, column = (int(place.group(1)), int(place.group(2))) if place else (1, 1)
            raise UnreadableError(_TOML_PLACE.sub("", str(error)), line + row - 1, column) from error
        except RecursionError as error:
            raise UnreadableError("nested too deep", line) from error

    def export(self, metadata: dict[str, object], **_: object) -> str:
        return tomli_w.dumps(_without_none(metadata))


class _Json(_Handler):
    FM_BOUNDARY = re.compile(r'\s*(?=\{\s*["}])')

    def split(self, text: str) -> tuple[str, str]:
        """The object and what follows. A body may begin with `{`, too, so the object must end its line."""
        start = self.start(text)
        try:
            end = json.JSONDecoder().raw_decode(text, start)[1]
        except json.JSONDecodeError as error:
            if text.startswith("{\n", start):
                raise UnreadableError(error.msg, error.lineno, error.colno) from error
            raise AbsentError from error
        except RecursionError as error:
            raise UnreadableError("nested too deep", 1) from error
        block, after = text[start:end], text[end:].lstrip(" \t")
        if after and not after.startswith("\n"):
            raise AbsentError
        if _too_large(block):
            raise UnreadableError("larger than 64 KB", 1)
        return block, after.lstrip("\n")

    def load(self, fm: str, line: int = 1, note: Note = lambda detail: None) -> dict[str, Any]:
        def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
            data: dict[str, Any] = {}
            for key, value in pairs:
                put(data, key, value, note)
            return data

        try:
            return _plain_mapping(json.loads(fm, object_pairs_hook=unique), line)
        except RecursionError as error:
            raise UnreadableError("nested too deep", line) from error

    def export(self, metadata: dict[str, object], **_: object) -> str:
        return json.dumps(metadata, ensure_ascii=False, indent=2, default=_iso) + "\n"


_HANDLERS: dict[Format, _Yaml | _Toml | _Json] = {"yaml": _Yaml(), "toml": _Toml(), "json": _Json()}


def _too_large(block: str) -> bool:
    return len(block) > MAX_BYTES or len(block.encode("utf-8", "replace")) > MAX_BYTES


def _placed(error: YAMLError, line: int) -> UnreadableError:
    if isinstance(error, MarkedYAMLError) and error.problem_mark:
        return UnreadableError(error.problem or "no YAML", line + error.problem_mark.line, error.problem_mark.column + 1)
    return UnreadableError("a character YAML does not allow", line)


def _plain_mapping(data: Any, line: int) -> dict[str, Any]:
    return {whole(key): _plain(value, key.lower(), line, 1) for key, value in data.items()}


def _plain(value: Any, place: str, line: int, depth: int) -> Any:
    """What TOML or JSON gave, without what JSON lacks, and as text under a text key."""
    if depth > MAX_DEPTH:
        raise UnreadableError("nested too deep", line)
    match value:
        case dict():
            return {whole(key): _plain(item, "", line, depth + 1) for key, item in value.items()}
        case list():
            return [_plain(item, place, line, depth + 1) for item in value]
        case str():
            return whole(value)
        case date() | time():
            return _iso(value)
        case float() if not isfinite(value):
            return str(value)
        case int() if abs(value) > MAX_INTEGER:
            return str(value)
    return json.dumps(value) if plain(place) in TEXT_KEYS and value is not None else value


def _iso(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _without_none(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _without_none(item) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [_without_none(item) for item in value if item is not None]
    return value
