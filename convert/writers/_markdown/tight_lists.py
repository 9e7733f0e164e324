"""Lists without empty lines between what they hold: which these are, and how a list below a text is joined to it."""

from convert import model
from convert.model import Blocks
from convert.writers._markdown.unnumberable_lists import is_unnumberable_list

LISTS = (model.BulletList, model.OrderedList)

_WITH_LINES = (*LISTS, model.CodeBlock, model.BlockQuote, model.Callout, model.RawBlock)
"""Blocks that are one even with an empty line in them."""


def is_written_tight(item: model.ListItem, text: str) -> bool:
    """Whether an item, which is written as `text`, is read as one block and perhaps a list."""
    return "\n\n" not in text or isinstance(item.children[-1], _WITH_LINES)


def is_tight(children: Blocks) -> bool:
    """Whether nothing in an item needs an empty line: text, then perhaps one list."""
    return len(children) < 2 or (
        len(children) == 2
        and isinstance(children[0], model.Paragraph)
        and isinstance(children[1], LISTS)
        and not is_unnumberable_list(children[1])
    )


def join_paragraph_and_list(children: Blocks, texts: list[str]) -> str:
    """Text and the list below it. A number other than 1 cannot follow a paragraph's line directly."""
    last = children[-1] if children else None
    needs_line = len(texts) == 2 and isinstance(last, model.OrderedList) and last.start != 1
    return ("\n\n" if needs_line else "\n").join(texts)
