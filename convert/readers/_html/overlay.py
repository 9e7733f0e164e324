"""Overlays: handlers for markup only some pages have. A page pays for those whose words are in it, and for no others."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TypeAlias

from msgspec import Struct
from selectolax.lexbor import LexborNode

from convert.readers._html.flow import Handler, Handlers, Outcome, Walk

Over: TypeAlias = Callable[[LexborNode, Walk, Handler], Outcome]
"""A handler that knows the one below it, and asks that one when an element is not what it looks for."""


class Overlay(Struct, frozen=True):
    """What some editor or plugin left: `words` in lower case, one of them in a tag of every page it worked on; elements."""

    words: tuple[str, ...]
    handlers: Mapping[str, Over]

    def is_in(self, tags: str) -> bool:
        """Whether a page with these tags, in lower case, may hold any of it."""
        return any([word in tags for word in self.words])


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
