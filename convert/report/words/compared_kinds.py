"""Words for the kinds of things the proof compares, and finds missing: one table for all who print them."""

from convert.errors import N_
from convert.report.words import _

_KINDS = {
    "text": N_("text"),
    "marks": N_("marks"),
    "links": N_("links"),
    "images": N_("images"),
    "headings": N_("headings"),
    "lists": N_("lists"),
    "tables": N_("tables"),
    "code": N_("code"),
    "blocks": N_("blocks"),
    "line": N_("line"),
    "image": N_("image"),
    "link": N_("link"),
    "player": N_("player"),
    "formula": N_("formula"),
    "cell": N_("cell"),
    "heading": N_("heading"),
    "item": N_("item"),
    "rule": N_("rule"),
}
"""What is compared, by what JSON calls it."""


def kind_in_words(kind: str) -> str:
    """What kind of thing is compared."""
    return _(_KINDS.get(kind, kind))
