"""Ghost: zips that its import takes, with posts, pictures and files, and `redirects.yaml` beside them.

What Ghost 6.65 does with them, and what its owner does, is in docs/ghost.md.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Annotated, Literal

import msgspec
from msgspec.structs import replace

from convert import lazy_re as re
from convert.errors import N_, UsageError
from convert.model import Attachment, Comment, Document, Image, Link, LinkCard
from convert.model.walk import walk
from convert.notices import Notice, Report
from convert.options import PostLinksOption, WriterOptions
from convert.plan.places import ResourcePlace
from convert.sources.gathering import Gatherer
from convert.sources.source import File
from convert.writers import comments
from convert.writers._media_url import MediaUrlOption, media_url_without_slash_or_raise
from convert.writers._options import UnpublishedLinksOption
from convert.writers._shard_size import parse_shard_bytes_or_zero_or_raise
from convert.writers._site import UNPUBLISHED, Move, NewUrlOption, RedirectsOption, redirect_files
from convert.writers.ghost.import_file import TaggedPost, encode_import
from convert.writers.ghost.looks import without_unwanted_styles_and_alignments
from convert.writers.ghost.parts import COMMENTS_FILE, POST_FILES, PartGatherer, is_file_brought_along_by_import
from convert.writers.ghost.post_row import post_row
from convert.writers.ghost.redirects import redirects_file
from convert.writers.ghost.slugs import RESERVED_PAGES, post_slug
from convert.writers.ghost.tags import tag_rows_before_slugs_are_made_unique

JOINED = False
EXTENSION = ""
PREVIEW = N_("Posts, Drafts in Ghost's admin, once {site}/ghost-1.zip is imported")

_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")

_GHOST_URL = "__GHOST_URL__"
"""What Ghost puts its own address in the place of (url-utils, `transform-ready`)."""

_PICTURES = frozenset("jpg jpeg gif png svg svgz ico webp".split())
"""Endings of what Ghost takes for pictures (`uploads.images` of overrides.json); others are files."""


class Options(WriterOptions, frozen=True, kw_only=True):
    """How posts look in Ghost, and where their pictures are."""

    keep_urls: Annotated[
        Literal["none", "alias"],
        msgspec.Meta(
            description="Old addresses of a post: what its front matter names, or all it had (alias), so that they lead to it."
        ),
    ] = "none"
    post_links: PostLinksOption = "path"
    unpublished_links: UnpublishedLinksOption = "text"
    color: Annotated[
        Literal["drop", "html"],
        msgspec.Meta(description="Colour, size and font of text: leave out, or write as <span style> in an HTML card."),
    ] = "drop"
    alignment: Annotated[
        Literal["drop", "html"],
        msgspec.Meta(description="Paragraphs that are centred or the like: write as HTML cards, or without that as Ghost's own."),
    ] = "html"
    comments: Annotated[
        Literal["file", "none"],
        msgspec.Meta(description="Readers' comments, which Ghost imports none of: write to comments.jsonl, or leave out."),
    ] = "file"
    schedule_from: Annotated[
        str,
        msgspec.Meta(
            description="Day from which on posts wait for their date, as 2027-01-31. Without it only those whose source says "
            "that they wait do so; Ghost shows others at once."
        ),
    ] = ""
    part_size: Annotated[
        str, msgspec.Meta(description="Bytes of posts and their files in a zip, before they are packed, such as 45MB.")
    ] = "45MB"
    media_url: MediaUrlOption = ""
    redirects: RedirectsOption = ()
    new_url: NewUrlOption = ""

    def __post_init__(self) -> None:
        """Raise `UsageError` for what is no day, and for what is no size."""
        super().__post_init__()
        if not parse_shard_bytes_or_zero_or_raise(self.part_size, "part_size"):
            raise UsageError("part_size cannot be empty", hint="it is a number of bytes, such as 45MB")
        media_url_without_slash_or_raise(self.media_url)
        if self.schedule_from and not _DAY.fullmatch(self.schedule_from):
            raise UsageError(f"schedule_from cannot be {self.schedule_from!r}", hint="it is a day, such as 2027-01-31")


def text(document: Document, options: Options, report: Report) -> str:
    """An import file with this post alone."""
    return _import_text(document, document.meta.slug or document.meta.entry_id, options, report)


def write(document: Document, place: str, options: Options, report: Report) -> Iterator[File]:
    """An import file with this post alone, and its comments, which `gathering` puts together with those of other posts."""
    _report_files_to_copy(document, report)
    yield File(f"{POST_FILES}{place}.json", _import_text(document, place, options, report).encode())
    if options.comments == "file":
        yield from _public_comments_file_and_notice_if_any(document, report)


def gathering(options: Options) -> Gatherer:
    """Zips of posts, and one file of comments."""
    return PartGatherer(parse_shard_bytes_or_zero_or_raise(options.part_size))


def address(document: Document, place: str, options: Options) -> str:
    """The post's slug at the root, where Ghost's `routes.yaml` has it."""
    return f"/{post_slug(place)}/"


def addresses_taken_by_other_pages(tags: Set[str], categories: Set[str], pages: Set[str]) -> Iterator[str]:
    """What is Ghost's own at the root of a site."""
    return (f"/{name}/" for name in sorted(RESERVED_PAGES))


def resource_place(document: Document, place: str, options: Options) -> ResourcePlace:
    """A folder of the post in each of Ghost's folders of content.

    Ghost shows what is there to everybody, so that files of a post for few wait beside the zip; see
    `docs/decisions/0029-a-zip-of-posts-with-all-they-show.md`.
    """
    base = media_url_without_slash_or_raise(options.media_url) or _GHOST_URL
    held = UNPUBLISHED if document.meta.visibility in ("private", "protected") else ""
    images, files = (f"content/{kind}/{post_slug(place)}" for kind in ("images", "files"))
    apart = ResourcePlace(f"{held}{files}", f"{base}/{files}/", ascii_names=True)
    return ResourcePlace(f"{held}{images}", f"{base}/{images}/", apart, kept_in=_PICTURES, ascii_names=True)


def finish(moves: Sequence[Move], options: Options) -> Iterator[File]:
    """Ghost's own redirects, and those of a host if they are wanted."""
    yield from redirects_file(moves)
    yield from redirect_files(moves, options.redirects, "", options.new_url)


def _import_text(document: Document, place: str, options: Options, report: Report) -> str:
    plain = without_unwanted_styles_and_alignments(document, options.color, options.alignment, report)
    row = post_row(plain, place, options.schedule_from, report)
    return encode_import([TaggedPost(row, tag_rows_before_slugs_are_made_unique(document.meta, report))]).decode()


def _report_files_to_copy(document: Document, report: Report) -> None:
    """Name the post's files that the import does not take."""
    nodes = [node for node in walk(document.children) if isinstance(node, Attachment | Image | Link | LinkCard)]
    urls = (node.image if isinstance(node, LinkCard) else node.url for node in nodes)
    for url in dict.fromkeys(urls):
        path = url.removeprefix(f"{_GHOST_URL}/")
        if path != url and not is_file_brought_along_by_import(path):
            report(Notice("untaken-file", path))


def _public_comments_file_and_notice_if_any(document: Document, report: Report) -> Iterator[File]:
    """The comments of a post that anybody may see. A secret one goes with its replies, which tell what it said."""
    shown = replace(document, comments=_public_comments(document.comments))
    lines = comments.text(shown, comments.Options(), report)
    if lines:
        report(Notice("comments-beside"))
        yield File(COMMENTS_FILE, lines.encode())


def _public_comments(found: Iterable[Comment]) -> tuple[Comment, ...]:
    return tuple([replace(comment, replies=_public_comments(comment.replies)) for comment in found if not comment.secret])
