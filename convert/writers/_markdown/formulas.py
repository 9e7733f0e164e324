"""Formulas in TeX: how they can stand in Markdown, between dollars, where no parser reads anything in them."""

from convert import lazy_re as re
from convert.writers._markdown.dialects.dialect import Dialect
from convert.writers._markdown.dialects.gfm import GFM
from convert.writers._markdown.dialects.goldmark import GOLDMARK
from convert.writers._markdown.escape import Escaping, escape_line_start, escape_text
from convert.writers._markdown.pieces import COMMENT


def is_free_of_markdown_between_dollars(tex: str, dialect: Dialect) -> bool:
    """Whether no parser reads syntax in a formula, so that it can stand between dollars."""
    return _is_read_raw_and_free_of_end_marks(tex, dialect) or (
        "://" not in tex
        and "www." not in tex
        and _PLAIN_MATH.fullmatch(tex) is not None
        and escape_text(tex, _MATH) == tex
        and not (dialect.formulas == "read" and dialect.own_traps and dialect.own_traps.search(tex))
    )


def _is_read_raw_and_free_of_end_marks(tex: str, dialect: Dialect) -> bool:
    """Whether a formula holds nothing that may begin before it or end in it, where all else in one is TeX."""
    return (
        dialect.formulas == "raw"
        and _PLAIN_MATH.fullmatch(tex) is not None
        and not (_RAW_MARKS.search(tex) or (dialect.own_traps and dialect.own_traps.search(tex)))
    )


_RAW_MARKS = re.compile(r"`|==|\\$")
"""Code, a highlight, and a backslash before the dollar."""

_MATH = Escaping(tildes=True, dialect=GOLDMARK)
_PLAIN_MATH = re.compile(r"[^\s$](?:[^$\n]*[^\s$])?")


def tex_for_double_dollars_or_empty(tex: str) -> str:
    """A formula as it can stand between two dollars each, where nobody looks for Markdown; empty if it cannot.

    A bar would make a table of the line; TeX has a name for it. What is doubled is another sign, which has one as well. A dollar
    at the end would be one of the two.
    """
    one_line = " ".join(tex.split())
    return (
        "" if "$$" in tex or "`" in tex or one_line.endswith("$") else one_line.replace("\\|", "\\Vert ").replace("|", "\\vert ")
    )


def with_comment_behind_formula_alone(text: str, dialect: Dialect) -> str:
    """Text of a block, spelled; a formula that is all of it has a comment behind it where a block is made of one such."""
    is_alone = text.startswith("$$") and text.find("$$", 2) == len(text) - 2 and len(text) > 4
    return f"{text}{COMMENT}" if is_alone and dialect.formulas == "double" else text


def is_safe_between_dollar_lines_in_dialect(tex: str, dialect: Dialect) -> bool:
    """Whether a formula can stand between two lines of dollars."""
    read = dialect if dialect.formulas in ("read", "none") else GFM
    lines = tex.split("\n")
    if dialect.formulas == "raw":
        lines = [line.strip(" ").rstrip("\\ ") for line in lines]
    are_free = all([is_free_of_markdown_between_dollars(line, dialect) for line in lines])
    return are_free and all([escape_line_start(line, read) == line and line[:1] != "<" for line in lines])


def can_be_double_dollar_block(tex: str) -> bool:
    """Whether a formula can stand between two lines of dollars where nobody looks for Markdown there.

    Below the first of them a line of hyphens or equals signs would make a heading of it.
    """
    return "$$" not in tex and "`" not in tex and not _NO_BLOCK.search(tex.strip())


_NO_BLOCK = re.compile(r"\n[ \t]*\n|^\s*[-=]+[ \t]*(?:\n|$)")
