"""Goldmark as Hugo 0.168 sets it up by default: typographer, definition lists, links of bare addresses, no raw HTML."""

from convert.writers._markdown.dialects.common import Trap
from convert.writers._markdown.dialects.dialect import Ability, Dialect

_HUGO = "Hugo 0.168, measured"

GOLDMARK = Dialect(
    name="Goldmark",
    html=False,
    shortcodes=True,
    definition_lists=True,
    bare_links="greedy",
    angle_quotes="escape",
    formulas="any",
    eager_tasks=True,
    in_text=(
        Trap(r"(?<=\{)\{(?=$)", "two braces at the end may be followed by the rest of a delimiter", _HUGO),
        Trap(r"-(?=-)", "the typographer makes dashes of two, which would change commands", _HUGO),
        Trap(r"<(?=<)|>(?=>)", "the typographer makes angle quotes of two", _HUGO),
    ),
    abilities=(
        Ability("html", "raw HTML is left out unless `unsafe` is set", _HUGO),
        Ability("shortcodes", "delimiters are run before Markdown is read, in code as well", _HUGO),
        Ability("definition_lists", "an extension that is on by default", _HUGO),
        Ability("bare_links", "Linkify takes escapes, and the run of a mark before an e-mail address, into the address", _HUGO),
        Ability("angle_quotes", "the typographer looks past a comment and an escape between two angles", _HUGO),
        Ability("formulas", "the passthrough extension asks for nothing inside", _HUGO),
        Ability("eager_tasks", "a task is made whatever follows the bracket", _HUGO),
    ),
)
