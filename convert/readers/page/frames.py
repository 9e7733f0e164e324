"""Players that a browser saved as pages of their own beside a page: where they were, these pages tell."""

from collections.abc import Iterator

from msgspec.structs import replace

from convert import lazy_re as re
from convert.model import Document, Embed, Node
from convert.model.walk import rewrite, walk
from convert.notices import Notice, Report
from convert.readers._html.provider import make_embed
from convert.readers.page.saved import is_in_folder_saved_beside_page, noted_address_and_saver
from convert.resources.reading import Load
from convert.sources.evidence import hand_over_moved_address

_PAGE = re.compile(r"\.html?(?=$|[?#])", re.IGNORECASE)
_CANONICAL = re.compile(r"<link(?=[^>]{0,300}\brel=[\"']?canonical)[^>]{0,300}?\bhref=[\"']?(https?://[^\"'\s>]+)", re.IGNORECASE)
"""Firefox notes nothing, but players say where they are."""

_LOOKED_AT = 1 << 16
"""Bytes of such a page in which it says where it was."""


def with_web_addresses_of_saved_frames(document: Document, load: Load, report: Report) -> Document:
    """The document with the address on the web of each player that leads to a page saved beside it.

    `load` gives the bytes of a file beside the page. What has no address stays as it is, with the notice `missing-file`.
    """
    known = dict(_saved_frame_urls_with_web_address_or_empty(document, load))
    if not known:
        return document

    def restore_web_address_or_report_missing(node: Node) -> Node:
        if not isinstance(node, Embed) or node.url not in known:
            return node
        if not known[node.url]:
            report(Notice("missing-file", node.url))
            return node
        found = make_embed(known[node.url], node.title)
        hand_over_moved_address(report, node.url, found.url)
        return replace(node, provider=found.provider, url=found.url)

    return rewrite(document, restore_web_address_or_report_missing)


def _saved_frame_urls_with_web_address_or_empty(document: Document, load: Load) -> Iterator[tuple[str, str]]:
    for node in walk(document.children):
        if isinstance(node, Embed) and is_in_folder_saved_beside_page(node.url) and _PAGE.search(node.url):
            data = load(node.url)
            yield (
                node.url,
                _noted_or_canonical_address_in(data[:_LOOKED_AT].decode("utf-8", "replace")) if isinstance(data, bytes) else "",
            )


def _noted_or_canonical_address_in(text: str) -> str:
    noted = noted_address_and_saver(text)[0]
    match = None if noted else _CANONICAL.search(text)
    return match[1] if match else noted
