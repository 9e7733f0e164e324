"""Helper: small files of every kind: as much of each as tells what it is."""

import zlib

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (2).to_bytes(4, "big") * 2 + b"\x08\2\0\0\0"
DOT = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (1).to_bytes(4, "big") * 2 + b"\x08\2\0\0\0"


def png_of_size(width: int, height: int, colour: bytes = b"\x3c\x78\x5a") -> bytes:
    """A whole PNG of one colour, which programs can decode (PNG 3rd edition, 5.6)."""
    rows = (b"\0" + colour * width) * height
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\2\0\0\0"
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    parts = [len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big") for kind, data in chunks]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


GIF = b"GIF89a\2\0\2\0"
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF"
PAGE = "<!DOCTYPE html>\n<html lang='ko'><title>없는 글</title>".encode()
PDF = b"%PDF-1.7\n"
ZIP = b"PK\3\4\x14\0\0\0"
MP4 = b"\0\0\0\x18ftypisom\0\0\2\0isomiso2"
