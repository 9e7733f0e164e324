"""The posts of a blog, which wait for the last of them: only who knows all can number them."""

import zlib
from collections.abc import Iterable, Iterator

from convert.sources.source import File
from convert.writers.wordpress.parts import make_items, write_parts
from convert.writers.wordpress.record import PostRecord, decode_record, encode_record
from convert.writers.wordpress.redirection import REDIRECTION_FILE, redirection_file_extended_by_misguessed_slugs_if_any
from convert.writers.wordpress.terms import Terms

_POSTS = "posts/"
"""Before the path of the record of a post, which is gathered."""

_QUICKLY = 1
"""The level at which records are packed while they wait."""


def record_file(record: PostRecord, place: str) -> File:
    """The record of a post as the file of it that is gathered."""
    return File(f"{_POSTS}{place}.json", encode_record(record))


class PostGatherer:
    """Records of posts, and the redirects, until there are no more posts; all else is given at once."""

    def __init__(self, part_bytes: int, permalinks: str) -> None:
        self._part_bytes = part_bytes
        self._permalinks = permalinks
        self._records: list[bytes] = []
        self._redirection: File | None = None

    def add(self, files: Iterable[File]) -> Iterator[File]:
        """Take the files of a post, or of the whole blog."""
        for file in files:
            if file.path.startswith(_POSTS):
                self._records.append(zlib.compress(file.data, _QUICKLY))
            elif file.path == REDIRECTION_FILE:
                self._redirection = file
            else:
                yield file

    def close(self) -> Iterator[File]:
        """Give the parts, and the redirects."""
        terms = Terms()
        items = make_items([decode_record(zlib.decompress(record)) for record in self._records], terms)
        yield from write_parts(items, terms, self._part_bytes)
        redirects = redirection_file_extended_by_misguessed_slugs_if_any(self._redirection, items, self._permalinks)
        if redirects:
            yield redirects
