"""Replacers of Tistory's editor, which tools that took posts out of a blog left in their Markdown.

Those that stand on lines of their own are what the blog showed in their place. In a line they are text, underscores and all. What
the writers print is never one: they escape the underscore.
"""

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from convert import lazy_re as re
from convert.notices import ignore
from convert.readers.tistory.files import ServerFiles
from convert.readers.tistory.replacers import expand_replacers

_REPLACER = re.compile(r"\[##_(?:(?!_##\]|\[##_)[^\n]){1,5000}_##\]")
_LINE = re.compile(rf"(?:{_REPLACER.pattern}[ \t]*)+")

_START, _END = (r"\\?\[\\?#\\?#\\?_", r"\\?_\\?#\\?#\\?\]")
_ESCAPED = re.compile(rf"(?:{_START}(?:(?!{_END}|{_START})[^\n]){{1,5000}}{_END}[ \t]*)+")
"""Replacers in which a tool that knew only HTML and Markdown escaped what might be Markdown, each in its own way."""

_BACKSLASH = re.compile(r"\\([!#-/:-@\[-`{-~])")
"""An escape; none of a quotation mark, which is one of the JSON inside, and of which no tool makes another."""


def expand_line_of_replacers_into_html(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A line of nothing else, as the HTML it stands for."""
    line = _line_with_lone_replacers_unescaped(
        state.src[state.bMarks[start_line] + state.tShift[start_line] : state.eMarks[start_line]]
    )
    if not line.startswith("[##_") or state.is_code_block(start_line) or not _LINE.fullmatch(line):
        return False
    html = expand_replacers(line, ServerFiles(), ignore)
    if "[##_" in html:
        return False
    if not silent:
        token = state.push("html_block", "", 0)
        token.content = html
        token.map = [start_line, start_line + 1]
        state.line = start_line + 1
    return True


def _line_with_lone_replacers_unescaped(line: str) -> str:
    """A line of nothing but replacers as the editor wrote it, any other line as it is."""
    is_escaped = "\\" in line and line.startswith(("\\[", "[##\\_", "[\\#", "[#\\#")) and _ESCAPED.fullmatch(line.rstrip())
    return _BACKSLASH.sub(r"\1", line) if is_escaped else line


def literal_inline_replacer(state: StateInline, silent: bool) -> bool:
    """One in a line, in which nothing is Markdown."""
    found = _REPLACER.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.pending += found[0]
    state.pos = found.end()
    return True


def find_link_label_end(state: StateInline, start: int, disable_nested: bool = False) -> int:
    """Where the label of a link that begins at `start` ends, or -1: markdown-it's `parseLinkLabel`, to which a replacer is text.

    It takes every `[` that is passed together with more for a link, and no link may be in one (`disable_nested`).
    """
    old_pos, state.pos = state.pos, start + 1
    level, end = 1, -1
    while state.pos < state.posMax:
        before = state.pos
        mark = state.src[before]
        if mark == "]":
            level -= 1
            if level == 0:
                end = before
                break
        if before in state.cache:  # as `skipToken` would, which is called for every character of every image in an image
            state.pos = state.cache[before]
        else:
            state.md.inline.skipToken(state)
        if mark == "[" and state.pos == before + 1:
            level += 1
        elif mark == "[" and disable_nested and _REPLACER.match(state.src, before, state.posMax) is None:
            break
    state.pos = old_pos
    return end
