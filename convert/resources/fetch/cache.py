"""What has been fetched, on disk: by content, with a note for each address, so that a run that was killed goes on.

    objects/ab/cdef...        bytes, named by their SHA-256
    addresses/<hash>.json     an `Entry`
    partial/<hash>            the beginning of bytes, and in <hash>.json what they were the beginning of

A cache is for one run at a time.
"""

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import RawIOBase
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from convert import lazy_re as re
from convert.errors import OutputError


class Entry(Struct, frozen=True):
    """What an address gave: `url` as it was asked for, `status` of all of it, `time` in seconds since 1970."""

    url: str
    status: int
    sha256: str
    size: int
    type: str = ""
    etag: str = ""
    time: int = 0


class PartialNote(Struct, frozen=True):
    """What partial bytes were of: an ETag or a date by which the server knows that they still are."""

    url: str
    validator: str


Note = TypeVar("Note", Entry, PartialNote)

_HASH = re.compile("[0-9a-f]{64}")
"""A note that was tampered with must not lead out of the cache."""

_SENT = re.compile("[\\x20-\\x7e]*")
"""Nor may it send a server more than one line."""


class Cache:
    """A folder of fetched bytes. Raises `OutputError` when it cannot be written.

    What it cannot read it does not have; `unreadable` are the notes that are there and say nothing.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self.unreadable: list[str] = []

    def remove_half_written_and_orphaned_notes(self) -> None:
        """Remove notes that a run which was killed left half written, and those of bytes that are not there."""
        with self._translate_os_errors():
            for folder in ("addresses", "partial"):
                for path in (self._root / folder).glob("*.tmp"):
                    path.unlink(missing_ok=True)
            for note in (self._root / "partial").glob("*.json"):
                if not note.with_suffix("").exists():
                    note.unlink(missing_ok=True)

    def read_entry_if_its_bytes_are_here(self, key: str) -> Entry | None:
        """What this address gave, if its bytes are here."""
        entry = self._read_note_or_list_unreadable(
            self._path_of_json_entry_for_address(key), Entry, lambda entry: _HASH.fullmatch(entry.sha256) is not None
        )
        return entry if entry is not None and _file_size(self.object_path(entry.sha256)) == entry.size else None

    def object_path(self, sha256: str) -> Path:
        """Where bytes are."""
        return self._root / "objects" / sha256[:2] / sha256[2:]

    def load_bytes_or_remove_damaged(self, key: str) -> bytes | None:
        """The bytes this address gave. Bytes that have changed on disk are removed, so that they are fetched again."""
        entry = self.read_entry_if_its_bytes_are_here(key)
        if entry is None:
            return None
        path = self.object_path(entry.sha256)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        if hashlib.sha256(data).hexdigest() == entry.sha256:
            return data
        with self._translate_os_errors():
            path.unlink(missing_ok=True)
        return None

    def partial_size_and_validator(self, key: str) -> tuple[int, str]:
        """How many bytes of an address are here already, and their validator; 0 when they are of no use."""
        note = self._partial_path(key).with_suffix(".json")
        begun = self._read_note_or_list_unreadable(note, PartialNote, lambda begun: _SENT.fullmatch(begun.validator) is not None)
        size = _file_size(self._partial_path(key)) or 0
        return (size, begun.validator) if begun is not None and begun.validator and size else (0, "")

    @contextmanager
    def open_partial_restarted_with_note_or_to_append(self, key: str, restart_note: PartialNote | None) -> Iterator[RawIOBase]:
        """A file for the bytes of an address: from their start, which the note tells of, or (None) after those that are here."""
        path = self._partial_path(key)
        with self._translate_os_errors():
            path.parent.mkdir(parents=True, exist_ok=True)
            if restart_note is not None:
                path.unlink(missing_ok=True)
                _write_note_atomically(path.with_suffix(".json"), restart_note)
            stream = path.open("ab", buffering=0)
        with stream:
            yield stream

    def append_bytes(self, stream: RawIOBase, data: bytes) -> None:
        """More bytes, on disk at once: whoever kills us keeps them."""
        with self._translate_os_errors():
            rest = memoryview(data)
            while rest:
                rest = rest[stream.write(rest) or 0 :]

    def read_partial_head(self, key: str, size: int) -> bytes:
        """The first of the bytes that are here so far."""
        with self._partial_path(key).open("rb") as stream:
            return stream.read(size)

    def move_partial_to_store_and_write_entry(self, key: str, entry: Entry) -> Entry:
        """Keep the bytes that are all here now; gives the entry with their hash and size."""
        path = self._partial_path(key)
        with self._translate_os_errors():
            with path.open("rb") as stream:
                sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
            entry = msgspec.structs.replace(entry, sha256=sha256, size=path.stat().st_size)
            place = self.object_path(sha256)
            place.parent.mkdir(parents=True, exist_ok=True)
            path.replace(place)
            _write_note_atomically(self._path_of_json_entry_for_address(key), entry)
        self.drop_partial(key)
        return entry

    def drop_partial(self, key: str) -> None:
        """Drop partial bytes."""
        with self._translate_os_errors():
            for path in (self._partial_path(key), self._partial_path(key).with_suffix(".json")):
                path.unlink(missing_ok=True)

    def _read_note_or_list_unreadable(self, path: Path, kind: type[Note], is_sound: Callable[[Note], bool]) -> Note | None:
        """A note; None when there is none, or none that can be read."""
        try:
            note = msgspec.json.decode(path.read_bytes(), type=kind)
        except FileNotFoundError:
            return None
        except (OSError, msgspec.DecodeError, RecursionError):
            note = None
        if note is not None and is_sound(note):
            return note
        self.unreadable.append(path.name)
        return None

    def _path_of_json_entry_for_address(self, key: str) -> Path:
        return self._root / "addresses" / f"{_hash_of_key(key)}.json"

    def _partial_path(self, key: str) -> Path:
        return self._root / "partial" / _hash_of_key(key)

    @contextmanager
    def _translate_os_errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            why = error.strerror or str(error)
            raise OutputError(
                f"cannot be written: {why}", source=str(self._root), hint="what was fetched stays; make room and run again"
            ) from error


def _hash_of_key(key: str) -> str:
    return hashlib.sha256(key.encode(errors="surrogatepass")).hexdigest()


def _file_size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


def _write_note_atomically(path: Path, note: Entry | PartialNote) -> None:
    """Put a note in its place in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(f".{os.urandom(4).hex()}.tmp")
    try:
        temporary.write_bytes(msgspec.json.encode(note))
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
