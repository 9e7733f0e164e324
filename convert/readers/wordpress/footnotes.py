"""Footnotes of the block editor: the marks stand in the text, the texts in a field of the post."""

import json
from collections.abc import Iterator
from html import escape
from itertools import groupby

from msgspec import Struct

from convert import lazy_re as re

_MARK = re.compile(r"""\bdata-fn=["']?([\w-]{1,80})""")

_SAYS_SOMETHING = re.compile(r"<(?:img|iframe|video|audio)\b|(?:^|>)[^<]*[^<\s]")
"""A picture or player, or a text outside of tags."""


class _Note(Struct, frozen=True):
    """A text of the field: its name, its HTML, and whether a mark leads to it."""

    name: str
    html: str
    is_marked: bool


def html_of_all_footnotes_in_stored_order(stored: str, content: str) -> str:
    """The list WordPress shows in the place of the block `footnotes`; a text without a mark is in it, too.

    What is no footnote is a list of its own, which goes on counting: one among footnotes would make all of them items.
    """
    shown, number = "", 1
    for _, group in groupby(_parse_notes_noting_if_marked(stored, content), _is_marked_note_with_content):
        items = [_footnote_item_html(note) for note in group]
        start = f' start="{number}"' if number > 1 else ""
        shown += f'<ol{start} class="wp-block-footnotes">{"".join(items)}</ol>'
        number += len(items)
    return shown


def _parse_notes_noting_if_marked(stored: str, content: str) -> Iterator[_Note]:
    """The texts of a field in their order; of one that was damaged, none."""
    try:
        notes = json.loads(stored) if stored.strip() else []
    except (ValueError, RecursionError):
        return
    marked = set(_MARK.findall(content))
    for note in notes if isinstance(notes, list) else []:
        if isinstance(note, dict):
            name = str(note.get("id", ""))
            yield _Note(name, str(note.get("content", "")), name in marked)


def _is_marked_note_with_content(note: _Note) -> bool:
    """Whether a mark leads to a text, and it says something."""
    return note.is_marked and _SAYS_SOMETHING.search(note.html) is not None


def _footnote_item_html(note: _Note) -> str:
    """An item. Its way back, which a footnote is read without, stands first: so its place is in front of whatever it holds."""
    name = escape(note.name)
    back = f'<a href="#{name}-link">↩︎</a> ' if note.is_marked else ""
    return f'<li id="{name}">{back}{note.html}</li>'
