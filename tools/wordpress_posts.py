"""Posts as their blocks: those of files, and documents of every node."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from documents import document
from normal_documents import normal

import convert
from convert.errors import ConvertError
from convert.model import Blocks
from convert.sources.find import Filter, find_sources
from convert.writers.wordpress.content import make_post_content

SAMPLES = Path(__file__).parent.parent / "samples"


class Post(NamedTuple):
    """A post by a name, its blocks, and its field with footnotes."""

    name: str
    blocks: str
    footnotes: str


def sample_posts(*, keeps_typed: bool = False) -> Iterator[Post]:
    """The samples, and those of the sample backup."""
    for folder in ("posts", "backup"):
        yield from posts_in(SAMPLES / folder, keeps_typed=keeps_typed)


def posts_in(folder: Path, *, keeps_typed: bool = False) -> Iterator[Post]:
    """The posts in files of a folder. What cannot be read is named, and no concern of who asks."""
    for found in find_sources((folder,), Filter()).found:
        try:
            for post in convert.read(Path(found.path)):
                yield _post(found.name, post.children, keeps_typed=keeps_typed)
        except ConvertError as error:
            print(f"left out: {error}", file=sys.stderr)


def made_posts(count: int, *, keeps_typed: bool = False) -> Iterator[Post]:
    """So many documents of every node."""
    for seed in range(count):
        yield _post(f"document {seed}", normal(document(seed).children), keeps_typed=keeps_typed)


def _post(name: str, children: Blocks, *, keeps_typed: bool) -> Post:
    return Post(name, *make_post_content(children, {}, keeps_typed=keeps_typed))
