"""Docusaurus blog posts: `blog/name.md`, for Docusaurus 3, which reads them as MDX.

HTML is none there: what the document model has no node for becomes Markdown.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal

import msgspec
from msgspec.structs import replace

from convert.meta.visibility import is_draft_or_not_public
from convert.model import Document
from convert.notices import Report
from convert.plan.paths import is_possible_page_path
from convert.plan.places import ResourcePlace
from convert.sources.source import File
from convert.writers._docusaurus.tags import tag_in_front_matter, tag_slug_with_signs_as_words
from convert.writers._markdown.dialects.mdx import MDX
from convert.writers._markdown.target import Target
from convert.writers._scaffold import ScaffoldedSiteOptions, redirects_and_site_if_wanted
from convert.writers._site import (
    Move,
    changed_addresses,
    decoded_address_in_section,
    join_safe_path,
    meta_fields_engines_have_no_name_for,
    possible_paths_of_aliases,
    post_with_front_matter,
    safe_section_folder,
    wall_clock,
    with_hyphen_before_leading_underscores,
    with_unpublished_prefix_if_hidden,
)
from convert.writers.markdown import target as markdown_target
from convert.writers.markdown import write_body_and_report_losses

JOINED = False
EXTENSION = ""
PREVIEW = "npm start --prefix {site}"

_RESERVED = frozenset(
    "id slug authors author author_url author_title author_image_url draft unlisted hide_table_of_contents toc_min_heading_level "
    "toc_max_heading_level keywords image truncate title_meta sidebar_label sidebar_position pagination_next pagination_prev "
    "custom_edit_url last_update format mdx".split()
)
"""What Docusaurus checks, and stops the build for, or what changes a page."""


class Options(ScaffoldedSiteOptions, frozen=True, kw_only=True):
    """How the posts look."""

    raw_html: Annotated[
        Literal["markdown", "drop"],
        msgspec.Meta(description="HTML the document model has no node for: turn it into Markdown, or leave it out."),
    ] = "markdown"
    complex_tables: Annotated[
        Literal["flatten", "list"],
        msgspec.Meta(
            description="Tables with spans, blocks in cells or headers of rows: "
            "flatten into a pipe table, or write as a list with an item for each row."
        ),
    ] = "flatten"
    color: Annotated[
        Literal["drop", "html"],
        msgspec.Meta(
            description="Colour, size and font of text: leave out, or write as <span style={{...}}>, which MDX alone reads."
        ),
    ] = "drop"
    section: Annotated[str, msgspec.Meta(description="Folder of the blog, and first part of every post's address.")] = "blog"


def text(document: Document, options: Options, report: Report) -> str:
    """The whole file, but for the address, which is of its place."""
    return _post_text(document, "", options, report)


def target(options: Options) -> Target:
    """What the Markdown is for."""
    return replace(markdown_target(options), dialect=MDX, image_sizes="")


def write(document: Document, place: str, options: Options, report: Report) -> Iterator[File]:
    """One file."""
    yield File(post_file_path(document, place, options), _post_text(document, place, options, report).encode())


def post_file_path(document: Document, place: str, options: Options) -> str:
    """The file."""
    return join_safe_path(safe_section_folder(options.section), f"{with_hyphen_before_leading_underscores(place)}.md")


def address(document: Document, place: str, options: Options) -> str:
    """The `slug` in the front matter, below the blog: Docusaurus would make another of a name that begins with a date."""
    return decoded_address_in_section(options.section, place)


def resource_place(document: Document, place: str, options: Options) -> ResourcePlace:
    """A folder beside the file, of its name, for pictures, which are bundled; below `static/` for all else."""
    below = join_safe_path(safe_section_folder(options.section), with_hyphen_before_leading_underscores(place))
    apart = ResourcePlace(with_unpublished_prefix_if_hidden(document, f"static/files/{below}"), f"/files/{below}/")
    return ResourcePlace(below, f"./{below.rpartition('/')[2]}/", apart)


def term_page_path_and_name_in_engine(name: str) -> tuple[str, str]:
    """The page of a tag, and the name Docusaurus knows it by: of two tags with one page it lists the posts under the first."""
    return tag_slug_with_signs_as_words(name), name


def finish(moves: Sequence[Move], options: Options) -> Iterator[File]:
    """`redirects.json`, which `plugin-client-redirects` takes, the redirects of a host, and a site to build if it is wanted."""
    changed = [{"from": old, "to": new} for old, new in changed_addresses(moves) if is_possible_page_path(old)]
    if changed:
        yield File("redirects.json", f"{json.dumps(changed, ensure_ascii=False, indent=2)}\n".encode())
    yield from redirects_and_site_if_wanted(moves, options, "static/", "docusaurus")


def _post_text(document: Document, place: str, options: Options, report: Report) -> str:
    meta = document.meta
    markdown = write_body_and_report_losses(document.children, target(options), report)
    own = address(document, place, options) if place else ""
    common = meta_fields_engines_have_no_name_for(meta)
    fields: dict[str, Any] = {
        "title": meta.title,
        "slug": f"/{join_safe_path(place)}" if place else "",
        "date": wall_clock(meta.date),
        "last_update": {"date": wall_clock(meta.lastmod)} if meta.lastmod else {},
        "tags": [tag_in_front_matter(tag) for tag in meta.tags],
        "description": meta.summary,
        "image": meta.cover,
        "authors": [{"name": meta.author}] if meta.author else [],
        "categories": ["/".join(path) for path in meta.categories],
        "redirect_from": possible_paths_of_aliases(meta.aliases, own),
        "draft": is_draft_or_not_public(meta),
        **{name: value for name, value in common.items() if name != "author"},
    }
    fields = {name: value for name, value in fields.items() if value != {}}
    return post_with_front_matter(document, fields, {}, _RESERVED, markdown, options.front_matter_map)
