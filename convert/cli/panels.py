"""The parts a long help is shown in: which option stands in which."""

from collections.abc import Iterable, Sequence

import click

from convert.errors import N_
from convert.report.words import _

FIRST = N_("What most moves need")
"""The part of `migrate --help` that a person reads first."""

_OF_FIRST_NEED = (
    *("output", "to", "meta_template", "meta", "assume_public", "fetch_images"),
    *("theme", "new_url", "host", "title"),
)
"""The ten options of `migrate` that a blogger needs before any other, in the order of a move."""

_COMMAND_PANELS = {
    N_("Which sources"): ("from", "include", "exclude", "follow_links", "limit"),
    N_("Images and files on other servers"): ("fetch_images", "fetch_referer", "fetch_local", "fetch_at_once", "allow_expiring"),
    N_("What is written"): (
        *("to", "output", "html", "inline", "report", "verify", "stamp", "meta_template", "force", "prune", "dry_run"),
    ),
    N_("How it runs, and what is said"): (
        *("jobs", "scheduler", "strict", "notices", "with", "against", "format"),
        *("quiet", "verbose", "lang", "config", "help"),
    ),
}
"""The parts for a command's own options, by their names."""

_PANEL_OF_OPTION = {name: panel for panel, names in _COMMAND_PANELS.items() for name in names}


def options_by_panel(parameters: Sequence[click.Parameter], *, with_first_need: bool) -> list[tuple[str, list[click.Option]]]:
    """The parts of a help, in their order, each with its options; arguments are in none.

    With `with_first_need` the options of first need stand before all others, and only there.
    """
    options = [parameter for parameter in parameters if isinstance(parameter, click.Option)]
    by_name = {_option_name_with_underscores(option): option for option in options}
    first = [by_name[name] for name in _OF_FIRST_NEED if name in by_name] if with_first_need else []
    rest = [option for option in options if option not in first]
    titles = dict.fromkeys([*_COMMAND_PANELS, *map(_panel_of, rest)])
    panels = [(FIRST, first), *((title, _options_of_panel_in_order(title, rest)) for title in titles)]
    return [(title, found) for title, found in panels if found]


def panel_in_words(title: str) -> str:
    """The title of a part; that of the options of a format ends with its name."""
    words, _blank, format = title.rpartition(" ")
    known = _(title)
    return known if known != title or not words else f"{_(words)} {format}"


def _panel_of(option: click.Option) -> str:
    """The part an option stands in: that of its format, else the one the table says."""
    return getattr(option, "panel", "") or _PANEL_OF_OPTION.get(_option_name_with_underscores(option), "Options")


def _option_name_with_underscores(option: click.Option) -> str:
    """What an option is called where it is typed in full, with `_` for `-`, such as `dry_run`."""
    return max(option.opts, key=len).lstrip("-").replace("-", "_")


def _options_of_panel_in_order(title: str, options: Iterable[click.Option]) -> list[click.Option]:
    names = _COMMAND_PANELS.get(title, ())
    found = [option for option in options if _panel_of(option) == title]
    return sorted(
        found,
        key=lambda option: (
            names.index(_option_name_with_underscores(option)) if _option_name_with_underscores(option) in names else len(names)
        ),
    )
