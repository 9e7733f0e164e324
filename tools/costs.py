"""What a piece of work costs by itself: seconds of CPU time and megabytes of memory, in a process that does nothing else."""

import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import NamedTuple, TypeAlias, Union

Work: TypeAlias = Callable[[], object]

MOST_SECONDS = 60
"""CPU time after which a process is ended, where nobody says otherwise."""

MOST_MEMORY = 4_000_000_000
"""Bytes of address space a process may have; more ends in a `MemoryError`."""

_FORK = get_context("fork")
_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in a unit of `ru_maxrss`."""


class Cost(NamedTuple):
    """CPU seconds, and megabytes at the most, over those of a process that has everything imported."""

    seconds: float
    megabytes: float


class NoCost(NamedTuple):
    """Why there is no cost."""

    why: str


def measure_cost(prepare: Callable[[], Work], most_seconds: int = MOST_SECONDS) -> Union[Cost, NoCost]:
    """What work costs; `prepare` makes it, at no cost. Both run in a process forked for them, which keeps what is imported."""
    receiver, sender = _FORK.Pipe(duplex=False)
    process = _FORK.Process(target=_run_and_send_cost, args=(prepare, most_seconds, sender))
    process.start()
    sender.close()
    try:
        return receiver.recv()
    except EOFError:
        process.join()
        return NoCost(f"over {most_seconds} s" if process.exitcode == -signal.SIGXCPU else f"ended with {process.exitcode}")
    finally:
        process.join()


def _run_and_send_cost(prepare: Callable[[], Work], most_seconds: int, sender: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (most_seconds, most_seconds + 5))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    try:
        work = prepare()
        before, began = _peak_memory(), time.process_time()
        work()
        sender.send(Cost(time.process_time() - began, (_peak_memory() - before) / 1e6))
    except Exception as error:
        sender.send(NoCost(f"{type(error).__name__}: {error}"[:300]))
    sender.close()
    os._exit(0)


def _peak_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT
