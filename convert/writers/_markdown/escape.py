"""Text to Markdown: escapes, which stand only where a parser would see syntax. What it would see is said in `dialects`."""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from convert import lazy_re as re
from convert.writers._markdown.dialects.common import ANYWHERE
from convert.writers._markdown.dialects.dialect import Dialect
from convert.writers._markdown.dialects.gfm import GFM

_ADDRESS = re.compile(r"(https?://(?:[\w.~:/?#@!$'*+,;=-]|\([\w.:/-]*\))*(?:[\w/=#*]|\([\w.:/-]*\)))", re.ASCII)
_ASTERISK = re.compile(r"(?<! )\*|\*(?! )")
"""One beside a letter may open or close emphasis."""
_UNDERSCORES = re.compile("_+")

_NUMBER = re.compile(r"(\d{1,9})([.)])(?=[ \t]|$)")
"""A list number at the start of a line; the mark after it is escaped, not the number."""

_INLINE = re.compile("|".join([trap.pattern for trap in ANYWHERE]))
"""Each begins with a sign of its own, what is before it looked for behind that, so that `re` looks for these signs alone."""

WIDE_SPACES = frozenset(
    "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u2028\u2029\ufeff"
)
"""White space to parsers, though not to HTML; they trim it. The last three are space to Goldmark (two) and micromark (one)."""

_TILDE = re.compile(r"(?<! )~|~(?! )")
_EQUALS = re.compile("=(?==)|(?<==)=|^=|=$")
"""Two equals signs begin and end a highlight where an engine knows those; the second may be a delimiter beside the text."""
_DOLLAR = re.compile(r"\$")
_BRACKET = re.compile(r"((?<!\\)(?:\\\\)*)([\[\]])")
"""A bracket that no backslash escapes yet."""
_HEADING_HASHES = re.compile(r"(?:(?<= )|^)#+$")
"""Hashes that end a heading are dropped."""

_ANY_HASHES = re.compile(r"(?<!\\)#+$")

_TEX = re.compile(r"(?<!\\)((?:\\\\)*)\\\\(?=\(|\\?\[)|\\(?:\)|\\?\])")
"""A backslash, escaped already, before a bracket that begins a formula of LaTeX's, which is read with it doubled; its end."""

_BRACE = re.compile(r"\\.|(`+)(?!`).*?(?<!`)\1(?!`)|(\{)", re.DOTALL)
"""Goldmark reads `{...}` at the end of a heading as attributes, braces in quotes and all. Not what is escaped or code."""


class Escaping(NamedTuple):
    """What is special about the place a text stands in, besides the beginning of a line, and whose Markdown it is.

    `asterisks`, `underscores`: whether those of its line could be emphasis.
    """

    tildes: bool = False
    brackets: bool = False
    dialect: Dialect = GFM
    equals: bool = False
    dollars: bool = False
    asterisks: bool = True
    underscores: bool = True

    def inside_brackets(self) -> "Escaping":
        """The same place in the text of a link. `_replace` takes several times as long, and there are many links."""
        return Escaping(self.tildes, True, *self[2:])


PLAIN = Escaping()

_SPACES = re.compile("[ \t-\r]+")
_CONTROLS = dict.fromkeys([*range(9), *range(14, 32), *range(127, 133), *range(134, 160)])
_NEXT_LINE = re.compile("(?:^|(?<= ))\x85+|\x85+(?= |$)")
"""A control character that is kept between letters, but is white space to Goldmark at the edge of a word."""


def collapse_white_space(text: str) -> str:
    """Text with white space as browsers show it, one space for any number, and without control characters, which they do not."""
    if text.isprintable() and "  " not in text:
        return text
    return _NEXT_LINE.sub("", _SPACES.sub(" ", text.translate(_CONTROLS)))


def _with_backslash(match: re.Match[str]) -> str:
    return "\\" + match[0]


def _with_backslashes(match: re.Match[str]) -> str:
    return "\\" + "\\".join(match[0])


def escape_text(text: str, escaping: Escaping = PLAIN) -> str:
    """Text inside a line, spelled so that a parser reads the same characters and no syntax."""
    if not escaping.dialect.suspect.search(text) and not (escaping.equals and "=" in text):
        return text
    if "://" in text:
        escaping = escaping._replace(asterisks=True, underscores=True)  # parsers do not take all of them into a bare address
    result = _escape_syntax(text, escaping)
    if result == text or "://" not in text or escaping.brackets or escaping.dialect.bare_links == "none":
        return result
    return _with_autolinks_for_addresses_needing_escapes(text, result, escaping)


def _bare_or_angle_autolink_or_escaped_address(address: str, escaping: Escaping) -> str:
    """A bare address that is a link or, where angles make none, text that nobody takes for one."""
    escaped = _escape_syntax(address, escaping)
    if escaped == address:
        return address
    return f"<{address}>" if escaping.dialect.angle_links else escaped.replace("://", "<!-- -->://", 1)


_ANGLES = re.compile(r"(?<!\\)<(?=<)")


def _with_autolinks_for_addresses_needing_escapes(text: str, escaped: str, escaping: Escaping) -> str:
    """A bare address that needs an escape is written as an automatic link, since GFM parsers make it one, backslashes and all."""
    parts = _ADDRESS.split(text)
    if all(_escape_syntax(address, escaping) == address for address in parts[1::2]):
        return escaped
    linked = "".join(
        [
            _bare_or_angle_autolink_or_escaped_address(part, escaping) if number % 2 else _escape_syntax(part, escaping)
            for number, part in enumerate(parts)
        ]
    )
    return _ANGLES.sub(_with_backslash, linked) if escaping.dialect.angle_quotes else linked


def _escape_syntax(text: str, escaping: Escaping) -> str:
    dialect = escaping.dialect
    result = _INLINE.sub(dialect.escape, text)
    if escaping.asterisks and "*" in result:
        result = _ASTERISK.sub(_with_backslash, result)
    if escaping.underscores and "_" in result:
        result = _UNDERSCORES.sub(_escape_underscores_unless_inside_word, result)
    if escaping.tildes and "~" in result:
        result = _TILDE.sub(dialect.escape, result)
    if escaping.equals and "=" in result:
        result = _EQUALS.sub(dialect.escape, result)
    if dialect.own_traps is not None:
        result = dialect.own_traps.sub(dialect.escape, result)
    if escaping.dollars and dialect.formulas != "none":
        result = _DOLLAR.sub(dialect.escape, result)
    if escaping.brackets:
        result = _BRACKET.sub(r"\1\\\2", result)
    return _escape_latex_brackets(result) if "\\\\" in result else result


def _escape_latex_brackets(text: str) -> str:
    """Text, escaped otherwise, with a reference for the backslash of each bracket that would begin a formula of LaTeX's.

    What ends nowhere is none, nor is Hangul, where nothing says it is text.
    """
    parts: list[str] = []
    opened: list[int] = []
    start = 0
    for found in _TEX.finditer(text):
        if found[1] is not None:
            opened.append(found.end(1))
            continue
        inside = text[opened[0] : found.start()] if opened else ""
        is_formula = inside and (not _HANGUL.search(inside) or "\\text" in inside or "\\m" in inside)
        for position in opened if is_formula else ():
            parts.append(f"{text[start:position]}&#92;")
            start = position + 2
        opened.clear()
    return "".join(parts) + text[start:]


_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")


def _escape_underscores_unless_inside_word(match: re.Match[str]) -> str:
    """An underscore between two letters or two spaces is only itself."""
    text, start, end = match.string, match.start(), match.end()
    before = text[start - 1] if start else ""
    after = text[end] if end < len(text) else ""
    if (before.isalnum() and after.isalnum()) or (before == " " and after in ("", " ")):
        return match[0]
    return "\\_" * (end - start)


def needs_no_escape(text: str, dialect: Dialect) -> bool:
    """Whether a text holds nothing that any trap is about, apart from its beginning; most texts are such."""
    return text.isprintable() and dialect.suspect.search(text) is None


def escape_line_start(text: str, dialect: Dialect = GFM) -> str:
    """Text that begins a line (already escaped otherwise), so that it begins no block."""
    if not text or text[0] not in dialect.start_characters:
        return text
    if text.startswith(("[##_", "[##\\_")):
        return f"&#91;{text[1:]}"  # a replacer of Tistory's editor is read with any of its marks escaped
    number = _NUMBER.match(text)
    if number:
        return f"{number[1]}\\{text[number.start(2) :]}"
    found = dialect.start_traps.match(text)
    if not found:
        return text
    rest = text.lstrip(text[0]) if text[0] in "*_" else text[1:]
    return dialect.escape(found) * (len(text) - len(rest)) + rest


def escape_heading_end(text: str, dialect: Dialect = GFM) -> str:
    """A heading's text (already escaped otherwise), so that its end is text."""
    if dialect.closing_hashes == "any" and text.endswith("#"):
        return _ANY_HASHES.sub(_with_backslashes, text)
    if text.endswith("}"):
        return _BRACE.sub(_escape_heading_end_brace_outside_code, text)
    return _HEADING_HASHES.sub(_with_backslash, text) if text.endswith("#") else text


_LAST_ANGLE = re.compile(r"(?<!\\)((?:\\\\)*)\\?<$")


def with_last_angle_escaped_before_another(text_ending_in_angle: str, escaping: Escaping) -> str:
    """Text, escaped otherwise, whose last angle stands before another: a typographer would make a quotation mark of two."""
    return (
        f"{text_ending_in_angle[:-1]}\\<"
        if escaping.dialect.angle_quotes == "escape"
        else _LAST_ANGLE.sub(r"\1&lt;", text_ending_in_angle)
    )


_LONGEST_ADDRESS = 300
"""How far to look back for a bare address in a heading, so that one of nothing but braces costs no more than its length."""
_OPEN_ADDRESS = re.compile(r"(?<![(<])(?:(?:https?|ftp)://|(?<![/.])www\.)[^ <]*$")


def _escape_heading_end_brace_outside_code(match: re.Match[str]) -> str:
    if not match[2]:
        return match[0]
    before = match.string[max(0, match.start() - _LONGEST_ADDRESS) : match.start()]
    in_image = before.rfind("![") > before.rfind("](")  # where there are no links, and a comment would be shown
    apart = "<!-- -->" if _OPEN_ADDRESS.search(before) and not in_image else ""  # or the backslash is taken into it
    return f"{apart}\\{{"


_CHARACTER = re.compile(r"([\\`*_\[\]~$|])")
"""What means something to Markdown between HTML tags."""

_TAG_OR_CHARACTER = re.compile(rf"<[^>]*>|{_CHARACTER.pattern}")
_COMMENT_TAG_OR_CHARACTER = re.compile(rf"<!--.*?-->|{_TAG_OR_CHARACTER.pattern}", re.DOTALL)


def escape_markdown_in_html(html: str) -> str:
    """HTML that stands in a line of Markdown, where the text between its tags is Markdown too.

    Behind the last end of a comment, or of a tag, none is looked for: each beginning would be followed to the end in vain.
    """
    before, comment_end, rest = html.rpartition("-->")
    tags, tag_end, text = rest.rpartition(">")
    return (
        _COMMENT_TAG_OR_CHARACTER.sub(_first_group_as_reference_or_match_unchanged, before + comment_end)
        + _TAG_OR_CHARACTER.sub(_first_group_as_reference_or_match_unchanged, tags + tag_end)
        + _CHARACTER.sub(_first_group_as_reference_or_match_unchanged, text)
    )


def _first_group_as_reference_or_match_unchanged(match: re.Match[str]) -> str:
    return f"&#{ord(match[1])};" if match[1] else match[0]


LETTER, SPACE, PUNCTUATION, SYMBOL = range(4)


@lru_cache(maxsize=8192)
def flanking_class(character: str) -> int:
    """How the flanking rule (CommonMark 6.2) sees a character.

    Since version 0.31 symbols count as punctuation, and some parsers do not know that yet: `SYMBOL` is for callers who want to be
    right under both readings.
    """
    category = unicodedata.category(character)
    if category == "Zs" or character in "\t\n\f\r":
        return SPACE
    if category[0] == "P" or (category[0] == "S" and character.isascii()):
        return PUNCTUATION
    return SYMBOL if category[0] == "S" else LETTER
