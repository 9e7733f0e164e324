"""HTML that no core block holds, in a block of HTML: the editor shows it as it is, and so does WordPress."""

from itertools import chain

from convert.model import Inlines, RawInline
from convert.model.walk import walk
from convert.writers.wordpress.delimiters import AttributeValue, block, without_delimiters
from convert.writers.wordpress.escaping import (
    is_respelled_by_editor,
    with_shortcodes_and_players_escaped,
    would_wordpress_expand_shortcode_or_url,
)


def html_block_or_empty(html: str) -> str:
    """A block of HTML that may have blocks in it, of which only the HTML stays; empty for nothing."""
    shown = with_shortcodes_and_players_escaped(without_delimiters(html))
    return block("html", shown) if shown.strip() else ""


def core_block_or_html(name: str, html: str, attributes: dict[str, AttributeValue], *texts: Inlines) -> str:
    """A core block with these texts in it, or a block of the same HTML.

    The latter where the editor would not write the text as it stands: one that must be escaped for WordPress to show it, and
    elements the editor knows nothing of.
    """
    return block(name, html, attributes) if fits_core_block(html, tuple(chain(*texts))) else html_block_or_empty(html)


def fits_core_block(html: str, text: Inlines) -> bool:
    """Whether a text is its HTML in a block of the editor as well."""
    return not (would_wordpress_expand_shortcode_or_url(html) or is_respelled_by_editor(html) or _holds_raw_html(text))


def _holds_raw_html(text: Inlines) -> bool:
    """Whether there is HTML in a text that no node describes."""
    return any(isinstance(node, RawInline) for node in walk(text))
