"""Overlays: handlers for markup only some pages have. A page pays for those whose words are in it, and for no others."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TypeAlias

from msgspec import Struct
from selectolax.lexbor import LexborNode

from convert.readers._html.flow import Handler, Handlers, Outcome, Walk

Over: TypeAlias = Callable[[LexborNode, Walk, Handler], Outcome]
"""A handler that knows the one below it, and asks that one when an element is not what it looks for."""


class Overlay(Struct, frozen=True):
    """What some editor or plugin left, and the handlers of its elements.

    `classes` are words in lower case: in every page it worked on there is one in a class, or one of the `words` anywhere.
    """

    classes: tuple[str, ...]
    words: tuple[str, ...]
    handlers: Mapping[str, Over]

    def is_in(self, html: str, classes: str) -> bool:
        """Whether a page, with these classes in it, may hold any of it."""
        return any([word in classes for word in self.classes]) or any([word in html for word in self.words])


_CLASS = re.compile(r"""class=["']?([^"'>]*)""")


def classes_in(html: str) -> str:
    """The classes of a page in lower case, each as `class="..."`; most stand there many times, and are looked at once."""
    found = set(_CLASS.findall(html.lower() if "CLASS=" in html else html))
    return "".join([f'class="{names}"' for names in found]).lower()


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
