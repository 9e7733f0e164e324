"""What the Markdown is for: a dialect and a style, and what the spelling functions carry with them."""

from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from convert.model import Blocks
from convert.notices import Report, ignore
from convert.writers._markdown.dialects import gfm
from convert.writers._markdown.dialects.dialect import Dialect
from convert.writers._markdown.escape import Escaping
from convert.writers._markdown.footnotes import NO_FOOTNOTES, Footnotes
from convert.writers._markdown.references import References
from convert.writers._markdown.table_width import NO_BLANK_CELLS, BlankCells

Captions: TypeAlias = Literal["italic", "paragraph", "title", "html", "figure"]
"""What becomes of a caption; each is `italic` where it could not say all of one. `figure` is Hugo's shortcode."""


class MarkdownStyle(Struct, frozen=True):
    """How the Markdown is spelled where there is a choice; fields are named and valued as the options are."""

    bullet: Literal["-", "*", "+"] = "-"
    emphasis_mark: Literal["*", "_"] = "*"
    line_breaks: Literal["backslash", "spaces"] = "backslash"
    emphasis: Literal["comment", "html", "move"] = "comment"
    complex_tables: Literal["flatten", "html", "list"] = "flatten"
    color: Literal["drop", "html"] = "drop"
    underline: Literal["drop", "html"] = "drop"
    highlight: Literal["drop", "html", "mark"] = "drop"
    links: Literal["inline", "reference"] = "inline"
    heading_shift: int = 0

    def shift_level(self, level: int) -> int:
        """The level of a heading in the Markdown."""
        return max(1, min(level + self.heading_shift, 6))


PLAIN = MarkdownStyle()


class Target(Struct, frozen=True):
    """Where the Markdown will be read, and how its author likes it.

    `dialect`: what is read there, as a table. `parameter_delimiters`: front matter will define `params.lt` and `params.percent`
    for delimiters in code that nothing else can spell. `style` is `PLAIN` itself when it says nothing else, which is quick to
    see; that of a dialect with traps for two equals signs may not be. `relref_links`: addresses that begin with
    `old_addresses.REFERENCE` are calls of `relref`, since a transform has seen to it that none is the source's own.
    `image_sizes`: how the size of an image is said, as an `img` tag (of small ones only) or in its label, if at all.
    `captions`: what becomes of them. `blank_cells` are those of the post that is written.
    """

    dialect: Dialect
    parameter_delimiters: bool = False
    style: MarkdownStyle = PLAIN
    relref_links: bool = False
    image_sizes: Literal["", "tag", "label"] = ""
    captions: Captions = "italic"
    blank_cells: BlankCells = NO_BLANK_CELLS

    def with_blank_cells_of_post(self, children: Blocks) -> "Target":
        """The target, knowing what depends on all of a post."""
        return replace(self, blank_cells=BlankCells(children))


GFM = Target(gfm.GFM, image_sizes="tag")


class Context(Struct, frozen=True):
    """Where a node is written: for which target, inside what, and where to count what could not be said exactly.

    `escaping` is that of the dialect, outside of links. `report` is for the proof alone, which wants to know what the counted
    notices are of.
    `references` numbers the addresses of links where they stand at the end of the post, not in the links.
    """

    target: Target
    counts: dict[str, int]
    escaping: Escaping
    report: Report = ignore
    in_cell: bool = False
    in_link: bool = False
    in_list: bool = False
    is_nested: bool = False
    references: References | None = None
    footnotes: Footnotes = NO_FOOTNOTES

    def count_notice(self, kind: str, count: int = 1) -> None:
        """Count a notice; the writer reports each kind once, with its number."""
        self.counts[kind] = self.counts.get(kind, 0) + count

    def shift_heading_level_and_count_if_capped(self, level: int) -> int:
        """The level of a heading in the Markdown, counted where there is none so deep."""
        shifted = self.target.style.shift_level(level)
        if shifted != level + self.target.style.heading_shift:
            self.count_notice("heading-level")
        return shifted
