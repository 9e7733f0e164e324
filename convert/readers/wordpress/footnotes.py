"""Footnotes of the block editor: the marks stand in the text, the texts in a field of the post."""

import json
from html import escape, unescape

from convert import lazy_re as re

_MARK = re.compile(r"""\bdata-fn=["']?([\w-]{1,80})""")


def footnote_list_html(stored: str, content: str) -> str:
    """The list WordPress shows in the place of the block `footnotes`; a text without a mark is in it, too."""
    try:
        notes = json.loads(stored) if stored.strip() else []
    except (ValueError, RecursionError):
        return ""
    marked = set(_MARK.findall(content))
    items = [_footnote_item_html(note, marked) for note in notes if isinstance(note, dict)] if isinstance(notes, list) else []
    return f'<ol class="wp-block-footnotes">{"".join(items)}</ol>' if items else ""


def _footnote_item_html(note: dict[str, object], marked: set[str]) -> str:
    name, text = escape(str(note.get("id", ""))), str(note.get("content", ""))
    back = f' <a href="#{name}-link">↩︎</a>' if unescape(name) in marked else ""
    return f'<li id="{name}">{text}{back}</li>'
