"""Addresses as HTML spells them."""

import re
from collections.abc import Mapping

_LINE_ENDS = re.compile("[\t\n\r]")


def clean_address(value: str | None) -> str:
    """An address as a browser takes it from an attribute: no white space around it, no line ends or tabs inside."""
    return _LINE_ENDS.sub("", value or "").strip()


def loaded_address(attributes: Mapping[str, str | None]) -> str:
    """Where a player or frame is from: `data-src` when a script had yet to put it in the place of an empty `src`."""
    address, later = clean_address(attributes.get("src")), clean_address(attributes.get("data-src"))
    return later if later and (not address or address.lower().startswith("about:")) else address
