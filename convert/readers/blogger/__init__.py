"""Blogger's export: Atom with posts, pages and comments, as its settings gave it and as Google Takeout gives it (`feed.atom`).

A source is read twice: comments stand anywhere, so the first time they are gathered, on disk when they are many, and of posts
only the numbers are kept. Memory is that of the longest entry, and a few bytes for each comment and post.

Settings, the template and everything else Blogger keeps in such a feed is no post, and only counted.
"""

from collections.abc import Iterator

from convert.errors import N_, ConvertError, FormatError
from convert.model import Document, Origin
from convert.notices import Report, ignore
from convert.options import ReaderOptions
from convert.readers._xml.blog_head import BlogHead, read_blog_head
from convert.readers.blogger.blog import Blog
from convert.readers.blogger.comments import Comments
from convert.readers.blogger.kinds import POSTS, entry_kind_or_post
from convert.readers.blogger.posts import PostContext, read_post
from convert.readers.rss.feed import XmlFault
from convert.readers.rss.reading import entries_of, keep_faults_costing_entries_and_report_others, make_faults
from convert.sources.source import Source

EXTENSIONS = (".xml", ".atom")

TAKES = {
    "title": "`title`",
    "date": "`published`",
    "lastmod": "`updated`",
    "slug": "the last part of the address",
    "url": "`link rel=alternate`; else `blogger:filename` below the blog's address",
    "aliases": "`blogger:filename`",
    "entry_id": "the number in `id`",
    "tags": "`category`, but for the kind",
    "kind": "the kind: a post or a page",
    "visibility": "`blogger:status`, `blogger:trashed`; who may read the blog",
    "draft": "`app:draft`, `blogger:status`",
    "author": "`author`",
    "summary": "`blogger:metaDescription`",
    "lang": "the blog's setting; else `xml:lang`",
    "extra": "`blogger:status` if it is not live; every other element",
    "body": "`content`",
    "comments": "entries of that kind, with their replies",
}

_HINT = N_("take the blog's export, or its feed of posts")


Options = ReaderOptions
"""What every reader can be told, and nothing else."""


def blog_head(source: Source) -> BlogHead:
    """What the blog is called, and says of itself."""
    return read_blog_head(source)


def read(source: Source, options: Options, report: Report) -> Iterator[Document]:
    """The posts and pages in their order, each with its comments.

    A fault in the XML costs the entry it is in: the next are read, and after the last `FormatError` names the lines. Bytes that
    are no text are U+FFFD, and named so. Raises `FormatError` for a feed that declares entities, and for the feed of a blog's
    comments, which has no posts.
    """
    found: list[XmlFault] = []
    faults = make_faults(source)
    digest = source.sha256
    with Comments() as comments:
        blog = _gather_blog_and_comments(source, options, comments)
        for notice in (*blog.notices_of_skipped_entries(), *comments.notice_of_total_orphans()):
            report(notice)
        context = PostContext(blog, comments, options, report)
        for number, entry in enumerate(entries_of(source, options, report, found), 1):
            if entry_kind_or_post(entry.fields) in POSTS:
                with faults.keep_any_error(str(number)):
                    document = read_post(entry, context, Origin("blogger", source.name, str(number), digest))
                    yield faults.report_damage_and_store_as_error(document, entry.problem, report)
    keep_faults_costing_entries_and_report_others(found, faults, report)
    faults.raise_errors()
    if comments.has_comments_but_no_posts:
        raise FormatError("holds comments and none of the posts they are on", source=source.name, hint=_HINT)


def _gather_blog_and_comments(source: Source, options: Options, comments: Comments) -> Blog:
    """What the entries say together; what is wrong with them is told when they are read again."""
    blog = Blog()
    try:
        for entry in entries_of(source, options, ignore, []):
            kind = entry_kind_or_post(entry.fields)
            if kind == "comment":
                comments.add_comment(entry)
            elif kind in POSTS:
                comments.note_known_post(entry)
            blog.gather_settings_and_count_non_posts(kind, entry)
    except ConvertError:
        pass
    return blog
