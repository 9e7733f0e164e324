"""What lies beside a post in the backup: pictures in `img/`, attachments in `file/`.

Addresses there are spelled as names, not as URLs: spaces, Hangul, brackets and `#` stand for themselves. On disk a name may hold
`&lsquo;` where the page says ‘, and macOS decomposes Hangul, so names are compared in one form.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import PurePosixPath
from typing import Protocol
from urllib.parse import unquote

from convert.model import Blocks, Image, LinkCard, Node, Resource
from convert.notices import Notice, Report
from convert.walk import walk

_FOLDERS = frozenset({"img", "image", "images", "file", "files"})
"""Folders of a post; a link to anything else that is relative leads nowhere a backup knows of."""


class Finder(Protocol):
    """Finds a file beside the post."""

    def find(self, url: str, path: str) -> Resource | None:
        """The file at this path, which the post spells `url`; None when it is not there."""


class Unpacked:
    """A post in a folder: whether a file is really there only shows when it is opened."""

    def find(self, url: str, path: str) -> Resource:
        """The resource below the post's own folder."""
        return Resource(url, path=path, name=PurePosixPath(path).name)


class Packed:
    """A post in an archive."""

    def __init__(self, names: "dict[str, str]", folder: str) -> None:
        self._names = names
        self._folder = folder

    def find(self, url: str, path: str) -> Resource | None:
        """The member of the archive."""
        for spelled in spellings(path):
            member = self._names.get(canonical(f"{self._folder}/{spelled}" if self._folder else spelled))
            if member is not None:
                return Resource(url, member=member, name=PurePosixPath(member).name)
        return None


def index_names(names: Iterable[str]) -> dict[str, str]:
    """Names of an archive's members by the form in which they are compared."""
    return {canonical(name): name for name in names}


def canonical(name: str) -> str:
    """The form in which two spellings of one name are the same."""
    return unicodedata.normalize("NFC", unescape(name)).removeprefix("./")


def spellings(path: str) -> Iterator[str]:
    """What a file may be called that a post names so: as it stands, URL-encoded, with a query or fragment behind it."""
    bare = path.partition("#")[0].partition("?")[0]
    yield from dict.fromkeys((path, unquote(path), bare, unquote(bare)))


def resources(children: Blocks, finder: Finder, report: Report) -> tuple[Resource, ...]:
    """The files a post refers to, each once. Reports `missing-file` for those that are not there; their links stay."""
    found: dict[str, Resource] = {}
    missing: set[str] = set()
    for url, path in _references(children):
        if url in found or url in missing:
            continue
        resource = finder.find(url, path)
        if resource is None:
            missing.add(url)
            report(Notice("missing-file", url))
        else:
            found[url] = resource
    return tuple(found.values())


def _references(children: Blocks) -> Iterator[tuple[str, str]]:
    """Addresses as the tree spells them, with their paths below the post's folder."""
    for node in walk(children):
        for url in _addresses(node):
            path = _local(url)
            if path and (type(node) is Image or path.partition("/")[0].lower() in _FOLDERS):
                yield url, path


def _addresses(node: Node) -> Iterator[str]:
    yield from filter(None, (getattr(node, "url", ""), node.image if isinstance(node, LinkCard) else ""))


def _local(url: str) -> str:
    """The path of an address below the post's own folder; empty when it leads elsewhere."""
    if url.startswith(("/", "#", "?")) or ":" in url.partition("/")[0]:
        return ""
    parts = [part for part in url.split("/") if part not in ("", ".")]
    return "" if ".." in parts else "/".join(parts)
