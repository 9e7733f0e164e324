"""Nodes of Lexical as Ghost 6.65 keeps them, as plain data.

The names and fields are those that Ghost's own @tryghost/kg-html-to-lexical 1.4.0 prints; what a card shows is up to
@tryghost/kg-default-nodes 2.2.1. A node that Ghost has no class for would be dropped without a word.
"""

from typing import Any, TypeAlias

LexicalNode: TypeAlias = dict[str, Any]


def element(kind: str, children: list[LexicalNode], **fields: Any) -> LexicalNode:
    """A node with others in it: a paragraph, a list, a link."""
    return {"children": children, "direction": None, "format": "", "indent": 0, "type": kind, "version": 1, **fields}


def childless_node(kind: str, **fields: Any) -> LexicalNode:
    """A node with none in it, such as a picture."""
    return {"type": kind, "version": 1, **fields}


def text(value: str, formats: int) -> LexicalNode:
    """A piece of text; `formats` are bits of `text_formats`."""
    return {
        "detail": 0,
        "format": formats,
        "mode": "normal",
        "style": "",
        "text": value,
        "type": "extended-text",
        "version": 1,
    }


def html_card(html: str) -> LexicalNode:
    """HTML that Ghost shows byte for byte, and its editor as such."""
    return childless_node("html", html=html)
