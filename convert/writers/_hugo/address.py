"""The address Hugo 0.168 gives a page: the path of its folder, with its slug for a last part, cleaned and in lower case."""

import unicodedata

_KEPT = frozenset("._+~-@")
"""Besides letters, decimal digits and marks. `#` and `%` are kept by Hugo too, but we never write them."""


def page_address(folder: str, slug: str) -> str:
    """`/posts/이름/` for a leaf bundle's folder below `content/`. A slug of which nothing is left does not count."""
    parts = [segment(part.replace(" ", "-")) for part in folder.split("/")]
    last = segment(_joined(slug)).strip("-")
    return "/".join(["", *filter(None, [*parts[:-1], last or parts[-1]]), ""])


def segment(text: str) -> str:
    """One part of a path, as Hugo's `Sanitize` leaves it."""
    return lower("".join([character for character in text if _is_kept(character)]))


def lower(text: str) -> str:
    """Text in lower case as Go has it: each character becomes one, wherever it stands; Python may make two of one."""
    return "".join([character.lower()[:1] for character in text])


def _joined(slug: str) -> str:
    """Spaces become one hyphen, and none beside a hyphen."""
    words = [word for word in slug.split() if segment(word)]
    return "".join([word if word.endswith("-") or after.startswith("-") else f"{word}-" for word, after in _pairs(words)])


def _pairs(words: list[str]) -> list[tuple[str, str]]:
    return list(zip(words, [*words[1:], "-"], strict=True)) if words else []


def _is_kept(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "LM" or category == "Nd" or character in _KEPT
