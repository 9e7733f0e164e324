"""MkDocs posts for the blog of Material: `docs/blog/posts/name.md`.

What a site needs besides is in docs/engines.md; `--site` writes it. A post without a date stops the build of Material 9.8, so
such posts lie where MkDocs does not look.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from html import escape
from typing import Annotated

import msgspec
from msgspec.structs import replace

from convert.meta.visibility import is_draft_or_not_public
from convert.model import Document, Timestamp
from convert.notices import Report
from convert.plan.places import ResourcePlace
from convert.sources.source import File
from convert.writers._markdown.dialects.python_markdown import PYTHON_MARKDOWN
from convert.writers._markdown.target import Target
from convert.writers._scaffold import ScaffoldedSiteOptions, redirect_pages_rules_and_site_if_wanted
from convert.writers._site import (
    UNPUBLISHED,
    Move,
    decoded_address_in_section,
    join_safe_path,
    meta_fields_engines_have_no_name_for,
    possible_alias_paths_with_final_slash,
    post_with_front_matter,
    safe_section_folder,
    with_unpublished_prefix_if_hidden,
)
from convert.writers._term_slugs import slug_of_term_with_signs_as_words
from convert.writers.markdown import target as markdown_target
from convert.writers.markdown import write_body_and_report_losses

JOINED = False
EXTENSION = ""
PREVIEW = "mkdocs serve --config-file {site}/mkdocs.yml"

_RESERVED = frozenset("authors draft hide icon links pin readtime search status subtitle template".split())
"""Keys of Material's own, of which some stop the build when they hold what others mean by them."""


class Options(ScaffoldedSiteOptions, frozen=True, kw_only=True):
    """How the posts look."""

    section: Annotated[str, msgspec.Meta(description="Folder of the blog, and first part of every post's address.")] = "blog"


def text(document: Document, options: Options, report: Report) -> str:
    """The whole file, but for its slug, which is of its place."""
    return _post_text(document, "", options, report)


def target(options: Options) -> Target:
    """What the Markdown is for."""
    return replace(markdown_target(options), dialect=PYTHON_MARKDOWN)


def write(document: Document, place: str, options: Options, report: Report) -> Iterator[File]:
    """One file, of a post without a date where MkDocs does not look."""
    path = post_file_path(document, place, options)
    yield File(
        path if document.meta.date else f"{UNPUBLISHED}{path}",
        _post_text(document, _place_with_index_name_prefixed(place), options, report).encode(),
    )


def post_file_path(document: Document, place: str, options: Options) -> str:
    """The file of a post that is shown."""
    return join_safe_path("docs", safe_section_folder(options.section), "posts", f"{place}.md")


def address(document: Document, place: str, options: Options) -> str:
    """The `slug` in the front matter, below the blog, with `post_url_format: "{slug}"`: by default it would hold the date."""
    return decoded_address_in_section(options.section, _place_with_index_name_prefixed(place))


_INDEX = frozenset(("index", "readme"))
"""Names of pages that stand for their folder (mkdocs 1.6, structure/files.py)."""


def _place_with_index_name_prefixed(place: str) -> str:
    folder, slash, name = place.rpartition("/")
    return f"{folder}{slash}post-{name}" if name.lower() in _INDEX else place


def resource_place(document: Document, place: str, options: Options) -> ResourcePlace:
    """A folder below `docs/images`: MkDocs leaves addresses in HTML alone, so that no relative one would hold."""
    folder = join_safe_path("images", safe_section_folder(options.section), place)
    return ResourcePlace(with_unpublished_prefix_if_hidden(document, f"docs/{folder}"), f"/{folder}/")


def term_page_path_and_name_in_engine(name: str) -> tuple[str, str]:
    """What Material makes of a tag or category with the settings of docs/engines.md, and the name it is shown by."""
    return slug_of_term_with_signs_as_words(name), name


def finish(moves: Sequence[Move], options: Options) -> Iterator[File]:
    """A page at each old address, the redirects of a host, and a site to build if it is wanted."""
    return redirect_pages_rules_and_site_if_wanted(moves, options, "docs/", "mkdocs")


def _post_text(document: Document, slug: str, options: Options, report: Report) -> str:
    meta = document.meta
    markdown = write_body_and_report_losses(document.children, target(options), report)
    fields = {
        "title": escape(meta.title, quote=False),  # themes put it into their pages as HTML
        "date": _created_and_updated_by_wall_clock(meta.date, meta.lastmod),
        "slug": slug,
        "categories": ["/".join(path) for path in meta.categories],
        "tags": list(meta.tags),
        "description": meta.summary,
        "cover": meta.cover,
        "aliases": possible_alias_paths_with_final_slash(
            meta.aliases, decoded_address_in_section(options.section, slug) if slug else ""
        ),
        **meta_fields_engines_have_no_name_for(meta),
    }
    flags = {"draft": True} if is_draft_or_not_public(meta) else {}
    return post_with_front_matter(document, fields, flags, _RESERVED, markdown, options.front_matter_map)


def _created_and_updated_by_wall_clock(
    created: Timestamp | None, updated: Timestamp | None
) -> datetime | dict[str, datetime] | None:
    """Dates as the author's clock showed them: Material shows them in whatever zone they say, and sorts those of none as UTC."""
    if created is None:
        return None
    first = created.value.replace(tzinfo=None)
    return {"created": first, "updated": updated.value.replace(tzinfo=None)} if updated else first
