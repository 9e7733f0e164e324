"""A site of Hugo that is there already: which theme it has, whose layouts ours would lie over."""

import json
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from msgspec.structs import replace

from convert.notices import Notice
from convert.sources.source import File
from convert.writers._hugo.page import Theme

_PLACES = ("hugo", "config", "config/_default/hugo", "config/_default/config")
_MODULES = "config/_default/module"
_ENDINGS = ("toml", "yaml", "yml", "json")
"""Where Hugo 0.168 looks for its settings, and those of modules."""

_THEMES = "themes/*"
"""Themes, and folders for those of which git has not brought the files yet."""


def with_layouts_only_without_theme(files: Iterable[File]) -> Iterator[File]:
    """Files of a site, of which layouts and what these need are only for one that has no theme."""
    for file in files:
        if file.path.startswith(("layouts/", "assets/", "content/")):
            yield replace(file, unless=(*file.unless, _THEMES), unless_said=_NAMING_THEME)
        else:
            yield file


def is_theme_named_in_settings(settings: bytes, *, file_ending: str, in_modules: bool = False) -> bool:
    """Whether settings name a theme, or modules in its place. Those that cannot be read, with which Hugo stops, name none."""
    return bool(_themes_in(settings, ending=file_ending, in_modules=in_modules))


def notices_on_theme_of_site(read: Callable[[str], str], theme: Theme) -> Iterator[Notice]:
    """Where the settings there name themes, and none that posts are written for; `read` gives the text of a file, or none."""
    for name, ending, in_modules in _SETTINGS if theme != "none" else ():
        named = _themes_in(read(name).encode(), ending=ending, in_modules=in_modules)
        if named and theme not in str(named).lower():
            yield Notice("other-theme", f"posts are for {theme}", place=name)


def _themes_in(data: bytes, *, ending: str, in_modules: bool = False) -> tuple[Any, ...]:
    """What settings have for themes and for imports of modules."""
    try:
        settings = _LOADERS[ending](data.decode())
    except (ValueError, RecursionError):
        return ()
    if not isinstance(settings, Mapping):
        return ()
    keys = {str(key).lower(): value for key, value in settings.items()}
    module = keys if in_modules else keys.get("module")
    imports = [value for key, value in module.items() if str(key).lower() == "imports"] if isinstance(module, Mapping) else []
    return tuple(filter(None, (*imports, None if in_modules else keys.get("theme"))))


def _load_yaml(text: str) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        return YAML(typ="safe", pure=True).load(text)
    except YAMLError as error:
        raise ValueError from error


_LOADERS: dict[str, Callable[[str], Any]] = {"toml": tomllib.loads, "json": json.loads, "yaml": _load_yaml, "yml": _load_yaml}

_SETTINGS = tuple([(f"{place}.{ending}", ending, place == _MODULES) for place in (*_PLACES, _MODULES) for ending in _ENDINGS])
"""Each file of settings, its ending, and whether it is one of modules."""

_NAMING_THEME = tuple(
    [
        (name, partial(is_theme_named_in_settings, file_ending=ending, in_modules=in_modules))
        for name, ending, in_modules in _SETTINGS
    ]
)
