"""Which reader a source is for, and by what evidence: the one place where sources are told apart.

Only the name and the first bytes of a source are looked at, as text: nothing is parsed, and no reader is imported to be asked.
The evidence is a table (`table`), read from the top: the first row that holds decides. What it asks is in modules of their own:
`signatures` (archives, saved mail, JSON Lines), `roots` (formats in XML), `documents` (whole pages), `bodies` (Markdown, HTML,
or both). `Beginning` is what they look at.
"""

from collections.abc import Collection

from msgspec import Struct

from convert.readers._guess.beginning import Beginning
from convert.readers._guess.table import TABLE
from convert.sources.source import Source

__all__ = ["Guess", "guess"]


class Guess(Struct, frozen=True):
    """A reader's name, and by what it was chosen, in words."""

    reader: str
    evidence: str


def guess(source: Source, readers: Collection[str]) -> Guess | None:
    """The reader among `readers` a source is for; None for a source that is empty or like nothing any row knows.

    Rows of readers that are not there are passed over. Raises what opening the source raises.
    """
    if not source.head:
        return None
    beginning = Beginning(source)
    row = next((row for row in TABLE if row.reader in readers and row.test(beginning)), None)
    if row is None:
        return None
    marks = beginning.structure.marks if "{marks}" in row.evidence else ""
    start = beginning.how_whole_page_begins_or_empty if "{start}" in row.evidence else ""
    return Guess(row.reader, row.evidence.format(marks=marks, start=start))
