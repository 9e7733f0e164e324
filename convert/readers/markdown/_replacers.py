"""Replacers of Tistory's editor, which tools that took posts out of a blog left in their Markdown.

Those that stand on lines of their own are what the blog showed in their place. In a line they are text, underscores and all. What
the writers print is never one: they escape the underscore.
"""

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from convert.notices import ignore
from convert.readers.tistory.files import OnServer
from convert.readers.tistory.replacers import expand

_REPLACER = re.compile(r"\[##_(?:(?!_##\]|\[##_)[^\n]){1,5000}_##\]")
_LINE = re.compile(rf"(?:{_REPLACER.pattern}[ \t]*)+")


def replacer(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A line of nothing else, as the HTML it stands for."""
    line = state.src[state.bMarks[start_line] + state.tShift[start_line] : state.eMarks[start_line]]
    if not line.startswith("[##_") or state.is_code_block(start_line) or not _LINE.fullmatch(line):
        return False
    html = expand(line, OnServer(), ignore)
    if "[##_" in html:
        return False
    if not silent:
        token = state.push("html_block", "", 0)
        token.content = html
        token.map = [start_line, start_line + 1]
        state.line = start_line + 1
    return True


def replacer_in_line(state: StateInline, silent: bool) -> bool:
    """One in a line, in which nothing is Markdown."""
    found = _REPLACER.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.pending += found[0]
    state.pos = found.end()
    return True
