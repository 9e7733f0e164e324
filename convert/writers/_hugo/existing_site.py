"""A site of Hugo that is there already: whether it has a theme, whose layouts ours would lie over."""

import json
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from msgspec.structs import replace

from convert.sources.source import File

_PLACES = ("hugo", "config", "config/_default/hugo", "config/_default/config")
_MODULES = "config/_default/module"
_ENDINGS = ("toml", "yaml", "yml", "json")
"""Where Hugo 0.168 looks for its settings, and those of modules."""

_THEMES = "themes/*"
"""Themes, and folders for those of which git has not brought the files yet."""


def only_without_theme(files: Iterable[File]) -> Iterator[File]:
    """Files of a site, of which layouts and what these need are only for one that has no theme."""
    for file in files:
        if file.path.startswith(("layouts/", "assets/", "content/")):
            yield replace(file, unless=(*file.unless, _THEMES), unless_said=_SETTINGS)
        else:
            yield file


def names_theme(data: bytes, *, ending: str, in_modules: bool = False) -> bool:
    """Whether settings name a theme, or modules in its place. Those that cannot be read, with which Hugo stops, name none."""
    try:
        settings = _LOADERS[ending](data.decode())
    except (ValueError, RecursionError):
        return False
    if not isinstance(settings, Mapping):
        return False
    keys = {str(key).lower(): value for key, value in settings.items()}
    module = keys if in_modules else keys.get("module")
    imports = isinstance(module, Mapping) and any([str(key).lower() == "imports" and value for key, value in module.items()])
    return imports or (not in_modules and bool(keys.get("theme")))


def _load_yaml(text: str) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        return YAML(typ="safe", pure=True).load(text)
    except YAMLError as error:
        raise ValueError from error


_LOADERS: dict[str, Callable[[str], Any]] = {"toml": tomllib.loads, "json": json.loads, "yaml": _load_yaml, "yml": _load_yaml}

_SETTINGS = tuple(
    [
        (f"{place}.{ending}", partial(names_theme, ending=ending, in_modules=place == _MODULES))
        for place in (*_PLACES, _MODULES)
        for ending in _ENDINGS
    ]
)
