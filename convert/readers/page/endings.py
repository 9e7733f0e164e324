"""Where Tistory ended a post: a stray or missing `</div>` in it moves its end, and what Tistory writes behind each post tells."""

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert.readers._html.tree import class_names_of, tree_events
from convert.readers.page.outside import ids_of_element_and_ancestors

_END_COMMENT = re.compile(r"\s*(?:System - START|PostListinCategory - START)")
_END_CLASSES = frozenset({"container_postbtn", "another_category"})
_PAGE_ID = re.compile(r"entry\d+Comment|editEntry")
"""Ids of what Tistory writes into the page and never into a post."""


def repair_post_end(root: LexborNode, body: LexborNode) -> None:
    """End the body where Tistory ended it.

    A post with a `</div>` too few takes the rest of the page into itself, one with a `</div>` too many leaves its own rest
    outside. What Tistory writes behind each post tells where the post ended: `System - START`, buttons, the list of its category.
    """
    inner, outer, overruns = _find_post_end_in_body_and_behind_it_and_overrun(root, body)
    if inner is not None and overruns:
        rest = list(_topmost_nodes_between(inner, until=body))
        for node in reversed(rest):
            body.insert_after(node)
    elif outer is not None and inner is None:
        rest = list(_topmost_nodes_between(body, until=outer))
        for node in rest:
            body.insert_child(node)
    else:
        return
    for node in rest:
        node.remove()  # what was inserted is a copy


def _find_post_end_in_body_and_behind_it_and_overrun(
    root: LexborNode, body: LexborNode
) -> tuple[LexborNode | None, LexborNode | None, bool]:
    """The first end of a post in the body and the first behind it, and whether the body holds what belongs to the page."""
    inner: LexborNode | None = None
    overruns = is_in = is_past = False
    for entering, tag, node in tree_events(root):
        if node.mem_id == body.mem_id:
            is_in, is_past = entering, not entering
        elif not entering:
            continue
        elif is_in:
            inner = node if inner is None and _is_post_end_sign(tag, node) else inner
            overruns = overruns or _is_tistory_comment_or_toolbar_div(tag, node)
        elif is_past and _is_post_end_sign(tag, node):
            return inner, node, overruns
    return inner, None, overruns


def _is_post_end_sign(tag: str, node: LexborNode) -> bool:
    if tag == "-comment":
        return _END_COMMENT.match(node.comment_content or "") is not None
    return tag == "div" and not _END_CLASSES.isdisjoint(class_names_of(node))


def _is_tistory_comment_or_toolbar_div(tag: str, node: LexborNode) -> bool:
    return tag == "div" and (
        _PAGE_ID.fullmatch(node.attributes.get("id") or "") is not None or "menu_toolbar" in class_names_of(node)
    )


def _topmost_nodes_between(start: LexborNode, until: LexborNode) -> Iterator[LexborNode]:
    """What follows an element in the order of the document, before or inside `until`; the largest parts there are."""
    closed = ids_of_element_and_ancestors(until)
    node: LexborNode | None = start
    while node is not None and node.mem_id != until.mem_id:
        sibling = node.next
        while sibling is not None:
            if sibling.mem_id in closed:
                return
            yield sibling
            sibling = sibling.next
        node = node.parent
