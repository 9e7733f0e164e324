"""Code as the editor Quill 2 has it: a box in which each line is an element, and above them a field to choose the language."""

from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborNode

from convert.model import CodeBlock
from convert.readers._html.code import pre_text_of_events
from convert.readers._html.code_language import first_word_as_fence_language_or_empty
from convert.readers._html.flow import Handler, Walk
from convert.readers._html.outcome import FinishedBlocks, Outcome
from convert.readers._html.overlay import OverlayHandler
from convert.readers._html.tree import class_names_of, tree_events

_BOX, _LINE, _FIELD = "ql-code-block-container", "ql-code-block", "ql-ui"


def _handle_lines_of_code_as_block(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    if _BOX not in class_names_of(node):
        return fallback(node, walk)
    parts = list(_parts_of_box(node))
    lines = [part for part in parts if _LINE in class_names_of(part)]
    fields = [part for part in parts if _FIELD in class_names_of(part)]
    if not lines or len(lines) + len(fields) < len(parts) or node.css_first("img, iframe, video") is not None:
        return fallback(node, walk)
    for field in fields:
        walk.report_left_out_and_tell_proof("editor-leftover", field)
    code = "\n".join([pre_text_of_events(tree_events(line)).strip("\n") for line in lines])
    return FinishedBlocks((CodeBlock(code, _language_of_line(lines[0])),) if code.strip() else ())


def _parts_of_box(node: LexborNode) -> Iterator[LexborNode]:
    """What is directly in a box, but for white space between."""
    yield from (part for part in node.iter(include_text=True) if not part.is_empty_text_node)


def _language_of_line(line: LexborNode) -> str:
    """What the author chose; `true` stands for code of any language."""
    name = line.attributes.get("data-language") or ""
    return "" if name in ("plain", "true") else first_word_as_fence_language_or_empty(name)


HANDLERS: Mapping[str, OverlayHandler] = {"div": _handle_lines_of_code_as_block}
