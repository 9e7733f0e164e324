"""What a theme, and Tistory itself, puts round and into a post: known by class, id or tag, and left out with a notice."""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import islice
from typing import TypeAlias

from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert.readers._html.flow import Handler, Handlers, Walk
from convert.readers._html.outcome import Outcome, Skipped
from convert.readers._html.tree import find_first, one_line_text_of, tree_events
from convert.readers.page.density import Weights
from convert.readers.page.furniture_content import addresses_of_content_in
from convert.readers.tistory import OVERLAYS, handlers_with_overlays

FurnitureKindOf: TypeAlias = Callable[[LexborNode], str]
"""Says of an element which notice it is worth when it is furniture; nothing of one that is the post's."""

_POST = handlers_with_overlays(OVERLAYS)

_TISTORY: Mapping[str, str] = {
    "container_postbtn": "furniture",
    "another_category": "furniture",
    "another_category_color_gray": "furniture",
    "entry-ccl": "furniture",
    "ccl": "furniture",
    "business_license_layer": "furniture",
    "btn_menu_toolbar": "furniture",
    "menu_toolbar": "furniture",
    "layer_tooltip": "furniture",
    "postbtn_like": "furniture",
    "tt-plugin-postlike": "furniture",
    "uoc-icon": "furniture",
    "daum_like_wrapper": "furniture",
    "ExifInfo": "furniture",
    "section_namecard": "furniture",
    "tt_box_namecard": "furniture",
    "revenue_unit_wrap": "advertising",
    "adsbygoogle": "advertising",
    "google-auto-placed": "advertising",
    "kakao_ad_area": "advertising",
    "adsense": "advertising",
    "tt_adsense_top": "advertising",
    "tt_adsense_bottom": "advertising",
}
"""Classes Tistory and its plugins write; no author does."""

_THEMES = re.compile(
    r"sharedaddy|jp-(?:relatedposts|post-flair|carousel-wrap)|sd-(?:block|social|rating)|wpcnt|wpa|addtoany\w*|a2a_kit|heateor\w*"
    r"|yarpp(?:-related|-template\w*)?|crp_related|rp4wp\S*|essb_\w+|ssba|swp_social_panel|mashsb\S*|shariff|et_social\S*"
    r"|wp-block-post-(?:title|date|terms|author\S*|navigation-link|comments\S*)|wp-block-comments|comments-area|comment-respond"
    r"|post-footer|post-share-buttons\S*|blog-pager|post-labels|post-timestamp|item-control|reaction-buttons|star-ratings"
    r"|wrap_keyword|wrap_article_info|wrap_btn_sns|service_contents_author"
    r"|se-documentTitle|blog_authorArea|blog_category|blog2_\w+|post_footer_contents|wrap_postdata"
    r"|theme-edit-this-page|theme-last-updated|pagination-nav|theme-doc-footer|theme-doc-toc-\w+|tocCollapsible_\S+"
    r"|post-(?:copyright|reward|nav|eof|tags?|navigation|shar(?:e|ing)|related|author|comments?)|reward-container|followme"
    r"|article-(?:tags?|share\S*|nav|footer|related|license\S*)|license-wrapper|tag-list|share-buttons?|social-share|post__footer"
    r"|toc_container|ez-toc\S*-container|lwptoc|TableOfContents"
    r"|related-?(?:posts?|articles?|entries)|entry-(?:meta|footer|tags)|author-?(?:box|bio|card)|reading-?time|read-?time"
    r"|copy-?(?:btn|button|code)\S*|btn-copy|code-?copy\S*|clipboard-\S+|buttonGroup\S*|code-block-header|code-lang(?:uage)?-label"
    r"|codeblock-?header|code-toolbar__\S+|gatsby-code-button\S*|giscus|utterances|disqus_thread|gitalk-container"
)
"""Classes and ids of themes and plugins, of code blocks too, which stand in the same box as the post. Only in their containers.

WordPress, Blogger, Brunch, Naver, Docusaurus, Hexo and Hugo, in this order.
"""

_SKIN = frozenset(
    """tags tag tag_label area_tag tagtrail tag-trail post-tags article-tag list_tag box-tag permalink__tags
        area_etc list_share share sns post-share area_related related related-articles list_related related_article
        area_reply comments comment comment-list trackback trackbacks actiontrail post-navigation prev_next article_page
        another_post pagination paging author-box author_box area_profile post-author permalink__author copyright
        post-meta meta metainfo date author category box-meta post-header article-header entry-header titlewrap titlearea
        area_title info_post post-cover hd-heading tit_post title_view wrap_btn""".split()
)
"""Classes of skins, in lower case. Only where a post could not be told from its skin: authors use such names, too."""

_SKIN_TAGS = frozenset({"nav", "header", "footer", "button"})
INLINE_TAGS = frozenset(
    "a abbr b bdi bdo cite code em font i kbd label mark q s small span strong sub sup time tt u var wbr".split()
)
"""Elements of a line, which begin none of their own."""

_PARAGRAPHS = frozenset("p li td th dd dt figcaption blockquote".split())

_HEADERS = frozenset({"post-header", "article-header", "entry-header", "hd-heading", "titlewrap"})
_LEAD = 60
"""Letters of a paragraph in the header of a post that is no line about the post."""

_SECTIONS = tuple(
    "div p span section header footer nav aside ul ol dl form button strong em h1 h2 h3 h4 time ins a table".split()
)
_GUARDED = frozenset(_SECTIONS)
_COMMENTS = re.compile(r"entry\d+(?:Comment|Trackback)|tistory(?:Sns|Etc)Layer")


def _tistory_furniture_kind(node: LexborNode) -> str:
    attributes = node.attributes
    if "data-tistory-react-app" in attributes or "data-uoc-uid" in attributes:
        return "furniture"
    if "/toolbar/popup/abuseReport/" in (attributes.get("href") or ""):
        return "furniture"
    if attributes.get("id") and _COMMENTS.fullmatch(attributes["id"] or ""):
        return "furniture"
    names = attributes.get("class")
    return next((_TISTORY[name] for name in names.split() if name in _TISTORY), "") if names else ""


def _theme_furniture_kind(node: LexborNode) -> str:
    known = _tistory_furniture_kind(node)
    if known or node.tag in ("nav", "button"):
        return known or "furniture"
    attributes = node.attributes
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".split()
    return "furniture" if any(_THEMES.fullmatch(name) for name in names) else ""


def _skin_furniture_kind(node: LexborNode, weights: Weights) -> str:
    if node.mem_id in weights.large and node.mem_id not in weights.away:
        return ""
    known = _theme_furniture_kind(node)
    if known:
        return known
    if node.tag == "form":  # one to comment or to search with
        return "furniture" if any(find_first(node, field) is not None for field in ("textarea", "fieldset")) else ""
    if node.tag == "aside":
        return "furniture" if _is_mostly_links(node) else ""
    if node.tag == "time":
        return "" if _is_part_of_sentence(node) else "furniture"
    attributes = node.attributes
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower().split()
    is_skins = node.tag in _SKIN_TAGS or node.mem_id in weights.away or not _SKIN.isdisjoint(names)
    if is_skins and (node.tag == "header" or not _HEADERS.isdisjoint(names)):
        is_skins = not _holds_lead_paragraph(node)
    return "furniture" if is_skins else ""


def _is_part_of_sentence(node: LexborNode) -> bool:
    """Whether other words stand in the paragraph around an element, or so many in a box that they are no line about a post."""
    around = node.parent
    while around is not None and around.tag in INLINE_TAGS:
        around = around.parent
    if around is None:
        return False
    if around.tag in _PARAGRAPHS:
        return len(one_line_text_of(around)) > len(one_line_text_of(node))
    beside = [child.text_content or "" for child in around.iter(include_text=True) if child.is_text_node]
    return len("".join(beside).strip()) >= _LEAD


def _holds_lead_paragraph(node: LexborNode) -> bool:
    """Whether the header of a post holds its first paragraph, and not only title and date."""
    return any(len(one_line_text_of(paragraph)) >= _LEAD and not _is_mostly_links(paragraph) for paragraph in node.css("p"))


def _is_mostly_links(node: LexborNode) -> bool:
    linked = alone = depth = 0
    for entering, tag, child in tree_events(node):
        if tag == "a":
            depth += 1 if entering else -1
        elif tag == "-text":
            length = len((child.text_content or "").strip())
            linked, alone = (linked + length, alone) if depth else (linked, alone + length)
    return linked > alone


_MOST_NAMED = 20
"""Addresses in a part of the skin that are named; of more a list of posts is made."""


def _handler_skipping_furniture(tag: str, furniture_kind_of: FurnitureKindOf) -> Handler:
    """The handler of a tag, behind the question whether the element is of the post at all."""
    inner = _POST.get(tag)

    def handle_unless_furniture(node: LexborNode, walk: Walk) -> Outcome:
        kind = furniture_kind_of(node)
        if kind == "furniture":
            for address in islice(addresses_of_content_in(node, walk.page.host), _MOST_NAMED):
                walk.report("furniture-content", address)
        if kind:
            return Skipped(kind)
        return inner(node, walk) if callable(inner) else inner

    return handle_unless_furniture


def _make_handlers_skipping_furniture(furniture_kind_of: FurnitureKindOf) -> Handlers:
    return {**_POST, **{tag: _handler_skipping_furniture(tag, furniture_kind_of) for tag in _SECTIONS}}


def handlers_skipping_furniture(furniture_kind_of: FurnitureKindOf) -> Handlers:
    """The handlers of a body of which `furniture_kind_of` says what is furniture in it."""
    return _KNOWN[furniture_kind_of] if furniture_kind_of in _KNOWN else _make_handlers_skipping_furniture(furniture_kind_of)


def furniture_kind_if_tag_can_be_furniture(tag: str, node: LexborNode, furniture_kind_of: FurnitureKindOf) -> str:
    """The notice of an element that is furniture, else nothing."""
    return furniture_kind_of(node) if tag in _GUARDED else ""


IN_POST: FurnitureKindOf = _tistory_furniture_kind
"""For a container that holds the post and what Tistory adds to it."""

IN_THEME: FurnitureKindOf = _theme_furniture_kind
"""For a container of another platform's, in which a theme's plugins write."""

_KNOWN: Mapping[FurnitureKindOf, Handlers] = {
    IN_POST: _make_handlers_skipping_furniture(IN_POST),
    IN_THEME: _make_handlers_skipping_furniture(IN_THEME),
}


def furniture_kind_in_skin(weights: Weights) -> FurnitureKindOf:
    """For a part of a page in which the skin stands as well, by what was found to be none of the post."""
    return partial(_skin_furniture_kind, weights=weights)
