"""`object`, the oldest player: the address of what it held, and what browsers without a plug-in show instead."""

from itertools import islice

from selectolax.lexbor import LexborNode

from convert.model import Attachment, Block, Embed
from convert.model.url import is_safe, percent_decode_if_readable
from convert.readers._html.address import player_src_or_lazy_src, strip_address_and_line_ends
from convert.readers._html.flow import Walk
from convert.readers._html.frame import Frame
from convert.readers._html.outcome import Container, Division, Outcome
from convert.readers._html.provider import known_embed, make_embed
from convert.readers._html.tree import tree_events

_ADDRESSES = ("movie", "src", "url", "filename")
"""The parameters that name what is played."""

_MOST_EVENTS = 200
"""How far into an object its address is looked for."""


def handle_object_as_embed_pdf_or_division(node: LexborNode, walk: Walk) -> Outcome:
    """A known player is an embed and a PDF a file; what is inside of either, for browsers that cannot show it, stays as well."""
    addresses = [url for url in _candidate_addresses(node) if url and is_safe(url)]
    url = next((url for url in addresses if known_embed(url) is not None), addresses[0] if addresses else "")
    if not url:
        return Division()
    title = node.attributes.get("title") or ""
    shown = pdf_attachment(url, title) if is_pdf_address(url) else make_embed(url, title if known_embed(url) is not None else "")
    return Container(lambda frame: _build_object_and_content(frame, shown), if_too_deep=(shown,))


def is_pdf_address(url: str) -> bool:
    """Whether a browser would show a PDF."""
    return url.partition("?")[0].lower().endswith(".pdf")


def pdf_attachment(url: str, title: str) -> Attachment:
    """A PDF shown in the page, as a file to open."""
    return Attachment(url, title or percent_decode_if_readable(url.partition("?")[0].rpartition("/")[2]))


def _candidate_addresses(node: LexborNode) -> list[str]:
    found = [strip_address_and_line_ends(node.attributes.get("data"))]
    for entering, tag, child in islice(tree_events(node), _MOST_EVENTS):
        if not entering:
            continue
        if tag == "object":  # it is read for itself
            break
        attributes = child.attributes
        if tag == "param" and (attributes.get("name") or "").lower() in _ADDRESSES:
            found.append(strip_address_and_line_ends(attributes.get("value")))
        elif tag == "embed":
            found.append(player_src_or_lazy_src(attributes))
    return found


def _build_object_and_content(frame: Frame, player: Attachment | Embed) -> list[Block]:
    """The object, and its content but for an `embed` of the same."""
    return [player, *(block for block in frame.blocks if not (isinstance(block, Embed) and block.url == player.url))]
