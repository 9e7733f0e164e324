"""Where front matter begins and ends, in every spelling that sites have.

    ---            Jekyll, Hugo, Obsidian and all others; ends with `---` or `...`; Hexo takes more hyphens, too
    ---json        gray-matter (Eleventy, Gatsby) names the language behind the hyphens
    +++            TOML of Hugo and Zola
    {              JSON of Hugo
    ;;;            JSON of Hexo, without its braces

Hexo wants no opening line: `title: 글` at the top of a file, over `---`, is front matter. A body may begin with any of these as
well: with a rule, with a heading underlined by hyphens, with a brace. What only looks like front matter is none.
"""

import json
import re
from typing import Literal, NamedTuple, TypeAlias, assert_never

from convert.front_matter import lenient
from convert.front_matter.rows import key_of, rows_of
from convert.front_matter.rules import MAX_BYTES, UnreadableError

Format: TypeAlias = Literal["yaml", "toml", "json"]

_OPENING = re.compile(r"(?:[ \t]*\n)*(-{3,}|\+\+\+|;{3,})[ \t]*(yaml|yml|toml|json)?[ \t]*(?:\n|\Z)")
_CLOSING = {
    "-": re.compile(r"^(-{3,}|\.\.\.)[ \t]*$", re.MULTILINE),
    "+": re.compile(r"^(\+\+\+)[ \t]*$", re.MULTILINE),
    ";": re.compile(r"^(;{3,})[ \t]*$", re.MULTILINE),
}
_NAMES: dict[str, Format] = {"yml": "yaml", "yaml": "yaml", "toml": "toml", "json": "json"}
_OBJECT = re.compile(r'\s*(?=\{\s*["}])')
_FIRST_KEY = re.compile(r'\{\s*"([^"\n]{1,60})"\s*:')
_MEMBER = re.compile(r'[ \t]*"[^"\n]{1,60}"[ \t]*:')
_COMMENTS = re.compile(r"(?:[ \t]*(?:#.*)?(?:\n|\Z))*")
_ASSIGNMENT = re.compile(r"""[ \t]*(?:\[|[\w"'.-]+[ \t]*=)""")
_LONGEST_LINE = 400
_BLANK_LINE = re.compile(r"\n[ \t]*(?:\n|\Z)")
_BLANK_LINES = re.compile(r"(?:[ \t]*\n)*")


class Found(NamedTuple):
    """Front matter without its fences, the number of its first line, and the text below."""

    format: Format
    block: str
    line: int
    body: str


def find(text: str) -> Found | None:
    """The front matter of a text, not read yet; None when the text has none.

    Raises `UnreadableError` for what is never closed and what is larger than 64 KB.
    """
    if opening := _OPENING.match(text):
        return _fenced(text, opening)
    if _OBJECT.match(text):
        return _object(text)
    return _headless(text)


def is_meant(found: Found) -> bool:
    """Whether a block looks like front matter, without reading it."""
    if begins(found.format, found.block) or not found.block.strip():
        return True
    return found.format == "yaml" and lenient.usual(found.block)


def begins(format: Format, block: str) -> bool:
    """Whether a block's first line says it is front matter."""
    match format:
        case "yaml":
            return lenient.begins(block)
        case "json":
            return block.lstrip().startswith("{")
        case "toml":
            comments = _COMMENTS.match(block)
            return _ASSIGNMENT.match(block, comments.end() if comments else 0) is not None or lenient.usual(block)
        case _:
            assert_never(format)


# Between two lines


def _fenced(text: str, opening: re.Match[str]) -> Found | None:
    fence, name = opening.group(1), opening.group(2)
    if name and fence != "---":
        return None
    start = opening.end()
    line = 1 + text.count("\n", 0, start)
    closing = _closing(text, start, fence)
    if closing is None:
        first = _format(fence, name, text[start : start + MAX_BYTES].lstrip("\n").split("\n\n", 1)[0])
        if first and _is_meant_though_open(*first):
            raise UnreadableError(f"no closing {fence}", line - 1, hint="close the front matter")
        return None
    block, body = text[start : closing.start()], text[closing.end() :].lstrip("\n")
    format = _format(fence, name, block)
    if format is None:
        return None
    found = Found(*format, line, body)
    return _sized(_braced(found) if fence[0] == ";" and found.format == "json" else found)


def _format(fence: str, name: str | None, block: str) -> tuple[Format, str] | None:
    """What is between two such lines, and the same; None for a body between rules."""
    if fence == "---":
        return _NAMES.get(name or "", "yaml"), block
    if fence == "+++":
        return ("toml", block) if begins("toml", block) or _COMMENTS.fullmatch(block) else None
    if fence[0] == ";" and _MEMBER.match(block.lstrip("\n")):
        return "json", block
    return ("yaml", block) if lenient.usual(block[: MAX_BYTES + 1]) else None


def _closing(text: str, start: int, fence: str) -> re.Match[str] | None:
    """The line that ends what `fence` begins. One with more or fewer hyphens does where what is above it cannot be a body."""
    pattern = _CLOSING[fence[0]]
    closing = pattern.search(text, start)
    if closing is None or closing.group(1) in (fence, "..."):
        return closing
    if lenient.usual(text[start : min(closing.start(), start + MAX_BYTES)]):
        return closing
    return next((found for found in pattern.finditer(text, start) if found.group(1) == fence), None)


def _is_meant_though_open(format: Format, block: str) -> bool:
    return format == "json" or (lenient.usual(block) if format == "yaml" else begins(format, block))


def _braced(found: Found) -> Found:
    """Members of an object as the object, in the same lines."""
    return found._replace(block=f"{{\n{found.block}\n}}", line=found.line - 1)


def _sized(found: Found) -> Found | None:
    if len(found.block) <= MAX_BYTES and len(found.block.encode("utf-8", "replace")) <= MAX_BYTES:
        return found
    if begins(found.format, found.block):
        raise UnreadableError("larger than 64 KB", found.line - 1)
    return None


# Between braces


def _object(text: str) -> Found | None:
    """The object and what follows. A body may begin with `{`, too, so the object must end its line."""
    start = text.index("{")
    try:
        end = json.JSONDecoder().raw_decode(text, start)[1]
    except json.JSONDecodeError as error:
        first = _FIRST_KEY.match(text, start)
        if text.startswith("{\n", start) or (first and _is_usual(first.group(1))):
            raise UnreadableError(error.msg, error.lineno, error.colno) from error
        return None
    except RecursionError as error:
        raise UnreadableError("nested too deep", 1) from error
    block, after = text[start:end], text[end:].lstrip(" \t")
    if after and not after.startswith("\n"):
        return None
    return _sized(Found("json", block, 1 + text.count("\n", 0, start), after.lstrip("\n")))


# Without an opening line


def _headless(text: str) -> Found | None:
    """Lines of keys and nothing else, the first of them one that blogs use, up to a line of hyphens or semicolons."""
    blank = _BLANK_LINES.match(text)
    start = blank.end() if blank else 0
    key = key_of(text[start : start + _LONGEST_LINE].split("\n", 1)[0])
    if key is None or not key.is_certain or not key.is_usual:
        return None
    fence = ";" if text.startswith('"', start) else "-"
    paragraph = _BLANK_LINE.search(text, start, start + MAX_BYTES)
    closing = _CLOSING[fence].search(text, start, paragraph.start() + 1 if paragraph else start + MAX_BYTES)
    if closing is None or closing.group(1) == "...":
        return None
    block, body = text[start : closing.start()], text[closing.end() :].lstrip("\n")
    found = Found("json" if fence == ";" else "yaml", block, 1 + text.count("\n", 0, start), body)
    if fence == ";":
        return _braced(found)
    rows = [row for row in rows_of(block, found.line) if row.says]
    is_stated = all(row.indent or row.is_item or key_of(row.text) for row in rows)
    return found if is_stated and (len(rows) > 1 or key.name == "title") else None


def _is_usual(name: str) -> bool:
    key = key_of(f"{name}: ")
    return key is not None and key.is_usual
