"""Blocks of code for a quick scan, taken out of a tree before it becomes text, since a renderer makes one line of each."""

from collections.abc import Collection

from turbohtml import Document, Element, Text

from convert.proof.witness.elements import OWN_LINES
from convert.proof.witness.scan_signs import CODE, SHOWN_CODE, THING, UNSURE

TAKEN_CODE = "code-taken-out"
"""The attribute of a `pre` that holds its code, without blank lines. HTML with this word in it is looked at closely."""

_MORE_THAN_WORDS = ":not(span, code, b, strong, i, em, u, s, font)"
"""What may be in code besides its words: an end of a line, a link, a picture."""

_LINES = ", ".join(sorted(OWN_LINES))
_MARKED = frozenset("ul ol li h1 h2 h3 h4 h5 h6".split())
"""Elements with lines that have marks of their own, also in code that was never closed, so that much of a post is in it."""


def take_code_out(tree: Document, no_codes: Collection[str] = ()) -> None:
    """Let each block of code have its code in an attribute, and be empty if nothing but words is in it.

    Blocks that are written like `no_codes` stay as they are: their lines are told from others' as far as elements end them.
    """
    for pre in tree.find_all("pre"):
        if isinstance(pre.parent, Element) and pre.parent.closest("pre") is not None:
            continue
        if pre.select_one(_MORE_THAN_WORDS) is None:
            pre.attrs[TAKEN_CODE] = _code_without_blank_lines(pre.text)
            pre.clear()
        elif not (no_codes and pre.html in no_codes):
            _take_code_with_elements_out(pre)


def _take_code_with_elements_out(pre: Element) -> None:
    """Its lines end where blocks do. In what has marks of its own each line is one in the text a renderer makes, too."""
    html = pre.inner_html
    blocks = pre.select(_LINES)
    for block in blocks:
        block.insert_before(Text("\n"))
        block.insert_after(Text("\n"))
    pre.attrs[TAKEN_CODE] = _code_without_blank_lines(pre.text)
    if not _MARKED.isdisjoint([block.tag for block in blocks]):
        pre.set_inner_html(html.replace("\n", "<br>"))


def _code_without_blank_lines(code: str) -> str:
    """Code as most outputs have it, but for the blank lines; others have it by `nonblank_lines_of_code`."""
    code = code.replace("\xa0", " ")
    while "\n\n" in code:
        code = code.replace("\n\n", "\n")
    return code.strip("\n").rstrip()


def nonblank_lines_of_code(code: str) -> list[str]:
    """The lines of a block of code in which there is something, without the white space behind it."""
    return [line for line in map(str.rstrip, code.split("\n")) if line]


def show_taken_code_or_unsure(pre: Element, inside: str) -> str:
    """A block of code as one thing, behind what else is in it. One with a table in it is looked at closely."""
    code = pre.attr(TAKEN_CODE)
    if code is None:  # it is in another one, or none
        return f"\n{inside}\n"
    if not inside:
        return _mark_code(SHOWN_CODE, code) if code else "\n"
    tags = {block.tag for block in pre.select(_LINES)}
    if UNSURE in inside or "table" in tags:
        return UNSURE
    parts = inside.split(THING)
    things = [f"{THING}{thing}{THING}" for thing in parts[1::2]]
    if tags.isdisjoint(_MARKED):
        return "\n".join(["", *things, _mark_code(SHOWN_CODE, code)])
    return "\n".join(["", *things, _mark_code(CODE, code), "".join(parts[::2]), ""])


def _mark_code(sign: str, code: str) -> str:
    line = code.replace("\n", CODE)
    return f"{THING}{sign}{line}{THING}"
