"""Whole pages: how one is told from a body, and a page of Tistory's official backup from any other.

A page begins with what only a document has. Which skin it has, whose names are in it, and whether attributes are quoted says
nothing: the official backup uses the names of a skin, and programs that save pages take quotes and scripts out.
"""

from convert import lazy_re as re

_IN_FRONT = re.compile(r"\ufeff|\s++|<!--(?:[^-]|-(?!->))*+-->|<%(?:[^%]|%(?!>))*+%>|<\?(?:[^?>]|\?(?!>))*+\??>")
"""What may stand before a document: notes of who saved it, declarations of XML and of the languages servers run."""

_DOCUMENT = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_OF_HEAD = re.compile(
    r"<(?:meta|link|base)\b[^<>]*+>|<(title|style|script|noscript)\b[^<>]*+>(?:[^<]|<(?!/\1\b))*+</\1\s*+>", re.IGNORECASE
)
"""An element of a head, of which a document may consist before its `html` begins, or without one."""

_SAID_OF_PAGE = re.compile(r"""<meta\b[^<>]*?\b(?:property|name)\s*=\s*["']?(?:og|article):""", re.IGNORECASE)

_BODY = re.compile(r"<body\b", re.IGNORECASE)
_STYLE_OF_BACKUP = re.compile(r"""<link\b[^<>]*?\bhref\s*=\s*["']?\./\.\./style\.css""", re.IGNORECASE)
_SAID = re.compile(
    r"""<meta\b[^<>]*?\b(?:property|name|http-equiv)\s*=|<script\b|<link\b[^<>]*?\brel\s*=\s*["']?+(?!stylesheet)"""
    r"|saved from url=|Page saved with",
    re.IGNORECASE,
)
"""What every page that was served has in its head, or a browser that saved it. The backup's has a title and a style sheet."""

_FRAME = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"""<body\b[^<>]*?\bid\s*=\s*["']?tt-body-page\b""",
        r"""<h2\b[^<>]*?\bclass\s*=\s*["']?title-article\b""",
        r"""<div\b[^<>]*?\bclass\s*=\s*["']?article-header\b""",
        r"""<div\b[^<>]*?\bclass\s*=\s*["']?tags\b""",
    )
)
"""What the backup puts round a post; three of the four are enough, for people take parts out of it."""

_ENOUGH_OF_FRAME = 3


def describe_first_tag_of_whole_page(text: str) -> str:
    """How a whole page begins, as the reader of a message would write it; empty for what is none."""
    at = _skip_matches(_IN_FRONT, text, 0)
    in_head = at
    while True:
        if found := _DOCUMENT.match(text, at):
            return f"{found[0].split()[0].lower()}{' html' if found[0][1] == '!' else ''}>"
        element = _OF_HEAD.match(text, at)
        if element is None:
            return "meta og:" if _SAID_OF_PAGE.search(text, in_head, at) else ""
        at = _skip_matches(_IN_FRONT, text, element.end())


def is_tistory_backup_page(text: str) -> bool:
    """Whether a page is one of Tistory's official backup: its style sheet, or its frame below a head that says nothing.

    Without a head it is none: the frame alone is a skin's, too.
    """
    body = _BODY.search(text)
    head = text[: body.start()] if body else ""
    if "contents_style" not in text or not head or _SAID.search(head):
        return False
    return _STYLE_OF_BACKUP.search(head) is not None or sum(mark.search(text) is not None for mark in _FRAME) >= _ENOUGH_OF_FRAME


def has_head_of_served_or_saved_page(text: str) -> bool:
    """Whether the head of a whole page says what only a server or a browser writes there."""
    body = _BODY.search(text)
    return body is not None and bool(describe_first_tag_of_whole_page(text)) and _SAID.search(text, 0, body.start()) is not None


def _skip_matches(pattern: re.Pattern[str], text: str, start: int) -> int:
    while found := pattern.match(text, start):
        start = found.end()
    return start
