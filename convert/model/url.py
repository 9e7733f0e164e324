"""Which addresses may stand in a document or an output, and which stand for another."""

from collections.abc import Collection
from urllib.parse import unquote

from convert import lazy_re as re

_IGNORED = re.compile("[\x00-\x20\x7f]")
_BEGINNING = re.compile("[\x00-\x20\x7f]*+(?:[^\x00-\x20\x7f][\x00-\x20\x7f]*+){0,40}")
"""The first characters that are not ignored, with those that are: no scheme is longer; a data address has millions."""

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
_CODE = {"javascript", "vbscript", "livescript", "mocha", "data", "blob", "filesystem", "view-source"}
"""Schemes that can run code in the reader's browser, or hide what is there.
An unknown one (`app:`, `localhost:`) only leads somewhere."""

_ALLOWED = frozenset(("http", "https", "mailto", "tel"))
"""Schemes that lead a reader somewhere on any device and do nothing else there."""

_HOST_AND_PORT = re.compile(r"(?:localhost|[a-z0-9-]+(?:\.[a-z0-9-]+)+):\d{1,5}(?:[/?#]|\Z)")
"""What reads like a scheme, and is an address somebody typed without one."""

_PICTURE = re.compile(r"data:image/(?:a?png|gif|p?jpe?g|webp|avif|bmp|x-ms-bmp|x-icon|vnd\.microsoft\.icon|tiff|hei[cf]|jxl)[;,]")
"""Pictures of pixels: nothing in them can run."""

SCHEME = re.compile(r"[a-z][a-z0-9+.-]*\Z")
"""A scheme (RFC 3986, section 3.1), in lower case."""

_IN_NO_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffd]")

_WRAPPER = re.compile(r"(?:https?:)?//(?:img|t|i)\d*\.daumcdn\.net/thumb/[^?#]*\?(?:[^#]*&)?fname=([^#]+)", re.IGNORECASE)
"""Daum's servers make thumbnails of the image at another address."""

_MAX_WRAPPERS = 5


def unwrap_thumbnail(url: str) -> str:
    """The address of the image a Daum thumbnail is made of, or the address itself.

    What the parameter holds is decoded once, so that a signature in it stays as it is, byte for byte. An address that was put in
    without encoding takes the rest of the query with it.
    """
    for _ in range(_MAX_WRAPPERS):
        found = _WRAPPER.match(url) if "daumcdn" in url else None
        if found is None:
            break
        inner = _decode_address_in_thumbnail_parameter(found[1])
        if not inner.lower().startswith(("http://", "https://")):
            break
        url = inner
    return url


def _decode_address_in_thumbnail_parameter(value: str) -> str:
    if value.lower().startswith(("http://", "https://")):
        return value if "?" in value else value.partition("&")[0]
    inner = unquote(value.partition("&")[0])
    return inner if ":" in inner[:6] else unquote(inner)


def percent_decode_if_readable(text: str) -> str:
    """A part of an address as people type it; as it stands where that would be no text or no single line."""
    shown = unquote(text)
    return text if _IN_NO_LINE.search(shown) else shown


def is_safe(url: str, *, image: bool = False) -> bool:
    """Whether an address may stand in the output. Browsers skip white space and controls inside a scheme, and so does this."""
    if url.startswith(("https://", "http://", "/", "#")):
        return True
    bare = _beginning_as_browsers_see_its_scheme(url)
    scheme = _SCHEME.match(bare)
    if scheme is None or scheme.group(1) not in _CODE:
        return True
    return image and _PICTURE.match(bare) is not None


def is_allowed(url: str, schemes: Collection[str] = (), *, image: bool = False) -> bool:
    """Whether an address leads where everybody's do: relative, to the web, to a mail address or a telephone, or by these schemes.

    Of an image it may also be the image itself.
    """
    if not url or url.startswith(("https://", "http://", "/", "#")):
        return True
    bare = _beginning_as_browsers_see_its_scheme(url)
    scheme = _SCHEME.match(bare)
    if scheme is None or scheme[1] in _ALLOWED or scheme[1] in schemes or _HOST_AND_PORT.match(bare):
        return True
    return image and _PICTURE.match(bare) is not None


def _beginning_as_browsers_see_its_scheme(url: str) -> str:
    """The beginning of an address as browsers see its scheme, in lower case."""
    beginning = _BEGINNING.match(url)
    return _IGNORED.sub("", beginning[0] if beginning else "").lower()
