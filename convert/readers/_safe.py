"""Trees that did not come through the HTML reader, such as those of Markdown and JSON Lines, without what could run code."""

from functools import partial

from msgspec.structs import replace

from convert.address import is_safe
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
from convert.notices import Notice, Report
from convert.readers._html.raw import clean_markup
from convert.walk import rewrite


def safe(blocks: Blocks, report: Report) -> Blocks:
    """The blocks with every address safe and every island clean; the same object when they are."""
    document = Document(Meta(), blocks)
    cleaned = rewrite(document, partial(_safe, report))
    # Only here is it known that a gallery lost images: one without a text leaves nothing.
    return blocks if cleaned is document else rewrite(cleaned, _parted).children


def _safe(report: Report, node: Node) -> Node | tuple[Node, ...]:
    match node:
        case Link():
            return node if _is_kept(node.url, report) else node.children
        case Image():
            kept = _is_kept(node.url, report, image=True)
            return node if kept else (Text(node.alt),) if node.alt else ()
        case Embed() | LinkCard() | Attachment():
            return node if _is_kept(node.url, report) else replace(node, url="")
        case RawBlock() | RawInline() if node.format == "html":
            return _cleaned(node, report)
        case _:
            return node


def _parted(node: Node) -> Node | tuple[Node, ...]:
    """A gallery behind what its unsafe images said; its caption alone when no image is left."""
    if not isinstance(node, Gallery):
        return node
    images = tuple(image for image in node.images if isinstance(image, Image))
    if images and len(images) == len(node.images):
        return node
    said = " ".join(image.value for image in node.images if isinstance(image, Text))
    kept: tuple[Node, ...] = (replace(node, images=images),) if images else _paragraph(node.caption)
    return (*_paragraph((Text(said),)), *kept) if said else kept


def _paragraph(children: Inlines) -> tuple[Node, ...]:
    return (Paragraph(children),) if children else ()


def _is_kept(url: str, report: Report, *, image: bool = False) -> bool:
    kept = is_safe(url, image=image)
    if not kept:
        report(Notice("unsafe-address", " ".join(url[:40].split())))
    return kept


def _cleaned(node: RawBlock | RawInline, report: Report) -> Node | tuple[Node, ...]:
    value = clean_markup(node.value)
    if value == node.value:
        return node
    report(Notice("script"))
    return replace(node, value=value) if value else ()
