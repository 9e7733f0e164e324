"""VitePress pages: `docs/posts/name/index.md`, for VitePress 1.6.

VitePress knows neither dates, tags nor drafts: they are in the front matter for the site's own pages, and what is hidden lies
outside of `docs/`.
"""

from collections.abc import Iterator, Sequence
from typing import Annotated

import msgspec
from msgspec.structs import replace

from convert.errors import N_
from convert.meta.visibility import is_draft_or_not_public
from convert.model import Document
from convert.notices import Report
from convert.plan.places import ResourcePlace
from convert.sources.source import File
from convert.writers._markdown.dialects.vitepress import VITEPRESS
from convert.writers._markdown.target import Target
from convert.writers._scaffold import ScaffoldedSiteOptions, redirect_pages_rules_and_site_if_wanted
from convert.writers._site import (
    Move,
    decoded_address_in_section,
    join_safe_path,
    meta_fields_engines_have_no_name_for,
    possible_paths_of_aliases,
    post_with_front_matter,
    safe_section_folder,
    wall_clock,
    with_unpublished_prefix_if_hidden,
)
from convert.writers.markdown import target as markdown_target
from convert.writers.markdown import write_body_and_report_losses

JOINED = False
EXTENSION = ""
PREVIEW = N_("the folder {site}/_unpublished/docs")

_RESERVED = frozenset(
    "titleTemplate head layout hero features navbar sidebar aside outline lastUpdated editLink footer pageClass isHome prev next "
    "permalink".split()
)
"""What means something to VitePress and its theme."""


class Options(ScaffoldedSiteOptions, frozen=True, kw_only=True):
    """How the posts look."""

    section: Annotated[str, msgspec.Meta(description="Folder below docs/, and first part of every post's address.")] = "posts"


def text(document: Document, options: Options, report: Report) -> str:
    """The whole file."""
    return _post_text(document, "", options, report)


def target(options: Options) -> Target:
    """What the Markdown is for. VitePress finds images beside the post by their Markdown alone."""
    return replace(markdown_target(options), dialect=VITEPRESS, image_sizes="")


def write(document: Document, place: str, options: Options, report: Report) -> Iterator[File]:
    """One file, of a hidden post outside of `docs/`."""
    path = with_unpublished_prefix_if_hidden(document, post_file_path(document, place, options))
    yield File(path, _post_text(document, address(document, place, options), options, report).encode())


def post_file_path(document: Document, place: str, options: Options) -> str:
    """The file of a post that is shown: of a folder, so that its address ends in a slash, whatever `cleanUrls` is."""
    return join_safe_path("docs", safe_section_folder(options.section), place, "index.md")


def address(document: Document, place: str, options: Options) -> str:
    """Where VitePress shows the folder."""
    return decoded_address_in_section(options.section, place)


def resource_place(document: Document, place: str, options: Options) -> ResourcePlace:
    """Beside the file for pictures, which are bundled; at the same address below `docs/public/` for all else."""
    below = join_safe_path(safe_section_folder(options.section), place)
    apart = ResourcePlace(with_unpublished_prefix_if_hidden(document, f"docs/public/{below}"), f"/{below}/")
    return ResourcePlace(with_unpublished_prefix_if_hidden(document, f"docs/{below}"), "./", apart)


def finish(moves: Sequence[Move], options: Options) -> Iterator[File]:
    """A page for each old address that leads to the new one, the redirects of a host, and a site to build if it is wanted."""
    return redirect_pages_rules_and_site_if_wanted(moves, options, "docs/public/", "vitepress")


def _post_text(document: Document, own_path: str, options: Options, report: Report) -> str:
    meta = document.meta
    markdown = write_body_and_report_losses(document.children, target(options), report)
    fields = {
        "title": meta.title,
        "date": wall_clock(meta.date),
        "updated": wall_clock(meta.lastmod),
        "redirect_from": possible_paths_of_aliases(meta.aliases, own_path),
        "categories": ["/".join(path) for path in meta.categories],
        "tags": list(meta.tags),
        "description": meta.summary,
        "cover": meta.cover,
        "draft": is_draft_or_not_public(meta),
        **meta_fields_engines_have_no_name_for(meta),
    }
    return post_with_front_matter(document, fields, {}, _RESERVED, markdown, options.front_matter_map)
