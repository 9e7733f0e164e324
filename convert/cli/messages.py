"""What is said on standard error: errors as they come, notices, and one closing line."""

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from convert import lazy_re as re
from convert.cli.remote_images import failed_fetch_lines, remote_images_line

if TYPE_CHECKING:
    from convert.batch.converted import Post
    from convert.batch.output import Change
    from convert.batch.tally import Result
    from convert.errors import ConvertError
    from convert.notices import Level, Notice

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")

_FORBIDDEN: dict[str, tuple["Level", ...]] = {"lost": ("lost",), "approximated": ("lost", "approximated")}

_WORTH_A_BAR = 50
"""Posts from which on a run takes long enough to be watched."""

_REDRAWN = 0.1
"""Seconds between two looks of the bar; drawing it takes as long as a post."""


def print_to_stderr(line: str) -> None:
    """Print one line on standard error; whatever is in a file name, it stays one line."""
    click.echo(as_printable_line(line), err=True)


def as_printable_line(line: str) -> str:
    """A line that stays one, and harmless to a terminal, whatever text of a post is in it."""
    return _UNPRINTABLE.sub(lambda found: repr(found.group())[1:-1], line)


class Messages:
    """Follows a run and says what the options ask for. `output` is what paths are shown below when nothing is written.

    `listed` is the file in which every notice is listed, where there is one.
    """

    def __init__(
        self, *, quiet: bool = False, verbose: bool = False, dry: bool = False, output: str = "", listed: str = ""
    ) -> None:
        self._quiet = quiet
        self._verbose = verbose
        self._dry = dry
        self._output = output.rstrip("/")
        self._listed = listed
        self._bar: Any = None
        self._drawn = 0.0
        self._faults: Counter[str] = Counter()

    def on_stage(self, stage: str, total: int) -> None:
        """A pass begins; on a terminal, a long one has a bar."""
        self.remove_progress_bar()
        silent = self._quiet or self._verbose or self._dry or not self._output
        if total >= _WORTH_A_BAR and sys.stderr.isatty() and not silent:
            self._bar = _make_progress_bar(stage, total)
            self._bar.start()

    def on_step(self) -> None:
        """One source or post is done."""
        if self._bar:
            self._bar.advance(self._bar.task_ids[0])
            # The bar must not draw itself from a thread: worker processes are forked from this one.
            if time.monotonic() - self._drawn > _REDRAWN:
                self._drawn = time.monotonic()
                self._bar.refresh()

    def remove_progress_bar(self) -> None:
        """Take the bar away."""
        if self._bar:
            self._bar.stop()
            self._bar = None

    def on_reader_chosen(self, name: str, reader: str, evidence: str) -> None:
        """Which reader a source is read by, and by what evidence."""
        if self._verbose:
            print_to_stderr(f"{name}: read as {reader}: {evidence}")

    def on_post(self, post: "Post", change: "Change | None") -> None:
        """A post is converted."""
        if self._dry and not self._quiet and change == "written":
            for file in post.files:
                print_to_stderr(f"would write {self._output}/{file.path}" if file.path else f"would print {post.name}")
        self.on_notices(post.name, post.notices)

    def on_notices(self, name: str, notices: "Iterable[Notice]") -> None:
        """What was odd about a post, or about what was given besides."""
        if self._verbose:
            for notice in notices:
                print_to_stderr(f"{name}: {notice.level}: {notice.text}")

    def on_skipped(self, name: str) -> None:
        """A file is no post."""
        if self._verbose:
            print_to_stderr(f"{name}: skipped: no post")

    def on_waiting_for_other_run(self, name: str) -> None:
        """Another run writes to this output."""
        if not self._quiet:
            print_to_stderr(f"waiting for another run that writes {name}")

    def on_failure(self, error: "ConvertError") -> None:
        """Something failed. This is said even with --quiet."""
        if error.kind == "unwritten":  # the closing line counts these, and what came before says why
            return
        if error.kind == "user-function":
            self._faults[error.place] += 1
            if self._faults[error.place] > 1:  # one line of a filter may stop every post
                return
        if self._bar:
            self._bar.console.print(f"error: {error}", markup=False, highlight=False, soft_wrap=True)
        else:
            print_to_stderr(f"error: {error}")

    def print_summary(self, result: "Result", objection: str, *, may_fetch: bool) -> None:
        """What wants a look, the notices in sum, what `--strict` objects to, and the closing line.

        A run that `may_fetch` could take along what it leaves on other servers.
        """
        self.remove_progress_bar()
        self.print_counts_of_repeated_faults()
        if not self._quiet:
            for line in self._to_do_and_notice_total_lines(result):
                print_to_stderr(line)
            if line := remote_images_line(result, may_fetch=may_fetch):
                print_to_stderr(line)
        if objection:
            print_to_stderr(f"error: {objection}")
        if not self._quiet:
            print_to_stderr(closing_line(result, dry=self._dry))

    def print_counts_of_repeated_faults(self) -> None:
        """How many posts each line of the user's own stopped, where that was said for the first of them alone."""
        where = "" if self._listed else "; --notices FILE.jsonl names them"
        for place, count in self._faults.items():
            if count > 1:
                print_to_stderr(f"error: {place}: stopped {count} posts in all{where}")

    def _to_do_and_notice_total_lines(self, result: "Result") -> Iterator[str]:
        where = self._listed or "--notices FILE.jsonl"
        if not self._verbose:
            yield from _to_do_lines(result, where)
        totals = list(_total_lines_and_whether_shortened(result))
        yield from (line for line, _ in totals)
        if self._listed or (any(is_more for _, is_more in totals) and not self._verbose):
            yield f"every one of them: {where}"


_TO_DO = (
    *("exposed-post", "withdrawn-file", "unmatched-row", "unpublished-link", "resource"),
    *("edited-file", "foreign-file", "overwritten-file", "kept-original", "unreadable-record", "unrecorded"),
    "earlier-output",
)
"""Kinds of notices that want the blogger to look at the very file or address, so that they are said without `--verbose`."""

_FEW = 20
"""Lines of these before the rest is only counted."""


def _to_do_lines(result: "Result", listing_path: str) -> Iterator[str]:
    """What the blogger has to look at, each with its place."""
    found = [(name, notice) for name, notices in result.notices for notice in notices if notice.kind in _TO_DO]
    unfetched = [notice for name, notice in found if name == "--fetch-images" and notice.kind == "resource"]
    lines = [f"{name}: {notice.text}" for name, notice in found if notice not in unfetched]
    lines += failed_fetch_lines(unfetched, listing_path)
    yield from lines[:_FEW]
    if len(lines) > _FEW:
        yield f"and {len(lines) - _FEW} more of this kind; every one of them: {listing_path}"


def closing_line(result: "Result", *, dry: bool = False) -> str:
    """What a run came to, in one line; what is none is left out, except what everybody looks for."""
    counts = [
        f"{'would write' if dry else 'written'} {result.written}",
        f"unchanged {result.unchanged}" if result.unchanged else "",
        f"failed {result.failed}",
        _skipped_files_by_ending_in_words(result),
    ]
    kept = f"{result.kept} {'file' if result.kept == 1 else 'files'} of yours kept" if result.kept else ""
    undated = f"{result.undated} undated" if result.undated else ""
    parts = [", ".join(filter(None, counts)), kept, _remote_images_in_words(result), undated]
    return "; ".join(filter(None, parts))


_MOST_ENDINGS = 8
"""Endings that are told; a folder that is a whole program has dozens."""


def _skipped_files_by_ending_in_words(result: "Result") -> str:
    """How many files of folders were no posts, by their endings."""
    if not result.skipped:
        return ""
    told = [f"{count} {ending or 'without an ending'}" for ending, count in result.skipped_endings[:_MOST_ENDINGS]]
    others = sum(count for _, count in result.skipped_endings[_MOST_ENDINGS:])
    return f"skipped {result.skipped}: {', '.join([*told, *([f'{others} others'] if others else [])])}"


def _remote_images_in_words(result: "Result") -> str:
    if not result.remote_images:
        return ""
    images = "1 image" if result.remote_images == 1 else f"{result.remote_images} images"
    return f"{images} still remote"


_SAID_OF_REMOTE_IMAGES = ("expiring-address",)
"""Kinds that the line about images on other servers counts."""

_LONGEST = 60
"""Characters of a detail in a line about many."""


def _total_lines_and_whether_shortened(result: "Result") -> Iterator[tuple[str, bool]]:
    """A line for each kind, from harmless to grave and the most frequent first, and whether there are more than it shows."""
    from convert.notices import KINDS, LEVELS

    counts: Counter[str] = Counter()
    first: dict[str, str] = {}
    for name, notices in result.notices:
        for notice in notices:
            counts[notice.kind] += notice.count
            first.setdefault(notice.kind, _example_in_words(name, notice))
    for level in LEVELS:
        for kind, count in counts.most_common():
            if KINDS[kind][0] == level and kind not in _SAID_OF_REMOTE_IMAGES:
                shown = "" if kind in _TO_DO else f", {'first ' if count > 1 else ''}{first[kind]}"
                yield f"{level}: {KINDS[kind][1]} ({count}){shown}", count > 1 and bool(shown)


def _example_in_words(name: str, notice: "Notice") -> str:
    where = "; ".join(filter(None, (notice.place, notice.detail)))
    shown = where if len(where) <= _LONGEST else f"{where[: _LONGEST - 1]}…"
    return f"in {name}{shown and ': '}{shown}"


def strict_objection(result: "Result", strict: str) -> str:
    """What `--strict` has against a run; empty when nothing was lost, or `approximated`, as far as it forbids that."""
    forbidden = _FORBIDDEN.get(strict, ())
    posts = sum(any(notice.level in forbidden for notice in notices) for _, notices in result.notices)
    if not posts:
        return ""
    return f"{' or '.join(forbidden)} in {posts} {'post' if posts == 1 else 'posts'}, which --strict forbids; see --verbose"


def _make_progress_bar(stage: str, total: int) -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
    bar.add_task(stage, total=total)
    return bar
