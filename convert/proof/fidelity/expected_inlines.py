"""The inlines of the page a post ought to be. See `expected`, which is about its blocks."""

from html import escape
from typing import assert_never
from urllib.parse import quote

from convert import lazy_re as re
from convert import model
from convert.model import Inline, Inlines
from convert.model.walk import plain_text
from convert.writers._image_descriptions import with_description_from_name_unless_described
from convert.writers._markdown.formulas import is_free_of_markdown_between_dollars, tex_for_double_dollars_or_empty
from convert.writers._markdown.image_size import size_suffix_of_label_or_empty
from convert.writers._markdown.leaf_inlines import as_unicode_script_or_unchanged
from convert.writers._markdown.target import MarkdownStyle, Target

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


def expected_inlines(children: Inlines, target: Target) -> str:
    """Inlines one after another."""
    return "".join([_expected_inline(child, target) for child in children])


def _expected_inline(node: Inline, target: Target) -> str:
    match node:
        case model.Text():
            return escape_text(node.value)
        case model.Strong(children=(model.Emphasis() as inner,)):  # `***`, which is read the other way round
            return f"<em><strong>{expected_inlines(inner.children, target)}</strong></em>"
        case model.Strong() | model.Emphasis() | model.Strikethrough():
            tag = _TAGS[type(node)]
            return f"<{tag}>{expected_inlines(node.children, target)}</{tag}>"
        case model.Span() | model.Underline() | model.Highlight():
            tag = _tag_or_empty_if_style_drops_it(node, target.style)
            return f"<{tag}>{expected_inlines(node.children, target)}</{tag}>" if tag else expected_inlines(node.children, target)
        case model.Link():
            return _expected_link(node, target)
        case model.Image():
            return expected_image(node, target)
        case model.HardBreak():
            return "<br />\n"
        case model.Code():
            return f"<code>{escape_text(node.value)}</code>"
        case _:
            return _expected_rarer_inline(node, target)


def _tag_or_empty_if_style_drops_it(node: model.Span | model.Underline | model.Highlight, style: MarkdownStyle) -> str:
    """The tag of what is left out unless asked for; a coloured background is a highlight then."""
    match node:
        case model.Underline():
            return "u" if style.underline == "html" else ""
        case model.Highlight():
            return "mark" if style.highlight != "drop" else ""
        case model.Span():
            return "mark" if style.highlight != "drop" and style.color == "drop" and node.style.background else ""
        case _:
            assert_never(node)


def _expected_rarer_inline(
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
            return _sub_or_superscript_tag_or_unicode(node, target)
        case model.Keyboard():
            inner = _with_footnote_marks_as_typed(expected_inlines(node.children, target))
            return f"<kbd>{inner}</kbd>" if target.dialect.html else f"<code>{escape_text(plain_text(node.children))}</code>"
        case model.Ruby():
            return f"{expected_inlines(node.children, target)}({escape_text(node.annotation)})"
        case model.Math():
            return _expected_math(node.value, target)
        case model.Anchor():
            return f'<a id="{escape_text(node.id)}"></a>' if target.dialect.html else ""
        case model.FootnoteReference():
            return f'<sup><a href="#fn-">{escape_text(node.label)}</a></sup>'  # its number is known when the whole page is
        case model.RawInline():
            return node.value
        case _:
            assert_never(node)


def _sub_or_superscript_tag_or_unicode(node: model.Subscript | model.Superscript, target: Target) -> str:
    inner = expected_inlines(node.children, target)
    if target.dialect.html:
        return f"<{_TAGS[type(node)]}>{inner}</{_TAGS[type(node)]}>"
    if not all([isinstance(child, model.Text) for child in node.children]):
        return inner
    return escape_text(as_unicode_script_or_unchanged(_TAGS[type(node)], plain_text(node.children)))


def _expected_link(node: model.Link, target: Target) -> str:
    inner = expected_inlines(node.children, target)
    if not node.url:
        return inner
    inner = _with_footnote_marks_as_typed(inner)
    title = f' title="{escape_text(node.title)}"' if node.title else ""
    return f'<a href="{escape_address(node.url)}"{title}>{inner}</a>'


FOOTNOTE_MARK = re.compile('<sup><a href="#fn-">(.*?)</a></sup>')
"""The mark of a footnote, with its label."""


def _with_footnote_marks_as_typed(html: str) -> str:
    """HTML in which marks of footnotes are the characters they are typed with: no link is in another one, nor in a key."""
    return FOOTNOTE_MARK.sub(r"[^\1]", html) if "#fn-" in html else html


def expected_image(node: model.Image, target: Target) -> str:
    """An image. What says its size in Obsidian is a part of its description to any other."""
    node = with_description_from_name_unless_described(node)
    title = f' title="{escape_text(node.title)}"' if node.title else ""
    described = f"{escape_text(node.alt)}{size_suffix_of_label_or_empty(node, target)}"
    return f'<img src="{escape_address(node.url)}" alt="{described}"{title} />'


def escape_address(url: str) -> str:
    """An address as it stands in an attribute."""
    return escape(url if url.isascii() and " " not in url else quote(url, safe=_KEPT))


def escape_text(text: str) -> str:
    """Text as renderers escape it."""
    return escape(text, quote=False).replace('"', "&quot;")


def _expected_math(tex: str, target: Target) -> str:
    if target.dialect.formulas == "double" and (doubled := tex_for_double_dollars_or_empty(tex)):
        return f"$${escape_text(doubled)}$$"
    if is_free_of_markdown_between_dollars(tex, target.dialect):
        return f"${escape_text(tex)}$"
    mark = "" if target.dialect.formulas == "raw" else "$"
    return f"{mark}<code>{escape_text(tex)}</code>{mark}" if tex.strip() else ""
