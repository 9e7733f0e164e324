"""What an entry is and who may see it, in the words of both exports."""

import re
from collections.abc import Iterable

from msgspec import Struct

from convert.model import Visibility
from convert.readers.rss.feed import Field
from convert.readers.rss.fields import is_draft, text

POSTS = ("post", "page")

_KIND_SCHEME = "http://schemas.google.com/g/2005#kind"
_IN_ID = re.compile(r"\.(post|page|settings|template|layout)(?:-|\.|$)")

_STATES: dict[str, tuple[Visibility, bool]] = {
    "LIVE": ("public", False),
    "DRAFT": ("public", True),
    "SCHEDULED": ("public", True),
    "SOFT_TRASHED": ("private", True),
}
"""What Takeout says of a post, as visibility and draft. One in the bin is kept, as nobody's to see."""


class State(Struct, frozen=True):
    """Who may see a post. `said` is Blogger's own word where it is not that everybody may; `is_known` is false for a word nobody
    knows, and for none where there should be one; `is_takeout` is true where a word for every state is to be had.
    """

    visibility: Visibility
    draft: bool
    said: str
    is_known: bool
    is_takeout: bool


def is_kind(field: Field) -> bool:
    """Whether a category says what an entry is, and is no label."""
    return field.attributes.get("scheme", "") == _KIND_SCHEME


def kind_of(fields: Iterable[Field]) -> str:
    """`post`, `page`, `comment`, `settings`, `template`, or Blogger's word for something else; a post where nothing tells."""
    fields = tuple(fields)
    said = text(fields, "blogger:type")
    if said:
        return said.lower()
    term = next((field.attributes.get("term", "") for field in fields if field.name == "category" and is_kind(field)), "")
    if term:
        return term.rpartition("#")[2].lower()
    if any(field.name == "thr:in-reply-to" for field in fields):
        return "comment"
    found = _IN_ID.search(text(fields, "id"))
    return found[1] if found else "post"


def state_of(fields: tuple[Field, ...]) -> State:
    """The strictest thing the fields say: nothing is seen by accident."""
    said, is_takeout = text(fields, "blogger:status").upper(), bool(text(fields, "blogger:type"))
    known = _STATES.get(said or ("" if is_takeout else "LIVE"))
    visibility, draft = known or ("private", True)
    if text(fields, "blogger:trashed"):
        visibility, draft, said = "private", True, said if said != "LIVE" else "SOFT_TRASHED"
    return State(visibility, draft or is_draft(fields), "" if said == "LIVE" else said, known is not None, is_takeout)
