"""Going through a subtree without recursion, and finding one element in it."""

from collections.abc import Iterator
from itertools import islice
from typing import TypeAlias

from selectolax.lexbor import LexborNode

Event: TypeAlias = tuple[bool, str, LexborNode]
"""Whether an element begins, its tag (`-text` for a text), and the node."""


def tree_events(root: LexborNode) -> Iterator[Event]:
    """`(entering, tag, node)` for everything below `root`, in document order; elements come twice, texts once."""
    node = root.child
    depth = 1
    while node is not None:
        tag = node.tag or "-other"  # a processing instruction has no name
        yield True, tag, node
        child = node.child
        if child is not None:
            node = child
            depth += 1
            continue
        if tag[0] != "-":
            yield False, tag, node
        while node is not None and node.next is None:
            depth -= 1
            if not depth:
                return
            node = node.parent
            assert node is not None
            yield False, node.tag or "", node
        node = node.next if node is not None else None


def is_same_node(node: LexborNode | None, other: LexborNode) -> bool:
    """Whether two are one node of the tree. `==` compares what they hold, and `is` the objects made for each look at a node."""
    return node is not None and node.mem_id == other.mem_id


def find_first(root: LexborNode, tag: str = "", class_name: str = "", max_events: int | None = None) -> LexborNode | None:
    """The first element below `root` with this tag or class (empty: any); with `max_events` only so many events are looked at."""
    for entering, found, node in tree_events(root) if max_events is None else islice(tree_events(root), max_events):
        if entering and found[0] != "-" and (not tag or found == tag) and (not class_name or class_name in class_names_of(node)):
            return node
    return None


_TEXTUAL = frozenset(
    """a abbr acronym b bdi bdo big br cite code del dfn em font i img ins kbd label mark q s samp small span strike strong sub
    sup tt u var wbr""".split()
)
"""Elements in which there are only texts and pictures, but for blocks in the wrong place."""


def holds_only_inline_elements(node: LexborNode) -> bool:
    """Whether there is nothing but text and pictures in an element. It is asked of elements in each other in linear time: the
    inner one, if it is a block, is where the outer one stops looking. Elements of Word's own have a `:` in their names.
    """
    return all(tag[0] == "-" or tag in _TEXTUAL or ":" in tag for _, tag, _ in tree_events(node))


def class_names_of(node: LexborNode) -> list[str]:
    """The class names of an element."""
    return (node.attributes.get("class") or "").split()


def one_line_text_of(node: LexborNode | None) -> str:
    """The text inside an element on one line, white space collapsed."""
    if node is None:
        return ""
    return " ".join("".join(child.text_content or "" for _, tag, child in tree_events(node) if tag == "-text").split())


def element_directly_after(node: LexborNode) -> LexborNode | None:
    """The element behind this one, when nothing but white space is between."""
    following = node.next
    while following is not None and _is_comment_or_blank_text(following):
        following = following.next
    return following if following is not None and following.is_element_node else None


def element_directly_before(node: LexborNode) -> LexborNode | None:
    """The element in front of this one, when nothing but white space is between."""
    before = node.prev
    while before is not None and _is_comment_or_blank_text(before):
        before = before.prev
    return before if before is not None and before.is_element_node else None


def is_alone_but_for_white_space(node: LexborNode) -> bool:
    """Whether nothing but white space is beside an element in its parent."""
    sides = (node.prev, node.next)
    while all(side is None or _is_comment_or_blank_text(side) for side in sides):
        if sides == (None, None):
            return True
        sides = (sides[0] and sides[0].prev, sides[1] and sides[1].next)
    return False


def _is_comment_or_blank_text(node: LexborNode) -> bool:
    return node.is_comment_node or (node.is_text_node and not (node.text_content or "").strip())
