"""The texts of footnotes as a list with their numbers: Ghost has no footnotes, and their marks alone would say which is which."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from convert.model import Block, Blocks, FootnoteDefinition, RawBlock
from convert.writers._html import escape_attribute
from convert.writers.ghost.cards import block_html_with_players


def with_top_level_numbered_notes_as_lists(children: Blocks) -> Blocks:
    """The blocks with the texts of footnotes in a row as one list, where their labels are numbers in a row."""
    if not any([isinstance(child, FootnoteDefinition) for child in children]):
        return children
    return tuple(_blocks_with_numbered_notes_as_lists(children))


def _blocks_with_numbered_notes_as_lists(children: Blocks) -> Iterator[Block]:
    for is_note, run in groupby(children, lambda child: isinstance(child, FootnoteDefinition)):
        blocks = list(run)
        notes = [block for block in blocks if isinstance(block, FootnoteDefinition)]
        first = _first_number_if_consecutive(notes) if is_note else 0
        yield from [RawBlock("html", _list_html(notes, first))] if first else blocks


def _first_number_if_consecutive(notes: Sequence[FootnoteDefinition]) -> int:
    """The number that a list of these begins with; 0 where their labels do not follow each other."""
    label = notes[0].label
    first = int(label) if label.isascii() and label.isdecimal() and len(label) < len("1000000") else 0
    is_row = all([note.label == str(first + place) for place, note in enumerate(notes)])
    return first if is_row else 0


def _list_html(notes: Sequence[FootnoteDefinition], first: int) -> str:
    items = [f'<li id="fn-{escape_attribute(note.label)}">{_html_of_note_blocks(note)}</li>' for note in notes]
    start = f' start="{first}"' if first != 1 else ""
    return "\n".join([f"<ol{start}>", *items, "</ol>"])


def _html_of_note_blocks(note: FootnoteDefinition) -> str:
    return "\n".join([block_html_with_players(child) for child in note.children])
