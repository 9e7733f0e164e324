"""Marks beside headings that lead to the heading itself: `¶`, `#`, a chain. Generators of sites write them, and they come along.

They are shown only while the mouse is over the heading. Known are those of GitHub (`anchor`), Sphinx and Hexo (`headerlink`),
MkDocs (`headerlink`, `toc-backref` is a real link), Docusaurus (`hash-link`), VuePress, VitePress and markdown-it-anchor
(`header-anchor`), Hugo's themes (`anchor`, `heading-anchor`, `hanchor`, `headline-hash`; Docsy's `td-heading-self-link`), Jekyll
(`header-link`, `anchor-heading`, anchor.js' `anchorjs-link`), Gatsby (`anchor before`), Nextra (`subheading-anchor`), Starlight
(`sl-anchor-link`), Zola (`zola-anchor`), and any other that is nothing but such a mark in a heading.
"""

from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert.readers._html.flow import Handler, Walk
from convert.readers._html.outcome import Outcome, Skipped
from convert.readers._html.overlay import Overlay
from convert.readers._html.tree import class_names_of, one_line_text_of, tree_events

_NAMES = frozenset(
    """anchor anchor-link anchorjs-link heading-anchor header-anchor header-link headerlink heading-link headinglink headline-hash
    headline-anchor hash-link hanchor permalink anchor-heading anchorjs td-heading-self-link subheading-anchor sl-anchor-link
    zola-anchor direct-link markdownit-anchor markdown-anchor hash section-link self-link autolink-heading""".split()
)
"""Classes of the links, in lower case. Most are also those of other links, so what they show is looked at, too."""

_WRAPPING = frozenset({"header-anchor", "header-link", "heading-link", "anchor-heading", "autolink-heading", "heading-anchor"})
"""Classes of links that some themes put round the whole heading."""

_MARK = re.compile(
    r"[\s#¶§∞⌗☍🔗⚓🔖↩\u200b\u200c\u2060\ufe0e\ufe0f]*"
    r"|\s*(?:(?:permanent |direct |copy )?(?:perma)?link(?: to (?:this )?(?:heading|headline|section))?|링크(?: 복사)?)\s*",
    re.IGNORECASE,
)
"""What such a link shows: nothing, a sign, or the name of what it is."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SHOWN = frozenset({"img", "iframe", "video"})


def _skip_permalink_or_unwrap_heading_link(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    attributes = node.attributes
    if "#" not in (attributes.get("href") or "#") or not _is_in_or_beside_heading(node, walk):
        return fallback(node, walk)
    names = {name.lower() for name in class_names_of(node)}
    if _shows_only_permalink_sign(node):
        return Skipped("furniture") if names & _NAMES or walk.frame.tag in _HEADINGS else fallback(node, walk)
    return None if names & _WRAPPING else fallback(node, walk)


def _is_in_or_beside_heading(node: LexborNode, walk: Walk) -> bool:
    """Whether a link is in a heading, or behind one in a box of its own, as GitHub has it."""
    if walk.frame.tag in _HEADINGS:
        return True
    sides = (node.prev, node.next)
    return any(side is not None and side.tag in _HEADINGS for side in sides)


def _shows_only_permalink_sign(link: LexborNode) -> bool:
    """Whether nothing is in a link but a sign; a picture of a post's own is something."""
    if any(entering and tag in _SHOWN for entering, tag, _ in tree_events(link)):
        return False
    return _MARK.fullmatch(one_line_text_of(link)[:60]) is not None


def _may_hold_permalink(html: str) -> bool:
    return any([f">{sign}</a></h" in html for sign in "#¶§🔗"])


PERMALINKS = Overlay(tuple(sorted(_NAMES)), ("</a></h",), {"a": _skip_permalink_or_unwrap_heading_link}, _may_hold_permalink)
