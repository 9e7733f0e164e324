"""Code as the editor Quill 2 has it: a box in which each line is an element, and above them a field to choose the language."""

from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborNode

from convert.model import CodeBlock
from convert.readers._html.code import pre_text_of_events
from convert.readers._html.code_language import first_word_as_fence_language_or_empty
from convert.readers._html.flow import Handler, Walk
from convert.readers._html.outcome import FinishedBlocks, Outcome
from convert.readers._html.overlay import OverlayHandler
from convert.readers._html.style import is_hidden
from convert.readers._html.tree import class_names_of, is_same_node, tree_events

_BOX, _LINE, _FIELD = "ql-code-block-container", "ql-code-block", "ql-ui"


_IN_LINES = frozenset("-text -comment span br".split())
"""What the editor itself puts into a line: texts, and elements that colour them. Anything else is not of its code alone."""


def _handle_lines_of_code_as_block(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    if _BOX not in class_names_of(node):
        return fallback(node, walk)
    parts = list(_child_nodes_without_comments_and_blanks(node))
    fields = [part for part in parts if part.tag == "select" and _FIELD in class_names_of(part)]
    lines = [part for part in parts if _LINE in class_names_of(part) and _has_line_only_visible_text_without_ids(part)]
    if not lines or len(lines) + len(fields) < len(parts):
        return fallback(node, walk)
    for field in fields:
        walk.report_left_out_and_tell_proof("editor-leftover", field)
    code = "\n".join([pre_text_of_events(tree_events(line)).strip("\n") for line in lines])
    return FinishedBlocks((CodeBlock(code, _language_of_lines(lines)),) if code.strip() else ())


def _child_nodes_without_comments_and_blanks(node: LexborNode) -> Iterator[LexborNode]:
    """What is directly in a box, but for comments and white space between."""
    yield from (part for part in node.iter(include_text=True) if not (part.is_empty_text_node or part.is_comment_node))


def _has_line_only_visible_text_without_ids(line: LexborNode) -> bool:
    """Whether nothing is in a line but text that is shown, and no place that a link may lead to."""
    inside = (part for entering, _, part in tree_events(line) if entering)
    return all(
        (part.tag in _IN_LINES or is_same_node(part, line)) and "id" not in part.attributes and not is_hidden(part.attributes)
        for part in (line, *inside)
    )


def _language_of_lines(lines: list[LexborNode]) -> str:
    """What the author chose, if it is one; `true` stands for code of any language."""
    names = {line.attributes.get("data-language") or "" for line in lines}
    name = names.pop() if len(names) == 1 else ""
    return "" if name in ("plain", "true") else first_word_as_fence_language_or_empty(name)


HANDLERS: Mapping[str, OverlayHandler] = {"div": _handle_lines_of_code_as_block}
