"""Marks on text while a tree is walked, and runs of text with their marks."""

from typing import TypeAlias, Union

from msgspec import Struct

from convert import model
from convert.model import HardBreak, Inline
from convert.readers._html.white_space import KeptWhiteSpace


class LinkMark(Struct, frozen=True, eq=False, gc=False):
    """One `a` element. Two links to one address are still two, so marks are the same only when the element is."""

    url: str
    title: str = ""


class PreservedSpace(Struct, frozen=True, gc=False):
    """Text in a line whose white space is shown. It is a mark only until white space is collapsed."""

    keeps: KeptWhiteSpace


class SpanMark(Struct, frozen=True, gc=False):
    """A look. Neighbours with an equal look are one span."""

    style: model.Style


SimpleMark: TypeAlias = type[
    model.Emphasis
    | model.Strong
    | model.Strikethrough
    | model.Underline
    | model.Highlight
    | model.Subscript
    | model.Superscript
    | model.Keyboard
    | model.Code
]


class EndMark(Struct, frozen=True, gc=False):
    """The end of a mark: inside, CSS takes it off again. It is never on a run."""

    mark: SimpleMark


Mark: TypeAlias = Union[SimpleMark, LinkMark, SpanMark, EndMark, PreservedSpace]
Marks: TypeAlias = tuple[Mark, ...]
Leaf: TypeAlias = Union[str, Inline]
Run: TypeAlias = tuple[Leaf, Marks]

BREAK = HardBreak()

LINE = HardBreak()
"""Where one line ends and another begins, if there is not a break already: the edge of an element that is shown as a block."""
