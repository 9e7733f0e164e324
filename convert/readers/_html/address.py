"""Addresses as HTML spells them: what surrounds them, and what a thumbnail stands for."""

import re
from urllib.parse import parse_qs, urlsplit

_LINE_ENDS = re.compile("[\t\n\r]")
_THUMBNAIL = re.compile(r"^(?:https?:)?//(?:img\d*|t\d*)\.daumcdn\.net/thumb/", re.IGNORECASE)


def clean_address(value: str | None) -> str:
    """An address as a browser takes it from an attribute: no white space around it, no line ends or tabs inside."""
    return _LINE_ENDS.sub("", value or "").strip()


def original_image(url: str) -> str:
    """The address behind a Daum thumbnail (`.../thumb/R1280x0/?fname=...`), or the address itself."""
    if "daumcdn" not in url or not _THUMBNAIL.match(url):
        return url
    names = parse_qs(urlsplit(url).query).get("fname")
    return names[0] if names else url
