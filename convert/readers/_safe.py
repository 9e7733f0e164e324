"""Trees that did not come through the HTML reader, such as those of Markdown and JSON Lines, without what could run code."""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from msgspec.structs import replace

from convert.model import (
    Attachment,
    Blocks,
    Document,
    Embed,
    Gallery,
    Image,
    Inlines,
    Link,
    LinkCard,
    Meta,
    Node,
    Paragraph,
    RawBlock,
    RawInline,
    Text,
)
from convert.model.url import is_safe
from convert.model.walk import Rewrite, rewrite
from convert.notices import Notice, Report
from convert.readers._html.raw import sanitize_markup


def sanitize_addresses_and_raw_html(blocks: Blocks, report: Report) -> Blocks:
    """The blocks with every address safe and every island clean; the same object when they are."""
    return without_refused_addresses(
        Document(Meta(), blocks), partial(_is_safe_address_or_report, report), partial(_sanitize_if_raw_html, report)
    ).children


Keeps: TypeAlias = Callable[[str, bool], bool]
"""Whether an address may stay, and whether it is that of an image."""


def without_refused_addresses(document: Document, is_kept: Keeps, rewrite_other_node: Rewrite) -> Document:
    """The document with no address that may not stay: links are their text, images what they show in words.

    `rewrite_other_node` changes what has no addresses of its own. The same object when nothing changes.
    """
    cleaned = rewrite(document, partial(_as_text_or_with_blank_address_if_refused, is_kept, rewrite_other_node))
    # Only here is it known that a gallery lost images: one without a text leaves nothing.
    return document if cleaned is document else rewrite(cleaned, _move_texts_in_front_of_gallery)


def _as_text_or_with_blank_address_if_refused(is_kept: Keeps, rewrite_other_node: Rewrite, node: Node) -> Node | tuple[Node, ...]:
    match node:
        case Link():
            return node if is_kept(node.url, False) else node.children
        case Image():
            return node if is_kept(node.url, True) else (Text(node.alt),) if node.alt else ()
        case LinkCard() if node.image and not is_kept(node.image, True):
            return _as_text_or_with_blank_address_if_refused(is_kept, rewrite_other_node, replace(node, image=""))
        case Embed() | LinkCard() | Attachment():
            return node if is_kept(node.url, False) else replace(node, url="")
        case _:
            return rewrite_other_node(node)


def _sanitize_if_raw_html(report: Report, node: Node) -> Node | tuple[Node, ...]:
    return (
        _sanitize_node_and_report_if_changed(node, report)
        if isinstance(node, RawBlock | RawInline) and node.format == "html"
        else node
    )


def _move_texts_in_front_of_gallery(node: Node) -> Node | tuple[Node, ...]:
    """A gallery behind what its unsafe images said; its caption alone when no image is left."""
    if not isinstance(node, Gallery):
        return node
    images = tuple(image for image in node.images if isinstance(image, Image))
    if images and len(images) == len(node.images):
        return node
    image_texts = " ".join(image.value for image in node.images if isinstance(image, Text))
    kept: tuple[Node, ...] = (replace(node, images=images),) if images else _paragraph_unless_empty(node.caption)
    return (*_paragraph_unless_empty((Text(image_texts),)), *kept) if image_texts else kept


def _paragraph_unless_empty(children: Inlines) -> tuple[Node, ...]:
    return (Paragraph(children),) if children else ()


def _is_safe_address_or_report(report: Report, url: str, image: bool) -> bool:
    kept = is_safe(url, image=image)
    if not kept:
        report(Notice("unsafe-address", " ".join(url[:40].split())))
    return kept


def _sanitize_node_and_report_if_changed(node: RawBlock | RawInline, report: Report) -> Node | tuple[Node, ...]:
    value = sanitize_markup(node.value)
    if value == node.value:
        return node
    report(Notice("script"))
    return replace(node, value=value) if value else ()
