"""The rule for blocks of HTML: CommonMark's, but what blank lines and indentation do not part stays together.

See `convert.readers._html_blocks`. The rule is markdown-it's place for it (`rules_block/html_block`), with
`indented_html_block_in_open_element` before the rule for indented code: where an element is open, an indented tag is HTML that
somebody laid out.
"""

from collections.abc import Sequence
from typing import overload

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from convert import lazy_re as re
from convert.readers._html_blocks import OpenElements, block_end_pattern, find_block_end_feeding_open_elements

_MAY_HOLD_MARKDOWN = re.compile(r"</?(?:details|blockquote)\b", re.IGNORECASE)
"""Tags that are read one by one, since Markdown may stand between them: no block goes on with one."""


def add_html_block_rules(parser: MarkdownIt) -> None:
    """Put the rules into a parser, instead of its own."""
    interrupts = {"alt": ["paragraph", "reference", "blockquote"]}
    parser.block.ruler.at("html_block", html_block, interrupts)  # type: ignore[arg-type]
    parser.block.ruler.before("code", "html_inside", indented_html_block_in_open_element)


def html_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A block of HTML. Silent, it says whether one begins here that interrupts a paragraph."""
    if state.is_code_block(start_line):
        return False
    line = _ContainerLines(state, start_line, end_line)[start_line]
    end = block_end_pattern(line, in_paragraph=silent)
    if end is not None and not silent:
        _push_html_block(state, start_line, end_line, end)
    return end is not None


def indented_html_block_in_open_element(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A block of HTML whose first line is indented as code would be, inside of an element."""
    if silent or not state.is_code_block(start_line) or not _open_elements_of(state).is_inside_element:
        return False
    end = block_end_pattern(_ContainerLines(state, start_line, end_line)[start_line])
    if end is not None:
        _push_html_block(state, start_line, end_line, end)
    return end is not None


def _push_html_block(state: StateBlock, start_line: int, end_line: int, end: re.Pattern[str]) -> None:
    lines = _ContainerLines(state, start_line, end_line)
    state.line = find_block_end_feeding_open_elements(lines, start_line, end, _open_elements_of(state), _MAY_HOLD_MARKDOWN)
    token = state.push("html_block", "", 0)
    token.map = [start_line, state.line]
    token.content = state.getLines(start_line, state.line, state.blkIndent, True)


def _open_elements_of(state: StateBlock) -> OpenElements:
    """What is open in the whole text."""
    found: OpenElements = state.env.setdefault("open", OpenElements())
    return found


class _ContainerLines(Sequence[str]):
    """The lines of a text without what containers put before them, up to the first that is outside of the container."""

    def __init__(self, state: StateBlock, start: int, end: int) -> None:
        self._state = state
        self._end = _find_less_indented_line_or_end(state, start, end) if state.blkIndent else end

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


def _find_less_indented_line_or_end(state: StateBlock, start: int, end: int) -> int:
    """The first line behind `start` that stands further out than the container; found once for all blocks in it."""
    key = (state.blkIndent, end)
    known: dict[tuple[int, int], tuple[int, int]] = state.env.setdefault("ends", {})
    first, last = known.get(key, (0, -1))
    if not first <= start < last:
        inner = range(start + 1, end)
        last = next((at for at in inner if state.sCount[at] < state.blkIndent and not state.isEmpty(at)), end)
        known[key] = (start, last)
    return last
