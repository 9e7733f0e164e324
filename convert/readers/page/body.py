"""Where the post is on its page: known containers in order of trust, else the densest text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser, LexborNode

from convert.readers._html.tree import classes, events
from convert.readers.page.outside import around


class Container(NamedTuple):
    """A place a post can be in. `is_exact` where nothing of the skin's own, such as the title, is in it."""

    selector: str
    is_exact: bool
    reason: str


CONTAINERS: tuple[Container, ...] = (
    Container(".contents_style", True, "what Tistory puts round a post since 2019, and the official backup"),
    Container(".tt_article_useless_p_margin", True, "what Tistory put round a post written without paragraph margins"),
    Container(".blogview_content", True, "the mobile page"),
    Container(".useless_p_margin", True, "the same setting on the mobile page"),
    Container("#article-view, .article-view", True, "Tistory's own skins: Book Club, Odyssey, Poster"),
    Container(".article_view", True, "Tistory's skins of 2016"),
    Container(".area_view", True, "Tistory's skins of 2014"),
    Container(".entry-content", True, "skins that follow WordPress"),
    Container(".entry .article, .entry_content, .article_content, .article-content", True, "skins of the years before"),
    Container(
        ".post-content, .post_content, .post-body, [itemprop=articleBody]", True, "other platforms, and pages made by hand"
    ),
    Container("article", False, "HTML 5"),
    Container(".article, .entry, .post", False, "skins from before HTML 5, with title and date inside"),
)
DENSEST = "densest text"

_END_COMMENT = re.compile(r"\s*(?:System - START|PostListinCategory - START)")
_END_CLASSES = frozenset({"container_postbtn", "another_category"})
_PAGE_ID = re.compile(r"entry\d+Comment|editEntry")
"""Ids of what Tistory writes into the page and never into a post."""

_SHOWN = {"img": 40, "iframe": 40, "video": 40}
"""What else than text a post can be made of, in letters."""

_NEVER_DENSE = frozenset("nav aside footer header form select button script style noscript template a".split())
_OTHERS = re.compile(r"comment|reply|related|another_category|sidebar|recent|calendar|tt_category|trackback", re.IGNORECASE)
_LEAVES = frozenset("p h1 h2 h3 h4 h5 h6 pre table ul ol dl blockquote figure".split())
_MOST = 0.8
"""The share of a part's text that one part in it must hold for the rest to be the page's and not the post's."""


class Body(Struct, frozen=True):
    """The element a post is in, and how it was found. `is_several` where other elements of the kind stand beside it."""

    node: LexborNode
    found_by: str
    is_exact: bool
    is_several: bool = False


def find_body(parser: LexborHTMLParser) -> Body | None:
    """The post's place on its page, or None on an empty one. Puts right where a stray or missing `</div>` has ended it."""
    root = parser.body or parser.root
    if root is None or root.child is None:
        return None
    for container in CONTAINERS:
        found = _outermost(root, parser.css(container.selector))
        most = max((weight for _, weight in found), default=0)
        if most:
            best = next(node for node, weight in found if weight == most)
            several = container.is_exact and sum(1 for _, weight in found if weight) > 1
            if container.is_exact:
                put_right(root, best)
            return Body(best, container.selector, container.is_exact, several)
    return Body(_densest(root), DENSEST, False)


def _outermost(root: LexborNode, nodes: list[LexborNode]) -> list[tuple[LexborNode, int]]:
    """Those of the nodes that are in no other of them, each with how much it shows."""
    ids = {node.mem_id for node in nodes}
    found: list[tuple[LexborNode, int]] = []
    current, weight = 0, 0
    for entering, tag, node in events(root) if ids else ():
        if current:
            weight += len((node.text_content or "").strip()) if tag == "-text" else _SHOWN.get(tag, 0)
            if not entering and node.mem_id == current:
                found[-1] = found[-1][0], weight
                current = 0
        elif entering and node.mem_id in ids:
            found.append((node, 0))
            current, weight = node.mem_id, 0
    return found


def _densest(root: LexborNode) -> LexborNode:
    """The smallest part of a page that holds most of its running text. Menus, links, comments and lists of posts are none."""
    weights: dict[int, int] = {}
    path = [root.mem_id]
    away = 0
    for entering, tag, node in events(root):
        if tag == "-text":
            if not away:
                weights[path[-1]] = weights.get(path[-1], 0) + len((node.text_content or "").strip())
        elif tag[0] != "-" and entering:
            path.append(node.mem_id)
            away += _is_away(tag, node)
        elif tag[0] != "-":
            away -= _is_away(tag, node)
            weight = weights.get(path.pop(), 0)
            weights[path[-1]] = weights.get(path[-1], 0) + weight
    node, weight = root, weights.get(root.mem_id, 0)
    while weight:
        inner = max(_elements(node), key=lambda child: weights.get(child.mem_id, 0), default=None)
        if inner is None or inner.tag in _LEAVES or weights.get(inner.mem_id, 0) < _MOST * weight:
            return node
        node, weight = inner, weights[inner.mem_id]
    return root


def _elements(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        if child.is_element_node:
            yield child
        child = child.next


def _is_away(tag: str, node: LexborNode) -> bool:
    if tag in _NEVER_DENSE:
        return True
    attributes = node.attributes
    return _OTHERS.search(f"{attributes.get('class') or ''} {attributes.get('id') or ''}") is not None


# Where a body ends


def put_right(root: LexborNode, body: LexborNode) -> None:
    """End the body where Tistory ended it.

    A post with a `</div>` too few takes the rest of the page into itself, one with a `</div>` too many leaves its own rest
    outside. What Tistory writes behind each post tells where the post ended: `System - START`, buttons, the list of its category.
    """
    inner, outer, overruns = _ends(root, body)
    if inner is not None and overruns:
        rest = list(_following(inner, until=body))
        for node in reversed(rest):
            body.insert_after(node)
    elif outer is not None and inner is None:
        rest = list(_following(body, until=outer))
        for node in rest:
            body.insert_child(node)
    else:
        return
    for node in rest:
        node.remove()  # what was inserted is a copy


def _ends(root: LexborNode, body: LexborNode) -> tuple[LexborNode | None, LexborNode | None, bool]:
    """The first end of a post in the body and the first behind it, and whether the body holds what belongs to the page."""
    inner: LexborNode | None = None
    overruns = is_in = is_past = False
    for entering, tag, node in events(root):
        if node.mem_id == body.mem_id:
            is_in, is_past = entering, not entering
        elif not entering:
            continue
        elif is_in:
            inner = node if inner is None and _is_end(tag, node) else inner
            overruns = overruns or _is_of_the_page(tag, node)
        elif is_past and _is_end(tag, node):
            return inner, node, overruns
    return inner, None, overruns


def _is_end(tag: str, node: LexborNode) -> bool:
    if tag == "-comment":
        return _END_COMMENT.match(node.comment_content or "") is not None
    return tag == "div" and not _END_CLASSES.isdisjoint(classes(node))


def _is_of_the_page(tag: str, node: LexborNode) -> bool:
    return tag == "div" and (_PAGE_ID.fullmatch(node.attributes.get("id") or "") is not None or "menu_toolbar" in classes(node))


def _following(start: LexborNode, until: LexborNode) -> Iterator[LexborNode]:
    """What follows an element in the order of the document, before or inside `until`; the largest parts there are."""
    closed = around(until)
    node: LexborNode | None = start
    while node is not None and node.mem_id != until.mem_id:
        sibling = node.next
        while sibling is not None:
            if sibling.mem_id in closed:
                return
            yield sibling
            sibling = sibling.next
        node = node.parent
