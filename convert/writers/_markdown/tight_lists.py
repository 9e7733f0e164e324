"""Lists without empty lines between what they hold: which these are, and how a list below a text is joined to it."""

from convert import lazy_re as re
from convert import model
from convert.model import Blocks
from convert.writers._markdown.unnumberable_lists import is_unnumberable_list

LISTS = (model.BulletList, model.OrderedList)

_WITH_LINES = (*LISTS, model.CodeBlock, model.BlockQuote, model.Callout, model.RawBlock)
"""Blocks that are one even with an empty line in them."""


def is_written_tight(item: model.ListItem, text: str) -> bool:
    """Whether an item, which is written as `text`, is read as one block and perhaps a list."""
    return "\n\n" not in text or isinstance(item.children[-1], _WITH_LINES)


def is_tight_item(item_children: Blocks) -> bool:
    """Whether nothing in an item needs an empty line: text, then perhaps one list."""
    return len(item_children) < 2 or (
        len(item_children) == 2
        and isinstance(item_children[0], model.Paragraph)
        and isinstance(item_children[1], LISTS)
        and not is_unnumberable_list(item_children[1])
    )


def join_paragraph_and_list(texts: list[str]) -> str:
    """Text and the list below it. A number other than 1 cannot follow a paragraph's line directly."""
    needs_line = len(texts) == 2 and _OTHER_NUMBER_THAN_1.match(texts[1]) is not None
    return ("\n\n" if needs_line else "\n").join(texts)


_OTHER_NUMBER_THAN_1 = re.compile(r"(?:(?:[-*+]|1[.)])[ ]+)*(?!1[.)])\d+[.)](?:[ \n]|$)")
"""What a list begins with that has another number first, or behind its own markers: micromark 4 takes that number, too, for one
that would interrupt the paragraph (tools/engine_faults, list-behind-marker)."""
