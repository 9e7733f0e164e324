"""Hugo content: a leaf bundle for each post, for a site with Hugo's default settings (0.168)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import unquote

from msgspec.structs import replace

from convert.errors import ConvertError
from convert.meta import front_matter
from convert.meta.hugo import PARAMETER_VALUES
from convert.meta.visibility import is_draft_or_not_public
from convert.model import Document
from convert.notices import Notice, Report
from convert.plan.file_names import OF_SITES, is_portable_of_any_length, short_hash, slugify_short
from convert.plan.paths import (
    BESIDE,
    LONGEST,
    can_post_stay_at_old_path,
    has_list_page_number,
    shorten_path_folders_before_name,
)
from convert.plan.places import ResourcePlace
from convert.sources.source import File
from convert.writers._front_matter import (
    with_keys_renamed_or_dropped,
)
from convert.writers._hugo.address import keep_path_characters_in_lower_case, lower_as_go, page_address, term_path
from convert.writers._hugo.category_pages import pages_of_parent_categories_without_posts
from convert.writers._hugo.comments import public_comments_file
from convert.writers._hugo.cover import is_image_with_same_url_in_post, url_of_first_non_icon_picture_or_empty
from convert.writers._hugo.existing_site import (
    base_url_if_in_folder_of_host_or_empty,
    is_any_theme_named_and_all_are_there,
    notices_if_site_names_other_theme,
    notices_if_theme_missing_beside_our_layouts,
    notices_on_kept_settings,
    with_layouts_written_only_if_no_theme,
)
from convert.writers._hugo.host_files import with_host_configuration_files
from convert.writers._hugo.lint import lint_front_matter
from convert.writers._hugo.options import Options
from convert.writers._hugo.page import (
    page_front_matter,
    sanitise_and_shorten_slug,
    slug_without_url_delimiters,
    term_without_parts_empty_in_hugo,
)
from convert.writers._hugo.scaffold import (
    layouts_posts_need_without_our_site,
    notices_if_head_of_stack_hides_no_cover,
    paths_of_own_layouts,
    site_files,
)
from convert.writers._hugo.site_settings import SiteSettings, site_settings_with_old_host_as_fallback
from convert.writers._hugo.theme_params import Shown
from convert.writers._markdown.body import style_of
from convert.writers._markdown.dialects.goldmark import GOLDMARK
from convert.writers._markdown.target import Target
from convert.writers._site import (
    Move,
    join_safe_path,
    redirect_files,
    safe_section_folder,
    section_and_category_folder,
    site_url_without_slash_with_https_if_no_scheme,
    with_unpublished_prefix_if_hidden,
)
from convert.writers.markdown import join_front_matter, write_body_and_report_losses

JOINED = False
EXTENSION = ""
HEEDS_SCHEDULE = True
PREVIEW = "hugo server -D --source {site}"

_NOTHING, _DRAFT = "---\n---\n\n", "---\ndraft: true\n---\n\n"
"""Front matter of a page that has none else, since Hugo takes a body that begins like some for it, and of one that is hidden."""

_CONTENT = frozenset("md mdown markdown html htm org adoc asciidoc ad rst pandoc pdc".split())
"""Endings of what Hugo 0.168 takes for a page of its own in a bundle: it may fail to build, and is not published as a file."""


def text(document: Document, options: Options, report: Report) -> str:
    """The `index.md`."""
    return _post_text(document, "", options, report)


def target(options: Options) -> Target:
    """What the Markdown is for."""
    return Target(
        GOLDMARK,
        parameter_delimiters=options.front_matter,
        style=style_of(options),
        relref_links=options.post_links == "relref",
        captions=options.captions,
    )


def write(document: Document, place: str, options: Options, report: Report) -> Iterator[File]:
    """`content/<section>/<place>/index.md`, and the post's comments."""
    folder = _bundle_folder(document, place, options)
    head = "" if options.front_matter else _DRAFT if is_draft_or_not_public(document.meta) else _NOTHING
    yield File(_page_of_bundle(folder), f"{head}{_post_text(document, folder, options, report)}".encode())
    if options.comments == "data":
        yield from public_comments_file(document, folder)


def post_file_path(document: Document, place: str, options: Options) -> str:
    """The page of the bundle."""
    return _page_of_bundle(_bundle_folder(document, place, options))


def _page_of_bundle(folder: str) -> str:
    return f"content/{folder}/index.md"


def address(document: Document, place: str, options: Options) -> str:
    """Where Hugo shows the post, when nobody gives it other permalinks."""
    return _address_by_folder_and_slug(document, _bundle_folder(document, place, options), options)


def reference(document: Document, place: str, options: Options) -> str:
    """What `relref` calls the post: the path of its bundle below `content/`."""
    return f"/{_bundle_folder(document, place, options)}"


def lower_case_bundle_path(document: Document, place: str, options: Options) -> str:
    """What Hugo takes the bundle for: two of one path in small letters are one, and nothing is shown inside another."""
    return f"/{lower_as_go(_bundle_folder(document, place, options))}"


def term_page_path_and_name_in_engine(name: str) -> tuple[str, str]:
    """The page of a tag or category, empty when it gets none, and what Hugo knows it by: two it knows apart may have one page."""
    known = lower_as_go(term_without_parts_empty_in_hugo(name).replace(" ", "-"))
    return term_path(known), known


def addresses_taken_by_other_pages(tags: Iterable[str], categories: Iterable[str], pages: Iterable[str]) -> Iterator[str]:
    """Where Hugo puts pages that are no post's: lists of sections, of tags and of categories, and the files at the root."""
    yield from ("/", *_OF_LAYOUTS, *(f"/{name}" for name in OF_SITES))
    yield from {f"/{page.split('/')[1]}" for page in pages if page.count("/") > _AT_THE_ROOT}
    for taxonomy, terms in (("tags", tags), ("categories", categories)):
        yield from (f"/{taxonomy}/{page}" for page, _ in map(term_page_path_and_name_in_engine, terms) if page)


def resource_place(document: Document, place: str, options: Options) -> ResourcePlace:
    """The leaf bundle, or a folder below `static/` that is the root of the site."""
    folder = _bundle_folder(document, place, options)
    below = join_safe_path("" if options.resources in ("bundle", "static") else safe_section_folder(options.resources), folder)
    apart = ResourcePlace(with_unpublished_prefix_if_hidden(document, f"static/{below}"), f"/{below}/")
    if options.resources != "bundle":
        return apart
    return ResourcePlace(
        f"content/{folder}", "", apart, _CONTENT, f"public{_address_by_folder_and_slug(document, folder, options)}"
    )


def finish(moves: Sequence[Move], options: Options) -> Iterator[File]:
    """Redirects, what a host needs, and a site to build if it is wanted."""
    yield from with_host_configuration_files(
        redirect_files(moves, options.redirects, "static/", options.new_url), options.host, options.redirects
    )
    if options.site:
        settings = site_settings_with_old_host_as_fallback(
            moves, options.new_url, options.title, options.author, options.description
        )
        yield from site_files(options.theme, _main_section(options), settings)
    else:
        yield from layouts_posts_need_without_our_site(options.theme)


def notices_on_existing_site(read: Callable[[str], str], options: Options) -> Iterator[Notice]:
    """What a site that is there makes otherwise than posts are written for; `read` gives the text of a file in it."""
    yield from notices_if_site_names_other_theme(read, options.theme)
    if options.theme == "stack":
        yield from notices_if_head_of_stack_hides_no_cover(read)
    if options.site:
        yield from notices_if_theme_missing_beside_our_layouts(read, paths_of_own_layouts())
        url = site_url_without_slash_with_https_if_no_scheme(options.new_url)
        yield from notices_on_kept_settings(read, SiteSettings(url, options.title, options.author, options.description))


def own_layout_paths_hiding_theme_of_site(read: Callable[[str], str], options: Options) -> tuple[str, ...]:
    """Where layouts of ours may be in a site that has a theme now."""
    return paths_of_own_layouts() if options.site and is_any_theme_named_and_all_are_there(read) else ()


def options_of_existing_site(read: Callable[[str], str], options: Options) -> dict[str, str]:
    """The address of a site in a folder of its host, which links between posts begin with in a theme."""
    url = "" if options.new_url else base_url_if_in_folder_of_host_or_empty(read)
    return {"new_url": url} if url else {}


def _main_section(options: Options) -> str:
    """The section that lists of a theme show; posts at the root are in none."""
    first = safe_section_folder(options.section).partition("/")[0]
    return _folder_name_kept_by_hugo(first.replace(".", "-").strip("_") if first in OF_SITES else first, is_section=True)


def pages_for_categories_lacking_one(categories: Iterable[str], options: Options) -> Iterator[File]:
    """Pages of categories that have none of Hugo's, in a site whose layouts show what is below them."""
    if options.site and options.theme == "none":
        yield from with_layouts_written_only_if_no_theme(pages_of_parent_categories_without_posts(categories))


_OF_LAYOUTS = ("/tags", "/categories", "/archive", "/search", "/rss", "/category", "/tag")
"""Pages of Hugo's taxonomies and of layouts of ours."""

_AT_THE_ROOT = 2
"""Slashes in the address of a post that is in no section."""


def _post_text(document: Document, folder: str, options: Options, report: Report) -> str:
    document = _with_first_picture_as_cover_if_wanted(document, options)
    markdown = write_body_and_report_losses(document.children, target(options), report)
    whole = slug_without_url_delimiters(document.meta.slug)
    if (cut := sanitise_and_shorten_slug(document.meta.slug, folder)) != whole:
        report(Notice("unfit-name", f"{whole} is now {cut}"))
    if not options.front_matter:
        return join_front_matter("", markdown)
    parameters = {name: value for name, value in PARAMETER_VALUES.items() if f'param "{name}"' in markdown}
    return join_front_matter(
        front_matter.dump_front_matter(
            _front_matter_or_raise_if_lint_fails(document, folder, parameters, options),
            options.front_matter_format,
        ),
        markdown,
    )


def _with_first_picture_as_cover_if_wanted(document: Document, options: Options) -> Document:
    if options.cover == "none" or document.meta.cover:
        return document
    return replace(document, meta=replace(document.meta, cover=url_of_first_non_icon_picture_or_empty(document.children)))


def _front_matter_or_raise_if_lint_fails(
    document: Document, folder: str, parameters: dict[str, Any], options: Options
) -> dict[str, Any]:
    """The front matter. Raises `ConvertError` for what would break the site, or hide the post."""
    address = _address_by_folder_and_slug(document, folder, options) if folder else ""
    own = _kept_address_or_empty(document, options) or address
    shown = Shown(
        options.theme, options.theme != "none" and is_image_with_same_url_in_post(document.meta.cover, document.children)
    )
    front = page_front_matter(document.meta, parameters, shown, own, folder)
    front = with_keys_renamed_or_dropped({**front, "url": own} if own != address else front, options.front_matter_map)
    problems = lint_front_matter(front, own)
    if problems:
        name = f"{document.meta.title}: " if document.meta.title else ""
        raise ConvertError(f"{name}front matter, {'; '.join(problems)}", hint="correct it in the source, or --front-matter-map")
    return front


def _kept_address_or_empty(document: Document, options: Options) -> str:
    """Where a post stays, as Hugo's `url`, decoded. With a point in its last part it would be a file, `Node.js`, and no page."""
    path = unquote(document.meta.aliases[0]) if options.keep_urls == "url" and document.meta.aliases else ""
    if not path or not can_post_stay_at_old_path(path):
        return ""
    return f"{path}/" if "." in path.rpartition("/")[2] else path


def _bundle_folder(document: Document, place: str, options: Options) -> str:
    """The bundle, below `content/`. A name Hugo would leave nothing of would put the post in the place of its section."""
    section = section_and_category_folder(document, options.section, options.section_by == "category", slugify_short)
    parts = join_safe_path(section, place).split("/")
    first = parts[0].replace(".", "-").strip("_") if parts[0] in OF_SITES else parts[0]
    names = [_folder_name_kept_by_hugo(first, is_section=len(parts) > 1), *map(_folder_name_kept_by_hugo, parts[1:])]
    folder = "/".join(f"post-{name}" if name == "page" and has_list_page_number(names) else name for name in names)
    return shorten_path_folders_before_name(folder, LONGEST - BESIDE - len("content/"))


def _folder_name_kept_by_hugo(name: str, *, is_section: bool = False) -> str:
    """A folder of which Hugo leaves a name that every system takes; of a section, one that is no other's, as it has a list."""
    shown = keep_path_characters_in_lower_case(name)
    if not shown:
        return f"post-{short_hash(name) if is_section else name}"
    is_unlike = is_section and len(shown) < len(name)
    is_adapter = name.lower().startswith("_content.")  # which makes pages; Hugo takes none from such a folder
    return (
        name
        if is_portable_of_any_length(shown) and not (is_unlike or is_adapter)
        else f"{slugify_short(shown.replace('.', '-'))}-{short_hash(name)}"
    )


def _address_by_folder_and_slug(document: Document, folder: str, options: Options) -> str:
    return page_address(folder, sanitise_and_shorten_slug(document.meta.slug, folder) if options.front_matter else "")
