"""What comes in (`Source`) and what goes out (`File`). Decoding lives here; the disk does not."""

import codecs
import hashlib
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import PurePosixPath
from typing import BinaryIO

from msgspec import Struct

from convert import lazy_re as re
from convert.errors import SourceError
from convert.model.limits import UNPACKED_BYTES
from convert.notices import Notice, Report
from convert.sources.damaged_text import (
    decode_damaged_utf8_and_describe_damage,
    is_damaged_utf8_rather_than_cp949,
    is_likely_damaged_utf8,
    sample_around_index_or_first_non_ascii,
)
from convert.sources.packing import (
    is_name_of_packed_lines,
    open_unpacked_if_bytes_are_packed,
    read_intact_beginning_or_raise_if_none,
)

BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks, and what follows them."""

_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset=["']?\s*([\w-]{1,40})""", re.IGNORECASE)
_KOREAN_LABELS = {"euc-kr": "cp949", "ks_c_5601-1987": "cp949", "korean": "cp949", "windows-949": "cp949", "ksc5601": "cp949"}
"""The WHATWG encoding standard reads all of these as windows-949; Python's own `euc_kr` cannot decode the extended syllables."""

_PAGE_CODEC = re.compile(
    r"utf-(?:8|8-sig|16|16-le|16-be|32)|ascii|cp\d+|iso[\w-]+|koi8-\w|euc_\w+|big5\w*|gb\w+|shift_jis\w*|johab"
)
"""Codecs a page can be written in; Python has others that are no character sets (`rot13`, `unicode_escape`)."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
CONTROL_BYTES = bytes(byte for byte in range(0x80) if _CONTROL.match(chr(byte)))
_SPACES_FOR_CONTROLS = bytes.maketrans(CONTROL_BYTES, b" " * len(CONTROL_BYTES))
"""Bytes without any come back themselves from being translated so, in less than half the time it takes to take them out."""

_SURROGATE = re.compile("[\ud800-\udfff]")


HEAD = 1 << 18
"""Bytes of a source that are looked at to guess what it is."""


class Source:
    """One input.

    `name` is what messages call it, `data` its bytes, `relative` its place below the folder it was found in (just the file name
    for a file named on its own, empty for text that has no file). `text` is there when text was given, which nobody needs to
    decode: what a page says of its encoding was true of other bytes.

    Packed lines, which are called `.jsonl.gz` or the like, are what they were before: nobody sees that they are packed.

    `folder` is what the folder is called that was named, or that a file named on its own is in, where whoever found it says so.

    A source may be an `opener` instead of bytes: then `data` reads it whole when somebody asks, `head` only its beginning, and
    `open` hands it out as a stream, for what is too large to be held. All three raise what the opener raises.
    """

    __slots__ = ("__weakref__", "_data", "_is_packed", "_opener", "folder", "name", "relative", "text")

    def __init__(
        self, name: str, data: bytes = b"", relative: str = "", text: str = "", opener: Callable[[], BinaryIO] | None = None
    ) -> None:
        self.name = name
        self.relative = relative
        self.folder = ""
        self.text = text
        self._opener = opener or partial(BytesIO, data)
        self._data = data if opener is None else None
        self._is_packed = is_name_of_packed_lines(relative or name)
        if self._is_packed:
            self._data = None

    def open(self) -> BinaryIO:
        """The bytes as a stream that can be sought in; the caller closes it."""
        if self._data is not None:
            return BytesIO(self._data)
        return open_unpacked_if_bytes_are_packed(self._opener, self.name) if self._is_packed else self._opener()

    @property
    def data(self) -> bytes:
        """All the bytes."""
        if self._data is None:
            with self.open() as stream:
                self._data = _read_up_to_limit_or_raise(stream, self.name) if self._is_packed else stream.read()
        return self._data

    @property
    def head(self) -> bytes:
        """The first `HEAD` bytes, or all of them when there are no more."""
        if self._data is None:
            with self.open() as stream:
                if self._is_packed:
                    return read_intact_beginning_or_raise_if_none(stream, HEAD)
                start = stream.read(HEAD + 1)
            if len(start) > HEAD:
                return start[:HEAD]
            self._data = start
        return self._data[:HEAD]

    @property
    def file_name(self) -> str:
        """The last part of the path, or nothing."""
        name = self.relative.rpartition("/")[2]
        return PurePosixPath(self.relative).name if name in ("", ".") else name  # a post is asked for it several times

    @property
    def sha256(self) -> str:
        """The hash of the bytes in hex, packed ones as they are."""
        if self._data is not None and not self._is_packed:
            return hashlib.sha256(self._data).hexdigest()
        with self._opener() as stream:
            digest = hashlib.sha256()
            while block := stream.read(HEAD):
                digest.update(block)
            return digest.hexdigest()


def _read_up_to_limit_or_raise(stream: BinaryIO, name: str) -> bytes:
    """All of what was packed. Raises `SourceError` where that is more than should be held: a few bytes may be very many."""
    data = stream.read(UNPACKED_BYTES + 1)
    if len(data) > UNPACKED_BYTES:
        raise SourceError(
            f"unpacks to more than {UNPACKED_BYTES >> 20} MB", source=name, hint="unpack it, and split what comes out"
        )
    return data


class File(Struct, frozen=True):
    """One output: a path below the output folder, with `/`, and its bytes. With `keep`, what is there already stays, but for a
    layout (`is_layout`) that is as an earlier run wrote it. Where one of the paths in `unless` is there (the last part of one may
    be `*`), or one in `unless_other` with other bytes than are named there, or one in `unless_said` of whose bytes the function
    says so, the file is not written either.
    """

    path: str
    data: bytes
    keep: bool = False
    is_layout: bool = False
    unless: tuple[str, ...] = ()
    unless_other: tuple[tuple[str, bytes], ...] = ()
    unless_said: tuple[tuple[str, Callable[[bytes], bool]], ...] = ()


def decode(source: Source, report: Report, encoding: str = "") -> str:
    """The text of a source, without byte order mark, with newlines for line ends and without control characters.

    A byte order mark decides, then `encoding`. Then text that is valid UTF-8 is, whatever it declares: browsers and crawlers save
    pages in UTF-8 that say CP949, a post may quote a `meta` of another page, and Korean in CP949 is next to never valid UTF-8.
    Text that is, but for some bytes, is no other encoding either (see `damaged_text`): these become U+FFFD, and the first is
    named with what stands around it. Then what the page declares, then CP949 (which Korean tools wrote for years), with a sample.
    Raises `SourceError` with the offset of the first byte that fits none of them.
    """
    text = source.text.removeprefix("\ufeff") or _decode_bytes(source, report, encoding)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if source.data.translate(_SPACES_FOR_CONTROLS) == source.data:
        return text  # without a control byte there is no control character, and decoding gives no lone surrogates
    return without_controls_and_surrogates(text, report)


def without_controls_and_surrogates(text: str, report: Report) -> str:
    """Text without characters no format can carry: C0 controls are removed, lone surrogates replaced."""
    if _CONTROL.search(text):
        text, count = _CONTROL.subn("", text)
        report(Notice("control-character", count=count))
    if _SURROGATE.search(text):
        text, count = _SURROGATE.subn("\ufffd", text)
        report(Notice("lone-surrogate", count=count))
    return text


def _decode_bytes(source: Source, report: Report, encoding: str) -> str:
    data = source.data
    for bom, name in BOMS:
        if data.startswith(bom):
            return _decode_strictly(source, data[len(bom) :], name)
    if encoding:
        return _decode_strictly(source, data, require_codec(source, encoding))
    declared = _declared_codec_unless_unicode(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if is_damaged_utf8_rather_than_cp949(data):
            return _decode_damaged_utf8(data, report, error)
        return (
            _decode_strictly(source, data, declared)
            if declared
            else _decode_cp949_or_damaged_utf8_or_raise(source, report, error)
        )
    if data.isascii():
        return _decode_strictly(source, data, declared) if declared.startswith("iso2022") else text
    if declared:
        report(Notice("encoding", detail=f"read as UTF-8, not as {declared.upper()}"))
    return text


def _declared_codec_unless_unicode(data: bytes) -> str:
    """The codec a page says it is in, if that can be told from UTF-8.

    The HTML standard reads UTF-16 and UTF-32 in a `meta` as UTF-8, since in those no such `meta` could be found; ASCII is UTF-8.
    """
    found = _DECLARED.search(data, 0, 4096) if data.find(b"charset", 0, 4096) >= 0 else None
    name = known_page_codec_or_empty(found.group(1).decode("ascii").lower()) if found else ""
    return "" if name.startswith("utf-") or name == "ascii" else name


def _decode_cp949_or_damaged_utf8_or_raise(source: Source, report: Report, error: UnicodeDecodeError) -> str:
    try:
        text = source.data.decode("cp949")
    except UnicodeDecodeError:
        if is_likely_damaged_utf8(source.data):
            return _decode_damaged_utf8(source.data, report, error)
        raise SourceError(
            f"byte {error.start} (0x{source.data[error.start]:02x}) is neither UTF-8 nor CP949",
            source=source.name,
            hint="name the encoding with --encoding",
        ) from error
    report(Notice("encoding", detail=f"read as CP949: {sample_around_index_or_first_non_ascii(text)}"))
    return text


def _decode_damaged_utf8(data: bytes, report: Report, error: UnicodeDecodeError) -> str:
    text, detail = decode_damaged_utf8_and_describe_damage(data, error.start)
    report(Notice("damaged-text", detail))
    return text


def _decode_strictly(source: Source, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(
            f"byte {error.start} (0x{data[error.start]:02x}) is not {encoding.upper()}",
            source=source.name,
            hint="name the encoding with --encoding",
        ) from error


def known_page_codec_or_empty(label: str) -> str:
    """Python's name for an encoding a page can be in, by its label; empty for anything else."""
    label = _KOREAN_LABELS.get(label, label)
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):  # a name with a NUL in it is none either
        return ""
    return name if _PAGE_CODEC.fullmatch(name) else ""


def require_codec(source: Source, label: str) -> str:
    """The codec `--encoding` names. Raises `SourceError` for one that is none."""
    name = known_page_codec_or_empty(label.lower())
    if not name:
        raise SourceError(f"unknown encoding {label!r}", source=source.name, hint="try --encoding utf-8 or --encoding cp949")
    return name
