"""The content of a post: its blocks, and the field with its footnotes."""

from collections.abc import Mapping
from typing import NamedTuple

from convert.model import Blocks, FootnoteDefinition, Paragraph
from convert.model.walk import walk
from convert.writers._heading_ids import with_ids_on_headings_linked_to
from convert.writers.wordpress.blocks import blocks
from convert.writers.wordpress.context import Context
from convert.writers.wordpress.delimiters import BETWEEN, void_block, without_delimiters
from convert.writers.wordpress.escaping import with_shortcodes_and_players_escaped
from convert.writers.wordpress.footnotes import (
    does_wordpress_show_footnote_as_it_is,
    footnotes_field_or_empty,
    html_of_footnote_lists_by_whether_marked_in_blocks,
    number_footnotes,
    with_footnote_marks_turned_to_list_marks,
)
from convert.writers.wordpress.html_block import html_block_or_empty
from convert.writers.wordpress.rich_text import rich_text


class PostContent(NamedTuple):
    """The blocks of a post, and its field `footnotes`, which is empty when it has none."""

    blocks: str
    footnotes: str = ""


def make_post_content(children: Blocks, counts: dict[str, int], *, keeps_typed: bool) -> PostContent:
    """What a post says. `counts` takes what could not be said exactly."""
    children = with_ids_on_headings_linked_to(children)
    nodes = walk(children)
    texts: dict[str, FootnoteDefinition] = {}
    for node in nodes:
        if isinstance(node, FootnoteDefinition):
            texts.setdefault(node.label, node)
    context = Context(counts, keeps_typed, number_footnotes(nodes), tuple(texts.values()))
    written = blocks(children, context)
    if not texts:
        return PostContent(written)
    return _content_with_footnotes(written, texts, context)


def _content_with_footnotes(written: str, texts: Mapping[str, FootnoteDefinition], context: Context) -> PostContent:
    """Blocks and the field of their footnotes; a list in a block of HTML where WordPress would not show all of the field."""
    notes = {label: _note_html(text, context) for label, text in texts.items()}
    numbered = [(context.notes[label], html) for label, html in notes.items()]
    if all(does_wordpress_show_footnote_as_it_is(texts[label], html) for label, html in notes.items()):
        return PostContent(_joined(written, void_block("footnotes")), footnotes_field_or_empty(numbered))
    return PostContent(
        with_footnote_marks_turned_to_list_marks(
            _joined(written, html_block_or_empty(html_of_footnote_lists_by_whether_marked_in_blocks(numbered, written)))
        )
    )


def _joined(*parts: str) -> str:
    return BETWEEN.join(filter(None, parts))


def _note_html(node: FootnoteDefinition, context: Context) -> str:
    """The text of a footnote, a line where it is one."""
    only = node.children[0] if len(node.children) == 1 else None
    if isinstance(only, Paragraph) and not only.align:
        return with_shortcodes_and_players_escaped(rich_text(only.children, context))
    return with_shortcodes_and_players_escaped(without_delimiters(blocks(node.children, context.in_html())))
