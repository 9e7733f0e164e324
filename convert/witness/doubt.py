"""Whether a source was read by the wrong reader, which no comparison of texts shows: marks that are escaped are all there.

It asks nothing of the readers, nor of the table that chooses among them: what a source begins with rules most readers out, and a
renderer of Markdown says how much of a text is Markdown.
"""

import re
from collections import Counter

from convert.evidence import Original
from convert.witness.markdown import rendered

_ARCHIVE = re.compile(rb"PK\x03\x04|PK\x05\x06")
_MAIL = re.compile(
    rb"(?:[A-Z][\w-]*+:[^\n]*+\n(?:[ \t][^\n]*+\n)*+)*?(?:MIME-Version|Content-Type): *(?:1\.0|multipart/related)", re.IGNORECASE
)
_XML = rb"(?:\xef\xbb\xbf)?\s*+(?>(?:<!--.{0,2000}?-->|<!DOCTYPE[^>]*+>|<\?[^>]*+>)\s*+)*+"
"""What may stand before the first element. Whole or not at all: what is tried in every way takes a second for 20 comments."""

_WHOLE = re.compile(
    rb"(?:\xef\xbb\xbf)?(?>\s|<!--.{0,4000}?-->|<\?[^>]*\?>|<%.{0,4000}?%>)*+"
    rb"<(?:!doctype\s+html|html|head|meta|title|link)\b",
    re.IGNORECASE | re.DOTALL,
)
_LINES = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{[ \t]*\"[^\n]*(?:\Z|\n\s*(?:\{[ \t]*\"|\Z))")
"""A line that is an object, with nothing or another one below it: front matter is an object, too, and has a body below."""

_PAGES = frozenset(("page", "backup"))

_SIGNS: tuple[tuple[re.Pattern[bytes], frozenset[str]], ...] = (
    (_ARCHIVE, frozenset(("backup",))),
    (_MAIL, frozenset(("mhtml",))),
    (re.compile(_XML + rb"<rss[^>]*wordpress\.org/export", re.DOTALL), frozenset(("wordpress",))),
    (re.compile(_XML + rb"<feed[^>]*(?:schemas\.google\.com/blogger|xmlns:blogger)", re.DOTALL), frozenset(("blogger",))),
    (re.compile(_XML + rb"<(?:rss|feed|rdf:RDF|atom:feed)\b", re.DOTALL), frozenset(("rss", "wordpress", "blogger"))),
    (re.compile(_XML + rb"<blog\b", re.DOTALL), frozenset(("ttxml",))),
    (_LINES, frozenset(("jsonl",))),
    (_WHOLE, _PAGES),
)
"""What a source begins with, and the readers it can be for; the first that fits counts."""

_TEXT = frozenset(("tistory", "markdown"))
"""The readers of any other source."""

_KNOWN = _TEXT.union(*(readers for _, readers in _SIGNS))

_BACKUP = b"./../style.css"
"""The style sheet of Tistory's own backup."""

_MADE = re.compile(r"<(h[1-6]|strong|em|a|img|li|blockquote|table|del)\b", re.IGNORECASE)
"""What a renderer makes of marks, besides paragraphs and code, which it also makes of HTML that is only spaced out."""

_MARKS = 5
"""Elements a renderer makes of marks from which on a text looks like Markdown. Of 145 real posts that are HTML 143 have none, one
has one and one has four."""


def _is_of_other(reader: str, head: bytes) -> bool:
    """Whether a page has the style sheet of the backup and is read as a saved one, or has what only a server adds and is not."""
    return _BACKUP in head if reader == "page" else b"contents_style" not in head or b'property="og:' in head


def doubt(head: bytes, reader: str, original: Original | None) -> str:
    """Why a source that begins so was hardly for this reader; empty where nothing speaks against it.

    `original` is the body the reader handed over. Of readers of other packages nothing is known.
    """
    if reader not in _KNOWN:
        return ""
    likely = next((readers for pattern, readers in _SIGNS if pattern.match(head)), _TEXT)
    if reader not in likely or (likely == _PAGES and _is_of_other(reader, head)):
        return f"read as {reader} although it looks like {' or '.join(sorted(likely - {reader}))}"
    return _doubt_of_text(reader, original) if reader in _TEXT and original is not None else ""


def _doubt_of_text(reader: str, original: Original) -> str:
    """The same of a text that could be Markdown or HTML."""
    if reader == "tistory" and count_marks(original.text) >= _MARKS:
        return "read as HTML although it looks like Markdown"
    return ""


def count_marks(text: str) -> int:
    """How many elements a renderer of Markdown makes of marks in a text. HTML has none, whatever asterisks stand in it."""
    if not _MAY_BE.search(text):
        return 0
    tags = Counter(tag.lower() for tag in _MADE.findall(text))
    made = Counter(tag.lower() for tag in _MADE.findall(rendered(text)))
    return (made - tags).total()


_MAY_BE = re.compile(r"^ {0,3}(?:#{1,6} |[-*+] |\d{1,9}[.)] |>|\|)|\*\*|__|\]\(|~~|^ {0,3}(?:=+|-+)[ \t]*$", re.MULTILINE)
"""Marks without which no renderer makes anything."""
