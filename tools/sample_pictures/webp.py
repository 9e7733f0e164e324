"""WebP without loss (VP8L, RFC 9649): each pixel is a colour, or as many as were before it, at the left or above."""

import struct
from collections.abc import Iterator

from sample_pictures.canvas import Canvas

_LENGTH_ORDER = (17, 18, 0, 1, 2, 3, 4, 5, 16, *range(6, 16))
"""The order in which the lengths of codes for lengths stand (RFC 9649, 3.7.2.1.2)."""

_ABOVE, _LEFT = 1, 2
"""Distances by neighbourhood: the pixel above, and the one before."""

_MOST, _WORTH_COPYING = 4096, 3
_GREEN_ALPHABET, _ALPHABET, _DISTANCES = 256 + 24, 256, 40

Symbol = tuple[int, int, int]
"""A symbol, how many bits stand behind its code, and these."""


class _Bits:
    """Bits, the lowest of each byte first."""

    def __init__(self) -> None:
        self.text: list[str] = []

    def number(self, value: int, count: int) -> None:
        """Write a number, its lowest bit first."""
        self.text.append(f"{value:0{count}b}"[::-1] if count else "")

    def code(self, bits: str) -> None:
        """Write a prefix code, its first bit first."""
        self.text.append(bits)

    def as_bytes(self) -> bytes:
        """All of them, filled up with zeros."""
        whole = "".join(self.text)
        return int(whole[::-1], 2).to_bytes((len(whole) + 7) // 8, "little")


def webp_of(canvas: Canvas) -> bytes:
    """A picture as WebP."""
    bits = _Bits()
    for value, count in ((0x2F, 8), (canvas.width - 1, 14), (canvas.height - 1, 14), (0, 1), (0, 3), (0, 1), (0, 1), (0, 1)):
        bits.number(value, count)  # no alpha; version 0; no transform, no cache of colours, one group of codes
    tokens = list(_tokens(canvas))
    alphabets = (_GREEN_ALPHABET, _ALPHABET, _ALPHABET, _ALPHABET, _DISTANCES)
    codes = [
        _write_code_and_return_it(bits, sorted({symbol for kind, (symbol, _, _) in tokens if kind == part}), size)
        for part, size in enumerate(alphabets)
    ]
    for kind, (symbol, count, more) in tokens:
        bits.code(codes[kind][symbol])
        bits.number(more, count)
    data = bits.as_bytes()
    chunk = b"VP8L" + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
    return b"RIFF" + struct.pack("<I", len(chunk) + 4) + b"WEBP" + chunk


def _tokens(canvas: Canvas) -> Iterator[tuple[int, Symbol]]:
    """The symbols of a picture, each with which of the five codes it is of: green, red, blue, alpha, distance."""
    width, pixels, at = canvas.width, b"".join(map(bytes, canvas.rows)), 0
    while at < len(pixels):
        runs = [(_run_length(pixels, at, distance), code) for distance, code in ((1, _LEFT), (width, _ABOVE))]
        length, code = max(runs)
        if length >= _WORTH_COPYING:
            symbol, count, more = _prefixed(length)
            yield 0, (256 + symbol, count, more)
            yield 4, _prefixed(code)
            at += length
            continue
        red, green, blue = canvas.palette[pixels[at]]
        yield from ((part, (value, 0, 0)) for part, value in enumerate((green, red, blue, 255)))
        at += 1


def _run_length(pixels: bytes, at: int, distance: int) -> int:
    """How many pixels from here on are as those so far before them."""
    if at < distance:
        return 0
    end = min(len(pixels), at + _MOST)
    return next((here - at for here in range(at, end) if pixels[here] != pixels[here - distance]), end - at)


def _prefixed(value: int) -> Symbol:
    """A number from 1 on as a symbol and bits behind it (RFC 9649, 3.6.2.2)."""
    before = value - 1
    if before < 4:
        return before, 0, 0
    top = before.bit_length() - 1
    return 2 * top + (before >> (top - 1) & 1), top - 1, before & ((1 << (top - 1)) - 1)


def _write_code_and_return_it(bits: _Bits, used: list[int], size: int) -> dict[int, str]:
    """Write which symbols there are, nearly all with codes of one length, and give the code of each."""
    if len(used) <= 2 and used[-1] < _ALPHABET:
        for value, count in ((1, 1), (len(used) - 1, 1), (1, 1), *((symbol, 8) for symbol in used)):
            bits.number(value, count)
        return {symbol: str(place) if len(used) == 2 else "" for place, symbol in enumerate(used)}
    longest = (len(used) - 1).bit_length()
    short = (1 << longest) - len(used)
    lengths = {symbol: longest - (place < short) for place, symbol in enumerate(used)}
    bits.number(0, 1)
    bits.number(15, 4)
    for symbol in _LENGTH_ORDER:
        bits.number(4 if symbol < 16 else 0, 3)
    bits.number(0, 1)
    for symbol in range(size):
        bits.code(f"{lengths.get(symbol, 0):04b}")
    return _canonical_codes(lengths)


def _canonical_codes(lengths: dict[int, int]) -> dict[int, str]:
    """Codes that go up, the shorter ones first."""
    codes, code, before = {}, 0, 0
    for symbol, length in sorted(lengths.items(), key=lambda item: (item[1], item[0])):
        code <<= length - before
        codes[symbol], before = f"{code:0{length}b}", length
        code += 1
    return codes
