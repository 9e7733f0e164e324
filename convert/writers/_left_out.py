"""What Markdown has no element for though it says what is in it, named to the proof: cells, items, and links to a place."""

from html import escape
from urllib.parse import unquote

from convert.model import Anchor, Blocks, FootnoteReference, Link, Node, OrderedList, Table
from convert.model.walk import rewrite_nodes, walk
from convert.notices import Report
from convert.sources.evidence import hand_over_left_out_elements_of_one_kind
from convert.writers import _html as html


def tell_proof_cells_became_list_items(node: Table, report: Report) -> None:
    """The cells of a table that is written as a list."""
    hand_over_left_out_elements_of_one_kind(
        report, "table-as-list", "cell", lambda: html.blocks(rewrite_nodes((node,), _without_footnote_mark))
    )


def _without_footnote_mark(node: Node) -> Node | tuple[Node, ...]:
    """Nothing of a footnote's mark: every renderer numbers footnotes anew."""
    return () if isinstance(node, FootnoteReference) else node


def tell_proof_list_became_paragraphs(node: OrderedList, report: Report) -> None:
    """The items of a list that is written as paragraphs, and those in them, which are less deep then."""
    hand_over_left_out_elements_of_one_kind(
        report, "list-as-text", "item", lambda: html.blocks(rewrite_nodes((node,), _without_footnote_mark))
    )


def tell_proof_links_to_anchors_are_lost(children: Blocks, report: Report) -> None:
    """The links of a post to places that have no spelling."""
    hand_over_left_out_elements_of_one_kind(report, "anchor", "link", lambda: _html_of_links_to_anchors(children))


def _html_of_links_to_anchors(children: Blocks) -> str:
    places = {node.id for node in walk(children) if isinstance(node, Anchor)}
    links = [node.url for node in walk(children) if isinstance(node, Link) and node.url.startswith("#")]
    return "".join([f'<a href="{escape(url)}">{escape(url)}</a>' for url in links if unquote(url[1:]) in places])
