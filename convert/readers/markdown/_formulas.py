"""Formulas as people spell them: pandoc's and GitHub's dollars, kramdown's pairs of them, LaTeX's brackets, GitLab's code.

Dollars and brackets of prose are told apart by what is inside them: money has a digit behind its second dollar, and a bracket
that a tool only escaped holds no TeX.
"""

from typing import NamedTuple

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from convert import lazy_re as re

DISPLAYED = "display"
"""The mark of a token whose formula is one of its own where nothing else is in its paragraph."""

_MATH = re.compile(r"\$(?![\s$])((?:\\.|[^$\\])*)(?<!\s)\$(?!\d)")
"""A formula as pandoc finds it: no space inside its dollars, no digit behind. `$5 and $6` is money."""

_LONGEST = 2000
"""Characters of a formula in code or brackets; a limit keeps a line of them linear."""

_CODE_MATH = re.compile(rf"\$(`+)(?!`)((?:(?!(?<!`)\1(?!`))[^\n]){{1,{_LONGEST}}})(?<!`)\1(?!`)\$")
"""A formula in code between dollars, as GitHub and GitLab have it where Markdown would read something in it."""

_PAIRS = re.compile(r"(?<!\$)\$\$(?!\$)((?:\\.|[^$\\])+)\$\$(?![\d$])", re.DOTALL)
"""kramdown's formula, in a line or alone. No dollar is inside, so a line of dollars costs no more than its length."""

_BRACKETS = {"\\(": "\\)", "\\\\(": "\\\\)", "\\[": "\\]", "\\\\[": "\\\\]"}
"""LaTeX's brackets, whose backslash some double, since Markdown takes one away."""

_TICKS = re.compile("`+")
_PADDED = re.compile(r"\A (.*[^ ].*) \Z")
_MATH_LINE = re.compile(r"\$\$(?=[^$\s])([^$]*[^$\s])\$\$[ \t]*")
_WORDS = re.compile(r"\\(?:text|textrm|textbf|mathrm|mbox|operatorname)\{[^{}]*\}")
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_COMMAND = re.compile(r"\\[A-Za-z]{2}")
_STRONG = re.compile(r"\\[A-Za-z]{2}|(?<!\\)\^|(?<!\\)_\{")
_SUM = re.compile(r"(?<!\\)[\^=<>_]|\\[A-Za-z]|[A-Za-z0-9)] *[+*/-] *[A-Za-z0-9(\\]|\A\s*[A-Za-z]\s*\Z")


class Formula(NamedTuple):
    """What was found in a line: where it ends, its TeX, and whether it is one of its own when nothing stands beside it."""

    end: int
    tex: str
    is_displayed: bool = False


def formula_at(text: str, start: int, end: int) -> Formula | None:
    """The formula that begins at `start`, at a dollar or a backslash."""
    return _dollar_formula_at(text, start, end) if text[start] == "$" else _bracket_formula_at_if_like_tex(text, start, end)


def _dollar_formula_at(text: str, start: int, end: int) -> Formula | None:
    if code := _CODE_MATH.match(text, start, end):
        return Formula(code.end(), _PADDED.sub(r"\1", code[2]))
    if found := _PAIRS.match(text, start, end):
        is_meant = found[1] == found[1].strip() or (not _follows_word(text, start) and _looks_like_tex(found[1], _SUM))
        return Formula(found.end(), found[1].strip(), is_displayed=True) if is_meant else None
    found = _MATH.match(text, start, end)
    if found is None or ("`" in found[1] and _closes_inside_code(text, found, end)):
        return None
    return Formula(found.end(), found[1])


def _closes_inside_code(text: str, found: re.Match[str], end: int) -> bool:
    """Whether the second dollar of a formula is in code that begins in the formula: `$HOME` behind the price of something."""
    place, close = found.start(1), found.end(1)
    while opening := _TICKS.search(text, place, close):
        limit = min(end, opening.end() + _LONGEST)
        place = next((ticks.end() for ticks in _TICKS.finditer(text, opening.end(), limit) if ticks[0] == opening[0]), 0)
        if place > close:
            return True
        place = place or opening.end()
    return False


def _follows_word(text: str, start: int) -> bool:
    """Whether an ASCII letter or digit stands before: `US$$`, or the call of a function whose brackets a tool escaped."""
    return start > 0 and text[start - 1].isascii() and text[start - 1].isalnum()


def _bracket_formula_at_if_like_tex(text: str, start: int, end: int) -> Formula | None:
    opening = next((mark for mark in _BRACKETS if text.startswith(mark, start)), "")
    if not opening:
        return None
    inside = start + len(opening)
    close = text.find(_BRACKETS[opening], inside, min(end, inside + _LONGEST))
    if close < 0:
        return None
    tex, after = text[inside:close], close + len(opening)
    if opening[-1] == "[":
        # No formula begins with a raised sign: that is the mark of a footnote, escaped.
        is_meant = not tex.startswith("^") and _looks_like_tex(tex, _STRONG) and text[after : after + 1] not in _BEHIND_LABEL
        return Formula(after, tex.strip(), is_displayed=True) if is_meant else None
    is_meant = _looks_like_tex(tex, _COMMAND if _follows_word(text, start) else _SUM) and "\n" not in tex
    return Formula(after, tex.strip()) if is_meant else None


_BEHIND_LABEL = ("(", "[", ":")
"""What stands behind the bracket of a link or a definition that a tool escaped."""


def _looks_like_tex(text: str, sign: re.Pattern[str]) -> bool:
    """Whether a text is TeX by a sign of it; Hangul stands in a formula only where that says it is text."""
    return sign.search(text) is not None and _HANGUL.search(_WORDS.sub("", text)) is None


# The parser's rules


def inline_math(state: StateInline, silent: bool) -> bool:
    """A formula in a line."""
    if state.src[state.pos] not in "$\\":
        return False
    # In the text of a link brackets are escaped, and nothing is displayed on lines of its own.
    if state.linkLevel and state.src.startswith("\\[", state.pos):
        return False
    found = formula_at(state.src, state.pos, state.posMax)
    if found is None or _overlaps_link_text(state, found):
        return False
    if not silent:
        token = state.push("math", "", 0)
        token.content, token.info = found.tex, DISPLAYED if found.is_displayed else ""
        token.markup = state.src[state.pos : found.end]
    state.pos = found.end
    return True


def _overlaps_link_text(state: StateInline, formula: Formula) -> bool:
    """Whether the end of a formula stands in the text of a link that begins behind its beginning."""
    is_open = formula.tex.count("[") > formula.tex.count("]")
    return is_open and state.src.find("](", formula.end, formula.end + _LONGEST_TEXT) >= 0


_LONGEST_TEXT = 1000
"""Characters of a link's text that are looked at; a limit keeps a line of dollars and brackets linear."""


def math_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """`$$` or LaTeX's brackets on lines of their own around a formula, or `$$...$$`, which interrupts no paragraph."""
    text = _line_text(state, start_line)
    if not text.startswith(("$$", "\\")) or state.is_code_block(start_line):
        return False
    end = "$$" if text == "$$" else _BRACKETS.get(text, "") if text[-1] == "[" else ""
    if end:
        close = _closing_line_before_blank_or_zero(state, start_line, end_line, end)
        value = state.getLines(start_line + 1, close, state.blkIndent, False).strip("\n")
        if not close or (end != "$$" and not _looks_like_tex(value, _SUM)):
            return False
    elif not silent and (found := _MATH_LINE.fullmatch(text)):
        close, value = start_line, found[1]
    elif not silent and (close := _find_dollar_closing_line_or_zero(state, start_line, end_line)):
        value = state.getLines(start_line, close + 1, state.blkIndent, False).strip().strip("$").strip()
    else:
        return False
    if not silent:
        state.push("math_block", "", 0).content = value
        state.line = close + 1
    return True


_MOST_LINES = 300
"""Lines of a formula; a limit keeps many beginnings without an end linear."""


def _closing_line_before_blank_or_zero(state: StateBlock, start_line: int, end_line: int, end: str) -> int:
    """The line that ends a formula of at least one line, 0 when none does before an empty one."""
    close, begin = start_line + 1, _line_text(state, start_line)
    end_line = min(end_line, start_line + _MOST_LINES)
    while close < end_line and _line_text(state, close) not in ("", end, begin):
        close += 1
    return close if start_line + 1 < close < end_line and _line_text(state, close) == end else 0


def _find_dollar_closing_line_or_zero(state: StateBlock, start_line: int, end_line: int) -> int:
    """The line at whose end a formula ends that begins with text behind its dollars, 0 when none does before an empty one."""
    if "$" in _line_text(state, start_line)[2:] or not _line_text(state, start_line).startswith("$$"):
        return 0
    close = start_line + 1
    end_line = min(end_line, start_line + _MOST_LINES)
    while close < end_line and _line_text(state, close) and "$" not in _line_text(state, close):
        close += 1
    is_end = close < end_line and _line_text(state, close).endswith("$$") and _line_text(state, close).count("$") == 2
    return close if is_end else 0


def _line_text(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].rstrip(" \t")
