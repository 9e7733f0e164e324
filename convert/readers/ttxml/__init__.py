"""TTXML: the XML backup of Tattertools, Textcube and, until about 2016, Tistory.

Read as a stream, so that a backup with gigabytes of attachments needs no more memory than its longest post. An attachment whose
bytes are in the backup becomes a `Resource` whose `member` says at which bytes of the file its base64 stands.

The guest book, links, statistics, the skin and plugins belong to no post and are left out.
"""

from collections.abc import Iterator

from convert.errors import N_, SourceError
from convert.model import Document, Resource
from convert.notices import Notice, Report
from convert.options import ReaderOptions
from convert.readers._faults import Faults
from convert.readers._xml.blog_head import BlogHead, read_blog_head
from convert.readers._xml.element import parse_element_naming_problem
from convert.readers._xml.scan import cut_pieces
from convert.readers.ttxml.attachments import load_attachment
from convert.readers.ttxml.blog import Blog, with_setting_or_category
from convert.readers.ttxml.format import LAYOUT, WORDS
from convert.readers.ttxml.post import PostContext, kind_and_number_or_byte_offset, read_post
from convert.sources.source import Source, require_codec

EXTENSIONS = (".xml",)

TAKES = {
    "title": "`title`; of a keyword `name`",
    "date": "`published`; else `created`",
    "lastmod": "`modified`",
    "slug": "`slogan`",
    "url": "`id` or `slogan` below the blog's domain",
    "aliases": "the other of these two",
    "entry_id": "`id`",
    "categories": "`category`",
    "tags": "`tag`",
    "kind": "`post`, `page`, `notice` or `keyword`",
    "visibility": "`visibility`",
    "draft": "`appointed`",
    "author": "`author`, unless it is a number",
    "cover": "the `attachment` with an `enclosure`",
    "extra": "`created`, trackbacks, places",
    "body": "`content`; else `description`",
    "comments": "`comment`",
    "resources": "`attachment`",
}

_WIDE = (b"\xff\xfe", b"\xfe\xff")


Options = ReaderOptions
"""What every reader can be told, and nothing else."""


def blog_head(source: Source) -> BlogHead:
    """What the blog is called, and says of itself."""
    return read_blog_head(source)


def read(source: Source, options: Options, report: Report) -> Iterator[Document]:
    """The posts, pages, notices and keywords, in their order.

    Broken ones do not stop the others: what can be read of them is there, and after the last `FormatError` names each. Raises
    `SourceError` for UTF-16 and for an encoding there is not.
    """
    encoding = require_codec(source, options.encoding) if options.encoding else ""
    if source.head.startswith(_WIDE):
        raise SourceError("is UTF-16, which no backup was written in", source=source.name, hint="save it as UTF-8")
    context = PostContext(source, options, report)
    blog = Blog()
    faults = Faults(source.name, N_("what could be read is there; compare it with the source"))
    with source.open() as stream:
        for piece in cut_pieces(stream, LAYOUT):
            if not piece.name:
                faults.keep_problem_to_raise_later(piece.problem)
                continue
            element, fault = parse_element_naming_problem(piece.data, encoding, WORDS, report)
            problem, name = piece.problem or fault, kind_and_number_or_byte_offset(element, piece)
            if element.name == piece.name and piece.name in LAYOUT.posts:
                with faults.keep_any_error(name):
                    post = read_post(element, piece, blog, context)
                    yield faults.report_damage_and_store_as_error(post, problem, report)
            elif problem:
                faults.keep_problem_to_raise_later(problem, name) if piece.name in LAYOUT.posts else report(
                    Notice("damaged-part", f"{name}: {problem}")
                )
            blog = with_setting_or_category(element, blog)
    faults.raise_errors()


def load_resource(source: Source, resource: Resource) -> bytes:
    """The bytes of an attachment. Raises `SourceError` when the backup does not hold them, or they are broken."""
    return load_attachment(source, resource)


__all__ = ["EXTENSIONS", "Options", "load_resource", "read"]
