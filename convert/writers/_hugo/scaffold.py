"""A site around the content, for those who have none: a `hugo.toml` with layouts of ours (`site/` beside this module), or one for
a theme, with the pages it wants (`theme_sites/`).
"""

import json
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from msgspec.structs import replace

from convert.notices import Notice
from convert.sources.source import File
from convert.writers._hugo.existing_site import with_layouts_written_only_if_no_theme
from convert.writers._hugo.site_settings import SiteSettings, with_known_settings_in_their_existing_lines
from convert.writers._hugo.theme_params import Theme

_SITE = Path(__file__).parent / "site"
_LAYOUTS = ("layouts/", "assets/")
"""Where the look of the site is, which a later run brings up to date; settings, pages and the rest are their owner's at once."""

_THEME_SITES = Path(__file__).parent / "theme_sites"
HEAD_OF_STACK = "layouts/_partials/head/custom.html"
"""What Stack puts into the head of its pages."""

_OF_EVERY_THEME = "_every"
"""What a site has with any theme: feeds, which no theme of these has right for posts without a date."""


def site_files(theme: Theme, section: str, settings: SiteSettings) -> Iterator[File]:
    """Every file of the site, or of that for a theme, which shows posts of a section; each is for where there is none yet."""
    if theme == "none":
        yield from with_layouts_written_only_if_no_theme(_files_with_settings(_SITE, settings))
        return
    for file in chain(*[_files_with_settings(_THEME_SITES / name, settings) for name in (_OF_EVERY_THEME, theme)]):
        data = file.data.replace(b"/posts", f"/{section}".encode()).replace(b'["posts"]', _toml_list_of_one(section))
        yield replace(file, data=data, unless=_other_paths_where_hugo_looks_for_layout(file.path))


def layouts_posts_need_without_our_site(theme: Theme) -> Iterator[File]:
    """What posts for a theme need of a site that somebody made without us: Stack has no key that shows a cover in lists alone."""
    for file in _files_with_settings(_THEME_SITES / theme, SiteSettings()) if theme == "stack" else ():
        if file.path == HEAD_OF_STACK:
            yield replace(file, unless=_other_paths_where_hugo_looks_for_layout(file.path))


def notices_if_head_of_stack_hides_no_cover(read: Callable[[str], str]) -> Iterator[Notice]:
    """Where the site has a head for Stack's pages that shows a cover of its post twice; `read` gives the text of a file in it."""
    for path in (HEAD_OF_STACK, *_other_paths_where_hugo_looks_for_layout(HEAD_OF_STACK)):
        if (text := read(path)) and "imageInPost" not in text:
            yield Notice("cover-twice", place=path)


def _other_paths_where_hugo_looks_for_layout(path: str) -> tuple[str, ...]:
    """Other places where Hugo looks for a layout, in which an owner may have one: older names of folders, and other feeds."""
    if path.startswith("layouts/_partials/"):
        return (path.replace("/_partials/", "/partials/", 1),)
    if not path.endswith(".rss.xml"):
        return ()
    names = ("rss.xml", "list.rss.xml", "home.rss.xml", "index.rss.xml", "list.xml", "home.xml", "index.xml", "all.rss.xml")
    places = (f"layouts/{folder}{name}" for folder in ("", "_default/") for name in names)
    return tuple(place for place in places if place != path)


def paths_of_own_layouts() -> tuple[str, ...]:
    """Where layouts and styles of ours are in a site without a theme."""
    files = (path.relative_to(_SITE).as_posix() for path in _SITE.rglob("*") if path.is_file())
    return tuple(sorted(path for path in files if path.startswith(_LAYOUTS)))


def _files_with_settings(folder: Path, settings: SiteSettings) -> Iterator[File]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name, data = path.relative_to(folder).as_posix(), path.read_bytes()
            if name == "hugo.toml":
                data = with_known_settings_in_their_existing_lines(data.decode(), settings).encode()
            yield File(name, data, keep=True, is_layout=name.startswith(_LAYOUTS))


def _toml_list_of_one(text: str) -> bytes:
    return f"[{json.dumps(text, ensure_ascii=False)}]".encode()
