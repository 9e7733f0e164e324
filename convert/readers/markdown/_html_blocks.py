"""The rule for blocks of HTML: CommonMark's, but what blank lines and indentation do not part stays together.

See `convert.readers._html_blocks`. The rule is markdown-it's place for it (`rules_block/html_block`), with `html_inside` before
the rule for indented code: where an element is open, an indented tag is HTML that somebody laid out.
"""

import re
from collections.abc import Sequence
from typing import overload

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from convert.readers._html_blocks import Open, begins, end_of_block

_MAY_HOLD_MARKDOWN = re.compile(r"</?(?:details|blockquote)\b", re.IGNORECASE)
"""Tags that are read one by one, since Markdown may stand between them: no block goes on with one."""


def add_html_blocks(parser: MarkdownIt) -> None:
    """Put the rules into a parser, instead of its own."""
    interrupts = {"alt": ["paragraph", "reference", "blockquote"]}
    parser.block.ruler.at("html_block", html_block, interrupts)  # type: ignore[arg-type]
    parser.block.ruler.before("code", "html_inside", html_inside)


def html_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A block of HTML. Silent, it says whether one begins here that interrupts a paragraph."""
    if state.is_code_block(start_line):
        return False
    line = _Lines(state, start_line, end_line)[start_line]
    end = begins(line, in_paragraph=silent)
    if end is not None and not silent:
        _push(state, start_line, end_line, end)
    return end is not None


def html_inside(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A block of HTML whose first line is indented as code would be, inside of an element."""
    if silent or not state.is_code_block(start_line) or not _open(state).is_inside:
        return False
    end = begins(_Lines(state, start_line, end_line)[start_line])
    if end is not None:
        _push(state, start_line, end_line, end)
    return end is not None


def _push(state: StateBlock, start_line: int, end_line: int, end: re.Pattern[str]) -> None:
    lines = _Lines(state, start_line, end_line)
    state.line = end_of_block(lines, start_line, end, _open(state), _MAY_HOLD_MARKDOWN)
    token = state.push("html_block", "", 0)
    token.map = [start_line, state.line]
    token.content = state.getLines(start_line, state.line, state.blkIndent, True)


def _open(state: StateBlock) -> Open:
    """What is open in the whole text."""
    found: Open = state.env.setdefault("open", Open())
    return found


class _Lines(Sequence[str]):
    """The lines of a text without what containers put before them, up to the first that is outside of the container."""

    def __init__(self, state: StateBlock, start: int, end: int) -> None:
        self._state = state
        self._end = _last(state, start, end) if state.blkIndent else end

    def __len__(self) -> int:
        return self._end

    @overload
    def __getitem__(self, at: int) -> str: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...

    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(self._end))]
        state = self._state
        return state.src[state.bMarks[at] + state.tShift[at] : state.eMarks[at]]


def _last(state: StateBlock, start: int, end: int) -> int:
    """The first line behind `start` that stands further out than the container; found once for all blocks in it."""
    key = (state.blkIndent, end)
    known: dict[tuple[int, int], tuple[int, int]] = state.env.setdefault("ends", {})
    first, last = known.get(key, (0, -1))
    if not first <= start < last:
        inner = range(start + 1, end)
        last = next((at for at in inner if state.sCount[at] < state.blkIndent and not state.isEmpty(at)), end)
        known[key] = (start, last)
    return last
