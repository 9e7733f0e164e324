"""Files as replacers name them, and where Tistory's servers have them."""

from typing import Protocol

from msgspec import Struct

from convert import lazy_re as re

_ON_SERVER = re.compile(r"(cfile\d+)\.uf[.@]([0-9A-F]+)(?:\.\w+)?", re.IGNORECASE)
_KAGE = re.compile(r"kage@(\w[\w.~%+-]*(?:/\w[\w.~%+-]*)+)(?:\?.*)?", re.DOTALL)
_PICTURE = re.compile(r".*\.(?:png|jpe?g|jpe|gif|bmp|webp|svg|tiff?|ico)", re.IGNORECASE | re.DOTALL)


class NamedFile(Struct, frozen=True):
    """A file: `url` as the document spells it, empty when nothing tells it; `label` as its author called it."""

    url: str
    label: str
    is_picture: bool


class FileFinder(Protocol):
    """Whoever knows where files are."""

    def find_or_locate_on_server(self, name: str, label: str = "") -> NamedFile:
        """The file of this name."""


class ServerFiles:
    """All that a post alone tells: the server is part of the name."""

    def find_or_locate_on_server(self, name: str, label: str = "") -> NamedFile:
        """The file of this name, without an address when the name has no server."""
        shown = has_picture_ending(label or name)
        return NamedFile(address_on_tistory_server_or_empty(name, is_picture=shown), label, shown)


def address_on_tistory_server_or_empty(name: str, *, is_picture: bool) -> str:
    """Where the server has what is named `kage@key/file.png` today, and `cfile1.uf.KEY.png` before; else nothing."""
    if match := _KAGE.fullmatch(name):
        return f"https://blog.kakaocdn.net/dn/{match[1]}"
    if match := _ON_SERVER.fullmatch(name):
        return f"https://{match[1].lower()}.uf.tistory.com/{'image' if is_picture else 'attach'}/{match[2].upper()}"
    return ""


def has_picture_ending(name: str) -> bool:
    """Whether a file is shown, and not offered. Its type as a backup has it is often wrong."""
    return _PICTURE.fullmatch(name.partition("?")[0]) is not None
