"""Whether a source was read by the wrong reader, which no comparison of texts shows: marks that are escaped are all there.

It asks nothing of the readers, nor of the table that chooses among them: what a source begins with rules most readers out, and a
renderer of Markdown says how much of a text is Markdown.
"""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from convert import lazy_re as re
from convert.errors import N_
from convert.proof.witness.syntax import is_html_without_markdown, looks_like_markdown
from convert.sources.evidence import Original

_ARCHIVE = re.compile(rb"PK\x03\x04|PK\x05\x06")
_MAIL = re.compile(
    rb"(?:[A-Z][\w-]*+:[^\n]*+\n(?:[ \t][^\n]*+\n)*+)*?(?:MIME-Version|Content-Type): *(?:1\.0|multipart/related)", re.IGNORECASE
)
_XML = rb"(?:\xef\xbb\xbf)?\s*+(?>(?:<!--.{0,2000}?-->|<!DOCTYPE(?:[^>\[]*+\[[^\]]*+\])?+[^>]*+>|<\?[^>]*+>)\s*+)*+"
"""What may stand before the first element. Whole or not at all: what is tried in every way takes a second for 20 comments."""

_FRONT_MATTER = rb"(?:(?P<fence>---|\+\+\+)[ \t]*\r?\n(?:(?!(?P=fence))[^\n]*+\n)*+(?P=fence)[ \t]*\r?\n)?+"
_OF_HEAD = (
    rb"<(?:link|base)\b[^>]*+>|<meta\b(?![^>]*\b(?:og|article):)[^>]*+>"
    rb"|<(?P<of_head>title|style|script|noscript)\b(?:[^<]|<(?!/(?P=of_head)))*+</(?P=of_head)\s*+>"
)
_WHOLE = re.compile(
    rb"(?:\xef\xbb\xbf)?" + _FRONT_MATTER + rb"(?>\s|<!--.{0,4000}?-->|<\?[^>]*\?>|<%.{0,4000}?%>|" + _OF_HEAD + rb")*+"
    rb"<(?:!doctype\s+html|html|head|body|meta\b[^>]*\b(?:og|article):)",
    re.IGNORECASE | re.DOTALL,
)
"""A document, perhaps below front matter: elements of a head alone are what people paste."""

_LINES = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{[ \t]*\"[^\n]*(?:\Z|\n\s*(?:\{[ \t]*\"|\Z))")
"""A line that is an object, with nothing or another one below it: front matter is an object, too, and has a body below."""

_PAGES = frozenset(("page", "backup"))

_SIGNS: tuple[tuple[bytes, re.Pattern[bytes], frozenset[str]], ...] = (
    (b"PK", _ARCHIVE, frozenset(("backup",))),
    (b":", _MAIL, frozenset(("mhtml",))),
    (
        b"<rss",
        re.compile(_XML + rb"<rss\b(?:[^>]*wordpress\.org/export|.*?<(?:\w+:)?wxr_version\b)", re.DOTALL),
        frozenset(("wordpress",)),
    ),
    (
        b"google.com/blogger/",
        re.compile(_XML + rb"<(?:\w+:)?feed\b.*?google\.com/blogger/(?:2008/kind#|2018[\"'])", re.DOTALL),
        frozenset(("blogger",)),
    ),
    (b"<rss", re.compile(_XML + rb"<rss\b", re.DOTALL), frozenset(("rss",))),
    (b"feed", re.compile(_XML + rb"<(?:\w+:)?feed\b", re.DOTALL), frozenset(("rss",))),
    (b"<rdf:RDF", re.compile(_XML + rb"<rdf:RDF\b", re.DOTALL), frozenset(("rss",))),
    (b"<blog", re.compile(_XML + rb"<blog\b", re.DOTALL), frozenset(("ttxml",))),
    (b"{", _LINES, frozenset(("jsonl",))),
    (b"<", _WHOLE, _PAGES),
)
"""What a source begins with, and the readers it can be for; the first that fits counts.

Before each is what is in every such source: to look for that is done at once, and a pattern takes a two-hundredth of a start.
"""

_TEXT = frozenset(("tistory", "markdown"))
"""The readers of any other source."""

_KNOWN = _TEXT.union(*(readers for _, _, readers in _SIGNS))

_BACKUP = b"./../style.css"
"""The style sheet of Tistory's own backup."""

_FRAME = (b"title-article", b"tt-body-page")
"""What is round a post in the backup, where somebody took the style sheet out. Skins have some of it, too."""

_SERVED = re.compile(
    rb"<script\b|<meta\b[^>]*\b(?:property|name|http-equiv)\s*=|saved from url=|Page saved with|<body\b", re.IGNORECASE
)
"""What a server writes before the body, or a browser that saves a page; the body, where there is nothing of it."""


def _are_backup_and_saved_page_confused(reader: str, head: bytes) -> bool:
    """Whether a page of the backup is read as a saved one, or one that a server made, or a hand, as the backup's."""
    found = _SERVED.search(head)
    is_served = found is not None and not found[0].lower().startswith(b"<body")
    if is_served or b"contents_style" not in head:
        return reader == "backup"
    framed = [sign in head for sign in _FRAME]
    return not (_BACKUP in head or any(framed)) if reader == "backup" else _BACKUP in head or all(framed)


def why_wrong_reader(head: bytes, reader: str, original: Original | None) -> str:
    """Why a source that begins so was hardly for this reader; empty where nothing speaks against it.

    `original` is the body the reader handed over. Of readers of other packages nothing is known.
    """
    if reader not in _KNOWN:
        return ""
    head = head.decode("utf-16", "replace").encode() if head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else head
    likely = next((readers for sign, pattern, readers in _SIGNS if sign in head and pattern.match(head)), _TEXT)
    if reader not in likely or (likely == _PAGES and _are_backup_and_saved_page_confused(reader, head)):
        return N_(f"read as {reader} although it looks like {' or '.join(sorted(likely - {reader}))}")
    return _why_wrong_text_reader(reader, original.text) if reader in _TEXT and original is not None else ""


def _why_wrong_text_reader(reader: str, text: str) -> str:
    """The same of a text that could be Markdown or HTML."""
    if reader == "tistory" and looks_like_markdown(text):
        return N_("read as HTML although it looks like Markdown")
    if reader == "markdown" and is_html_without_markdown(text):
        return N_("read as Markdown although it is HTML from the first line to the last")
    return ""
