"""The posts of a blog as files no larger than a host lets people upload."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from convert.sources.source import File
from convert.writers.wordpress.numbering import (
    give_missing_numbers_and_sort_highest_first,
    make_items_with_distinct_slugs_and_titles,
)
from convert.writers.wordpress.record import FileRecord, PostRecord
from convert.writers.wordpress.terms import Term, Terms
from convert.writers.wordpress.wxr import (
    AttachmentItem,
    Item,
    attachment_element,
    author_element,
    category_element,
    post_element,
    tag_element,
    wxr_document,
)

_ABOUT_FILE = 900
"""Bytes of an attachment besides its address, which it has twice, and its words."""

_HEAD = 1_000
"""Bytes around the items."""


class Part(Struct):
    """What one file holds: posts, the highest number first, and the files they show, each with the post it was first met in."""

    items: list[Item]
    files: dict[str, tuple[FileRecord, Item]]
    size: int = _HEAD


def make_items(posts: Sequence[PostRecord], terms: Terms) -> list[Item]:
    """The posts with all that only who knows every post can say, the highest number first."""
    return list(make_items_with_distinct_slugs_and_titles(give_missing_numbers_and_sort_highest_first(posts), terms))


def write_parts(items: Sequence[Item], terms: Terms, max_bytes: int) -> Iterator[File]:
    """The files, to be imported in their order: `posts.xml`, or `posts-1.xml` and so on.

    Files that posts show stand in the part of the posts, since the importer changes addresses in posts it has already. They have
    numbers above all posts, and so have those of a part above those of the next.
    """
    parts = _split_items_into_parts(items, max_bytes, terms)
    free = max((post.number for part in parts for post in part.items), default=0) + sum(len(part.files) for part in parts)
    titles: set[str] = set()
    for number, part in enumerate(parts, 1):
        name = "posts.xml" if len(parts) == 1 else f"posts-{number}.xml"
        yield File(name, _part_text_numbering_files_down(part, free, titles, terms).encode())
        free -= len(part.files)


def wxr_of_one_post(post: PostRecord) -> str:
    """A file of one post."""
    terms = Terms()
    return next(write_parts(make_items([post], terms), terms, 0)).data.decode()


def _split_items_into_parts(items: Sequence[Item], max_bytes: int, terms: Terms) -> list[Part]:
    parts: list[Part] = []
    for item in items:
        size = _max_bytes_of_item(item, terms)
        if not parts or (max_bytes and parts[-1].items and parts[-1].size + size > max_bytes):
            parts.append(Part([], {}))
        part = parts[-1]
        part.items.append(item)
        part.size += size
        for file in item.post.files:
            part.files.setdefault(file.url, (file, item))
    return parts


def _max_bytes_of_item(item: Item, terms: Terms) -> int:
    """Bytes a post takes at the most, with its files and terms."""
    files = sum(_ABOUT_FILE + len(f"{file.url}{file.spelled}{file.title}{file.alt}".encode()) for file in item.post.files)
    return len("".join([post_element(item), *_term_elements([item], terms)]).encode()) + files


def _part_text_numbering_files_down(part: Part, highest_file_number: int, titles: set[str], terms: Terms) -> str:
    """The text of a part whose files have numbers from `highest_file_number` down."""
    numbers = {url: highest_file_number - place for place, url in enumerate(part.files)}
    attachments = [
        attachment_element(
            AttachmentItem(file, numbers[url], _reserve_distinct_title(file.title, titles), item.number, item.post.date)
        )
        for url, (file, item) in part.files.items()
    ]
    posts = [post_element(replace(item, cover=numbers.get(item.post.cover, 0))) for item in part.items]
    authors = [author_element(*who) for who in sorted({(item.login, item.post.author) for item in part.items if item.login})]
    lang = next((item.post.lang for item in part.items if item.post.lang), "ko")
    return wxr_document(lang, authors, _term_elements(part.items, terms), [*attachments, *posts])


def _term_elements(items: Sequence[Item], terms: Terms) -> list[str]:
    """The terms of posts, each once, a category behind the one it is in."""
    paths = [path for item in items for path in item.post.categories if path]
    categories = dict.fromkeys([term for path in paths for term in terms.get_or_make_category_with_parents(path)])
    tags: dict[Term, None] = dict.fromkeys([term for item in items for term in item.tags])
    return [*map(category_element, categories), *map(tag_element, tags)]


def _reserve_distinct_title(wished: str, taken: set[str]) -> str:
    """A title no other file has: the importer takes two of one title and date for one."""
    title, number = wished or "file", 2
    while title in taken:
        title = f"{wished} ({number})"
        number += 1
    taken.add(title)
    return title
