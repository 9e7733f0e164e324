"""Addresses in the one form in which what a source shows is compared with what an output shows."""

import re
from urllib.parse import unquote

from convert.proof.witness.character_references import resolve_character_references
from convert.proof.witness.normalization import normalise_unicode

_THUMBNAIL = re.compile(r"[?&]fname=([^&#]+)")
"""Daum's server of thumbnails has the address of the picture in a query."""

_NO_ADDRESS = re.compile(r"(?:javascript|vbscript|about|chrome-error):|data:,|data:image/(?:gif|svg\+xml)", re.IGNORECASE)
"""Addresses that lead nowhere, or to the empty picture that stands for one which a script is to load."""

_TRACKING = re.compile(r"(?:(?<=[?&])(?:utm_\w+|fbclid|gclid|igshid|igsh)=[^&#]*&?)")
"""What is added to an address only to see who followed it."""
_PART = re.compile(r"[\w-]{3,}")
_CANDIDATE = re.compile(r"([^\s,]\S*+)(?:(?<=,)|[^,]*+)")
_COMMON = frozenset("http https www com net org embed watch video videos player html php index iframe src url".split())


def normalise_address(url: str | None) -> str:
    """An address decoded, composed, without a scheme and the white space around it; empty where it leads nowhere."""
    url = "".join((url or "").split())
    if not url or _NO_ADDRESS.match(url):
        return ""
    found = _THUMBNAIL.search(url)
    url = normalise_unicode("NFC", unquote(resolve_character_references(unquote(unquote(found[1]) if found else url))))
    if "=" in url:
        url = _TRACKING.sub("", url).rstrip("?&")
    return "".join(url.removeprefix("https:").removeprefix("http:").split()).removesuffix("/")


def distinctive_words(url: str) -> frozenset[str]:
    """What tells an address of a player from others: its longer words. Players are linked by other addresses with the same.

    A name without a host is what Hugo's shortcodes call a film by.
    """
    url = unquote(url)
    return frozenset(_PART.findall(url[2:].partition("/")[2] if url.startswith("//") else url)) - _COMMON


def site_name_in(url: str) -> str:
    """The name of the site an address is on, such as `twitch`, in a form no part of an address has."""
    labels = url.removeprefix("//").partition("/")[0].split(".")
    return f"{labels[-2]}." if len(labels) > 1 else ""


def addresses_in_srcset(srcset: str) -> list[str]:
    """The addresses of a `srcset` (HTML standard, section 4.8.4.2.1)."""
    return [match[1].rstrip(",") for match in _CANDIDATE.finditer(srcset)]
