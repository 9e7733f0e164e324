"""The elements of WXR, WordPress's extended RSS: which are items, which hold text, and by what prefixes they are called.

WXR 1.0 to 1.2 differ in the version in the address of their namespace, and in that older ones say less.
"""

from collections.abc import Mapping

from convert import lazy_re as re
from convert.readers._xml.element import Vocabulary
from convert.readers._xml.scan import Layout

_NAMESPACE = re.compile(rb"""\bxmlns:([\w.-]{1,40})\s*=\s*["']https?://([^"'\s<>]{1,100})["']""")
_USUAL = (
    (re.compile(rb"(?:www\.)?wordpress\.org/export/[\d.]+/excerpt/?"), "excerpt"),
    (re.compile(rb"(?:www\.)?wordpress\.org/export/[\d.]+/?"), "wp"),
    (re.compile(rb"purl\.org/rss/1\.0/modules/content/"), "content"),
    (re.compile(rb"purl\.org/dc/elements/1\.1/"), "dc"),
)
"""Namespaces, and the prefix WordPress gives them. A program that wrote an export anew may call them `ns0`."""

_KEPT = ("item", "wp:author", "wp:category", "wp:tag", "wp:term", "language", "link", "wp:base_blog_url")

_MARKUP = frozenset(
    "title description content:encoded excerpt:encoded wp:comment_content wp:meta_value wp:term_name wp:cat_name".split()
)

_STRAY = re.compile(
    r"<(?!/?(?:(?:item|title|link|pubDate|guid|description|category|dc:creator|content:encoded|excerpt:encoded)\b|wp:\w))"
)
"""A `<` that begins no element of the format."""


def find_renamed_prefixes(head: bytes) -> dict[str, str]:
    """What the prefixes of an export are usually called, where they are called otherwise."""
    declared = {name.decode("ascii", "replace"): address for name, address in _NAMESPACE.findall(head)}
    usual = {name: prefix for name, address in declared.items() for pattern, prefix in _USUAL if pattern.fullmatch(address)}
    return {name: prefix for name, prefix in usual.items() if name != prefix}


def section_elements_with_renamed_prefixes(renamed: Mapping[str, str]) -> Layout:
    """The sections of an export whose prefixes are called so."""
    names = {prefix: name for name, prefix in renamed.items()}
    kept = frozenset(
        f"{names.get(prefix, prefix)}:{local}" if colon else prefix for prefix, colon, local in map(_partition_at_colon, _KEPT)
    )
    return Layout(roots=("rss", "channel"), posts=("item",), kept=kept)


def _partition_at_colon(name: str) -> tuple[str, str, str]:
    return name.partition(":")


def make_vocabulary(renamed: Mapping[str, str]) -> Vocabulary:
    """The words of an export whose prefixes are called so."""
    return Vocabulary(_MARKUP, re.compile(r"(?!)") if renamed else _STRAY, renamed)
