"""What the survey keeps of a post: what its name, its addresses and the plan of the batch depend on."""

from collections.abc import Sequence
from html import unescape
from pathlib import PurePosixPath

from msgspec import Struct

from convert import lazy_re as re
from convert.formats import source_endings
from convert.model import Document, Embed, Link, LinkCard, Node, RawBlock, RawInline, Text
from convert.model.gathered_nodes import GatheredNodes
from convert.plan.bare_addresses import find_bare_addresses_in_text, with_scheme
from convert.plan.places import Facts
from convert.resources.references import references_in
from convert.sources.source import Source
from convert.transforms.boilerplate import edge_fingerprints

_HREF = re.compile(r"""\bhref=["']([^"'<>]+)""")

_LEADING_ELSEWHERE = frozenset((Link, LinkCard, Embed, RawBlock, RawInline))
"""Nodes that may hold an address: few, so that of all others only the kind is asked."""


class NeededFacts(Struct, frozen=True):
    """What the plan will need besides names: links of posts to each other, repeated blocks, what is to be fetched."""

    links: bool = False
    edges: bool = False
    remote: bool = False


def facts_of(source: Source, index: int, document: Document, needed: NeededFacts) -> Facts:
    """What the survey keeps of the post that stands at `index` in its source."""
    meta, origin = document.meta, document.origin
    nodes = GatheredNodes(document).in_body_then_comments if needed.links else []
    place = PurePosixPath(source.relative)
    return Facts(
        source=source.name,
        index=index,
        folder=str(place.parent),
        stem=_without_known_ending(place.name),
        origin_stem=_stem_if_file_name_else_empty(PurePosixPath(origin.member or origin.path).name),
        member=origin.member if _stem_if_file_name_else_empty(origin.member) else "",
        slug=meta.slug,
        title=meta.title,
        url=meta.url,
        aliases=meta.aliases,
        entry_id=meta.entry_id,
        date=meta.date,
        categories=meta.categories,
        tags=meta.tags,
        linked_urls=_linked_urls(nodes),
        bare_urls=_possible_urls_of_bare_addresses_in_text(nodes),
        edge_fingerprints=edge_fingerprints(document.children) if needed.edges else (),
        remote_files=_remote_urls_outside_raw_html_with_medium(document) if needed.remote else (),
        visibility=meta.visibility,
        draft=meta.draft,
        author=meta.author,
    )


def _linked_urls(nodes: Sequence[Node]) -> tuple[str, ...]:
    """Addresses that links of a post lead to, also those in islands, which may become Markdown; places in the post left out."""
    found: list[str] = []
    for node in nodes:
        if type(node) not in _LEADING_ELSEWHERE:
            continue
        if isinstance(node, (Link, LinkCard, Embed)):
            found.append(node.url)
        elif isinstance(node, (RawBlock, RawInline)):
            found.extend(unescape(url) for url in _HREF.findall(node.value))
    return tuple(dict.fromkeys(url for url in found if url[:1] != "#"))


def _possible_urls_of_bare_addresses_in_text(nodes: Sequence[Node]) -> tuple[str, ...]:
    """Addresses in the text of a post, each in all the ways it may be meant."""
    texts = [node.value for node in nodes if type(node) is Text and "/" in node.value]
    return tuple(
        dict.fromkeys(with_scheme(it) for text in texts for found in find_bare_addresses_in_text(text) for it in found.spellings)
    )


def _stem_if_file_name_else_empty(name: str) -> str:
    """The stem of what is a file's name; the line of JSON Lines a post came from says nothing about it."""
    stem = _without_known_ending(name)
    return stem if stem != name else ""


def _without_known_ending(name: str) -> str:
    """A file's name without its ending; `notes-v1.2` has none."""
    ending = next(filter(name.lower().endswith, source_endings()), "")
    return name[: len(name) - len(ending)]


def _remote_urls_outside_raw_html_with_medium(document: Document) -> tuple[tuple[str, str], ...]:
    """Addresses of files on other servers. What stands in raw HTML stays there."""
    found = (reference for reference in references_in(document) if reference.wanted != "raw")
    return tuple((one.url, one.wanted) for one in found if one.url.startswith(("http://", "https://", "//")))
