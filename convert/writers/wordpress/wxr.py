"""WXR 1.2, the file that *Tools, Import, WordPress* takes.

What stands in it follows `wp-admin/includes/export.php`, but for what the importer (wordpress-importer 0.9.5) would spoil: no
address of the old blog as `wp:base_site_url`, by which it breaks links inside posts.
"""

from collections.abc import Iterable
from html import escape

from msgspec import Struct

from convert import __version__
from convert.writers.wordpress.record import CommentRecord, FileRecord, Moment, PostRecord
from convert.writers.wordpress.slugs import percent_encode_slug
from convert.writers.wordpress.terms import Term
from convert.writers.wordpress.xml import attribute, cdata_element, element, escaped_text_element

_HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0"
\txmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
\txmlns:content="http://purl.org/rss/1.0/modules/content/"
\txmlns:wfw="http://wellformedweb.org/CommentAPI/"
\txmlns:dc="http://purl.org/dc/elements/1.1/"
\txmlns:wp="http://wordpress.org/export/1.2/"
>
<channel>
"""
_TAIL = "</channel>\n</rss>\n"


class Item(Struct, frozen=True):
    """A post with all that only who knows every post can say: its number, the login of its author (empty for nobody), its terms,
    and the number of its cover (0 for none).
    """

    post: PostRecord
    number: int
    login: str
    categories: tuple[Term, ...]
    tags: tuple[Term, ...]
    first_comment: int = 1
    cover: int = 0


class AttachmentItem(Struct, frozen=True):
    """A file with its number, its own title, and the number and date of the post it was first met in."""

    file: FileRecord
    number: int
    title: str
    post: int
    date: Moment


def wxr_document(lang: str, authors: Iterable[str], terms: Iterable[str], items: Iterable[str]) -> str:
    """A whole file of elements that are text already."""
    head = (
        escaped_text_element("title", "blogconvert") + escaped_text_element("link", "") + escaped_text_element("description", "")
    )
    head += escaped_text_element("language", lang) + escaped_text_element("wp:wxr_version", "1.2")
    head += escaped_text_element("generator", f"blogconvert {__version__}")
    return "".join([_HEAD, head, *authors, *terms, *items, _TAIL])


def author_element(login: str, name: str) -> str:
    """Who wrote; a mail address nobody is told."""
    return element("wp:author", cdata_element("wp:author_login", login), cdata_element("wp:author_display_name", name))


def category_element(term: Term) -> str:
    """A category, before the items."""
    return element(
        "wp:category",
        cdata_element("wp:category_nicename", percent_encode_slug(term.slug)),
        cdata_element("wp:category_parent", percent_encode_slug(term.parent)),
        cdata_element("wp:cat_name", escape(term.name, quote=False)),
    )


def tag_element(term: Term) -> str:
    """A tag, before the items."""
    return element(
        "wp:tag",
        cdata_element("wp:tag_slug", percent_encode_slug(term.slug)),
        cdata_element("wp:tag_name", escape(term.name, quote=False)),
    )


def post_element(item: Item) -> str:
    """A post or page."""
    post = item.post
    return element(
        "item",
        cdata_element("title", post.title),
        escaped_text_element("link", post.link),
        cdata_element("dc:creator", item.login),
        _guid_element_without_permalink(post.link),
        cdata_element("content:encoded", post.content),
        cdata_element("excerpt:encoded", post.excerpt),
        escaped_text_element("wp:post_id", item.number),
        *_date_elements("post_date", post.date),
        *_date_elements("post_modified", post.modified),
        cdata_element("wp:comment_status", "open"),
        cdata_element("wp:ping_status", "closed"),
        cdata_element("wp:post_name", percent_encode_slug(post.slug)),
        cdata_element("wp:status", post.status),
        escaped_text_element("wp:post_parent", 0),
        cdata_element("wp:post_type", post.kind),
        cdata_element("wp:post_password", post.password),
        escaped_text_element("wp:is_sticky", int(post.sticky)),
        *[_post_term_element("category", term) for term in item.categories],
        *[_post_term_element("post_tag", term) for term in item.tags],
        *[_post_meta_element(name, value) for name, value in post.fields],
        _post_meta_element("_thumbnail_id", str(item.cover)) if item.cover else "",
        *[_comment_element(comment, item.first_comment - 1) for comment in post.comments],
    )


def attachment_element(item: AttachmentItem) -> str:
    """A file to fetch. Its `guid` is the address as posts spell it, for which the importer looks in them as well."""
    return element(
        "item",
        cdata_element("title", item.title),
        _guid_element_without_permalink(item.file.spelled),
        escaped_text_element("wp:post_id", item.number),
        *_date_elements("post_date", item.date),
        cdata_element("wp:status", "inherit"),
        escaped_text_element("wp:post_parent", item.post),
        cdata_element("wp:post_type", "attachment"),
        cdata_element("wp:attachment_url", item.file.url),
        _post_meta_element("_wp_attachment_image_alt", item.file.alt) if item.file.alt else "",
    )


def _guid_element_without_permalink(address: str) -> str:
    return cdata_element("guid", address, ' isPermaLink="false"')


def _date_elements(name: str, moment: Moment) -> tuple[str, str]:
    """Both or none: WordPress makes a date of its own of one."""
    return cdata_element(f"wp:{name}", moment.local), cdata_element(f"wp:{name}_gmt", moment.gmt)


def _post_term_element(taxonomy: str, term: Term) -> str:
    named = f"{attribute('domain', taxonomy)}{attribute('nicename', percent_encode_slug(term.slug))}"
    return cdata_element("category", escape(term.name, quote=False), named)


def _post_meta_element(name: str, value: str) -> str:
    return element("wp:postmeta", cdata_element("wp:meta_key", name), cdata_element("wp:meta_value", value))


def _comment_element(comment: CommentRecord, number_offset: int) -> str:
    """A comment, with no more of its writer than a name and a site."""
    return element(
        "wp:comment",
        escaped_text_element("wp:comment_id", comment.number + number_offset),
        cdata_element("wp:comment_author", comment.author),
        escaped_text_element("wp:comment_author_url", comment.url),
        *_date_elements("comment_date", comment.date),
        cdata_element("wp:comment_content", comment.content),
        cdata_element("wp:comment_approved", "1"),
        cdata_element("wp:comment_type", "comment"),
        escaped_text_element("wp:comment_parent", comment.parent + number_offset if comment.parent else 0),
    )
