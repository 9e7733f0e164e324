"""Answers of ChatGPT and its like, as they are copied: code under a bar with its language and buttons, and more buttons."""

import re
from itertools import islice

from selectolax.lexbor import LexborNode

from convert.model import CodeBlock
from convert.readers._html.code import known_language, language, pre_text
from convert.readers._html.flow import Handler, Walk
from convert.readers._html.outcome import Outcome, Placed, Skipped
from convert.readers._html.overlay import Overlay
from convert.readers._html.tree import classes, events, first, text_of

_BUTTONS = re.compile(
    r"(?:(?:코드 |표 )?복사(?:하기|됨!?)?|편집|실행|copy(?: code| table)?|copied!?|edit|run|wrap|collapse|download)",
    re.IGNORECASE,
)
"""What the buttons say."""

_BAR = re.compile(rf"(?P<language>[A-Za-z0-9+#._-]{{0,24}}?|plain text)\s*(?:{_BUTTONS.pattern}\s*)*", re.IGNORECASE)
"""All there is in the bar over some code: its language, which is one word, and buttons."""

_MOST_EVENTS = 200
"""How far into a `pre` the code is looked for: there is only the bar before it."""


def _pre(node: LexborNode, walk: Walk, below: Handler) -> Outcome:
    """Code under a bar: the code alone."""
    code = next((child for entering, _, child in islice(events(node), _MOST_EVENTS) if entering and _is_code(child)), None)
    if code is None or (code.parent == node and code.prev is None and code.next is None):
        return below(node, walk)
    bar = _BAR.fullmatch(_beside(node, code))
    if bar is None:
        return below(node, walk)
    if bar[0]:
        walk.report("editor-leftover")
    return Placed((CodeBlock(pre_text(code), language(node, walk) or known_language(bar["language"].lower())),))


def _is_code(node: LexborNode) -> bool:
    return node.tag == "code" or (node.tag == "div" and "cm-content" in classes(node))


def _beside(node: LexborNode, code: LexborNode) -> str:
    """The text of an element but for the code in it; a space between two elements."""
    parts: list[str] = []
    is_inside = False
    for entering, tag, child in events(node):
        if child == code:
            is_inside = entering
        elif not is_inside:
            parts.append((child.text_content or "") if tag == "-text" else " ")
    return " ".join("".join(parts).split())


def _button(node: LexborNode, walk: Walk, below: Handler) -> Outcome:
    text = text_of(node)
    is_left = _BUTTONS.fullmatch(text) is not None if text else first(node, "img") is None
    return Skipped("editor-leftover") if is_left else below(node, walk)


CHAT = Overlay((), (), {"pre": _pre, "button": _button})
"""Elements so rare that any page is asked for them; the editor takes the classes away."""
