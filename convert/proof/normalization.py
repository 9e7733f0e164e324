"""Texts and pages in a form in which they are compared, and which is not far longer than what it was made of."""

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


_LATE_BACK_REFERENCE = re.compile(
    r' <a href="#fnref-[^"<>]*" class="footnote-backref"[^<>]*-idx="\d+-\d{3,}"[^<>]*>↩<sup class="footnote-ref">\d+</sup></a>'
)


def without_comrak_backlinks_to_100th_mark_on(page: str) -> str:
    """A page of comrak's without links back from a footnote to its hundredth mark and those behind it.

    They are most of a page with thousands of marks, each 40 times as long as what is written for it.
    """
    return _LATE_BACK_REFERENCE.sub("", page) if 'footnote-backref-idx="' in page and '-100" aria' in page else page


_LATE_BACK_REFERENCE_OF_MARKDOWN_IT = re.compile(r' <a href="#fnref\d+:\d{3,}" class="footnote-backref">[^<]*</a>')


def without_markdown_it_backlinks_from_100th(page: str) -> str:
    """The same of a page of markdown-it's."""
    return _LATE_BACK_REFERENCE_OF_MARKDOWN_IT.sub("", page) if ':100" class="footnote-backref"' in page else page
