"""Trees that did not come through the HTML reader, such as those of Markdown and JSON Lines, without what could run code."""

from functools import partial

from msgspec.structs import replace

from convert.model import (
    Attachment,
    Blocks,
    Document,
    Embed,
    Gallery,
    Image,
    Link,
    LinkCard,
    Meta,
    Node,
    RawBlock,
    RawInline,
    Text,
)
from convert.notices import Notice, Report
from convert.readers._html.address import is_safe
from convert.readers._html.raw import clean_markup
from convert.walk import rewrite


def safe(blocks: Blocks, report: Report) -> Blocks:
    """The blocks with every address safe and every island clean; the same object when they are."""
    return rewrite(Document(Meta(), blocks), partial(_safe, report)).children


def _safe(report: Report, node: Node) -> Node | tuple[Node, ...]:
    match node:
        case Link():
            return node if _is_kept(node.url, report) else node.children
        case Image():
            kept = _is_kept(node.url, report, image=True)
            return node if kept else (Text(node.alt),) if node.alt else ()
        case Embed() | LinkCard() | Attachment():
            return node if _is_kept(node.url, report) else replace(node, url="")
        case Gallery() if not all(isinstance(image, Image) for image in node.images):
            return replace(node, images=tuple(image for image in node.images if isinstance(image, Image)))
        case RawBlock() | RawInline() if node.format == "html":
            return _cleaned(node, report)
        case _:
            return node


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
