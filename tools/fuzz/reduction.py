"""A smaller input with the same fault."""

import re
import time
from collections.abc import Callable

_SECONDS = 5.0
_PIECES = (rb"[^\n]*\n|[^\n]+", rb"<[^<>]*>|[^<]+|<", rb"[\w\x80-\xff]+|\s+|.", rb".")


def reduced(data: bytes, fails: Callable[[bytes], bool], seconds: float = _SECONDS) -> bytes:
    """What is left of an input that fails when everything it fails without is taken out, as far as the time goes.

    First lines are taken out, then elements, words and bytes; of each many at a time, then fewer.
    """
    until = time.monotonic() + seconds
    for pattern in _PIECES:
        pieces = [found.group() for found in re.finditer(pattern, data, re.DOTALL)]
        data = b"".join(_reduced_pieces(pieces, fails, until))
    return data


def _reduced_pieces(pieces: list[bytes], fails: Callable[[bytes], bool], until: float) -> list[bytes]:
    size = max(1, len(pieces) // 2)
    while time.monotonic() < until:
        less = _without_stretches(pieces, size, fails, until)
        if size == 1 and len(less) == len(pieces):
            break
        pieces, size = less, max(1, size // 2)
    return pieces


def _without_stretches(pieces: list[bytes], size: int, fails: Callable[[bytes], bool], until: float) -> list[bytes]:
    """The pieces without those stretches of a size that it fails without."""
    place = 0
    while place < len(pieces) and time.monotonic() < until:
        less = pieces[:place] + pieces[place + size :]
        if fails(b"".join(less)):
            pieces = less
        else:
            place += size
    return pieces
