"""What the Markdown is for: the differences between plain GFM and Hugo, and what the spelling functions carry with them."""

from typing import Literal

from msgspec import Struct

from convert.writers._footnotes import NO_NOTES, Notes


class Target(Struct, frozen=True):
    """Where the Markdown will be read.

    `html`: raw HTML may stand in it (GFM; default Hugo drops it). `shortcodes`: `{{<` and `{{%` are run wherever they stand, and
    Hugo's own shortcodes may be used. `parameter_delimiters`: front matter will define `params.lt` and `params.percent` for
    delimiters in code that nothing else can spell.
    """

    name: Literal["markdown", "hugo"]
    html: bool
    shortcodes: bool
    parameter_delimiters: bool = False


GFM = Target("markdown", html=True, shortcodes=False)


class Place(Struct, frozen=True):
    """Where a node is written: for which target, inside what, and where to count what could not be said exactly.

    `tildes`: what is spelled apart will be one line, so that any tilde may meet another.
    """

    target: Target
    counts: dict[str, int]
    in_cell: bool = False
    tildes: bool = False
    in_link: bool = False
    in_list: bool = False
    is_nested: bool = False
    notes: Notes = NO_NOTES

    def note(self, kind: str) -> None:
        """Count a notice; the writer reports each kind once, with its number."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
