"""Where front matter begins and ends, in every spelling that sites have.

    ---            Jekyll, Hugo, Obsidian and all others; ends with `---` or `...`; Hexo takes more hyphens, too
    ---json        gray-matter (Eleventy, Gatsby) names the language behind the hyphens
    +++            TOML of Hugo and Zola
    {              JSON of Hugo
    ;;;            JSON of Hexo, without its braces

Hexo wants no opening line: `title: 글` at the top of a file, over `---`, is front matter; others want no fences at all
(`bare_lines`). A body may begin with any of these as well: with a rule, with a heading underlined by hyphens, with a brace. What
only looks like front matter is none.
"""

import json
from typing import NamedTuple

from convert import lazy_re as re
from convert.meta.front_matter import lenient
from convert.meta.front_matter.bare_lines import find_metadata_lines_without_fences
from convert.meta.front_matter.handlers import HANDLERS, JSON, SEMICOLONS, TEXT_BETWEEN_RULES, TOML, YAML, Fenced, Handler
from convert.meta.front_matter.rows import key_of, rows_of_all_lines
from convert.meta.front_matter.rules import UnreadableError
from convert.model.limits import FRONT_MATTER_BYTES

_FENCED: tuple[Fenced, ...] = (YAML, TOML, SEMICOLONS)
_FIRST_KEY = re.compile(r'\{\s*"([^"\n]{1,60})"\s*:')
_LONGEST_LINE = 400
_BLANK_LINE = re.compile(r"\n[ \t]*(?:\n|\Z)")
_BLANK_LINES = re.compile(r"(?:[ \t]*\n)*")


class RawFrontMatter(NamedTuple):
    """Front matter without its fences and who reads it, the number of its first line, and the text below."""

    handler: Handler
    block: str
    line: int
    body: str


def find_front_matter_refusing_unclosed(text: str) -> RawFrontMatter | None:
    """The front matter of a text, not read yet; None when the text has none.

    Raises `UnreadableError` for what is never closed and what is larger than 64 KB.
    """
    for handler in _FENCED:
        if opening := handler.FM_BOUNDARY.match(text):
            return _find_fenced_refusing_unclosed(text, handler, opening)
    if JSON.detect(text):
        return _find_json_object_refusing_broken(text)
    return _find_without_opening_fence(text) or _find_front_matter_without_fences(text)


def looks_like_front_matter(found: RawFrontMatter) -> bool:
    """Whether a block looks like front matter, without reading it."""
    if found.handler.may_be_front_matter(found.block) or not found.block.strip():
        return True
    return found.handler is YAML and lenient.begins_with_key_and_has_usual_one(found.block)


# Between two lines


def _find_fenced_refusing_unclosed(text: str, fenced: Fenced, opening: re.Match[str]) -> RawFrontMatter | None:
    start = opening.end()
    line = 1 + text.count("\n", 0, start)
    try:
        block, body = fenced.split(text)
    except ValueError:
        first = text[start : start + FRONT_MATTER_BYTES].lstrip("\n").split("\n\n", 1)[0]
        handler = _handler_unless_body_between_rules(fenced, opening, first)
        if handler and handler.is_meant_though_unclosed(first):
            raise UnreadableError(f"no closing {opening.group(1)}", line - 1, hint="close the front matter") from None
        return None
    handler = _handler_unless_body_between_rules(fenced, opening, block)
    if handler is None and fenced is YAML and lenient.usual_keys(block[: FRONT_MATTER_BYTES + 1]):
        return RawFrontMatter(TEXT_BETWEEN_RULES, block, line, body)
    return _refuse_or_ignore_if_too_large(RawFrontMatter(handler, block, line, body), line - 1) if handler else None


def _handler_unless_body_between_rules(fenced: Fenced, opening: re.Match[str], block: str) -> Handler | None:
    """Who reads what is between two such lines; None for a body between rules."""
    language = fenced.format_of_block_or_none_if_body(opening, block)
    if language is None:
        return None
    return fenced if language == fenced.language else HANDLERS[language]


def _refuse_or_ignore_if_too_large(found: RawFrontMatter, opening_line: int) -> RawFrontMatter | None:
    """What is not too large. `opening_line` is the line it opens in."""
    # No character takes more than four bytes.
    if 4 * len(found.block) <= FRONT_MATTER_BYTES or len(found.block.encode("utf-8", "replace")) <= FRONT_MATTER_BYTES:
        return found
    if found.handler.may_be_front_matter(found.block):
        raise UnreadableError("larger than 64 KB", opening_line)
    return None


# Between braces


def _find_json_object_refusing_broken(text: str) -> RawFrontMatter | None:
    start = text.index("{")
    try:
        block, body = JSON.split(text)
    except json.JSONDecodeError as error:
        first = _FIRST_KEY.match(text, start)
        if text.startswith("{\n", start) or (first and _is_usual_key(first.group(1))):
            raise UnreadableError(error.msg, error.lineno, error.colno) from error
        return None
    except ValueError:
        return None
    except RecursionError as error:
        raise UnreadableError("nested too deep", 1) from error
    line = 1 + text.count("\n", 0, start)
    return _refuse_or_ignore_if_too_large(RawFrontMatter(JSON, block, line, body), line)


# Without an opening line


def _find_without_opening_fence(text: str) -> RawFrontMatter | None:
    """Lines of keys and nothing else, the first of them one that blogs use, up to a line of hyphens or semicolons."""
    blank = _BLANK_LINES.match(text)
    start = blank.end() if blank else 0
    key = key_of(text[start : start + _LONGEST_LINE].split("\n", 1)[0])
    if key is None or not key.is_certain or not key.is_used_by_blogs:
        return None
    fenced = SEMICOLONS if text.startswith('"', start) else YAML
    paragraph = _BLANK_LINE.search(text, start, start + FRONT_MATTER_BYTES)
    closing = fenced.CLOSING.search(text, start, paragraph.start() + 1 if paragraph else start + FRONT_MATTER_BYTES)
    if closing is None or closing.group(1) == "...":
        return None
    block, body = text[start : closing.start()], text[closing.end() :].lstrip("\n")
    found = RawFrontMatter(fenced, block, 1 + text.count("\n", 0, start), body)
    if fenced is SEMICOLONS:
        return found
    rows = [row for row in rows_of_all_lines(block, found.line) if row.has_content]
    is_stated = all(row.indent or row.is_item or key_of(row.text) for row in rows)
    return found if is_stated and (len(rows) > 1 or key.name == "title") else None


def _find_front_matter_without_fences(text: str) -> RawFrontMatter | None:
    head = find_metadata_lines_without_fences(text)
    if head is None:
        return None
    line = 1 + text.count("\n", 0, head.start)
    body = text if head.handler.kept_as_text else text[head.body_start :].lstrip("\n")
    return RawFrontMatter(head.handler, text[head.start : head.end], line, body)


def _is_usual_key(name: str) -> bool:
    key = key_of(f"{name}: ")
    return key is not None and key.is_used_by_blogs
