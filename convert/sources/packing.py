"""What texts are packed into: lines with gzip or Zstandard, where a file is called so, and what a writer itself packs them into.

Packed bytes are the same in every run: no time and no name is in them, and the level is fixed.
"""

import io
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, Protocol, TypeAlias, cast

from convert.errors import SourceError, UsageError

if TYPE_CHECKING:
    from types import ModuleType

PACKED_LINES = tuple(f"{lines}{ending}" for lines in (".jsonl", ".ndjson") for ending in (".gz", ".zst"))
"""How files of packed lines are called."""


class PackingStream(Protocol):
    """What is being packed."""

    def write(self, data: bytes, /) -> object:
        """Take more; the text of one post, where posts are written."""

    def close(self) -> None:
        """Complete it. What it is packed into stays open."""


Pack: TypeAlias = Callable[[BinaryIO], PackingStream]
"""Begins to pack into a stream."""

_GZIP_LEVEL, _ZSTD_LEVEL = 6, 3
"""What the programs themselves take."""

_AT_ONCE = 256
"""Packed bytes that are unpacked at a time: four may be a block of Zstandard of 128 KB, so that these are 8 MB at the most."""


class _Packing(NamedTuple):
    """A way to pack.

    `start` is what packed bytes begin with, `unpacker` makes an object with `decompress`, `eof` and `unused_data` as zlib has it.
    """

    name: str
    ending: str
    start: bytes
    pack: Pack
    unpacker: Callable[[], Any]


def _pack_with_gzip(stream: BinaryIO) -> PackingStream:
    from gzip import GzipFile  # most runs need none

    return GzipFile(filename="", mode="wb", compresslevel=_GZIP_LEVEL, fileobj=stream, mtime=0)


def _pack_with_zstd(stream: BinaryIO) -> PackingStream:
    compressor = _import_zstandard_or_raise().ZstdCompressor(level=_ZSTD_LEVEL, write_checksum=True)
    return cast(PackingStream, compressor.stream_writer(stream, closefd=False))


def _import_zstandard_or_raise() -> "ModuleType":
    """Raises `UsageError` that names what to install."""
    try:
        import zstandard
    except ModuleNotFoundError as error:
        raise UsageError("Zstandard needs a package more", hint="pip install zstandard") from error
    return zstandard


_PACKINGS = (
    _Packing("gzip", ".gz", b"\x1f\x8b", _pack_with_gzip, lambda: zlib.decompressobj(wbits=31)),
    _Packing(
        "Zstandard",
        ".zst",
        b"\x28\xb5\x2f\xfd",
        _pack_with_zstd,
        lambda: _import_zstandard_or_raise().ZstdDecompressor().decompressobj(),
    ),
)


def gz_or_zst_ending_or_empty(name: str) -> str:
    """The ending of a file's name that says how it is packed; empty where none does."""
    return next((packing.ending for packing in _PACKINGS if name.lower().endswith(packing.ending)), "")


def pack_for_name(name: str) -> Pack | None:
    """How what goes to a file of this name is packed; None where it is not. Raises `UsageError` where a package lacks for it."""
    packing = next((packing for packing in _PACKINGS if packing.ending == gz_or_zst_ending_or_empty(name)), None)
    if packing is None:
        return None
    packing.unpacker()  # what lacks shows before the first post
    return packing.pack


def is_name_of_packed_lines(name: str) -> bool:
    """Whether a file's name says that packed lines are in it."""
    return name.lower().endswith(PACKED_LINES)


def open_unpacked_if_bytes_are_packed(opener: Callable[[], BinaryIO], name: str) -> BinaryIO:
    """What an opener gives, as lines: unpacked if its bytes are packed. Raises `SourceError`, now or while it is read."""
    stream = opener()
    start = stream.read(max(len(packing.start) for packing in _PACKINGS))
    stream.seek(0)
    packing = next((packing for packing in _PACKINGS if start.startswith(packing.start)), None)
    return stream if packing is None else cast(BinaryIO, io.BufferedReader(_UnpackedStream(stream, packing, name)))


def read_intact_beginning_or_raise_if_none(stream: BinaryIO, size: int) -> bytes:
    """So many bytes of what `open_unpacked_if_bytes_are_packed` gives, or those before what is cut off or damaged.

    Raises `SourceError` for none.
    """
    found = bytearray()
    try:
        while len(found) < size and (part := cast(io.BufferedReader, stream).read1(size - len(found))):
            found += part
    except SourceError:
        if not found:
            raise
    return bytes(found)


class _UnpackedStream(io.RawIOBase):
    """A packed stream as it was before. It may be made of several, one behind the other, as `cat` makes it."""

    def __init__(self, packed: BinaryIO, packing: _Packing, name: str) -> None:
        super().__init__()
        self._packed = packed
        self._packing = packing
        self._name = name
        self._rest = b""
        self._unpacked = memoryview(b"")
        try:
            self._unpacker = packing.unpacker()
        except UsageError as error:
            raise SourceError(f"is packed, and {error.message}", source=name, hint=error.hint) from error

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """As of any stream. Raises `SourceError` for what is cut off or damaged."""
        while not self._unpacked:
            packed = self._rest or self._packed.read(_AT_ONCE)
            if not packed:
                self._raise_if_cut_off()
                return 0
            self._unpack_or_raise_if_damaged(packed)
        count = min(len(buffer), len(self._unpacked))
        buffer[:count] = self._unpacked[:count]
        self._unpacked = self._unpacked[count:]
        return count

    def _unpack_or_raise_if_damaged(self, packed: bytes) -> None:
        if self._unpacker.eof:
            packed = packed.lstrip(b"\0")  # with which some programs fill up a last block
            self._rest = b""
            if not packed:
                return
            self._unpacker = self._packing.unpacker()
        try:
            self._unpacked = memoryview(self._unpacker.decompress(packed))
        except Exception as error:  # each packing has its own
            hint = "download or copy it again; the lines before that are read"
            raise SourceError(f"is damaged, and no {self._packing.name} any further", source=self._name, hint=hint) from error
        self._rest = self._unpacker.unused_data if self._unpacker.eof else b""

    def _raise_if_cut_off(self) -> None:
        if not self._unpacker.eof:
            hint = "download or copy it again; the lines before that are read"
            raise SourceError("is cut off: its end is missing", source=self._name, hint=hint)

    def close(self) -> None:
        """The packed stream, too."""
        self._packed.close()
        super().close()


class Sink(io.RawIOBase):
    """Where packed bytes go. One that is abandoned takes no more: what packs would complete even what is taken back."""

    def __init__(self, take: Callable[[bytes], object]) -> None:
        super().__init__()
        self._take: Callable[[bytes], object] | None = take
        self._count = 0

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: Any) -> int:
        """Hand the bytes on."""
        if self._take is not None:
            self._take(bytes(data))
        self._count += len(data)
        return len(data)

    def tell(self) -> int:
        """How many there were."""
        return self._count

    def discard_further_writes(self) -> None:
        """Drop whatever still comes."""
        self._take = None
