"""Workers of a cluster of Dask: the same tasks, done by processes of other machines.

They read the sources themselves, where they are: the same paths must lead to the same files everywhere. What was killed over a
task is done again by the scheduler elsewhere (`distributed.scheduler.allowed-failures`, three times). Over what kills its process
again and again each part is done by a process of this machine, as after processes of its own.
"""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import CancelledError
from contextlib import chdir
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from convert import __version__
from convert.batch.workers import KilledError, Workers
from convert.errors import N_, OutputClosedError, UsageError

if TYPE_CHECKING:
    from concurrent.futures import Future

Task = TypeVar("Task")
Answer = TypeVar("Answer")

_PATIENCE = 10
"""Seconds in which a scheduler answers that is there."""


def dask_workers_all_seeing_paths_or_raise(address: str, paths: Iterable[str]) -> Workers:
    """The workers of the scheduler at an address, who must see what is at these paths.

    Raises `UsageError` where the package for it lacks, nobody answers, there are no workers, or one cannot do what is asked: it
    lacks this program or has another version of it, has several threads, no nanny who starts it anew, or does not see a path.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError("--scheduler needs a package more", hint="pip install distributed") from error
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, ImportError) as error:
        what = f"no scheduler of Dask answers at {address}"
        raise UsageError(what, hint="start one with: dask scheduler") from error
    try:
        _require_version_nanny_and_one_thread(client, address)
        _check_that_workers_see(client, tuple(map(os.path.abspath, paths)))
    except BaseException:
        client.close()
        raise
    return Workers(_ClusterPool(client, address))


def _require_version_nanny_and_one_thread(client: Any, address: str) -> None:
    threads = client.nthreads()
    if not threads:
        hint = f"start some with: dask worker {address} --nworkers 2 --nthreads 1"
        raise UsageError(f"the scheduler at {address} has no workers", hint=hint)
    # A call that needs nothing of ours, so that its answer says what is there.
    for worker, version in client.run(eval, "__import__('convert').__version__", on_error="return").items():
        if version != __version__:
            what = N_(f"has blogconvert {version}") if isinstance(version, str) else N_(f"does not have this program ({version})")
            hint = f"install version {__version__} there as it is here, and: pip install distributed"
            raise UsageError(f"the worker {worker} {what}", hint=hint)
    for worker, has_nanny in client.run(_has_nanny).items():
        if not has_nanny:
            raise UsageError(f"the worker {worker} has no nanny to start it again", hint="start workers without --no-nanny")
        if threads.get(worker) != 1:
            raise UsageError(f"the worker {worker} has several threads", hint="start workers with --nthreads 1")


def _has_nanny(dask_worker: Any) -> bool:
    """Whether a worker has one; it is handed over for an argument of this name."""
    return bool(dask_worker.nanny)


def _check_that_workers_see(client: Any, paths: tuple[str, ...]) -> None:
    for worker, missing in client.run(_first_missing_path, paths).items():
        if missing:
            hint = "name sources and output by paths under which every worker finds them"
            raise UsageError(f"the worker {worker} does not see {missing}", hint=hint)


def _first_missing_path(paths: tuple[str, ...]) -> str:
    return next((path for path in paths if not os.path.exists(path)), "")


class _ClusterPool:
    """The workers as a pool of processes."""

    def __init__(self, client: Any, address: str) -> None:
        self.process_count = len(client.nthreads())
        self._client = client
        self._address = address
        # Equal calls of pure functions would be done once; ours read files.
        self._executor = client.get_executor(pure=False)

    def submit(self, call: Callable[[Task], list[Answer]], task: Task) -> Callable[[], list[Answer]]:
        """Have a task done, in the folder this process is in."""
        return partial(self._result_or_raise_killed_or_closed, self._executor.submit(_call_in_folder, os.getcwd(), call, task))

    def _result_or_raise_killed_or_closed(self, future: "Future[list[Answer]]") -> list[Answer]:
        from distributed import KilledWorker

        try:
            return future.result()
        except KilledWorker as error:
            raise KilledError from error
        except CancelledError as error:
            what = f"the scheduler at {self._address} is gone"
            raise OutputClosedError(what, hint="start it and run again, what is written stays") from error
        except Exception as error:
            what = f"a worker of the scheduler at {self._address} cannot work ({type(error).__name__}: {error})"
            raise OutputClosedError(what, hint="see what it says itself, and run again") from error

    def shut_down(self) -> None:
        """Forget what is not done."""
        self._executor.shutdown(wait=False)
        self._client.close()


def _call_in_folder(folder: str, call: Callable[[Task], list[Answer]], task: Task) -> list[Answer]:
    with chdir(folder):
        return call(task)
