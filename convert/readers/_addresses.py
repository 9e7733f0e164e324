"""Relative addresses made whole: what a link, picture or player in a body leads to, when it is known where the body was."""

from functools import partial
from urllib.parse import urljoin, urlsplit

from msgspec.structs import replace

from convert import lazy_re as re
from convert.model import Attachment, Blocks, Embed, Image, Link, LinkCard, Node
from convert.model.walk import rewrite_nodes
from convert.notices import Report
from convert.sources.evidence import hand_over_moved_address

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def resolve_url(base: str, url: str) -> str:
    """The address as it is at `base` (RFC 3986, section 5). A place in the same page, a whole address, and one nobody can read
    stay as they are.
    """
    if not url or url[0] == "#" or _SCHEME.match(url):
        return url
    try:
        return urljoin(base, url)
    except ValueError:
        return url


def has_scheme_and_host(url: str) -> bool:
    """Whether an address names its scheme and host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.scheme and parts.netloc)


def resolve_addresses_and_tell_proof(base: str, blocks: Blocks, report: Report) -> Blocks:
    """The blocks of a body that was at `base`, a whole address; the same object where nothing in it is relative."""
    return rewrite_nodes(blocks, partial(_resolve_node_and_tell_proof, base, report)) if has_scheme_and_host(base) else blocks


def _resolve_node_and_tell_proof(base: str, report: Report, node: Node) -> Node:
    match node:
        case Link() | Image() | Embed() | Attachment():
            url = _resolve_and_tell_proof_of_change(base, node.url, report)
            return node if url == node.url else replace(node, url=url)
        case LinkCard():
            url, image = (
                _resolve_and_tell_proof_of_change(base, node.url, report),
                _resolve_and_tell_proof_of_change(base, node.image, report),
            )
            return node if (url, image) == (node.url, node.image) else replace(node, url=url, image=image)
        case _:
            return node


def _resolve_and_tell_proof_of_change(base: str, url: str, report: Report) -> str:
    resolved = resolve_url(base, url)
    if resolved != url:
        hand_over_moved_address(report, url, resolved)
    return resolved
