"""Footnotes where Markdown has none: marks that are links, and a list of the texts at the end."""

from msgspec.structs import replace

from convert import model
from convert.model import Blocks, OrderedList
from convert.writers._markdown.footnotes import Footnotes

FOOTNOTES_RULE = '<hr class="footnotes-sep">'


def footnote_mark(number: int) -> str:
    """The mark of a footnote."""
    return f'<sup id="fnref-{number}"><a href="#fn-{number}">{number}</a></sup>'


def footnotes_as_list(footnotes: Footnotes) -> OrderedList:
    """The texts in the order of their marks, each with its place, and a link back to its mark."""
    items = [
        _with_anchor_and_backlink(footnotes.referenced_definitions[label].children, number)
        for label, number in footnotes.numbers.items()
    ]
    return OrderedList(tuple(model.ListItem(children) for children in items))


def _with_anchor_and_backlink(children: Blocks, number: int) -> Blocks:
    back = model.RawInline("html", f'<a href="#fnref-{number}" class="footnote-backref">↩</a>')
    first = children[0] if children else None
    if not isinstance(first, model.Paragraph):
        return (model.Paragraph((model.Anchor(f"fn-{number}"), back)), *children)
    first = replace(first, children=(model.Anchor(f"fn-{number}"), *first.children))
    if len(children) == 1:
        return (replace(first, children=(*first.children, model.Text(" "), back)),)
    return (first, *children[1:], model.Paragraph((back,)))
