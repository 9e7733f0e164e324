"""Reading back by rules, where nobody has an engine's parser in Python: is there anything left that its table calls a trap?

The reference parser proves what a post says to CommonMark. This looks at what is text there, line by line, with everything taken
out that no trap is in, for what the engine alone would take for something else.
"""

from convert import lazy_re as re
from convert.writers._markdown.dialects.dialect import Dialect

_MARKERS = r"[ >]*(?:(?:[-*+:]|\d+\.|\[\^[^\]]+\]:) +>?)*"
_FENCE = re.compile(rf"{_MARKERS}(`{{3,}}|\$\$$)")
_NO_TEXT = re.compile(
    r"\\[!-/:-@\[-`{-~]"  # an escape
    r"|(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)"  # code
    r"|\$\$.*?\$\$"  # a formula
    r"|\]\((?:[^()\\\n]|\\.|\([^()\n]*\))*\)"  # where a link leads
    r"|<!--.*?-->|</?[A-Za-z][^>]*>"  # a tag, an address
    r"|&#?\w+;"  # a character reference
    r"|\[\^[^\]]+\]"  # the mark of a footnote
)
_NO_LINE_OF_TEXT = re.compile(rf"{_MARKERS}(?:\||</?[A-Za-z!]|\$\$|[-_*]{{3,}} *$|\[[^\]]+\]: )")
"""Lines of tables, tags, formulas and definitions, and rules."""


def first_misread_line_or_empty(markdown: str, dialect: Dialect) -> str:
    """The first line of Markdown with a trap of the dialect in its text; empty if there is none, or no rule is needed."""
    traps = dialect.own_traps
    if dialect.read_back_by == "parser" or traps is None or not dialect.suspect.search(markdown):
        return ""
    fence = ""
    for line in markdown.split("\n"):
        opened = _FENCE.match(line)
        if fence:
            fence = "" if opened and len(opened[1]) >= len(fence) and line.strip(" >") == opened[1] else fence
        elif opened:
            fence = opened[1]
        elif not _NO_LINE_OF_TEXT.match(line) and traps.search(_NO_TEXT.sub("\ufdd0", line)):
            return line
    return ""
