"""What tags and categories are called in addresses by the settings our sites have: signs that tell two apart are words there."""

from unicodedata import normalize

from convert import lazy_re as re

_SUBSTITUTIONS = (
    (re.compile(r"\+"), "-plus"),
    (re.compile("#"), "-sharp"),
    (re.compile(r"^\."), "dot-"),
    (re.compile("/"), "-"),
    (re.compile(r"[^\w\s-]"), ""),
    (re.compile(r"\A[-\s]+|[-\s]+\Z"), ""),
    (re.compile(r"[-\s]+"), "-"),
)
"""The same as in `_pelican/site/pelicanconf.py` and `_mkdocs/site/slugs.py`; by the engines' own C, C# and C++ are one page."""


def slug_of_term_with_signs_as_words(name: str) -> str:
    """The last part of the address of a tag or category; empty where nothing of it is left."""
    slug = normalize("NFKC", name)
    for sign, word in _SUBSTITUTIONS:
        slug = sign.sub(word, slug)
    return slug.lower()
