"""Feeds: RSS 2.0 and 1.0 and Atom, as Tistory and other blogs publish them."""

from collections.abc import Iterator

from convert.model import Document, Origin
from convert.notices import Report
from convert.options import ReaderOptions
from convert.readers._xml.blog_head import BlogHead, read_blog_head
from convert.readers.rss.feed import XmlFault
from convert.readers.rss.posts import PostReader
from convert.readers.rss.reading import entries_of, keep_faults_costing_entries_and_report_others, make_faults
from convert.sources.source import Source

EXTENSIONS = (".xml", ".rss", ".atom")

TAKES = {
    "title": "`title`",
    "date": "`pubDate`, `dc:date`, `published`; without one `updated`",
    "lastmod": "`updated`, `dcterms:modified`",
    "url": "`link`, `guid`, `id`",
    "aliases": "the other addresses; on Tistory the number too",
    "slug": "`/entry/...` in an address",
    "entry_id": "the number in an address, or in `comments`",
    "categories": "Tistory: the first `category`; else those that are no tags",
    "tags": "Tistory: the other `category`; else those whose domain or scheme says so",
    "draft": "`app:draft` in Atom",
    "author": "`author`, `dc:creator`",
    "summary": "`description` or `summary` beside a whole text",
    "cover": "`enclosure`, `media:thumbnail`, `media:content`",
    "lang": "`language`, `xml:lang` of the feed",
    "body": "`content:encoded`, `content`, `description`, `summary`",
    "extra": "`comments` and every other element",
}


Options = ReaderOptions
"""What every reader can be told, and nothing else."""


def blog_head(source: Source) -> BlogHead:
    """What the blog is called, and says of itself."""
    return read_blog_head(source)


def read(source: Source, options: Options, report: Report) -> Iterator[Document]:
    """One document an entry.

    A fault in the XML costs the entry it is in: the next are read, and after the last `FormatError` names the lines. Bytes that
    are no text are U+FFFD, and named so. Raises `FormatError` for a feed that declares entities.
    """
    found: list[XmlFault] = []
    faults = make_faults(source)
    digest = source.sha256
    for number, entry in enumerate(entries_of(source, options, report, found), 1):
        with faults.keep_any_error(str(number)):
            document = PostReader(entry, options, report).make_document(Origin("rss", source.name, str(number), digest))
            yield faults.report_damage_and_store_as_error(document, entry.problem, report)
    keep_faults_costing_entries_and_report_others(found, faults, report)
    faults.raise_errors()
