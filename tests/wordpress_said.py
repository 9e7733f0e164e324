"""Helper: what a document says when it comes back out of a file for WordPress: all it said, but for what docs/wordpress.md names."""

import re

from msgspec.structs import replace

from convert import model
from convert.model import Document, walk
from convert.writers._image_descriptions import with_images_described_by_caption_or_name
from convert.writers.wordpress.footnotes import number_footnotes


def as_it_comes_back(document: Document) -> Document:
    """The document with pictures described, footnotes numbered and at the end, and with what blocks have no place for in the words they have."""
    document = replace(document, children=with_images_described_by_caption_or_name(document.children))
    nodes = walk.walk(document.children)
    texts = {}
    for node in nodes:
        if isinstance(node, model.FootnoteDefinition):
            texts.setdefault(node.label, node)
    change = _Change(number_footnotes(nodes), tuple(texts.values()))
    notes = [
        model.FootnoteDefinition(str(change.numbers[label]), change.all_of(text.children, frozenset()))
        for label, text in texts.items()
    ]
    body = change.all_of(document.children, frozenset())
    return replace(document, children=(*body, *sorted(notes, key=lambda note: int(note.label))))


class _Change:
    """Nodes as they come back. Places are the kinds of nodes around."""

    def __init__(self, numbers, texts):
        self.numbers, self.texts = numbers, texts

    def all_of(self, nodes, places):
        return tuple(new for node in nodes for new in self.one(node, places))

    def one(self, node, places):
        if isinstance(node, model.FootnoteDefinition) and any(node is text for text in self.texts):
            return ()
        inside = places | {type(node)}
        changes = {}
        for field in node.__struct_fields__:
            value = getattr(node, field)
            if isinstance(value, tuple):
                is_list = field == "descriptions"
                changes[field] = tuple(self.all_of(part, inside) for part in value) if is_list else self.all_of(value, inside)
        new = replace(node, **changes) if changes else node
        return _CHANGES[type(node)](new, self, places) if type(node) in _CHANGES else (new,)


def _reference(node, change, places):
    """A mark in a link, or without a text, is its label in brackets."""
    if model.Link in places or node.label not in change.numbers:
        return (model.Text(f"[{node.label}]"),)
    return (replace(node, label=str(change.numbers[node.label])),)


def _callout(node, change, places):
    """A kind that is no word is a title."""
    kind = node.kind.lower() if re.fullmatch("[a-z]+", node.kind) else "note"
    title = node.title or ((model.Text(node.kind.capitalize()),) if node.kind not in ("", kind) else ())
    return (replace(node, kind=kind, title=title),)


_CHANGES = {
    model.FootnoteReference: _reference,
    model.FootnoteDefinition: lambda node, change, places: node.children,  # a second one of its label stays where it is
    model.Callout: _callout,
    model.CodeBlock: lambda node, change, places: (replace(node, lang=re.match(r"[\w+#.-]*", node.lang)[0]),),
    model.Table: lambda node, change, places: (
        (model.Figure((replace(node, caption=()),), node.caption),) if node.caption else (node,)
    ),
}


def without_what_is_read_otherwise(document: Document) -> Document:
    """The document without what our reader of HTML takes for something else, whoever wrote it.

    Islands are read anew; the base of a ruby is words; a player has no words beside those it shows, a card and a file have some; a title of
    a box is one line; a table of one cell is a box; a place in a link ends it in the page this is compared with; a footnote no mark
    leads to is an item of a list.
    """
    referred = set(_referred_in_text(document.children))

    def change(node):
        if isinstance(node, model.RawBlock | model.RawInline | model.Anchor):
            return ()
        if isinstance(node, model.Ruby):
            return replace(
                node, children=(model.Text(_words(node.children) or "가"),), annotation=" ".join(node.annotation.split()) or "나"
            )
        if isinstance(node, model.FootnoteDefinition) and node.label not in referred:
            return node.children
        if isinstance(node, model.MathBlock):
            return replace(node, value=" ".join(node.value.split()))
        if isinstance(node, model.Embed):
            return replace(node, title="")
        if isinstance(node, model.LinkCard):
            return replace(node, url=node.url or "/1", title=node.title.strip() or "제목")
        if isinstance(node, model.Callout):
            return replace(node, title=tuple(walk.rewrite_nodes(node.title, _space_for_break)))
        if isinstance(node, model.Attachment):
            return replace(node, name=" ".join(node.name.split()) or "파일", size=" ".join(node.size.split()))
        if isinstance(node, model.Table) and sum(len(row.cells) for row in node.rows) == 1:
            return node.rows[0].cells[0].children if node.rows[0].cells else ()
        return node

    return walk.rewrite(document, change)


def _referred_in_text(nodes):
    """The labels of footnotes with a mark that is no label in a link, outside of footnotes."""
    for node in nodes:
        if isinstance(node, model.FootnoteReference):
            yield node.label
        elif not isinstance(node, model.Link | model.FootnoteDefinition):
            yield from _referred_in_text(walk.children(node))


def _space_for_break(node):
    return model.Text(" ") if isinstance(node, model.HardBreak) else node


def _words(nodes):
    return " ".join(walk.plain_text(nodes).split())
