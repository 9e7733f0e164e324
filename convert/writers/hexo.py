"""Hexo posts: `source/_posts/name.md`.

Hexo runs Nunjucks in Markdown, in code as well, unless a post says `disableNunjucks: true`; only those with its delimiters do.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Annotated
from unicodedata import combining, normalize

import msgspec
from msgspec.structs import replace

from convert import lazy_re as re
from convert.model import Document, Timestamp
from convert.notices import Report
from convert.plan.places import ResourcePlace
from convert.sources.source import File
from convert.writers._markdown.dialects.marked import MARKED_OR_MARKDOWN_IT
from convert.writers._markdown.target import Target
from convert.writers._options import SiteOptions
from convert.writers._site import (
    Move,
    NewUrlOption,
    RedirectsOption,
    decoded_address_in_section,
    join_safe_path,
    meta_fields_engines_have_no_name_for,
    possible_alias_paths_with_final_slash,
    post_with_front_matter,
    published_false_flag_if_hidden,
    redirect_files,
    with_hyphen_before_leading_underscores,
    with_unpublished_prefix_if_hidden,
)
from convert.writers.markdown import target as markdown_target
from convert.writers.markdown import write_body_and_report_losses

JOINED = False
EXTENSION = ""
PREVIEW = "hexo server --draft --cwd {site}"

_RESERVED = frozenset({"layout", "permalink", "published", "category", "tag", "excerpt", "more", "slug", "path", "source"})


class Options(SiteOptions, frozen=True, kw_only=True):
    """How the posts look."""

    section: Annotated[str, msgspec.Meta(description="First part of every post's address.")] = "posts"
    redirects: RedirectsOption = ()
    new_url: NewUrlOption = ""


def text(document: Document, options: Options, report: Report) -> str:
    """The whole file, but for the address, which is of its place."""
    return _post_text(document, "", options, report)


def target(options: Options) -> Target:
    """What the Markdown is for."""
    return replace(markdown_target(options), dialect=MARKED_OR_MARKDOWN_IT)


def write(document: Document, place: str, options: Options, report: Report) -> Iterator[File]:
    """One file."""
    own = address(document, place, options)
    yield File(post_file_path(document, place, options), _post_text(document, own, options, report).encode())


def post_file_path(document: Document, place: str, options: Options) -> str:
    """The file."""
    return join_safe_path("source/_posts", f"{with_hyphen_before_leading_underscores(place)}.md")


def address(document: Document, place: str, options: Options) -> str:
    """The `permalink` in the front matter: Hexo's own would hold the date."""
    return decoded_address_in_section(options.section, place)


def resource_place(document: Document, place: str, options: Options) -> ResourcePlace:
    """A folder below `source/images/`: what lies beside a post is found from its own page only, not from lists of posts."""
    folder = join_safe_path("images", with_hyphen_before_leading_underscores(place))
    return ResourcePlace(with_unpublished_prefix_if_hidden(document, f"source/{folder}"), f"/{folder}/")


def term_page_path_and_name_in_engine(name: str) -> tuple[str, str]:
    """The page of a tag, or of a category with its levels, by `slugize` of hexo-util 3, and the name Hexo knows it by."""
    plain = normalize("NFC", "".join([one for one in normalize("NFD", name) if not combining(one)]))
    return "/".join([_SIGNS.sub("-", level).strip("-") for level in plain.split("/")]), name


_SIGNS = re.compile(r"[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:\"'<>,.?/]+")
"""What Hexo makes one hyphen of, and nothing at an end: C, C# and C++ are one page, which lists the posts of one of them."""


def finish(moves: Sequence[Move], options: Options) -> Iterator[File]:
    """Redirects of a host; `_redirects` must be named under `include` in `_config.yml`."""
    yield from redirect_files(moves, options.redirects, "source/", options.new_url)


def _wall_clock(timestamp: Timestamp) -> datetime:
    """A date as the author's clock showed it. Hexo takes it for one of the site's `timezone`; of one with an offset it takes that
    twice (hexo-front-matter 4, `parseDate`), so that a post of before nine in Seoul was shown on the day before.
    """
    return timestamp.value.replace(tzinfo=None)


def _post_text(document: Document, own_path: str, options: Options, report: Report) -> str:
    meta = document.meta
    markdown = write_body_and_report_losses(document.children, target(options), report)
    fields = {
        "title": meta.title,
        "date": meta.date and _wall_clock(meta.date),
        "updated": meta.lastmod and _wall_clock(meta.lastmod),
        "permalink": own_path.removeprefix("/"),
        "alias": possible_alias_paths_with_final_slash(meta.aliases, own_path),
        "categories": [list(path) for path in meta.categories],
        "tags": list(meta.tags),
        "description": meta.summary,
        "cover": meta.cover,
        **meta_fields_engines_have_no_name_for(meta),
    }
    flags = published_false_flag_if_hidden(meta)
    if any(delimiter in markdown for delimiter in ("{{", "{%", "{#")):
        flags["disableNunjucks"] = True
    return post_with_front_matter(document, fields, flags, _RESERVED, markdown, options.front_matter_map)
