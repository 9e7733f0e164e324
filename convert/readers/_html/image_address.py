"""Which of the addresses around an image is the image's: the largest picture a browser could be shown in its place."""

from collections.abc import Mapping
from itertools import islice
from typing import TypeAlias
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert.model.url import unwrap_thumbnail
from convert.readers._html.address import strip_address_and_line_ends
from convert.readers._html.tree import element_directly_after, element_directly_before, tree_events

_PLACEHOLDER = re.compile(r"(?:blank|spacer|pixel|loading|placeholder|lazy).*\.(?:gif|png|svg)", re.IGNORECASE | re.DOTALL)
_PLACEHOLDER_DATA = re.compile(r"data:(?:,|image/(?:gif|svg))", re.IGNORECASE)
_NOWHERE = frozenset({"", "#", "about:blank", "//:0"})
"""What stands for an address until a script puts one there."""

_PICTURE_FILE = re.compile(r"[^?#]+\.(?:jpe?g|png|gif|webp|avif|bmp)(?:\?.*)?", re.IGNORECASE | re.DOTALL)
_LEAST_DATA = 256
"""Letters of a `data:` address that may be a picture; one of a pixel has fewer. `data:,` is what a saver leaves of any."""

_LAZY_ORDER = ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-lazyload", "data-url", "data-image-src")
"""Where lazy-loading scripts keep the real address, most specific first."""

_LAZY = frozenset(_LAZY_ORDER)

_WHOLE_ORDER = ("data-orig-file", "data-full-url", "data-full-src", "data-hi-res-src", "data-large-file")
"""Where galleries keep the address of the picture an image is a smaller copy of."""

_WHOLE = frozenset(_WHOLE_ORDER)

_SETS = ("srcset", "data-srcset", "data-lazy-srcset")

_CANDIDATES = re.compile(r",\s+|(?<=[0-9][wx]),")
"""What parts the addresses of a `srcset`; a comma may also be in one."""

_SIZED = re.compile(r"[ \t\n][0-9.]+[wx]\s*(?:,|$)")
_SIZE_IN_NAME = re.compile(r"[-_](?:\d{2,4}x\d{2,4}|thumb(?:nail)?|small|medium|scaled)(?=\.\w{3,4}$)", re.IGNORECASE)
_SIZE_IN_PATH = re.compile(r"(?<=\.uf\.tistory\.com)/(?:image|original|thumb)/", re.IGNORECASE)

_OF_GOOGLE = re.compile(r"(?:[\w-]+\.)*(?:bp\.blogspot\.com|googleusercontent\.com|ggpht\.com)", re.IGNORECASE)
_NUMBERED_HOST = re.compile(r"^(?:[0-9]|lh[0-9])\.")
"""Google has the same picture on several hosts."""

_GOOGLE_SIZE = re.compile(r"/[swh][0-9]{1,5}(?:-[a-z0-9]{1,6})*(?=/[^/]*$)|=[swh][0-9]{1,5}(?:-[a-z0-9]{1,6})*$")
"""`/s320/a.jpg`, `/w640-h480/a.jpg` and `=s1600`."""

_PAGE_OF_PICTURE = re.compile(r"(?<=/s)([0-9]{1,5})-h(?=/[^/]*$)")
"""`/s1600-h/a.jpg` is a page with the picture that is at `/s1600/a.jpg`."""


Attributes: TypeAlias = Mapping[str, str | None]


def best_image_address(node: LexborNode, attributes: Attributes) -> str:
    """The best address of an `img`, empty when it has none. Its attributes are handed on: each look at them makes them anew."""
    url = (attributes.get("src") or "").strip()
    if url in _NOWHERE or _PLACEHOLDER.fullmatch(url.rpartition("/")[2]) or _is_placeholder_data_url(url):
        lazy = "" if _LAZY.isdisjoint(attributes) else _first_attribute(attributes, _LAZY_ORDER)
        url = lazy or largest_candidate(srcset_or_lazy_srcset(attributes)) or _address_in_surroundings(node) or url
    url = unwrap_thumbnail(url)
    return _larger_copy_address_or_empty(node, attributes, url) or url if _is_remote(url) else url


def _is_placeholder_data_url(url: str) -> bool:
    return url[:5].lower() == "data:" and (len(url) < _LEAST_DATA or _PLACEHOLDER_DATA.match(url) is not None)


def srcset_or_lazy_srcset(attributes: Attributes) -> str:
    """The `srcset` of an element, also one that waits for a script."""
    return _first_attribute(attributes, _SETS)


def largest_candidate(srcset: str) -> str:
    """The candidate of a `srcset` with the most pixels."""
    best, most = "", -1.0
    for candidate in _CANDIDATES.split(srcset):
        parts = candidate.strip().rstrip(",").split()
        if parts and parts[0][:5].lower() != "data:":
            number = re.match(r"\d+(?:\.\d+)?", parts[1]) if len(parts) > 1 else None
            size = float(number[0]) if number else 1.0
            if size > most:
                best, most = parts[0], size
    return best


def _larger_copy_address_or_empty(node: LexborNode, attributes: Attributes, url: str) -> str:
    """What is said to be a larger copy. Not of a file beside the page: that is here, and what is elsewhere may be gone."""
    if not _WHOLE.isdisjoint(attributes) and _is_remote(whole := _first_attribute(attributes, _WHOLE_ORDER)):
        return whole
    if linked := _linked_copy_of_image_or_empty(node, url):
        return linked
    srcset = srcset_or_lazy_srcset(attributes)
    found = largest_candidate(srcset) if srcset and _SIZED.search(srcset) else ""
    # A thumbnail server's copy is no larger than what it was made of.
    return found if _is_remote(found) and unwrap_thumbnail(found) == found else ""


def _linked_copy_of_image_or_empty(node: LexborNode, url: str) -> str:
    """Where the link around an image leads, if that is the same picture in another size."""
    parent = node.parent
    if parent is not None and parent.tag == "span":
        parent = parent.parent
    if parent is None or parent.tag != "a":
        return ""
    target = strip_address_and_line_ends(parent.attributes.get("href"))
    if (
        not _is_remote(target)
        or target == url
        or not _host_and_path_without_size_empty_if_query(target) == _host_and_path_without_size_empty_if_query(url) != ""
    ):
        return ""
    return _PAGE_OF_PICTURE.sub(r"\1", target)


def _host_and_path_without_size_empty_if_query(url: str) -> str:
    """A picture's address without what tells its size; empty when it has a query of its own."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.query not in ("", "original"):
        return ""
    host = parts.netloc.lower()
    if _OF_GOOGLE.fullmatch(host):
        return _NUMBERED_HOST.sub("", host) + _GOOGLE_SIZE.sub("", parts.path)
    return _SIZE_IN_PATH.sub("/", _SIZE_IN_NAME.sub("", f"{host}{parts.path}"))


def _is_remote(url: str) -> bool:
    return url[:8].lower().startswith(("http://", "https://", "//"))


def _first_attribute(attributes: Attributes, names: tuple[str, ...]) -> str:
    return next((text for name in names if (text := (attributes.get(name) or "").strip())), "")


_MOST_EVENTS = 100
"""How far into a `picture` its sources are looked for; images in one may be many."""


def _address_in_surroundings(node: LexborNode) -> str:
    """The address of an image as what surrounds it has it: the editor's `span`, the sources of a `picture`, the image for
    browsers without scripts, or a link to a file of a picture.
    """
    parent = node.parent
    if parent is None:
        return ""
    for around in (parent, parent.parent if parent.tag in ("a", "picture") else None):
        told = around.attributes if around is not None else {}
        if listed := told.get("data-url") or told.get("data-phocus") or "":
            return listed.strip()
    if parent.tag == "picture":
        near = islice(tree_events(parent), _MOST_EVENTS)
        sources = (source for entering, tag, source in near if entering and tag == "source")
        return next((url for source in sources if (url := largest_candidate(srcset_or_lazy_srcset(source.attributes)))), "")
    beside = _address_in_noscript(element_directly_after(node)) or _address_in_noscript(element_directly_before(node))
    linked = strip_address_and_line_ends(parent.attributes.get("href")) if parent.tag == "a" else ""
    return beside or (linked if _PICTURE_FILE.fullmatch(linked) else "")


def _address_in_noscript(node: LexborNode | None) -> str:
    """The address of the image in a `noscript`."""
    shown = node.css_first("img") if node is not None and node.tag == "noscript" else None
    return (shown.attributes.get("src") or "").strip() if shown is not None else ""
