"""What a body is made of, in words a blogger understands. A construct is a node of the model, or several kinds that are one."""

from collections import Counter
from collections.abc import Iterable

from convert import model
from convert.model import Node
from convert.words import N_

CONSTRUCT_OF: dict[type[Node], str] = {
    model.Paragraph: "paragraph",
    model.Heading: "heading",
    model.ThematicBreak: "thematic_break",
    model.BlockQuote: "block_quote",
    model.CodeBlock: "code_block",
    model.BulletList: "bullet_list",
    model.OrderedList: "ordered_list",
    model.Table: "table",
    model.Figure: "figure",
    model.Gallery: "gallery",
    model.Embed: "embed",
    model.LinkCard: "link_card",
    model.Attachment: "attachment",
    model.Details: "details",
    model.Callout: "callout",
    model.MathBlock: "math_block",
    model.DefinitionList: "definition_list",
    model.FootnoteDefinition: "footnote",
    model.RawBlock: "raw_html",
    model.Emphasis: "emphasis",
    model.Strong: "strong",
    model.Strikethrough: "strikethrough",
    model.Underline: "underline",
    model.Highlight: "highlight",
    model.Subscript: "subscript",
    model.Superscript: "superscript",
    model.Span: "styled_text",
    model.Keyboard: "keyboard",
    model.Code: "code_span",
    model.Ruby: "ruby",
    model.Link: "link",
    model.Image: "image",
    model.Math: "math",
    model.RawInline: "raw_html",
}
"""The key of each, in every language."""

UNCOUNTED: dict[type[Node], str] = {
    model.Text: "every post is made of it",
    model.HardBreak: "a line break is how a paragraph is set",
    model.Anchor: "nobody sees it",
    model.FootnoteReference: "it comes with its footnote",
}
"""Nodes that are no construct of their own, each with why."""


CONSTRUCT_NAMES: dict[str, str] = {
    "paragraph": N_("paragraphs"),
    "heading": N_("headings"),
    "thematic_break": N_("dividing lines"),
    "block_quote": N_("quotations"),
    "code_block": N_("code blocks"),
    "bullet_list": N_("bullet lists"),
    "ordered_list": N_("numbered lists"),
    "table": N_("tables"),
    "figure": N_("pictures or tables with a caption or a place of their own"),
    "gallery": N_("picture galleries"),
    "embed": N_("videos, maps and other embedded content"),
    "link_card": N_("link cards"),
    "attachment": N_("attached files"),
    "details": N_("folded parts"),
    "callout": N_("callout boxes"),
    "math_block": N_("formulas on lines of their own"),
    "definition_list": N_("definition lists"),
    "footnote": N_("footnotes"),
    "raw_html": N_("HTML that is kept as it is"),
    "emphasis": N_("italics"),
    "strong": N_("bold"),
    "strikethrough": N_("struck-out text"),
    "underline": N_("underlines"),
    "highlight": N_("highlighted text"),
    "subscript": N_("subscripts"),
    "superscript": N_("superscripts"),
    "styled_text": N_("text with a colour, size or font of its own"),
    "keyboard": N_("keys"),
    "code_span": N_("code within a line"),
    "ruby": N_("readings above letters"),
    "link": N_("links"),
    "image": N_("pictures"),
    "math": N_("formulas within a line"),
}
"""What each construct is called, by its key."""


def construct_counts_in(nodes: Iterable[Node]) -> dict[str, int]:
    """How many there are of each construct."""
    kinds = Counter(map(type, nodes))
    counts: Counter[str] = Counter()
    for kind, count in kinds.items():
        if kind in CONSTRUCT_OF:
            counts[CONSTRUCT_OF[kind]] += count
    return dict(counts)
