"""Blocks of code for a quick scan, taken out of a tree before it becomes text, since a renderer makes one line of each."""

from collections.abc import Collection, Sequence

from turbohtml import Document, Element, Text

from convert.proof.witness.elements import OWN_LINES
from convert.proof.witness.scan_signs import CODE, SHOWN_CODE, THING, UNSURE

TAKEN_CODE = "\ufddf"
"""The attribute of a `pre` that holds a sign and its code, without blank lines. HTML with this in it is looked at closely.

It is no character (Unicode, section 23.7): to look for one takes a third of what it takes to look for a word.
"""

_MORE_THAN_WORDS = ":not(span, code, b, strong, i, em, u, s, font)"
"""What may be in code besides its words: an end of a line, a link, a picture."""

_MARKED = frozenset("ul ol li h1 h2 h3 h4 h5 h6".split())
"""Elements with lines that have marks of their own, also in code that was never closed, so that much of a post is in it."""

_CLOSELY, _CLOSELY_IF_DEEP = frozenset(("table",)), frozenset(("table", "pre"))
"""Elements with which code is looked at closely, the others where some is deep in other code: to end lines in that costs the
cube of its depth. Code in code is what a converter made of fences within a block, in every post of a blog that used one."""

_DEEP = "pre pre pre pre"

_UNMARKED_LINES, _MARKED_LINES, _UNSURE_LINES = "-m?"
"""Signs before code: what of the lines in it is also in the text that is made of what is in its element."""


def move_code_of_blocks_into_attributes(tree: Document, no_codes: Collection[str] = ()) -> None:
    """Let each block of code have its code in an attribute, and be empty if nothing but words is in it.

    Blocks that are written like `no_codes` stay as they are: their lines are told from others' as far as elements end them.
    """
    blocks = tree.find_all("pre")
    is_any_in_another = len(blocks) > 1 and tree.select_one("pre pre") is not None
    closely = _CLOSELY_IF_DEEP if is_any_in_another and tree.select_one(_DEEP) is not None else _CLOSELY
    for pre in blocks:
        if is_any_in_another and isinstance(pre.parent, Element) and pre.parent.closest("pre") is not None:
            continue
        others = pre.select(_MORE_THAN_WORDS)
        if not others:
            pre.attrs[TAKEN_CODE] = _UNMARKED_LINES + _code_without_blank_lines(pre.text)
            pre.clear()
        elif not (no_codes and pre.html in no_codes):
            tags = {other.tag for other in others}
            if closely.isdisjoint(tags):
                _copy_code_into_attribute_keeping_elements(pre, others, is_any_marked=not _MARKED.isdisjoint(tags))
            else:
                pre.attrs[TAKEN_CODE] = _UNSURE_LINES


def _copy_code_into_attribute_keeping_elements(pre: Element, others: Sequence[Element], *, is_any_marked: bool) -> None:
    """Its lines end where blocks do. In what has marks of its own each line is one in the text a renderer makes, too."""
    sign = _MARKED_LINES if is_any_marked else _UNMARKED_LINES
    html = pre.inner_html if is_any_marked else ""
    for block in others:
        if block.tag in OWN_LINES:
            block.insert_before(Text("\n"))
            block.insert_after(Text("\n"))
    pre.attrs[TAKEN_CODE] = sign + _code_without_blank_lines(pre.text)
    if html:
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
    """A block of code as one thing, behind what else is in it. One with a table or code in it is looked at closely."""
    taken = pre.attr(TAKEN_CODE)
    if taken is None:  # it is in another one, or none
        return f"\n{inside}\n"
    sign, code = taken[0], taken[1:]
    if sign == _UNSURE_LINES or UNSURE in inside:
        return UNSURE
    if not inside:
        return _code_as_one_thing(SHOWN_CODE, code) if code else "\n"
    parts = inside.split(THING)
    things = [f"{THING}{thing}{THING}" for thing in parts[1::2]]
    if sign == _UNMARKED_LINES:
        return "\n".join(["", *things, _code_as_one_thing(SHOWN_CODE, code)])
    return "\n".join(["", *things, _code_as_one_thing(CODE, code), "".join(parts[::2]), ""])


def _code_as_one_thing(sign: str, code: str) -> str:
    line = code.replace("\n", CODE)
    return f"{THING}{sign}{line}{THING}"
