"""Rules that find one field of a post's metadata in a page. The first that answers counts, so the surest come first."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from convert import lazy_re as re
from convert.model.url import percent_decode_if_readable, unwrap_thumbnail
from convert.readers.page.addresses import find_base
from convert.readers.page.head import text_number_or_name_in, text_on_one_line
from convert.readers.page.outside import SkinText
from convert.readers.page.saved import has_web_scheme_and_host, join_address_or_unchanged
from convert.readers.page.view import Rule, View, is_inside_class_or_id, meta_rule

# Title

_SEPARATORS = (" :: ", " | ", " - ", " – ", " — ", " : ", ": ", "::", " · ", " » ")
_TITLE_TAGS = frozenset({"h1", "h2", "h3", "h4"})
_TITLE_NAMES = re.compile(r"(?<!sub_)(?<!sub-)title|tit_post|tit_blogview|tit_h\d|pcol1$|subject|headline")
_BLOG_NAMES = re.compile(r"^(?:(?:site|blog|brand)[-_]?(?:title|name|heading)|logo|navbar-brand)$")
"""Classes of the blog's own name, which is a title as well. Some themes call the title of a post so."""

_PLATFORMS = re.compile(
    r"\s*(?:[:|·-]|::)\s*(?:네이버 ?블로그|naver ?blog|velog|브런치(?:스토리)?|brunch|medium|egloos|이글루스)\s*$", re.IGNORECASE
)
"""The platform's name behind a title, where a page does not tell the name of its blog."""

_AROUND_BODY = re.compile(r"\s*(?:본문|본문 바로가기)$")


def without_blog_name(title: str, blog: str) -> str:
    """A title without the blog's name in front of or behind it, which skins put there with all kinds of separators."""
    if not blog or title == blog:
        return title
    for separator in _SEPARATORS:
        if title.endswith(separator + blog):
            return title.removesuffix(separator + blog).strip()
        if title.startswith(blog + separator):
            return title.removeprefix(blog + separator).strip()
    return title


def _title_meta_rule_without_blog_name(name: str) -> Rule:
    return name, lambda view: without_blog_name(view.head.metas.get(name, ""), view.head.blog_name)


def _json_ld_headline(view: View) -> str:
    return without_blog_name(text_number_or_name_in(view.head.posting.get("headline")), view.head.blog_name)


def _longest_skin_heading_in_page_title(view: View) -> str:
    """The longest heading of the skin that the page's `<title>` repeats."""
    whole = view.head.title
    found = [piece for piece in _skin_texts_that_may_be_title(view) if piece.text in whole and piece.text != view.head.blog_name]
    titles: list[str] = []
    below: set[str] = set()
    for piece in reversed(found):
        if not is_inside_class_or_id(piece, _BLOG_NAMES):
            below.add(piece.text)
        elif _is_any_in_rest_of_title(below, piece.text, whole):
            continue  # the blog's name above the title; alone it is the title
        titles.append(piece.text)
    return max(reversed(titles), key=len, default="")


def _is_any_in_rest_of_title(texts: set[str], taken: str, title: str) -> bool:
    """Whether `<title>` says one of the texts besides one that it says as well."""
    rest = title.replace(taken, "")
    return any(text in rest for text in texts)


def _last_title_class_heading_before_body(view: View) -> str:
    """The last heading before the body that bears the class of a title."""
    before = [piece for piece in _skin_texts_that_may_be_title(view) if piece.is_before and piece.text != view.head.blog_name]
    return next((piece.text for piece in reversed(before) if is_inside_class_or_id(piece, _TITLE_NAMES)), "")


def _skin_texts_that_may_be_title(view: View) -> Iterator[SkinText]:
    for piece in view.skin_texts:
        if (
            piece.text
            and (piece.tag in _TITLE_TAGS or is_inside_class_or_id(piece, _TITLE_NAMES))
            and not _AROUND_BODY.search(piece.text)
        ):
            yield piece


def _page_title_without_blog_or_platform(view: View) -> str:
    return _PLATFORMS.sub("", without_blog_name(view.head.title, view.head.blog_name))


TITLE: tuple[Rule, ...] = (
    _title_meta_rule_without_blog_name("og:title"),
    ("JSON-LD headline", _json_ld_headline),
    _title_meta_rule_without_blog_name("twitter:title"),
    _title_meta_rule_without_blog_name("title"),
    ("heading in <title>", _longest_skin_heading_in_page_title),
    ("heading of the skin", _last_title_class_heading_before_body),
    ("<title>", _page_title_without_blog_or_platform),
)


# Dates. Never `og:regDate`: it is a clock of twelve hours that does not say which half.

_DATE_NAMES = re.compile(
    r"date|time|^info|meta|metainfo|category_?area|publish|posted|byline|^pub$|^p-info$|author_area|entry-day", re.IGNORECASE
)
_CLOCK = r"(?:,?\s*(?:오전|오후|AM|PM)?\s*\d{1,2}(?::\d{2}(?::\d{2})?|시(?:\s?\d{1,2}분(?:\s?\d{1,2}초)?)?)(?:\s?(?:AM|PM))?)?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
SHOWN_DATE = re.compile(
    r"(?<![\d/])(?:19|20)\d\d\s?[-./년]\s?\d{1,2}\s?[-./월]\s?\d{1,2}\s?[.일]?(?:\s?\([일월화수목금토]\))?" + _CLOCK + r"(?!\d)"
    rf"|\b{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d\b|\b\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH},?\s(?:19|20)\d\d\b",
    re.IGNORECASE,
)
"""Dates as blogs show them: `2024. 7. 22. 15:05`, `2024년 7월 22일 오후 3시 5분`, `2024-07-22(월) 10:11`, `July 22, 2024`."""


def _date_of_first_time_element(view: View) -> str:
    return next((piece.moment for piece in view.skin_texts if piece.moment), "")


def _naver_date(view: View) -> str:
    """Milliseconds since 1970, as Naver shows them: in Korean time."""
    digits = view.attributes.get("adddate", "")
    if not re.fullmatch(r"1[0-9]{12}", digits):
        return ""
    return datetime.fromtimestamp(int(digits[:10]), timezone(timedelta(hours=9))).isoformat()


def _nearest_date_in_date_class(view: View) -> str:
    """The date nearest in front of the body under a class that says so, else behind it."""
    named = [piece for piece in view.skin_texts if is_inside_class_or_id(piece, _DATE_NAMES)]
    before = [piece for piece in named if piece.is_before]
    return _first_date_in([*reversed(before), *[piece for piece in named if not piece.is_before]])


def _nearest_date_before_body(view: View) -> str:
    return _first_date_in([piece for piece in reversed(view.skin_texts) if piece.is_before])


def _first_date_in(skin_texts: list[SkinText]) -> str:
    return next((text_on_one_line(match[0]) for piece in skin_texts if (match := SHOWN_DATE.search(piece.text))), "")


DATE: tuple[Rule, ...] = (
    meta_rule("article:published_time"),
    ("JSON-LD datePublished", lambda view: text_number_or_name_in(view.head.posting.get("datePublished"))),
    meta_rule("datepublished"),
    ("Naver's addDate", _naver_date),
    ("Velog's state", lambda view: text_number_or_name_in(view.head.state.get("released_at"))),
    *[meta_rule(name) for name in ("dc.date.issued", "dcterms.created", "parsely-pub-date", "pubdate", "date")],
    ("time element", _date_of_first_time_element),
    ("date of the skin", _nearest_date_in_date_class),
    ("date before the body", _nearest_date_before_body),
)
LASTMOD: tuple[Rule, ...] = (
    meta_rule("article:modified_time"),
    ("JSON-LD dateModified", lambda view: text_number_or_name_in(view.head.posting.get("dateModified"))),
    meta_rule("datemodified"),
    ("Velog's state", lambda view: text_number_or_name_in(view.head.state.get("updated_at"))),
    meta_rule("og:updated_time"),
)


# Categories and tags

_CATEGORY = re.compile(r"(?:^|/)category/([^?#]+)")
_TAG = re.compile(r"(?:^|/)(?:(?:tags?|keyword)/[^?#]|PostListByTagName\.|TagSearch\.)")
_CATEGORY_NAMES = re.compile(
    r"^(?:p_)?category$|tit_category|txt_category|link_cate|post-badge|^blog_category$|^_categoryName$|^pcol2$"
)
_NO_CATEGORY = frozenset({"카테고리 없음", "분류 전체보기", "전체보기", "category", "uncategorized", "미분류", "게시판"})
_TAG_NAMES = re.compile(
    r"^(?:tags?|area_tag|list_tag|tag_?trail|box-tag|article-tag|post-tags|link_tag|post_tag|wrap_tag|wrap_keyword|list_keyword"
    r"|taglist_\d+)$"
)
_OTHERS_TERMS = re.compile(r"/categories/|[?&]categoryName=|/search/label/", re.IGNORECASE)
"""Addresses of categories at other platforms, whose words stand in the link."""

_MOST_TAGS = 40
"""Links to tags beside a post; of more they are the whole blog's."""


def _tistory_category(view: View) -> str:
    return text_number_or_name_in(view.head.entry.get("categoryLabel"))


def _category_of_related_posts(view: View) -> str:
    return view.attributes.get("another_category", "")


def _category_in_nearest_link_address(view: View) -> str:
    """The link to a category nearest to the body."""
    before = [piece for piece in view.skin_texts if piece.is_before and piece.href]
    for piece in [*reversed(before), *view.skin_texts]:
        found = category_in_address_or_empty(piece.href)
        if found:
            return piece.text if found.isdecimal() else found
    return ""


def category_in_address_or_empty(href: str) -> str:
    """The path of a category in the address of its page."""
    match = _CATEGORY.search(href)
    return percent_decode_if_readable(re.sub(r"\.html?$", "", match[1])).strip("/ ") if match else ""


def _category_of_rel_or_categories_link(view: View) -> str:
    """What themes of other platforms say: `rel=category` at WordPress, `/categories/` at Hexo and Hugo."""
    stated = (piece.text for piece in view.skin_texts if "category" in piece.rel.split() or _OTHERS_TERMS.search(piece.href))
    return next((name for word in stated if (name := word.strip("-– ")) and name.lower() not in _NO_CATEGORY), "")


def _skin_category(view: View) -> str:
    named = (
        piece.text
        for piece in view.skin_texts
        if is_inside_class_or_id(piece, _CATEGORY_NAMES) and not SHOWN_DATE.search(piece.text)
    )
    return next(
        (
            name.strip("- ")
            for name in named
            if name.lower() not in _NO_CATEGORY and not name.endswith(":") and any(map(str.isalnum, name))
        ),
        "",
    )


def is_category_null_in_tistory_variables(view: View) -> bool:
    """Whether Tistory itself says that the post has no category: what a skin then shows is a phrase for that."""
    return "categoryLabel" in view.head.entry and view.head.entry["categoryLabel"] is None


CATEGORY: tuple[Rule, ...] = (
    ("T.entryInfo", _tistory_category),
    ("list of the category", _category_of_related_posts),
    ("rel=category", _category_of_rel_or_categories_link),
    ("link to a category", _category_in_nearest_link_address),
    meta_rule("article:section"),
    ("JSON-LD articleSection", lambda view: text_number_or_name_in(view.head.posting.get("articleSection"))),
    ("category of the skin", _skin_category),
)


def _rel_tags(view: View) -> tuple[str, ...]:
    """WordPress calls its categories `category tag`."""
    return _distinct_tags_without_hash_or_comma(
        piece.text for piece in view.skin_texts if "tag" in (rel := piece.rel.split()) and "category" not in rel
    )


def _linked_tags_unless_too_many(view: View) -> tuple[str, ...]:
    found = _distinct_tags_without_hash_or_comma(piece.text for piece in view.skin_texts if _TAG.search(piece.href))
    return found if len(found) <= _MOST_TAGS else ()


def _tags_listed_without_links(view: View) -> tuple[str, ...]:
    """A skin's list of tags, parted by `#` or commas; of links only those whose text begins with the sign of a tag."""
    named = [
        piece.text
        for piece in view.skin_texts
        if is_inside_class_or_id(piece, _TAG_NAMES)
        and (not piece.href or piece.text.startswith("#"))
        and piece.tag not in _TITLE_TAGS
    ]
    return _distinct_tags_without_hash_or_comma(
        tag for line in named for tag in re.split(r"[#,]", line) if "#" in line or "," in line
    )


def _article_tags(view: View) -> tuple[str, ...]:
    return _distinct_tags_without_hash_or_comma(view.head.metas.get("article:tag", "").split(","))


def _json_ld_keywords(view: View) -> tuple[str, ...]:
    words = view.head.posting.get("keywords")
    return _distinct_tags_without_hash_or_comma(
        map(text_number_or_name_in, words) if isinstance(words, list) else text_number_or_name_in(words).split(",")
    )


def _velog_tags(view: View) -> tuple[str, ...]:
    tags = view.head.state.get("tags")
    found = tags.get("json") if isinstance(tags, Mapping) else tags
    return _distinct_tags_without_hash_or_comma(map(text_number_or_name_in, found)) if isinstance(found, list) else ()


def _distinct_tags_without_hash_or_comma(names: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag for name in names if (tag := name.strip().lstrip("#").strip().rstrip(","))))


TAGS: tuple[Rule, ...] = (
    ("rel=tag", _rel_tags),
    ("links to tags", _linked_tags_unless_too_many),
    ("tags of the skin", _tags_listed_without_links),
    ("article:tag", _article_tags),
    ("Velog's state", _velog_tags),
    ("JSON-LD keywords", _json_ld_keywords),
)


# Everything else

_AUTHOR_NAMES = re.compile(
    r"^(?:author|writer|txt_by|by|nickname|post-author|author-name|se_author|username|user_name|text_author|link_author|last_entry_by_name|p-author|byline|fn|vcard)$"
)
_BY = re.compile(r"^(?:by|글|글쓴이|작성자|written by|posted by)(?:\s*:?\s+|\s*:?\s*$)", re.IGNORECASE)
_DEFAULT_COVER = re.compile(
    r"tistory_admin/static/(?:images/openGraph|manage/images)|opengraph\.png$|pstatic\.net/static/blog/icon|images\.velog\.io/velog\.png"
    r"|gravatar\.com/avatar|s0\.wp\.com/i/blank",
    re.IGNORECASE,
)
"""Pictures that platforms show for posts without one."""


def _skin_author(view: View) -> str:
    named = (
        piece.text
        for piece in view.skin_texts
        if is_inside_class_or_id(piece, _AUTHOR_NAMES) and not SHOWN_DATE.search(piece.text)
    )
    return next((name for text in named if (name := _BY.sub("", text).strip()) and len(name) < 60), "")


def _tistory_nickname(view: View) -> str:
    blog = view.head.config.get("BLOG")
    return text_number_or_name_in(blog.get("nickName")) if isinstance(blog, Mapping) else ""


def _author_meta_rule_unless_address(name: str) -> Rule:
    """A meta that may hold the address of a profile instead of a name."""
    return name, lambda view: "" if has_web_scheme_and_host(view.head.metas.get(name, "")) else view.head.metas.get(name, "")


AUTHOR: tuple[Rule, ...] = (
    meta_rule("og.article.author"),
    meta_rule("og:article:author"),
    meta_rule("by"),
    _author_meta_rule_unless_address("article:author"),
    _author_meta_rule_unless_address("author"),
    ("JSON-LD author", lambda view: text_number_or_name_in(view.head.posting.get("author"))),
    ("T.config", _tistory_nickname),
    meta_rule("naverblog:nickname"),
    ("author of the skin", _skin_author),
)


def _cover_meta_rule(name: str) -> Rule:
    return name, lambda view: _own_cover_address_or_empty(view.head.metas.get(name, ""), view)


def _own_cover_address_or_empty(url: str, view: View) -> str:
    """A picture of the post's own behind the thumbnail; a blog without one gets a picture of Tistory's."""
    url = unwrap_thumbnail(url)
    url = join_address_or_unchanged(find_base(view).links, url) if url and not has_web_scheme_and_host(url) else url
    return "" if not has_web_scheme_and_host(url) or _DEFAULT_COVER.search(url) else url


def _json_ld_image(view: View) -> str:
    image = view.head.posting.get("image")
    image = image[0] if isinstance(image, list) and image else image
    return _own_cover_address_or_empty(
        text_number_or_name_in(image.get("url") or image.get("@id"))
        if isinstance(image, Mapping)
        else text_number_or_name_in(image),
        view,
    )


_SUBTITLE_NAMES = re.compile(r"^(?:cover_sub_title|sub_?title|post-subtitle|entry-subtitle)$")


def _post_subtitle_in_skin(view: View) -> str:
    return next((piece.text for piece in view.skin_texts if is_inside_class_or_id(piece, _SUBTITLE_NAMES)), "")


COVER: tuple[Rule, ...] = (_cover_meta_rule("og:image"), _cover_meta_rule("twitter:image"), ("JSON-LD image", _json_ld_image))
SUMMARY: tuple[Rule, ...] = (meta_rule("og:description"), meta_rule("description"), ("subtitle", _post_subtitle_in_skin))

_LANGUAGES = {"kr": "ko", "ko-kr": "ko", "kor": "ko", "korean": "ko"}
"""What pages call Korean besides `ko`; `kr` is Kanuri."""


def _normalize_language_tag_or_empty(code: str) -> str:
    code = code.strip().replace("_", "-").lower()
    return _LANGUAGES.get(code, code) if re.fullmatch(r"[a-z]{2,8}(?:-[a-z0-9]{2,8}){0,2}", code) else ""


LANG: tuple[Rule, ...] = (
    ("html lang", lambda view: _normalize_language_tag_or_empty(view.head.lang)),
    ("og:locale", lambda view: _normalize_language_tag_or_empty(view.head.metas.get("og:locale", ""))),
)
