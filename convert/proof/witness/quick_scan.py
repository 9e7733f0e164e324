"""What a quick scan sees of HTML: its lines, what is in it besides words, and its code.

A parser and its renderer, both in C, do the walking; `scanned_elements` says what becomes of each element. Anything unusual, such
as a style that begins a line, means that one has to look closely.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from turbohtml import Document, Element

from convert import lazy_re as re
from convert.proof.witness.css import read_display
from convert.proof.witness.elements import OWN_LINES
from convert.proof.witness.scanned_elements import (
    CODE,
    LINK,
    PAGE_RENDERING,
    SOURCE_RENDERING,
    THING,
    UNSURE,
)
from convert.proof.witness.things import is_script_without_output
from convert.sources.html_tree import parse_html_to_render

_REPLACERS = ("[##_", "[#M_", "![")
"""Marks of the blog's software, in text."""

_FORMULAS = ", ".join(f'[class*="{name}" i]' for name in ("katex", "mathjax", "mwe-math", "language-math"))
_STYLES = ", ".join(f'[style*="{name}" i]' for name in ("white-space", "display"))
_UNUSUAL = f"{_STYLES}, {_FORMULAS}"
"""Elements of a source that may show more than is written in them."""

_HIDING = ", ".join(
    [
        _FORMULAS,
        *[f'[style*="{name}" i]' for name in ("white-space", "display", "visibility")],
        "[hidden], [display], [visibility]",
    ]
)
"""Elements of a page that may show less."""

_MANY = re.compile("  +")


class QuickScan(NamedTuple):
    """What is seen of some HTML: its lines, its elements and addresses in order, and each block of code."""

    lines: str
    things: str
    codes: str


NOTHING = QuickScan("", "", "")


def scan_html(html: str, *, is_page: bool = False) -> QuickScan | None:
    """What HTML plainly shows; None where one has to look closely.

    In a page of ours nothing is shown that is in an element which hides it.
    """
    # What a parser would take for a head's, as a script in front of a body, is the body's here.
    tree = parse_html_to_render(html if "<body" in html else f"<body>{html}")
    if _hides_something(tree) if is_page else _has_unusual_elements(tree):
        return None
    text = tree.to_markdown(PAGE_RENDERING if is_page else SOURCE_RENDERING)
    if UNSURE in text or ("[" in text and any([mark in text for mark in _REPLACERS])):
        return None
    if THING not in text:
        return QuickScan(_normalise_lines(text), "", "")
    parts = text.split(THING)
    codes = [part[1:] for part in parts[1::2] if part[:1] == CODE]
    return QuickScan(
        _normalise_lines("".join(parts[::2])),
        "\n".join(_names_without_code_and_repeated_links(parts[1::2])),
        "\0".join(codes).replace(CODE, "\n"),
    )


def _names_without_code_and_repeated_links(things: Sequence[str]) -> Iterator[str]:
    """Things but for code. Links to one address in a row are one, but for places on the page."""
    before = ""
    for thing in things:
        if thing[0] == LINK:
            address = thing[1:]
            if address != before or address[0] == "#":
                yield address
            before = address
        elif thing[0] != CODE:
            yield thing


def _hides_something(page: Document) -> bool:
    return page.select_one(_HIDING) is not None


def _has_unusual_elements(source: Document) -> bool:
    """Whether something is shown that is no text, or keeps lines or has some that its name does not say."""
    return any([_is_unusual(element) for element in source.select(_UNUSUAL)]) or any(
        [
            not is_script_without_output({name: script.attr(name) for name in ("type", "src")})
            for script in source.find_all("script")
        ]
    )


def _is_unusual(element: Element) -> bool:
    display = read_display(element.attr("style") or "")
    return (
        (display.keeps_lines is True and "\n" in element.text)
        or (display.own_lines is True and element.tag not in OWN_LINES and element.tag != "img")
        or element.matches(_FORMULAS)
    )


def _normalise_lines(text: str) -> str:
    """The lines that are not blank, with one space wherever there is white space in them."""
    for sign in "\u200b\ufeff":
        text = text.replace(sign, "")
    text = text.replace("\xa0", " ").replace("\t", " ")
    text = _MANY.sub(" ", text) if "  " in text else text
    return "\n".join(filter(None, map(str.strip, text.split("\n"))))
