"""What bytes are, judged by how they begin: neither a file's name nor what a server says of it is to be trusted."""

import re
from collections.abc import Callable
from typing import Literal, TypeAlias

from msgspec import Struct

Medium: TypeAlias = Literal["image", "video", "audio", "page", "document", "container", "unknown"]
"""A `container` is what other formats are packed in (zip, OLE, XML): only the name of a file tells which."""

Test: TypeAlias = Callable[[bytes], bool]

LOOK = 4096
"""Bytes that tell what a file is."""


class Kind(Struct, frozen=True):
    """A format: the ending its files get, and the endings they may keep."""

    ending: str
    medium: Medium
    spellings: tuple[str, ...] = ()


UNKNOWN = Kind("bin", "unknown")


def _starts(*beginnings: bytes) -> Test:
    return lambda head: head.startswith(beginnings)


def _riff(what: bytes) -> Test:
    return lambda head: head[:4] == b"RIFF" and head[8:12] == what


def _brand(*brands: bytes) -> Test:
    """ISO base media files name their format, and those they can be read as, in their first box."""
    return lambda head: head[4:8] == b"ftyp" and head[8:12].startswith(brands)


def _holds(beginning: bytes, *parts: bytes) -> Test:
    return lambda head: head.startswith(beginning) and any(part in head for part in parts)


def _text(pattern: bytes) -> Test:
    """What the first tag says, behind a byte order mark, white space, comments and an XML declaration."""
    prolog = rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*"
    found = re.compile(prolog + pattern, re.IGNORECASE | re.DOTALL)
    return lambda head: found.match(head) is not None


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_KINDS: tuple[tuple[Kind, Test], ...] = (
    (Kind("jpg", "image", ("jpeg", "jfif", "jpe")), _starts(b"\xff\xd8\xff")),
    (Kind("png", "image", ("apng",)), _starts(b"\x89PNG\r\n\x1a\n")),
    (Kind("gif", "image"), _starts(b"GIF87a", b"GIF89a")),
    (Kind("webp", "image"), _riff(b"WEBP")),
    (Kind("avif", "image", ("avifs",)), _brand(b"avif", b"avis")),
    (Kind("heic", "image", ("heif", "hif")), _brand(b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")),
    (Kind("svg", "image"), _text(rb"(?:<!doctype\s+svg[^>\[]*(?:\[[^\]]*\]\s*)?>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<svg[\s>]")),
    (Kind("tiff", "image", ("tif",)), _starts(b"II*\x00", b"MM\x00*")),
    (Kind("ico", "image", ("cur",)), _starts(b"\x00\x00\x01\x00", b"\x00\x00\x02\x00")),
    (Kind("jxl", "image"), _starts(b"\xff\x0a", b"\x00\x00\x00\x0cJXL \r\n\x87\n")),
    (Kind("jp2", "image", ("j2k", "jpx")), _starts(b"\x00\x00\x00\x0cjP  \r\n\x87\n")),
    # Two letters are little to go by; four bytes of a bitmap are always zero.
    (Kind("bmp", "image", ("dib",)), lambda head: head[:2] == b"BM" and head[6:10] == b"\0\0\0\0"),
    (Kind("m4a", "audio", ("m4b",)), _brand(b"M4A", b"M4B")),
    (Kind("mov", "video", ("qt",)), _brand(b"qt  ")),
    (Kind("mp4", "video", ("m4v", "m4a", "3gp", "3g2")), lambda head: head[4:8] == b"ftyp"),
    (Kind("webm", "video"), _holds(b"\x1aE\xdf\xa3", b"webm")),
    (Kind("mkv", "video", ("mka",)), _starts(b"\x1aE\xdf\xa3")),
    (Kind("avi", "video"), _riff(b"AVI ")),
    (Kind("flv", "video"), _starts(b"FLV\x01")),
    (Kind("wmv", "video", ("wma", "asf")), _starts(b"0&\xb2u\x8ef\xcf\x11")),
    (Kind("wav", "audio"), _riff(b"WAVE")),
    (Kind("mp3", "audio"), _starts(b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")),
    (Kind("ogg", "audio", ("oga", "ogv", "opus")), _starts(b"OggS")),
    (Kind("flac", "audio"), _starts(b"fLaC")),
    (Kind("mid", "audio", ("midi",)), _starts(b"MThd")),
    (Kind("pdf", "document", ("ai",)), _starts(b"%PDF-")),
    (Kind("hwp", "document"), _starts(b"HWP Document File")),
    (Kind("rtf", "document"), _starts(b"{\\rtf")),
    (Kind("html", "page", ("htm", "xhtml")), _text(rb"<(?:!doctype\s+html|html|head|body|title|script|meta|center)[\s>/]")),
    (Kind("docx", "container", ("docm", "dotx")), _holds(b"PK\3\4", b"word/")),
    (Kind("xlsx", "container", ("xlsm",)), _holds(b"PK\3\4", b"xl/")),
    (Kind("pptx", "container", ("pptm", "ppsx")), _holds(b"PK\3\4", b"ppt/")),
    (Kind("hwpx", "container"), _holds(b"PK\3\4", b"application/hwp+zip")),
    (Kind("epub", "container"), _holds(b"PK\3\4", b"application/epub+zip")),
    (Kind("zip", "container"), _starts(b"PK\3\4", b"PK\5\6", b"PK\7\x08")),
    (Kind("hwp", "container"), _holds(_OLE, b"HWP Document File", "HwpSummary".encode("utf-16-le"))),
    (Kind("ole", "container"), _starts(_OLE)),
    (Kind("7z", "container"), _starts(b"7z\xbc\xaf\x27\x1c")),
    (Kind("rar", "container"), _starts(b"Rar!\x1a\x07")),
    (Kind("gz", "container", ("tgz",)), _starts(b"\x1f\x8b")),
    (Kind("xml", "container"), _starts(b"<?xml", b"\xef\xbb\xbf<?xml")),
)
"""The first that fits decides."""

_OF_ENDING = {ending: kind for kind, _ in _KINDS if kind.medium != "container" for ending in (kind.ending, *kind.spellings)}
_ENDING = re.compile(r"\.([A-Za-z0-9]{1,8})\Z")


def kind_of(data: bytes) -> Kind:
    """The format of a file that begins with these bytes."""
    head = data[:LOOK]
    return next((kind for kind, fits in _KINDS if fits(head)), UNKNOWN)


def ending_of(name: str) -> str:
    """The ending of a name in lower case, without the dot; empty when it has none."""
    match = _ENDING.search(name)
    return match[1].lower() if match else ""


def medium_of_name(name: str) -> Medium:
    """What a file should be by its name."""
    kind = _OF_ENDING.get(ending_of(name))
    return kind.medium if kind else "unknown"


def fitting_ending(name: str, kind: Kind) -> str:
    """The ending a file of this kind gets whose name was this: its own where that is no lie."""
    own = ending_of(name)
    if own == kind.ending or own in kind.spellings:
        return own
    if own and kind.medium in ("container", "unknown") and own not in _OF_ENDING:
        return own
    # What begins like nothing we know may still be what its name says.
    return own if own and kind is UNKNOWN else kind.ending


def is_one_pixel(data: bytes) -> bool:
    """Whether an image is a single pixel, as servers answer in place of what they no longer have."""
    if data.startswith((b"GIF87a", b"GIF89a")):
        return data[6:10] == b"\1\0\1\0"
    return data.startswith(b"\x89PNG\r\n\x1a\n") and data[16:24] == b"\0\0\0\1\0\0\0\1"
