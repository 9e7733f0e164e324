"""What a quick scan sees of HTML: its lines, what is in it besides words, and its code.

A parser and its renderer, both in C, do the walking; `scanned_elements` says what becomes of each element. Anything unusual, such
as a style that begins a line, means that one has to look closely.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from turbohtml import Document, Element

from convert import lazy_re as re
from convert.proof.witness.css import read_display
from convert.proof.witness.elements import OWN_LINES
from convert.proof.witness.scan_signs import BLOCK_END, CODE, CODES, LINK, SHOWN_CODE, SIGNS, THING, UNSURE
from convert.proof.witness.scanned_code import TAKEN_CODE, move_code_of_blocks_into_attributes, nonblank_lines_of_code
from convert.proof.witness.scanned_elements import (
    BETWEEN_BLOCKS,
    BLOCKS_END,
    PAGE_RENDERING,
    SOURCE_RENDERING,
)
from convert.proof.witness.things import is_script_without_output
from convert.sources.bracket_marks import has_bracket_before_hash_or_behind_bang
from convert.sources.html_tree import parse_html_to_render

_TAKEN = (*SIGNS, TAKEN_CODE)
"""What a scan puts into HTML and its text, so that there is another look where a source has it."""

_REPLACERS = ("[##_", "[#M_", "![")
"""Marks of the blog's software, in text."""

_FORMULAS = ", ".join(f'[class*="{name}" i]' for name in ("katex", "mathjax", "mwe-math", "language-math"))
_MAYBE_UNUSUAL = '[style*="sp" i], [class*="at" i]'
"""Elements of a source that may show more than is written in them: these letters are in `white-space`, `display` and the names of
formulas. To look for what words share takes a third of what it takes to look for each of them, and hardly more is found.
"""

_HIDING = ", ".join(
    [
        _FORMULAS,
        *[f'[style*="{name}" i]' for name in ("white-space", "display", "visibility")],
        "[hidden], [display], [visibility]",
    ]
)
"""Elements of a page that may show less."""

_MAYBE_HIDING = f'{_MAYBE_UNUSUAL}, [style*="visibility" i], [hidden], [display], [visibility]'

_UNUSUAL_WORDS = (
    f"<{BLOCKS_END} {TAKEN_CODE} <script white-space display visibility hidden katex mathjax mwe-math language-math".split()
)
"""What is written in a block that may show more or less than is written in it, or end others."""

_BEGINS_BODY = re.compile(r"\s*+<(?:p|div|h[1-6]|figure|blockquote|ul|ol|table)[\s>]")
"""How HTML begins that a parser takes for a body's, as most is; what it would take for a head's, as a script, is one's too."""

_SIGNS = (("\u200b", ""), ("\ufeff", ""), ("\xa0", " "), ("\t", " "))
"""White space, and what it is compared as."""


class QuickScan(NamedTuple):
    """What is seen of some HTML: its lines, its elements and addresses in order, and each block of code.

    Each begins with a sign; one that begins with `SHOWN_CODE` stands among the lines where that sign does.
    """

    lines: str
    things: str
    codes: str


NOTHING = QuickScan("", "", "")


def scan_html(html: str, *, is_page: bool = False, no_codes: Collection[str] = ()) -> QuickScan | None:
    """What HTML plainly shows; None where one has to look closely.

    In a page of ours nothing is shown that is in an element which hides it. `no_codes` are blocks of code of which somebody said
    that they are none.
    """
    if any([sign in html for sign in _TAKEN]):
        return None
    tree = parse_html_to_render(html if _BEGINS_BODY.match(html) or "<body" in html else f"<body>{html}")
    if _hides_something(tree) if is_page else _has_unusual_elements(tree):
        return None
    return _quick_scan_from_marked_text(_render_tree(tree, is_page=is_page, no_codes=no_codes))


def scan_blocks_in_one_parse_or_none_if_unsure(blocks: Sequence[str], *, is_page: bool = False) -> list[QuickScan | None]:
    """What `scan_html` says of each block of a page, as a parser has written it.

    To parse and render costs more than there is in most blocks, so all are read at once, but for those that may be unusual.
    """
    usual = [number for number, block in enumerate(blocks) if not _may_be_unusual(block.lower())]
    tree = parse_html_to_render(f"<body>{BETWEEN_BLOCKS.join([blocks[number] for number in usual])}")
    parts = _render_tree(tree, is_page=is_page).split(BLOCK_END)
    if len(parts) != len(usual):  # one of them has no end, or such an element in it
        return [scan_html(block, is_page=is_page) for block in blocks]
    scans = dict(zip(usual, map(_quick_scan_from_marked_text, parts), strict=True))
    return [scans[number] if number in scans else scan_html(block, is_page=is_page) for number, block in enumerate(blocks)]


def _render_tree(tree: Document, *, is_page: bool, no_codes: Collection[str] = ()) -> str:
    move_code_of_blocks_into_attributes(tree, no_codes)
    return tree.to_markdown(PAGE_RENDERING if is_page else SOURCE_RENDERING)


def _may_be_unusual(block: str) -> bool:
    return any([word in block for word in _UNUSUAL_WORDS])


def _quick_scan_from_marked_text(text: str) -> QuickScan | None:
    if UNSURE in text or (has_bracket_before_hash_or_behind_bang(text) and any([mark in text for mark in _REPLACERS])):
        return None
    if THING not in text:
        return QuickScan(_collapse_spaces_and_drop_blank_lines(text), "", "")
    parts = text.split(THING)
    shown = _parts_of_text_and_signs_of_shown_code(parts) if SHOWN_CODE in text else parts[::2]
    return QuickScan(
        _collapse_spaces_and_drop_blank_lines("".join(shown)),
        "\n".join(_names_without_code_and_repeated_links(parts[1::2])),
        "\0".join([part for part in parts[1::2] if part[0] in CODES]),
    )


def _parts_of_text_and_signs_of_shown_code(parts: Sequence[str]) -> Iterator[str]:
    """What of a text, parted by the signs of things, is shown in lines: each second part, and the sign of code between."""
    for number, part in enumerate(parts):
        if number % 2 == 0:
            yield part
        elif part[0] == SHOWN_CODE:
            yield f"\n{SHOWN_CODE}\n"


def with_code_in_lines(scan: QuickScan) -> QuickScan:
    """What is seen of HTML with the lines of code among the others, and of code nothing but the lines in which something is."""
    if not scan.codes:
        return scan
    codes = [(code[0], nonblank_lines_of_code(code[1:].replace(CODE, "\n"))) for code in scan.codes.split("\0")]
    shown = iter([_collapse_spaces_and_drop_blank_lines("\n".join(lines)) for sign, lines in codes if sign == SHOWN_CODE])
    lines = [next(shown) if line == SHOWN_CODE else line for line in scan.lines.split("\n")]
    return QuickScan("\n".join(filter(None, lines)), scan.things, "\0".join(["\n".join(lines) for _, lines in codes]))


def _names_without_code_and_repeated_links(things: Sequence[str]) -> Iterator[str]:
    """Things but for code. Links to one address in a row are one, but for places on the page."""
    before = ""
    for thing in things:
        if thing[0] == LINK:
            address = thing[1:]
            if address != before or address[0] == "#":
                yield address
            before = address
        elif thing[0] not in CODES:
            yield thing


def _hides_something(page: Document) -> bool:
    return any([element.matches(_HIDING) for element in page.select(_MAYBE_HIDING)])


def _has_unusual_elements(source: Document) -> bool:
    """Whether something is shown that is no text, or keeps lines or has some that its name does not say."""
    return any([_has_unusual_lines_or_is_formula(element) for element in source.select(_MAYBE_UNUSUAL)]) or any(
        [
            not is_script_without_output({name: script.attr(name) for name in ("type", "src")})
            for script in source.find_all("script")
        ]
    )


def _has_unusual_lines_or_is_formula(element: Element) -> bool:
    display = read_display(element.attr("style") or "")
    return (
        (display.keeps_lines is True and "\n" in element.text)
        or (display.own_lines is True and element.tag not in OWN_LINES and element.tag != "img")
        or element.matches(_FORMULAS)
    )


def _collapse_spaces_and_drop_blank_lines(text: str) -> str:
    """The lines that are not blank, with one space wherever there is white space in them."""
    for sign, shown in _SIGNS:
        if sign in text:
            text = text.replace(sign, shown)
    text = "\n".join(filter(None, map(str.strip, text.split("\n"))))
    while "  " in text:
        text = text.replace("  ", " ")
    return text
