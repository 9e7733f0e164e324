"""What rules look at, and what a rule is."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from msgspec import Struct

from convert import lazy_re as re
from convert.readers.page.head import Head
from convert.readers.page.outside import SkinText


class View(Struct, frozen=True):
    """What rules look at: what the page says of itself, what the skin shows, and the address whoever saved it noted."""

    head: Head
    skin_texts: list[SkinText]
    attributes: Mapping[str, str]
    noted: str
    base_href: str = ""


Rule: TypeAlias = tuple[str, Callable[[View], Any]]
"""What a rule is called, and what it finds: empty when it finds nothing."""


def meta_rule(name: str) -> Rule:
    """The rule that takes what a `meta` of this name holds."""
    return name, lambda view: view.head.metas.get(name, "")


def is_inside_class_or_id(piece: SkinText, pattern: re.Pattern[str]) -> bool:
    """Whether a class or id at a piece is like this."""
    return any(pattern.search(name) for name in piece.names)
