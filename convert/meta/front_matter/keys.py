"""What front matter calls what it says of a post: one table, whatever engine, exporter or language wrote the key.

A key is compared by its letters and digits alone, so that `pub_date`, `pub-date`, `pubDate` and `Pub Date` are one. Left out on
purpose: `link` and `source`, which on blogs of links name what a post is about; `keywords`, which are for search engines; `time`,
which may be how long a post takes to read.
"""

from functools import lru_cache

KEYS: dict[str, tuple[str, ...]] = {
    "title": ("title", "post_title", "headline", "제목", "글_제목"),
    "date": (
        *("date", "pubdate", "published_at", "publishdate", "published", "datepublished", "created_at", "created"),
        *("publication_date", "published_on", "published_date", "published_time", "article:published_time", "first_published_at"),
        *("posted", "posted_at", "posted_on", "post_date", "date_posted", "datetime", "timestamp", "written_at", "write_date"),
        *("created_date", "created_time", "created_on", "date_created", "creation_date", "create_date", "create_time"),
        *("reg_date", "regdt", "wdate"),
        *("작성일", "작성일시", "작성일자", "작성_날짜", "작성_시간", "작성", "날짜", "일자", "일시"),
        *("발행일", "발행일시", "발행일자", "발행_날짜", "발행", "게시일", "게시일시", "게시일자", "게시_날짜", "게시"),
        *("등록일", "등록일시", "등록일자", "등록_날짜", "등록"),
        *("생성일", "생성_일시", "생성_날짜", "생성_시간"),
    ),
    "lastmod": (
        *("lastmod", "last_modified_at", "updated", "modified", "updateddate", "updated_at", "last_modified", "last_updated"),
        *("last_updated_at", "last_modified_time", "last_update", "last_edited", "last_edited_time", "edited_at"),
        *("modified_at", "modified_on", "modified_date", "modified_time", "article:modified_time", "date_modified"),
        *("updated_on", "updated_time", "date_updated", "update_date", "update_time", "mod_date", "upd_date"),
        *("수정일", "수정일시", "수정일자", "수정_날짜", "수정_시간", "수정"),
        *("최종_수정일", "최종_수정", "마지막_수정일", "갱신일", "업데이트", "업데이트_날짜"),
        *("최종_편집_일시", "최종_편집_시간", "편집_일시"),
    ),
    "slug": ("slug", "post_name", "url_slug", "슬러그"),
    "url": (
        *("url", "permalink", "source_url", "canonical_url", "post_url"),
        *("원문", "원문_링크", "원문_주소", "원본_링크", "글_주소"),
    ),
    "aliases": ("aliases", "alias", "redirect_from"),
    "categories": ("categories", "category", "post_categories", "카테고리", "분류"),
    "tags": ("tags", "tag", "post_tags", "hashtags", "hashtag", "labels", "태그", "해시태그"),
    "author": ("author", "authors", "writer", "byline", "글쓴이", "작성자", "저자", "필자"),
    "summary": (
        *("summary", "excerpt", "description", "desc", "feature_text", "abstract", "meta_description"),
        *("요약", "설명", "발췌"),
    ),
    "cover": (
        *("cover", "image", "cover_image", "feature_image", "featured_image", "thumbnail", "heroimage", "hero_image"),
        *("og_image", "thumbnail_url", "썸네일", "대표_이미지", "대표_사진"),
    ),
    "lang": ("lang", "language", "locale", "언어"),
    "entry_id": ("entry_id",),
}
"""The keys that feed each field of `Meta`; the first is the one that is written. Those are that say what a page of its own says
(`canonical_url`) or an exporter (`post_name` of WordPress, `regdt` of Korean boards, `date created` of Obsidian's Linter)."""


@lru_cache(maxsize=4096)
def normalize_key(key: str) -> str:
    """A key as it is compared: its letters and digits in lower case; one that has none is itself."""
    return "".join([character for character in key.casefold() if character.isalnum()]) or key


PLAIN: dict[str, tuple[str, ...]] = {field: tuple(dict.fromkeys(map(normalize_key, keys))) for field, keys in KEYS.items()}
"""The same as they are compared."""

PROSE_KEYS = frozenset(PLAIN["title"]) | frozenset(PLAIN["summary"])
"""Keys of running text, in which `#` and brackets mean nothing."""

TEXT_KEYS = frozenset(key for field, keys in PLAIN.items() if field not in ("date", "lastmod") for key in keys)
"""Keys whose values are text whatever YAML, TOML or JSON think."""

USUAL_KEYS = TEXT_KEYS | {
    *("date", "pubdate", "lastmod", "lastmodifiedat", "updated", "layout", "draft", "published", "toc"),
    *("작성일", "발행일", "게시일", "등록일", "수정일", "날짜"),
}
"""What tells broken front matter from a body that begins with a thematic break."""
