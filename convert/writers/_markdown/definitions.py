"""Definition lists of PHP Markdown Extra, which Goldmark in Hugo reads by default: a term, and `: ` before what it means."""

from collections.abc import Sequence
from typing import Literal

from convert import model
from convert.model.walk import walk


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
