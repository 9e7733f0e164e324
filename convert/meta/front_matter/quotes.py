"""Quotation marks round a value no YAML parser takes: which are quotes, and which belong to the text."""

import json
from collections.abc import Iterable

from convert import lazy_re as re

_AFTER_A_QUOTE = frozenset(" \t,;:.")
"""What stands after a closing quote, but not after an opening one or an apostrophe."""

_HANGUL = re.compile("[가-힣]")
"""A particle joins the word in quotes before it: `'가'와 '나'`."""


def join_lines_by_single_spaces(lines: Iterable[str]) -> str:
    """Lines as one, with single spaces between."""
    return " ".join(line.strip() for line in lines if line.strip())


def unclosed_quote_of(text: str) -> str:
    """The quotation mark a text begins with and does not close; empty when there is none."""
    quote = text[:1]
    is_open = quote in ("'", '"') and text.count(quote) % 2 == 1 and (len(text) == 1 or not text.endswith(quote))
    return quote if is_open else ""


def unquote_text_quoted_as_a_whole(text: str) -> str:
    """Without the quotes round the whole, unless they are two pairs as in `"this" and "that"`."""
    quote, inner = text[:1], text[1:-1]
    if len(text) < 2 or quote not in ("'", '"') or not text.endswith(quote):
        return text
    before, _, after = inner.partition(quote)
    if after[:1] in _AFTER_A_QUOTE or (_HANGUL.match(after) and before[-1:].strip()):
        return text
    if quote == "'":
        return inner.replace("''", "'")
    try:
        # JSON writes emoji as two escapes, which YAML refuses.
        return str(json.loads(text))
    except ValueError:
        return inner.replace('\\"', '"')
