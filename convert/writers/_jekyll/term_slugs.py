"""What Jekyll makes of a tag or category in an address: letters, their marks and digits, with hyphens between them."""

from itertools import groupby
from unicodedata import category


def slug_of_term_or_empty(name: str) -> str:
    """The name as `Jekyll::Utils.slugify` has it (4.3.1): of C, C# and C++ it is one, of signs alone it is empty."""
    words = [[one.lower() for one in run] for is_kept, run in groupby(name, _is_kept_in_slug) if is_kept]
    return "-".join(map("".join, words))


def _is_kept_in_slug(character: str) -> bool:
    kind = category(character)
    return kind[0] in "LM" or kind == "Nd"
