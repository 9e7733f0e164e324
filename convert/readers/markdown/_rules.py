"""What this project adds to markdown-it's rules: shortcodes, definition lists, footnotes, and a bound for nesting."""

from collections.abc import Callable
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkDestination, parseLinkTitle
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.footnote.index import footnote_def

from convert import lazy_re as re
from convert.readers.markdown._replacers import find_link_label_end
from convert.readers.markdown._shortcode_calls import (
    ShortcodeCall,
    closing_call_lines,
    read_shortcode_call,
    uncomment_calls_and_insert_parameters,
)
from convert.readers.markdown._shortcodes import NODES

_LINE_MARKS = re.compile(r"(?:(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$))[ \t]*)+")
_TILDES = re.compile(r"~{3,}")
_TEXTS = frozenset({"param", "ref", "relref"})
"""Calls that only print a text."""

BlockRule = Callable[[StateBlock, int, int, bool], bool]


def limit_nesting(rule: BlockRule) -> BlockRule:
    """A plugin's rule, which knows no limit of nesting, with one."""

    def limited_rule(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        return state.level < state.env["deepest"] and rule(state, start_line, end_line, silent)

    return limited_rule


footnote = limit_nesting(footnote_def)


def strip_deep_container_marks_for_later_rules(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
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


def _line_text(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].rstrip(" \t")


# Shortcodes


def shortcode_line(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A call on a line of its own: a node, or the content of the two calls around it."""
    text = _line_text(state, start_line)
    found = read_shortcode_call(text, 0) if text.startswith("{{") and not state.is_code_block(start_line) else None
    if found is None or found[1] != len(text) or found[0].is_closing:
        return False
    call = found[0]
    close = _closing_call_line_or_minus_one(state, start_line)
    if call.name in ("details", "highlight"):
        return start_line < close < end_line and (
            silent or _push_highlight_or_details_unless_deep(state, call, start_line, close)
        )
    if call.name not in NODES:
        return False
    if not silent:
        _push_call(state, "shortcode", call, 0, start_line)
        state.line = start_line + 1
    return True


def _closing_call_line_or_minus_one(state: StateBlock, line: int) -> int:
    found: dict[int, int] = state.env["partners"]
    return found.get(line, -1)


def _push_highlight_or_details_unless_deep(state: StateBlock, call: ShortcodeCall, start_line: int, close: int) -> bool:
    if call.name == "highlight":
        token = _push_call(state, "shortcode_code", call, 0, start_line)
        token.content = state.getLines(start_line + 1, close, state.blkIndent, False).strip("\n")
    elif state.level >= state.env["deepest"]:
        return False
    else:
        _push_call(state, "details_open", call, 1, start_line)
        outer, state.lineMax = state.lineMax, close
        state.md.block.tokenize(state, start_line + 1, close)
        state.lineMax = outer
        _push_call(state, "details_close", call, -1, close)
    state.line = close + 1
    return True


def _push_call(state: StateBlock, kind: str, call: ShortcodeCall, nesting: Any, line: int) -> Any:
    token = state.push(kind, "", nesting)
    token.block = True
    token.map = [line, line + 1]
    token.meta = {"call": call}
    return token


def inline_shortcode(state: StateInline, silent: bool) -> bool:
    """A call in a line. One nobody here knows stays text, and is counted."""
    if not state.src.startswith(("{{<", "{{%"), state.pos):
        return False
    found = read_shortcode_call(state.src, state.pos)
    if found is None:
        return False
    call, end = found
    text = _printed_text_of(call, state.env)
    if text is None and call.name not in NODES:
        if not silent and not call.is_closing:
            state.env["unknown"].append(call.name)
        return False
    if not silent:
        if text is not None:
            state.pending += text
        else:
            state.push("shortcode", "", 0).meta = {"call": call}
    state.pos = end
    return True


def _printed_text_of(call: ShortcodeCall, env: Any) -> str | None:
    """What a call prints, if that is only a text."""
    if call.comment:
        return call.comment
    if call.name not in _TEXTS:
        return None
    if call.name == "param":
        parameters: dict[str, str] = env["parameters"]
        return parameters.get(call.argument("name"))
    return call.argument("path") or None


class LinkHelpersForReplacersAndRefs:
    """markdown-it's helpers for links, in which there may be replacers, and an address may be a `ref` or `relref` with spaces."""

    parseLinkLabel = staticmethod(find_link_label_end)  # noqa: N815
    parseLinkTitle = staticmethod(parseLinkTitle)  # noqa: N815

    @staticmethod
    def parseLinkDestination(text: str, pos: int, maximum: int) -> Any:  # noqa: N802
        """Where the address that begins at `pos` ends, and what it is."""
        result = parseLinkDestination(text, pos, maximum)
        found = read_shortcode_call(text, pos) if text.startswith(("{{<", "{{%"), pos) else None
        if found is not None and found[0].name in ("ref", "relref") and found[1] <= maximum:
            call, end = found
            rest = parseLinkDestination(text, end, maximum)
            result.ok, result.pos = True, rest.pos if rest.ok else end
            result.str = call.argument("path") + (rest.str if rest.ok else "")
        return result


def uncomment_calls_in_code_tokens(state: StateCore) -> None:
    """Code as Hugo shows it."""
    if "{{" not in state.src:
        return
    for token in state.tokens:
        for part in (token, *(token.children or ())):
            if part.type in ("fence", "code_block", "code_inline", "shortcode_code"):
                part.content = uncomment_calls_and_insert_parameters(part.content, state.env["parameters"])


def store_closing_lines_of_calls(state: StateCore) -> None:
    """Say where each call with content ends, before any block is read."""
    state.env["partners"] = closing_call_lines(state.src)


# Text


def literal_tilde_run(state: StateInline, silent: bool) -> bool:
    """Three tildes and more strike nothing on GitHub and in Hugo; markdown-it reads `좋아~~~~` as two marks around nothing."""
    found = _TILDES.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.pending += found.group()
    state.pos = found.end()
    return True


def limit_nesting_and_narrow_plugin_rule(parser: MarkdownIt, name: str, narrow: Callable[[BlockRule], BlockRule]) -> None:
    """Give a rule a plugin has added a limit of nesting, and narrow what it takes."""
    for rule in parser.block.ruler.__rules__:
        if rule.name == name:
            rule.fn = limit_nesting(narrow(rule.fn))


def without_tilde_definitions(rule: BlockRule) -> BlockRule:
    """The rule of definition lists without pandoc's second mark: `~ ` begins a line of prose more often than a definition."""

    def apply_rule_unless_tilde_comes_next(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        line = start_line + (not silent)  # whether a paragraph ends here is asked of the line of the mark itself
        while line < end_line and state.isEmpty(line):
            line += 1
        is_tilde = line < end_line and state.src[state.bMarks[line] + state.tShift[line]] == "~"
        return not is_tilde and rule(state, start_line, end_line, silent)

    return apply_rule_unless_tilde_comes_next
