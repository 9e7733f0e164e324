"""Lists that begin at a number Markdown has not. Their numbers are text, and what is numbered paragraphs."""

from msgspec.structs import replace

from convert.model import MARKS, Block, Blocks, HardBreak, Inlines, Link, OrderedList, Paragraph, Text
from convert.writers._markdown.tables import check_box_character_or_empty

LARGEST_NUMBER = 999_999_999
"""A list number has at most nine digits (CommonMark 5.2), since browsers count no further than to ten."""


def is_unnumberable_list(node: Block) -> bool:
    """Whether a block is a list that begins below zero or with more than nine digits, as nothing in Markdown does."""
    return type(node) is OrderedList and not 0 <= node.start <= LARGEST_NUMBER


def unnumberable_list_as_paragraphs(node: OrderedList) -> Blocks:
    """The blocks of the items, each number, and the box of a task, before the text of the first."""
    return tuple(
        block
        for number, item in enumerate(node.items, node.start)
        for block in with_text_before(item.children, f"{number}. {check_box_character_or_empty(item)}".rstrip())
    )


def with_text_before(children: Blocks, text: str) -> Blocks:
    """Blocks with a text before that of the first that shows something."""
    if not text:
        return children
    for index, first in enumerate(children):
        if not isinstance(first, Paragraph):
            return (Paragraph((Text(text),)), *children[index:])
        if line := _from_first_shown(first.children):
            return (replace(first, children=(Text(f"{text} "), *line)), *children[index + 1 :])
    return (Paragraph((Text(text),)),)


def _from_first_shown(children: Inlines) -> Inlines:
    """A line without the breaks and spaces it begins with, which show nothing until something stands before them."""
    for index, child in enumerate(children):
        if isinstance(child, (*MARKS, Link)):
            inside = _from_first_shown(child.children)
            if inside:
                return (replace(child, children=inside), *children[index + 1 :])
        elif not isinstance(child, HardBreak) and (not isinstance(child, Text) or child.value.strip(" ")):
            return children[index:]
    return ()
