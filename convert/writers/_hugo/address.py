"""The address Hugo 0.168 gives a page: the path of its folder, with its slug for a last part, cleaned and in lower case."""

import unicodedata
from functools import lru_cache

from convert import lazy_re as re

_KEPT = frozenset("._+~-@")
"""Besides letters, decimal digits and marks. `#` and `%` are kept by Hugo too, but we never write them."""


def page_address(folder: str, slug: str) -> str:
    """`/posts/이름/` for a leaf bundle's folder below `content/`. A slug of which nothing is left does not count."""
    parts = [keep_path_characters_in_lower_case(part.replace(" ", "-")) for part in folder.split("/")]
    return "/".join(["", *filter(None, [*parts[:-1], segment_of_slug_or_empty(slug) or parts[-1]]), ""])


def segment_of_slug_or_empty(slug: str) -> str:
    """What Hugo makes of a slug; nothing of one that it leaves nothing of."""
    return keep_path_characters_in_lower_case(_hyphenate_words(slug)).strip("-")


_PLAIN = re.compile("[a-z0-9가-힣._+~@-]*")
"""Characters that are kept as they are: nearly all, which need no look at each."""


@lru_cache(maxsize=256)
def keep_path_characters_in_lower_case(text: str) -> str:
    """One part of a path, as Hugo's `Sanitize` leaves it. It is asked for a post several times, and letter by letter."""
    if _PLAIN.fullmatch(text):
        return text
    return lower_as_go("".join([character for character in text if _is_kept_in_path(character)]))


_KEPT_IN_TERMS = re.compile(r"[/\\#]|%(?=[0-9a-fA-F]{2})")
"""Signs that are kept in the address of a term, of which we never write any in that of a post."""

_SPACE = frozenset("\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000") | frozenset(map(chr, range(0x2000, 0x200B)))
"""Go's `unicode.IsSpace`."""


def term_path(text: str) -> str:
    """A term as it is in an address, as Hugo's `Sanitize` leaves it: one hyphen for white space between what is kept."""
    signs = {found.start() for found in _KEPT_IN_TERMS.finditer(text)}
    kept: list[str] = []
    is_apart = False
    for place, character in enumerate(text):
        if place in signs or _is_kept_in_path(character):
            if is_apart and kept[-1] != "-":
                kept.append("-")
            kept.append(character)
            is_apart = False
        elif kept and character in _SPACE:
            is_apart = True
    return lower_as_go("".join(kept))


def lower_as_go(text: str) -> str:
    """Text in lower case as Go has it: each character becomes one, wherever it stands; Python may make two of one."""
    return text.lower() if text.isascii() else "".join([character.lower()[:1] for character in text])


def _hyphenate_words(slug: str) -> str:
    """Spaces become one hyphen, and none beside a hyphen."""
    words = [word for word in slug.split() if keep_path_characters_in_lower_case(word)]
    return "".join(
        [
            word if word.endswith("-") or after.startswith("-") else f"{word}-"
            for word, after in _words_paired_with_next_last_with_hyphen(words)
        ]
    )


def _words_paired_with_next_last_with_hyphen(words: list[str]) -> list[tuple[str, str]]:
    return list(zip(words, [*words[1:], "-"], strict=True)) if words else []


def _is_kept_in_path(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "LM" or category == "Nd" or character in _KEPT
