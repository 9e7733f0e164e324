"""Answers of ChatGPT and its like, as they are copied: code under a bar with its language and buttons, and more buttons."""

import re
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborNode

from convert.model import CodeBlock
from convert.readers._html.code import pre_text
from convert.readers._html.code_language import known_language, language
from convert.readers._html.flow import Handler, Walk
from convert.readers._html.outcome import Outcome, Placed, Skipped
from convert.readers._html.overlay import Overlay
from convert.readers._html.tree import Event, classes, element_after, element_before, events, is_only_child, is_same
from convert.sources.evidence import name_left_out, name_words_left_out

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


def _pre(node: LexborNode, walk: Walk, below: Handler) -> Outcome:
    """Code between a bar and buttons: the code alone."""
    if _is_alone(node):
        return below(node, walk)
    before = list(islice(_before_code(node), _MOST_EVENTS + 1))
    code = before[-1][2] if before else None
    if code is None or not _is_code(code) or _holds_more(before[:-1]):
        return below(node, walk)
    behind = list(islice(_behind(code, node), _MOST_EVENTS + 1))
    if len(behind) > _MOST_EVENTS or _holds_more(behind):
        return below(node, walk)
    above, under = _words(before[:-1]), _words(behind)
    bar = _BAR.fullmatch(above)
    if not (above or under) or (above and bar is None) or (under and BUTTONS.fullmatch(under) is None):
        return below(node, walk)
    walk.report("editor-leftover")
    name_words_left_out(walk.page.report, "editor-leftover", above, under)
    for _, tag, icon in (*before, *behind):
        if tag == "svg":
            name_left_out(walk.page.report, "editor-leftover", icon.html or "")
    name = bar["language"].lower() if bar is not None else ""
    return Placed((CodeBlock(pre_text(code), known_language(name) or language(node, walk)),))


def _is_alone(node: LexborNode) -> bool:
    """Whether a `pre` begins with its code, as most do, and no button is behind that."""
    child = node.child
    if child is None or child.tag != "code":
        return child is None or (child.is_text_node and child.next is None)
    following = element_after(child)
    return following is None or following.tag not in _HOLDSBUTTONS


def _before_code(node: LexborNode) -> Iterator[Event]:
    """Everything in an element up to the first code, and that."""
    for event in events(node):
        yield event
        if event[0] and _is_code(event[2]):
            return


def _behind(code: LexborNode, root: LexborNode) -> Iterator[Event]:
    """Everything in `root` behind the code."""
    node: LexborNode | None = code
    while node is not None and not is_same(node, root):
        following = node.next
        while following is not None:
            yield True, following.tag or "-other", following
            yield from events(following)
            following = following.next
        node = node.parent


def _is_code(node: LexborNode) -> bool:
    return node.tag == "code" or (node.tag == "div" and "cm-content" in classes(node))


def _holds_more(shown: list[Event]) -> bool:
    """Whether there is anything besides words, icons and buttons."""
    return any(tag in ("code", "pre") or (tag in _SHOWN and tag != "svg") for _, tag, _ in shown)


def _words(shown: list[Event]) -> str:
    """The text of a part; a space between two elements."""
    return " ".join("".join([(node.text_content or "") if tag == "-text" else " " for _, tag, node in shown]).split())


def _button(node: LexborNode, walk: Walk, below: Handler) -> Outcome:
    inside = list(islice(events(node), _MOST_EVENTS + 1))
    if len(inside) > _MOST_EVENTS or _holds_more(inside):
        return below(node, walk)
    text = _words(inside)
    return Skipped("editor-leftover") if not text or (BUTTONS.fullmatch(text) and _is_beside_code(node)) else below(node, walk)


def _is_beside_code(node: LexborNode) -> bool:
    """Whether a button, or an element that holds nothing else, stands beside code or a table."""
    around: LexborNode | None = node
    for _ in range(_MOST_LEVELS):
        if around is None or around.tag == "a":
            return False
        if any(side is not None and _begins_with_code(side) for side in (element_before(around), element_after(around))):
            return True
        around = around.parent if is_only_child(around) else None
    return False


def _begins_with_code(node: LexborNode) -> bool:
    if node.tag in ("pre", "table"):
        return True
    return any(tag in ("pre", "table") for _, tag, _ in islice(events(node), _MOST_LEVELS))


CHAT = Overlay((), (), {"pre": _pre, "button": _button})
"""For any page: the editor takes the classes away."""
