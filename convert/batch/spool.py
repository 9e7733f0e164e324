"""Bytes that are put down in one pass and taken up in the next: in memory up to a bound, then in a file that has no name."""

from typing import TYPE_CHECKING, NamedTuple, TypeAlias, Union

from convert.model.limits import SPOOL_MEMORY_BYTES

if TYPE_CHECKING:
    from typing import BinaryIO


class _Span(NamedTuple):
    """Where something lies in the file."""

    start: int
    length: int


Ticket: TypeAlias = Union[bytes, _Span]
"""What is given for something that was put down."""


class Spool:
    """For use in a `with` statement. The system takes the file away with the last process that has it, whatever ends that."""

    def __init__(self, memory_bytes: int = SPOOL_MEMORY_BYTES) -> None:
        self._free = memory_bytes
        self._file: BinaryIO | None = None
        self._end = 0
        self._is_full = False

    def __enter__(self) -> "Spool":
        """A file is made for the first bytes over the bound."""
        return self

    def __exit__(self, *raised: object) -> None:
        """Everything is forgotten."""
        if self._file is not None:
            self._file.close()

    def put(self, data: bytes) -> Ticket | None:
        """Put something down. None where the disk has no more room: what does not fit is not kept, and nothing behind it."""
        if len(data) <= self._free:
            self._free -= len(data)
            return data
        self._free = 0
        try:
            return None if self._is_full else self._put_on_disk(data)
        except OSError:
            self._is_full = True
            return None

    def read_by_ticket(self, ticket: Ticket) -> bytes:
        """What was put down for a ticket. Raises `OSError` where the disk does not give it."""
        if isinstance(ticket, bytes):
            return ticket
        assert self._file is not None
        self._file.seek(ticket.start)
        return self._file.read(ticket.length)

    def _put_on_disk(self, data: bytes) -> _Span | None:
        if self._file is None:
            from tempfile import TemporaryFile  # it takes longer to import than a post to convert

            # Unbuffered: what does not fit has to show here, not with what comes next.
            self._file = TemporaryFile(prefix="blogconvert-", buffering=0)  # noqa: SIM115 - `__exit__` closes it
        self._file.seek(self._end)
        self._is_full = self._file.write(data) < len(data)
        span = _Span(self._end, len(data))
        self._end += len(data)
        return None if self._is_full else span
