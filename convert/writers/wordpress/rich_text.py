"""Inlines as the editor's rich text: what stands in a paragraph, a heading, an item, a cell or a caption.

The editor parses this and writes it anew (packages/rich-text): a void element without a slash, no element without content unless
it has attributes, an attribute always with a value.
"""

from typing import assert_never

from convert import model
from convert.model import Inline, Inlines
from convert.model.url import is_safe
from convert.writers._html import TAGS, css_of_safe_values_or_empty
from convert.writers._safe_html import safe_html_and_dropped_count
from convert.writers.wordpress.context import Context
from convert.writers.wordpress.escaping import escape_attribute_but_not_shortcodes, escape_text_as_one_line
from convert.writers.wordpress.footnotes import footnote_mark

_TAGS = {**TAGS, model.Strikethrough: "s"}


def rich_text(children: Inlines, context: Context) -> str:
    """Inlines one after another."""
    return "".join([_inline(child, context) for child in children])


def _inline(node: Inline, context: Context) -> str:
    match node:
        case model.Text():
            return context.escape_running_text_but_not_shortcodes(node.value)
        case (
            model.Emphasis()
            | model.Strong()
            | model.Strikethrough()
            | model.Underline()
            | model.Highlight()
            | model.Subscript()
            | model.Superscript()
            | model.Keyboard()
        ):
            return _element_if_not_empty(_TAGS[type(node)], "", rich_text(node.children, context))
        case model.Span():
            look = css_of_safe_values_or_empty(node.style)
            inner = rich_text(node.children, context)
            return _element_if_not_empty("span", attributes(style=look), inner) if look else inner
        case model.Code():
            return _element_if_not_empty("code", "", escape_text_as_one_line(node.value))
        case model.Link():
            return _element_if_not_empty(
                "a",
                link_attributes_and_count_if_url_unsafe(node, context),
                rich_text(node.children, context.in_link_without_footnote_marks()),
            )
        case model.Image():
            return _image_or_alt_and_count_if_unsafe(node, context)
        case model.HardBreak():
            return "<br>"
        case model.Anchor():
            return f"<span{attributes(id=node.id)}></span>" if node.id else ""
        case model.Ruby() | model.Math() | model.FootnoteReference() | model.RawInline():
            return _rarer_inline(node, context)
        case _:
            assert_never(node)


def _rarer_inline(node: model.Ruby | model.Math | model.FootnoteReference | model.RawInline, context: Context) -> str:
    match node:
        case model.Ruby():
            read = (
                f"<rp>(</rp><rt>{context.escape_running_text_but_not_shortcodes(node.annotation)}</rt><rp>)</rp>"
                if node.annotation
                else ""
            )
            return f"<ruby>{rich_text(node.children, context)}{read}</ruby>"
        case model.Math():
            context.count_notice("math")
            return (
                f'<span class="math">\\({context.escape_running_text_but_not_shortcodes(node.value)}\\)</span>'
                if node.value.strip()
                else ""
            )
        case model.FootnoteReference():
            number = context.notes.get(node.label)
            return footnote_mark(number) if number else context.escape_running_text_but_not_shortcodes(f"[{node.label}]")
        case model.RawInline():
            return (
                safe_raw_html_and_count_dropped(node.value, context)
                if node.format == "html"
                else _raw_inline_as_code_and_count_notice(node, context)
            )
        case _:
            assert_never(node)


def _element_if_not_empty(tag: str, named: str, inner: str) -> str:
    return f"<{tag}{named}>{inner}</{tag}>" if inner else ""


def attributes(**named: str | int) -> str:
    """Attributes in this order, without those that are empty; `_` at the end of a name is nothing."""
    return "".join(
        [f' {name.rstrip("_")}="{escape_attribute_but_not_shortcodes(str(value))}"' for name, value in named.items() if value]
    )


def link_attributes_and_count_if_url_unsafe(node: model.Link, context: Context) -> str:
    """Where a link leads; code nowhere."""
    if not is_safe(node.url):
        context.count_notice("unsafe-address")
        return attributes(title=node.title)
    return attributes(href=node.url, title=node.title)


def _image_or_alt_and_count_if_unsafe(node: model.Image, context: Context) -> str:
    """An `img`, or what is said in its place when no browser may load it."""
    if not is_safe(node.url, image=True):
        context.count_notice("unsafe-address")
        return context.escape_running_text_but_not_shortcodes(node.alt)
    return f"<img{image_src_and_alt_attributes(node)}{attributes(title=node.title, width=node.width, height=node.height)}>"


def image_src_and_alt_attributes(node: model.Image) -> str:
    """The address of a picture, and the words in its place, which are there even when there are none."""
    return f' src="{escape_attribute_but_not_shortcodes(node.url)}" alt="{escape_attribute_but_not_shortcodes(node.alt)}"'


def safe_raw_html_and_count_dropped(html: str, context: Context) -> str:
    """An island of HTML, without what can run."""
    value, dropped = safe_html_and_dropped_count(html)
    if dropped:
        context.count_notice("script", dropped)
    return context.keep_typed_characters_of_html_if_asked(value)


def _raw_inline_as_code_and_count_notice(node: model.RawInline, context: Context) -> str:
    context.count_notice("raw-format")
    return _element_if_not_empty("code", "", escape_text_as_one_line(node.value))
