"""The theme a site of Hugo is written for, which its owner has to bring."""

import os
from pathlib import Path

from convert.report.words import _

_FIRST_WORDS = "# A site with the theme "
"""How the settings begin that are written for a theme (`theme_sites/`); they go on with how to get it."""


def missing_theme_line_or_empty(site: str) -> str:
    """What to do where settings of ours name a theme that is not there, without which Hugo builds nothing; empty otherwise."""
    import tomllib

    settings = os.path.join(site, "hugo.toml")
    try:
        text = Path(settings).read_text(encoding="utf-8")
        theme = tomllib.loads(text).get("theme")
    except (OSError, ValueError):
        return ""
    if not text.startswith(_FIRST_WORDS) or not isinstance(theme, str) or os.path.isdir(os.path.join(site, "themes", theme)):
        return ""
    said = _("the theme {theme} is not there yet: the first lines of {settings} say how to get it")
    return said.format(theme=theme, settings=settings)
