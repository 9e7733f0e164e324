"""Layouts we wrote into a site: a later run brings those up to date that nobody has changed, or removes them beside a theme."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec.structs import replace

from convert.notices import Notice
from convert.sources.source import File

DigestAt = Callable[[str], str | None]
"""The SHA-256 of the file at a path below the site; None where there is none."""


class OwnLayouts:
    """What we last wrote of each layout, and what this run offers of it."""

    def __init__(self, recorded: Mapping[str, str]) -> None:
        self._recorded = dict(recorded)
        self._offered: dict[str, str] = {}

    def record_and_let_file_replace_unedited_own(self, file: File, hash_there: str | None) -> File:
        """The file, which takes the place of one that is as an earlier run wrote it; `hash_there` is that of what is there."""
        self._offered[file.path] = hashlib.sha256(file.data).hexdigest()
        is_own = hash_there is not None and hash_there == self._recorded.get(file.path)
        return replace(file, keep=False) if is_own else file

    def withdraw(self, paths: Iterable[str], digest_at: DigestAt, remove: Callable[[str], None]) -> Iterator[Notice]:
        """Remove those at these paths that are as an earlier run wrote them, and name each, and those their owner changed."""
        for path in sorted(self._recorded.keys() & set(paths)):
            there = digest_at(path)
            if there == self._recorded[path]:
                remove(path)
                del self._recorded[path]
                yield Notice("removed-layout", place=path)
            elif there is not None:
                yield Notice("edited-file", "it hides what the theme of the site has", place=path)

    def digests_to_record(self, digest_at: DigestAt) -> Iterator[tuple[str, str]]:
        """What to record: hashes of what was offered and is there, and of the others what was recorded, sorted by path."""
        written = {path: digest for path, digest in self._offered.items() if digest_at(path) == digest}
        yield from sorted({**self._recorded, **written}.items())
