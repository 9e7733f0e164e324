"""Answers of ChatGPT and its like, as they are copied: code under a bar with its language and buttons, and more buttons."""

from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert.model import CodeBlock
from convert.readers._html.code import pre_text
from convert.readers._html.code_language import first_word_as_fence_language_or_empty, stated_language_or_empty_reporting_guess
from convert.readers._html.flow import Handler, Walk
from convert.readers._html.outcome import FinishedBlocks, Outcome, Skipped
from convert.readers._html.overlay import Overlay
from convert.readers._html.tree import (
    Event,
    class_names_of,
    element_directly_after,
    element_directly_before,
    is_alone_but_for_white_space,
    is_same_node,
    tree_events,
)
from convert.sources.evidence import hand_over_left_out, hand_over_left_out_words

_BUTTON = r"(?:(?:코드 |표 )?복사(?:하기|됨!?)?|편집|실행|copy(?: code| table)?|copied!?|edit|run|wrap|collapse|download)"
BUTTONS = re.compile(rf"(?:{_BUTTON}\s*)+", re.IGNORECASE)
"""What the buttons say."""

_BAR = re.compile(rf"(?P<language>[A-Za-z0-9+#._-]{{0,24}}?|plain text)\s*(?:{_BUTTON}\s*)+", re.IGNORECASE)
"""All there is in the bar over some code: its language, which is one word, and buttons."""

_MOST_EVENTS = 200
"""How much a bar may hold, and what is behind the code."""

_MOST_LEVELS = 3
"""How far around a button the code or table is looked for that it is for."""

_HOLDSBUTTONS = frozenset({"button", "div", "span"})

_SHOWN = frozenset("a img svg picture iframe video audio embed object".split())
"""What a button must not hold to be left out, but for an icon."""


def _handle_pre_dropping_bar_and_buttons(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    """Code between a bar and buttons: the code alone."""
    if _begins_with_code_no_button_behind(node):
        return fallback(node, walk)
    before = list(islice(_events_through_first_code(node), _MOST_EVENTS + 1))
    code = before[-1][2] if before else None
    if code is None or not _is_code_or_codemirror_content(code) or _shows_more_than_words_and_icons(before[:-1]):
        return fallback(node, walk)
    behind = list(islice(_events_behind(code, node), _MOST_EVENTS + 1))
    if len(behind) > _MOST_EVENTS or _shows_more_than_words_and_icons(behind):
        return fallback(node, walk)
    above, under = _one_line_text_of_events(before[:-1]), _one_line_text_of_events(behind)
    bar = _BAR.fullmatch(above)
    if not (above or under) or (above and bar is None) or (under and BUTTONS.fullmatch(under) is None):
        return fallback(node, walk)
    walk.report("editor-leftover")
    hand_over_left_out_words(walk.page.report, "editor-leftover", above, under)
    for _, tag, icon in (*before, *behind):
        if tag == "svg":
            hand_over_left_out(walk.page.report, "editor-leftover", icon.html or "")
    name = bar["language"].lower() if bar is not None else ""
    return FinishedBlocks(
        (
            CodeBlock(
                pre_text(code),
                first_word_as_fence_language_or_empty(name) or stated_language_or_empty_reporting_guess(node, walk),
            ),
        )
    )


def _begins_with_code_no_button_behind(node: LexborNode) -> bool:
    """Whether a `pre` begins with its code, as most do, and no button is behind that."""
    child = node.child
    if child is None or child.tag != "code":
        return child is None or (child.is_text_node and child.next is None)
    following = element_directly_after(child)
    return following is None or following.tag not in _HOLDSBUTTONS


def _events_through_first_code(node: LexborNode) -> Iterator[Event]:
    """Everything in an element up to the first code, and that."""
    for event in tree_events(node):
        yield event
        if event[0] and _is_code_or_codemirror_content(event[2]):
            return


def _events_behind(code: LexborNode, root: LexborNode) -> Iterator[Event]:
    """Everything in `root` behind the code."""
    node: LexborNode | None = code
    while node is not None and not is_same_node(node, root):
        following = node.next
        while following is not None:
            yield True, following.tag or "-other", following
            yield from tree_events(following)
            following = following.next
        node = node.parent


def _is_code_or_codemirror_content(node: LexborNode) -> bool:
    return node.tag == "code" or (node.tag == "div" and "cm-content" in class_names_of(node))


def _shows_more_than_words_and_icons(events: list[Event]) -> bool:
    """Whether there is anything besides words, icons and buttons."""
    return any(tag in ("code", "pre") or (tag in _SHOWN and tag != "svg") for _, tag, _ in events)


def _one_line_text_of_events(events: list[Event]) -> str:
    """The text of a part; a space between two elements."""
    return " ".join("".join([(node.text_content or "") if tag == "-text" else " " for _, tag, node in events]).split())


def _skip_copy_button_beside_code_or_table(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    inside = list(islice(tree_events(node), _MOST_EVENTS + 1))
    if len(inside) > _MOST_EVENTS or _shows_more_than_words_and_icons(inside):
        return fallback(node, walk)
    text = _one_line_text_of_events(inside)
    return (
        Skipped("editor-leftover")
        if not text or (BUTTONS.fullmatch(text) and _is_beside_code_or_table(node))
        else fallback(node, walk)
    )


def _is_beside_code_or_table(node: LexborNode) -> bool:
    """Whether a button, or an element that holds nothing else, stands beside code or a table."""
    around: LexborNode | None = node
    for _ in range(_MOST_LEVELS):
        if around is None or around.tag == "a":
            return False
        if any(
            side is not None and _begins_with_code_or_table(side)
            for side in (element_directly_before(around), element_directly_after(around))
        ):
            return True
        around = around.parent if is_alone_but_for_white_space(around) else None
    return False


def _begins_with_code_or_table(node: LexborNode) -> bool:
    if node.tag in ("pre", "table"):
        return True
    return any(tag in ("pre", "table") for _, tag, _ in islice(tree_events(node), _MOST_LEVELS))


CHAT = Overlay((), (), {"pre": _handle_pre_dropping_bar_and_buttons, "button": _skip_copy_button_beside_code_or_table})
"""For any page: the editor takes the classes away."""
