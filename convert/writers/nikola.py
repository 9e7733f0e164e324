"""Nikola posts: `posts/name.md`, with lines of metadata.

What a site needs besides is in docs/engines.md; `--site` writes it. Nikola 8.3 makes pages of drafts and of private posts, and
stops at a post without a date, so all of these lie where it does not look.
"""

from collections.abc import Iterator, Sequence
from typing import Annotated
from unicodedata import normalize

import msgspec
from msgspec.structs import replace

from convert import lazy_re as re
from convert.errors import N_
from convert.meta.visibility import is_draft_or_not_public
from convert.model import Document, Meta, Timestamp
from convert.notices import Notice, Report
from convert.plan.places import ResourcePlace
from convert.sources.source import File
from convert.writers._markdown.dialects.python_markdown import PYTHON_MARKDOWN_IN_NIKOLA
from convert.writers._markdown.target import Target
from convert.writers._metadata_lines import comma_separated, metadata_in_comment
from convert.writers._scaffold import ScaffoldedSiteOptions, redirect_pages_rules_and_site_if_wanted
from convert.writers._site import (
    UNPUBLISHED,
    Move,
    decoded_address_in_section,
    join_safe_path,
    meta_fields_engines_have_no_name_for,
    possible_paths_of_aliases,
    safe_section_folder,
    with_unpublished_prefix_if_hidden,
)
from convert.writers.markdown import target as markdown_target
from convert.writers.markdown import write_body_and_report_losses

JOINED = False
EXTENSION = ""
PREVIEW = N_("the folder {site}/_unpublished/posts")

_RESERVED = frozenset(
    """annotations author category compiler data date description enclosure filters hidetitle hyphenate link medium noannotations
    nocomments original password path pretty_url previewimage priority slug source_date status tags template title title_slug type
    updated url_type""".split()
)
"""Keys Nikola takes for its own (nikola/post.py and docs/manual.rst)."""


class Options(ScaffoldedSiteOptions, frozen=True, kw_only=True):
    """How the posts look."""

    section: Annotated[str, msgspec.Meta(description="Folder of the posts, and first part of every post's address.")] = "posts"


def text(document: Document, options: Options, report: Report) -> str:
    """The whole file, but for its slug, which is of its place."""
    return _post_text(document, "", options, report)


def target(options: Options) -> Target:
    """What the Markdown is for."""
    return replace(markdown_target(options), dialect=PYTHON_MARKDOWN_IN_NIKOLA)


def write(document: Document, place: str, options: Options, report: Report) -> Iterator[File]:
    """One file, of a hidden post where Nikola does not look."""
    path = post_file_path(document, place, options)
    shown = document.meta.date and not is_draft_or_not_public(document.meta)
    yield File(
        path if shown else f"{UNPUBLISHED}{path}",
        _post_text(document, _place_with_prefix_if_named_index(place), options, report).encode(),
    )


def post_file_path(document: Document, place: str, options: Options) -> str:
    """The file of a post that is shown."""
    return join_safe_path(safe_section_folder(options.section), f"{_place_with_prefix_if_named_index(place)}.md")


def address(document: Document, place: str, options: Options) -> str:
    """Below the folder of the posts, the folders of the file and then its `slug`."""
    return decoded_address_in_section(options.section, _place_with_prefix_if_named_index(place))


def _place_with_prefix_if_named_index(place: str) -> str:
    """A place no page of a folder has."""
    folder, slash, name = place.rpartition("/")
    return f"{folder}{slash}post-{name}" if name.lower() == "index" else place


def resource_place(document: Document, place: str, options: Options) -> ResourcePlace:
    """A folder below `files`, which Nikola copies as it is."""
    folder = join_safe_path("images", safe_section_folder(options.section), place)
    return ResourcePlace(with_unpublished_prefix_if_hidden(document, f"files/{folder}"), f"/{folder}/")


def term_page_path_and_name_in_engine(name: str) -> tuple[str, str]:
    """What Nikola makes of a tag or category with `USE_SLUGIFY = False`, and the name it is shown by. Two of one page stop it."""
    return _UNFIT.sub("-", normalize("NFC", name)).lower(), name


_UNFIT = re.compile(r"[/\\?#\"'\r\n\t*:<>|]")
"""What `slugify` puts a hyphen for (nikola/utils.py). Of two that differ in case a disk may hold one."""


def finish(moves: Sequence[Move], options: Options) -> Iterator[File]:
    """A page at each old address, the redirects of a host, and a site to build if it is wanted."""
    return redirect_pages_rules_and_site_if_wanted(moves, options, "files/", "nikola")


def _post_text(document: Document, place: str, options: Options, report: Report) -> str:
    meta = document.meta
    markdown = write_body_and_report_losses(document.children, target(options), report)
    own_path = decoded_address_in_section(options.section, place) if place else ""
    common = {key: value for key, value in meta_fields_engines_have_no_name_for(meta).items() if value}
    fields = {
        "title": meta.title,
        "slug": place.rpartition("/")[2] or None,
        "date": _format_moment_with_offset(meta.date),
        "updated": _format_moment_with_offset(meta.lastmod),
        "tags": comma_separated([_tag_without_comma(tag, report) for tag in meta.tags]),
        "category": "/".join(meta.categories[0]) if meta.categories else None,
        "categories": ["/".join(path) for path in meta.categories] if len(meta.categories) > 1 else None,
        "description": meta.summary or None,
        "previewimage": meta.cover or None,
        "aliases": possible_paths_of_aliases(meta.aliases, own_path) or None,
        "status": _private_or_draft_status(meta),
        "type": "text",
        **common,
    }
    head = metadata_in_comment(document, fields, _RESERVED, options.front_matter_map)
    return f"{head}\n{markdown}\n" if markdown else head


def _format_moment_with_offset(timestamp: Timestamp | None) -> str | None:
    """A date with its offset, by which Nikola shows the day its author meant whatever `TIMEZONE` is."""
    return timestamp.value.isoformat(" ", "seconds") if timestamp else None


def _private_or_draft_status(meta: Meta) -> str | None:
    """What Nikola calls a post that is not for everybody."""
    if not is_draft_or_not_public(meta):
        return None
    return "private" if meta.visibility in ("private", "protected") and not meta.draft else "draft"


def _tag_without_comma(name: str, report: Report) -> str:
    """A tag; nothing holds a comma."""
    fit = " ".join(name.replace(",", " ").split())
    if fit != name:
        report(Notice("unfit-term", f"{name} is now {fit}"))
    return fit
