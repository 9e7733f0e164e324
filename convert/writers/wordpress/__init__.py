"""WordPress: the file its importer takes (WXR 1.2) in parts, with posts as blocks of its editor, and redirection.csv.

docs/wordpress.md says what to set in WordPress, in which order to import, and what becomes of pictures.
"""

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

import msgspec

from convert.errors import N_
from convert.meta.visibility import is_draft_or_not_public
from convert.model import Document
from convert.notices import Report
from convert.options import PostLinksOption, WriterOptions
from convert.plan.places import ResourcePlace
from convert.sources.gathering import Gatherer
from convert.sources.source import File
from convert.writers._media_url import MediaUrlOption, media_url_without_slash_or_raise
from convert.writers._options import UnpublishedLinksOption
from convert.writers._shard_size import parse_shard_bytes_or_zero_or_raise
from convert.writers._site import UNPUBLISHED, Move, join_safe_path
from convert.writers.wordpress.gatherer import PostGatherer, record_file
from convert.writers.wordpress.parts import wxr_of_one_post
from convert.writers.wordpress.post import make_record, post_number_or_zero
from convert.writers.wordpress.record import PostRecord
from convert.writers.wordpress.redirection import redirection_file
from convert.writers.wordpress.slugs import readable_wordpress_slug_or_empty

JOINED = False
EXTENSION = ""
PREVIEW = N_("Posts, Drafts in the administration of WordPress, once {site} is imported")

_FILES = "imported"
"""The folder below `wp-content/uploads` that files are uploaded to."""


class Options(WriterOptions, frozen=True, kw_only=True):
    """Where posts and their files will be, and how text is shown."""

    post_links: PostLinksOption = "path"
    unpublished_links: UnpublishedLinksOption = "text"
    permalinks: Annotated[
        Literal["post_id", "postname"],
        msgspec.Meta(
            description="What Settings, Permalinks says: /%post_id% keeps /123, /%postname%/ has the words of addresses."
        ),
    ] = "post_id"
    media_url: MediaUrlOption = ""
    typography: Annotated[
        Literal["wordpress", "verbatim"],
        msgspec.Meta(
            description="Quotes, dashes and dots: as WordPress sets them, or as they were typed, by references in the text."
        ),
    ] = "wordpress"
    protected_password: Annotated[
        str, msgspec.Meta(description="Password of posts that have one nobody knows; without it only their author may read them.")
    ] = ""
    part_size: Annotated[
        str, msgspec.Meta(description="Bytes of a file at the most, such as 8MB. Many hosts take no upload over 2 MB.")
    ] = "2MB"

    def __post_init__(self) -> None:
        """Raise `UsageError` for a size, or a place of files, that is none."""
        super().__post_init__()
        parse_shard_bytes_or_zero_or_raise(self.part_size, "part_size")
        media_url_without_slash_or_raise(self.media_url)


def text(document: Document, options: Options, report: Report) -> str:
    """A file of this post alone."""
    return wxr_of_one_post(_post_record(document, document.meta.slug, options, report))


def write(document: Document, place: str, options: Options, report: Report) -> Iterator[File]:
    """The record of the post, which `gathering` puts together with those of others."""
    yield record_file(_post_record(document, _slug_of_post(document, place), options, report), place)


def gathering(options: Options) -> Gatherer:
    """Parts of all posts, and the redirects."""
    return PostGatherer(parse_shard_bytes_or_zero_or_raise(options.part_size, "part_size"), options.permalinks)


def address(document: Document, place: str, options: Options) -> str:
    """The address by these permalinks. What has no number is found by its words, where WordPress looks for it."""
    number = post_number_or_zero(document.meta) if options.permalinks == "post_id" else 0
    slug = _slug_of_post(document, place)
    if number:
        return f"/{number}"
    return f"/{slug}" if options.permalinks == "post_id" else f"/{slug}/"


def _slug_of_post(document: Document, place: str) -> str:
    return readable_wordpress_slug_or_empty(document.meta.slug) or readable_wordpress_slug_or_empty(place)


def resource_place(document: Document, place: str, options: Options) -> ResourcePlace:
    """A folder below `uploads/imported`, which is to be uploaded; what hidden posts show lies beside it."""
    folder = f"uploads/{_FILES}/{join_safe_path(place)}"
    hidden = UNPUBLISHED if is_draft_or_not_public(document.meta) else ""
    base = media_url_without_slash_or_raise(options.media_url) or f"/wp-content/uploads/{_FILES}"
    return ResourcePlace(f"{hidden}{folder}", f"{base}/{join_safe_path(place)}/")


def finish(moves: Sequence[Move], options: Options) -> Iterator[File]:
    """The redirects the plugin Redirection imports."""
    yield from redirection_file(moves, options.permalinks)


def _post_record(document: Document, slug: str, options: Options, report: Report) -> PostRecord:
    return make_record(document, slug, options.protected_password, keeps_typed=options.typography == "verbatim", report=report)
