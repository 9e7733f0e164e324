"""A site around the content, for those who have none: a `hugo.toml` with layouts of ours (`site/` beside this module), or one for
a theme, with the pages it wants (`theme_sites/`).
"""

import json
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from convert.sources.source import File
from convert.writers._hugo.existing_site import with_layouts_written_only_if_no_theme
from convert.writers._hugo.site_settings import SiteSettings, with_settings
from convert.writers._hugo.theme_params import Theme

_SITE = Path(__file__).parent / "site"
_LAYOUTS = ("layouts/", "assets/")
"""Where the look of the site is, which a later run brings up to date; settings, pages and the rest are their owner's at once."""

_THEME_SITES = Path(__file__).parent / "theme_sites"


def site_files(theme: Theme, section: str, settings: SiteSettings) -> Iterator[File]:
    """Every file of the site, or of that for a theme, which shows posts of a section; each is for where there is none yet."""
    if theme == "none":
        yield from with_layouts_written_only_if_no_theme(_files_with_settings(_SITE, settings))
        return
    for file in _files_with_settings(_THEME_SITES / theme, settings):
        yield replace(
            file, data=file.data.replace(b"/posts", f"/{section}".encode()).replace(b'["posts"]', _toml_list_of_one(section))
        )


def paths_of_own_layouts() -> tuple[str, ...]:
    """Where layouts and styles of ours are in a site without a theme."""
    files = (path.relative_to(_SITE).as_posix() for path in _SITE.rglob("*") if path.is_file())
    return tuple(sorted(path for path in files if path.startswith(_LAYOUTS)))


def _files_with_settings(folder: Path, settings: SiteSettings) -> Iterator[File]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name, data = path.relative_to(folder).as_posix(), path.read_bytes()
            if name == "hugo.toml":
                data = with_settings(data.decode(), settings).encode()
            yield File(name, data, keep=True, is_layout=name.startswith(_LAYOUTS))


def _toml_list_of_one(text: str) -> bytes:
    return f"[{json.dumps(text, ensure_ascii=False)}]".encode()
