"""Posts of other sites, quoted as their sites say: a `blockquote` with the post's text, which a script makes a frame of.

The script is gone one day and the text is not, so such a post is an embed with its address, and a quotation of its text after it.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from selectolax.lexbor import LexborNode

from convert.model import Block, BlockQuote, Embed, Link, Paragraph
from convert.model.walk import plain_text
from convert.readers._html.address import strip_address_and_line_ends
from convert.readers._html.flow import Walk
from convert.readers._html.frame import Frame
from convert.readers._html.outcome import Container, Outcome
from convert.readers._html.provider import known_embed
from convert.readers._html.tree import class_names_of, tree_events

QUOTED: dict[str, str] = {
    "twitter-tweet": "",
    "twitter-video": "",
    "instagram-media": "data-instgrm-permalink",
    "tiktok-embed": "cite",
    "text-post-media": "data-text-post-permalink",
    "bluesky-embed": "",
    "fb-post": "data-href",
    "fb-video": "data-href",
    "fb-xfbml-parse-ignore": "cite",
    "reddit-embed-bq": "",
    "reddit-card": "",
    "imgur-embed-pub": "",
}
"""The class a site's script looks for, and the attribute that holds the post's address; else it is the last link in the text."""

_MOST_EVENTS = 2000
"""How far into an element its address is looked for. Posts are short, and elements in elements are many."""


def handle_quoted_post_as_embed_or_none(node: LexborNode, walk: Walk) -> Outcome:
    """The post a `blockquote` or `div` with one of the classes above quotes, or None when it is no such thing."""
    name = next((name for name in class_names_of(node) if name in QUOTED), None)
    found = _embed_by_attribute_or_last_link(node, QUOTED[name]) if name is not None else None
    return Container(lambda frame: _build_quoted_post(frame, found), if_too_deep=(found,)) if found is not None else None


def _embed_by_attribute_or_last_link(node: LexborNode, address_attribute: str) -> Embed | None:
    given = known_embed(strip_address_and_line_ends(node.attributes.get(address_attribute))) if address_attribute else None
    return given or next(
        iter([found for url in _link_addresses_before_nested_post(node) if (found := known_embed(url))][-1:]), None
    )


def _link_addresses_before_nested_post(node: LexborNode) -> Iterator[str]:
    for entering, tag, child in islice(tree_events(node), _MOST_EVENTS):
        if tag in ("blockquote", "div") and entering and not QUOTED.keys().isdisjoint(class_names_of(child)):
            return  # a post of its own
        if entering and tag == "a":
            yield strip_address_and_line_ends(child.attributes.get("href"))


def _build_quoted_post(frame: Frame, embed: Embed) -> list[Block]:
    """The embed and its text; text that is nothing but a link to the post is the embed's title."""
    if embed in frame.blocks:  # a post in a post's wrapper
        return frame.blocks
    text = _label_of_only_link_or_empty(frame.blocks, embed)
    if text:
        return [Embed(embed.provider, embed.url, text)]
    return [embed, BlockQuote(tuple(frame.blocks))] if frame.blocks else [embed]


def _label_of_only_link_or_empty(blocks: list[Any], embed: Embed) -> str:
    """The words of a link to the embed when there is nothing else."""
    only = blocks[0] if len(blocks) == 1 else None
    link = only.children[0] if isinstance(only, Paragraph) and len(only.children) == 1 else None
    if not isinstance(link, Link) or known_embed(link.url) != embed:
        return ""
    return " ".join(plain_text([link]).split())
