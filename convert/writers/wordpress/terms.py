"""Categories in their tree, and tags: each with a slug of its own."""

from msgspec import Struct

from convert.writers.wordpress.slugs import free_slug, slug_of_term_with_signs_as_words

_NAME = 200
"""Characters of a name."""


class Term(Struct, frozen=True):
    """A category or tag: its name, its slug, and that of the category it is in."""

    name: str
    slug: str
    parent: str = ""


class Terms:
    """The terms of a blog, by path for categories and by name for tags. One gets its slug when it is first asked for."""

    def __init__(self) -> None:
        self._categories: dict[tuple[str, ...], Term] = {}
        self._tags: dict[str, Term] = {}
        self._slugs: dict[str, set[str]] = {"category": set(), "post_tag": set()}

    def get_or_make_category_with_parents(self, path: tuple[str, ...]) -> list[Term]:
        """A category behind those it is in, the outermost first."""
        found: list[Term] = []
        for depth, name in enumerate(path, 1):
            own = path[:depth]
            if own not in self._categories:
                parent = found[-1].slug if found else ""
                self._categories[own] = Term(
                    name[:_NAME], self._take_slug("category", slug_of_term_with_signs_as_words(name), parent), parent
                )
            found.append(self._categories[own])
        return found

    def get_or_make_tag(self, name: str) -> Term:
        """A tag."""
        if name not in self._tags:
            self._tags[name] = Term(name[:_NAME], self._take_slug("post_tag", slug_of_term_with_signs_as_words(name)))
        return self._tags[name]

    def _take_slug(self, taxonomy: str, wished: str, parent: str = "") -> str:
        taken = self._slugs[taxonomy]
        wished = wished or "term"
        slug = free_slug(f"{parent}-{wished}" if parent and wished in taken else wished, taken)
        taken.add(slug)
        return slug
