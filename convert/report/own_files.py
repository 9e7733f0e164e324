"""Which files that are there are pages of ours or parts of these: only such may be replaced without asking.

A page ends in a seal, the hash of all above it. Where the seal is broken or gone somebody has changed the page, or saved it by a
browser: what it was is kept beside the new one.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from convert.batch.one_file import OneFile
from convert.errors import UsageError
from convert.notices import Notice
from convert.sources.source import File

_PAGE_MARK = b'<meta name="generator" content="blogconvert">'
_PART_MARK = b"takePart("

_HEAD = 4096
"""Bytes at the beginning of a file in which its mark is."""


def refuse_foreign_page_unless_it_is_source(path: str, option: str, sources: Iterable[object]) -> None:
    """Raise `UsageError` for a page whose place is taken by what somebody else wrote, such as a post in the folder of sources.

    That a page is one of the `sources` themselves is said by the run. `option` is what names the page.
    """
    real = os.path.realpath(path)
    if any(os.path.realpath(str(source)) == real for source in sources):
        return
    if os.path.isfile(path) and not _has_in_head(Path(path), _PAGE_MARK):
        raise UsageError(f"{path} is there already, and no page of ours", hint=f"name another file with {option}")


def write_sealed_page_backing_up_edited(path: str, pieces: Iterable[str]) -> tuple[Notice, ...]:
    """Put a page in place, sealed, and say what was kept of the one before. Raises `OutputError`, and leaves all as it was."""
    with _SealedPage(path) as page:
        page.put_files(File("", piece) for piece in _sealed(pieces))
    return tuple(page.notices_on_existing_files)


class _SealedPage(OneFile):
    """A page of which an earlier one goes to `FILE.orig` if its seal is broken."""

    def _put_in_place(self, temporary: Path) -> None:
        if self._path.is_file() and not _has_whole_seal(self._path):
            self._back_up()
        super()._put_in_place(temporary)


def _sealed(pieces: Iterable[str]) -> Iterator[bytes]:
    """A page, piece by piece, and its seal."""
    digest = hashlib.sha256()
    for piece in pieces:
        data = piece.encode("utf-8", "replace")
        digest.update(data)
        yield data
    yield _seal(digest.hexdigest())


def _seal(digest: str) -> bytes:
    return f"\n<!-- blogconvert sha256 {digest} -->\n".encode()


def _has_whole_seal(path: Path) -> bool:
    data = path.read_bytes()
    length = len(_seal(hashlib.sha256().hexdigest()))
    return data[-length:] == _seal(hashlib.sha256(data[:-length]).hexdigest())


def is_file_part_of_report(path: Path) -> bool:
    """Whether a file is a part of a report."""
    return path.is_file() and _has_in_head(path, _PART_MARK)


def _has_in_head(path: Path, mark: bytes) -> bool:
    try:
        with path.open("rb") as stream:
            return mark in stream.read(_HEAD)
    except OSError:  # whoever cannot read it cannot know whose it is
        return False
