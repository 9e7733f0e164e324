"""The pictures of posts as a report has them: the bytes that were taken along, each once, and words for all others."""

import hashlib
from base64 import b64encode
from collections.abc import Callable, Iterable
from urllib.parse import unquote, urlsplit

from convert.plan.spilled import SpilledSet
from convert.proof.witness.addresses import normalise_address
from convert.report.marked_html import ShownPicture
from convert.report.words import _, ngettext
from convert.sources.media_types import media_kind_of
from convert.sources.source import File

_MIME = {"jpg": "jpeg", "png": "png", "gif": "gif", "webp": "webp", "svg": "svg+xml", "bmp": "bmp", "avif": "avif"}
"""What browsers show, by the ending of its kind."""

MOST_BYTES = 32_000_000
"""Bytes of pictures that are shown of one post, which a browser has to hold as text."""

PutPicture = Callable[[str, str], None]
"""Takes the name of a picture and its `data:` address."""


class PictureShelf:
    """Where pictures of a report are put, equal bytes once."""

    def __init__(self, put: PutPicture) -> None:
        self._put = put
        self._known = SpilledSet()

    def put_and_name_or_empty_if_unshowable(self, data: bytes) -> str:
        """The name of a picture that is in the report from now on; empty for bytes no browser shows."""
        mime = _MIME.get(media_kind_of(data).ending)
        if mime is None:
            return ""
        name = hashlib.sha256(data).hexdigest()[:20]
        if name not in self._known:
            self._known.add(name)
            self._put(name, f"data:image/{mime};base64,{b64encode(data).decode()}")
        return name


class PicturesOfPost:
    """The pictures of one post, by their addresses in its source and in its output. `names` are those that are shown."""

    def __init__(self, files: Iterable[File], moved: Iterable[tuple[str, str]], shelf: PictureShelf) -> None:
        self._shelf = shelf
        self._data = {file.path.rpartition("/")[2]: file.data for file in files}
        self._moved = {normalise_address(old): _file_name_in(new) for old, new in moved}
        self._free = MOST_BYTES
        self._shown: dict[str, str] = {}

    @property
    def names_shown_so_far(self) -> tuple[str, ...]:
        """The names of the pictures that are shown so far."""
        return tuple(dict.fromkeys(filter(None, self._shown.values())))

    def picture_of(self, address: str) -> ShownPicture:
        """What is shown for an address, in the source or in the output."""
        key = self._moved.get(normalise_address(address), "") or _file_name_in(address)
        data = self._data.get(key)
        if data is None:
            return ShownPicture(why=_why_picture_is_not_shown(address))
        if key not in self._shown:
            fits = len(data) <= self._free
            self._shown[key] = self._shelf.put_and_name_or_empty_if_unshowable(data) if fits else ""
            self._free -= len(data) if self._shown[key] else 0
        size = ngettext("picture of {count} byte, taken along", "picture of {count} bytes, taken along", len(data))
        return ShownPicture(self._shown[key], size.format(count=len(data)))


def _file_name_in(address: str) -> str:
    try:
        return unquote(urlsplit(address).path).rpartition("/")[2]
    except ValueError:
        return ""


def _why_picture_is_not_shown(address: str) -> str:
    if not address:
        return _("picture without an address")
    if address.startswith(("http:", "https:", "//")):
        return _("picture on another server")
    return _("picture that is not there")
