"""What stands in a line: text, marks, links, images."""

from typing import TypeAlias, Union

from msgspec import Struct


class Style(Struct, frozen=True, gc=False, tag=False, omit_defaults=True):
    """How a run of text looked on the blog, as CSS values. Markdown has no word for any of it."""

    color: str = ""
    background: str = ""
    size: str = ""
    font: str = ""


class Text(Struct, frozen=True, gc=False, tag=True):
    """Characters as a reader sees them."""

    value: str


class Emphasis(Struct, frozen=True, gc=False, tag=True):
    """`em`, `i`: *stressed*."""

    children: tuple["Inline", ...]


class Strong(Struct, frozen=True, gc=False, tag=True):
    """`strong`, `b`: **important**."""

    children: tuple["Inline", ...]


class Strikethrough(Struct, frozen=True, gc=False, tag=True):
    """`del`, `s`, `strike`: ~~no longer true~~."""

    children: tuple["Inline", ...]


class Underline(Struct, frozen=True, gc=False, tag=True):
    """`u`, `ins`."""

    children: tuple["Inline", ...]


class Highlight(Struct, frozen=True, gc=False, tag=True):
    """`mark`: a text marker's stroke."""

    children: tuple["Inline", ...]


class Subscript(Struct, frozen=True, gc=False, tag=True):
    """`sub`: H₂O."""

    children: tuple["Inline", ...]


class Superscript(Struct, frozen=True, gc=False, tag=True):
    """`sup`: 10²."""

    children: tuple["Inline", ...]


class Span(Struct, frozen=True, gc=False, tag=True):
    """Text with a look of its own: colour, size, font."""

    children: tuple["Inline", ...]
    style: Style


class Keyboard(Struct, frozen=True, gc=False, tag=True):
    """`kbd`: a key to press."""

    children: tuple["Inline", ...]


class Code(Struct, frozen=True, gc=False, tag=True):
    """A code span."""

    value: str


class Ruby(Struct, frozen=True, gc=False, tag=True):
    """Text with its reading above: 漢字(한자)."""

    children: tuple["Inline", ...]
    annotation: str


class Link(Struct, frozen=True, gc=False, tag=True):
    """A link; `url` is decoded text as the blog had it, relative or absolute."""

    children: tuple["Inline", ...]
    url: str
    title: str = ""


class Image(Struct, frozen=True, gc=False, tag=True):
    """An image. `name` is the file name the author uploaded, sizes are CSS pixels, 0 when unknown."""

    url: str
    alt: str = ""
    title: str = ""
    name: str = ""
    width: int = 0
    height: int = 0


class Math(Struct, frozen=True, gc=False, tag=True):
    """A formula in running text, as TeX."""

    value: str


class Anchor(Struct, frozen=True, gc=False, tag=True):
    """A place links inside the post point at."""

    id: str


class FootnoteReference(Struct, frozen=True, gc=False, tag=True):
    """The mark of a footnote; its text is the `FootnoteDefinition` with the same label."""

    label: str


class HardBreak(Struct, frozen=True, gc=False, tag=True):
    """A line break the author made inside a paragraph."""


class RawInline(Struct, frozen=True, gc=False, tag=True):
    """An inline island no node describes, in the language `format` names (`html`)."""

    format: str
    value: str


Inline: TypeAlias = Union[
    Text,
    Emphasis,
    Strong,
    Strikethrough,
    Underline,
    Highlight,
    Subscript,
    Superscript,
    Span,
    Keyboard,
    Code,
    Ruby,
    Link,
    Image,
    Math,
    Anchor,
    FootnoteReference,
    HardBreak,
    RawInline,
]

Inlines: TypeAlias = tuple[Inline, ...]

MARKS = (Emphasis, Strong, Strikethrough, Underline, Highlight, Subscript, Superscript, Span, Keyboard)
"""What only says how its children look, and where they are gone says nothing."""
