"""Addresses in the one form in which what a source shows is compared with what an output shows."""

import re
import unicodedata
from html import unescape
from urllib.parse import unquote

_THUMBNAIL = re.compile(r"[?&]fname=([^&#]+)")
"""Daum's server of thumbnails has the address of the picture in a query."""

_NO_ADDRESS = re.compile(r"\s*(?:javascript:|vbscript:|about:|chrome-error:|data:,)", re.IGNORECASE)
_PART = re.compile(r"[\w-]{3,}")
_COMMON = frozenset("http https www com net org embed watch video videos player html php index iframe src url".split())


def plain(url: str | None) -> str:
    """An address decoded, composed, without a scheme and the white space around it; empty where it leads nowhere."""
    if not url or _NO_ADDRESS.match(url):
        return ""
    found = _THUMBNAIL.search(url)
    url = unquote(found[1]) if found else url
    url = unicodedata.normalize("NFC", unquote(unescape(unquote(url.strip()))))
    return "".join(url.removeprefix("https:").removeprefix("http:").split()).removesuffix("/")


def parts(url: str) -> frozenset[str]:
    """What tells an address of a player from others: its longer words. Players are linked by other addresses with the same."""
    return frozenset(_PART.findall(unquote(url))) - _COMMON


def first_of_set(srcset: str) -> str:
    """The first address of a `srcset`."""
    return srcset.split(",", maxsplit=1)[0].split(maxsplit=1)[0] if srcset.strip(" ,") else ""
