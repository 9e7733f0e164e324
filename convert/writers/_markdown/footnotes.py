"""Footnotes that can be written as such: parsers drop a text nothing refers to, and show the mark of a text that is not there."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import count
from typing import Literal

from convert import lazy_re as re
from convert import model
from convert.model import Blocks, Node
from convert.model.walk import children

_NO_LABEL = {"letters": re.compile(r"[^\w.-]"), "ascii": re.compile(r"[^\w-]", re.ASCII)}
"""What some parser does not take in a label: spaces, brackets, shortcode delimiters."""


def _replace_characters_unfit_for_label(label: str, letters: Literal["letters", "ascii"]) -> str:
    """A label every parser takes; what cannot stand in one is written as its number. Of ASCII, it begins with a letter."""
    name = _NO_LABEL[letters].sub(lambda match: f"-{ord(match[0]):x}-", label) or "-"
    return f"n{name}" if letters == "ascii" and name.startswith("-") else name


class Footnotes:
    """The footnotes of a document, looked for only when a writer meets the first."""

    def __init__(self, blocks: Blocks, labels: Literal["letters", "ascii"] = "letters") -> None:
        self._blocks = blocks
        self._labels = labels

    @cached_property
    def referenced_definitions(self) -> dict[str, model.FootnoteDefinition]:
        """The text of each label that is referred to; the first, if there are several."""
        used = set(_labels_referred_to_outside_links(self._blocks))
        found: dict[str, model.FootnoteDefinition] = {}
        for node in _footnote_definitions_outside_tables(self._blocks):
            if node.label in used:
                found.setdefault(node.label, node)
        return found

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number renderers show for each label: texts stand at the end, so marks count in the order the rest has them."""
        labels = dict.fromkeys(
            label for label in _labels_referred_to_outside_links(self._blocks) if label in self.referenced_definitions
        )
        return {label: number for number, label in enumerate(labels, start=1)}

    @cached_property
    def written_labels(self) -> dict[str, str]:
        """How each label is spelled: no two alike for a parser, which does not tell large letters from small ones."""
        taken: set[str] = set()
        found: dict[str, str] = {}
        alike: dict[str, int] = {}
        for label in self.referenced_definitions:
            wished = _replace_characters_unfit_for_label(label, self._labels)
            key = wished.casefold()
            numbers = count(alike.get(key, 1))
            number, name = next(
                (n, name) for n in numbers if (name := wished if n == 1 else f"{wished}-{n}").casefold() not in taken
            )
            alike[key] = number + 1
            found[label] = name
            taken.add(name.casefold())
        return found


NO_FOOTNOTES = Footnotes(())


def _labels_referred_to_outside_links(nodes: Iterable[Node]) -> Iterator[str]:
    """Labels referred to. A link cannot hold a link, and a text that only footnotes refer to may be referred to by none."""
    for node in nodes:
        if isinstance(node, model.FootnoteReference):
            yield node.label
        elif isinstance(node, model.Details):
            yield from _labels_referred_to_outside_links(node.children)  # a summary is HTML or an argument
        elif not (isinstance(node, model.FootnoteDefinition | model.Keyboard) or (isinstance(node, model.Link) and node.url)):
            yield from _labels_referred_to_outside_links(children(node))


def _footnote_definitions_outside_tables(nodes: Iterable[Node]) -> Iterator[model.FootnoteDefinition]:
    """Texts of footnotes. One in a cell or in another one has no spelling."""
    for node in nodes:
        if isinstance(node, model.FootnoteDefinition):
            yield node
        elif not isinstance(node, model.Table):
            yield from _footnote_definitions_outside_tables(children(node))
