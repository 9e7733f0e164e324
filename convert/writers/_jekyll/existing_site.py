"""A site of Jekyll that is there already: by which files one knows it, and which theme it has."""

from collections.abc import Callable, Iterable, Iterator

from convert import lazy_re as re
from convert.notices import Notice
from convert.sources.source import File
from convert.writers._jekyll.themes import Theme

CONFIGURATIONS = ("_config.yml", "_config.yaml", "_config.toml")
"""What Jekyll looks for, in this order (4.3.1, configuration.rb)."""

_MARKS = (
    *CONFIGURATIONS,
    *(f"index.{ending}" for ending in ("html", "htm", "md", "markdown", "mkd", "mkdn", "mkdown")),
    "Gemfile",
    "gems.rb",
    "_layouts",
    "_includes",
)
"""What a site has besides posts. Jekyll needs none of them; its settings have defaults."""


def with_files_written_only_if_no_site(files: Iterable[File]) -> Iterator[File]:
    """Files of a site, each for where there is none: neither a mark of one, nor a file in the place of these that is another.

    The settings are written last, so that a run that was cut short is made up for by the next.
    """
    ordered = sorted(files, key=lambda file: file.path in CONFIGURATIONS)
    own = {file.path for file in ordered if file.path not in CONFIGURATIONS}
    for file in ordered:
        yield File(
            file.path,
            file.data,
            keep=True,
            unless=tuple(mark for mark in _MARKS if mark not in own),
            unless_other=tuple((other.path, other.data) for other in ordered if other.path in own and other.path in _MARKS),
        )


_THEME = re.compile(r"""^(?:remote_)?theme[ \t]*[:=][ \t]*["']?([^\s"'#&*!][^\s"'#]*)""", re.MULTILINE)
_TABLE = re.compile(r"^\[", re.MULTILINE)
_NAME = re.compile(r"(?:.*/)?(?:jekyll-theme-)?([^/@]*?)(?:-jekyll|-theme)?(?:@.*)?")
_NO_THEME = frozenset({"", "~", "null"})


def notices_if_site_names_other_theme(read: Callable[[str], str], theme: Theme) -> Iterator[Notice]:
    """Where the settings there name a theme, and none that posts are written for; `read` gives the text of a file, or none."""
    name, text = next(((name, text) for name in CONFIGURATIONS if (text := read(name))), ("", ""))
    named = [found for found in _THEME.findall(_TABLE.split(text, maxsplit=1)[0]) if found not in _NO_THEME]
    if theme != "none" and named and theme not in map(_name_of_theme, named):
        yield Notice("other-theme", f"{named[0]}, posts are for {theme}", place=name)


def _name_of_theme(named: str) -> str:
    """What a gem or a repository of a theme is about: `mmistakes/minimal-mistakes@4.24.0`, `minimal-mistakes-jekyll`."""
    match = _NAME.fullmatch(named.lower())
    return match[1] if match else named
