"""What posts, tags and categories are called in addresses, as `sanitize_title` of WordPress leaves it."""

from collections.abc import Container
from itertools import count
from unicodedata import normalize
from urllib.parse import quote

from convert import lazy_re as re

_MOST_BYTES = 200
"""Bytes of an encoded slug, which WordPress cuts."""

_WORDS = (
    (re.compile(r"\+\+"), "pp"),
    (re.compile(r"\+"), "-plus"),
    (re.compile("#"), "sharp"),
    (re.compile(r"^\."), "dot"),
)
"""Signs that tell terms apart: for WordPress `C`, `C#` and `C++` are one."""

_BETWEEN = re.compile(r"[\s./\\‐-―]+")
_UNFIT = re.compile(r"[^\w-]")
_HYPHENS = re.compile("-{2,}")


def readable_wordpress_slug_or_empty(text: str) -> str:
    """A slug as people read it, no longer than WordPress keeps; empty where nothing of the text is left."""
    slug = _BETWEEN.sub("-", normalize("NFC", text).lower())
    return _cut_to_encoded_bytes(_HYPHENS.sub("-", _UNFIT.sub("", slug)).strip("-"), _MOST_BYTES)


def slug_of_term_with_signs_as_words(name: str) -> str:
    """The same of a tag or category."""
    for sign, word in _WORDS:
        name = sign.sub(word, name)
    return readable_wordpress_slug_or_empty(name)


def free_slug(wished: str, taken: Container[str]) -> str:
    """A slug nobody has, with a number behind it if it must be."""
    if wished not in taken:
        return wished
    numbered = (f"{_cut_to_encoded_bytes(wished, _MOST_BYTES - len(end))}{end}" for end in map("-{}".format, count(2)))
    return next(slug for slug in numbered if slug not in taken)


def percent_encode_slug(slug: str) -> str:
    """A slug as WordPress stores it."""
    return quote(slug).lower()


def _cut_to_encoded_bytes(slug: str, max_bytes: int) -> str:
    """As much of a slug as fits in so many bytes once it is encoded, whole characters."""
    size = 0
    for number, character in enumerate(slug):
        size += len(quote(character))
        if size > max_bytes:
            return slug[:number].rstrip("-")
    return slug
