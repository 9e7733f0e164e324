"""Traversal: every child of every node, and the plain text of a tree. Nodes themselves know nothing of it."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from html import unescape
from itertools import chain
from operator import attrgetter
from typing import TypeAlias, TypeVar, assert_never, cast

from msgspec.structs import replace

from convert import lazy_re as re
from convert import model
from convert.model import Comment, Document, Node

MARKS_AND_LINKS = (*model.MARKS, model.Link)
"""What only says of its children how they look or where they lead."""

_FIELDS: dict[type, tuple[str, ...]] = {
    model.Callout: ("title", "children"),
    model.Details: ("summary", "children"),
    model.Figure: ("children", "caption"),
    model.Gallery: ("images", "caption"),
    model.Table: ("caption", "rows"),
    model.Row: ("cells",),
    model.BulletList: ("items",),
    model.OrderedList: ("items",),
    model.DefinitionList: ("items",),
    model.DefinitionItem: ("term", "descriptions"),
}
"""Where a node keeps its children, in reading order. `descriptions` holds one tuple of blocks each."""


@cache
def _child_fields(kind: type[Node]) -> tuple[str, ...]:
    return _FIELDS.get(kind, ("children",) if hasattr(kind, "children") else ())


_Getter: TypeAlias = Callable[[Node], Sequence[Node]] | None
"""What gives the children of a node; None for one that has none."""

_GETTERS: dict[type, _Getter] = {}
"""By the kind of a node. A class of its own that knew what is missing would cost five times as much whenever it is asked."""


def _make_and_keep_getter(kind: type[Node]) -> _Getter:
    fields = _child_fields(kind)
    if len(fields) == 1:
        _GETTERS[kind] = attrgetter(*fields)
    else:
        _GETTERS[kind] = partial(_nodes_in_fields, fields) if fields else None
    return _GETTERS[kind]


def _nodes_in_fields(fields: tuple[str, ...], node: Node) -> list[Node]:
    return [child for field in fields for child in _flattened_nodes_in_field(node, field)]


def _getter_of(node: Node) -> _Getter:
    kind = type(node)
    return _GETTERS[kind] if kind in _GETTERS else _make_and_keep_getter(kind)


def children(node: Node) -> Sequence[Node]:
    """The nodes directly below this one, in reading order."""
    get = _getter_of(node)
    return get(node) if get is not None else ()


def _flattened_nodes_in_field(node: Node, field: str) -> Sequence[Node]:
    found = getattr(node, field)
    return found if field != "descriptions" else tuple(chain.from_iterable(found))


def walk(nodes: Iterable[Node]) -> list[Node]:
    """Every node of these trees, parents first, in reading order."""
    found: list[Node] = []
    waiting = [*nodes]
    waiting.reverse()
    while waiting:
        node = waiting.pop()
        found.append(node)
        kind = type(node)
        get = _GETTERS[kind] if kind in _GETTERS else _make_and_keep_getter(kind)  # `_getter_of`, without a call
        if get is not None:
            waiting += get(node)[::-1]
    return found


def depth(nodes: Iterable[Node]) -> int:
    """How many containers deep the deepest of these trees is."""
    return max((1 + depth(children(node)) for node in nodes), default=0)


AnyNode = TypeVar("AnyNode", bound=Node)
Rewrite = Callable[[Node], "Node | tuple[Node, ...]"]


def rewrite(document: Document, change: Rewrite) -> Document:
    """The document with `change` applied to every node of its body and comments, children first.

    It returns the node itself, another, or several.
    """
    below = rewrite_nodes(document.children, change)
    comments = _rewritten_comments(document.comments, change) if document.comments else document.comments
    if below is document.children and comments is document.comments:
        return document
    return replace(document, children=below, comments=comments)


def _rewritten_comments(comments: tuple[Comment, ...], change: Rewrite) -> tuple[Comment, ...]:
    result = tuple([_rewritten_comment(comment, change) for comment in comments])
    return comments if all([new is old for new, old in zip(result, comments, strict=True)]) else result


def _rewritten_comment(comment: Comment, change: Rewrite) -> Comment:
    below, replies = rewrite_nodes(comment.children, change), _rewritten_comments(comment.replies, change)
    same = below is comment.children and replies is comment.replies
    return comment if same else replace(comment, children=below, replies=replies)


def rewrite_nodes(nodes: tuple[AnyNode, ...], change: Rewrite) -> tuple[AnyNode, ...]:
    """`rewrite` for nodes without a document. What `change` returns has to fit where the node stood."""
    result: list[Node] = []
    for node in nodes:
        new = change(_with_rewritten_children(node, change) if _getter_of(node) is not None else node)
        result.extend(new) if isinstance(new, tuple) else result.append(new)
    same = len(result) == len(nodes) and all(a is b for a, b in zip(result, nodes, strict=True))
    return nodes if same else cast("tuple[AnyNode, ...]", tuple(result))


def _with_rewritten_children(node: Node, change: Rewrite) -> Node:
    changes: dict[str, object] = {}
    for field in _child_fields(type(node)):
        old = getattr(node, field)
        if field != "descriptions":
            new: object = rewrite_nodes(old, change)
            same = new is old
        else:
            parts = tuple(rewrite_nodes(part, change) for part in old)
            new, same = parts, all(a is b for a, b in zip(parts, old, strict=True))
        if not same:
            changes[field] = new
    return replace(node, **changes) if changes else node


def plain_text(nodes: Iterable[Node]) -> str:
    """What a reader sees, as bare text: blocks on lines of their own with an empty line between, breaks as newlines.

    No escapes, no addresses of images; an image gives its alternative text.
    """
    parts: list[str] = []
    _append_plain_text(nodes, parts)
    lines = "".join(parts).split("\n")
    text = "\n".join(line.strip(" ") for line in lines).strip("\n")
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text


_TAG = re.compile(r"<[^<>]*>")


def _words_of_raw_html(raw: model.RawBlock | model.RawInline) -> str:
    """What an island of HTML shows, tags apart; other languages are not ours to read."""
    if raw.format != "html":
        return ""
    return " ".join(unescape(_TAG.sub(" ", raw.value)).split())


def label_lines_or_url(node: model.Embed | model.LinkCard | model.Attachment) -> tuple[str, ...]:
    """The lines of what leads to another page; the address where nothing else is said, as in a title of white space."""
    match node:
        case model.Embed():
            return (node.title if node.title.strip() else node.url,)
        case model.LinkCard():
            return tuple(filter(str.strip, (node.title, node.description, node.host))) or (node.url,)
        case model.Attachment():
            return (f"{node.name} {node.size}".strip() or node.url,)
        case _:
            assert_never(node)


def _lines_as_own_paragraph(lines: Iterable[str]) -> str:
    return "\n\n" + "\n".join(lines) + "\n\n"


_LEAVES: dict[type, Callable[..., str]] = {
    model.Text: lambda node: node.value,
    model.Code: lambda node: node.value,
    model.Math: lambda node: node.value,
    model.HardBreak: lambda node: "\n",
    model.Image: lambda node: node.alt,
    model.CodeBlock: lambda node: f"\n\n{node.value}\n\n",
    model.MathBlock: lambda node: f"\n\n{node.value}\n\n",
    model.Embed: lambda node: _lines_as_own_paragraph(label_lines_or_url(node)),
    model.LinkCard: lambda node: _lines_as_own_paragraph(label_lines_or_url(node)),
    model.Attachment: lambda node: _lines_as_own_paragraph(label_lines_or_url(node)),
    model.FootnoteReference: lambda node: f"[{node.label}]",
    model.Anchor: lambda node: "",
    model.RawInline: _words_of_raw_html,
    model.RawBlock: lambda node: f"\n\n{_words_of_raw_html(node)}\n\n",
}
_AFTER: dict[type, str] = {model.ListItem: "\n", model.Row: "\n", model.Cell: "\t"}


def _append_plain_text(nodes: Iterable[Node], parts: list[str]) -> None:
    for node in nodes:
        kind = type(node)
        leaf = _LEAVES.get(kind)
        if leaf is not None:
            parts.append(leaf(node))
        elif isinstance(node, model.Ruby):
            _append_plain_text(children(node), parts)
            parts.append(f"({node.annotation})")
        elif kind in MARKS_AND_LINKS:
            _append_plain_text(children(node), parts)
        elif kind is model.Cell:
            parts.append(" ".join(plain_text([child]) for child in children(node)).replace("\n", " ") + "\t")
        elif kind in _AFTER:
            _append_plain_text(children(node), parts)
            parts.append(_AFTER[kind])
        else:
            parts.append("\n\n")
            _append_plain_text(children(node), parts)
            parts.append("\n\n")
