"""A quick look at HTML that shows of most pages that their elements are not deep in each other."""

from convert.sources.html_tree.names import FORMATTING, VOID
from convert.sources.html_tree.tokens import TAG

_OPTIONAL = frozenset("p li dd dt td th tr tbody thead tfoot option".split())
"""Elements that end with the one they stand in."""

_MOST_LEFT_OPEN = 8
"""Formatting elements without an end tag that a page may have, since they are opened again in every block behind them."""


def is_surely_shallow(html: str, max_depth: int) -> bool:
    """Whether no more than `max_depth` elements are in each other. It counts elements for open that may not be, never fewer.

    Linear in the length of the page, and many times as quick as following all the rules.
    """
    opened: list[str] = []
    for found in TAG.finditer(html):
        name = found["name"]
        if not name:
            if found["section"]:  # whose end depends on what it stands in
                return False
            continue
        name = name if name.islower() else name.lower()
        if found["closing"]:
            _close_element_past_optional_ends(name, opened)
        elif name not in VOID or "svg" in opened or "math" in opened:  # in which none is
            opened.append(name)
            if len(opened) > max_depth:
                return False
    return sum([name in FORMATTING for name in opened]) <= _MOST_LEFT_OPEN


def _close_element_past_optional_ends(name: str, opened: list[str]) -> None:
    """End the innermost element if this is its end tag, or that of the element around it, which ends it too."""
    depth = len(opened)
    while depth and opened[depth - 1] != name and opened[depth - 1] in _OPTIONAL:
        depth -= 1
    if depth and opened[depth - 1] == name:
        del opened[depth - 1 :]
