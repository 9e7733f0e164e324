"""Titles, tags and categories that an exporter spelled as HTML: `Tom &amp; Jerry&#39;s` is what a blog showed as `Tom & Jerry's`.

It is unescaped once, and only on evidence, since a title may also be about `&amp;`:

- A program that escapes a text escapes all of it. Where a bare `&` or `<` stands beside, in the same title or in another text of
  the same post, nothing was escaped, and an entity is there because somebody typed it.
- One in quotes, backticks or brackets by itself is talked about, and so is one that takes a Korean particle (`&amp;란`), and
  any in a text that has a word for entities in it.
"""

from collections.abc import Iterable
from html import unescape

from convert import lazy_re as re

_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")
_BARE = re.compile(rf"<|&(?!{_ENTITY.pattern[1:]})")
_TALKED_ABOUT = re.compile(
    rf"""[`'"‘’“”「『(（\[]\s?{_ENTITY.pattern}\s?[`'"‘’“”」』)）\]]"""
    r"|(?:^|\s)&(?:amp|lt|gt|nbsp|quot|apos|copy|#[0-9]{1,7});(?:이?란|[은는이가을를와과의로]|으로|라는|이라는)(?=[\s?]|$)"
    r"|엔티티|엔터티|이스케이프|특수\s?문자|\bentit(?:y|ies)\b|\bescap(?:e|es|ed|ing)\b",
    re.IGNORECASE,
)


def is_html_escaped(texts: Iterable[str]) -> bool:
    """Whether a program spelled these texts of one post as HTML, as far as they show."""
    candidates = [text for text in texts if "&" in text or "<" in text]
    if not any(_ENTITY.search(text) for text in candidates):
        return False
    return not any(_BARE.search(text) or _TALKED_ABOUT.search(text) for text in candidates)


def unescape_entities_on_one_line(text: str) -> str:
    """The text on one line, with every entity as its character; what is no entity stays."""
    return " ".join(_ENTITY.sub(lambda match: unescape(match[0]), text).split()) if "&" in text else text


def unescape_if_escaped(text: str) -> str:
    """One text as a blog showed it, by its own evidence."""
    return unescape_entities_on_one_line(text) if is_html_escaped((text,)) else text
