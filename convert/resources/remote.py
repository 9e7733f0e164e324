"""The other servers that images of a post are on."""

from collections import Counter
from collections.abc import Set

from convert import lazy_re as re
from convert.model.gathered_nodes import GatheredNodes
from convert.resources.expiry import cover_and_image_urls_of

_HOST = re.compile(r"(?:https?:)?//(?:[^/?#@]*@)?([^/?#:]*)", re.IGNORECASE)


def remote_image_counts_by_host(nodes: GatheredNodes, own_urls: Set[str] = frozenset()) -> tuple[tuple[str, int], ...]:
    """Each host with how many addresses of images, the cover among them, lead there; an address counts once.

    Those that are the post's own (`own_urls`) lead to files that go along.
    """
    found = [host_of_remote_address(url) for url in set(cover_and_image_urls_of(nodes)) - own_urls]
    hosts = [host for host in found if host is not None]
    return tuple(Counter(sorted(hosts)).items()) if hosts else ()


def host_of_remote_address(url: str) -> str | None:
    """The host an address leads to, in small letters; None for one that leads to no other server."""
    found = _HOST.match(url)
    return found[1].lower() if found else None
