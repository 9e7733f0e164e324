"""Titles between tags, `<h1>` and `<summary>`, in which MDX reads Markdown and CommonMark does not."""

from convert import lazy_re as re
from convert.model import (
    Code,
    Emphasis,
    FootnoteReference,
    Image,
    Inlines,
    Link,
    Math,
    Node,
    RawInline,
    Strikethrough,
    Strong,
    Text,
)
from convert.model.walk import rewrite_nodes, walk
from convert.writers._html import TAGS
from convert.writers._markdown.inlines import inlines_as_markdown
from convert.writers._markdown.target import Context

_MARKDOWN_ALONE = (Link, Image, Math, FootnoteReference)
"""What has no tag that is the same in MDX: Docusaurus follows addresses in Markdown alone."""

_ADDRESS = re.compile("://|www|@", re.IGNORECASE)
"""What becomes a link in text, and does not in code."""


def title_as_tags_or_else_markdown(children: Inlines, context: Context) -> str:
    """A title, of lines if it has breaks, that both read alike. With a link, a picture or a formula it is MDX alone."""
    if not _can_be_html_tags_alone(children):
        return inlines_as_markdown(children, context, starts_line=False)
    return _with_references_for_escaped_characters(
        inlines_as_markdown(_with_tags_for_marks(children), context, starts_line=False)
    )


def _can_be_html_tags_alone(children: Inlines) -> bool:
    return not any(
        [
            isinstance(node, _MARKDOWN_ALONE) or (isinstance(node, Code) and _ADDRESS.search(node.value) is not None)
            for node in walk(children)
        ]
    )


def _with_tags_for_marks(children: Inlines) -> Inlines:
    return rewrite_nodes(children, _mark_as_tags_around_children)


def _mark_as_tags_around_children(node: Node) -> Node | tuple[Node, ...]:
    match node:
        case Strong() | Emphasis() | Strikethrough():
            return (_raw_html_tag(f"<{TAGS[type(node)]}>"), *node.children, _raw_html_tag(f"</{TAGS[type(node)]}>"))
        case Code():
            return (_raw_html_tag("<code>"), Text(node.value), _raw_html_tag("</code>")) if node.value.strip() else ()
        case _:
            return node


def _raw_html_tag(tag: str) -> RawInline:
    return RawInline("html", tag)


def _with_references_for_escaped_characters(markdown: str) -> str:
    return _ESCAPED.sub(lambda match: f"&#{ord(match[1])};", markdown)


_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
