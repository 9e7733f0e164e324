"""What an entry is and who may see it, in the words of both exports."""

from collections.abc import Iterable

from msgspec import Struct

from convert import lazy_re as re
from convert.model import Visibility
from convert.readers.rss.feed import Field
from convert.readers.rss.fields import first_text, is_draft

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


class PostState(Struct, frozen=True):
    """Who may see a post. `status` is Blogger's own word where it is not that everybody may; `is_known` is false for a word
    nobody knows, and for none where there should be one; `is_takeout` is true where a word for every state is to be had.
    """

    visibility: Visibility
    draft: bool
    status: str
    is_known: bool
    is_takeout: bool


def is_kind_category(field: Field) -> bool:
    """Whether a category says what an entry is, and is no label."""
    return field.attributes.get("scheme", "") == _KIND_SCHEME


def entry_kind_or_post(fields: Iterable[Field]) -> str:
    """`post`, `page`, `comment`, `settings`, `template`, or Blogger's word for something else; a post where nothing tells."""
    fields = tuple(fields)
    type_name = first_text(fields, "blogger:type")
    if type_name:
        return type_name.lower()
    term = next(
        (field.attributes.get("term", "") for field in fields if field.name == "category" and is_kind_category(field)), ""
    )
    if term:
        return term.rpartition("#")[2].lower()
    if any(field.name == "thr:in-reply-to" for field in fields):
        return "comment"
    found = _IN_ID.search(first_text(fields, "id"))
    return found[1] if found else "post"


def publication_state_of(fields: tuple[Field, ...]) -> PostState:
    """The strictest thing the fields say: nothing is seen by accident."""
    status, is_takeout = first_text(fields, "blogger:status").upper(), bool(first_text(fields, "blogger:type"))
    known = _STATES.get(status or ("" if is_takeout else "LIVE"))
    visibility, draft = known or ("private", True)
    if first_text(fields, "blogger:trashed"):
        visibility, draft, status = "private", True, status if status != "LIVE" else "SOFT_TRASHED"
    return PostState(visibility, draft or is_draft(fields), "" if status == "LIVE" else status, known is not None, is_takeout)
