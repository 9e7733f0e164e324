"""What keeps a run of inlines in one form, however it came together. Imports no parser."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec.structs import replace

from convert.model import HardBreak, Inline, Inlines, RawInline, Text


def joined(nodes: Iterable[Inline]) -> Inlines:
    """The nodes with neighbouring texts as one, neighbouring islands as one, and no spaces beside a break."""
    whole = [node for kind, run in groupby(nodes, key=_kind) for node in _as_one(kind, run)]
    result: list[Inline] = []
    for before, node, after in zip([None, *whole], whole, [*whole[1:], None], strict=False):
        result.extend(_beside(before, node, after) if isinstance(node, Text) else (node,))
    return tuple(result)


def _kind(node: Inline) -> str:
    """Equal for neighbours that become one node."""
    if isinstance(node, RawInline):
        return f"raw {node.format}"
    return "text" if isinstance(node, Text) else ""


def _as_one(kind: str, run: Iterator[Inline]) -> Iterable[Inline]:
    if not kind:
        return run
    parts = [node for node in run if isinstance(node, Text | RawInline)]
    return (replace(parts[0], value="".join(part.value for part in parts)),) if len(parts) > 1 else parts


def _beside(before: Inline | None, node: Text, after: Inline | None) -> Inlines:
    value = node.value
    if isinstance(before, HardBreak):
        value = value.lstrip(" ")
    if isinstance(after, HardBreak):
        value = value.rstrip(" ")
    return (node,) if value and value == node.value else text(value)


def trimmed(nodes: Inlines) -> Inlines:
    """The nodes without breaks and spaces at either end."""
    start, end = 0, len(nodes)
    while start < end and _is_blank(nodes[start]):
        start += 1
    while start < end and _is_blank(nodes[end - 1]):
        end -= 1
    kept = list(nodes[start:end])
    if kept and isinstance(first := kept[0], Text):
        kept[0] = Text(first.value.lstrip(" "))
    if kept and isinstance(last := kept[-1], Text):
        kept[-1] = Text(last.value.rstrip(" "))
    return tuple(kept)


def _is_blank(node: Inline) -> bool:
    return isinstance(node, HardBreak) or (isinstance(node, Text) and not node.value.strip(" "))


def text(value: str) -> Inlines:
    """A text node, or none for no text."""
    return (Text(value),) if value else ()
