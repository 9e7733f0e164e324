"""Addresses that stop working at a moment that stands in them, as Kakao's image servers sign them."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone

from msgspec import Struct

from convert import lazy_re as re
from convert.model import Attachment, Image
from convert.model.gathered_nodes import GatheredNodes

_SIGNED = re.compile(r"(?:https?:)?//(?:[\w-]+\.)*(?:kakaocdn|daumcdn)\.net/[^#]*[?&]expires=(\d{9,10})(?![^&#])", re.IGNORECASE)
"""The parameter is a second since 1970."""

_SEOUL = timezone(timedelta(hours=9), "KST")
"""The servers stop at the end of a day of the blog's country."""


class Expiry(Struct, frozen=True, order=True):
    """A moment, in Seoul, and how many images and attached files stop working then."""

    moment: datetime
    images: int = 0
    files: int = 0


def format_moment(moment: datetime) -> str:
    """A moment for a person."""
    return f"{moment:%Y-%m-%d %H:%M:%S %Z}"


def expiry_moments_with_counts_of(nodes: GatheredNodes) -> tuple[Expiry, ...]:
    """The moments in a post, the first one first; an address counts once, however often it is there."""
    images = Counter(map(expiry_moment_in, {url for url in cover_and_image_urls_of(nodes) if "expires" in url}))
    files = Counter(map(expiry_moment_in, {url for url in _urls_of_nodes(Attachment, nodes) if "expires" in url}))
    found = (moment for moment in {*images, *files} if moment is not None)
    return tuple(Expiry(moment, images[moment], files[moment]) for moment in sorted(found))


def sum_expiries_by_moment(expiries_of_posts: Iterable[Iterable[Expiry]]) -> tuple[Expiry, ...]:
    """The moments of many posts."""
    images, files = Counter[datetime](), Counter[datetime]()
    for expiry in (expiry for one in expiries_of_posts for expiry in one):
        images[expiry.moment] += expiry.images
        files[expiry.moment] += expiry.files
    return tuple(Expiry(moment, images[moment], files[moment]) for moment in sorted({*images, *files}))


def cover_and_image_urls_of(nodes: GatheredNodes) -> list[str]:
    """The addresses of the pictures of a post, its cover among them."""
    return [nodes.document.meta.cover, *_urls_of_nodes(Image, nodes)]


def _urls_of_nodes(kind: type[Image] | type[Attachment], nodes: GatheredNodes) -> list[str]:
    return [node.url for node in nodes.body if isinstance(node, kind)] if kind in nodes.kinds else []


def expiry_moment_in(url: str) -> datetime | None:
    """The moment that stands in an address, in Seoul; None where none does."""
    signed = _SIGNED.match(url)
    return datetime.fromtimestamp(int(signed.group(1)), _SEOUL) if signed else None
