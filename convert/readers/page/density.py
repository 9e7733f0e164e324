"""The general rule for a post no container is known of: the part of a page that holds its running text.

In the spirit of Arc90's Readability: text counts and links do not, names of classes speak for and against. Unlike it, nothing is
cut off by a score. The walk goes from the page inwards as long as one part holds nearly all, so what it passes by is little, and
stops where loose paragraphs would be left behind.
"""

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct
from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert.readers._html.style import is_hidden
from convert.readers._html.tree import tree_events

_SHOWN = {"img": 10, "iframe": 40, "video": 40, "audio": 40}
"""What else than text a post can be made of, in letters."""

_NEVER = frozenset("nav aside footer header form select button script style noscript template dialog menu svg".split())
_NEVER_ROLES = frozenset({"navigation", "complementary", "banner", "contentinfo", "search", "dialog", "menu", "toolbar"})
_AGAINST = re.compile(
    r"(?:^|[-_ ])(?:comments?|disqus\w*|repl(?:y|ies|ys)|respond|related\w*|another|side_?bar\w*|widgets?|recent|calendar"
    r"|trackbacks?|footer|nav|navi|navbar|navigation|menu\w*|breadcrumbs?|shar(?:e|ing)\w*|socials?|sns|promo\w*|banners?|ads?"
    r"|advert\w*|cookies?|consent|newsletter|subscri\w+|popups?|modal|recommend\w*|popular|trending|upsell|paywall|tagcloud"
    r"|pagination|pager|paging|prev|copyright|skip|search|login|toc|authors?|byline|bio|sponsor\w*|rating|ratings|likes?|tools?"
    r"|toolbar|meta|metadata|postmeta\w*|tags|taglist|nextstory|bookmark\w*)(?:$|[-_ ])|sidebar|comment-?list|tt_category",
    re.IGNORECASE,
)
"""Words in classes and ids that speak of anything but the text of a post."""

_FOR = re.compile(
    r"(?:^|[-_ ])(?:articles?|body|content|contents|entry|h-?entry|main|posts?|story|text|blog|markdown|prose|page)(?:$|[-_ ])",
    re.IGNORECASE,
)
"""Those that speak of it."""

_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp)(?:[?#]|$)", re.IGNORECASE)
"""How the address of a picture ends. A link to one opens it large, whatever theme calls that a popup or a modal."""

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MODIFIER = re.compile(
    r"(?:has|with|no|is|hide|show|js|single|category|tag|wp|td|et|col|l|elementor|e|fl|vc|et_pb|format|type|page)[-_]",
    re.IGNORECASE,
)
"""How a class begins that says what a theme can do and not what its element is."""

_ABOVE = re.compile(r"(?:^|[-_])(?:cookies?|consent|gdpr|borlabs)|cookie-?(?:box|banner|bar|notice|consent)", re.IGNORECASE)
"""Of what lies over a page, often with more text than the post."""

_BELOW = re.compile(
    r"(?:^|[-_ ])(?:comments?|disqus|repl(?:y|ies|ys)|respond|trackbacks?|footer)"
    r"(?:$|[-_ ]?(?:list|area|wrap\w*|section|form|box|container)$)",
    re.IGNORECASE,
)
"""Of what stands below a post, often with more text than it."""

_SCRIPTS = frozenset({"script", "style", "noscript", "template"})
_UNCOUNTED = _SCRIPTS | {"a", "nav"}
_LARGE = 0.4
"""The share of all text from which on the post is in a part, whatever it is called: a theme may be named `menu`."""

_LEAST = 0.3
"""The share of all text that must be left for names to be believed."""

_DOUBTFUL = frozenset({"aside", "header", "form"})
"""Elements in which some pages have their post."""

_WHOLE = frozenset({"html", "body", "main", "article"})
_LEAVES = frozenset("p h1 h2 h3 h4 h5 h6 pre table ul ol dl blockquote figure img iframe video details hr".split())
_LOOSE = frozenset({"p", "pre", "blockquote", "figure", "table", "ol", "dl", "details", "iframe", "video"})
_LAYOUT = frozenset({"table", "tbody", "thead", "tfoot", "tr", "ul", "ol", "dl", "details", "colgroup"})
"""Elements whose children are parts of them and not blocks."""

_BOXES = "td, div, ul, p, center, td, section"
_MOST = 0.8
"""The share of a part's text that one part in it must hold for the rest to be the page's and not the post's."""

_MUCH = 0.5
"""The share that is enough for a part whose tag or class says that it holds a text."""

_MOST_LINKED = 0.3
"""The share of text in links, beside other text, from which on a page has menus."""

_LITTLE = 0.04
"""The share of loose paragraphs beside a part that can be a line of the page's."""


class Weights(Struct, frozen=True):
    """How much running text every element holds, in letters, by its `mem_id`; `away` are those that hold none of the post."""

    by_id: Mapping[int, int]
    away: frozenset[int]
    linked: Mapping[int, int]
    large: frozenset[int]
    has_furniture: bool

    def weight_of(self, node: LexborNode) -> int:
        """What an element holds."""
        return self.by_id.get(node.mem_id, 0)


def weigh_unlinked_text_of_elements(root: LexborNode) -> Weights:
    """The running text of every part. Menus, links, comments and lists of posts are none."""
    lengths = _unlinked_text_lengths(root)
    whole = lengths.get(root.mem_id, 0)
    large = frozenset(name for name, length in lengths.items() if length > _LARGE * whole)
    weights = _weights_without_furniture_or_hidden(
        root, lambda tag, node: node.mem_id not in large and is_known_furniture(tag, node), large
    )
    if weights.weight_of(root) >= _LEAST * whole:
        return weights
    return _weights_without_furniture_or_hidden(
        root, lambda tag, _: tag in _NEVER and tag not in _DOUBTFUL, large
    )  # what names say leaves next to nothing


def _weights_without_furniture_or_hidden(
    root: LexborNode, is_furniture: Callable[[str, LexborNode], bool], large_element_ids: frozenset[int]
) -> Weights:
    weights: dict[int, int] = {}
    linked: dict[int, int] = {}
    away: set[int] = set()
    path = [root.mem_id]
    outside, in_link = 0, 0
    has_furniture = False
    for entering, tag, node in tree_events(root):
        if tag == "-text":
            if not outside:
                length = len((node.text_content or "").strip())
                counted = linked if in_link else weights
                counted[path[-1]] = counted.get(path[-1], 0) + length
        elif tag[0] == "-":
            continue
        elif entering:
            path.append(node.mem_id)
            in_link += tag == "a"
            if tag not in _WHOLE and (_is_hidden_overlay_or_comments(tag, node) or is_furniture(tag, node)):
                outside += 1
                away.add(node.mem_id)
                has_furniture = has_furniture or not (tag in _SCRIPTS or is_hidden(node.attributes))
            elif not outside and tag in _SHOWN:
                weights[node.mem_id] = _SHOWN[tag]
        else:
            in_link -= tag == "a"
            own = path.pop()
            outside -= own in away
            for counted in (weights, linked):
                counted[path[-1]] = counted.get(path[-1], 0) + counted.get(own, 0)
    return Weights(weights, frozenset(away), linked, large_element_ids, has_furniture)


def _unlinked_text_lengths(root: LexborNode) -> dict[int, int]:
    """How much text outside of links every element holds, by its `mem_id`."""
    lengths: dict[int, int] = {}
    path = [root.mem_id]
    unseen = 0
    for entering, tag, node in tree_events(root):
        if tag == "-text":
            length = 0 if unseen else len((node.text_content or "").strip())
            lengths[path[-1]] = lengths.get(path[-1], 0) + length
        elif tag[0] != "-" and entering:
            path.append(node.mem_id)
            unseen += tag in _UNCOUNTED
        elif tag[0] != "-":
            unseen -= tag in _UNCOUNTED
            own = path.pop()
            lengths[path[-1]] = lengths.get(path[-1], 0) + lengths.get(own, 0)
    return lengths


def _is_hidden_overlay_or_comments(tag: str, node: LexborNode) -> bool:
    """Whether an element is none of the post however long it is: not shown, over the page, or the comments."""
    attributes = node.attributes
    if tag == "dialog" or (attributes.get("role") or "") in ("dialog", "alertdialog") or is_hidden(attributes):
        return True
    return any(
        (_ABOVE.search(name) or _BELOW.search(name)) and not _MODIFIER.match(name) for name in _class_names_and_id_of(attributes)
    )


def is_known_furniture(tag: str, node: LexborNode) -> bool:
    """Whether an element is known for none of the post."""
    if tag in _NEVER:
        return True
    attributes = node.attributes
    if (attributes.get("role") or "") in _NEVER_ROLES or attributes.get("aria-hidden") == "true":
        return True
    return is_named_as_furniture(attributes) and not _is_in_figure_or_links_to_picture(tag, node)


def _is_in_figure_or_links_to_picture(tag: str, node: LexborNode) -> bool:
    """Whether an element is of a text whatever it is called: a figure, such as the card of a bookmark, or a picture to open."""
    if tag == "a" and _PICTURE.search(node.attributes.get("href") or ""):
        return True
    around: LexborNode | None = node
    for _ in range(_LEVELS_OF_CARD):
        if around is None or around.tag == "figure":
            break
        around = around.parent
    return around is not None and around.tag == "figure"


_LEVELS_OF_CARD = 6
"""How far up from a part of a card its figure is."""


def is_named_as_furniture(attributes: Mapping[str, str | None]) -> bool:
    """Whether the class or id of an element says that it is furniture."""
    return any(_AGAINST.search(_HUMP.sub("-", name)) and not _MODIFIER.match(name) for name in _class_names_and_id_of(attributes))


def _class_names_and_id_of(attributes: Mapping[str, str | None]) -> list[str]:
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}"[:300].split()


def innermost_part_with_most_running_text(root: LexborNode, weights: Weights) -> LexborNode:
    """The innermost part of a page that holds what is in it of running text."""
    node, weight = root, weights.weight_of(root)
    while weight:
        inner = max(_child_elements(node), key=weights.weight_of, default=None)
        if inner is None or not _is_container_or_layout_table(inner) or not _is_text_mostly_in_part(node, inner, weights):
            break
        node, weight = inner, weights.weight_of(inner)
    return _itself_or_ancestor_that_holds_blocks(node)


def is_bare_post(root: LexborNode, weights: Weights) -> bool:
    """Whether there is nothing round a post: a document that only wraps it, with neither furniture nor a list of links."""
    if weights.has_furniture or weights.linked.get(root.mem_id, 0) > _MOST_LINKED * weights.weight_of(root):
        return False
    lists = (node for node in root.css(_BOXES) if not weights.weight_of(node) and weights.linked.get(node.mem_id, 0))
    return not any(len(node.css("a[href]")) > 1 for node in lists)


def _is_container_or_layout_table(node: LexborNode) -> bool:
    """Whether an element can be a part of a page, and not of a text: a table is where it lays out a page."""
    return node.tag not in _LEAVES or (
        node.tag == "table" and node.css_first("th") is None and node.css_first("td p, td br, td table") is not None
    )


def _is_text_mostly_in_part(node: LexborNode, part: LexborNode, weights: Weights) -> bool:
    whole, weight = weights.weight_of(node), weights.weight_of(part)
    if _paragraph_length_beside_part(node, part, weights) > _LITTLE * whole:
        return False
    return weight >= _MOST * whole or (weight >= _MUCH * whole and _is_text_by_tag_role_class_or_id(part))


def _is_text_by_tag_role_class_or_id(node: LexborNode) -> bool:
    attributes = node.attributes
    if node.tag in ("article", "main") or attributes.get("role") == "main" or attributes.get("itemprop") == "articleBody":
        return True
    return any(_FOR.search(name) for name in _class_names_and_id_of(attributes))


def _paragraph_length_beside_part(node: LexborNode, part: LexborNode, weights: Weights) -> int:
    """The text of paragraphs that stand directly beside a part: they belong to the same text."""
    beside = (child for child in _child_elements(node) if child.mem_id != part.mem_id and child.mem_id not in weights.away)
    return sum(
        weights.weight_of(child)
        for child in beside
        if child.tag in _LOOSE and weights.weight_of(child) > weights.linked.get(child.mem_id, 0)
    )


def _itself_or_ancestor_that_holds_blocks(node: LexborNode) -> LexborNode:
    """What a table of which no cell holds the post is in: a row is read with its table, and a table from outside."""
    while node.tag in _LAYOUT and node.parent is not None:
        node = node.parent
    return node


def _child_elements(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        if child.is_element_node:
            yield child
        child = child.next
