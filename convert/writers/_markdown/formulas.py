"""Formulas in TeX: how they can stand in Markdown, between dollars, where no parser reads anything in them."""

from convert import lazy_re as re
from convert.writers._markdown.dialects.dialect import Dialect
from convert.writers._markdown.dialects.gfm import GFM
from convert.writers._markdown.dialects.goldmark import GOLDMARK
from convert.writers._markdown.escape import Escaping, escape_line_start, escape_text


def is_free_of_markdown_between_dollars(tex: str, dialect: Dialect) -> bool:
    """Whether no parser reads syntax in a formula, so that it can stand between dollars."""
    return (
        "://" not in tex
        and "www." not in tex
        and _PLAIN_MATH.fullmatch(tex) is not None
        and escape_text(tex, _MATH) == tex
        and not (dialect.formulas == "read" and dialect.own_traps and dialect.own_traps.search(tex))
    )


_MATH = Escaping(tildes=True, dialect=GOLDMARK)
_PLAIN_MATH = re.compile(r"[^\s$](?:[^$\n]*[^\s$])?")


def tex_for_double_dollars_or_empty(tex: str) -> str:
    """A formula as it can stand between two dollars each, where nobody looks for Markdown; empty if it cannot.

    A bar would make a table of the line; TeX has a name for it. What is doubled is another sign, which has one as well.
    """
    one_line = " ".join(tex.split())
    return "" if "$$" in tex or "`" in tex else one_line.replace("\\|", "\\Vert ").replace("|", "\\vert ")


def can_be_dollar_block(tex: str, dialect: Dialect) -> bool:
    """Whether a formula can stand between two lines of dollars."""
    read = dialect if dialect.formulas in ("read", "none") else GFM
    return all(
        [is_free_of_markdown_between_dollars(text, dialect) and escape_line_start(text, read) == text for text in tex.split("\n")]
    )


def can_be_double_dollar_block(tex: str) -> bool:
    """Whether a formula can stand between two lines of dollars where nobody looks for Markdown there."""
    return "$$" not in tex and "`" not in tex and not _EMPTY_LINE.search(tex)


_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
