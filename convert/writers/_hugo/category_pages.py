"""Pages of categories that only have others below them: Hugo makes one only where a post is in it (0.168)."""

from collections.abc import Iterable, Iterator

from convert.meta.front_matter import dump_front_matter
from convert.sources.source import File
from convert.writers._hugo.address import lower_as_go, term_path
from convert.writers._hugo.page import term_without_parts_empty_in_hugo


def pages_of_parent_categories_without_posts(categories: Iterable[str]) -> Iterator[File]:
    """The `_index.md` of each category that posts are below, and none in; levels are parted by slashes."""
    names = [found for category in categories if (found := term_without_parts_empty_in_hugo(category))]
    known = {_folder_of_term(name) for name in names}
    for parent in sorted({parent for name in names for parent in _parents_of(name)}):
        if (folder := _folder_of_term(parent)) not in known:
            known.add(folder)
            page = f"{dump_front_matter({'title': parent})}"
            yield File(f"content/categories/{folder}/_index.md", page.encode(), keep=True)


def _parents_of(category: str) -> list[str]:
    levels = category.split("/")
    return ["/".join(levels[:count]) for count in range(1, len(levels))]


def _folder_of_term(name: str) -> str:
    """The folder Hugo looks for the page of a term in, below that of its taxonomy."""
    return term_path(lower_as_go(name.replace(" ", "-")))
