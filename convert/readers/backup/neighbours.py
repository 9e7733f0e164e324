"""What lies beside a post in the backup: pictures in `img/`, attachments in `file/`.

Addresses there are spelled as names, not as URLs: spaces, Hangul, brackets and `#` stand for themselves. On disk a name may hold
`&lsquo;` where the page says ‘, and macOS decomposes Hangul, so names are compared in one form.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import partial
from html import unescape
from pathlib import PurePosixPath
from typing import Protocol
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from convert import lazy_re as re
from convert.model import Attachment, Blocks, Document, Embed, Image, Link, LinkCard, Meta, Node, Resource
from convert.model.walk import rewrite, walk
from convert.notices import Notice, Report

_FOLDERS = frozenset({"img", "image", "images", "file", "files"})
"""Folders of a post; a link to anything else that is relative leads nowhere a backup knows of."""


_NAME_END = re.compile(r"\.[A-Za-z0-9]{1,5}\Z")
_SPECIAL = re.compile(r"[#?]|%(?![0-9A-Fa-f]{2})")
"""What would end the path of an address, or be no escape in it."""


class NeighbourFile(Struct, frozen=True):
    """A file beside a post: its path as an address has to spell it, and where it is."""

    address: str
    path: str = ""
    member: str = ""


class NeighbourFinder(Protocol):
    """Finds a file beside the post."""

    def find_file(self, path: str) -> NeighbourFile | None:
        """The file a post calls so; None when it is not there."""


class FinderAssumingFilesExist:
    """A post in a folder: whether a file is really there only shows when it is opened."""

    def find_file(self, path: str) -> NeighbourFile:
        """The path below the post's own folder, without a query or fragment behind a name that is complete before it."""
        bare = re.split("[?#]", path, maxsplit=1)[0]
        name = bare if _NAME_END.search(bare) else path
        return NeighbourFile(_SPECIAL.sub(_percent_encode, name) + path[len(name) :], path=name)


class ArchiveFinder:
    """A post in an archive."""

    def __init__(self, names: dict[str, str], folder: str) -> None:
        self._names = names
        self._folder = folder

    def find_file(self, path: str) -> NeighbourFile | None:
        """The member of the archive."""
        for name in names_with_and_without_encoding_or_query(path):
            member = self._names.get(html_unescape_and_normalize_name(f"{self._folder}/{name}" if self._folder else name))
            if member is not None:
                return NeighbourFile(_path_percent_encoded_if_spelled_like_file_name(path, name), member=member)
        return None


def _path_percent_encoded_if_spelled_like_file_name(path: str, name: str) -> str:
    """The address of a file of this name, which a post calls `path`."""
    if name == path:
        return re.sub("[%#?]", _percent_encode, path)
    return _SPECIAL.sub(_percent_encode, path) if name == unquote(path) else path


def _percent_encode(match: re.Match[str]) -> str:
    return f"%{ord(match[0]):02X}"


def names_by_html_unescaped_normal_name(names: Iterable[str]) -> dict[str, str]:
    """Names of an archive's members by the form in which they are compared."""
    return {html_unescape_and_normalize_name(name): name for name in names}


def html_unescape_and_normalize_name(name: str) -> str:
    """The form in which two spellings of one name are the same."""
    return unicodedata.normalize("NFC", unescape(name)).removeprefix("./")


def names_with_and_without_encoding_or_query(path: str) -> Iterator[str]:
    """What a file may be called that a post names so: as it stands, URL-encoded, with a query or fragment behind it."""
    bare = path.partition("#")[0].partition("?")[0]
    yield from dict.fromkeys((path, unquote(path), bare, unquote(bare)))


def link_to_neighbours_and_report_missing(
    children: Blocks, finder: NeighbourFinder, report: Report
) -> tuple[Blocks, tuple[Resource, ...]]:
    """The blocks with addresses that lead to the files beside the post, and these files, each once.

    A name with `#`, `?` or `%` in it is no address before these are escaped. Reports `missing-file` for files that are not there;
    their links stay.
    """
    found: dict[str, Resource] = {}
    missing: dict[str, None] = {}
    for url, path in _image_and_file_urls_with_paths_below_post(children):
        if url in found or url in missing:
            continue
        beside = finder.find_file(path)
        if beside is None:
            missing[url] = None
            report(Notice("missing-file", url))
        else:
            place = beside.path or beside.member
            found[url] = Resource(
                ("./" if url.startswith("./") else "") + beside.address, beside.path, beside.member, PurePosixPath(place).name
            )
    spelled = {url: resource.url for url, resource in found.items() if resource.url != url}
    if spelled:
        children = rewrite(Document(Meta(), children), partial(_replace_addresses, spelled)).children
    return children, tuple(found.values())


def _replace_addresses(new_addresses: dict[str, str], node: Node) -> Node:
    if isinstance(node, LinkCard) and node.image in new_addresses:
        node = replace(node, image=new_addresses[node.image])
    if isinstance(node, Image | Link | Attachment | Embed | LinkCard) and node.url in new_addresses:
        return replace(node, url=new_addresses[node.url])
    return node


def _image_and_file_urls_with_paths_below_post(children: Blocks) -> Iterator[tuple[str, str]]:
    """Addresses as the tree spells them, with their paths below the post's folder."""
    for node in walk(children):
        if not isinstance(node, Image | Link | Attachment | Embed | LinkCard):
            continue
        for url in (node.url, node.image if isinstance(node, LinkCard) else ""):
            path = _path_below_post_or_empty(url)
            if path and (isinstance(node, Image) or path.partition("/")[0].lower() in _FOLDERS):
                yield url, path


def _path_below_post_or_empty(url: str) -> str:
    """The path of an address below the post's own folder; empty when it leads elsewhere."""
    if url.startswith(("/", "#", "?")) or ":" in url.partition("/")[0]:
        return ""
    parts = [part for part in url.split("/") if part not in ("", ".")]
    return "" if ".." in parts else "/".join(parts)
