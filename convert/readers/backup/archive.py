"""A zip as people have it: names in any encoding, entries broken, the end lost.

Entries are read by their own headers, so that one broken entry, or a directory that was cut off, costs nothing but itself. The
archive is never held whole, and no name leads to the disk.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cached_property
from stat import S_ISLNK
from typing import BinaryIO
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from msgspec import Struct
from msgspec.structs import replace

from convert import lazy_re as re
from convert.errors import N_
from convert.model.limits import PACKED_MEMBERS

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_SIGNATURE = b"PK\x03\x04"
_NEXT = (_SIGNATURE, b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06")
"""What may stand behind an entry: another, the directory, its end."""

_ENCRYPTED, _SIZES_BEHIND, _UTF8 = 0x1, 0x8, 0x800
_UNKNOWN = 0xFFFFFFFF
_STORED, _DEFLATED = 0, 8
_LOCKED = N_("is locked with a password")
_LINK = N_("is a symbolic link, which no archive has to lead anywhere")
_SHARED = N_("shares its bytes with another entry")
_CHUNK = 1 << 16
_NEAR = 64
"""Bytes in which the next header is looked for first."""

_LONGEST_NAME = 1 << 12
"""Bytes of a name no system goes beyond; what says it has more is no header."""

_TOO_MANY = N_(f"this zip has more than {PACKED_MEMBERS} entries, and those behind are left out")
_NO_END = N_("the end of this zip is lost, so some posts may be missing")

_JUNK = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|\._|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
"""What macOS and Windows add to a folder."""

_NO_DIRECTORY = (BadZipFile, LargeZipFile, NotImplementedError, ValueError, OverflowError, struct.error, EOFError, OSError)
"""What `zipfile` raises for a directory it cannot read; a name that is no UTF-8 is a `ValueError`."""


class EntryError(Exception):
    """Why an entry cannot be read, in words that follow its name."""


class _UnfinishedError(EntryError):
    """What is packed ends before it says so."""


class Entry(Struct, frozen=True):
    """A file in an archive; `packed` and `size` are -1 when its header does not say how long it is, packed and unpacked.

    `problem` says why it cannot be read.
    """

    name: str
    offset: int
    packed: int
    crc: int | None
    problem: str = ""
    size: int = -1


class Archive(Struct, frozen=True, dict=True):
    """The files of an archive, in its order; `problem` says why some may be missing."""

    entries: tuple[Entry, ...]
    problem: str = ""

    @cached_property
    def last_entry_by_name(self) -> dict[str, Entry]:
        """Entries by their names; of two with one name the last, as archivers do."""
        return {entry.name: entry for entry in self.entries}


def is_zip(head: bytes) -> bool:
    """Whether these are the first bytes of a zip."""
    return head.startswith((_SIGNATURE, b"PK\x05\x06"))


def list_or_scan_entries(stream: BinaryIO) -> Archive:
    """What is in an archive: by its directory, or, where that is lost, by going through it from the start."""
    try:
        with ZipFile(stream) as archive:
            infos = archive.infolist()
        found = [_entry_of_info(info) for info in infos[:PACKED_MEMBERS]]
        return Archive(
            tuple(_without_junk(_with_problem_where_overlapping(found))), _TOO_MANY if len(infos) > PACKED_MEMBERS else ""
        )
    except _NO_DIRECTORY:
        return Archive(tuple(_without_junk(_scan_headers(stream))), _NO_END)


def _with_problem_where_overlapping(entries: list[Entry]) -> list[Entry]:
    """Entries that share their bytes are a trick: a small archive would unpack to thousands of large files."""
    shared: set[int] = set()
    ordered = sorted(range(len(entries)), key=lambda index: entries[index].offset)
    end = -1
    for index in ordered:
        entry = entries[index]
        if entry.offset < end:
            shared.add(index)
        end = max(end, entry.offset + max(entry.packed, 1))
    return [replace(entry, problem=_SHARED) if index in shared else entry for index, entry in enumerate(entries)]


def _without_junk(entries: Iterable[Entry]) -> Iterator[Entry]:
    return (entry for entry in entries if not entry.name.endswith("/") and not _JUNK.search(entry.name))


def _entry_of_info(info: ZipInfo) -> Entry:
    is_utf8 = bool(info.flag_bits & _UTF8)
    name = decode_name(info.orig_filename.encode("utf-8", "replace") if is_utf8 else info.orig_filename.encode("cp437"), is_utf8)
    problem = _LINK if S_ISLNK(info.external_attr >> 16) else _LOCKED if info.flag_bits & _ENCRYPTED else ""
    return Entry(name, info.header_offset, info.compress_size, info.CRC, problem, info.file_size)


def decode_name(raw: bytes, is_utf8: bool) -> str:
    """A name as its maker meant it: UTF-8 or CP949, whatever the flag says; UTF-8 that was taken for CP437 is put right."""
    name = _decode_first_fitting_or_replacing(raw, ("utf-8",) if is_utf8 else ("utf-8", "cp949", "cp437"))
    if is_utf8 and not name.isascii():
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/").replace("\0", "")


def _decode_first_fitting_or_replacing(raw: bytes, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")


# The bytes of an entry


def read_entry_or_raise_if_over_limit(stream: BinaryIO, entry: Entry, limit: int) -> bytes:
    """The bytes of an entry. Raises `EntryError` for one that is locked, broken, or longer than `limit` when unpacked."""
    if entry.problem:
        raise EntryError(entry.problem)
    method = _seek_data_and_read_method_or_raise(stream, entry)
    if entry.packed < 0 and method == _STORED:
        raise EntryError("is cut off, or does not say how long it is")
    parts: list[bytes] = []
    unfinished: EntryError | None = None
    try:
        for part in _pass_parts_on_raising_over_limit(_unpack_chunks(stream, method, entry.packed), limit):
            parts.append(part)
    except _UnfinishedError as error:
        unfinished = error  # the sign of the end is damaged or gone; what is before it may be whole
    data = b"".join(parts)[: entry.size if entry.size >= 0 else None]
    is_right = entry.crc is not None and zlib.crc32(data) == entry.crc
    if unfinished is not None and not (data and is_right):
        raise unfinished
    if entry.crc is not None and not is_right:
        raise EntryError("is damaged: its checksum is wrong")
    return data


def _seek_data_and_read_method_or_raise(stream: BinaryIO, entry: Entry) -> int:
    """Go to where the data of an entry begins, and say how it is packed."""
    try:
        stream.seek(entry.offset)
        header = stream.read(_LOCAL.size)
    except (OSError, ValueError, OverflowError) as error:
        raise EntryError("is not where the directory says") from error
    if len(header) < _LOCAL.size or not header.startswith(_SIGNATURE):
        raise EntryError("is not where the directory says")
    fields = _LOCAL.unpack(header)
    if fields[3] not in (_STORED, _DEFLATED):
        raise EntryError(f"is packed by a method this program does not know ({fields[3]})")
    stream.seek(fields[9] + fields[10], 1)
    return int(fields[3])


def _pass_parts_on_raising_over_limit(parts: Iterator[bytes], limit: int) -> Iterator[bytes]:
    total = 0
    for part in parts:
        total += len(part)
        if total > limit:
            raise EntryError(f"is larger than {limit >> 20} MB when unpacked")
        yield part


def _unpack_chunks(stream: BinaryIO, method: int, packed: int) -> Iterator[bytes]:
    """The bytes of what is packed from here on, in parts. Raises `EntryError` when they end too soon."""
    if method == _STORED:
        yield from _read_chunks_or_raise_if_cut_off(stream, packed)
        return
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for chunk in _read_chunks_or_raise_if_cut_off(stream, packed):
            yield inflate.decompress(chunk, _CHUNK)
            while inflate.unconsumed_tail and not inflate.eof:
                yield inflate.decompress(inflate.unconsumed_tail, _CHUNK)
            if inflate.eof:
                return
        while part := inflate.decompress(b"", _CHUNK):  # what did not fit into the last part
            yield part
    except zlib.error as error:
        raise EntryError("is damaged: it cannot be unpacked") from error
    if not inflate.eof:
        raise _UnfinishedError("is cut off")


def _read_chunks_or_raise_if_cut_off(stream: BinaryIO, length_or_minus_one: int) -> Iterator[bytes]:
    """So many bytes, or (-1) all there are."""
    while length_or_minus_one:
        chunk = stream.read(_CHUNK if length_or_minus_one < 0 else min(_CHUNK, length_or_minus_one))
        if not chunk:
            if length_or_minus_one > 0:
                raise EntryError("is cut off")
            return
        yield chunk
        length_or_minus_one -= len(chunk) if length_or_minus_one > 0 else 0


# Without a directory


def _scan_headers(stream: BinaryIO) -> Iterator[Entry]:
    """The entries by their own headers, from the first to where the archive is cut off."""
    at = _find_next_header(stream, 0)
    for _ in range(PACKED_MEMBERS):
        if at < 0:
            return
        entry, data = _read_zip_header_and_data_offset(stream, at)
        if entry is not None:
            yield entry
        end = data + entry.packed if entry is not None and entry.packed >= 0 else -1
        at = _find_next_header(stream, end if end > 0 and _is_next_entry_or_directory_at(stream, end) else data)


def _read_zip_header_and_data_offset(stream: BinaryIO, at: int) -> tuple[Entry | None, int]:
    """The entry whose header is here (none: it is no header), and where its data begins."""
    stream.seek(at)
    header = stream.read(_LOCAL.size)
    if len(header) < _LOCAL.size:
        return None, at + len(_SIGNATURE)
    _, _, flags, _, _, _, crc, packed, _, name_length, extra_length = _LOCAL.unpack(header)
    raw = stream.read(min(name_length, _LONGEST_NAME))
    if not raw or len(raw) < name_length or b"\0" in raw:
        return None, at + len(_SIGNATURE)
    is_known = not flags & _SIZES_BEHIND and packed != _UNKNOWN
    name = decode_name(raw, bool(flags & _UTF8))
    entry = Entry(name, at, packed if is_known else -1, crc if is_known else None, _LOCKED if flags & _ENCRYPTED else "")
    return entry, at + _LOCAL.size + name_length + extra_length


def _is_next_entry_or_directory_at(stream: BinaryIO, at: int) -> bool:
    stream.seek(at)
    return stream.read(4) in _NEXT


def _find_next_header(stream: BinaryIO, at: int) -> int:
    """Where the next header may begin, or -1. What is looked through doubles, since it mostly is near, and there are many."""
    stream.seek(at)
    kept = b""
    length = _NEAR
    while chunk := stream.read(length):
        length = min(2 * length, _CHUNK)
        window = kept + chunk
        found = window.find(_SIGNATURE)
        if found >= 0:
            return at - len(kept) + found
        at += len(chunk)
        kept = window[-3:]
    return -1
