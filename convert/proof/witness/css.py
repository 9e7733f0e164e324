"""What a `style` attribute does to what is shown: hides it, gives it lines of its own, keeps the white space in it."""

from functools import lru_cache
from typing import NamedTuple

from convert import lazy_re as re

_DECLARATION = re.compile(r"(?:^|;)\s*(display|visibility|white-space)\s*:\s*([a-z-]+)", re.IGNORECASE)

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)

_OWN_LINES = frozenset("block flex grid table list-item flow-root table-row table-caption".split())
_IN_LINE = frozenset("inline inline-block inline-flex inline-grid inline-table contents table-cell".split())
_KEEPS_LINES = frozenset("pre pre-wrap pre-line break-spaces".split())


class Display(NamedTuple):
    """How an element is laid out. `own_lines` and `keeps_lines` are None where the attribute leaves that to the tag."""

    is_hidden: bool = False
    own_lines: bool | None = None
    keeps_lines: bool | None = None
    is_visible: bool | None = None


PLAIN = Display()


_NAMES = ("display", "visibility", "white-space")

_LONGEST = 300
"""Characters of a style that is kept with its shape, since editors write the same ones again and again."""


def read_display(style: str) -> Display:
    """The shape a `style` attribute gives (CSS Display 3, CSS 2.2 section 11.2, CSS Text 3). The last of a name counts."""
    return _cached_display(style) if len(style) <= _LONGEST else _parse_display(style)


def _parse_display(style: str) -> Display:
    lower = style.lower()
    if not any([name in lower for name in _NAMES]):
        return PLAIN
    if "/*" in style:
        style = _COMMENT.sub(" ", style)
    values = {name.lower(): value.lower() for name, value in _DECLARATION.findall(style)}
    display, space = values.get("display", ""), values.get("white-space", "")
    visibility = values.get("visibility", "")
    return Display(
        display == "none",
        True if display in _OWN_LINES else False if display in _IN_LINE else None,
        space in _KEEPS_LINES if space else None,
        visibility not in ("hidden", "collapse") if visibility else None,
    )


_cached_display = lru_cache(maxsize=1024)(_parse_display)
