"""Addresses: which are safe to keep, and what a thumbnail stands for."""

import re
from urllib.parse import parse_qs, urlsplit

_IGNORED = re.compile("[\x00-\x20\x7f]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
_SAFE = {"http", "https", "mailto", "tel", "ftp", "sms", "kakaotalk", "geo", "magnet"}
"""Schemes that only lead somewhere. Others (`javascript:`, `vbscript:`, `data:`) could run code in the reader's browser."""

_THUMBNAIL = re.compile(r"^(?:https?:)?//(?:img\d*|t\d*)\.daumcdn\.net/thumb/", re.IGNORECASE)


def is_safe(url: str, *, image: bool = False) -> bool:
    """Whether an address may stand in the output. Browsers skip white space and controls inside a scheme, and so does this."""
    if url.startswith(("https://", "http://", "/", "#")):
        return True
    bare = _IGNORED.sub("", url[:200]).lower()
    scheme = _SCHEME.match(bare)
    if scheme is None or scheme.group(1) in _SAFE:
        return True
    return image and bare.startswith("data:image/") and not bare.startswith("data:image/svg")


def original_image(url: str) -> str:
    """The address behind a Daum thumbnail (`.../thumb/R1280x0/?fname=...`), or the address itself."""
    if "daumcdn" not in url or not _THUMBNAIL.match(url):
        return url
    names = parse_qs(urlsplit(url).query).get("fname")
    return names[0] if names else url
