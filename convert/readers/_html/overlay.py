"""Overlays: handlers for markup only some pages have. A page pays for those whose words are in it, and for no others."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from typing import TypeAlias

from msgspec import Struct
from selectolax.lexbor import LexborNode

from convert.readers._html.flow import Handler, Handlers, Walk
from convert.readers._html.outcome import Outcome

Over: TypeAlias = Callable[[LexborNode, Walk, Handler], Outcome]
"""A handler that knows the one below it, and asks that one when an element is not what it looks for."""


class Overlay(Struct, frozen=True, eq=False):
    """What some editor or plugin left, and the handlers of its elements.

    `classes` are words in lower case: in every page it worked on there is one in a `class="..."`, or one of the `words` anywhere.
    `is_in` looks closer at a page with one of the words.
    """

    classes: tuple[str, ...]
    words: tuple[str, ...]
    handlers: Mapping[str, Over]
    is_in: Callable[[str], bool] = bool


_CLASS = re.compile(r"""class=["']?([^"'>]*)""")


def overlays_in(html: str, overlays: tuple[Overlay, ...]) -> tuple[Overlay, ...]:
    """Those of which a page may hold anything."""
    values = set(_CLASS.findall(html.lower() if "CLASS=" in html else html))
    found = {overlay for value in values for overlay in (_known if len(value) <= _LONGEST_KNOWN else _named_in)(value, overlays)}
    return tuple([one for one in overlays if one in found or (one.words and _is_spoken_of(one, html))])


def _is_spoken_of(one: Overlay, html: str) -> bool:
    return any([word in html for word in one.words]) and one.is_in(html)


def _named_in(value: str, overlays: tuple[Overlay, ...]) -> tuple[Overlay, ...]:
    """Those a class speaks of."""
    written = f'class="{value.lower()}"'
    return tuple([overlay for overlay in overlays if any([word in written for word in overlay.classes])])


_known = lru_cache(maxsize=4096)(_named_in)
"""The posts of a blog have the same classes, so most are known already."""

_LONGEST_KNOWN = 200
"""Letters of a class worth keeping. One that is left open goes on for the rest of its page."""


def laid_over(handlers: Handlers, overlays: Iterable[Overlay]) -> Handlers:
    """Handlers with these on top; a later overlay is asked first."""
    result = dict(handlers)
    for overlay in overlays:
        for tag, over in overlay.handlers.items():
            result[tag] = partial(_over, over, _handler(result.get(tag)))
    return result


def _handler(entry: Handler | Outcome) -> Handler:
    return entry if callable(entry) else lambda node, walk: entry


def _over(over: Over, below: Handler, node: LexborNode, walk: Walk) -> Outcome:
    return over(node, walk, below)
