"""What stands in a line, as Lexical's pieces of text, where these can say it."""

from collections.abc import Iterator
from itertools import groupby
from typing import assert_never

from convert import model
from convert.model import Inline, Inlines
from convert.model.walk import walk
from convert.writers._html import css_of_safe_values_or_empty
from convert.writers.ghost import nodes
from convert.writers.ghost.nodes import LexicalNode
from convert.writers.ghost.text_formats import (
    BOLD,
    CODE,
    HIGHLIGHT,
    ITALIC,
    LINK,
    STRIKETHROUGH,
    SUBSCRIPT,
    SUPERSCRIPT,
    UNDERLINE,
    are_formats_shown_as_given,
)

_FORMATS: dict[type[Inline], int] = {
    model.Strong: BOLD,
    model.Emphasis: ITALIC,
    model.Strikethrough: STRIKETHROUGH,
    model.Underline: UNDERLINE,
    model.Subscript: SUBSCRIPT,
    model.Superscript: SUPERSCRIPT,
    model.Highlight: HIGHLIGHT,
    model.Span: 0,
}
"""Marks that are formats of a text. A `Span` is none, and left alone where it has no style."""

_TEXTS = (model.Text, model.Code, model.Math, model.HardBreak, model.FootnoteReference, model.Link)


def are_sayable_inlines(children: Inlines) -> bool:
    """Whether Ghost's own nodes can say these, and its renderer shows them so; all else is HTML."""
    below = walk(children)
    if not all([isinstance(node, (*_TEXTS, *_FORMATS)) for node in below]):
        return False
    if any([isinstance(node, model.Span) and css_of_safe_values_or_empty(node.style) for node in below]):
        return False
    if not all([_is_sayable_link(node) for node in below if isinstance(node, model.Link)]):
        return False
    return _does_renderer_show_each_text_in_its_formats(lexical_inlines_or_raise(children))


def _is_sayable_link(link: model.Link) -> bool:
    """Whether a link leads somewhere, and holds no other, as the mark of a footnote is one."""
    inner = walk(link.children)
    return bool(link.url.strip()) and not any([isinstance(node, model.Link | model.FootnoteReference) for node in inner])


def lexical_inlines_or_raise(children: Inlines) -> list[LexicalNode]:
    """The pieces of text, links and line breaks. Raises `ValueError` for a node that none of these can be."""
    return _without_empty_and_with_joined_texts(_lexical_pieces_or_raise(children, 0))


def _lexical_pieces_or_raise(children: Inlines, formats: int) -> Iterator[LexicalNode]:
    for child in children:
        match child:
            case model.Text():
                yield nodes.text(child.value, formats)
            case model.Code():
                yield nodes.text(child.value, formats | CODE)
            case model.Math():
                yield nodes.text(f"\\({child.value}\\)" if child.value.strip() else "", formats)
            case model.HardBreak():
                yield nodes.childless_node("linebreak")
            case model.FootnoteReference():
                mark = nodes.text(child.label, SUPERSCRIPT)
                yield _lexical_link([mark], f"#fn-{child.label}", "")
            case model.Link():
                yield _lexical_link(
                    _without_empty_and_with_joined_texts(_lexical_pieces_or_raise(child.children, formats)),
                    child.url,
                    child.title,
                )
            case (
                model.Strong()
                | model.Emphasis()
                | model.Strikethrough()
                | model.Underline()
                | model.Subscript()
                | model.Superscript()
                | model.Highlight()
                | model.Span()
            ):
                yield from _lexical_pieces_or_raise(child.children, formats | _FORMATS[type(child)])
            case model.Keyboard() | model.Ruby() | model.Image() | model.Anchor() | model.RawInline():
                raise ValueError(f"no text of Ghost says {type(child).__name__}")
            case _:
                assert_never(child)


def _lexical_link(children: list[LexicalNode], url: str, title: str) -> LexicalNode:
    """A link. Its title is kept for the editor; Ghost 6.65 shows none."""
    return nodes.element("link", children, rel=None, target=None, title=title or None, url=url)


def _without_empty_and_with_joined_texts(pieces: Iterator[LexicalNode]) -> list[LexicalNode]:
    """The pieces without empty ones, and with neighbours of the same formats as one, as Lexical keeps them."""
    joined: list[LexicalNode] = []
    for formats, run in groupby(filter(_is_not_empty_text, pieces), _formats_of_text):
        if formats is None:
            joined += run
        else:
            joined.append(nodes.text("".join([piece["text"] for piece in run]), formats))
    return joined


def _is_not_empty_text(piece: LexicalNode) -> bool:
    return piece.get("text") != ""


def _formats_of_text(piece: LexicalNode) -> int | None:
    """The formats of a piece of text; None for a link or a break."""
    return piece["format"] if "text" in piece else None


def _does_renderer_show_each_text_in_its_formats(pieces: list[LexicalNode]) -> bool:
    """Whether the renderer shows every text in its formats. Inside a link it begins anew; line breaks close nothing."""
    formats = [piece["format"] if "text" in piece else LINK for piece in pieces if piece["type"] != "linebreak"]
    return are_formats_shown_as_given(formats) and all(
        [_does_renderer_show_each_text_in_its_formats(piece["children"]) for piece in pieces if piece["type"] == "link"]
    )
