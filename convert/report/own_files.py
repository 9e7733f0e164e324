"""Which files that are there are pages of ours or parts of these: only such may be replaced without asking."""

import os
from collections.abc import Iterable
from pathlib import Path

from convert.errors import UsageError

_PAGE_MARK = b'<meta name="generator" content="blogconvert">'
_PART_MARK = b"takePart("

_HEAD = 4096
"""Bytes at the beginning of a file in which its mark is."""


def check_no_foreign_page(path: str, option: str, sources: Iterable[object]) -> None:
    """Raise `UsageError` for a page whose place is taken by what somebody else wrote, such as a post in the folder of sources.

    That a page is one of the `sources` themselves is said by the run. `option` is what names the page.
    """
    real = os.path.realpath(path)
    if any(os.path.realpath(str(source)) == real for source in sources):
        return
    if os.path.isfile(path) and not _has_in_head(Path(path), _PAGE_MARK):
        raise UsageError(f"{path} is there already, and no page of ours", hint=f"name another file with {option}")


def is_own_part(path: Path) -> bool:
    """Whether a file is a part of a report."""
    return path.is_file() and _has_in_head(path, _PART_MARK)


def _has_in_head(path: Path, mark: bytes) -> bool:
    try:
        with path.open("rb") as stream:
            return mark in stream.read(_HEAD)
    except OSError:  # whoever cannot read it cannot know whose it is
        return False
