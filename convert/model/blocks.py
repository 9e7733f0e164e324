"""What stands on lines of its own: paragraphs, lists, tables, figures."""

from typing import Annotated, Literal, TypeAlias, Union

import msgspec
from msgspec import Struct

from convert.model.inlines import Image, Inline, Inlines

Align: TypeAlias = Literal["", "left", "center", "right", "justify"]
"""How a block stands on the page; empty when the blog said nothing."""

Level: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=6)]
Span_: TypeAlias = Annotated[int, msgspec.Meta(ge=1)]


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
    """A boxed note; `kind` as GitHub and Obsidian name them (`note`, `faq`), `fold` how it begins if it folds."""

    kind: str
    title: Inlines
    children: tuple["Block", ...]
    fold: Literal["", "open", "closed"] = ""


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
