"""Where the post is on its page: known containers in order of trust, else the densest text."""

from typing import NamedTuple

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser, LexborNode

from convert.errors import N_
from convert.readers._html.tree import tree_events
from convert.readers.page.density import (
    Weights,
    innermost_part_with_most_running_text,
    is_bare_post,
    weigh_unlinked_text_of_elements,
)
from convert.readers.page.endings import repair_post_end
from convert.readers.page.furniture import IN_POST, IN_THEME, FurnitureKindOf, furniture_kind_in_skin


class BodySelector(NamedTuple):
    """A place a post can be in. `is_exact` where nothing of the skin's own, such as the title, is in it."""

    selector: str
    is_exact: bool
    reason: str


TRUSTED: tuple[BodySelector, ...] = (
    BodySelector(".contents_style", True, "what Tistory puts round a post since 2019, and the official backup"),
    BodySelector(".tt_article_useless_p_margin", True, "what Tistory put round a post written without paragraph margins"),
    BodySelector(".blogview_content", True, "the mobile page"),
    BodySelector(".useless_p_margin", True, "the same setting on the mobile page"),
    BodySelector("#article-view, .article-view", True, "Tistory's own skins: Book Club, Odyssey, Poster"),
    BodySelector(".article_view", True, "Tistory's skins of 2016"),
    BodySelector(".area_view", True, "Tistory's skins of 2014"),
    BodySelector(".se-main-container", True, "Naver's SmartEditor ONE"),
    BodySelector(".se_component_wrap.sect_dsc", True, "Naver's SmartEditor 3; the same class without `sect_dsc` holds the title"),
    BodySelector("#postViewArea, #viewTypeSelector", True, "Naver's SmartEditor 2, on the page and on the mobile one"),
)
"""Taken at their word: nothing else is called so."""

OTHERS: tuple[BodySelector, ...] = (
    BodySelector(".wrap_body", True, "Brunch"),
    BodySelector(".atom-one, .atom-one-dark", True, "Velog, which names the element by the theme of its code and nothing else"),
    BodySelector(".post-view, .post_ct", True, "Naver's pages as other programs keep them"),
    BodySelector(".entry-content", True, "WordPress, and skins that follow it"),
    BodySelector(".wp-block-post-content", True, "WordPress's block themes"),
    BodySelector(".elementor-widget-theme-post-content, .et_pb_post_content", True, "WordPress with Elementor or Divi"),
    BodySelector(
        ".entry .article, .entry_content, .article_content, .article-content", True, "Tistory's skins of the years before"
    ),
    BodySelector(".post-body.entry-content, .post-body", True, "Blogger; Hexo's NexT"),
    BodySelector(
        ".post-content, .post_content, .postcontent, .article-entry, .article-body, .entry-body, .markdown-body, .post__content",
        True,
        "themes of Hugo, Jekyll, Hexo, Gatsby and Ghost, GitHub, and pages made by hand",
    ),
    BodySelector(".theme-doc-markdown, article .markdown, .gh-content, .e-content", True, "Docusaurus, Ghost, microformats"),
    BodySelector("[itemprop=articleBody]", True, "schema.org, in microdata"),
    BodySelector(
        "article > header ~ .content:has(~ .post-tail-wrapper), .page__inner-wrap > .page__content",
        True,
        "Jekyll's Chirpy and Minimal Mistakes, by what stands beside or around: other themes call a part of a post so",
    ),
    BodySelector("article", False, "HTML 5"),
    BodySelector(".article, .entry, .post, .hentry, .h-entry", False, "skins from before HTML 5, with title and date inside"),
)
"""Names that several things of a page can bear: they count where they hold most of the running text."""

BARE = N_("the whole page")
DENSEST = N_("densest text")

_SHOWN = {"img": 40, "iframe": 40, "video": 40}
"""What else than text a post can be made of, in letters."""

_SHARE = 0.4
"""The share of the running text of a page that a container must hold to be the post's and not a widget's."""

_FIRST = 0.6
"""The share of the text in all containers of a kind that one must hold for the others to be no posts."""


class Body(Struct, frozen=True):
    """The element a post is in, and how it was found. `is_several` where other elements of the kind stand beside it.

    `furniture_kind_of` says what is furniture in it.
    """

    node: LexborNode
    found_by: str
    is_exact: bool
    furniture_kind_of: FurnitureKindOf
    is_several: bool = False


def find_and_repair_body(parser: LexborHTMLParser) -> Body | None:
    """The post's place on its page, or None on an empty one. Puts right where a stray or missing `</div>` has ended it."""
    root = parser.body or parser.root
    if root is None or root.child is None:
        return None
    for container in TRUSTED:
        found = _outermost_with_weights(root, parser.css(container.selector))
        most = max((weight for _, weight in found), default=0)
        if most:
            best = next(node for node, weight in found if weight == most)
            repair_post_end(root, best)
            return Body(best, container.selector, True, IN_POST, sum(1 for _, weight in found if weight) > 1)
    weights = weigh_unlinked_text_of_elements(root)
    found_elsewhere = _find_body_of_other_platform(parser, root, weights)
    if found_elsewhere is not None:
        return found_elsewhere
    if is_bare_post(root, weights):
        return Body(root, BARE, False, IN_POST)
    return Body(innermost_part_with_most_running_text(root, weights), DENSEST, False, furniture_kind_in_skin(weights))


def _find_body_of_other_platform(parser: LexborHTMLParser, root: LexborNode, weights: Weights) -> Body | None:
    """The post in a container of another platform."""
    for container in OTHERS:
        nodes = parser.css(container.selector)
        found = [(node, weights.weight_of(node)) for node, _ in _outermost_with_weights(root, nodes)] if nodes else []
        whole = sum(weight for _, weight in found)
        if not whole or whole < _SHARE * weights.weight_of(root):
            continue
        if container.is_exact and len(found) > 1 and len({_memory_id_of_parent_or_zero(node) for node, _ in found}) == 1:
            return Body(_move_siblings_into_first([node for node, _ in found]), container.selector, True, IN_THEME)
        best, most = max(found, key=lambda pair: pair[1])
        is_several = most < _FIRST * whole
        if is_several and not _are_most_headed_by_links([node for node, _ in found]):
            continue  # parts of one post, or what is beside it
        furniture_kind_of = IN_THEME if container.is_exact else furniture_kind_in_skin(weights)
        return Body(best, container.selector, container.is_exact, furniture_kind_of, is_several)
    return None


def _are_most_headed_by_links(nodes: list[LexborNode]) -> bool:
    """Whether containers are those of several posts: in a list of posts the title of each leads to its own page."""
    headed = sum(_is_headed_by_link(node) for node in nodes)
    return headed > 1 and 2 * headed >= len(nodes)


def _is_headed_by_link(node: LexborNode) -> bool:
    """Whether the first heading in a container, or in what is directly round it, is a link."""
    around = node.parent if node.parent is not None and node.tag != "article" else node
    heading = next((found for found in around.css("h1, h2, h3")), None)
    return heading is not None and (
        heading.css_first("a[href]") is not None or (heading.parent is not None and heading.parent.tag == "a")
    )


def _memory_id_of_parent_or_zero(node: LexborNode) -> int:
    return node.parent.mem_id if node.parent is not None else 0


def _move_siblings_into_first(nodes: list[LexborNode]) -> LexborNode:
    """The first of these siblings, with all the others in it: a theme may give each section of a post a box of its own."""
    first, *rest = nodes
    for node in rest:
        first.insert_child(node)
        node.remove()  # what was inserted is a copy
    return first


def _outermost_with_weights(root: LexborNode, nodes: list[LexborNode]) -> list[tuple[LexborNode, int]]:
    """Those of the nodes that are in no other of them, each with how much it shows."""
    ids = {node.mem_id for node in nodes}
    found: list[tuple[LexborNode, int]] = []
    current, weight = 0, 0
    for entering, tag, node in tree_events(root) if ids else ():
        if current:
            weight += len((node.text_content or "").strip()) if tag == "-text" else _SHOWN.get(tag, 0)
            if not entering and node.mem_id == current:
                found[-1] = found[-1][0], weight
                current = 0
        elif entering and node.mem_id in ids:
            found.append((node, 0))
            current, weight = node.mem_id, 0
    return found
