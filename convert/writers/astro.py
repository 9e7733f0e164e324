"""Astro content: `src/content/blog/name.md`, for the schema of the blog starter of Astro 5, 6 and 7.

What a site needs besides is in docs/engines.md. Astro has no drafts: of each post of a collection it publishes the pictures, at
least, so that hidden ones lie outside.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Annotated

import msgspec
from msgspec.structs import replace

from convert.errors import N_
from convert.meta.visibility import is_draft_or_not_public
from convert.model import Document
from convert.notices import Report
from convert.plan.paths import is_possible_page_path
from convert.plan.places import ResourcePlace
from convert.sources.source import File
from convert.writers._markdown.dialects.astro import ASTRO
from convert.writers._markdown.target import Target
from convert.writers._options import SiteOptions
from convert.writers._site import (
    Move,
    NewUrlOption,
    RedirectsOption,
    changed_addresses,
    decoded_address_in_section,
    join_safe_path,
    meta_fields_engines_have_no_name_for,
    post_with_front_matter,
    redirect_files,
    safe_section_folder,
    with_unpublished_prefix_if_hidden,
)
from convert.writers.markdown import target as markdown_target
from convert.writers.markdown import write_body_and_report_losses

JOINED = False
EXTENSION = ""
PREVIEW = N_("the folder {site}/_unpublished/src/content")

_RESERVED = frozenset({"layout", "draft", "heroImage", "id"})


class Options(SiteOptions, frozen=True, kw_only=True):
    """How the posts look."""

    section: Annotated[str, msgspec.Meta(description="Collection, and first part of every post's address.")] = "blog"
    redirects: RedirectsOption = ()
    new_url: NewUrlOption = ""


def text(document: Document, options: Options, report: Report) -> str:
    """The whole file, but for its slug, which is of its place."""
    return _post_text(document, "", options, report)


def target(options: Options) -> Target:
    """What the Markdown is for. Astro finds images beside the post by their Markdown alone."""
    return replace(markdown_target(options), dialect=ASTRO, image_sizes="")


def write(document: Document, place: str, options: Options, report: Report) -> Iterator[File]:
    """One file, of a hidden post where Astro does not look."""
    yield File(
        with_unpublished_prefix_if_hidden(document, post_file_path(document, place, options)),
        _post_text(document, place, options, report).encode(),
    )


def post_file_path(document: Document, place: str, options: Options) -> str:
    """The file of a post that is shown."""
    return join_safe_path("src/content", safe_section_folder(options.section), f"{place}.md")


def address(document: Document, place: str, options: Options) -> str:
    """The `slug` in the front matter, below the collection: Astro would make another of the file's name."""
    return decoded_address_in_section(options.section, place)


def resource_place(document: Document, place: str, options: Options) -> ResourcePlace:
    """A folder beside the file, of its name; Astro makes pictures of the web of those there, and publishes nothing else."""
    below = join_safe_path(safe_section_folder(options.section), place)
    apart = ResourcePlace(with_unpublished_prefix_if_hidden(document, join_safe_path("public", below)), f"/{below}/")
    return ResourcePlace(
        with_unpublished_prefix_if_hidden(document, join_safe_path("src/content", below)), f"./{place.rpartition('/')[2]}/", apart
    )


def finish(moves: Sequence[Move], options: Options) -> Iterator[File]:
    """`redirects.json`, which `astro.config.mjs` takes, and the redirects of a host."""
    changed = {old: new for old, new in changed_addresses(moves) if is_possible_page_path(old)}  # each becomes a folder
    if changed:
        yield File("redirects.json", (json.dumps(changed, ensure_ascii=False, indent=2) + "\n").encode())
    yield from redirect_files(moves, options.redirects, "public/", options.new_url)


def _post_text(document: Document, place: str, options: Options, report: Report) -> str:
    meta = document.meta
    markdown = write_body_and_report_losses(document.children, target(options), report)
    is_remote = "://" in meta.cover or meta.cover.startswith("/")
    fields = {
        "title": meta.title,
        "pubDate": meta.date and meta.date.value,
        "updatedDate": meta.lastmod and meta.lastmod.value,
        "slug": place,
        "heroImage": "" if is_remote else meta.cover,
        "cover": meta.cover if is_remote else "",
        "categories": ["/".join(path) for path in meta.categories],
        "tags": list(meta.tags),
        "draft": is_draft_or_not_public(meta),
        **meta_fields_engines_have_no_name_for(meta),
    }
    # The starter wants a description, if only an empty one.
    return post_with_front_matter(document, fields, {"description": meta.summary}, _RESERVED, markdown, options.front_matter_map)
