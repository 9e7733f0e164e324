"""A site around the posts, for those who have none: the files in a folder beside this module, called like the writer."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from convert.sources.source import File
from convert.writers._options import SiteOptions
from convert.writers._redirect_pages import redirect_pages
from convert.writers._site import Move, NewUrlOption, RedirectsOption, redirect_files


class ScaffoldedSiteOptions(SiteOptions, frozen=True, kw_only=True):
    """What posts have of an engine for which `migrate` writes a site."""

    redirects: RedirectsOption = ()
    new_url: NewUrlOption = ""
    site: Annotated[bool, Meta(description="Write what a site needs to be built, too, where there is none yet.")] = False


def redirect_pages_rules_and_site_if_wanted(
    moves: Sequence[Move], options: ScaffoldedSiteOptions, folder: str, writer: str
) -> Iterator[File]:
    """A page at each old address below `folder`, the redirects of a host there, and a site to build if it is wanted."""
    yield from redirect_pages(moves, folder)
    yield from redirects_and_site_if_wanted(moves, options, folder, writer)


def redirects_and_site_if_wanted(
    moves: Sequence[Move], options: ScaffoldedSiteOptions, folder: str, writer: str
) -> Iterator[File]:
    """The redirects of a host below `folder`, and a site to build if it is wanted."""
    yield from redirect_files(moves, options.redirects, folder, options.new_url)
    if options.site:
        yield from scaffold_files(writer)


def scaffold_files(writer: str, theme: str = "") -> Iterator[File]:
    """Every file of the site, or of that for a theme; each is only for where there is none yet."""
    folder = Path(__file__).parent / f"_{writer}" / "site" / theme
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            name = path.relative_to(folder).as_posix()
            yield File(name, path.read_bytes(), keep=True, is_layout=name.startswith(_LAYOUTS))


_LAYOUTS = ("_includes/", "docs/.vitepress/theme/")
"""Where the look of a site is, which a later run brings up to date."""
