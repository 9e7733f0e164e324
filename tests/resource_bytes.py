"""Helper: small files of every kind: as much of each as tells what it is."""

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (2).to_bytes(4, "big") * 2 + b"\x08\2\0\0\0"
DOT = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (1).to_bytes(4, "big") * 2 + b"\x08\2\0\0\0"
GIF = b"GIF89a\2\0\2\0"
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF"
PAGE = "<!DOCTYPE html>\n<html lang='ko'><title>없는 글</title>".encode()
PDF = b"%PDF-1.7\n"
ZIP = b"PK\3\4\x14\0\0\0"
MP4 = b"\0\0\0\x18ftypisom\0\0\2\0isomiso2"
