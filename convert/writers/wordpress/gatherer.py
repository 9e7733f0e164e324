"""The posts of a blog, which wait for the last of them: only who knows all can number them."""

import zlib
from collections.abc import Iterable, Iterator

from convert.sources.source import File
from convert.writers.wordpress.parts import write_parts
from convert.writers.wordpress.record import PostRecord, decode_record, encode_record

_POSTS = "posts/"
"""Before the path of the record of a post, which is gathered."""

_QUICKLY = 1
"""The level at which records are packed while they wait."""


def record_file(record: PostRecord, place: str) -> File:
    """The record of a post as the file of it that is gathered."""
    return File(f"{_POSTS}{place}.json", encode_record(record))


class PostGatherer:
    """Records of posts until there are no more; the other files of a post, and of all, are given at once."""

    def __init__(self, part_bytes: int) -> None:
        self._part_bytes = part_bytes
        self._records: list[bytes] = []

    def add(self, files: Iterable[File]) -> Iterator[File]:
        """Take the files of a post, or of the whole blog."""
        for file in files:
            if file.path.startswith(_POSTS):
                self._records.append(zlib.compress(file.data, _QUICKLY))
            else:
                yield file

    def close(self) -> Iterator[File]:
        """Give the parts."""
        yield from write_parts([decode_record(zlib.decompress(record)) for record in self._records], self._part_bytes)
