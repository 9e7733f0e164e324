"""A site of Hugo that is there already: which theme it has, whose layouts ours would lie over, and what its settings say."""

import json
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, get_args

from msgspec.structs import replace

from convert import lazy_re as re
from convert.notices import Notice
from convert.sources.source import File
from convert.writers._hugo.site_settings import SiteSettings, places_of_settings
from convert.writers._hugo.theme_params import Theme

_PLACES = ("hugo", "config", "config/_default/hugo", "config/_default/config")
_MODULES = "config/_default/module"
_ENDINGS = ("toml", "yaml", "yml", "json")
"""Where Hugo 0.168 looks for its settings, and those of modules."""

_THEMES = "themes/*"
"""Themes, and folders for those of which git has not brought the files yet."""


def with_layouts_written_only_if_no_theme(files: Iterable[File]) -> Iterator[File]:
    """Files of a site, of which layouts and what these need are only for one that has no theme."""
    for file in files:
        if file.path.startswith(("layouts/", "assets/", "content/")):
            yield replace(file, unless=(*file.unless, _THEMES), unless_said=_NAMING_THEME)
        else:
            yield file


def is_theme_or_module_named_in_settings(data: bytes, *, file_ending: str, in_modules: bool = False) -> bool:
    """Whether settings name a theme, or modules in its place. Those that cannot be read, with which Hugo stops, name none."""
    settings = _read_settings_or_empty(data, file_ending)
    return bool(
        _theme_or_none_if_settings_are_of_module_file(settings, in_modules=in_modules)
        or _imports_in(settings, in_modules=in_modules)
    )


def is_any_theme_named_and_all_are_there(read: Callable[[str], str]) -> bool:
    """Whether settings there name a theme, or import what is called as one, and it is there; other modules may be icons."""
    return any(_themes_named_by_file(read)) and not any(missing_themes_by_file(read))


def missing_themes_by_file(read: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Each file of settings with a theme it names that is nowhere: Hugo would stop, or show nothing at all."""
    folder = str(_value_in(_main_settings(read)[1], ("themesDir",)) or "themes").rstrip("/")
    modules = read("_vendor/modules.txt")
    for name, theme in _themes_named_by_file(read):
        is_in_site = any(read(f"{folder}/{theme}/{mark}") for mark in _MARKS_OF_THEME)
        is_module = theme in modules or ("." in theme.partition("/")[0] and read("go.mod"))
        if not is_in_site and not is_module:
            yield name, theme


_LAYOUTS_OF_THEMES = ("baseof", "single", "list", "home", "index", "all")
_MARKS_OF_THEME = (
    *("theme.toml", "go.mod"),
    *(f"{name}.{ending}" for name in ("hugo", "config") for ending in _ENDINGS),
    *(f"layouts/{folder}{name}.html" for folder in ("", "_default/") for name in _LAYOUTS_OF_THEMES),
)
"""Files of which a theme has one. A folder without any is one that git has not brought the files for yet."""


def _themes_named_by_file(read: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Each file of settings with a theme it names, or a module it imports that is called as one."""
    for name, ending, in_modules in _SETTINGS:
        settings = _read_settings_or_empty(read(name).encode(), ending)
        named = _theme_or_none_if_settings_are_of_module_file(settings, in_modules=in_modules)
        imported = _imports_in(settings, in_modules=in_modules)
        paths = [str(_value_in(module, ("path",)) or "") for module in _items_or_sole_value(imported)]
        yield from ((name, str(theme)) for theme in _items_or_sole_value(named) if theme)
        yield from ((name, path) for path in paths if _NAME_OF_THEME.search(path.lower()))


def _items_or_sole_value(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else [value] if value else []


_OURS = "|".join(theme for theme in get_args(Theme) if theme != "none")
_NAME_OF_THEME = re.compile(rf"(?<![\w-])(?:(?:go)?hugo-theme-[\w-]+|(?:hugo-)?(?:{_OURS})(?:-theme)?)(?![\w-])")
"""What a part of a module's path is called when it is a theme: `hugo-theme-stack`, `hugo-PaperMod`, `congo`; not `fullstack`."""


def notices_if_site_names_other_theme(read: Callable[[str], str], theme: Theme) -> Iterator[Notice]:
    """Where the settings there name themes, and none that posts are written for; `read` gives the text of a file, or none.

    What they import may be a theme, or icons for one.
    """
    for name, ending, in_modules in _SETTINGS if theme != "none" else ():
        settings = _read_settings_or_empty(read(name).encode(), ending)
        named, imported = (
            _theme_or_none_if_settings_are_of_module_file(settings, in_modules=in_modules),
            _imports_in(settings, in_modules=in_modules),
        )
        if (named or imported) and theme not in f"{named} {imported}".lower():
            yield Notice("other-theme" if named else "other-modules", f"posts are for {theme}", place=name)


def notices_if_theme_missing_beside_our_layouts(read: Callable[[str], str], our_layouts: Iterable[str]) -> Iterator[Notice]:
    """Where settings name a theme that is not there, beside layouts of ours, which stay until it is."""
    missing = list(missing_themes_by_file(read))
    if missing and any(read(path) for path in our_layouts):
        yield from (Notice("missing-theme", theme, place=name) for name, theme in missing)


def notices_on_kept_settings(read: Callable[[str], str], asked: SiteSettings) -> Iterator[Notice]:
    """What was asked for that the settings there say otherwise: they are their owner's, and stay."""
    name, settings = _main_settings(read)
    wanted = {place: value for place, value in places_of_settings(asked) if name}
    said = {place: _value_in(settings, place) for place in wanted}
    for place, value in wanted.items():
        found = said[place]
        if isinstance(found, Mapping) or (place == _AUTHOR_NAME and isinstance(said[_AUTHOR], str | None)):
            continue
        if str(found or "").rstrip("/") != value.rstrip("/"):
            kept = f"{found!r} stays" if found else "nothing is said"
            yield Notice("kept-setting", f"{'.'.join(place)}: {kept}, {value!r} was asked for", place=name)


_AUTHOR, _AUTHOR_NAME = ("params", "author"), ("params", "author", "name")


def base_url_if_in_folder_of_host_or_empty(read: Callable[[str], str]) -> str:
    """The address of the site, where its settings say one in a folder of its host; empty otherwise."""
    url = str(_value_in(_main_settings(read)[1], ("baseURL",)) or "")
    return url if url.partition("://")[2].partition("/")[2].strip("/") else ""


def _main_settings(read: Callable[[str], str]) -> tuple[str, Mapping[str, Any]]:
    """The first file of settings that Hugo reads, and what it says."""
    for name, ending, in_modules in _SETTINGS:
        if not in_modules and (text := read(name)):
            return name, _read_settings_or_empty(text.encode(), ending)
    return "", {}


def _value_in(settings: Any, path: Sequence[str]) -> Any:
    """What stands below these keys, whatever their case; None where nothing does."""
    for part in path:
        if not isinstance(settings, Mapping):
            return None
        settings = next((value for key, value in settings.items() if str(key).lower() == part.lower()), None)
    return settings


def _read_settings_or_empty(data: bytes, ending: str) -> Mapping[str, Any]:
    """What settings say; nothing where they cannot be read."""
    try:
        settings = _LOADERS[ending](data.decode())
    except (ValueError, RecursionError):
        return {}
    return settings if isinstance(settings, Mapping) else {}


def _theme_or_none_if_settings_are_of_module_file(settings: Mapping[str, Any], *, in_modules: bool) -> Any:
    return None if in_modules else _value_in(settings, ("theme",))


def _imports_in(settings: Mapping[str, Any], *, in_modules: bool) -> Any:
    return _value_in(settings, ("imports",) if in_modules else ("module", "imports"))


def _load_yaml_or_raise_value_error(text: str) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        return YAML(typ="safe", pure=True).load(text)
    except YAMLError as error:
        raise ValueError from error


_LOADERS: dict[str, Callable[[str], Any]] = {
    "toml": tomllib.loads,
    "json": json.loads,
    "yaml": _load_yaml_or_raise_value_error,
    "yml": _load_yaml_or_raise_value_error,
}

_SETTINGS = tuple([(f"{place}.{ending}", ending, place == _MODULES) for place in (*_PLACES, _MODULES) for ending in _ENDINGS])
"""Each file of settings, its ending, and whether it is one of modules."""

_NAMING_THEME = tuple(
    [
        (name, partial(is_theme_or_module_named_in_settings, file_ending=ending, in_modules=in_modules))
        for name, ending, in_modules in _SETTINGS
    ]
)
