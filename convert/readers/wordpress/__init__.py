"""WordPress export files: WXR 1.0 to 1.2, as *Tools, Export* writes them.

Read as a stream, twice: first what the export says of the site (authors, categories, the media library, reusable blocks), then
one item after the other. Attachments are resources of the posts that show them. Menus, templates, revisions and records of
plugins are no posts, and counted; nor is what is in the trash.
"""

from collections.abc import Iterator

from convert import lazy_re as re
from convert.errors import N_, FormatError, SourceError
from convert.model import Document
from convert.notices import Notice, Report
from convert.options import ReaderOptions
from convert.readers._faults import Faults
from convert.readers._xml.blog_head import BlogHead, read_blog_head
from convert.readers._xml.element import parse_element_naming_problem
from convert.readers._xml.scan import cut_pieces
from convert.readers.wordpress.format import find_renamed_prefixes, make_vocabulary, section_elements_with_renamed_prefixes
from convert.readers.wordpress.kinds import non_post_kind_or_empty
from convert.readers.wordpress.post import PostContext, kind_and_number_or_byte_offset, read_post
from convert.readers.wordpress.site import Site, read_site
from convert.sources.source import Source, require_codec

EXTENSIONS = (".xml", ".wxr")

TAKES = {
    "title": "`title`",
    "date": "`wp:post_date` with the offset of `wp:post_date_gmt`; else `pubDate`",
    "lastmod": "`wp:post_modified`",
    "slug": "`wp:post_name`",
    "url": "`link`",
    "aliases": "`guid`, `_wp_old_slug`",
    "entry_id": "`wp:post_id`",
    "categories": "`category`, by the list before the items; not Uncategorized (`미분류`), which means none",
    "tags": "`category` of `post_tag`",
    "kind": "`wp:post_type`; of a plugin's type `post`",
    "visibility": "`wp:status`, `wp:post_password`",
    "draft": "`wp:status` `draft`, `pending`, `future`",
    "author": "`dc:creator`, by `wp:author`",
    "summary": "`excerpt:encoded`; else a plugin's description",
    "cover": "`_thumbnail_id`",
    "lang": "`language`",
    "extra": "a plugin's type, format, parent, sticky, other taxonomies, custom fields, trackbacks",
    "body": "`content:encoded`",
    "comments": "`wp:comment` that were approved",
    "resources": "items that are attachments, where a post shows them",
}

_ENTITY = re.compile(rb"<!ENTITY\b", re.IGNORECASE)
_WIDE = (b"\xff\xfe", b"\xfe\xff")


Options = ReaderOptions
"""What every reader can be told, and nothing else."""


def blog_head(source: Source) -> BlogHead:
    """What the blog is called, and says of itself."""
    return read_blog_head(source)


def read(source: Source, options: Options, report: Report) -> Iterator[Document]:
    """The posts and pages, in their order.

    Broken ones do not stop the others: what can be read of them is there, and after the last `FormatError` names each. Raises
    `SourceError` for UTF-16 and for an encoding there is not, `FormatError` for an export that declares entities.
    """
    _refuse_utf16_and_entities(source)
    encoding = require_codec(source, options.encoding) if options.encoding else ""
    renamed = find_renamed_prefixes(source.head)
    shape, vocabulary = section_elements_with_renamed_prefixes(renamed), make_vocabulary(renamed)
    site = read_site(source, shape, vocabulary, encoding)
    _report_counts_of_items_that_are_no_posts(site, report)
    context = PostContext(source, site, options, report)
    faults = Faults(source.name, N_("what could be read is there; compare it with the source"))
    with source.open() as stream:
        for piece in cut_pieces(stream, shape):
            if not piece.name:
                faults.keep_problem_to_raise_later(piece.problem)
            elif piece.name == "item":
                item, fault = parse_element_naming_problem(piece.data, encoding, vocabulary, report)
                problem, name = piece.problem or fault, kind_and_number_or_byte_offset(item, piece)
                if not non_post_kind_or_empty(item, piece.data if problem else b""):
                    with faults.keep_any_error(name):
                        post = read_post(item, piece, context)
                        yield faults.report_damage_and_store_as_error(post, problem, report)
                elif problem:
                    report(Notice("damaged-part", f"{name}: {problem}"))
    faults.raise_errors()


def _refuse_utf16_and_entities(source: Source) -> None:
    head = source.head
    if head.startswith(_WIDE):
        raise SourceError("is UTF-16, which no export was written in", source=source.name, hint="save it as UTF-8")
    if _ENTITY.search(head.partition(b"<rss")[0]):
        problem = "declares entities of its own, which may grow without end"
        raise FormatError(problem, source=source.name, hint="take the DOCTYPE out")


def _report_counts_of_items_that_are_no_posts(site: Site, report: Report) -> None:
    """Say what is left out. It is said with the first post, since what is said behind the last belongs to none."""
    for kind, count in sorted(site.left_out.items()):
        report(Notice("no-post", kind, count))
