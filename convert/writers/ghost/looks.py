"""How text looks: what Ghost's own nodes cannot say, left out or kept as the options say."""

from collections import Counter
from typing import Literal

from msgspec.structs import replace

from convert import model
from convert.model import Document, Node
from convert.model.walk import rewrite
from convert.notices import Notice, Report
from convert.writers._html import css_of_safe_values_or_empty


def without_unwanted_styles_and_alignments(
    document: Document, color: Literal["drop", "html"], alignment: Literal["drop", "html"], report: Report
) -> Document:
    """The document without the styles and alignments that are to be left out, with a notice that counts them."""
    left_out: Counter[str] = Counter()

    def drop_style_or_alignment_and_count(node: Node) -> Node | tuple[Node, ...]:
        if isinstance(node, model.Span) and (color == "drop" or not css_of_safe_values_or_empty(node.style)):
            left_out["style"] += bool(css_of_safe_values_or_empty(node.style))
            return node.children
        if isinstance(node, model.Figure) and node.align in ("left", "right", "justify"):
            left_out["alignment"] += 1
        if isinstance(node, model.Paragraph | model.Heading) and node.align and (alignment == "drop" or node.align == "left"):
            left_out["alignment"] += node.align != "left"
            return replace(node, align="")
        return node

    changed = rewrite(document, drop_style_or_alignment_and_count)
    for kind, count in left_out.items():
        if count:
            report(Notice(kind, count=count))
    return changed
