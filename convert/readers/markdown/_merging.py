"""What keeps a run of inlines in one form, however it came together. Imports no parser."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec.structs import replace

from convert.model import HardBreak, Inline, Inlines, RawInline, Text


def merge_texts_and_raw_trimming_at_breaks(nodes: Iterable[Inline]) -> Inlines:
    """The nodes with neighbouring texts as one, neighbouring islands as one, and no spaces beside a break."""
    merged = [node for kind, run in groupby(nodes, key=_merge_key) for node in _merge_run(kind, run)]
    result: list[Inline] = []
    for before, node, after in zip([None, *merged], merged, [*merged[1:], None], strict=False):
        result.extend(_without_spaces_at_breaks(before, node, after) if isinstance(node, Text) else (node,))
    return tuple(result)


def _merge_key(node: Inline) -> str:
    """Equal for neighbours that become one node."""
    if isinstance(node, RawInline):
        return f"raw {node.format}"
    return "text" if isinstance(node, Text) else ""


def _merge_run(kind: str, run: Iterator[Inline]) -> Iterable[Inline]:
    if not kind:
        return run
    parts = [node for node in run if isinstance(node, Text | RawInline)]
    return (replace(parts[0], value="".join(part.value for part in parts)),) if len(parts) > 1 else parts


def _without_spaces_at_breaks(before: Inline | None, node: Text, after: Inline | None) -> Inlines:
    value = node.value
    if isinstance(before, HardBreak):
        value = value.lstrip(" ")
    if isinstance(after, HardBreak):
        value = value.rstrip(" ")
    return (node,) if value and value == node.value else text_node_unless_empty(value)


def trim_inlines(nodes: Inlines) -> Inlines:
    """The nodes without breaks and spaces at either end."""
    start, end = 0, len(nodes)
    while start < end and _is_break_or_spaces(nodes[start]):
        start += 1
    while start < end and _is_break_or_spaces(nodes[end - 1]):
        end -= 1
    kept = list(nodes[start:end])
    if kept and isinstance(first := kept[0], Text):
        kept[0] = Text(first.value.lstrip(" "))
    if kept and isinstance(last := kept[-1], Text):
        kept[-1] = Text(last.value.rstrip(" "))
    return tuple(kept)


def _is_break_or_spaces(node: Inline) -> bool:
    return isinstance(node, HardBreak) or (isinstance(node, Text) and not node.value.strip(" "))


def text_node_unless_empty(value: str) -> Inlines:
    """A text node, or none for no text."""
    return (Text(value),) if value else ()
