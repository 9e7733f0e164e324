"""The blocks of a source that its output does not plainly show: only these have to be looked at closely.

Most posts that a glance does not settle have one figure, one player or one script that is unusual, among blocks that are not.
"""

from collections import deque
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from convert.proof.witness.css import PLAIN, read_display
from convert.proof.witness.elements import OWN_LINES
from convert.proof.witness.quick_scan import NOTHING, QuickScan, scan_blocks_in_one_parse_or_none_if_unsure
from convert.proof.witness.things import is_mathjax_drawing_beside_script, is_script_without_output, may_be_drawn_formula
from convert.sources.html_tree import parse_html

_CONTAINERS = frozenset("div section article main header footer center".split())
"""Elements that show what is in them, each block on its own."""

_SILENT = frozenset("style template noscript link meta title base -comment".split())

_GAP = "<p></p>"
_GAP_WITH_LINK = '<p><a class="footnote" href="#"></a>gap</p>'
"""What a block with links is in a page without it, since links to one address in a row are one: in a source and in its output
it stands as often, and in the same places. It is a mark of a footnote, which is never one of a row, so that no link of a post
goes with it. The word behind keeps it out of an item that follows, which would be a footnote's.
"""

_NEAR = 8
"""Blocks of a page among which the next of a source is looked for: one that is said again far below is another."""


def without_blocks_shown_alike(html: str, page: str) -> tuple[str, str]:
    """What is left of a source and a page of ours without the blocks that plainly show the same."""
    blocks, others = split_into_blocks(html), split_into_blocks(page)
    scans, other_scans = (
        scan_blocks_in_one_parse_or_none_if_unsure(blocks),
        scan_blocks_in_one_parse_or_none_if_unsure(others, is_page=True),
    )
    found, alike = _matching_blocks(scans, other_scans)
    return "".join(_blocks_with_gaps_for_numbered_ones(blocks, scans, found)), "".join(
        _blocks_with_gaps_for_numbered_ones(others, other_scans, alike)
    )


def _blocks_with_gaps_for_numbered_ones(
    blocks: Sequence[str], scans: Sequence[QuickScan | None], numbers: set[int]
) -> Iterator[str]:
    """Blocks without some of them. Where these were, lines end all the same, and links before are not those behind."""
    is_gap = False
    for number, block in enumerate(blocks):
        scan = scans[number]
        if number not in numbers:
            yield block
        elif scan is not None and scan.things:
            yield _GAP_WITH_LINK
        elif not is_gap:
            yield _GAP
        is_gap = number in numbers


def _matching_blocks(
    source_blocks: Sequence[QuickScan | None], page_blocks: Sequence[QuickScan | None]
) -> tuple[set[int], set[int]]:
    """The numbers of blocks of a source that plainly are, in this order, those of a page, and their numbers there.

    Blocks that show nothing are among them, on both sides.
    """
    places: dict[QuickScan | None, deque[int]] = {}
    for place, other in enumerate(page_blocks):
        places.setdefault(other, deque()).append(place)
    alike = set(places.pop(NOTHING, ()))
    found = {number for number, block in enumerate(source_blocks) if block == NOTHING}
    first = 0
    for number, block in enumerate(source_blocks):
        same = places.get(block) if block is not None else None
        while same and same[0] < first:
            same.popleft()
        if same and same[0] - first < _NEAR:
            found.add(number)
            first = same.popleft()
            alike.add(first)
    return found, alike


def split_into_blocks(html: str) -> list[str]:
    """The blocks of a page or fragment, as HTML; text between blocks is a block."""
    root = parse_html(html if "<body" in html else f"<body>{html}").body
    blocks = [""]
    run: list[str] = []
    for piece, is_block in _html_pieces_in_containers_and_whether_each_is_block(root) if root is not None else ():
        if not is_block:
            run.append(piece)
            continue
        if run and (text := "".join(run)).strip():
            blocks.append(text)
        run.clear()
        if piece:
            blocks.append(piece)
    return [*blocks, "".join(run)]


def _html_pieces_in_containers_and_whether_each_is_block(root: LexborNode) -> Iterator[tuple[str, bool]]:
    """What is in a page, in order, and whether each piece is a block; where containers begin and end, an empty one."""
    node = root.child
    behind: list[LexborNode | None] = []
    while node is not None or behind:
        if node is None:
            node = behind.pop()
            yield "", True
        elif _is_plain_visible_container(node):
            behind.append(node.next)
            node = node.child
            yield "", True
        else:
            if node.tag not in _SILENT and (node.tag != "script" or not is_script_without_output(node.attributes)):
                yield node.html or "", node.tag in OWN_LINES
            node = node.next


def _is_plain_visible_container(node: LexborNode) -> bool:
    if node.tag not in _CONTAINERS:
        return False
    attributes = node.attributes
    names = attributes.get("class") or ""
    return read_display(attributes.get("style") or "") == PLAIN and not (
        "hidden" in attributes or is_mathjax_drawing_beside_script(names) or may_be_drawn_formula(names)
    )
