"""What a body is made of, in words a blogger understands. A construct is a node of the model, or several kinds that are one."""

from collections import Counter
from collections.abc import Iterable

from convert import model
from convert.errors import N_
from convert.model import Node

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
    "paragraph": N_("Paragraphs"),
    "heading": N_("Headings"),
    "thematic_break": N_("Dividing lines"),
    "block_quote": N_("Quotations"),
    "code_block": N_("Code blocks"),
    "bullet_list": N_("Bullet lists"),
    "ordered_list": N_("Numbered lists"),
    "table": N_("Tables"),
    "figure": N_("Pictures or tables with a caption or a place of their own"),
    "gallery": N_("Picture galleries"),
    "embed": N_("Videos, maps and other embedded content"),
    "link_card": N_("Link cards"),
    "attachment": N_("Attached files"),
    "details": N_("Folded parts"),
    "callout": N_("Callout boxes"),
    "math_block": N_("Formulas on lines of their own"),
    "definition_list": N_("Definition lists"),
    "footnote": N_("Footnotes"),
    "raw_html": N_("HTML that is kept as it is"),
    "emphasis": N_("Italics"),
    "strong": N_("Bold"),
    "strikethrough": N_("Struck-out text"),
    "underline": N_("Underlines"),
    "highlight": N_("Highlighted text"),
    "subscript": N_("Subscripts"),
    "superscript": N_("Superscripts"),
    "styled_text": N_("Text with a colour, size or font of its own"),
    "keyboard": N_("Keys"),
    "code_span": N_("Code within a line"),
    "ruby": N_("Readings above letters"),
    "link": N_("Links"),
    "image": N_("Pictures"),
    "math": N_("Formulas within a line"),
}
"""What each construct is called, by its key."""


def construct_counts_of_given_nodes(nodes: Iterable[Node]) -> dict[str, int]:
    """How many there are of each construct."""
    kinds = Counter(map(type, nodes))
    counts: Counter[str] = Counter()
    for kind, count in kinds.items():
        if kind in CONSTRUCT_OF:
            counts[CONSTRUCT_OF[kind]] += count
    return dict(counts)
