"""Definition lists of PHP Markdown Extra, which Goldmark in Hugo reads by default: a term, and `: ` before what it means."""

from collections.abc import Sequence
from typing import Literal

from convert import model
from convert.model.limits import LIST_DEFINITIONS
from convert.model.walk import walk
from convert.writers._markdown.block_sequence import (
    join_blocks_with_comment_if_lists_merge,
    join_blocks_with_comment_if_one_continues,
)
from convert.writers._markdown.dialects.dialect import Dialect
from convert.writers._markdown.pieces import COMMENT


def is_one_line_term_with_description(item: model.DefinitionItem) -> bool:
    """Whether a term is one line with something behind it: each line would be a term, and a term alone is a paragraph."""
    return bool(item.descriptions) and not any(isinstance(one, model.HardBreak) for one in walk(item.term))


def definition_or_empty(term: str, descriptions: Sequence[str], indent: Literal["marker", "four"]) -> str:
    """A term and what it means, all spelled; empty when either shows nothing, which has no spelling.

    Without empty lines before them Goldmark gives the paragraphs of a description with several no lines of their own.
    """
    shown = [text for text in descriptions if text]
    between = "\n\n" if any(["\n\n" in text for text in shown]) else "\n"
    return between.join([term, *[_with_definition_marker(text, indent) for text in shown]]) if term and shown else ""


def _with_definition_marker(text: str, indent: Literal["marker", "four"]) -> str:
    first, *others = text.split("\n")
    margin = "  " if indent == "marker" else "    "
    return "\n".join([f": {first}", *[f"{margin}{line}" if line else "" for line in others]])


def join_definitions_in_lists_of_bounded_length(texts: list[str], dialect: Dialect) -> str:
    """Terms and what they mean, as blocks: no block of one goes on with one of another.

    So many that a parser took the square of them are lists behind each other, with a comment between.
    """
    is_any_marker = dialect.list_neighbours == "any comment"
    join = join_blocks_with_comment_if_one_continues if is_any_marker else join_blocks_with_comment_if_lists_merge
    length = LIST_DEFINITIONS if dialect.definition_lists else len(texts) or 1
    lists = [texts[start : start + length] for start in range(0, len(texts), length)]
    return f"\n\n{COMMENT}\n\n".join([join(some) for some in lists])
