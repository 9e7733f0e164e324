"""Which addresses may stand in a document or an output."""

import re

_IGNORED = re.compile("[\x00-\x20\x7f]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
_CODE = {"javascript", "vbscript", "livescript", "mocha", "data", "blob", "filesystem", "view-source"}
"""Schemes that can run code in the reader's browser, or hide what is there.
An unknown one (`app:`, `localhost:`) only leads somewhere."""


def is_safe(url: str, *, image: bool = False) -> bool:
    """Whether an address may stand in the output. Browsers skip white space and controls inside a scheme, and so does this."""
    if url.startswith(("https://", "http://", "/", "#")):
        return True
    bare = _IGNORED.sub("", url[:200]).lower()
    scheme = _SCHEME.match(bare)
    if scheme is None or scheme.group(1) not in _CODE:
        return True
    return image and bare.startswith("data:image/") and not bare.startswith("data:image/svg")
