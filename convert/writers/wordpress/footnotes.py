"""Footnotes as WordPress 6.3 and later have them: marks in the text, the texts in the field `footnotes` of the post."""

import json
from collections.abc import Iterable

from convert.model import FootnoteDefinition, FootnoteReference, Node


def number_footnotes(nodes: Iterable[Node]) -> dict[str, int]:
    """The numbers of footnotes that have a text, by their labels: those that are referred to in the order in which they are, then
    the others.
    """
    found = list(nodes)
    written = dict.fromkeys([node.label for node in found if isinstance(node, FootnoteDefinition)])
    marked = [node.label for node in found if isinstance(node, FootnoteReference) and node.label in written]
    return {label: number for number, label in enumerate(dict.fromkeys([*marked, *written]), 1)}


def footnote_mark(number: int) -> str:
    """The mark, which leads to its text and is led back to."""
    name = _name_of_footnote(number)
    return f'<sup data-fn="{name}" class="fn"><a href="#{name}" id="{name}-link">{number}</a></sup>'


def footnotes_field_or_empty(texts: Iterable[tuple[int, str]]) -> str:
    """The field of a post that holds its footnotes: of each its number and its HTML."""
    notes = [{"content": html, "id": _name_of_footnote(number)} for number, html in sorted(texts)]
    return json.dumps(notes, ensure_ascii=False, separators=(",", ":")) if notes else ""


def _name_of_footnote(number: int) -> str:
    """The editor names them by random UUIDs; a post is the same whenever it is written."""
    return f"fn-{number}"
