"""Addresses as HTML spells them, and what a thumbnail stands for."""

import re

from convert.address import unwrapped

__all__ = ["clean_address", "unwrapped"]

_LINE_ENDS = re.compile("[\t\n\r]")


def clean_address(value: str | None) -> str:
    """An address as a browser takes it from an attribute: no white space around it, no line ends or tabs inside."""
    return _LINE_ENDS.sub("", value or "").strip()
