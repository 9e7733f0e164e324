"""Eleventy posts: `content/posts/name.md`, for Eleventy 3 with its own markdown-it.

No template language runs in a post (`templateEngineOverride: md`): Liquid, which is the default, would run in code as well.
Eleventy knows no drafts. What is hidden lies outside of `content/`, and says besides that it has no page and is in no list, since
a site whose input is its root finds it there, too.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import msgspec
from msgspec.structs import replace

from convert.errors import N_
from convert.meta.visibility import is_draft_or_not_public
from convert.model import Document
from convert.notices import Report
from convert.plan.paths import is_possible_page_path
from convert.plan.places import ResourcePlace
from convert.sources.source import File
from convert.writers._markdown.dialects.markdown_it import MARKDOWN_IT_ALONE
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
    with_unpublished_prefix_if_hidden,
)
from convert.writers.markdown import target as markdown_target
from convert.writers.markdown import write_body_and_report_losses

JOINED = False
EXTENSION = ""
PREVIEW = N_("the folder {site}/_unpublished/content")

_RESERVED = frozenset(
    "pkg eleventy page content collections layout permalink pagination draft templateEngineOverride eleventyComputed "
    "eleventyNavigation eleventyImport eleventyExcludeFromCollections dynamicPermalink permalinkBypassOutputDir".split()
)
"""What means something to Eleventy; the first five stop the build."""

_REDIRECTS = """---
pagination:
  data: redirects
  size: 1
  alias: redirect
permalink: "{{ redirect.from | safe }}/index.html"
eleventyExcludeFromCollections: true
---
<!doctype html>
<meta charset="utf-8">
<title>{{ redirect.to }}</title>
<link rel="canonical" href="{{ redirect.to }}">
<meta http-equiv="refresh" content="0; url={{ redirect.to }}">
<a href="{{ redirect.to }}">{{ redirect.to }}</a>
"""
"""A page for each old address; the list stands beside it."""


class Options(ScaffoldedSiteOptions, frozen=True, kw_only=True):
    """How the posts look."""

    section: Annotated[str, msgspec.Meta(description="Folder below content/, and first part of every post's address.")] = "posts"
    layout: Annotated[str, msgspec.Meta(description="Layout of the site for posts, below its includes.")] = "layouts/post.njk"


def text(document: Document, options: Options, report: Report) -> str:
    """The whole file, but for the address, which is of its place."""
    return _post_text(document, "", options, report)


def target(options: Options) -> Target:
    """What the Markdown is for."""
    return replace(markdown_target(options), dialect=MARKDOWN_IT_ALONE)


def write(document: Document, place: str, options: Options, report: Report) -> Iterator[File]:
    """One file, of a hidden post outside of `content/`."""
    path = with_unpublished_prefix_if_hidden(document, post_file_path(document, place, options))
    yield File(path, _post_text(document, address(document, place, options), options, report).encode())


def post_file_path(document: Document, place: str, options: Options) -> str:
    """The file of a post that is shown."""
    return join_safe_path("content", safe_section_folder(options.section), f"{place}.md")


def address(document: Document, place: str, options: Options) -> str:
    """The `permalink` in the front matter: Eleventy's own would hold the date that a file's name begins with."""
    return decoded_address_in_section(options.section, place)


def resource_place(document: Document, place: str, options: Options) -> ResourcePlace:
    """A folder below `public/`, which the site copies: `addPassthroughCopy({ public: "/" })`."""
    folder = join_safe_path(safe_section_folder(options.section), place)
    return ResourcePlace(with_unpublished_prefix_if_hidden(document, f"public/{folder}"), f"/{folder}/")


def finish(moves: Sequence[Move], options: Options) -> Iterator[File]:
    """Pages that lead from old addresses to new ones, the redirects of a host, and a site to build if it is wanted."""
    changed = [{"from": old, "to": new} for old, new in changed_addresses(moves) if is_possible_page_path(old)]
    if changed:
        yield File("content/redirects.njk", _REDIRECTS.encode())
        listed = json.dumps({"redirects": changed}, ensure_ascii=False, indent=2)
        yield File("content/redirects.11tydata.json", f"{listed}\n".encode())
    yield from redirects_and_site_if_wanted(moves, options, "public/", "eleventy")


def _post_text(document: Document, own_path: str, options: Options, report: Report) -> str:
    meta = document.meta
    markdown = write_body_and_report_losses(document.children, target(options), report)
    fields = {
        "layout": options.layout,
        "title": meta.title,
        "date": wall_clock(meta.date),
        "updated": wall_clock(meta.lastmod),
        "redirect_from": possible_paths_of_aliases(meta.aliases, own_path),
        "categories": ["/".join(path) for path in meta.categories],
        "tags": list(meta.tags),
        "description": meta.summary,
        "cover": meta.cover,
        **meta_fields_engines_have_no_name_for(meta),
    }
    flags: dict[str, Any] = {"templateEngineOverride": "md"}
    if is_draft_or_not_public(meta):
        flags |= {"draft": True, "permalink": False, "eleventyExcludeFromCollections": True}
    elif own_path:
        flags["permalink"] = own_path
    return post_with_front_matter(document, fields, flags, _RESERVED, markdown, options.front_matter_map)
