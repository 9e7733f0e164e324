"""How a whole page is told from a fragment, and a post of Tistory from any other page. Bytes only: guessing must cost little."""

import re

from selectolax.lexbor import LexborNode

from convert.source import Source

_WHOLE = re.compile(
    rb"(?:\xef\xbb\xbf)?(?>\s+|<!--(?>.*?-->)|<%(?>.*?%>)|<\?(?>.*?\?>))*+<(?:!doctype\s+html|html|head|meta|title|script)\b",
    re.IGNORECASE | re.DOTALL,
)
"""A document, and not a body: saved pages begin with comments that say so, old ones with declarations of a server's language."""

_TISTORY = re.compile(
    rb"""T\.(?:config|entryInfo)\s*=|property=["']?(?:dg:plink|article:txid|og\.article\.author)|tistory_admin/(?:userblog|www|lib)
    |cfs\.tistory/(?:resource|custom)|(?:mobile|pc)_service_home|\btistory_skin\b|blogview_content
    |(?:og:url|canonical|Mirrored[ ]from|saved[ ]from)[^>]{1,80}\.tistory\.com|url:[ ]https?://[\w-]+\.tistory\.com""",
    re.VERBOSE,
)
"""What Tistory's server, or whoever saved the page, writes outside of the post."""

_BODY_ID = re.compile(rb"""<body[^>]{0,200}id=["']?tt-body-""", re.IGNORECASE)
_BACKUP = re.compile(rb"""href=["']?\./\.\./style\.css""")
"""The style sheet of the official backup, whose files have a `tt-body-page` but none of Tistory's addresses."""

_EDITOR = re.compile(rb"data-ke-|contents_style|tt_article_useless_p_margin|imageblock|kakaocdn\.net|\.uf\.tistory\.com")
_CONTAINER = re.compile(
    rb"""<article\b|class=["']?[^"'>]{0,200}\b(?:contents_style|tt_article_useless_p_margin|entry-content|article_view|area_view)\b"""
    rb"""|id=["']?article-view\b"""
)
_FURNITURE = re.compile(rb"<(?:header|nav|footer|aside|main|article)\b", re.IGNORECASE)

WEB_PAGE = (".html", ".htm")


def sureness(source: Source) -> int:
    """How sure it is that a source is a page with a post in it, 0 to 100.

    95 for a page of Tistory's own, above the plain reader of posts, which would take menus and comments for text; 92 for a page
    somebody built round a post of Tistory's editor; 75 for any other page of a blog.
    """
    extension = source.file_name.lower().rpartition(".")[2] if "." in source.file_name else ""
    if extension and f".{extension}" not in WEB_PAGE:
        return 0
    head = source.head
    if not _WHOLE.match(head) or (_BACKUP.search(head) and not _TISTORY.search(head)):
        return 0
    if _TISTORY.search(head) or _BODY_ID.search(head):
        return 95
    if not _CONTAINER.search(head):
        return 0
    if _EDITOR.search(head):
        return 92 if _FURNITURE.search(head) else 0
    return 75 if b"og:title" in head else 0


_LIST_BODY = re.compile(r"tt-body-(?:index|category|archive|tag|search|guestbook|location|media|notice-list)")
_ENTRY_PASSWORD = re.compile(r"entry\d+password", re.IGNORECASE)


def is_list(body_id: str) -> bool:
    """Whether Tistory gave the page the id of one that lists posts."""
    return _LIST_BODY.fullmatch(body_id) is not None


def is_locked(part: LexborNode) -> bool:
    """Whether a part of a page asks for the password of a post. Forms of comments have passwords as well, but name no entry."""
    for node in part.css("input[type=password]"):
        attributes = node.attributes
        name = f"{attributes.get('name') or ''} {attributes.get('id') or ''}"
        if _ENTRY_PASSWORD.search(name) or "reloadEntry" in (attributes.get("onkeydown") or ""):
            return True
    return any("reloadEntry" in (node.attributes.get("onclick") or "") for node in part.css("input, button"))
