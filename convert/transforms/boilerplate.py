"""What stands at the beginning or end of many posts of a batch and says nothing of any: promotion, requests to subscribe."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from html import escape
from itertools import takewhile

import msgspec
from msgspec.structs import replace

from convert.model import Block, Blocks, Document, Image, Link
from convert.model.walk import plain_text, walk
from convert.notices import Notice, Report
from convert.options import WriterOptions
from convert.plan.places import PostPlan
from convert.sources.evidence import hand_over_left_out

_DEEPEST = 6
"""Blocks from either edge that are looked at."""

_FEWEST = 3
_SHARE = 20
"""A block is repeated when it stands at the edge of so many posts, and of one in so many."""

_ENCODER = msgspec.json.Encoder()


def edge_fingerprints(children: Blocks) -> tuple[str, ...]:
    """Fingerprints of the blocks a post begins and ends with."""
    return tuple(dict.fromkeys(_fingerprint_of_whole_block(block) for block in (*children[:_DEEPEST], *children[-_DEEPEST:])))


def repeated_fingerprints(edges_of_posts: Iterable[tuple[str, ...]]) -> frozenset[str]:
    """The fingerprints that stand at the edges of many of these posts."""
    counts: Counter[str] = Counter()
    total = 0
    for found in edges_of_posts:
        counts.update(found)
        total += 1
    fewest = max(_FEWEST, total / _SHARE)
    return frozenset(mark for mark, count in counts.items() if count >= fewest)


def apply(document: Document, plan: PostPlan, options: WriterOptions, report: Report) -> Document:
    """The document without the repeated blocks it begins and ends with; at least one block stays. Reports each that went."""
    children = document.children
    start = _count_leading_repeated_blocks(children[: min(_DEEPEST, len(children) - 1)], plan)
    end = (
        _count_leading_repeated_blocks(children[: start or None : -1][:_DEEPEST], plan)
        if start
        else _count_leading_repeated_blocks(children[:0:-1][:_DEEPEST], plan)
    )
    for block in (*children[:start], *children[len(children) - end :]):
        report(Notice("boilerplate", " ".join(plain_text((block,)).split())[:30]))
        hand_over_left_out(report, "boilerplate", _left_out_html_of_block(block))
    return replace(document, children=children[start : len(children) - end]) if start or end else document


def _left_out_html_of_block(block: Block) -> str:
    """What a block shows, as HTML: its text, and the addresses in it."""
    nodes = list(walk((block,)))
    images = [f'<img src="{escape(node.url)}">' for node in nodes if isinstance(node, Image)]
    links = [f'<area href="{escape(node.url)}">' for node in nodes if isinstance(node, Link)]
    lines = [f"<p>{escape(line)}</p>" for line in plain_text((block,)).splitlines()]
    return "".join([*lines, *images, *links])


def _count_leading_repeated_blocks(blocks: Iterable[Block], plan: PostPlan) -> int:
    """How many of these blocks, from the first, are repeated."""
    return sum(1 for _ in takewhile(lambda block: _fingerprint_of_whole_block(block) in plan.repeated, blocks))


def _fingerprint_of_whole_block(block: Block) -> str:
    return hashlib.blake2b(_ENCODER.encode(block), digest_size=12).hexdigest()
