"""How long a post takes, and what becomes of one that takes too long.

Seconds are those of the processor. By the clock on the wall a good post would fail where a machine has other work, sleeps, or
waits for a disk: how long that takes says nothing of the post.
"""

import faulthandler
import os
import signal
import sys
from time import monotonic, thread_time
from types import TracebackType

from convert.errors import N_, LimitError, limit_error
from convert.model.limits import Limits

_REARMED_EVERY = 1.0
"""Seconds in which the alarms are set once, however many posts there are: to set them takes longer than some posts do."""

_WAITING = 10
"""How many times as long as it may work a step may take in all, whatever else the machine does and whatever it waits for."""

_EXIT_CODE_ON_SILENCE = 1
"""What `faulthandler` ends a process with."""


def processor_seconds_until_process_ends(limits: Limits) -> float:
    """After how much work on one post a worker ends. Before that the post had its chance to be refused between two steps."""
    return 1.25 * limits.post_seconds + 2 * _REARMED_EVERY


def wall_second_limit_of_post_before_process_ends(limits: Limits) -> float:
    """After how many seconds by the wall with one post a worker ends, though it works little or not at all."""
    return _WAITING * processor_seconds_until_process_ends(limits)


def slow_post_error(seconds: float, limits: Limits) -> LimitError:
    """The error for a post that takes too long."""
    return limit_error("post_seconds", N_("this post took {figure} seconds"), round(seconds, 1), limits.post_seconds)


def slow_post_error_if_process_ended_itself(exit_code: int, silence: float, limits: Limits) -> LimitError | None:
    """The error for a post over which an alarm ended the process, `silence` seconds by the wall after its last answer."""
    if sys.platform != "win32" and exit_code == -signal.SIGPROF:
        return slow_post_error(processor_seconds_until_process_ends(limits), limits)
    is_alarm = (
        exit_code == _EXIT_CODE_ON_SILENCE and silence >= wall_second_limit_of_post_before_process_ends(limits) - _REARMED_EVERY
    )
    return slow_post_error(silence, limits) if is_alarm else None


class PostClock:
    """The time of one post after another, for use in a `with` statement, in the thread in which the posts are worked on.

    Between the steps of a post somebody asks `check`. A step that does not end is ended with its process where that may be
    (`ends_process`), and who started the process sees its end. Two alarms do that, which need no turn of the interpreter, so that
    they work in the midst of a search: a timer of the system that counts work and whose signal ends a process that has not asked
    for it, and a thread of `faulthandler`, far later, that ends what only waits, and all on Windows, which has no such timer.
    """

    def __init__(self, limits: Limits, *, ends_process: bool) -> None:
        self._limits = limits
        self._ends_process = ends_process
        self._started = self._armed = 0.0
        self._nowhere: int | None = None

    def __enter__(self) -> "PostClock":
        """The first post begins."""
        self.start_post_and_arm_alarms()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """No post is under way."""
        if self._nowhere is not None:
            _set_timer_ending_process_after_work(0)
            faulthandler.cancel_dump_traceback_later()
            os.close(self._nowhere)

    def start_post_and_arm_alarms(self, seconds_already_spent: float = 0.0) -> None:
        """The next post begins, on which so many seconds have been spent before."""
        self._started = thread_time() - seconds_already_spent
        if self._ends_process and monotonic() - self._armed > _REARMED_EVERY:
            self._armed = monotonic()
            if self._nowhere is None:
                self._nowhere = os.open(os.devnull, os.O_WRONLY)
            _set_timer_ending_process_after_work(processor_seconds_until_process_ends(self._limits))
            faulthandler.dump_traceback_later(
                wall_second_limit_of_post_before_process_ends(self._limits), exit=True, file=self._nowhere
            )

    @property
    def seconds(self) -> float:
        """How long the post is worked on already."""
        return thread_time() - self._started

    def check(self) -> None:
        """Raise `LimitError` when the post has had its time."""
        seconds = self.seconds
        if seconds > self._limits.post_seconds:
            raise slow_post_error(seconds, self._limits)


def _set_timer_ending_process_after_work(work_seconds: float) -> None:
    """End this process after so many seconds of work, or never (0). A profiler that wants the signal for itself keeps it."""
    if sys.platform != "win32" and signal.getsignal(signal.SIGPROF) == signal.SIG_DFL:
        signal.setitimer(signal.ITIMER_PROF, work_seconds)
