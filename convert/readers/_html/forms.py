"""Forms: what they show is text, what they do is gone. A field says what is in it, a choice all there is to choose from."""

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from convert.model import Code, CodeBlock
from convert.readers._html import media
from convert.readers._html.code import pre_text
from convert.readers._html.flow import Walk
from convert.readers._html.lists import handle_checkbox_as_task_or_shown_box
from convert.readers._html.marks import BREAK, LinkMark
from convert.readers._html.outcome import FinishedBlocks, Outcome, Skipped
from convert.readers._html.tree import tree_events

_SILENT = frozenset("hidden password radio color range file".split())
"""Types of `input` whose value nobody reads."""


def handle_input_as_checkbox_image_or_text(node: LexborNode, walk: Walk) -> Outcome:
    """`input`: its value, or what it asks for while it is empty."""
    attributes = node.attributes
    kind = (attributes.get("type") or "").strip().lower()
    if kind == "checkbox":
        return handle_checkbox_as_task_or_shown_box(node, walk)
    walk.report("form")
    if kind == "image":
        return media.handle_img_or_report_broken_or_unsafe(node, walk)
    text = "" if kind in _SILENT else attributes.get("value") or attributes.get("placeholder") or ""
    return _add_field_text_and_skip(text, walk)


def handle_select_as_all_options_and_report(node: LexborNode, walk: Walk) -> Outcome:
    """`select`: its options as `a / b`."""
    walk.report("form")
    return _add_field_text_and_skip(" / ".join(_option_labels(node)), walk)


def _option_labels(node: LexborNode) -> Iterator[str]:
    """What there is to choose, the first of a group behind its name, and what is in no option, as behind a `select` left open."""
    texts: list[str] = []
    name = ""
    for entering, tag, child in tree_events(node):
        if tag == "-text":
            texts.append(child.text_content or "")
        elif tag in ("option", "optgroup"):
            if words := _concatenate_and_collapse_white_space(texts):
                yield name + words
                name = ""
            label = _concatenate_and_collapse_white_space([child.attributes.get("label") or ""])
            texts = [label] if tag == "option" and entering and child.child is None else []
            if tag == "optgroup":
                name = f"{label}: " if entering and label else ""
    if words := _concatenate_and_collapse_white_space(texts):
        yield name + words


def _concatenate_and_collapse_white_space(texts: list[str]) -> str:
    return " ".join("".join(texts).split())


def _add_field_text_and_skip(text: str, walk: Walk) -> Outcome:
    """The text of a field, which has a border to keep it from the text beside it."""
    if text.strip():
        walk.frame.runs.append((f" {text} ", walk.marks))
    return Skipped()


def handle_textarea_as_code_and_report(node: LexborNode, walk: Walk) -> Outcome:
    """`textarea`: its lines as they stand, a code block; a single one beside other text, or in a link, is code in a line."""
    walk.report("form")
    text = pre_text(node)
    if not text.strip():
        return _add_field_text_and_skip(node.attributes.get("placeholder") or "", walk)
    if "\n" in text or not (_is_in_link(walk) or _has_text_beside(node, walk)):
        return FinishedBlocks((CodeBlock(text),))
    marks = walk.marks if Code in walk.marks else (*walk.marks, Code)
    walk.frame.runs.append((" ".join(text.split()), marks))
    return Skipped()


def _is_in_link(walk: Walk) -> bool:
    """Whether this is in a link, which no block can be in."""
    return any([type(mark) is LinkMark for mark in walk.marks])


def _has_text_beside(node: LexborNode, walk: Walk) -> bool:
    """Whether there is text in front of an element in its line, or directly behind it."""
    for leaf, _ in reversed(walk.frame.runs):
        if leaf is BREAK:
            break
        if not isinstance(leaf, str) or leaf.strip():
            return True
    following = node.next
    return following is not None and following.is_text_node and not following.is_empty_text_node
