"""Jekyll posts: `_posts/YYYY-MM-DD-name.md`, for Jekyll 3.10 as on GitHub Pages and for Jekyll 4, with kramdown or CommonMark."""

from collections.abc import Callable, Iterator, Sequence
from typing import Annotated, Literal

import msgspec
from msgspec.structs import replace

from convert.model import Document, Timestamp
from convert.notices import Notice, Report
from convert.plan.places import ResourcePlace
from convert.sources.source import File
from convert.writers._jekyll.existing_site import notices_if_site_names_other_theme, with_files_written_only_if_no_site
from convert.writers._jekyll.term_slugs import slug_of_term_or_empty
from convert.writers._jekyll.themes import LAYOUTS, Theme, fields_for_theme
from convert.writers._markdown.dialects.kramdown import KRAMDOWN, KRAMDOWN_IN_CHIRPY, KRAMDOWN_OR_COMMONMARK
from convert.writers._markdown.target import Target
from convert.writers._scaffold import ScaffoldedSiteOptions, scaffold_files
from convert.writers._site import (
    Move,
    decoded_address_in_section,
    join_safe_path,
    meta_fields_engines_have_no_name_for,
    possible_alias_paths_with_final_slash,
    post_with_front_matter,
    published_false_flag_if_hidden,
    redirect_files,
    safe_section_folder,
    with_unpublished_prefix_if_hidden,
)
from convert.writers.markdown import target as markdown_target
from convert.writers.markdown import write_body_and_report_losses

JOINED = False
EXTENSION = ""
PREVIEW = "jekyll serve --drafts --unpublished --source {site}"

_RESERVED = frozenset({"layout", "permalink", "published", "category", "collection", "excerpt", "slug", "id", "path", "url"})


class Options(ScaffoldedSiteOptions, frozen=True, kw_only=True):
    """How the posts look."""

    section: Annotated[str, msgspec.Meta(description="First part of every post's address.")] = "posts"
    theme: Annotated[
        Theme, msgspec.Meta(description="Write the front matter that this theme reads; none is what any theme understands.")
    ] = "none"
    layout: Annotated[
        str, msgspec.Meta(description="Layout of the site for posts; otherwise post, in minimal-mistakes single.")
    ] = ""
    jekyll_markdown: Annotated[
        Literal["kramdown", "commonmark"],
        msgspec.Meta(
            description="What reads the Markdown, where no one spelling is right for both: formulas and definition lists. "
            "GitHub Pages has kramdown."
        ),
    ] = "kramdown"


def text(document: Document, options: Options, report: Report) -> str:
    """The whole file, but for the address, which is of its place."""
    return _post_text_with_permalink(document, "", options, report)


def target(options: Options) -> Target:
    """What the Markdown is for."""
    kramdown = KRAMDOWN_IN_CHIRPY if options.theme == "chirpy" else KRAMDOWN
    dialect = kramdown if options.jekyll_markdown == "kramdown" else KRAMDOWN_OR_COMMONMARK
    return replace(markdown_target(options), dialect=dialect)


def write(document: Document, place: str, options: Options, report: Report) -> Iterator[File]:
    """One file."""
    text = _post_text_with_permalink(document, address(document, place, options), options, report)
    yield File(post_file_path(document, place, options), text.encode())


def post_file_path(document: Document, place: str, options: Options) -> str:
    """The file. A post without a date can be none of `_posts`, so it is a draft until somebody gives it one."""
    folder, _, name = join_safe_path(place).rpartition("/")
    date = document.meta.date
    return join_safe_path(
        "_posts" if date else "_drafts",
        folder,
        f"{_with_date_before_unless_rule_put_it(name, date, options) if date else name}.md",
    )


def _with_date_before_unless_rule_put_it(name: str, date: Timestamp, options: Options) -> str:
    """A name with its date before it, once. Where the rule brings the date all names have it, so that none meets another."""
    day = f"{date.value:%Y-%m-%d}-"
    brings_it = options.names.rpartition("/")[2].startswith(("{date}-", "{year}-{month}-{day}-"))
    return name if brings_it and name.startswith(day) else f"{day}{name}"


def address(document: Document, place: str, options: Options) -> str:
    """The `permalink` in the front matter: Jekyll's own would hold categories and dates."""
    return decoded_address_in_section(options.section, place)


def resource_place(document: Document, place: str, options: Options) -> ResourcePlace:
    """A folder below `assets/`; Jekyll publishes nothing that lies beside a post."""
    folder = join_safe_path("assets", safe_section_folder(options.section), place)
    return ResourcePlace(with_unpublished_prefix_if_hidden(document, folder), f"/{folder}/")


def term_page_path_and_name_in_engine(name: str) -> tuple[str, str]:
    """The page of a tag or category, and the name Jekyll knows it by."""
    return slug_of_term_or_empty(name), name


def has_term_pages(options: Options) -> bool:
    """Whether tags and categories have pages: `jekyll-archives` makes them for chirpy, one for all that are spelled alike."""
    return options.theme == "chirpy"


def finish(moves: Sequence[Move], options: Options) -> Iterator[File]:
    """Redirects of a host, and a site to build if it is wanted; one that is there is left alone, and so is all in it."""
    yield from redirect_files(moves, options.redirects, "", options.new_url)
    if options.site:
        theme = "minima" if options.theme == "none" else options.theme
        yield from with_files_written_only_if_no_site(scaffold_files("jekyll", theme))


def notices_on_existing_site(read: Callable[[str], str], options: Options) -> Iterator[Notice]:
    """What a site that is there makes otherwise than posts are written for; `read` gives the text of a file in it."""
    yield from notices_if_site_names_other_theme(read, options.theme)


def _post_text_with_permalink(document: Document, own_path: str, options: Options, report: Report) -> str:
    meta = document.meta
    markdown = write_body_and_report_losses(document.children, target(options), report)
    fields = {
        "layout": options.layout or LAYOUTS[options.theme],
        "title": meta.title,
        "date": meta.date and meta.date.value,
        "last_modified_at": meta.lastmod and meta.lastmod.value,
        "permalink": own_path,
        "redirect_from": possible_alias_paths_with_final_slash(meta.aliases, own_path),
        "categories": list(dict.fromkeys(name for path in meta.categories for name in path)),
        "tags": list(meta.tags),
        "description": meta.summary,
        "image": meta.cover,
        **meta_fields_engines_have_no_name_for(meta),
    }
    fields = fields_for_theme(fields, document, options.theme)
    return post_with_front_matter(
        document, fields, published_false_flag_if_hidden(meta), _RESERVED, markdown, options.front_matter_map
    )
