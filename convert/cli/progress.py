"""How far a run is: a bar on a terminal, elsewhere a line now and then, with what is being done, the rate and the time left."""

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from convert.cli.printing import as_printable_line, print_to_stderr
from convert.errors import N_
from convert.report.words import _

if TYPE_CHECKING:
    from rich.progress import Progress, Task
    from rich.text import Text

WORTH_WATCHING = 50
"""Sources or posts from which on a run takes long enough to be watched."""

_REDRAWN = 0.1
"""Seconds between two looks of the bar; drawing it takes as long as a post."""

_BETWEEN_LINES = 10.0
"""Seconds between two lines where there is no terminal: a log of an hour has some hundred."""

_PHASES = {"reading": N_("reading"), "fetch": N_("fetching"), "converting": N_("converting")}
"""What is being done, by what a run calls it."""


class ShownProgress(Protocol):
    """One phase of a run, as it is shown."""

    def advance(self) -> None:
        """One source or post more is done."""

    def print_line(self, line: str) -> None:
        """Print what happened meanwhile."""

    def clear_what_is_drawn(self) -> None:
        """The phase is over."""


def show_progress_unless_short(phase: str, total: int) -> ShownProgress | None:
    """Begin to show a phase with so much to do; None for one that is over before anybody looks."""
    if total < WORTH_WATCHING:
        return None
    return ProgressBar(phase, total) if sys.stderr.isatty() else ProgressLines(phase, total)


class ProgressLines:
    """Lines on standard error, none of them before the first seconds are over."""

    def __init__(self, phase: str, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._phase = phase
        self._total = total
        self._clock = clock
        self._done = 0
        self._began = self._said = clock()

    def advance(self) -> None:
        """Count, and say so where that was not done for some time."""
        self._done += 1
        now = self._clock()
        if now - self._said >= _BETWEEN_LINES:
            self._said = now
            print_to_stderr(progress_line(self._phase, self._done, self._total, now - self._began))

    def print_line(self, line: str) -> None:
        """Print it."""
        print_to_stderr(line)

    def clear_what_is_drawn(self) -> None:
        """Nothing is left to be taken away."""


def progress_line(phase: str, done: int, total: int, seconds: float) -> str:
    """How far a phase is after so many seconds."""
    rate = done / seconds if seconds else 0.0
    line = _("{phase}: {done} of {total} ({percentage} %), {rate} a second, {left} left")
    return line.format(
        phase=phase_in_words(phase),
        done=f"{done:,}",
        total=f"{total:,}",
        percentage=100 * done // total,
        rate=rate_in_figures(rate),
        left=duration_as_hours_minutes_seconds((total - done) / rate if rate else 0),
    )


def phase_in_words(phase: str) -> str:
    """What is being done."""
    return _(_PHASES.get(phase, phase))


def rate_in_figures(rate: float) -> str:
    """How many a second, with a digit behind the point where they are few."""
    return f"{rate:,.0f}" if rate >= 10 else f"{rate:.1f}"


def duration_as_hours_minutes_seconds(seconds: float) -> str:
    """Hours, minutes and seconds, as 1:02:03 or 2:03."""
    minutes, second = divmod(round(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


class ProgressBar:
    """A bar on a terminal, gone when the phase is over."""

    def __init__(self, phase: str, total: int) -> None:
        self._bar = _make_bar()
        self._task = self._bar.add_task(phase_in_words(phase), total=total)
        self._drawn = 0.0
        self._bar.start()

    def advance(self) -> None:
        """Count, and draw where that was not done for a moment."""
        self._bar.advance(self._task)
        # The bar must not draw itself from a thread: worker processes are forked from this one.
        if time.monotonic() - self._drawn > _REDRAWN:
            self._drawn = time.monotonic()
            self._bar.refresh()

    def print_line(self, line: str) -> None:
        """Print a line above the bar."""
        self._bar.console.print(as_printable_line(line), markup=False, highlight=False, soft_wrap=True)

    def clear_what_is_drawn(self) -> None:
        """Take the bar away."""
        self._bar.stop()


def _make_bar() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn
    from rich.text import Text

    class Speed(ProgressColumn):
        """How many a second, and the time that is left."""

        max_refresh = 0.5

        def render(self, task: "Task") -> "Text":
            rate, left = task.finished_speed or task.speed, task.time_remaining
            if not rate:
                return Text("")
            words = _("{rate} a second, {left} left") if left is not None else _("{rate} a second")
            return Text(words.format(rate=rate_in_figures(rate), left=duration_as_hours_minutes_seconds(left or 0)))

    columns: tuple[Any, ...] = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Speed())
    return Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
