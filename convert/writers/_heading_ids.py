"""Places of headings that nobody named: engines of Markdown make them of the words, and links inside the post lead there."""

from urllib.parse import unquote

from msgspec.structs import replace

from convert import lazy_re as re
from convert.model import Anchor, Blocks, Heading, Link, Node
from convert.model.walk import plain_text, rewrite_nodes, walk


def with_ids_on_headings_linked_to(children: Blocks) -> Blocks:
    """Blocks in which a heading without an id has the one that a link of the post leads to; the same object where none does.

    The id is the one that GitHub makes of its words, and so, for nearly every heading, Goldmark and kramdown.
    """
    nodes = walk(children)
    wanted = {unquote(node.url[1:]) for node in nodes if isinstance(node, Link) and node.url.startswith("#")}
    wanted -= {node.id for node in nodes if isinstance(node, Heading | Anchor)}
    if not wanted:
        return children
    seen: dict[str, int] = {}

    def with_id_if_linked_to(node: Node) -> Node:
        if not isinstance(node, Heading):
            return node
        name = _numbered_id(plain_text(node.children), seen)
        return replace(node, id=name) if not node.id and name in wanted else node

    return rewrite_nodes(children, with_id_if_linked_to)


def _numbered_id(title: str, seen: dict[str, int]) -> str:
    """The id of a heading; `seen` counts those of the same words before it."""
    name = _NO_LETTER.sub("", title.strip().lower()).replace(" ", "-")
    count = seen.get(name, 0)
    seen[name] = count + 1
    return f"{name}-{count}" if count else name


_NO_LETTER = re.compile(r"[^\w\- ]")
