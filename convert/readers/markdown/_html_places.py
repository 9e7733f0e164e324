"""The places in a piece of HTML at which Markdown stands, read when the HTML reader comes to them."""

from collections.abc import Callable

from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from convert.model import Align, Anchor, Block, Blocks, FootnoteDefinition, Inlines, Paragraph
from convert.readers._html.flow import Walk
from convert.readers._html.outcome import FinishedBlocks, Outcome
from convert.readers._html.style import is_hidden
from convert.readers.markdown._html_groups import PLACE, Group
from convert.sources.html_tree import parse_html


class Places:
    """What stands at the places of a group. `read_segment` gives the blocks of one, by its number and how many containers are
    round it in the HTML; it is asked once for each, though a tree may be walked twice.
    """

    __slots__ = ("_found", "_group", "_read_segment")

    def __init__(self, group: Group, read_segment: Callable[[int, int], Blocks]) -> None:
        self._group = group
        self._read_segment = read_segment
        self._found: dict[int, Blocks] = {}

    def handle_place(self, node: LexborNode, walk: Walk) -> Outcome:
        """The Markdown that stands in this place, aligned as what is round it."""
        blocks = self._blocks_of_segment(int(node.attributes.get("data-number") or 0), len(walk.frames))
        if walk.align:
            blocks = tuple([_with_align_if_paragraph_without(block, walk.align) for block in blocks])
        if blocks and type(blocks[0]) is Paragraph and (anchors := _take_anchors_if_nothing_else(walk)):
            blocks = (replace(blocks[0], children=(*anchors, *blocks[0].children)), *blocks[1:])
        return FinishedBlocks(blocks)

    def _blocks_of_segment(self, number: int, containers: int) -> Blocks:
        if number not in self._found:
            self._found[number] = self._read_segment(number, containers)
        return self._found[number]

    def read_markdown_at_unvisited_places(self) -> Blocks:
        """The Markdown of places that no handler came to though a browser shows them: it stands in what became something else.

        Of what is hidden there are notes, which stand elsewhere on a page.
        """
        missing = [number for number in range(len(self._group.segments)) if number not in self._found]
        root = parse_html(self._group.html).root if missing else None
        if root is None:
            return ()
        places = root.css(PLACE)
        return tuple(
            [
                block
                for number in missing
                for block in self._blocks_of_segment(number, 1)
                if type(block) is FootnoteDefinition or not _is_in_hidden_element(places[number])
            ]
        )


def _with_align_if_paragraph_without(block: Block, align: Align) -> Block:
    return replace(block, align=align) if type(block) is Paragraph and not block.align else block


def _take_anchors_if_nothing_else(walk: Walk) -> Inlines:
    """The link targets that wait for a text and have met none, taken out of the walk."""
    leaves = [leaf for leaf, _ in walk.frame.runs]
    if any([not isinstance(leaf, Anchor) and not (isinstance(leaf, str) and not leaf.strip()) for leaf in leaves]):
        return ()
    walk.frame.runs.clear()
    return tuple([leaf for leaf in leaves if isinstance(leaf, Anchor)])


_NEVER_SHOWN = frozenset({"template", "dialog"})


def _is_in_hidden_element(node: LexborNode) -> bool:
    around = node.parent
    while around is not None and not (around.tag in _NEVER_SHOWN or is_hidden(around.attributes)):
        around = around.parent
    return around is not None
