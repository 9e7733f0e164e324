"""A `pre` that holds more than code: pictures in it, or the rest of a post behind code that nobody closed.

What is more than text would be lost in a code block. Blocks that only the editor makes end the code they stand in, as its author
meant it; a picture stands between the code before and after it.
"""

from collections.abc import Iterator
from html import escape
from itertools import islice, takewhile
from typing import Any

from selectolax.lexbor import LexborNode

from convert.model import CodeBlock, Paragraph
from convert.readers._html.code import pre_text_of_events
from convert.readers._html.code_language import stated_language_or_empty_reporting_guess
from convert.readers._html.code_links import report_link_in_code_unless_url_shown
from convert.readers._html.drawings import is_small_drawing_without_text
from convert.readers._html.flow import Handler, Walk
from convert.readers._html.outcome import PLAIN, FinishedBlocks, FinishedInline, Outcome
from convert.readers._html.overlay import Overlay
from convert.readers._html.tree import Event, is_same_node, tree_events
from convert.sources.evidence import hand_over_left_out
from convert.sources.html_tree import parse_html

_SHOWN = frozenset("img iframe video audio embed object svg".split())
"""Elements that show something besides their text."""

_BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6 ul ol hr blockquote table figure div pre".split())
_EDITORS = frozenset({"data-ke-size", "data-ke-list-type", "data-ke-type", "data-ke-style", "data-ke-align"})
"""Attributes the editor gives to its blocks, and no highlighter to a line of code."""


def _handle_pre_split_at_media_or_blocks(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    if _has_single_text_directly_or_in_code(node):
        return fallback(node, walk)
    shown, block, links = _first_media_tistory_block_and_links(node)
    outcome = fallback(node, walk) if shown is None and block is None else None
    if outcome is None or type(outcome) is FinishedBlocks:
        for link in links:
            report_link_in_code_unless_url_shown(link, walk)
    if block is not None:
        hand_over_left_out(walk.page.report, "open-code", node.html or "", words_remain=True)
        walk.report("open-code")
        _end_pre_before_and_unwrap_rest(node, shown or block, walk)
        return PLAIN
    return FinishedBlocks(tuple(_split_code_at_media(node, walk))) if shown is not None else outcome


def _has_single_text_directly_or_in_code(node: LexborNode) -> bool:
    """Whether a `pre`, or the `code` that is all there is in it, holds one text, as most do."""
    child = node.child
    if child is not None and child.tag == "code" and child.next is None:
        child = child.child
    return child is None or (child.is_text_node and child.next is None)


def _first_media_tistory_block_and_links(
    pre: LexborNode,
) -> tuple[LexborNode | None, LexborNode | None, list[LexborNode]]:
    """The first element before any block of the editor that shows something, the first such block, and the links before it."""
    shown = None
    links: list[LexborNode] = []
    for child in islice(pre.traverse(), 1, None):  # the first is the element itself
        tag = child.tag or ""
        if tag in _BLOCKS and not _EDITORS.isdisjoint(child.attributes):
            return shown, child, links
        if tag in _SHOWN and shown is None and not (tag == "svg" and is_small_drawing_without_text(child)):
            shown = child
        elif tag == "a":
            links.append(child)
    return shown, None, links


def _end_pre_before_and_unwrap_rest(node: LexborNode, first: LexborNode, walk: Walk) -> None:
    """Put the code before an element into a `pre` of its own, and the element and all behind it out of elements of code."""
    code = pre_text_of_events(takewhile(lambda event: not is_same_node(event[2], first), tree_events(node)))
    name = stated_language_or_empty_reporting_guess(node, walk)
    around = list(takewhile(lambda parent: not is_same_node(parent, node), _ancestors_of(first)))
    for child in (first, *around):
        while (before := child.prev) is not None:
            before.decompose()
    for parent in around:
        parent.unwrap()
    if code.strip():
        body = parse_html(f'<pre data-ke-language="{escape(name)}">\n{escape(code)}</pre>').body
        made = body.child if body is not None else None
        assert made is not None
        first.insert_before(made)


def _ancestors_of(node: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _split_code_at_media(node: LexborNode, walk: Walk) -> Iterator[Any]:
    """The code of an element, cut where something else is shown, and what that is."""
    name = stated_language_or_empty_reporting_guess(node, walk)
    code: list[Event] = []
    inside = 0
    for event in tree_events(node):
        entering, tag, child = event
        if inside:
            inside += 0 if tag[0] == "-" else 1 if entering else -1
        elif entering and tag in _SHOWN and (found := _blocks_of_media(child, tag, walk)):
            yield from _code_block_unless_blank(code, name)
            yield from found
            code = []
            inside = 1
        else:
            code.append(event)
    yield from _code_block_unless_blank(code, name)


def _code_block_unless_blank(events: list[Event], lang: str) -> Iterator[CodeBlock]:
    text = pre_text_of_events(events).strip("\n")
    if text.strip():
        yield CodeBlock(text, lang)


def _blocks_of_media(node: LexborNode, tag: str, walk: Walk) -> tuple[Any, ...]:
    """What an element that shows something is as blocks; none where it is not shown."""
    outcome = walk.outcome_of(node, tag)
    if isinstance(outcome, FinishedInline):
        return (Paragraph((outcome.node,)),)
    return outcome.blocks if isinstance(outcome, FinishedBlocks) else ()


OPEN_CODE = Overlay((), (), {"pre": _handle_pre_split_at_media_or_blocks})
