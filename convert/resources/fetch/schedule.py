"""Several things at a time, few of one kind at a time, and their results in order."""

from collections import deque
from collections.abc import Callable, Generator, Hashable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from threading import Event
from typing import TypeVar

from msgspec import Struct

Task = TypeVar("Task")
Answer = TypeVar("Answer")


class Limits(Struct, frozen=True):
    """How many tasks run at a time."""

    at_once: int
    of_a_kind: int


class _Queue:
    """Numbers of tasks that wait, by kind; no kind has more than so many that run."""

    def __init__(self, kinds: Sequence[Hashable], most: int) -> None:
        self._kinds = kinds
        self._room = dict.fromkeys(kinds, most)
        self._waiting: dict[Hashable, deque[int]] = {}
        for number, kind in enumerate(kinds):
            self._waiting.setdefault(kind, deque()).append(number)
        self._open = deque(self._waiting)

    def take_next(self) -> int | None:
        """A task that may run now, kinds taking turns."""
        if not self._open:
            return None
        kind = self._open.popleft()
        number = self._waiting[kind].popleft()
        self._room[kind] -= 1
        if self._room[kind] and self._waiting[kind]:
            self._open.append(kind)
        return number

    def free_place_in_kind_of_finished_task(self, number: int) -> None:
        """A task has run."""
        kind = self._kinds[number]
        self._room[kind] += 1
        if self._room[kind] == 1 and self._waiting[kind]:
            self._open.append(kind)


def run_tasks_in_order(
    tasks: Sequence[Task],
    kind_of: Callable[[Task], Hashable],
    call: Callable[[Task], Answer],
    stop: Event,
    limits: Limits,
) -> Generator[Answer, None, None]:
    """What `call` gives for each task, in the order of the tasks. Leaving early sets `stop` and waits for what runs to see it."""
    queue = _Queue([kind_of(task) for task in tasks], limits.of_a_kind)
    running: dict[Future[Answer], int] = {}
    answers: dict[int, Answer] = {}
    with ThreadPoolExecutor(limits.at_once, "fetch") as pool:
        try:
            for number in range(len(tasks)):
                while number not in answers:
                    while len(running) < limits.at_once and (free := queue.take_next()) is not None:
                        running[pool.submit(call, tasks[free])] = free
                    for future in wait(running, return_when=FIRST_COMPLETED).done:
                        done = running.pop(future)
                        queue.free_place_in_kind_of_finished_task(done)
                        answers[done] = future.result()
                yield answers.pop(number)
        finally:
            stop.set()
            pool.shutdown(cancel_futures=True)
