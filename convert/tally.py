"""What a run comes to: its result, those who follow it, and the count in between."""

from collections import Counter
from datetime import date
from typing import Protocol

from msgspec import Struct

from convert.errors import ConvertError, OutputError
from convert.expiry import Expiry, together
from convert.notices import Notice, Report
from convert.output import Change, Output, OutputClosedError
from convert.pipeline import Outcome, Post


class Result(Struct, frozen=True):
    """What a run came to. Numbers are posts, or sources where no post could be made; `notices` are by post, in order.

    `skipped` are files of folders that hold no post or may not be one, and `skipped_endings` how many there are of each ending,
    the most frequent first; an empty ending is none.

    `expiries` are the moments at which images and files that are still remote stop working, where their addresses say so.
    """

    written: int = 0
    unchanged: int = 0
    failed: int = 0
    skipped: int = 0
    skipped_endings: tuple[tuple[str, int], ...] = ()
    undated: int = 0
    remote_images: int = 0
    expiries: tuple[Expiry, ...] = ()
    notices: tuple[tuple[str, tuple[Notice, ...]], ...] = ()
    errors: tuple[ConvertError, ...] = ()

    @property
    def first_expiry(self) -> date | None:
        """The day, in Seoul, on which the first of them stops."""
        return self.expiries[0].moment.date() if self.expiries else None


class Watch(Protocol):
    """Someone who follows a run."""

    def begin(self, stage: str, total: int) -> None:
        """A pass over so many sources or posts begins."""

    def step(self) -> None:
        """One of them is done."""

    def chosen(self, name: str, reader: str, evidence: str) -> None:
        """A source is read by this reader, and what for."""

    def done(self, post: Post, change: Change | None) -> None:
        """A post was converted and written; what that changed shows only at the end (None) when all posts share a file."""

    def noticed(self, name: str, notices: tuple[Notice, ...]) -> None:
        """Something is odd about what was given besides the posts."""

    def failed(self, error: ConvertError) -> None:
        """Something failed."""


_INCOMPLETE = frozenset({"resource", "missing-file", "broken-attachment"})
"""Notices of pictures and files that could not be had this time."""


class Tally:
    """What a run has come to so far."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self._skipped: Counter[str] = Counter()
        self._changes: Counter[Change] = Counter()
        self._waiting = 0
        self._settled = 0
        self._failed = 0
        self._undated = 0
        self._remote_images = 0
        self._expiries: list[tuple[Expiry, ...]] = []
        self._notices: list[tuple[str, tuple[Notice, ...]]] = []
        self._errors: list[ConvertError] = []

    def fail(self, error: ConvertError, posts: int = 1) -> None:
        """Something went wrong, and so many posts failed by it."""
        self._failed += posts
        self._errors.append(error)
        self.watch.failed(error)

    def skip(self, ending: str) -> None:
        """A file of a folder is no post."""
        self._skipped[ending] += 1

    @property
    def is_complete(self) -> bool:
        """Whether every post so far was made with everything it shows; else files that nobody made may be wanted again."""
        lost = any(notice.kind in _INCOMPLETE for _, notices in self._notices for notice in notices)
        return not self._failed and not lost

    def note(self, name: str, notices: tuple[Notice, ...]) -> None:
        """Something may be odd that concerns no post alone."""
        if notices:
            self._notices.append((name, notices))
            self.watch.noticed(name, notices)

    def take(self, outcome: Outcome, output: Output) -> None:
        """Write a post. Raises `OutputClosedError` when the output takes no more."""
        self.watch.step()
        if isinstance(outcome, ConvertError):
            self._settled += 1
            self.fail(outcome)
            return
        try:
            change = output.put(outcome.files)
        except OutputClosedError:
            raise
        except OutputError as error:
            self._settled += 1
            self.fail(error)
            return
        if change is None:
            self._waiting += 1
        else:
            self._settled += 1
            self._changes[change] += 1
        self._count(outcome, change)

    def _count(self, post: Post, change: Change | None) -> None:
        self._undated += post.undated
        self._remote_images += post.remote_images
        if post.expiries:
            self._expiries.append(post.expiries)
        if post.notices:
            self._notices.append((post.name, post.notices))
        self.watch.done(post, change)

    def settle(self, change: Change) -> None:
        """The output of all posts is complete, and this is what happened to it."""
        self._changes[change] += self._waiting
        self._waiting = 0

    def stop(self, error: OutputError, posts: int) -> None:
        """The output takes no more: of this many posts all that were not settled before failed."""
        self.fail(error, posts=max(1, posts - self._settled))

    def result(self) -> Result:
        """The count so far."""
        return Result(
            written=self._changes["written"],
            unchanged=self._changes["unchanged"],
            failed=self._failed,
            skipped=self._skipped.total(),
            skipped_endings=tuple(sorted(self._skipped.items(), key=lambda item: (-item[1], item[0]))),
            undated=self._undated,
            remote_images=self._remote_images,
            expiries=together(self._expiries),
            notices=tuple(self._notices),
            errors=tuple(self._errors),
        )


class Reporting:
    """A watch that hands notices on to a report."""

    def __init__(self, report: Report) -> None:
        self._report = report

    def begin(self, stage: str, total: int) -> None:
        """Nothing to say."""

    def step(self) -> None:
        """Nothing to say."""

    def chosen(self, name: str, reader: str, evidence: str) -> None:
        """Nothing to say."""

    def done(self, post: Post, change: Change | None) -> None:
        """Hand the post's notices on."""
        self.noticed(post.name, post.notices)

    def noticed(self, name: str, notices: tuple[Notice, ...]) -> None:
        """Hand notices on."""
        for notice in notices:
            self._report(notice)

    def failed(self, error: ConvertError) -> None:
        """The result says it."""
