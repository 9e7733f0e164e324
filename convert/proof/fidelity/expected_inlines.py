"""The inlines of the page a post ought to be. See `expected`, which is about its blocks."""

import re
from html import escape
from typing import assert_never
from urllib.parse import quote

from convert import model
from convert.model import Inline, Inlines
from convert.model.walk import plain_text
from convert.writers._markdown.image_size import in_label
from convert.writers._markdown.inlines import is_plain_math, small_characters
from convert.writers._markdown.target import Target, Taste

_KEPT = "-_.+!*(),%#@?=;:/$~&"
"""Characters of an address that renderers print as they are."""

_TAGS: dict[type[Inline], str] = {
    model.Strong: "strong",
    model.Emphasis: "em",
    model.Strikethrough: "del",
    model.Subscript: "sub",
    model.Superscript: "sup",
    model.Keyboard: "kbd",
}


def inlines(children: Inlines, target: Target) -> str:
    """Inlines one after another."""
    return "".join([_inline(child, target) for child in children])


def _inline(node: Inline, target: Target) -> str:
    match node:
        case model.Text():
            return escaped(node.value)
        case model.Strong(children=(model.Emphasis() as inner,)):  # `***`, which is read the other way round
            return f"<em><strong>{inlines(inner.children, target)}</strong></em>"
        case model.Strong() | model.Emphasis() | model.Strikethrough():
            tag = _TAGS[type(node)]
            return f"<{tag}>{inlines(node.children, target)}</{tag}>"
        case model.Span() | model.Underline() | model.Highlight():
            tag = _look(node, target.taste)
            return f"<{tag}>{inlines(node.children, target)}</{tag}>" if tag else inlines(node.children, target)
        case model.Link():
            return _link(node, target)
        case model.Image():
            return image(node, target)
        case model.HardBreak():
            return "<br />\n"
        case model.Code():
            return f"<code>{escaped(node.value)}</code>"
        case _:
            return _rarer_inline(node, target)


def _look(node: model.Span | model.Underline | model.Highlight, taste: Taste) -> str:
    """The tag of what is left out unless asked for; a coloured background is a highlight then."""
    match node:
        case model.Underline():
            return "u" if taste.underline == "html" else ""
        case model.Highlight():
            return "mark" if taste.highlight != "drop" else ""
        case model.Span():
            return "mark" if taste.highlight != "drop" and taste.color == "drop" and node.style.background else ""
        case _:
            assert_never(node)


def _rarer_inline(
    node: model.Subscript
    | model.Superscript
    | model.Keyboard
    | model.Ruby
    | model.Math
    | model.Anchor
    | model.FootnoteReference
    | model.RawInline,
    target: Target,
) -> str:
    match node:
        case model.Subscript() | model.Superscript():
            return _script(node, target)
        case model.Keyboard():
            inner = _without_footnotes(inlines(node.children, target))
            return f"<kbd>{inner}</kbd>" if target.html else f"<code>{escaped(plain_text(node.children))}</code>"
        case model.Ruby():
            return f"{inlines(node.children, target)}({escaped(node.annotation)})"
        case model.Math():
            return _math(node.value)
        case model.Anchor():
            return f'<a id="{escaped(node.id)}"></a>' if target.html else ""
        case model.FootnoteReference():
            return f'<sup><a href="#fn-">{escaped(node.label)}</a></sup>'  # its number is known when the whole page is
        case model.RawInline():
            return node.value
        case _:
            assert_never(node)


def _script(node: model.Subscript | model.Superscript, target: Target) -> str:
    inner = inlines(node.children, target)
    if target.html:
        return f"<{_TAGS[type(node)]}>{inner}</{_TAGS[type(node)]}>"
    if not all([isinstance(child, model.Text) for child in node.children]):
        return inner
    return escaped(small_characters(_TAGS[type(node)], plain_text(node.children)))


def _link(node: model.Link, target: Target) -> str:
    inner = inlines(node.children, target)
    if not node.url:
        return inner
    inner = _without_footnotes(inner)
    title = f' title="{escaped(node.title)}"' if node.title else ""
    return f'<a href="{address(node.url)}"{title}>{inner}</a>'


MARK = re.compile('<sup><a href="#fn-">(.*?)</a></sup>')
"""The mark of a footnote, with its label."""


def _without_footnotes(html: str) -> str:
    """HTML in which marks of footnotes are the characters they are typed with: no link is in another one, nor in a key."""
    return MARK.sub(r"[^\1]", html) if "#fn-" in html else html


def image(node: model.Image, target: Target) -> str:
    """An image. What says its size in Obsidian is a part of its description to any other."""
    title = f' title="{escaped(node.title)}"' if node.title else ""
    return f'<img src="{address(node.url)}" alt="{escaped(node.alt)}{in_label(node, target)}"{title} />'


def address(url: str) -> str:
    """An address as it stands in an attribute."""
    return escape(url if url.isascii() and " " not in url else quote(url, safe=_KEPT))


def escaped(text: str) -> str:
    """Text as renderers escape it."""
    return escape(text, quote=False).replace('"', "&quot;")


def _math(tex: str) -> str:
    return f"${escaped(tex)}$" if is_plain_math(tex) else f"$<code>{escaped(tex)}</code>$" if tex.strip() else ""
