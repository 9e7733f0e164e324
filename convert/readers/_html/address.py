"""Addresses as HTML spells them."""

from collections.abc import Mapping

from convert import lazy_re as re

_LINE_ENDS = re.compile("[\t\n\r]")


def strip_address_and_line_ends(value: str | None) -> str:
    """An address as a browser takes it from an attribute: no white space around it, no line ends or tabs inside."""
    return _LINE_ENDS.sub("", value or "").strip()


_LATER = ("data-src", "data-lazy-src", "data-lazy", "data-original", "data-url", "data-litespeed-src", "data-cookieblock-src")
"""Where scripts keep the address of a player or frame that is loaded later, or once its visitor agrees."""

_BLANK = ("about:", "chrome-error:", "data:,")
"""How addresses of nothing begin: of an empty page, of the page Chromium shows for one that failed, of what a saver emptied."""


def player_src_or_lazy_src(attributes: Mapping[str, str | None]) -> str:
    """Where a player or frame is from: what a script had yet to put in the place of an empty `src`; empty for nowhere."""
    address = strip_address_and_line_ends(attributes.get("src"))
    if address and not address.lower().startswith(_BLANK):
        return address
    return next((later for name in _LATER if (later := strip_address_and_line_ends(attributes.get(name)))), "")
