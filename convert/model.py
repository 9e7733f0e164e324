"""The document model: every node, `Meta` and `Document`. It declares, and imports nothing of ours.

Names follow CommonMark, mdast and pandoc. The model holds meaning, never spelling: no bullet character, no fence length, no
`data-ke-size`. Text is never escaped, and a soft line break is a space. Children are tuples; a tree has no cycles, which makes
`gc=False` safe. Every class restates its keywords because mypy reads them from the class statement only.
"""

from datetime import datetime
from typing import Annotated, Any, Literal, TypeAlias, Union

import msgspec
from msgspec import Struct

Align: TypeAlias = Literal["", "left", "center", "right", "justify"]
"""How a block stands on the page; empty when the blog said nothing."""

Level: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=6)]
Span_: TypeAlias = Annotated[int, msgspec.Meta(ge=1)]

MAX_DEPTH = 100
"""Containers a tree may be deep. msgspec fails near 250, pickle at 165; readers flatten before, so everyone else may recurse."""


class Style(Struct, frozen=True, gc=False, tag=False, omit_defaults=True):
    """How a run of text looked on the blog, as CSS values. Markdown has no word for any of it."""

    color: str = ""
    background: str = ""
    size: str = ""
    font: str = ""


# Inlines


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


# Blocks


class Paragraph(Struct, frozen=True, gc=False, tag=True):
    """Running text."""

    children: Inlines
    align: Align = ""


class Heading(Struct, frozen=True, gc=False, tag=True):
    """A heading; `id` only when a link in the post points at it."""

    level: Level
    children: Inlines
    id: str = ""
    align: Align = ""


class ThematicBreak(Struct, frozen=True, gc=False, tag=True):
    """`hr`: a change of subject."""


class BlockQuote(Struct, frozen=True, gc=False, tag=True):
    """A quotation."""

    children: tuple["Block", ...]


class CodeBlock(Struct, frozen=True, gc=False, tag=True):
    """Code, without its last newline; `lang` only when the author chose it."""

    value: str
    lang: str = ""


class ListItem(Struct, frozen=True, gc=False, tag=True):
    """One item; `checked` is None when it is no task."""

    children: tuple["Block", ...]
    checked: bool | None = None


class BulletList(Struct, frozen=True, gc=False, tag=True):
    """`ul`."""

    items: tuple[ListItem, ...]


class OrderedList(Struct, frozen=True, gc=False, tag=True):
    """`ol`; `start` is the number of the first item."""

    items: tuple[ListItem, ...]
    start: int = 1


class Cell(Struct, frozen=True, gc=False, tag=True):
    """A table cell. `header` is true for a cell that names a row or column."""

    children: tuple["Block", ...]
    align: Align = ""
    header: bool = False
    rowspan: Span_ = 1
    colspan: Span_ = 1


class Row(Struct, frozen=True, gc=False, tag=True):
    """A table row, with the cells that begin in it."""

    cells: tuple[Cell, ...]


class Table(Struct, frozen=True, gc=False, tag=True):
    """A table as the blog spelled it: spans are not expanded, rows may be ragged."""

    rows: tuple[Row, ...]
    caption: Inlines = ()


class Figure(Struct, frozen=True, gc=False, tag=True):
    """Content with a caption: an image as Tistory places it, a video, a table."""

    children: tuple["Block", ...]
    caption: Inlines = ()
    align: Align = ""


class Gallery(Struct, frozen=True, gc=False, tag=True):
    """Images shown side by side or as slides."""

    images: tuple[Image, ...]
    caption: Inlines = ()


class Embed(Struct, frozen=True, gc=False, tag=True):
    """Something of another site shown in the page: a video, a map. `url` is the address a person would open."""

    provider: str
    url: str
    title: str = ""
    width: int = 0
    height: int = 0


class LinkCard(Struct, frozen=True, gc=False, tag=True):
    """A link shown as a card, with what its page says of itself; `host` is the label under it."""

    url: str
    title: str
    description: str = ""
    host: str = ""
    image: str = ""


class Attachment(Struct, frozen=True, gc=False, tag=True):
    """A file to download; `size` is the label the blog showed (`0.34MB`)."""

    url: str
    name: str
    size: str = ""


class Details(Struct, frozen=True, gc=False, tag=True):
    """A fold: the summary is seen, the rest on a click."""

    summary: Inlines
    children: tuple["Block", ...]


class Callout(Struct, frozen=True, gc=False, tag=True):
    """A boxed note; `kind` as GitHub names alerts (`note`, `warning`)."""

    kind: str
    title: Inlines
    children: tuple["Block", ...]


class MathBlock(Struct, frozen=True, gc=False, tag=True):
    """A formula on lines of its own, as TeX."""

    value: str


class DefinitionItem(Struct, frozen=True, gc=False, tag=True):
    """A term and what it means, once or several times."""

    term: Inlines
    descriptions: tuple[tuple["Block", ...], ...]


class DefinitionList(Struct, frozen=True, gc=False, tag=True):
    """`dl`."""

    items: tuple[DefinitionItem, ...]


class FootnoteDefinition(Struct, frozen=True, gc=False, tag=True):
    """The text of the footnote its `label` names."""

    label: str
    children: tuple["Block", ...]


class RawBlock(Struct, frozen=True, gc=False, tag=True):
    """An island no node describes, in the language `format` names (`html`)."""

    format: str
    value: str


Block: TypeAlias = Union[
    Paragraph,
    Heading,
    ThematicBreak,
    BlockQuote,
    CodeBlock,
    BulletList,
    OrderedList,
    Table,
    Figure,
    Gallery,
    Embed,
    LinkCard,
    Attachment,
    Details,
    Callout,
    MathBlock,
    DefinitionList,
    FootnoteDefinition,
    RawBlock,
]

Blocks: TypeAlias = tuple[Block, ...]

Node: TypeAlias = Union[Block, Inline, ListItem, Row, Cell, DefinitionItem]


# The document


class Timestamp(Struct, frozen=True, gc=False, tag=False):
    """A moment with its offset; `assumed` when the source gave no zone and the blog's was taken."""

    value: datetime
    assumed: bool = False


class Meta(Struct, frozen=True, gc=False, tag=False, kw_only=True):
    """What is known about a post besides its body. Nothing here is invented: what the source does not say stays empty.

    `categories` are paths (`("개발", "Python")` is one category of two levels); `aliases` are other addresses of the post;
    `extra` holds every other key of the source, with JSON values only.
    """

    title: str = ""
    date: Timestamp | None = None
    lastmod: Timestamp | None = None
    slug: str = ""
    url: str = ""
    aliases: tuple[str, ...] = ()
    entry_id: str = ""
    categories: tuple[tuple[str, ...], ...] = ()
    tags: tuple[str, ...] = ()
    visibility: Literal["public", "protected", "private"] = "public"
    draft: bool = False
    author: str = ""
    summary: str = ""
    cover: str = ""
    lang: str = ""
    extra: dict[str, Any] = {}


class Resource(Struct, frozen=True, gc=False, tag=False):
    """Bytes a document refers to: `url` as the tree spells it, and where they are. A tree never holds them."""

    url: str
    path: str = ""
    member: str = ""
    name: str = ""


class Comment(Struct, frozen=True, gc=False, tag=False):
    """A reader's comment with its replies."""

    author: str
    children: Blocks
    date: Timestamp | None = None
    secret: bool = False
    replies: tuple["Comment", ...] = ()


class Origin(Struct, frozen=True, gc=False, tag=False):
    """Where a document came from: reader, path as given, member of an archive, and the SHA-256 of the source in hex."""

    format: str = ""
    path: str = ""
    member: str = ""
    sha256: str = ""


class Document(Struct, frozen=True, gc=False, tag=False):
    """One post."""

    meta: Meta
    children: Blocks
    resources: tuple[Resource, ...] = ()
    comments: tuple[Comment, ...] = ()
    origin: Origin = Origin()
