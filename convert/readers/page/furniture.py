"""What a skin, and Tistory itself, puts round and into a post: known by class, id or tag, and left out with a notice."""

import re
from collections.abc import Mapping

from selectolax.lexbor import LexborNode

from convert.readers._html.flow import Handler, Handlers, Walk
from convert.readers._html.outcome import Outcome, Skipped
from convert.readers._html.tree import first
from convert.readers.tistory import OVERLAYS, handlers_with

_POST = handlers_with(OVERLAYS)

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

_SKIN = frozenset(
    """tags tag tag_label area_tag tagtrail tag-trail post-tags article-tag list_tag box-tag permalink__tags
        area_etc list_share share sns post-share area_related related related-articles list_related related_article
        area_reply comments comment comment-list trackback trackbacks actiontrail post-navigation prev_next article_page
        another_post pagination paging author-box author_box area_profile post-author permalink__author copyright
        post-meta meta metainfo date author category box-meta post-header article-header entry-header titlewrap titlearea
        area_title info_post post-cover hd-heading tit_post title_view wrap_btn""".split()
)
"""Classes of skins, in lower case. Only where a post could not be told from its skin: authors use such names, too."""

_SKIN_TAGS = frozenset({"nav", "header", "footer", "button", "time"})

_SECTIONS = tuple(
    "div p span section header footer nav aside ul ol dl form button strong em h1 h2 h3 h4 time ins a table".split()
)
_COMMENTS = re.compile(r"entry\d+(?:Comment|Trackback)|tistory(?:Sns|Etc)Layer")


def _tistorys(node: LexborNode) -> str:
    attributes = node.attributes
    if "data-tistory-react-app" in attributes or "data-uoc-uid" in attributes:
        return "furniture"
    if "/toolbar/popup/abuseReport/" in (attributes.get("href") or ""):
        return "furniture"
    if attributes.get("id") and _COMMENTS.fullmatch(attributes["id"] or ""):
        return "furniture"
    names = attributes.get("class")
    return next((_TISTORY[name] for name in names.split() if name in _TISTORY), "") if names else ""


def _skins(node: LexborNode) -> str:
    known = _tistorys(node)
    if known or node.tag in _SKIN_TAGS:
        return known or "furniture"
    if node.tag == "form" and any(first(node, field) is not None for field in ("textarea", "fieldset")):
        return "furniture"  # one to comment or to search with
    attributes = node.attributes
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower().split()
    return "" if _SKIN.isdisjoint(names) else "furniture"


def _guarded(tag: str, is_exact: bool) -> Handler:
    """The handler of a tag, behind the question whether the element is of the post at all."""
    inner, kind_of = _POST.get(tag), _tistorys if is_exact else _skins

    def handle(node: LexborNode, walk: Walk) -> Outcome:
        kind = kind_of(node)
        if kind:
            return Skipped(kind)
        return inner(node, walk) if callable(inner) else inner

    return handle


IN_POST: Handlers = {**_POST, **{tag: _guarded(tag, is_exact=True) for tag in _SECTIONS}}
"""For a container that holds the post and what Tistory adds to it."""

IN_SKIN: Handlers = {**_POST, **{tag: _guarded(tag, is_exact=False) for tag in _SECTIONS}}
"""For a part of a page in which the skin stands as well."""
