"""Addresses as HTML spells them."""

import re

_LINE_ENDS = re.compile("[\t\n\r]")


def clean_address(value: str | None) -> str:
    """An address as a browser takes it from an attribute: no white space around it, no line ends or tabs inside."""
    return _LINE_ENDS.sub("", value or "").strip()
