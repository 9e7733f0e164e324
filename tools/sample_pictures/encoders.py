"""Pictures as files: PNG with a palette, JPEG (baseline, no subsampling). The same picture is the same bytes everywhere.

PNG is the W3C recommendation of 2003; JPEG is ITU T.81.
"""

import math
import struct
import zlib
from collections.abc import Iterator

from sample_pictures.canvas import Canvas, Colour


def png_of(canvas: Canvas) -> bytes:
    """A picture as PNG of colour type 3."""
    header = struct.pack(">IIBBBBB", canvas.width, canvas.height, 8, 3, 0, 0, 0)
    palette = b"".join(map(bytes, canvas.palette))
    rows = b"".join(b"\0" + bytes(row) for row in canvas.rows)
    chunks = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_png_chunk(kind, data) for kind, data in chunks)


def _png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


_ZIGZAG = sorted(range(64), key=lambda at: (at // 8 + at % 8, at // 8 if (at // 8 + at % 8) % 2 else at % 8))
_QUANTA = [10 + 7 * (at // 8 + at % 8) for at in range(64)]
"""Coarser for what changes quickly; all three components have the same."""

_COMMON = [0xF0, *(16 * run + size for run, sizes in ((0, 7), (1, 4), (2, 2)) for size in range(1, sizes + 1))]
_RARE = [at for run in range(16) for size in range(1, 11) if (at := 16 * run + size) not in _COMMON]

_DC_TABLE = ([1, 0, 0, 0, 11, *[0] * 11], [0, *range(1, 12)])
_AC_TABLE = ([1, *[0] * 3, len(_COMMON), *[0] * 6, len(_RARE), *[0] * 4], [0, *_COMMON, *_RARE])
"""How many codes of each length there are, and their values: one bit for what flat areas are full of, and no table to copy."""

_COSINES = [
    [math.cos((2 * x + 1) * wave * math.pi / 16) * (1 if wave else math.sqrt(0.5)) / 2 for x in range(8)] for wave in range(8)
]


def jpeg_of(canvas: Canvas) -> bytes:
    """A picture as JPEG; its sides are multiples of eight."""
    frame = struct.pack(">BHHB", 8, canvas.height, canvas.width, 3) + b"".join(bytes((number, 0x11, 0)) for number in (1, 2, 3))
    tables = b"".join(bytes((kind, *counts, *values)) for kind, (counts, values) in ((0x00, _DC_TABLE), (0x10, _AC_TABLE)))
    quanta = b"\0" + bytes(_QUANTA[at] for at in _ZIGZAG)
    scan = bytes((3, 1, 0, 2, 0, 3, 0, 0, 63, 0))
    start = b"JFIF\0\1\1\0\0\1\0\1\0\0"
    segments = ((0xE0, start), (0xDB, quanta), (0xC0, frame), (0xC4, tables), (0xDA, scan))
    head = b"".join(b"\xff" + bytes((marker,)) + struct.pack(">H", len(data) + 2) + data for marker, data in segments)
    return b"\xff\xd8" + head + _scan_bytes(canvas) + b"\xff\xd9"


def _scan_bytes(canvas: Canvas) -> bytes:
    """The blocks of a picture, three components of each, as bits. Most blocks are like others, and are worked out once."""
    dc_codes, ac_codes = _huffman_codes(*_DC_TABLE), _huffman_codes(*_AC_TABLE)
    components = [[_ycbcr(colour)[part] for colour in canvas.palette] for part in range(3)]
    known: dict[tuple[int, bytes], tuple[int, str]] = {}
    before, bits = [0, 0, 0], []
    for block in _blocks(canvas):
        for part in range(3):
            if (part, block) not in known:
                known[part, block] = _coefficients_in_bits([components[part][number] for number in block], ac_codes)
            mean, rest = known[part, block]
            bits.append(_mean_bits(mean - before[part], dc_codes) + rest)
            before[part] = mean
    text = "".join(bits)
    text += "1" * (-len(text) % 8)
    return int(text, 2).to_bytes(len(text) // 8, "big").replace(b"\xff", b"\xff\0")


def _blocks(canvas: Canvas) -> Iterator[bytes]:
    """Squares of eight pixels, a row after another; the sides of a picture are multiples of eight."""
    for top in range(0, canvas.height, 8):
        for left in range(0, canvas.width, 8):
            yield b"".join(bytes(row[left : left + 8]) for row in canvas.rows[top : top + 8])


def _huffman_codes(counts: list[int], values: list[int]) -> dict[int, str]:
    """The bits of each value: codes go up, and a longer one begins where the shorter end (annex C)."""
    codes, code, left = {}, 0, iter(values)
    for length, count in enumerate(counts, 1):
        for _ in range(count):
            codes[next(left)] = f"{code:0{length}b}"
            code += 1
        code *= 2
    return codes


def _ycbcr(colour: Colour) -> tuple[float, float, float]:
    red, green, blue = colour
    luma = 0.299 * red + 0.587 * green + 0.114 * blue
    return luma - 128, 0.564 * (blue - luma), 0.713 * (red - luma)


def _coefficients_in_bits(samples: list[float], codes: dict[int, str]) -> tuple[int, str]:
    """The mean of a block, quantised, and all else of it as bits."""
    rows = [[sum(samples[8 * y + x] * wave[x] for x in range(8)) for wave in _COSINES] for y in range(8)]
    found = [sum(rows[y][u] * _COSINES[v][y] for y in range(8)) for v in range(8) for u in range(8)]
    quantised = [round(found[at] / _QUANTA[at]) for at in _ZIGZAG]
    bits, run = [], 0
    for value in quantised[1:]:
        if value == 0:
            run += 1
            continue
        while run > 15:
            bits.append(codes[0xF0])
            run -= 16
        bits.append(codes[run * 16 + abs(value).bit_length()] + _magnitude_bits(value))
        run = 0
    return quantised[0], "".join(bits) + (codes[0] if run else "")


def _mean_bits(difference: int, codes: dict[int, str]) -> str:
    return codes[abs(difference).bit_length()] + _magnitude_bits(difference)


def _magnitude_bits(value: int) -> str:
    """The bits behind a size: those of a negative number are turned over."""
    size = abs(value).bit_length()
    return f"{value if value > 0 else value + (1 << size) - 1:0{size}b}" if size else ""
