"""Helper: what a reader sees of some HTML, found independently of the package: html5lib's tree, and a list of what browsers do not show."""

import unicodedata
from functools import lru_cache

import html5lib
from html5lib import constants, html5parser

UNSEEN = frozenset(
    """script style template noscript head title meta link base svg math select datalist canvas textarea rp iframe object
    audio video map area param source track col colgroup noframes""".split()
)
"""Elements without text of their own on the page, and islands whose text is checked where they are kept."""

FURNITURE = frozenset(
    {"adsbygoogle", "kakao_ad_area", "revenue_unit_wrap", "btn-toggle-moreless", "container_postbtn", "another_category"}
)
"""Classes of what the platform adds around a post."""

_SMART = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "."})


html5parser.specialElements |= {
    (constants.namespaces["html"], tag) for tag in "figcaption hgroup keygen main search source summary template track".split()
}
"""Elements an end tag does not reach beyond (HTML, "special"); html5lib 1.1 is older than these."""


@lru_cache(4)
def parsed(html: str):
    """The tree of a page, which is the same for all who ask; nobody may change it."""
    return html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)


def visible_text(html: str) -> str:
    """The text of a page or fragment in reading order."""
    parts: list[str] = []
    pending = [(parsed(html), False)]
    while pending:
        item, is_tail = pending.pop()
        if is_tail:
            parts.append(item.tail or "")
            continue
        if isinstance(item.tag, str) and _is_seen(item):
            parts.append(item.text or "")
            for child in reversed(_options_of_panel_in_order(item)):
                pending.append((child, True))
                pending.append((child, False))
    return "".join(parts)


def _options_of_panel_in_order(element) -> list:
    """The children as they are shown: of a table, the first `thead` above all and the first `tfoot` below."""
    children = list(element)
    if element.tag == "table":
        for tag, place in (("thead", 0), ("tfoot", len(children))):
            found = next((child for child in children if child.tag == tag), None)
            if found is not None:
                rest = [child for child in children if child is not found]
                captions = sum(child.tag == "caption" for child in rest) if tag == "thead" else 0
                children = [*rest[: place + captions], found, *rest[place + captions :]]
    return children


def _is_seen(element) -> bool:
    hidden = "display:none" in (element.get("style") or "").replace(" ", "").lower()
    classes = set((element.get("class") or "").split())
    return element.tag.rsplit("}", 1)[-1].lower() not in UNSEEN and not hidden and not classes & FURNITURE


def letters(text: str) -> str:
    """The characters that count: no white space, nothing invisible, typography and compatibility forms folded.

    What is not printable is all of the categories Z and C but the space.
    """
    folded = unicodedata.normalize("NFKC", text.translate(_SMART)).translate(_SMART)
    solid = "".join(folded.replace("-", "").replace(".", "").split())
    return solid if solid.isprintable() else "".join(filter(str.isprintable, solid))


def missing(source: str, result: str) -> str:
    """The place in `source` whose characters do not follow, in order, in `result`; empty when nothing is missing."""
    position = 0
    for number, char in enumerate(source):
        position = result.find(char, position) + 1
        if not position:
            return f"{source[max(0, number - 30) : number]}>>>{source[number : number + 30]}"
    return ""
