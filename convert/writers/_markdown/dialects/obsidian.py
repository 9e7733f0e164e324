"""Obsidian: GFM with links between notes, tags, comments, highlights, names of blocks and callouts that fold."""

from convert.writers._markdown.dialects.common import Trap
from convert.writers._markdown.dialects.dialect import Ability, Dialect

_HELP = "help.obsidian.md"

OBSIDIAN = Dialect(
    name="Obsidian",
    wiki=True,
    formulas="raw",
    soft_break="break",
    suspects="#%^=",
    in_text=(
        Trap(r"(?<!\\)\[(?=\[)", "a link between notes", f"{_HELP}, Internal links"),
        Trap(r"^\[(?=!|.\](?: |$))", "what begins a callout, or a task with anything in its box", f"{_HELP}, Callouts"),
        Trap(r"(?<![\w&/#\\])#(?=[\w/-]|[^\x00-\x7f\s]|$)", "a tag, of which the next piece may be the name", f"{_HELP}, Tags"),
        Trap(r"%(?=%)|(?<=%)%", "a comment, which nobody sees", f"{_HELP}, Basic formatting syntax"),
        Trap(
            r"(?:(?<= )|^)\^(?=[A-Za-z0-9-]+$)",
            "the name of a block, at its end or in a line of its own",
            f"{_HELP}, Internal links",
        ),
        Trap(r"\^(?=\[|$)", "a footnote in a line; its bracket may be in the next piece", f"{_HELP}, Basic formatting syntax"),
    ),
    abilities=(
        Ability(
            "formulas", "nothing is Markdown in one, and backticks are none of its signs", f"{_HELP}, Advanced formatting syntax"
        ),
        Ability("wiki", "double brackets, equals signs and percent signs mean something", _HELP),
        Ability(
            "soft_break", 'the end of a line breaks it, unless "Strict line breaks" is on', f"{_HELP}, Basic formatting syntax"
        ),
    ),
)
