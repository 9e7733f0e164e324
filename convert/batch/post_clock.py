"""How long a post takes, and what becomes of one that takes too long."""

import faulthandler
import os
from time import monotonic
from types import TracebackType

from convert.errors import LimitError, limit_error
from convert.limits import Limits

_REARMED_EVERY = 1.0
"""Seconds in which the alarm is set once, however many posts there are: to set it takes longer than some posts do."""


def seconds_until_process_ends(limits: Limits) -> float:
    """After how many seconds with one post a worker ends. Before that the post had its chance to be refused between two steps."""
    return 1.25 * limits.post_seconds + 2 * _REARMED_EVERY


def slow_post_error(seconds: float, limits: Limits) -> LimitError:
    """The error for a post that takes too long."""
    return limit_error("post_seconds", "this post took {} seconds", round(seconds, 1), limits.post_seconds)


class PostClock:
    """The time of one post after another, for use in a `with` statement.

    Between the steps of a post somebody asks `check`. A step that does not end is ended with its process where that may be
    (`ends_process`): by a thread of `faulthandler`, which needs neither signals nor the interpreter, so that it works in the
    midst of a search and on every system. Who started the process sees its end.
    """

    def __init__(self, limits: Limits, *, ends_process: bool) -> None:
        self._limits = limits
        self._ends_process = ends_process
        self._started = self._armed = 0.0
        self._nowhere: int | None = None

    def __enter__(self) -> "PostClock":
        """The first post begins."""
        self.start_post()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """No post is under way."""
        if self._nowhere is not None:
            faulthandler.cancel_dump_traceback_later()
            os.close(self._nowhere)

    def start_post(self, seconds_already_spent: float = 0.0) -> None:
        """The next post begins, on which so many seconds have been spent before."""
        now = monotonic()
        self._started = now - seconds_already_spent
        if self._ends_process and now - self._armed > _REARMED_EVERY:
            self._armed = now
            if self._nowhere is None:
                self._nowhere = os.open(os.devnull, os.O_WRONLY)
            faulthandler.dump_traceback_later(seconds_until_process_ends(self._limits), exit=True, file=self._nowhere)

    @property
    def seconds(self) -> float:
        """How long the post takes already."""
        return monotonic() - self._started

    def check(self) -> None:
        """Raise `LimitError` when the post has had its time."""
        seconds = self.seconds
        if seconds > self._limits.post_seconds:
            raise slow_post_error(seconds, self._limits)
