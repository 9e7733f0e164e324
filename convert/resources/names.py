"""The names of the files resources become: as their author called them, with a few letters of their content's hash.

On Tistory every picture is called `img.png`: a name alone would make one file of a whole post.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from convert.plan.ascii_names import ascii_name_or_empty
from convert.plan.file_names import LONGEST, slugify_short
from convert.plan.graphemes import last_grapheme_boundary_up_to
from convert.plan.paths import truncate_at_grapheme
from convert.sources.media_types import MediaKind, medium_of_name, own_ending_if_fitting_else_of_kind

DIGITS = 8
"""Letters of the hash in a name. Where thousands of files share a folder but not a call, 16 leave nothing to chance."""

_STEM = LONGEST - len("post-") - len("-") - 64 - len(".12345678")
"""Bytes left for what an author called it, beside the longest hash."""

_SAYS_NOTHING = frozenset({"img", "image", "index", "file", "tfile", "original", "download", "attach", "blob"})
"""Names servers give to whatever they hold."""


class Content(Struct, frozen=True):
    """Bytes to be named: the hash of all of them in hex, what they are, and what they have been called."""

    digest: str
    kind: MediaKind
    names: tuple[str, ...] = ()


def file_names_with_hash_by_digest(
    contents: Iterable[Content],
    least_hash_digits: int = DIGITS,
    max_name_length: int = LONGEST,
    *,
    only_ascii: bool = False,
) -> dict[str, str]:
    """A file name for each digest, no two alike where case does not count, and none of more characters than `max_name_length`.

    The same contents get the same names in whatever order they come; equal ones are one file. With `only_ascii` they are of
    Latin letters and digits.
    """
    merged = _merge_contents_by_digest_and_sort(contents)
    make_name = partial(_make_file_name, max_length=max_name_length, only_ascii=only_ascii)
    names = {one.digest: make_name(one, least_hash_digits) for one in merged}
    while least_hash_digits < 64 and (alike := _digests_with_same_caseless_name(names)):
        least_hash_digits *= 2
        names.update({one.digest: make_name(one, least_hash_digits) for one in merged if one.digest in alike})
    return names


def file_name_in(url: str) -> str:
    """The file name in an address, decoded; empty when its path ends in none."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return ""
    return unquote(path.replace("\\", "/").rpartition("/")[2])


def _merge_contents_by_digest_and_sort(contents: Iterable[Content]) -> list[Content]:
    ordered = sorted(contents, key=lambda one: one.digest)
    groups = (list(group) for _, group in groupby(ordered, key=lambda one: one.digest))
    return [Content(group[0].digest, group[0].kind, tuple(name for one in group for name in one.names)) for group in groups]


def _digests_with_same_caseless_name(names: dict[str, str]) -> set[str]:
    """The digests whose names a disk that ignores case takes for one."""
    keyed = sorted((name.casefold(), digest) for digest, name in names.items())
    groups = (list(group) for _, group in groupby(keyed, key=lambda pair: pair[0]))
    return {digest for group in groups if len(group) > 1 for _, digest in group}


def _make_file_name(content: Content, digits: int, max_length: int, *, only_ascii: bool) -> str:
    stem, ending = min(_candidate_names(content), key=_key_of_meaningful_then_shortest_name)
    stem = ascii_name_or_empty(stem, LONGEST) or "file" if only_ascii else stem
    rest = f"-{content.digest[:digits]}.{ending}"
    return f"{truncate_at_grapheme(stem, max(0, max_length - len(rest))).rstrip('-.')}{rest}".lstrip("-")


def _candidate_names(content: Content) -> Iterator[tuple[str, str]]:
    """Stem and ending for each name this content had."""
    for name in content.names or ("",):
        ending = own_ending_if_fitting_else_of_kind(name, content.kind)
        yield slugify_short(_shorten_stem(_stem_without_media_ending(name, ending)), "file"), ending


def _stem_without_media_ending(name: str, ending: str) -> str:
    """A name without its ending, be it the right one or the wrong one."""
    name = name.replace("\\", "/").rpartition("/")[2]
    stem, dot, own = name.rpartition(".")
    told = own.lower() == ending or medium_of_name(name) != "unknown"
    return stem if dot and told else name


def _key_of_meaningful_then_shortest_name(candidate: tuple[str, str]) -> tuple[bool, int, str, str]:
    """Whoever says something comes first, then the shortest; which post was read first decides nothing."""
    stem, ending = candidate
    bare = stem.rstrip("-_0123456789").casefold()
    return bare in _SAYS_NOTHING or stem == "file", len(stem), stem, ending


def _shorten_stem(text: str) -> str:
    """The beginning of a text that fits into a name, ending between letters as people see them."""
    text = unicodedata.normalize("NFC", text)
    data = text.encode(errors="replace")
    if len(data) <= _STEM:
        return text
    return text[: last_grapheme_boundary_up_to(text, len(data[:_STEM].decode(errors="ignore")))]
