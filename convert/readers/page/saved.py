"""What saving a page did to it: the address it had, links made relative, pictures put beside it."""

import re
from posixpath import basename
from urllib.parse import unquote, urljoin, urlsplit

from msgspec.structs import replace

from convert.model import Document, Image, Link, LinkCard, Node, Resource
from convert.walk import rewrite, walk

_NOTES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("browser's note", re.compile(r"<!--\s*saved from url=\(\d+\)(https?://[^\s<>]+)")),
    ("SingleFile's note", re.compile(r"Page saved with SingleFile\s+url:\s*(https?://[^\s<>]+)")),
    ("HTTrack's note", re.compile(r"<!--\s*Mirrored from ([^\s<>]+) by HTTrack")),
)
"""The comments in which programs that save pages name the address."""

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|\?", re.IGNORECASE)
_SAVED_ENDING = re.compile(r"(?:/index)?\.html?(?=[?#]|$)|(?<=/)index\.html?(?=[?#]|$)")
_TISTORY_PATH = re.compile(r"/(?:m/)?(?:\d+|entry/|category|tag/|archive|notice/|pages/|index\.html)")


def noted_address(text: str) -> tuple[str, str]:
    """The address a page was saved from, and whose note says so; both empty when none does."""
    for name, pattern in _NOTES:
        match = pattern.search(text)
        if match:
            url = match[1]
            return (url if "://" in url else f"http://{url}"), name
    return "", ""


def is_local(url: str) -> bool:
    """Whether an address leads to a file beside the page."""
    return bool(url) and not url.startswith("/") and _SCHEME.match(url) is None


def local_files(document: Document) -> tuple[Resource, ...]:
    """The pictures that were saved beside the page, each once; paths are relative to the page's folder."""
    urls = dict.fromkeys(node.url for node in walk(document.children) if isinstance(node, Image) and is_local(node.url))
    return tuple(Resource(url, (path := unquote(re.split("[?#]", url)[0])), name=basename(path)) for url in urls)


def with_addresses(document: Document, base: str) -> Document:
    """The document with links to other pages of the blog as they were before the page was saved at `base`.

    Pictures that were saved beside the page stay where they are.
    """
    if not base:
        return document

    def restore(node: Node) -> Node:
        match node:
            case Link() | LinkCard():
                url = original_address(node.url, base)
                return node if url == node.url else replace(node, url=url)
            case Image():
                return replace(node, url=_joined(base, node.url)) if node.url.startswith("/") else node
            case _:
                return node

    return rewrite(document, restore)


def original_address(url: str, base: str) -> str:
    """The address a link had on the blog. A mirror gives pages a `.html` and makes addresses relative; both are undone."""
    if not url or url.startswith("#") or (_SCHEME.match(url) and not url.startswith("//")):
        return url
    try:
        whole = urljoin(base, url)
        path = urlsplit(whole).path
    except ValueError:
        return url
    return _SAVED_ENDING.sub("", whole) if is_local(url) and _TISTORY_PATH.match(path) else whole


def _joined(base: str, url: str) -> str:
    """The whole address; of two that cannot be joined the one there was."""
    try:
        return urljoin(base, url)
    except ValueError:
        return url
