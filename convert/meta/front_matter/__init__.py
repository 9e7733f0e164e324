r"""Front matter: what stands between `---` lines (YAML), `+++` lines (TOML) or in a JSON object at the top of a post.
`handlers` are its languages, for python-frontmatter and for us; `fences` finds it, `bare_lines` where it has none and
`bare_evidence` speaks for it; `strict` and `typed` read it, `lenient` what is no YAML: lines are `rows`, values in `quotes`;
`keys` is what keys are called, `emission` writes.

**When it is read.** Most posts are HTML that begins with a tag. What finds and reads front matter, with python-frontmatter and
the PyYAML that comes with it, is imported for a text that may begin with some, and nothing of it to write YAML.

**Where it is.** `handlers` knows the languages and their usual fences, `fences` every other spelling, `bare_lines` those
without fences. A block that is no mapping is no front matter but part of the body.

**Reading.** YAML is read from the parser's events (ruamel.yaml on libyaml), not from resolved values, because YAML would turn
the title `2024-07-22` into a date and `010` into a number. Under `TEXT_KEYS` every plain scalar is the text that stands there;
under other keys `true`, `null` and numbers that can be written back unchanged become values, all else is text. A bare `null` or
`~` means "nothing" for every key but `title`. Anchors, tags and merge keys are refused, so nothing can multiply or construct.

**The lenient rule.** Blogs hold front matter no YAML parser takes. If the block begins with a `key:` line, and has a key
blogs use or no line of running text, it is cut into pieces at its `key:` lines: a piece ends where a key stands no further in
than its own (so that a first line that is indented is one piece more, and never dropped). Each piece that is YAML by itself is
read as such. The others are text: the rest of the line with the lines that follow, joined by spaces. One pair of quotes round
the whole is taken off; lines that begin with `-` after an empty `key:` are a list, lines that begin with a key a mapping, and
`[...]` a list under a key that holds no prose; leading tabs count as two spaces, and so does other white space that was copied
from a page; `*name` without an anchor of that name is text. Where a value is one line, a line below that begins with a certain
key (`rows`) is a key of its own however far in it stands. Valid YAML is overruled in three places: ` #` in an unquoted title or
description (and ` #x`, without a space, in a tag and the like) is text, not a comment; a title or description in `[...]` or
`{...}` is text; and a key blogs use that stands no further in than a quoted text it is in ends that text, whose quote was left
open. All of it gives a notice, which names every line that looks like a key and was taken for text.

**What is refused**, with line and column: front matter that is never closed, running text below a blank line (then a rule of
the body was taken for the end), TOML and JSON with an error in them.

**Writing.** ruamel.yaml reads, but does not write: its C emitter spells emoji as `\U0001F600` and leaves `yes`, `on`, `12:30:45`
bare, its Python emitter takes longer than the rest of a conversion. What we write is small (mappings, lists, scalars on one
line), so `dump_front_matter` has one rule: plain where YAML 1.1, YAML 1.2 and Go's goccy/go-yaml can only read the same text,
else quoted.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from convert.errors import FrontMatterError
from convert.meta.front_matter.emission import YAML_FENCE, emit_mapping
from convert.meta.front_matter.keys import TEXT_KEYS
from convert.meta.front_matter.rules import (
    AbsentError,
    Format,
    Note,
    UnreadableError,
    replace_lone_surrogates,
    set_key_moving_earlier_value_aside,
)
from convert.notices import Notice, Report

if TYPE_CHECKING:
    from convert.meta.front_matter.handlers import HANDLERS, Handler

__all__ = ["HANDLERS", "TEXT_KEYS", "Format", "FrontMatter", "body_of", "dump_front_matter", "split_front_matter_or_raise"]

_OPENINGS = ("---", "+++", ";;;", "{")
_NIKOLA_OPENING = 40
"""Characters in which a comment of HTML says that it is Nikola's: white space, and two dots."""


class FrontMatter(Struct, frozen=True):
    """A post's front matter as plain data, its body, and how the front matter was written (empty when there is none)."""

    data: dict[str, Any]
    body: str
    format: Literal["", "yaml", "toml", "json"] = ""


def __getattr__(name: str) -> Any:
    """`HANDLERS`, imported with python-frontmatter when they are first asked for (PEP 562)."""
    if name != "HANDLERS":
        raise AttributeError(f"module 'convert.meta.front_matter' has no attribute {name!r}")
    from convert.meta.front_matter.handlers import HANDLERS

    return HANDLERS


def may_have_front_matter_even_unfenced(text: str) -> bool:
    """Whether it is worth looking for front matter. False for text, without U+FEFF, that has none; True may mean anything."""
    text = text.lstrip()
    first_line = text.partition("\n")[0]
    if text.startswith("<!--"):
        return text[4:_NIKOLA_OPENING].lstrip().startswith(".. ")
    return text.startswith(_OPENINGS) or (not text.startswith("<") and (":" in first_line or "：" in first_line))


def split_front_matter_or_raise(text: str, source_name: str, report: Report) -> FrontMatter:
    r"""The front matter and the body of decoded text with `\n` line ends.

    Blank lines may come first; a leading U+FEFF and the line ends after the closing delimiter are dropped, every other character
    of the body is kept. Text without front matter is all body. Reports `front-matter` for what was not read as YAML says,
    `front-matter-as-text` for a block that has keys blogs use and is none, `found-by` for lines without fences, and
    `lone-surrogate`. Raises `FrontMatterError` with line and column for what the lenient rule cannot read either, front matter
    that is never closed, anchors, tags and merge keys, nesting deeper than 50, and more than 64 KB.
    """
    text = text.lstrip("\ufeff")
    if not may_have_front_matter_even_unfenced(text):
        return FrontMatter({}, text)
    from convert.meta.front_matter.fences import find_front_matter_refusing_unclosed

    try:
        found = find_front_matter_refusing_unclosed(text)
        if found is None:
            return FrontMatter({}, text)
        note = lambda detail: report(Notice("front-matter", detail))  # noqa: E731
        data = found.handler.load(replace_lone_surrogates(found.block), found.line, note)
    except AbsentError as error:
        if error.line:
            report(Notice("front-matter-as-text", f"line {error.line} is neither a key nor a comment"))
        return FrontMatter({}, text)
    except UnreadableError as error:
        message = f"front matter, line {error.line}, column {error.column}: {error.problem}"
        raise FrontMatterError(message, source=source_name, hint=error.hint) from error
    _report_if_found_unusually_or_kept_as_text(found.handler, report)
    # Half characters come from escapes only.
    data = _without_lone_surrogates(data, report, note) if "\\u" in found.block else data
    return FrontMatter(data, found.body, found.handler.language if data or not found.handler.kept_as_text else "")


def _report_if_found_unusually_or_kept_as_text(handler: "Handler", report: Report) -> None:
    if handler.found_by:
        report(Notice("found-by", handler.found_by))
    if handler.kept_as_text:
        report(Notice("front-matter-as-text", handler.kept_as_text))


def body_of(text: str) -> str:
    """The body of decoded text, without reading what its front matter says; for whoever only looks at a text. Raises nothing."""
    text = text.lstrip("\ufeff")
    if not may_have_front_matter_even_unfenced(text):
        return text
    from convert.meta.front_matter.fences import find_front_matter_refusing_unclosed, looks_like_front_matter

    try:
        found = find_front_matter_refusing_unclosed(text)
    except UnreadableError:
        return text
    return found.body if found and looks_like_front_matter(found) else text


def dump_front_matter(data: Mapping[str, Any], format: Format = "yaml") -> str:
    """Front matter with its delimiters, from text, numbers, booleans, `None`, dates, lists and mappings with text keys.

    Keys keep their order. Half characters (lone surrogates) become U+FFFD; TOML, which has no null, leaves out what is `None`.
    """
    if format == "yaml":
        return replace_lone_surrogates(f"{YAML_FENCE}{emit_mapping(data)}{YAML_FENCE}")
    from frontmatter import Post

    from convert.meta.front_matter.handlers import HANDLERS

    head = Post("")
    # Not as keywords, where `content` and `handler` would be the library's own.
    head.metadata = dict(data)
    return replace_lone_surrogates(HANDLERS[format].format(head))


def _without_lone_surrogates(data: Any, report: Report, note: Note) -> Any:
    """The data without half characters, each text that had some reported."""
    if isinstance(data, str) and (text := replace_lone_surrogates(data)) != data:
        report(Notice("lone-surrogate"))
        return text
    if isinstance(data, list):
        return [_without_lone_surrogates(item, report, note) for item in data]
    if isinstance(data, dict):
        mended: dict[str, Any] = {}
        for key, value in data.items():
            set_key_moving_earlier_value_aside(
                mended, _without_lone_surrogates(key, report, note), _without_lone_surrogates(value, report, note), note
            )
        return mended
    return data
