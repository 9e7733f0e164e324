"""Lists and dictionaries of any length: what is over a bound lies in temporary files, and what is done with them is the same.

The files have no names, or lose them at once: the system takes them away with the process, whatever ends it. They are where
temporary files go (`TMPDIR`).
"""

from array import array
from collections.abc import ItemsView, Iterable, Iterator, Mapping, MutableMapping, MutableSet, Sequence
from contextlib import contextmanager
from itertools import islice
from operator import eq
from typing import TYPE_CHECKING, Any, TypeVar, overload
from weakref import finalize

from convert.errors import OutputClosedError
from convert.model.limits import HELD_ROWS, SPILLED_ROWS

if TYPE_CHECKING:
    from sqlite3 import Connection
    from typing import BinaryIO

Item = TypeVar("Item")
Value = TypeVar("Value")
Other = TypeVar("Other")

_CACHE_KIB = 256
"""Memory a database may take for what it was last asked; the system keeps the rest of what is asked often."""


@contextmanager
def _translating_errors_of_temporary_files(*kinds: type[Exception]) -> Iterator[None]:
    try:
        yield
    except kinds as error:
        hint = "make room there, or name another folder with TMPDIR"
        raise OutputClosedError(f"temporary files cannot be written: {error}", hint=hint) from error


class SpilledList(Sequence[Item]):
    """A list that grows at its end. A long one is packed in blocks, but for the rows behind the last of them."""

    def __init__(self, items: Iterable[Item] = ()) -> None:
        self._block_rows = SPILLED_ROWS
        self._tail_rows = HELD_ROWS
        self._tail: list[Item] = []
        self._ends = array("Q", [0])
        self._file: BinaryIO | None = None
        self._loaded: tuple[int, list[Item]] = (-1, [])
        self.extend(items)

    def append(self, item: Item) -> None:
        """Put one at the end. Raises `OutputClosedError` where the disk has no more room."""
        self._tail.append(item)
        if len(self._tail) >= self._tail_rows:
            self._write_tail_as_blocks()

    def extend(self, items: Iterable[Item]) -> None:
        """Put several at the end, one after another."""
        for item in items:
            self.append(item)

    def _write_tail_as_blocks(self) -> None:
        """Put what is in memory into the file, as far as it fills blocks; from now on each goes there when it is full."""
        whole = len(self._tail) - len(self._tail) % self._block_rows
        for start in range(0, whole, self._block_rows):
            self._write_block(self._tail[start : start + self._block_rows])
        self._tail, self._tail_rows = self._tail[whole:], self._block_rows

    def _write_block(self, rows: list[Item]) -> None:
        with _translating_errors_of_temporary_files(OSError):
            if self._file is None:
                from tempfile import TemporaryFile  # it takes longer to import than a post to convert

                self._file = TemporaryFile(prefix="blogconvert-")  # noqa: SIM115 - it is closed with the list
                finalize(self, self._file.close)
            self._file.seek(self._ends[-1])
            self._file.write(_pack(rows))
            self._file.flush()
            self._ends.append(self._file.tell())

    def _block_at(self, number: int) -> list[Item]:
        if number == len(self._ends) - 1:
            return self._tail
        if self._loaded[0] != number:
            assert self._file is not None
            self._file.seek(self._ends[number])
            self._loaded = number, _unpack(self._file.read(self._ends[number + 1] - self._ends[number]))
        return self._loaded[1]

    def __len__(self) -> int:
        """How many there are."""
        return (len(self._ends) - 1) * self._block_rows + len(self._tail)

    def __iter__(self) -> Iterator[Item]:
        """One after another."""
        return self.iterate_from(0)

    def iterate_from(self, start: int) -> Iterator[Item]:
        """Those from a position on."""
        if self._file is None:
            yield from islice(self._tail, start, None)
            return
        number, skipped = divmod(start, self._block_rows)
        for block in map(self._block_at, range(number, len(self._ends))):
            yield from islice(block, skipped, None)
            skipped = 0

    @overload
    def __getitem__(self, position: int) -> Item: ...

    @overload
    def __getitem__(self, position: slice) -> list[Item]: ...

    def __getitem__(self, position: int | slice) -> Item | list[Item]:
        """The one at a position, or those of a slice."""
        if isinstance(position, slice):
            return [self[one] for one in range(*position.indices(len(self)))]
        if self._file is None:
            return self._tail[position]
        number, row = divmod(range(len(self))[position], self._block_rows)
        return self._block_at(number)[row]

    def __eq__(self, other: object) -> bool:
        """Whether it has the same rows as another sequence."""
        return _have_same_items(self, other)

    __hash__ = None  # type: ignore[assignment]


def _have_same_items(rows: Sequence[object], other: object) -> bool:
    return isinstance(other, Sequence) and len(rows) == len(other) and all(map(eq, rows, other))


class _Pairs(ItemsView[str, Value]):
    """The pairs of a dictionary, read in one go: each key need not be looked up."""

    def __init__(self, mapping: "SpilledDict[Value]") -> None:
        super().__init__(mapping)
        self._pairs = mapping.iterate_items

    def __iter__(self) -> Iterator[tuple[str, Value]]:
        """One after another."""
        return self._pairs()


class SpilledDict(MutableMapping[str, Value]):
    """A dictionary in the order in which its keys came. The latest are in memory, all others in a database."""

    def __init__(self, items: Mapping[str, Value] | Iterable[tuple[str, Value]] = ()) -> None:
        self._recent: dict[str, Value] = {}
        self._database: Connection | None = None
        self.update(items)

    def __getitem__(self, key: str) -> Value:
        """The value of a key. Raises `KeyError`."""
        if self._database is None or key in self._recent:
            return self._recent[key]
        row = self._database.execute("SELECT value FROM pairs WHERE key = ?", (_encode_key(key),)).fetchone()
        if row is None:
            raise KeyError(key)
        value: Value = _unpack(row[0])
        return value

    def __setitem__(self, key: str, value: Value) -> None:
        """Give a key a value. Raises `OutputClosedError` where the disk has no more room."""
        self._recent[key] = value
        if len(self._recent) > HELD_ROWS:
            self._write_recent()

    def __delitem__(self, key: str) -> None:
        """Forget a key. Raises `KeyError`."""
        if self._database is None:
            del self._recent[key]
            return
        self._write_recent()
        if not self._database.execute("DELETE FROM pairs WHERE key = ?", (_encode_key(key),)).rowcount:
            raise KeyError(key)

    def _write_recent(self) -> None:
        """Put what is in memory into the database. A key that is there already keeps its place."""
        from sqlite3 import Error

        rows = ((_encode_key(key), _pack(value)) for key, value in self._recent.items())
        with _translating_errors_of_temporary_files(Error):
            if self._database is None:
                self._database = _open_temporary_database()
                finalize(self, self._database.close)
            self._database.execute("BEGIN")
            self._database.executemany(
                "INSERT INTO pairs (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", rows
            )
            self._database.execute("COMMIT")
        self._recent.clear()

    def __iter__(self) -> Iterator[str]:
        """The keys, the first one first."""
        return (key for key, _ in self.iterate_items())

    def items(self) -> "_Pairs[Value]":
        """Keys with their values, the first one first."""
        return _Pairs(self)

    def iterate_items(self, *, by_key: bool = False) -> Iterator[tuple[str, Value]]:
        """Keys with their values: in the order in which keys came, or sorted by key."""
        if self._database is None:
            yield from sorted(self._recent.items(), key=_encoded_key_of_pair) if by_key else self._recent.items()
            return
        self._write_recent()
        order = "key" if by_key else "position"
        for key, value in self._database.execute(f"SELECT key, value FROM pairs ORDER BY {order}"):
            yield _decode_key(key), _unpack(value)

    def __len__(self) -> int:
        """How many keys there are."""
        if self._database is None:
            return len(self._recent)
        self._write_recent()
        (count,) = self._database.execute("SELECT count(*) FROM pairs").fetchone()
        return int(count)

    def __bool__(self) -> bool:
        """Whether there is any, without counting."""
        return bool(self._recent) or next(iter(self), None) is not None


def _encoded_key_of_pair(pair: tuple[str, object]) -> bytes:
    return _encode_key(pair[0])


def _open_temporary_database() -> "Connection":
    """A database of SQLite without a name: in memory as far as its cache goes, then in a file that it removes itself."""
    import sqlite3

    database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    # Nobody wants back what a run had that is gone.
    for setting in (f"cache_size = -{_CACHE_KIB}", "journal_mode = OFF", "synchronous = OFF"):
        database.execute(f"PRAGMA {setting}")
    database.execute("CREATE TABLE pairs (position INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, value BLOB NOT NULL)")
    return database


def _pack(value: object) -> bytes:
    import pickle  # only for who has more than a few rows

    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _unpack(packed: bytes) -> Any:
    import pickle

    return pickle.loads(packed)


def _encode_key(key: str) -> bytes:
    """A key as bytes, which are in the order of the texts."""
    return key.encode("utf-8", "surrogatepass")


def _decode_key(key: bytes) -> str:
    return key.decode("utf-8", "surrogatepass")


class SpilledSet(MutableSet[str]):
    """A set of texts, in the order in which they came."""

    def __init__(self, items: Iterable[str] = ()) -> None:
        self._keys: SpilledDict[None] = SpilledDict((item, None) for item in items)

    def __contains__(self, item: object) -> bool:
        """Whether it is there."""
        return item in self._keys

    def __iter__(self) -> Iterator[str]:
        """One after another."""
        return iter(self._keys)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._keys)

    def add(self, value: str) -> None:
        """Put one in. Raises `OutputClosedError` where the disk has no more room."""
        self._keys[value] = None

    def discard(self, value: str) -> None:
        """Take one out, if it is there."""
        self._keys.pop(value, None)


class _Rows(Sequence[Item]):
    """So many rows of a list from a position on."""

    def __init__(self, rows: SpilledList[Item], start: int, count: int) -> None:
        self._rows = rows
        self._span = range(start, start + count)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._span)

    def __iter__(self) -> Iterator[Item]:
        """One after another."""
        return islice(self._rows.iterate_from(self._span.start), len(self._span))

    @overload
    def __getitem__(self, position: int) -> Item: ...

    @overload
    def __getitem__(self, position: slice) -> list[Item]: ...

    def __getitem__(self, position: int | slice) -> Item | list[Item]:
        """The one at a position, or those of a slice."""
        if isinstance(position, slice):
            return [self._rows[one] for one in self._span[position]]
        return self._rows[self._span[position]]

    def __eq__(self, other: object) -> bool:
        """Whether it has the same rows as another sequence."""
        return _have_same_items(self, other)

    __hash__ = None  # type: ignore[assignment]


class SpilledGroups(Mapping[str, Sequence[Item]]):
    """Rows in groups that have names, each group in one piece of one list."""

    def __init__(self, counts: Iterable[tuple[str, int]] = (), rows: Iterable[Item] = ()) -> None:
        """The names with how many rows each has, and the rows of all."""
        self._rows = SpilledList(rows)
        self._spans: SpilledDict[tuple[int, int]] = SpilledDict()
        start = 0
        for name, count in counts:
            self._spans[name] = start, count
            start += count

    def same_groups_of_other_rows(self, rows: Iterable[Other]) -> "SpilledGroups[Other]":
        """The same groups of as many other rows."""
        groups: SpilledGroups[Other] = SpilledGroups((), rows)
        groups._spans = self._spans
        return groups

    @property
    def rows(self) -> SpilledList[Item]:
        """The rows of all groups, in their order."""
        return self._rows

    def __getitem__(self, name: str) -> Sequence[Item]:
        """The rows of a group. Raises `KeyError`."""
        return _Rows(self._rows, *self._spans[name])

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return iter(self._spans)

    def __len__(self) -> int:
        """How many groups there are."""
        return len(self._spans)
