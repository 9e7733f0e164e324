"""Overlays: handlers for markup only some pages have. A page pays for those whose words are in it, and for no others."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from importlib import import_module
from typing import TypeAlias, cast

from msgspec import Struct
from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert.readers._html.flow import Handler, Handlers, Walk
from convert.readers._html.outcome import Outcome

OverlayHandler: TypeAlias = Callable[[LexborNode, Walk, Handler], Outcome]
"""A handler that knows the one below it, and asks that one when an element is not what it looks for."""


class HandlersOf(Mapping[str, OverlayHandler]):
    """The `HANDLERS` of a module below this package, which is imported for the first page they are laid over."""

    def __init__(self, module: str) -> None:
        self._module = f"{__package__}.{module}"

    @property
    def _handlers(self) -> Mapping[str, OverlayHandler]:
        return cast(Mapping[str, OverlayHandler], import_module(self._module).HANDLERS)

    def __getitem__(self, tag: str) -> OverlayHandler:
        """The handler of an element. Raises `KeyError`."""
        return self._handlers[tag]

    def __iter__(self) -> Iterator[str]:
        """The elements that have one."""
        return iter(self._handlers)

    def __len__(self) -> int:
        """How many have one."""
        return len(self._handlers)


class Overlay(Struct, frozen=True, eq=False):
    """What some editor or plugin left, and the handlers of its elements.

    `classes` are words in lower case: in every page it worked on there is one in a `class="..."`, or one of the `words` anywhere.
    `is_in` looks closer at a page with one of the words.
    """

    classes: tuple[str, ...]
    words: tuple[str, ...]
    handlers: Mapping[str, OverlayHandler]
    is_in: Callable[[str], bool] = bool


_CLASS = re.compile(r"""class=["']?([^"'>]*)""")


def overlays_in(html: str, overlays: tuple[Overlay, ...]) -> tuple[Overlay, ...]:
    """Those of which a page may hold anything."""
    values = set(_CLASS.findall(html.lower() if "CLASS=" in html else html))
    found = {
        overlay
        for value in values
        for overlay in (_known_overlays_of_class if len(value) <= _LONGEST_KNOWN else _overlays_of_class)(value, overlays)
    }
    return tuple(
        [
            overlay
            for overlay in overlays
            if overlay in found or (overlay.words and _has_overlay_word_and_passes_check(overlay, html))
        ]
    )


def _has_overlay_word_and_passes_check(overlay: Overlay, html: str) -> bool:
    return any([word in html for word in overlay.words]) and overlay.is_in(html)


def _overlays_of_class(value: str, overlays: tuple[Overlay, ...]) -> tuple[Overlay, ...]:
    """Those a class speaks of."""
    written = f'class="{value.lower()}"'
    return tuple([overlay for overlay in overlays if any([word in written for word in overlay.classes])])


_known_overlays_of_class = lru_cache(maxsize=4096)(_overlays_of_class)
"""The posts of a blog have the same classes, so most are known already."""

_LONGEST_KNOWN = 200
"""Letters of a class worth keeping. One that is left open goes on for the rest of its page."""


def with_overlays(handlers: Handlers, overlays: Iterable[Overlay]) -> Handlers:
    """Handlers with these on top; a later overlay is asked first."""
    result = dict(handlers)
    for overlay in overlays:
        for tag, over in overlay.handlers.items():
            result[tag] = _handler_over(over, _as_handler(result.get(tag)))
    return result


def _as_handler(entry: Handler | Outcome) -> Handler:
    return entry if callable(entry) else lambda node, walk: entry


def _handler_over(overlay_handler: OverlayHandler, fallback: Handler) -> Handler:
    return lambda node, walk: overlay_handler(node, walk, fallback)
