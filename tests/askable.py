"""Helper: of a document drawn by lot, what a dialect may be asked for: all but what it reads, or is written for it, by rules of its own."""

import re

from msgspec.structs import replace
from normal_documents import normal
from said import described

from convert import model
from convert.model import Document, walk


def for_kramdown(document: Document) -> Document:
    """The document without islands, which kramdown reads by rules of its own, with numbers of lists that have room for more, and
    without tables that are a header alone, which are HTML."""

    def change(node):
        if isinstance(node, model.RawBlock | model.RawInline):
            return ()
        if isinstance(node, model.OrderedList):
            return replace(node, start=min(node.start, 99_999))
        if isinstance(node, model.Table) and len(node.rows) == 1:
            return replace(
                node, rows=tuple(model.Row(tuple(replace(cell, header=False) for cell in row.cells)) for row in node.rows)
            )
        return node

    return walk.rewrite(document, change)


def without_bars_in_formulas(document: Document) -> Document:
    """The document as both readers of Jekyll show it when it is written for CommonMark: a formula with a bar is the one thing that
    has no spelling for both, so that kramdown makes a table of its line (`--jekyll-markdown`, docs/engines.md)."""
    formulas = (model.Math, model.MathBlock)
    return walk.rewrite(
        document, lambda node: replace(node, value=node.value.replace("|", "")) if isinstance(node, formulas) else node
    )


def with_named_bars_in_lines(document: Document) -> Document:
    """The document as it is written for kramdown, where bars of formulas in lines have the names that TeX has for them, but for
    those in captions that describe a picture."""

    def name_bars(node):
        if isinstance(node, model.Math | model.MathBlock) and not re.search(r"\$\$|`|\$\s*$", node.value):
            named = node.value.replace("\\|", "\\Vert ").replace("|", "\\vert ")
            return replace(node, value=" ".join(named.split()))
        return node

    with_descriptions = walk.rewrite(
        replace(document, children=normal(document.children)),
        lambda node: described(node) if isinstance(node, model.Figure) else node,
    )
    return walk.rewrite(
        with_descriptions,
        lambda node: (
            name_bars(node)
            if isinstance(node, model.Math)
            else replace(node, rows=walk.rewrite_nodes(node.rows, name_bars))
            if isinstance(node, model.Table)
            else node
        ),
    )


def for_python_markdown(document: Document) -> Document:
    """The document without islands, which it reads by rules of its own, and with numbers of lists that have room for more."""

    def change(node):
        if isinstance(node, model.RawBlock | model.RawInline):
            return ()
        return replace(node, start=min(node.start, 99_999)) if isinstance(node, model.OrderedList) else node

    return walk.rewrite(document, change)


def for_mdx(document: Document) -> Document:
    """The document without islands, which are Markdown there, and with pictures of the web, as no others are looked for.

    It begins with a word: three hyphens that begin a file are front matter.
    """

    def change(node):
        if isinstance(node, model.RawBlock | model.RawInline):
            return ()
        if isinstance(node, model.Image):
            return replace(node, url="https://example.org/a.png")
        return node

    changed = walk.rewrite(document, change)
    return replace(changed, children=(_WORD, *changed.children))


_WORD = model.Paragraph((model.Text("글"),))


def for_hugo(document: Document) -> Document:
    """The document without what the writer for Hugo turns into something else by rules of its own: islands,
    raised and lowered text, and marks in summaries and keys."""

    def change(node):
        if isinstance(node, model.RawBlock | model.RawInline | model.Anchor):
            return ()
        if isinstance(node, model.Subscript | model.Superscript):
            return node.children
        if isinstance(node, model.Keyboard):
            return replace(node, children=(model.Text(" ".join(walk.plain_text(node.children).split())),))
        if isinstance(node, model.Details):
            return replace(node, summary=(model.Text(walk.plain_text(node.summary)),))
        return node

    # What is left of marks and places may end with a break, which shows nothing, so that once more:
    plain = walk.rewrite(replace(document, children=normal(document.children)), change)
    return replace(plain, children=normal(plain.children))
