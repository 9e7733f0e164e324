"""Lines of front matter as a person reads them: how far in they stand, and which key they begin with.

A key is *certain* where nobody would write it in running text: an identifier, or a Korean word of the table of keys. Any other
words before a colon are a key only where a key has to stand.
"""

from typing import NamedTuple

from convert import lazy_re as re
from convert.meta.front_matter.keys import KEYS, USUAL_KEYS, normalize_key

_IDENTIFIER = "[A-Za-z_][A-Za-z0-9_.-]*"
_KOREAN = "|".join([key.replace("_", "[_ -]?") for keys in KEYS.values() for key in keys if not key.isascii()])
_CERTAIN = re.compile(rf"""(["']?)({_IDENTIFIER}(?::{_IDENTIFIER})*|{_KOREAN})\1\s*:(?:\s+|$)""")
_UNSPACED = re.compile(r"([^\W\d]\w*(?:[ _-]\w+)?)[ \t]*[:：](?!//)\s*")
"""`title:글`, and the wide colon of a Korean keyboard; only after a key that blogs use."""

_WORD = r"[^\s:]{0,40}[^\s:.,!?]"
_LIKELY = re.compile(
    r"""("(?:[^"\\]|\\.){1,60}"|'[^']{1,60}'|[0-9]{1,8}"""
    rf"""|(?![\s\-?:,\[\]{{}}#&*!|>'"%@`0-9]){_WORD}(?: {_WORD}){{0,2}})\s*:(?:\s+|$)"""
)
_ANY = re.compile(r"""(?:-[ \t]+)?(["']?)([^"':\s](?:[^:]|:(?=\S)){0,60}?)\1[ \t]*:(?:\s|$)""")
_COPIED = "\u00a0\u3000\u200b\ufeff"
"""White space that comes along when a text is copied from a page."""

_SPACE = str.maketrans({"\t": "  ", "\u00a0": " ", "\u3000": "  ", "\u200b": "", "\ufeff": ""})
"""A tab is two spaces, as Hexo reads it."""

_COPIED_INDENT = re.compile(f"^[ \t]*[{_COPIED}]", re.MULTILINE)


class Row(NamedTuple):
    """A line of the file as it is, its number, how many spaces its indentation comes to, and its text without."""

    raw: str
    line: int
    indent: int
    text: str

    @property
    def has_content(self) -> bool:
        """Whether there is anything but white space or a comment."""
        return bool(self.text) and not is_comment_not_hashtag(self.text)

    @property
    def has_unicode_indent(self) -> bool:
        """Whether what stands before its text is not only white space to YAML."""
        return self.text != self.raw.lstrip(" \t")

    @property
    def is_item(self) -> bool:
        """Whether it begins an item of a list."""
        return self.text.startswith(("- ", "-\t")) or self.text == "-"


class Key(NamedTuple):
    """The key a line begins with, and what follows it in the line."""

    name: str
    rest: str
    is_certain: bool

    @property
    def is_used_by_blogs(self) -> bool:
        """Whether blogs use it."""
        return normalize_key(self.name) in USUAL_KEYS


def rows_of_all_lines(block: str, line: int) -> list[Row]:
    """The lines of a block whose first line is `line` of the file."""
    return [_row_with_copied_spaces_as_indent(text, number) for number, text in enumerate(block.split("\n"), line)]


def first_content_row(block: str, line: int = 0) -> Row | None:
    """The first line that says something."""
    rows = (_row_with_copied_spaces_as_indent(text, number) for number, text in enumerate(block.split("\n"), line))
    return next((row for row in rows if row.has_content), None)


def _row_with_copied_spaces_as_indent(raw: str, line: int) -> Row:
    text = raw.lstrip(" \t")
    if text[:1] in _COPIED and _begins_key_or_item(copied := text.lstrip(f" \t{_COPIED}")):
        text = copied
    return Row(raw, line, len(raw[: len(raw) - len(text)].translate(_SPACE)), text)


def _begins_key_or_item(text: str) -> bool:
    return text.startswith("- ") or key_of(text) is not None


def has_unicode_indent(block: str) -> bool:
    """Whether a key or an item stands behind white space that looks like an indentation and is none for YAML."""
    return _COPIED_INDENT.search(block) is not None and any(row.has_unicode_indent for row in rows_of_all_lines(block, 0))


def is_comment_not_hashtag(text: str) -> bool:
    """Whether a line without its indentation is a comment; `#바다` is a tag."""
    return text.startswith("#") and (not text[1:2].strip() or key_of(text.lstrip("#")) is not None)


def key_of(text: str) -> Key | None:
    """The key a line without its indentation begins with; None for running text, comments and items."""
    if match := _CERTAIN.match(text):
        return Key(match.group(2), text[match.end() :].strip(), is_certain=True)
    if (match := _UNSPACED.match(text)) and normalize_key(match.group(1)) in USUAL_KEYS:
        return Key(match.group(1), text[match.end() :].strip(), is_certain=True)
    if match := _LIKELY.match(text):
        name = match.group(1)
        return Key(name[1:-1] if name[0] in "\"'" else name, text[match.end() :].strip(), is_certain=False)
    return None


def begins_with_unmistakable_key(row: Row) -> bool:
    """Whether a line begins with a key that is certain."""
    key = key_of(row.text)
    return key is not None and key.is_certain


def possible_key_at_line_start_or_empty(text: str) -> str:
    """What may be a key at the beginning of a line or of an item, also where it is taken for text; empty where there is none."""
    match = _ANY.match(text) if not is_comment_not_hashtag(text) else None
    return match.group(2) if match else ""
