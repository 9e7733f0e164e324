"""A site around the content: a `hugo.toml` and layouts, for those who have none. They stand in `site/` beside this module."""

from collections.abc import Iterator
from pathlib import Path

from convert.sources.source import File
from convert.writers._hugo.site_settings import SiteSettings, with_settings

_SITE = Path(__file__).parent / "site"


def site_files(settings: SiteSettings) -> Iterator[File]:
    """Every file of the site; each is only for where there is none yet."""
    for path in sorted(_SITE.rglob("*")):
        if path.is_file():
            name, data = path.relative_to(_SITE).as_posix(), path.read_bytes()
            yield File(name, with_settings(data.decode(), settings).encode() if name == "hugo.toml" else data, keep=True)
