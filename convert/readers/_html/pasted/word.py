"""Word: lists that are paragraphs with a mark typed before them, titles and quotations by class.

Between `[if !supportLists]` and `[endif]` Word puts the mark for programs that know no lists, in a span of the style
`mso-list:Ignore`; how deep an item is stands in the paragraph's `mso-list:l0 level1 lfo1`. Editors that clean styles leave one or
the other.
"""

from collections.abc import Callable, Mapping
from itertools import islice
from typing import Any, NamedTuple

from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert.model import Anchor, Blocks, ListItem, Paragraph, Text
from convert.readers._html import elements
from convert.readers._html.flow import LISTS, MAX_OPEN, MAX_WAITING, Handler, Walk
from convert.readers._html.frame import Frame
from convert.readers._html.marks import Run
from convert.readers._html.outcome import Container, Division, Outcome, Skipped
from convert.readers._html.overlay import OverlayHandler
from convert.readers._html.stray import MAX_LEVELS, NEXT, StrayItem, StrayQuotation
from convert.readers._html.tree import class_names_of, holds_only_inline_elements, is_same_node, one_line_text_of, tree_events
from convert.sources.evidence import hand_over_left_out_words

_LEVEL = re.compile(r"mso-list:[^;]*\blevel(\d)", re.IGNORECASE)
_IGNORED = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
_MARGIN = re.compile(r"margin-left:\s*(\d{1,5}(?:\.\d{1,5})?)\s*(pt|in|cm|mm|px)", re.IGNORECASE)
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75}

_NUMBER = re.compile(r"[(\[]?(?:(\d{1,9})|[a-zA-Z]|[ivxlc]{2,6}|[IVXLC]{2,6}|[가-하])[.)\]]\.?|(\d{1,9})")
_BULLET = re.compile(r"(?:[^\dㄱ-ㅎ가-힣]\ufe0f?)?")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

_MOST_EVENTS = 40
"""How far into a paragraph its mark is looked for: it is the first thing in it."""

_BLOCKS: dict[str, Callable[[Frame], list[Any]]] = {
    "msotitle": lambda frame: elements.build_headings(frame, 1, ""),
    "msosubtitle": lambda frame: elements.build_headings(frame, 2, ""),
    "msoquote": lambda frame: [StrayQuotation(tuple(frame.blocks))] if frame.blocks else [],
    "msointensequote": lambda frame: [StrayQuotation(tuple(frame.blocks))] if frame.blocks else [],
}
"""What paragraphs of these classes (in small letters) become."""


def _handle_item_or_title_paragraph(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    outcome = fallback(node, walk)
    if not (outcome is None or isinstance(outcome, Division)) or walk.frame.tag in LISTS:
        return outcome
    names = [name.lower() for name in class_names_of(node)]
    mark = _find_list_mark(node)
    build = (
        next((_BLOCKS[name] for name in names if name in _BLOCKS), None)
        if mark is None
        else _list_item_builder_reporting_unwrapped_mark(node, names, mark, walk)
    )
    if build is None:
        return outcome
    walk.frame.has_stray_items = True
    return Container(build, outcome if isinstance(outcome, Division) and outcome != Division() else None)


class _ListMark(NamedTuple):
    """What stands in front of an item: in a span, which is left out, or bare, as a part of its text."""

    text: str
    is_bare: bool


def _list_item_builder_reporting_unwrapped_mark(
    node: LexborNode, class_names: list[str], mark: _ListMark, walk: Walk
) -> Callable[[Frame], list[Any]] | None:
    """How the item of a list is made of a paragraph; None when it is no item, or its mark is not known to be one."""
    css = node.attributes.get("style") or ""
    level = _LEVEL.search(css)
    if level is None and not any(name.startswith("msolist") for name in class_names):
        return None
    number = _number_of_list_mark_or_next_if_letter(mark.text)
    if number is None and not _is_bullet(mark.text):
        return None
    if mark.is_bare:
        walk.report("list-mark")
        hand_over_left_out_words(walk.page.report, "list-mark", mark.text)
    may_nest = len(walk.frames) < MAX_OPEN - MAX_LEVELS and holds_only_inline_elements(node)
    depth = (float(level[1]) if level else _left_margin_in_points(css)) if may_nest else 0.0
    return lambda frame: [
        StrayItem(
            ListItem(_without_leading_list_mark(mark.text, frame.blocks) if mark.is_bare else tuple(frame.blocks)), depth, number
        )
    ]


def _without_leading_list_mark(mark: str, blocks: list[Any]) -> Blocks:
    """Blocks without the bare mark they begin with."""
    line = blocks[0].children if blocks and isinstance(blocks[0], Paragraph) else ()
    place = next((place for place, leaf in enumerate(line) if not isinstance(leaf, Anchor)), 0)
    first = line[place] if line else None
    if not isinstance(first, Text) or not first.value.startswith(mark):
        return tuple(blocks)
    rest = first.value[len(mark) :].lstrip()
    children = (*line[:place], *((Text(rest),) if rest else ()), *line[place + 1 :])
    return (*((replace(blocks[0], children=children),) if children else ()), *blocks[1:])


def _find_list_mark(node: LexborNode) -> _ListMark | None:
    """The mark in front of an item, None when there is none."""
    for entering, tag, child in islice(tree_events(node), _MOST_EVENTS):
        if tag == "-text" and (text := (child.text_content or "").strip()):
            return _ListMark(text, True) if _is_list_mark_comment(child.prev) and is_same_node(child.parent, node) else None
        if entering and tag == "span" and _is_list_mark_span(child):
            return _ListMark(one_line_text_of(child), False)
    return None


def _is_list_mark_comment(node: LexborNode | None) -> bool:
    return node is not None and node.is_comment_node and "supportlists" in (node.comment_content or "").lower()


def _is_list_mark_span(node: LexborNode) -> bool:
    return _is_list_mark_comment(node.prev) or _IGNORED.search(node.attributes.get("style") or "") is not None


def _is_bullet(mark: str) -> bool:
    """Whether a mark is a bullet, of a font of symbols maybe, in which letters are drawn as squares and arrows.

    More than one sign is text, in a span that was never ended maybe.
    """
    return _BULLET.fullmatch(mark) is not None


def _number_of_list_mark_or_next_if_letter(mark: str) -> int | None:
    """The number a mark stands for: that of a letter is only the next. None when it is no mark of one place, as `1.1` is not."""
    if len(mark) == 1 and mark in _CIRCLED:
        return _CIRCLED.index(mark) + 1
    found = _NUMBER.fullmatch(mark)
    return None if found is None else int(found[1] or found[2] or NEXT)


def _left_margin_in_points(css: str) -> float:
    found = _MARGIN.search(css)
    return float(found[1]) * _POINTS[found[2].lower()] if found else 0.0


def _skip_leading_list_mark_span(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    """The list shows the mark of an item; in front of a heading a number is text."""
    frame = walk.frame
    is_first = (
        frame.tag == "p" and not frame.blocks and len(frame.runs) < _MOST_BEFORE and not any(map(_is_visible_run, frame.runs))
    )
    return Skipped("list-mark") if is_first and _is_list_mark_span(node) else fallback(node, walk)


_MOST_BEFORE = _MOST_EVENTS + MAX_WAITING
"""White space and link targets that may be in front of a mark."""


def _is_visible_run(run: Run) -> bool:
    return bool(run[0].strip()) if isinstance(run[0], str) else not isinstance(run[0], Anchor)


HANDLERS: Mapping[str, OverlayHandler] = {"p": _handle_item_or_title_paragraph, "span": _skip_leading_list_mark_span}
