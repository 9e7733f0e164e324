"""The parser: markdown-it-py with the rules this project adds to it, all of them before inline markup is parsed."""

import re
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_def, footnote_ref

from convert.model import MAX_DEPTH

DEEPEST = MAX_DEPTH - 8
"""The deepest place of a container. Below it a list takes two levels, a table and its text five."""

_NESTING = MAX_DEPTH + 1
"""markdown-it drops what is nested deeper than this in silence (its own default is 20), so containers must end before."""

_LINE_MARKS = re.compile(r"(?:(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$))[ \t]*)+")
_TILDES = re.compile(r"~{3,}")
_TASK = re.compile(r"\[([ xX])\][ \t\n]+")
_HEADING_ID = re.compile(r"(?<!\\)(?:^|[ \t]+)\{#([^\s{}]+)\}$")
_ALERT = re.compile(r"\[!([A-Za-z][\w-]*)\][ \t]*([^\n]*)(?:\n|$)")


class _Parser(MarkdownIt):
    """markdown-it that leaves addresses as written: the model wants decoded text, and a bad scheme noticed, not hidden."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True


def parse(text: str, deepest: int) -> tuple[list[Token], int]:
    """The tokens of a body, and how many lines lost quote or list marks because containers end at level `deepest`."""
    env: dict[str, Any] = {"deepest": deepest, "flattened": 0}
    return _markdown().parse(text, env), env["flattened"]


def parse_summary(html: str) -> list[Token]:
    """The inline tokens of one line of HTML, in which Markdown means nothing."""
    return _html_line().parseInline(html)[0].children or []


@cache
def _markdown() -> MarkdownIt:
    parser = _Parser("commonmark", {"maxNesting": _NESTING}).enable(["table", "strikethrough"])
    parser.core.ruler.after("block", "marks", _read_marks)
    parser.block.ruler.before("table", "flatten", _flatten, {"alt": ["paragraph", "reference", "blockquote"]})
    # The plugin as a whole moves footnotes to the end, and drops those nothing refers to.
    parser.block.ruler.before("reference", "footnote_def", _footnote, {"alt": ["paragraph", "reference"]})
    parser.inline.ruler.after("image", "footnote_ref", footnote_ref)
    parser.inline.ruler.before("strikethrough", "tildes", _tildes)
    return parser


@cache
def _html_line() -> MarkdownIt:
    return _Parser("zero", {"html": True}).enable(["html_inline", "entity"])


def _flatten(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """At the deepest level a line loses its quote and list marks and is read as what is left, so nesting ends and text stays."""
    if state.level < state.env["deepest"] or state.isEmpty(start_line):
        return False
    start = state.bMarks[start_line] + state.tShift[start_line]
    marks = _LINE_MARKS.match(state.src, start, state.eMarks[start_line])
    if marks is None or silent:
        return marks is not None
    state.bMarks[start_line] = marks.end()
    state.tShift[start_line] = 0
    state.sCount[start_line] = state.blkIndent
    state.env["flattened"] += 1
    # No other rule expects an empty line.
    empty = state.isEmpty(start_line)
    state.line = start_line + empty
    return empty


def _footnote(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """The plugin's rule, which knows no limit of nesting."""
    return state.level < state.env["deepest"] and footnote_def(state, start_line, end_line, silent)


def _tildes(state: StateInline, silent: bool) -> bool:
    """Three tildes and more strike nothing on GitHub and in Hugo; markdown-it reads `좋아~~~~` as two marks around nothing."""
    found = _TILDES.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.pending += found.group()
    state.pos = found.end()
    return True


def _read_marks(state: StateCore) -> None:
    """Move what is no inline markup (task boxes, heading ids, alert kinds) from the text to the block it is about.

    It reads the source of the line, where an escaped mark still shows its backslash.
    """
    tokens: list[Token] = []
    for token in state.tokens:
        tokens.append(token)
        if token.type == "inline" and len(tokens) > 1:
            _read_mark(tokens)
    state.tokens = tokens


def _read_mark(tokens: list[Token]) -> None:
    inline, parent = tokens[-1], tokens[-2]
    if parent.type == "heading_open":
        if found := _HEADING_ID.search(inline.content):
            parent.meta["id"] = found.group(1)
            inline.content = inline.content[: found.start()]
    elif len(tokens) > 2 and tokens[-3].type == "list_item_open":
        if found := _TASK.match(inline.content):
            tokens[-3].meta["checked"] = found.group(1) != " "
            inline.content = inline.content[found.end() :]
    elif len(tokens) > 2 and tokens[-3].type == "blockquote_open" and (found := _ALERT.match(inline.content)):
        tokens[-3].meta["callout"] = found.group(1).lower()
        inline.content = inline.content[found.end() :]
        # The title must be parsed like any text, so it stands among the tokens, first in the quotation.
        tokens.insert(-2, Token("inline", "", 0, content=found.group(2), children=[], level=inline.level))
