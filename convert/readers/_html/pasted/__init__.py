"""What comes along when a text is copied from another program into the editor: each program's marks, and what they mean."""

from convert.readers._html.overlay import HandlersOf, Overlay
from convert.readers._html.pasted.chat import CHAT
from convert.readers._html.pasted.permalinks import PERMALINKS
from convert.readers._html.pasted.unseen import UNSEEN
from convert.readers._html.pasted.word_settings import WORDS_SETTINGS

_NOTION = """to-do-list bulleted-list numbered-list class="toggle callout bookmark table_of_contents notion- highlight-
link-to-page equation"""

PASTED = (
    Overlay(("mso",), ("mso-list",), HandlersOf("pasted.word")),
    Overlay(tuple(_NOTION.split()), (), HandlersOf("pasted.notion")),
    Overlay(
        ("se-component", "se-module", "se-text-paragraph", "se_component", "se_textarea", "se_og_box"),
        (),
        HandlersOf("pasted.smart_editor"),
    ),
    Overlay(("tr-caption-container", "blogger-post-footer"), (), HandlersOf("pasted.blogger")),
    PERMALINKS,
    UNSEEN,
)
"""An overlay for each program, for pages with its marks."""

PASTED_ANYWHERE = (CHAT, WORDS_SETTINGS)
"""For any page."""
