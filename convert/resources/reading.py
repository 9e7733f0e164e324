"""The bytes of one resource, from wherever they are. What is missing is an answer, never an exception: the post goes on."""

import os
import unicodedata
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Callable, Iterator
from html import escape, unescape
from pathlib import Path
from typing import TypeAlias, Union
from urllib.parse import unquote, unquote_to_bytes

from msgspec import Struct

from convert import lazy_re as re
from convert.errors import N_, ConvertError
from convert.model import Document, Resource

_REMOTE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//|[a-z][a-z0-9+.-]+:", re.IGNORECASE)
_NEVER_BESIDE = re.compile("[/\\\\]|[A-Za-z]:|(?s:.*)[\0\ud800-\udfff]")
"""Absolute paths, on Windows too, and what no path can hold."""


NOT_ASKED_FOR = N_("is on another server")
"""Why bytes of another server are missing when nothing was to be fetched."""

NOT_FETCHED = N_("has not been fetched")
"""Why bytes of another server are missing when only its cache was asked; whoever fetches says what the server answered."""


class Missing(Struct, frozen=True):
    """Why there are no bytes."""

    reason: str


BytesOrMissing: TypeAlias = Union[bytes, Missing]
Load: TypeAlias = Callable[[str], BytesOrMissing]
"""Gives the bytes behind an address as a document spells it."""


class Opener(Struct, frozen=True):
    """Where the bytes of a source's resources are.

    `root` is the folder the user named, which nothing leads out of, `folder` the post's own folder below it. `archive` gives what
    a reader's `load_resource` gives for this source, `remote` what has been fetched. With `follow_links` a symbolic link may lead
    out of the folder.
    """

    root: str = ""
    folder: str = ""
    archive: Callable[[Resource], bytes] | None = None
    remote: Load | None = None
    follow_links: bool = False


def loader_for(document: Document, opener: Opener) -> Load:
    """Gives the bytes behind any address of a document, by what its `resources` say of it."""
    known = {resource.url: resource for resource in document.resources}
    return lambda url: load_bytes(known.get(url) or Resource(url), opener)


def load_bytes(resource: Resource, opener: Opener) -> BytesOrMissing:
    """The bytes of a resource, or why there are none."""
    url = resource.url
    if url[:5].lower() == "data:":
        return _decode_image_data_url(url)
    if resource.member:
        return _load_from_archive(resource, opener)
    if resource.path or not _has_scheme_or_host(url):
        return _load_beside_post(resource.path or url, opener)
    return opener.remote(url) if opener.remote else Missing(NOT_ASKED_FOR)


def _has_scheme_or_host(url: str) -> bool:
    return _REMOTE.match(url) is not None


def _decode_image_data_url(url: str) -> BytesOrMissing:
    head, comma, data = url.partition(",")
    if not comma or not head.lower().startswith("data:image/"):
        return Missing(N_("is no image"))
    if not head.lower().rstrip().endswith(";base64"):
        return unquote_to_bytes(data)
    try:
        return b64decode(b"".join(unquote_to_bytes(data).split()))
    except (Base64Error, ValueError):
        return Missing(N_("is no base64"))


def _load_from_archive(resource: Resource, opener: Opener) -> BytesOrMissing:
    if opener.archive is None:
        return Missing(N_("is in an archive that is not at hand"))
    try:
        return opener.archive(resource)
    except ConvertError as error:
        return Missing(error.message)
    except Exception as error:
        # A broken archive fails in as many ways as there are kinds of archives.
        return Missing(N_(f"cannot be read from the archive ({type(error).__name__}: {error})"))


def _load_beside_post(path_in_post: str, opener: Opener) -> BytesOrMissing:
    if not opener.root:
        return Missing(N_("is beside the post, whose folder is not known"))
    root = os.path.abspath(opener.root)
    reason = N_("no such file")
    folder = opener.folder
    if path_in_post.startswith("/") and not path_in_post.startswith("//"):  # from the root of a site, which may be the folder
        folder, path_in_post = "", path_in_post[1:]
    for name in _decoded_and_html_escaped_spellings(path_in_post):
        if _NEVER_BESIDE.match(name):
            reason = N_("is not beside the post")
            continue
        for below in _unicode_forms(os.path.join(folder, name)):
            path = os.path.normpath(os.path.join(root, below))
            if path != root and not path.startswith(os.path.join(root, "")):
                reason = N_("is outside the folder")
            elif not os.path.lexists(path):
                continue  # of most names nothing more need be found out
            elif not (opener.follow_links or _is_reached_without_links_below(root, path)):
                reason = N_("is a symbolic link; --follow-links follows it")
            elif os.path.isfile(path):
                return _read_file(path)
    return Missing(reason)


def _is_reached_without_links_below(root: str, path: str) -> bool:
    """Whether no symbolic link is on the way from a folder, which may be one itself, to a path below it."""
    expected = os.path.normpath(os.path.join(os.path.realpath(root), os.path.relpath(path, root)))
    return os.path.normcase(expected) == os.path.normcase(os.path.realpath(path))


def _read_file(path: str) -> BytesOrMissing:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        return Missing(N_(f"cannot be read ({error.strerror})"))


def _decoded_and_html_escaped_spellings(path_in_post: str) -> Iterator[str]:
    """What a file may be called that a post names so: decoded, without a query, as HTML spells it."""
    bare = path_in_post.partition("#")[0].partition("?")[0]
    decoded = dict.fromkeys((path_in_post, unquote(path_in_post), bare, unquote(bare)))
    yield from dict.fromkeys(
        form for name in decoded for form in (name, unescape(name), _with_curly_quotes_as_entities(name), escape(name))
    )


def _unicode_forms(path: str) -> Iterator[str]:
    """A path as it is, composed, and decomposed as macOS has it, folders and all."""
    yield from dict.fromkeys((path, unicodedata.normalize("NFC", path), unicodedata.normalize("NFD", path)))


_ENTITIES = str.maketrans({"‘": "&lsquo;", "’": "&rsquo;", "“": "&ldquo;", "”": "&rdquo;", "…": "&hellip;", "·": "&middot;"})


def _with_curly_quotes_as_entities(name: str) -> str:
    """As Tistory's backup writes quotation marks into names."""
    return name.translate(_ENTITIES)
