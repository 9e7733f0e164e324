"""What bytes are, judged by how they begin: neither a file's name nor what a server says of it is to be trusted."""

from collections.abc import Callable
from typing import Literal, TypeAlias

from msgspec import Struct

from convert import lazy_re as re

Medium: TypeAlias = Literal["image", "video", "audio", "page", "document", "container", "unknown"]
"""A `container` is what other formats are packed in (zip, OLE, XML): only the name of a file tells which."""

Test: TypeAlias = Callable[[bytes], bool]

LOOK = 4096
"""Bytes that tell what a file is."""


class MediaKind(Struct, frozen=True):
    """A format: the ending its files get, and the endings they may keep."""

    ending: str
    medium: Medium
    spellings: tuple[str, ...] = ()


UNKNOWN = MediaKind("bin", "unknown")


def _test_for_beginning(*beginnings: bytes) -> Test:
    return lambda head: head.startswith(beginnings)


def _test_for_riff(form_type: bytes) -> Test:
    return lambda head: head[:4] == b"RIFF" and head[8:12] == form_type


def _test_for_brand(*brands: bytes) -> Test:
    """ISO base media files name their format, and those they can be read as, in their first box."""
    return lambda head: head[4:8] == b"ftyp" and head[8:12].startswith(brands)


def _test_for_beginning_and_any_part(beginning: bytes, *parts: bytes) -> Test:
    return lambda head: head.startswith(beginning) and any(part in head for part in parts)


def _test_for_first_tag(pattern: bytes) -> Test:
    """What the first tag says, behind a byte order mark, white space, comments and an XML declaration."""
    prolog = rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*"
    found = re.compile(prolog + pattern, re.IGNORECASE | re.DOTALL)
    return lambda head: found.match(head) is not None


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_KINDS: tuple[tuple[MediaKind, Test], ...] = (
    (MediaKind("jpg", "image", ("jpeg", "jfif", "jpe")), _test_for_beginning(b"\xff\xd8\xff")),
    (MediaKind("png", "image", ("apng",)), _test_for_beginning(b"\x89PNG\r\n\x1a\n")),
    (MediaKind("gif", "image"), _test_for_beginning(b"GIF87a", b"GIF89a")),
    (MediaKind("webp", "image"), _test_for_riff(b"WEBP")),
    (MediaKind("avif", "image", ("avifs",)), _test_for_brand(b"avif", b"avis")),
    (MediaKind("heic", "image", ("heif", "hif")), _test_for_brand(b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")),
    (
        MediaKind("svg", "image"),
        _test_for_first_tag(rb"(?:<!doctype\s+svg[^>\[]*(?:\[[^\]]*\]\s*)?>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<svg[\s>]"),
    ),
    (MediaKind("tiff", "image", ("tif",)), _test_for_beginning(b"II*\x00", b"MM\x00*")),
    (MediaKind("ico", "image", ("cur",)), _test_for_beginning(b"\x00\x00\x01\x00", b"\x00\x00\x02\x00")),
    (MediaKind("jxl", "image"), _test_for_beginning(b"\xff\x0a", b"\x00\x00\x00\x0cJXL \r\n\x87\n")),
    (MediaKind("jp2", "image", ("j2k", "jpx")), _test_for_beginning(b"\x00\x00\x00\x0cjP  \r\n\x87\n")),
    # Two letters are little to go by; four bytes of a bitmap are always zero.
    (MediaKind("bmp", "image", ("dib",)), lambda head: head[:2] == b"BM" and head[6:10] == b"\0\0\0\0"),
    (MediaKind("m4a", "audio", ("m4b",)), _test_for_brand(b"M4A", b"M4B")),
    (MediaKind("mov", "video", ("qt",)), _test_for_brand(b"qt  ")),
    (MediaKind("mp4", "video", ("m4v", "m4a", "3gp", "3g2")), lambda head: head[4:8] == b"ftyp"),
    (MediaKind("webm", "video"), _test_for_beginning_and_any_part(b"\x1aE\xdf\xa3", b"webm")),
    (MediaKind("mkv", "video", ("mka",)), _test_for_beginning(b"\x1aE\xdf\xa3")),
    (MediaKind("avi", "video"), _test_for_riff(b"AVI ")),
    (MediaKind("flv", "video"), _test_for_beginning(b"FLV\x01")),
    (MediaKind("wmv", "video", ("wma", "asf")), _test_for_beginning(b"0&\xb2u\x8ef\xcf\x11")),
    (MediaKind("wav", "audio"), _test_for_riff(b"WAVE")),
    (MediaKind("mp3", "audio"), _test_for_beginning(b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")),
    (MediaKind("ogg", "audio", ("oga", "ogv", "opus")), _test_for_beginning(b"OggS")),
    (MediaKind("flac", "audio"), _test_for_beginning(b"fLaC")),
    (MediaKind("mid", "audio", ("midi",)), _test_for_beginning(b"MThd")),
    (MediaKind("pdf", "document", ("ai",)), _test_for_beginning(b"%PDF-")),
    (MediaKind("hwp", "document"), _test_for_beginning(b"HWP Document File")),
    (MediaKind("rtf", "document"), _test_for_beginning(b"{\\rtf")),
    (
        MediaKind("html", "page", ("htm", "xhtml")),
        _test_for_first_tag(rb"<(?:!doctype\s+html|html|head|body|title|script|meta|center)[\s>/]"),
    ),
    (MediaKind("docx", "container", ("docm", "dotx")), _test_for_beginning_and_any_part(b"PK\3\4", b"word/")),
    (MediaKind("xlsx", "container", ("xlsm",)), _test_for_beginning_and_any_part(b"PK\3\4", b"xl/")),
    (MediaKind("pptx", "container", ("pptm", "ppsx")), _test_for_beginning_and_any_part(b"PK\3\4", b"ppt/")),
    (MediaKind("hwpx", "container"), _test_for_beginning_and_any_part(b"PK\3\4", b"application/hwp+zip")),
    (MediaKind("epub", "container"), _test_for_beginning_and_any_part(b"PK\3\4", b"application/epub+zip")),
    (MediaKind("zip", "container"), _test_for_beginning(b"PK\3\4", b"PK\5\6", b"PK\7\x08")),
    (
        MediaKind("hwp", "container"),
        _test_for_beginning_and_any_part(_OLE, b"HWP Document File", "HwpSummary".encode("utf-16-le")),
    ),
    (MediaKind("ole", "container"), _test_for_beginning(_OLE)),
    (MediaKind("7z", "container"), _test_for_beginning(b"7z\xbc\xaf\x27\x1c")),
    (MediaKind("rar", "container"), _test_for_beginning(b"Rar!\x1a\x07")),
    (MediaKind("gz", "container", ("tgz",)), _test_for_beginning(b"\x1f\x8b")),
    (MediaKind("xml", "container"), _test_for_beginning(b"<?xml", b"\xef\xbb\xbf<?xml")),
)
"""The first that fits decides."""

_OF_ENDING = {ending: kind for kind, _ in _KINDS if kind.medium != "container" for ending in (kind.ending, *kind.spellings)}
_ENDING = re.compile(r"\.([A-Za-z0-9]{1,8})\Z")


def media_kind_of(data: bytes) -> MediaKind:
    """The format of a file that begins with these bytes."""
    head = data[:LOOK]
    return next((kind for kind, fits in _KINDS if fits(head)), UNKNOWN)


def ending_without_dot_of(name: str) -> str:
    """The ending of a name in lower case, without the dot; empty when it has none."""
    match = _ENDING.search(name)
    return match[1].lower() if match else ""


def medium_of_name(name: str) -> Medium:
    """What a file should be by its name."""
    kind = _OF_ENDING.get(ending_without_dot_of(name))
    return kind.medium if kind else "unknown"


def own_ending_if_fitting_else_of_kind(name: str, kind: MediaKind) -> str:
    """The ending a file of this kind gets whose name was this: its own where that is no lie."""
    own = ending_without_dot_of(name)
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
