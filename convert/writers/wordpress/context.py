"""What every part of the writer of blocks needs: how text is spelled, which footnotes there are, where to count notices."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from convert.model import FootnoteDefinition
from convert.writers.wordpress.escaping import (
    escape_text_as_one_line,
    with_html_text_protected_from_wptexturize,
    with_references_against_beautifying,
)


class Context(Struct, frozen=True):
    """Where to count what could not be said exactly, and what text and footnotes are.

    With `keeps_typed` text keeps the characters that were typed. `notes` are the numbers of footnotes by their labels, `texts`
    the definitions that stand at the end. `is_html`: what is written stands in a block of HTML.
    """

    counts: dict[str, int]
    keeps_typed: bool = False
    notes: Mapping[str, int] = {}
    texts: tuple[FootnoteDefinition, ...] = ()
    is_html: bool = False

    def count_notice(self, kind: str, count: int = 1) -> None:
        """Count a notice; the writer reports each kind once, with its number."""
        self.counts[kind] = self.counts.get(kind, 0) + count

    def escape_running_text_but_not_shortcodes(self, value: str) -> str:
        """Characters in running text."""
        escaped = escape_text_as_one_line(value)
        return with_references_against_beautifying(escaped) if self.keeps_typed else escaped

    def keep_typed_characters_of_html_if_asked(self, value: str) -> str:
        """HTML that somebody else wrote."""
        return with_html_text_protected_from_wptexturize(value) if self.keeps_typed else value

    def in_html(self) -> "Context":
        """The same inside a block of HTML, where there is no other block."""
        return self if self.is_html else replace(self, is_html=True)

    def in_link_without_footnote_marks(self) -> "Context":
        """The same inside a link, where the mark of a footnote, which is a link too, is its label."""
        return replace(self, notes={}) if self.notes else self

    def is_first_definition_of_its_label(self, node: FootnoteDefinition) -> bool:
        """Whether the text of a footnote stands at the end; another one of the same label stays where it is."""
        return any(node is text for text in self.texts)
