"""What may be typed as the value of an option, and how the help calls it."""

from collections.abc import Callable
from typing import Any

import click

from convert.report.words import _

METAVARS = {
    "blog_url": "URL",
    "encoding": "NAME",
    "filter": "MODULE:FUNCTION",
    "front_matter_map": "OLD=NEW,...",
    "layout": "NAME",
    "media_url": "URL",
    "meta": "FILE",
    "names": "RULE",
    "new_url": "URL",
    "part_size": "SIZE",
    "post_links": "WAY",
    "raw_html_converter": "MODULE:CLASS",
    "resources": "PLACE",
    "schedule_from": "DAY",
    "schemes": "NAME,...",
    "section": "FOLDER",
    "shard_size": "SIZE",
    "timezone": "ZONE",
}
"""What stands for a text in the help of a format's option, by the option's name; for any other TEXT."""


def whole_number_parser(minimum: int, maximum: int | None = None) -> Callable[[Any], int]:
    """What makes a whole number of a text, from `minimum` to `maximum`, or from `minimum` on.

    It raises `click.BadParameter` saying which there may be.
    """

    def parse_whole_number(value: Any) -> int:
        try:
            number = int(str(value))
        except ValueError:
            number = minimum - 1
        if number < minimum or (maximum is not None and number > maximum):
            said = _("{value} is no whole number from {least} on")
            if maximum is not None:
                said = _("{value} is no whole number from {least} to {most}")
            raise click.BadParameter(said.format(value=repr(str(value)), least=minimum, most=maximum))
        return number

    return parse_whole_number


class CommaSeparatedChoice(click.Choice[str]):
    """One choice or several with commas between, as `--redirects netlify,csv`."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """A tuple of choices. Raises `click.BadParameter` naming the one that is none."""
        return tuple(super(CommaSeparatedChoice, self).convert(part.strip(), param, ctx) for part in str(value).split(","))


def split_at_commas(value: Any) -> tuple[str, ...]:
    """A name or several, as `--columns id,text`; the format says which names there are."""
    return tuple(part.strip() for part in str(value).split(","))


def concatenate_choices(context: click.Context, option: click.Parameter, given: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """All that was chosen, however often the option stands."""
    return tuple(choice for several in given for choice in several)
