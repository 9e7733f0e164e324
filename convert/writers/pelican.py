"""Pelican articles: `content/posts/name.md`, with lines of metadata.

What a site needs besides is in docs/engines.md; `--site` writes it. Pelican 4.12 publishes what says `draft` or `hidden` where
nobody links to it, so hidden posts say `skip`.
"""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Annotated

import msgspec
from msgspec.structs import replace

from convert import lazy_re as re
from convert.errors import N_
from convert.meta.visibility import is_draft_or_not_public
from convert.model import Document, Meta, Paragraph, Text, Timestamp
from convert.notices import Notice, Report
from convert.plan.places import ResourcePlace
from convert.sources.source import File
from convert.writers._markdown.body import markdown_body
from convert.writers._markdown.dialects.python_markdown import PYTHON_MARKDOWN
from convert.writers._markdown.target import Target
from convert.writers._metadata_lines import metadata_in_dashes
from convert.writers._scaffold import ScaffoldedSiteOptions, redirect_pages_rules_and_site_if_wanted
from convert.writers._site import (
    Move,
    decoded_address_in_section,
    join_safe_path,
    meta_fields_engines_have_no_name_for,
    possible_paths_of_aliases,
    safe_section_folder,
    with_unpublished_prefix_if_hidden,
)
from convert.writers._term_slugs import slug_of_term_with_signs_as_words
from convert.writers.markdown import join_front_matter, write_body_and_report_losses
from convert.writers.markdown import target as markdown_target

JOINED = False
EXTENSION = ""
PREVIEW = N_("the files that say `status: skip` in {site}/content")

_RESERVED = frozenset(
    """allowed_statuses attach_to author author_name authors category content date date_format default_status default_template
    get_content get_relative_source_path get_siteurl get_static_links get_summary get_url_setting in_default_lang is_valid lang
    locale_date locale_modified mandatory_properties metadata modified original override_save_as override_url
    refresh_metadata_intersite_links relative_dir relative_source_path save_as settings slug source_path status summary tags
    template timezone title translation translations url url_format valid_save_as""".split()
)
"""Keys Pelican takes for its own, and names its articles have, which a key of metadata would be put over (contents.py)."""


class Options(ScaffoldedSiteOptions, frozen=True, kw_only=True):
    """How the posts look."""

    section: Annotated[str, msgspec.Meta(description="First part of every post's address.")] = "posts"


def text(document: Document, options: Options, report: Report) -> str:
    """The whole file, but for the address, which is of its place."""
    return _post_text(document, "", options, report)


def target(options: Options) -> Target:
    """What the Markdown is for."""
    return replace(markdown_target(options), dialect=PYTHON_MARKDOWN)


def write(document: Document, place: str, options: Options, report: Report) -> Iterator[File]:
    """One file."""
    own = address(document, place, options)
    yield File(post_file_path(document, place, options), _post_text(document, own, options, report).encode())


def post_file_path(document: Document, place: str, options: Options) -> str:
    """The file."""
    return join_safe_path("content", safe_section_folder(options.section), f"{place}.md")


def address(document: Document, place: str, options: Options) -> str:
    """The `url` in the metadata: Pelican's own would be `name.html`, in Latin letters."""
    return decoded_address_in_section(options.section, place)


def resource_place(document: Document, place: str, options: Options) -> ResourcePlace:
    """A folder below `content/images`, which Pelican copies by default; `{static}` holds where the site is not at the root."""
    folder = join_safe_path("images", safe_section_folder(options.section), place)
    return ResourcePlace(with_unpublished_prefix_if_hidden(document, f"content/{folder}"), f"{{static}}/{folder}/")


def term_page_path_and_name_in_engine(name: str) -> tuple[str, str]:
    """What Pelican makes of a tag or category with the settings of docs/engines.md, and the name it is shown by."""
    return slug_of_term_with_signs_as_words(name), name


def finish(moves: Sequence[Move], options: Options) -> Iterator[File]:
    """A page at each old address, the redirects of a host, and the settings of a site if they are wanted."""
    return redirect_pages_rules_and_site_if_wanted(moves, options, "content/moved/", "pelican")


def _post_text(document: Document, own_path: str, options: Options, report: Report) -> str:
    meta = document.meta
    markdown = write_body_and_report_losses(document.children, target(options), report)
    common = {key: value for key, value in meta_fields_engines_have_no_name_for(meta).items() if value}
    fields = {
        "title": _title_escaped_if_read_as_html(meta.title),
        "date": _format_moment_with_offset(meta.date),
        "modified": _format_moment_with_offset(meta.lastmod),
        "url": own_path.removeprefix("/") or None,
        "save_as": f"{own_path.removeprefix('/')}index.html" if own_path else None,
        "slug": own_path.strip("/") or None,
        "category": "/".join(meta.categories[0]) if meta.categories else None,
        "categories": ["/".join(path) for path in meta.categories] if len(meta.categories) > 1 else None,
        "tags": _semicolon_separated([_tag_with_semicolons_as_commas_and_tell(tag, report) for tag in meta.tags]),
        "summary": _summary_as_markdown(meta.summary, options),
        "cover": meta.cover.removeprefix("{static}/") or None,
        "aliases": _semicolon_separated(possible_paths_of_aliases(meta.aliases, own_path)),
        "status": "skip" if is_draft_or_not_public(meta) or not meta.date else None,
        **common,
    }
    return join_front_matter(metadata_in_dashes(document, fields, _RESERVED, options.front_matter_map), markdown)


def _format_moment_with_offset(timestamp: Timestamp | None) -> str | None:
    """A date with its offset, by which Pelican shows the day its author meant whatever `TIMEZONE` is."""
    return timestamp.value.isoformat(" ", "seconds") if timestamp else None


def _title_escaped_if_read_as_html(title: str) -> str:
    """A title, which themes put into their pages as the HTML it is taken for."""
    return escape(title, quote=False) if "<" in title or _REFERENCE.search(title) else title


_REFERENCE = re.compile(r"&(?=#?\w+;)")


def _semicolon_separated(names: Sequence[str]) -> str | None:
    """A list as `ensure_metadata_list` parts it: by semicolons if there is one."""
    return "; ".join(names) + (";" if len(names) == 1 and "," in names[0] else "") if names else None


def _tag_with_semicolons_as_commas_and_tell(name: str, report: Report) -> str:
    """A tag; nothing holds a semicolon."""
    fit = name.replace(";", ",")
    if fit != name:
        report(Notice("unfit-term", f"{name} is now {fit}"))
    return fit


def _summary_as_markdown(summary: str, options: Options) -> str | None:
    """A summary as Markdown, which Pelican takes it for."""
    text = " ".join(summary.split())
    return markdown_body(Document(Meta(), (Paragraph((Text(text),)),)).children, target(options), {}) if text else None
