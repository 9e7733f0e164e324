"""Inlines as the editor writes them: `b`, `i`, `s`, `u`, and spans for every look."""

from typing import assert_never

from convert import model
from convert.model import Inline, Inlines
from convert.model.url import is_safe
from convert.writers._html import TAGS, css_of_safe_values_or_empty
from convert.writers._safe_html import safe_html_and_dropped_count
from convert.writers.tistory.page import (
    Page,
    attributes,
    escape_attribute_but_not_replacers,
    escape_code_and_tistory_replacers,
    escape_text_leaving_replacers_as_they_are,
)

_TAGS = {**TAGS, model.Emphasis: "i", model.Strong: "b", model.Strikethrough: "s"}


def inlines(children: Inlines, page: Page) -> str:
    """Inlines one after another."""
    return "".join([_inline(child, page) for child in children])


def _inline(node: Inline, page: Page) -> str:
    match node:
        case model.Text():
            return escape_text_leaving_replacers_as_they_are(node.value)
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
            return f"<{_TAGS[type(node)]}>{inlines(node.children, page)}</{_TAGS[type(node)]}>"
        case model.Span():
            return _span(node, page)
        case model.Code():
            return f"<code>{escape_code_and_tistory_replacers(node.value)}</code>"
        case model.Link():
            return _link(node, page)
        case model.Image():
            return image_or_alt_and_count_if_unsafe(node, page, data_filename=node.name)
        case model.HardBreak():
            return "<br />"
        case model.Anchor():
            return f"<a{attributes(id=node.id)}></a>"
        case model.Ruby() | model.Math() | model.FootnoteReference() | model.RawInline():
            return _ruby_math_footnote_mark_or_raw_html(node, page)
        case _:
            assert_never(node)


def _ruby_math_footnote_mark_or_raw_html(
    node: model.Ruby | model.Math | model.FootnoteReference | model.RawInline, page: Page
) -> str:
    match node:
        case model.Ruby():
            annotation = escape_text_leaving_replacers_as_they_are(node.annotation)
            return f"<ruby>{inlines(node.children, page)}<rp>(</rp><rt>{annotation}</rt><rp>)</rp></ruby>"
        case model.Math():
            page.count_notice("math")
            return f'<span class="math">\\({escape_text_leaving_replacers_as_they_are(node.value)}\\)</span>'
        case model.FootnoteReference():
            page.count_notice("footnote")
            leading = attributes(id=f"fnref-{node.label}", href=f"#fn-{node.label}")
            return f"<sup><a{leading}>{escape_text_leaving_replacers_as_they_are(node.label)}</a></sup>"
        case model.RawInline():
            return (
                safe_raw_html_and_count_dropped(node.value, page)
                if node.format == "html"
                else _raw_inline_as_code_and_count_notice(node, page)
            )
        case _:
            assert_never(node)


def _span(node: model.Span, page: Page) -> str:
    look = css_of_safe_values_or_empty(node.style)
    inner = inlines(node.children, page)
    return f"<span{attributes(style=f'{look};')}>{inner}</span>" if look else inner


def _link(node: model.Link, page: Page) -> str:
    inner = inlines(node.children, page)
    return f"<a{link_attributes_and_count_if_url_unsafe(node.url, page)}{attributes(title=node.title)}>{inner}</a>"


def link_attributes_and_count_if_url_unsafe(url: str, page: Page) -> str:
    """Where a link leads: another site in a window of its own, as the editor's links do; code nowhere."""
    if not is_safe(url):
        page.count_notice("unsafe-address")
        return ""
    away = url.startswith(("https://", "http://"))
    return attributes(href=url, target="_blank" if away else "", rel="noopener" if away else "")


def image_or_alt_and_count_if_unsafe(node: model.Image, page: Page, *, data_filename: str = "") -> str:
    """`img`, or what is said in its place when no browser may load it. In an image block the figure holds the file's name."""
    if not is_safe(node.url, image=True):
        page.count_notice("unsafe-address")
        return escape_text_leaving_replacers_as_they_are(node.alt)
    named = attributes(title=node.title, width=node.width, height=node.height, data_filename=data_filename)
    return f'<img{attributes(src=node.url)} alt="{escape_attribute_but_not_replacers(node.alt)}"{named} />'


def safe_raw_html_and_count_dropped(html: str, page: Page) -> str:
    """An island of HTML, without what can run."""
    value, dropped = safe_html_and_dropped_count(html)
    if dropped:
        page.count_notice("script", dropped)
    return value


def _raw_inline_as_code_and_count_notice(node: model.RawInline, page: Page) -> str:
    page.count_notice("raw-format")
    return f"<code>{escape_code_and_tistory_replacers(node.value)}</code>"
