"""Addresses: which are safe to keep, and what a thumbnail stands for."""

import re
from urllib.parse import parse_qs, urlsplit

_IGNORED = re.compile("[\x00-\x20\x7f]")
_LINE_ENDS = re.compile("[\t\n\r]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
_CODE = {"javascript", "vbscript", "livescript", "mocha", "data", "blob", "filesystem", "view-source"}
"""Schemes that can run code in the reader's browser, or hide what is there.
An unknown one (`app:`, `localhost:`) only leads somewhere."""

_THUMBNAIL = re.compile(r"^(?:https?:)?//(?:img\d*|t\d*)\.daumcdn\.net/thumb/", re.IGNORECASE)


def is_safe(url: str, *, image: bool = False) -> bool:
    """Whether an address may stand in the output. Browsers skip white space and controls inside a scheme, and so does this."""
    if url.startswith(("https://", "http://", "/", "#")):
        return True
    bare = _IGNORED.sub("", url[:200]).lower()
    scheme = _SCHEME.match(bare)
    if scheme is None or scheme.group(1) not in _CODE:
        return True
    return image and bare.startswith("data:image/") and not bare.startswith("data:image/svg")


def clean_address(value: str | None) -> str:
    """An address as a browser takes it from an attribute: no white space around it, no line ends or tabs inside."""
    return _LINE_ENDS.sub("", value or "").strip()


def original_image(url: str) -> str:
    """The address behind a Daum thumbnail (`.../thumb/R1280x0/?fname=...`), or the address itself."""
    if "daumcdn" not in url or not _THUMBNAIL.match(url):
        return url
    names = parse_qs(urlsplit(url).query).get("fname")
    return names[0] if names else url
