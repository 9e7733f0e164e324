"""What comes along when a text is copied from another program into the editor: each program's marks, and what they mean."""

from convert.readers._html.pasted.blogger import BLOGGER
from convert.readers._html.pasted.chat import CHAT
from convert.readers._html.pasted.notion import NOTION
from convert.readers._html.pasted.permalinks import PERMALINKS
from convert.readers._html.pasted.smart_editor import SMART_EDITOR
from convert.readers._html.pasted.unseen import UNSEEN
from convert.readers._html.pasted.word import WORD, WORDS_SETTINGS

PASTED = (WORD, NOTION, SMART_EDITOR, BLOGGER, PERMALINKS, UNSEEN)
"""An overlay for each program, for pages with its marks."""

PASTED_ANYWHERE = (CHAT, WORDS_SETTINGS)
"""For any page."""
