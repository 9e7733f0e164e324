"""What files of posts are gathered into, where a writer makes larger files of those of many posts, such as archives."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from convert.sources.source import File


class Gatherer(Protocol):
    """Files that wait for more."""

    def add(self, files: Iterable[File]) -> Iterator[File]:
        """Take the files of a post, or of the whole site, and give those that are complete."""

    def close(self) -> Iterator[File]:
        """Give what is left. Nothing is added afterwards."""
