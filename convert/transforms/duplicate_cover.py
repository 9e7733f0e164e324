"""A first picture that is the post's cover as well: themes show the cover above the post, and then it is there twice."""

from html import escape

from msgspec.structs import replace

from convert.model import Document, Figure, Image, Node, Paragraph
from convert.notices import Notice, Report
from convert.options import WriterOptions
from convert.plan.places import PostPlan
from convert.sources.evidence import hand_over_left_out


def apply(document: Document, plan: PostPlan, options: WriterOptions, report: Report) -> Document:
    """The document without a first block that is nothing but its cover."""
    cover, children = document.meta.cover, document.children
    if not cover or not children or _address_of_bare_image_or_empty(children[0]) != cover:
        return document
    report(Notice("duplicate-cover", cover))
    hand_over_left_out(report, "duplicate-cover", f'<img src="{escape(cover)}">')
    return replace(document, children=children[1:])


def _address_of_bare_image_or_empty(node: Node) -> str:
    """The address of the one picture a node consists of; empty when it says anything else. A caption or a link says something."""
    match node:
        case Image():
            return node.url
        case Figure(caption=()) | Paragraph():
            return _address_of_bare_image_or_empty(node.children[0]) if len(node.children) == 1 else ""
        case _:
            return ""
