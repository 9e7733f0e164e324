"""Going through a subtree without recursion, and finding one element in it."""

from collections.abc import Iterator

from selectolax.lexbor import LexborNode


def events(root: LexborNode) -> Iterator[tuple[bool, str, LexborNode]]:
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


def first(root: LexborNode, tag: str = "", name: str = "") -> LexborNode | None:
    """The first element below `root` with this tag or class (empty: any)."""
    for entering, found, node in events(root):
        if entering and found[0] != "-" and (not tag or found == tag) and (not name or name in classes(node)):
            return node
    return None


def classes(node: LexborNode) -> list[str]:
    """The class names of an element."""
    return (node.attributes.get("class") or "").split()


def text_of(node: LexborNode | None) -> str:
    """The text inside an element on one line, white space collapsed."""
    if node is None:
        return ""
    return " ".join("".join(child.text_content or "" for _, tag, child in events(node) if tag == "-text").split())
