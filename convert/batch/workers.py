"""One process or several, with the same answers in the same order."""

import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from functools import partial
from threading import Thread
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from msgspec import Struct

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.connection import Connection

Task = TypeVar("Task")
Answer = TypeVar("Answer")


class ProcessEnd(Struct, frozen=True):
    """How a process ended that gave not all its answers: its exit code, by a signal less than 0, so many seconds after the last.

    Before the first answer the seconds are counted from its start.
    """

    exit_code: int
    silence: float


class TaskKind(Struct, Generic[Task, Answer], frozen=True):
    """What workers do with a task.

    `call` gives the answers, none of them None. `split` takes a task apart, so that what kills its process costs nobody else an
    answer. `if_killed` is told of a part that did which answers it gave before, and how its process ended: it says what answers
    for what it was at, and what is left to do. A task for another process is told so (`for_worker`). Another
    process sends the answers to a task all at once; for one that `has_many`, more than should be held, this process itself does
    the work.
    """

    call: Callable[[Task], Iterator[Answer]]
    split: Callable[[Task], Iterator[Task]]
    if_killed: Callable[[Task, list[Answer], ProcessEnd], tuple[list[Answer], Task | None]]
    has_many: Callable[[Task], bool] = lambda task: False
    for_worker: Callable[[Task], Task] = lambda task: task


class KilledError(Exception):
    """A process was killed over a task, or beside it."""


class Pool(Protocol):
    """Processes that take tasks."""

    process_count: int

    def submit(self, call: Callable[[Task], list[Answer]], task: Task) -> Callable[[], list[Answer]]:
        """Have a task done. Gives what waits for its answers, and raises `KilledError` where these do not come."""

    def shut_down(self) -> None:
        """Wait for what is being worked on and forget the rest."""


class Workers:
    """Processes to share work among, for use in a `with` statement; without a pool it is this process itself."""

    def __init__(self, pool: Pool | None) -> None:
        self._pool = pool

    def __enter__(self) -> "Workers":
        """Processes start with the first task."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Wait for what is being worked on and forget the rest."""
        if self._pool:
            self._pool.shut_down()

    def map(self, kind: TaskKind[Task, Answer], tasks: Iterable[Task]) -> Iterator[Answer]:
        """The answers to all tasks, in their order. Only a few tasks are under way at any time, however many there are."""
        if self._pool is None:
            for task in tasks:
                yield from kind.call(task)
        else:
            yield from _answers_of_pool(self._pool, kind, tasks)


def local_workers(jobs: int) -> Workers:
    """So many processes of this machine; one is this process itself."""
    return Workers(_LocalPool(jobs) if jobs > 1 else None)


def _answers_of_pool(pool: Pool, kind: TaskKind[Task, Answer], tasks: Iterable[Task]) -> Iterator[Answer]:
    under_way: deque[tuple[Task, Callable[[], list[Answer]] | None]] = deque()
    call = partial(_list_answers, kind.call)
    for task in tasks:
        under_way.append((task, None if kind.has_many(task) else pool.submit(call, kind.for_worker(task))))
        if len(under_way) > 2 * pool.process_count:
            yield from _answers_retried_in_parts_if_killed(kind, *under_way.popleft())
    while under_way:
        yield from _answers_retried_in_parts_if_killed(kind, *under_way.popleft())


def _answers_retried_in_parts_if_killed(
    kind: TaskKind[Task, Answer], task: Task, wait_unless_inline: Callable[[], list[Answer]] | None
) -> Iterator[Answer]:
    if wait_unless_inline is None:
        yield from kind.call(task)
        return
    try:
        answers = wait_unless_inline()
    except KilledError:
        # Some task under way killed its process and may have taken others with it; each part alone shows which it was.
        for part in kind.split(task):
            yield from _answer_in_own_process_surviving_kills(kind, part)
    else:
        yield from answers


def _answer_in_own_process_surviving_kills(kind: TaskKind[Task, Answer], task: Task) -> Iterator[Answer]:
    """The answers to a task, each as soon as it is there, so that what kills its process costs only the one under way."""
    rest: Task | None = task
    while rest is not None:
        answers: list[Answer] = []
        end = yield from _yield_answers_return_end_if_killed(kind, rest, answers)
        if end is None:
            return
        said, rest = kind.if_killed(rest, answers, end)
        yield from said


def _yield_answers_return_end_if_killed(
    kind: TaskKind[Task, Answer], task: Task, kept: list[Answer]
) -> Generator[Answer, None, ProcessEnd | None]:
    """Pass on the answers of another process, and keep them. Gives how it ended when it was killed, or None."""
    from multiprocessing import Pipe, Process

    receiver, sender = Pipe(duplex=False)
    process = Process(target=_send_answers, args=(sender, kind.call, kind.for_worker(task)))
    process.start()
    sender.close()
    since = monotonic()
    try:
        while (answer := receiver.recv()) is not None:
            kept.append(answer)
            yield answer
            since = monotonic()
    except (EOFError, OSError):
        silence = monotonic() - since
        process.join()
        return ProcessEnd(process.exitcode or 0, silence)
    finally:
        receiver.close()
        process.join()
    return None


def _send_answers(sender: "Connection", call: Callable[[Task], Iterator[Answer]], task: Task) -> None:
    _ignore_interrupts_and_end_with_parent()
    for answer in call(task):
        sender.send(answer)
    sender.send(None)


class _LocalPool:
    """Processes of this machine, which start with the first task."""

    def __init__(self, jobs: int) -> None:
        self.process_count = jobs
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, call: Callable[[Task], list[Answer]], task: Task) -> Callable[[], list[Answer]]:
        """Have a task done; where a process was killed, by new ones."""
        from concurrent.futures.process import BrokenProcessPool

        self._pool = self._pool or self._make_pool()
        try:
            future = self._pool.submit(call, task)
        except BrokenProcessPool:
            self._pool = self._make_pool()
            future = self._pool.submit(call, task)
        return partial(_result_or_raise_if_pool_broke, future)

    def _make_pool(self) -> "ProcessPoolExecutor":
        from concurrent.futures import ProcessPoolExecutor

        return ProcessPoolExecutor(self.process_count, initializer=_ignore_interrupts_and_end_with_parent)

    def shut_down(self) -> None:
        """Wait for what is being worked on and forget the rest."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)


def _result_or_raise_if_pool_broke(future: "Future[list[Answer]]") -> list[Answer]:
    from concurrent.futures.process import BrokenProcessPool

    try:
        return future.result()
    except BrokenProcessPool as error:
        raise KilledError from error


def _ignore_interrupts_and_end_with_parent() -> None:
    """Leave interrupts to the process that started us, which tells us when to stop, and end with it, whatever ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_wait_for_parent_end_then_exit, daemon=True).start()


def _wait_for_parent_end_then_exit() -> None:
    """Wait for the end of the process that started us, and end as well: nobody else would tell a worker that waits for work.

    On every system `multiprocessing` gives a worker something that shows this (a pipe, on Windows a handle): the system shows it
    for a process that was killed, too. A thread sees it in the midst of a post; what libraries do in one call is done first.
    """
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)


def _list_answers(call: Callable[[Task], Iterator[Answer]], task: Task) -> list[Answer]:
    return list(call(task))
