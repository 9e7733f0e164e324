"""Blocks of HTML in Markdown: where CommonMark (0.31, section 4.6) begins one and ends it, and what is still open at its end.

CommonMark ends most of them at a blank line, whatever is open. Two things are never meant so. In code, a script, a comment or
the value of an attribute a blank line is one of its lines. And where an element is open and the next line is a tag again, the
element goes on, however far that line is indented: editors and tools indent HTML, and leave blank lines in it. Text behind a
blank line is Markdown, as CommonMark has it, whatever is open round it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from convert import lazy_re as re

_BLOCK = """address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt
fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main
menu menuitem nav noframes ol optgroup option p param search section source summary table tbody td tfoot th thead
title tr track ul"""
"""Elements whose tags begin a block (condition 6)."""

_ENDS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(r"<(?:script|pre|style|textarea)(?=[\s>]|$)", re.IGNORECASE),
        re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE),
    ),
    (re.compile(r"<!--"), re.compile(r"-->")),
    (re.compile(r"<\?"), re.compile(r"\?>")),
    (re.compile(r"<![A-Za-z]"), re.compile(r">")),
    (re.compile(r"<!\[CDATA\["), re.compile(r"\]\]>")),
)
"""Conditions 1 to 5: how a block begins, and what ends it."""

_TAG_OF_BLOCK = re.compile(rf"</?(?:{'|'.join(_BLOCK.split())})(?=[\s/>]|$)", re.IGNORECASE)
_ATTRIBUTE = r"""\s+[A-Za-z_:][\w.:-]*+(?:\s*=\s*(?:[^\s"'=<>`]++|'[^']*'|"[^"]*"))?"""
_WHOLE_TAG = re.compile(rf"(?:<[A-Za-z][A-Za-z0-9-]*(?:{_ATTRIBUTE})*+\s*/?>|</[A-Za-z][A-Za-z0-9-]*\s*>)\s*$")
"""Condition 7: one tag of any other element, alone on its line."""

_PARTS = re.compile(r"<!--|-->|<(/?)([A-Za-z][\w-]*)")
_ATTRIBUTES = re.compile(r"""(?:[^"'<>]++|"[^"]*"|'[^']*')*+""")
_VERBATIM = frozenset({"pre", "script", "style", "textarea", "xmp", "svg", "math"})
"""Elements in which a blank line is content like any other, and nothing is Markdown."""

_CLOSED = frozenset(
    """address article aside blockquote center details dialog div dl fieldset figure footer form header main nav ol section table
    ul""".split()
)
"""Elements whose end must be written: of the others nobody knows whether they are open."""

_WHOLE_TAGS = re.compile(
    rf"""(?:[^<]++
    | </?(?!(?i:{"|".join(sorted(_VERBATIM))})(?![\w-]))[A-Za-z][\w-]*+(?:[^"'<>]++|"[^"<]*"|'[^'<]*')*+>
    | <(?!!--|/?[A-Za-z])
    )*+""",
    re.VERBOSE,
)
"""Text and tags that end where they stand, none of an element with other rules: nearly all lines there are."""

_TAGS = re.compile(r"<(/?)([A-Za-z][\w-]*)")

_FAR = 40
"""Lines an attribute's value may have; the address cards of an editor hold a text of a few."""

BLANK = re.compile(r"\s*\Z")
"""What ends a block of conditions 6 and 7."""


def block_end_pattern(line: str, in_paragraph: bool = False) -> re.Pattern[str] | None:
    """What ends the block of HTML this line begins, or None when it begins none; `BLANK` is a blank line.

    The line is given without its indentation. Condition 7 does not interrupt a paragraph.
    """
    if not line.startswith("<"):
        return None
    if _TAG_OF_BLOCK.match(line):  # nearly every one, and none that another condition is about
        return BLANK
    for start, end in _ENDS:
        if start.match(line):
            return end
    return BLANK if not in_paragraph and _WHOLE_TAG.match(line) else None


class OpenElements:
    """What is open behind the HTML that has been seen, line by line.

    Lines wait until somebody asks: of most texts nobody does, and many lines at once take less time than one after another.
    """

    __slots__ = ("_elements", "_in_tag", "_never", "_quote", "_verbatim", "_waiting")

    def __init__(self) -> None:
        self._waiting: list[str] = []
        self._elements: Counter[str] = Counter()
        self._verbatim: list[str] = []
        self._in_tag = False
        self._quote = ""
        self._never: set[str] = set()

    def feed_lines(self, lines: Iterable[str]) -> None:
        """Take lines of HTML that follow."""
        self._waiting += lines

    def _track_tags_of_queued_lines(self) -> None:
        if self._waiting:
            html = "\n".join((*self._waiting, ""))
            self._waiting.clear()
            self._feed(html)

    def _feed(self, html: str) -> None:
        """Take note of the tags in HTML that follows."""
        if self._in_tag or self._verbatim or not _WHOLE_TAGS.fullmatch(html):
            self._feed_tag_by_tag(html)
            return
        for slash, name in _TAGS.findall(html):
            if (lower := name.lower()) in _CLOSED:
                self._add_or_remove_open_element(lower, bool(slash))

    def _feed_tag_by_tag(self, html: str) -> None:
        at = self._skip_attributes_or_minus_one_if_cut_off(html, 0) if self._in_tag else 0
        while at >= 0 and (found := _PARTS.search(html, at)):
            self._track_verbatim_or_open_element((found[2] or found[0]).lower(), bool(found[1]))
            at = (
                self._skip_attributes_or_minus_one_if_cut_off(html, found.end())
                if found[2] and not self._verbatim
                else found.end()
            )

    def _skip_attributes_or_minus_one_if_cut_off(self, html: str, at: int) -> int:
        """Where the attributes of a tag end that go on at `at`; -1 when they go on behind this HTML."""
        if self._quote:
            closing = html.find(self._quote, at)
            if closing < 0:
                return -1
            at = closing + 1
        attributes = _ATTRIBUTES.match(html, at)
        assert attributes is not None
        at = attributes.end()
        rest = html[at : at + 1]
        self._quote = rest if rest in ('"', "'") else ""
        self._in_tag = not rest or bool(self._quote)
        return -1 if self._in_tag else at

    def _track_verbatim_or_open_element(self, name: str, closes: bool) -> None:
        if self._verbatim:
            inner = self._verbatim[-1]
            if (closes and name == inner) or (inner == "<!--" and name == "-->"):
                self._verbatim.pop()
            elif name == inner == "pre":
                self._verbatim.append(name)  # people paste code with its element into code
        elif not closes and (name in _VERBATIM or name == "<!--"):
            self._verbatim.append(name)
        elif name in _CLOSED:
            self._add_or_remove_open_element(name, closes)

    def _add_or_remove_open_element(self, name: str, closes: bool) -> None:
        self._elements[name] = max(0, self._elements[name] + (-1 if closes else 1))

    @property
    def is_inside_element(self) -> bool:
        """Whether an element is open whose end must be written."""
        self._track_tags_of_queued_lines()
        return any(self._elements.values())

    def find_verbatim_end_or_minus_one(self, lines: Sequence[str], blank_line: int) -> int:
        """The line at which a block goes on that a blank line cannot end, since it is of code or of a value; -1 for any other."""
        self._track_tags_of_queued_lines()
        name = self._verbatim[-1] if self._verbatim else ""
        awaited = self._quote or ("-->" if name == "<!--" else f"</{name}" if name else "")
        self._in_tag = bool(self._quote)
        if not awaited or awaited in self._never:
            return -1
        reach = min(len(lines), blank_line + _FAR) if self._quote else len(lines)
        found = next((at for at in range(blank_line, reach) if awaited in lines[at].lower()), -1)
        if found < 0:
            # What never comes is awaited by nobody: the rest of the text must not be taken for code.
            self._give_up_on_end_for_good(awaited)
        return found

    def _give_up_on_end_for_good(self, awaited: str) -> None:
        if not self._quote:
            self._never.add(awaited)
        self._in_tag, self._quote = False, ""
        self._verbatim.clear()


def find_block_end_feeding_open_elements(
    lines: Sequence[str],
    start: int,
    end: re.Pattern[str],
    open_elements: OpenElements,
    never_continues: re.Pattern[str] | None = None,
) -> int:
    """The line behind the block of HTML that begins at line `start`; `open_elements` sees what is in it.

    A line that begins with what `never_continues` matches is never one a block goes on with behind a blank line.
    """
    at = start
    while at < len(lines):
        further = at
        if end is BLANK and not lines[at].strip():
            further = _find_continuation_or_minus_one(lines, at, open_elements, never_continues)
        elif at > start and end is not BLANK and end.search(lines[at - 1]):
            further = open_elements.find_verbatim_end_or_minus_one(lines, at)  # code may begin again on the line on which it ends
        if further < 0:
            return at
        open_elements.feed_lines(lines[at : further + 1])
        at = further + 1
    return at


def _find_continuation_or_minus_one(
    lines: Sequence[str], blank_line: int, open_elements: OpenElements, never_continues: re.Pattern[str] | None
) -> int:
    """The line with which a block goes on behind a blank line, or -1 when it ends there."""
    further = open_elements.find_verbatim_end_or_minus_one(lines, blank_line)
    if further >= 0 or not open_elements.is_inside_element:
        return further
    following = next((at for at in range(blank_line, len(lines)) if lines[at].strip()), -1)
    if (
        following < 0
        or block_end_pattern(line := lines[following].lstrip()) is None
        or (never_continues and never_continues.match(line))
    ):
        return -1
    return following
