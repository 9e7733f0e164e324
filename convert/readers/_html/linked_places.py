"""Places of a page that links lead to, found by the parser before the page is walked, and with them what may be hidden."""

from typing import TypeAlias
from urllib.parse import unquote

from selectolax.lexbor import LexborNode

from convert.readers._html.page import Page

Places: TypeAlias = dict[str, list[int]]
"""By the names links could lead to, the `mem_id` of each element that has one."""


def possible_link_targets_in(root: LexborNode) -> Places:
    """What links could lead to."""
    places: Places = {}
    for node in root.css("[id], a[name]"):
        places.setdefault(node.id or node.attributes.get("name") or "", []).append(node.mem_id)
    return places


def linked_places_new_to_page(places: Places, fragments: set[str], page: Page) -> set[str]:
    """The places of a page that its links lead to, but for those which links from elsewhere lead to."""
    return {form for name in fragments for form in (name, unquote(name)) if form in places} - page.targets


def ids_of_linked_or_maybe_hidden_elements(root: LexborNode, page: Page, places: Places) -> set[int]:
    """The `mem_id` of each element that may be a place links lead to, and of each that may be hidden."""
    found = {place for name in page.targets if name in places for place in places[name]}
    return found.union([node.mem_id for node in root.css('[hidden], [style*="display" i]')]) if page.hides else found
