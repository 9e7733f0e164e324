"""What comes along when a text is copied from another program into the editor: each program's marks, and what they mean."""

from convert.readers._html.pasted.word import WORD

PASTED = (WORD,)
"""An overlay for each program."""
