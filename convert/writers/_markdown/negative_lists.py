"""Lists whose numbers Markdown has not: below zero. Their numbers are text, and what is numbered paragraphs."""

from msgspec.structs import replace

from convert.model import Block, Blocks, OrderedList, Paragraph, Text
from convert.writers._markdown.tables import check_box_character


def is_negative_list(node: Block) -> bool:
    """Whether a block is a list that begins below zero, which nothing in Markdown begins with (CommonMark 5.2)."""
    return isinstance(node, OrderedList) and node.start < 0


def negative_list_as_paragraphs(node: OrderedList) -> Blocks:
    """The blocks of the items, each number, and the box of a task, before the text of the first."""
    return tuple(
        block
        for number, item in enumerate(node.items, node.start)
        for block in with_text_before(item.children, f"{number}. {check_box_character(item)}".rstrip())
    )


def with_text_before(children: Blocks, text: str) -> Blocks:
    """Blocks with a text before that of the first."""
    if not text:
        return children
    if children and isinstance(first := children[0], Paragraph):
        return (replace(first, children=(Text(f"{text} "), *first.children)), *children[1:])
    return (Paragraph((Text(text),)), *children)
