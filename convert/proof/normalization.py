"""Unicode normalization that takes no longer than the text is long."""

import unicodedata
from typing import Literal

from convert import lazy_re as re

_LONG = 2000
"""Characters from which on a text is normalized piece by piece."""

_PIECES = re.compile(r"\s+|\S{1,500}")
"""Marks on one letter are put in order by comparing each with each, which is no matter for those there are in any script."""


def normalise_unicode(form: Literal["NFC", "NFKC"], text: str) -> str:
    """A text in a form of Unicode (UAX 15)."""
    if text.isascii():
        return text
    if len(text) < _LONG:
        return unicodedata.normalize(form, text)
    return "".join([unicodedata.normalize(form, piece) for piece in _PIECES.findall(text)])
