"""Helper: documents one step smaller than one that breaks a law, best first: it is looked for the smallest that breaks it, too."""

from collections.abc import Iterator

from msgspec.structs import replace

from convert import model
from convert.model import Document


def smaller(whole: Document) -> Iterator[Document]:
    """Documents one step smaller: without a node, with a node's children in its place, with less text. Big steps first."""
    for children in _less(whole.children):
        yield replace(whole, children=children)


def _less(nodes: tuple) -> Iterator[tuple]:
    half = len(nodes) // 2
    if half > 1:
        yield nodes[:half]
        yield nodes[half:]
    for number in range(len(nodes)):
        yield nodes[:number] + nodes[number + 1 :]
    for number, node in enumerate(nodes):
        for fewer in _instead(node):
            yield nodes[:number] + fewer + nodes[number + 1 :]


_FEW = (model.ListItem, model.Row, model.Cell, model.DefinitionItem)
"""Nodes that only their own kind may stand beside."""


def _instead(node: object) -> Iterator[tuple]:
    """What may stand in a node's place."""
    if isinstance(node, tuple):
        yield from ((fewer,) for fewer in _less(node))
        return
    if not isinstance(node, _FEW):
        yield from _unwrapped(node)
    for field in node.__struct_fields__:
        value = getattr(node, field)
        for less in _values(field, value, node):
            yield (replace(node, **{field: less}),)


def _unwrapped(node: object) -> Iterator[tuple]:
    """The children of a node, as the kind of node it is."""
    if isinstance(node, model.BulletList | model.OrderedList):
        yield from (item.children for item in node.items)
    elif isinstance(node, model.Table):
        yield from (cell.children for row in node.rows for cell in row.cells)
    elif isinstance(node, model.DefinitionList):
        yield from (part for item in node.items for part in item.descriptions)
    elif isinstance(node, model.Heading):
        yield (model.Paragraph(node.children),)
    elif hasattr(node, "children") and not isinstance(node, model.Paragraph):
        yield node.children
    for field in ("caption", "summary", "title", "term"):
        if isinstance(getattr(node, field, None), tuple):
            yield (model.Paragraph(getattr(node, field)),)


def _values(field: str, value: object, node: object) -> Iterator[object]:
    if isinstance(value, tuple):
        yield from _less(value)
    elif (
        isinstance(value, str)
        and value
        and field not in ("format", "provider", "label", "align")
        and not isinstance(node, model.RawBlock | model.RawInline)
    ):
        yield from _shorter(value)
    elif field == "checked" and value is not None:
        yield None
    elif isinstance(value, int) and not isinstance(value, bool) and value > 1 and not isinstance(node, model.Heading):
        yield 1


def _shorter(value: str) -> Iterator[str]:
    half = len(value) // 2
    if half > 1:
        yield value[:half]
        yield value[half:]
    for number in range(len(value)):
        yield value[:number] + value[number + 1 :]
    if len(value) == 1 and value.isalnum() and value not in ("가", "1", "x"):
        yield "가"
