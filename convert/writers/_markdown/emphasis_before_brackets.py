"""Emphasis of a link, `*[text](url)*`, with a line that reads as an abbreviation, `*[HTML]: text`, which nobody sees."""

from convert import lazy_re as re
from convert.writers._markdown.images import NO_BLANK

_EMPHASIS_BEFORE_BRACKET = re.compile(r"^\*(?=\[)", re.MULTILINE)


def with_empty_span_before_bracket_in_emphasis(paragraph: str) -> str:
    """A paragraph in which no line is `*[` with `]:` anywhere behind it, be it in an address, a title, code or other lines
    (Python-Markdown 3.11.3, markdown/extensions/abbr.py, AbbrBlockprocessor).
    """
    last = max(paragraph.rfind("]:"), paragraph.rfind("] :"))
    return paragraph if last < 0 else _EMPHASIS_BEFORE_BRACKET.sub(f"*{NO_BLANK}", paragraph[:last]) + paragraph[last:]
