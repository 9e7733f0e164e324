"""What a run comes to: its result, those who follow it, and the count in between."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol, assert_never

from msgspec import Struct

from convert.batch.converted import Outcome, Post, PostFailure, SourceNotices
from convert.batch.output import Change, Output
from convert.errors import ConvertError, DamagedError, OutputClosedError, OutputError, SourceError, UnwrittenError
from convert.notices import Notice, Report
from convert.plan.spilled import SpilledList, SpilledSet
from convert.resources.expiry import Expiry, sum_expiries_by_moment
from convert.sources.find import Finding
from convert.sources.passed_over import full_ending_of


class Result(Struct, frozen=True):
    """What a run came to. Numbers are posts, or sources where no post could be made; `notices` are by post, in order.

    Each post that was found is one of `written`, `unchanged`, `failed`; one of which only a part could be read is written as far
    as that, and failed. `errors` has an error for each that failed. `skipped` are files of folders and archives that hold no post
    or may not be one, and `skipped_endings` how many there are of each ending, the most frequent first; an empty ending is none.

    `kept` are files of the output that their owner changed, or that were there before us, and that stay as they are.
    `undecided` are posts of which nobody says who may read them, drafts in a site.

    `remote_images` are still on other servers, which `remote_hosts` names with how many are there, those with most first.
    `expiries` are the moments at which images and files that are still remote stop working, where their addresses say so.
    """

    written: int = 0
    unchanged: int = 0
    failed: int = 0
    skipped: int = 0
    skipped_endings: tuple[tuple[str, int], ...] = ()
    kept: int = 0
    undated: int = 0
    remote_images: int = 0
    remote_hosts: tuple[tuple[str, int], ...] = ()
    undecided: int = 0
    expiries: tuple[Expiry, ...] = ()
    notices: Sequence[tuple[str, tuple[Notice, ...]]] = ()
    errors: tuple[ConvertError, ...] = ()

    @property
    def first_expiry(self) -> date | None:
        """The day, in Seoul, on which the first of them stops."""
        return self.expiries[0].moment.date() if self.expiries else None


class Watch(Protocol):
    """Someone who follows a run."""

    def on_stage(self, stage: str, total: int) -> None:
        """A pass over so many sources or posts begins."""

    def on_step(self) -> None:
        """One of them is done."""

    def on_reader_chosen(self, name: str, reader: str, evidence: str) -> None:
        """A source is read by this reader, and what for."""

    def on_post(self, post: Post, change: Change | None) -> None:
        """A post was converted and written; what that changed shows only at the end (None) when all posts share a file."""

    def on_notices(self, name: str, notices: tuple[Notice, ...]) -> None:
        """Something is odd about what was given besides the posts."""

    def on_failure(self, error: ConvertError) -> None:
        """Something failed."""

    def on_skipped(self, name: str) -> None:
        """A file is no post."""

    def on_waiting_for_other_run(self, name: str) -> None:
        """Another run writes to this output, and is waited for."""


_INCOMPLETE = frozenset({"resource", "missing-file", "broken-attachment"})
"""Notices of pictures and files that could not be had this time."""


class Tally:
    """What a run has come to so far."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self._skipped: Counter[str] = Counter()
        self._changes: Counter[Change] = Counter()
        self._waiting = 0
        self._settled = SpilledSet()
        self._failed = 0
        self._kept = 0
        self._undated = 0
        self._undecided = 0
        self._remote_hosts: Counter[str] = Counter()
        self._expiries: list[tuple[Expiry, ...]] = []
        self._notices: SpilledList[tuple[str, tuple[Notice, ...]]] = SpilledList()
        self._is_incomplete = False
        self._errors: list[ConvertError] = []

    def add_failure(self, error: ConvertError) -> None:
        """Something went wrong: one post, or each of those the error is made of."""
        for part in error.parts:
            self._failed += 1
            self._errors.append(part)
            self.watch.on_failure(part)

    def add_failures_and_skips_of_search(self, finding: Finding) -> None:
        """Take what looking for sources found besides them."""
        for error in finding.failures:
            self.add_failure(error)
        for name in finding.passed:
            self.count_and_tell_skipped_file(name)
        for name in finding.links:
            self.count_and_tell_skipped_file(name)
            self.store_notices_and_tell_watch(name, (Notice("symbolic-link"),))

    def fail_unwritten_incomplete_source(self, error: ConvertError) -> None:
        """The one post of a source that is not all there is not written alone, though it could be read."""
        self.add_failure(error)
        if not any(isinstance(part, DamagedError) for part in error.parts):
            hint = "name a folder to have it, as in -o out/"
            self.add_failure(
                SourceError("is not written alone, since others of its source failed", source=error.source, hint=hint)
            )

    def count_and_tell_skipped_file(self, file_name: str) -> None:
        """A file of a folder is no post."""
        self._skipped[full_ending_of(file_name)] += 1
        self.watch.on_skipped(file_name)

    @property
    def has_made_all_posts_with_their_files(self) -> bool:
        """Whether every post so far was made with everything it shows; else files that nobody made may be wanted again."""
        return not self._failed and not self._is_incomplete

    def store_notices_and_tell_watch(self, name: str, notices: tuple[Notice, ...]) -> None:
        """Something may be odd that concerns no post alone."""
        if notices:
            self._store_notices_and_count_skipped_endings(name, notices)
            self.watch.on_notices(name, notices)

    def _store_notices_and_count_skipped_endings(self, name: str, notices: tuple[Notice, ...]) -> None:
        if notices:
            self._notices.append((name, notices))
            self._is_incomplete = self._is_incomplete or any(notice.kind in _INCOMPLETE for notice in notices)
        self._skipped.update(full_ending_of(notice.detail) for notice in notices if notice.kind == "skipped-file")

    def write_and_count_recording_in_shards(self, outcome: Outcome, output: Output) -> None:
        """Write a post. Raises `OutputClosedError` when the output takes no more."""
        if output.shards is not None:
            output.shards.move_position_to_source_of_outcome(outcome)
        self._write_and_count(outcome, output)
        if output.shards is not None:
            output.shards.note_outcome_of_current_shard(outcome)

    def count_kept(self, outcome: Outcome) -> None:
        """Count what a run that was killed came to before."""
        if isinstance(outcome, Post):
            self.watch.on_step()
            self._count_post_keep_its_notices_and_tell_watch(outcome, "unchanged")
        else:
            self._count_unwritten(outcome)

    def _write_and_count(self, outcome: Outcome, output: Output) -> None:
        if isinstance(outcome, Post):
            self._write_and_count_post_or_failure(outcome, output)
        else:
            self._count_unwritten(outcome)

    def _count_unwritten(self, outcome: PostFailure | SourceNotices) -> None:
        match outcome:
            case PostFailure():
                self._mark_settled_and_step_progress(outcome.name)
                self.add_failure(outcome.error)
            case SourceNotices():
                self.store_notices_and_tell_watch(outcome.source, outcome.notices)
            case _:
                assert_never(outcome)

    def _mark_settled_and_step_progress(self, name: str) -> None:
        self.watch.on_step()
        self._settled.add(name)

    def _write_and_count_post_or_failure(self, post: Post, output: Output) -> None:
        try:
            change = output.put_files(post.files)
        except OutputClosedError:
            raise
        except OutputError as error:
            self._mark_settled_and_step_progress(post.name)
            self.add_failure(error)
            return
        finally:
            self._count_posts_of_newly_completed_shards(output)
        self.watch.on_step()
        self._count_post_keep_its_notices_and_tell_watch(post, change)

    def _count_posts_of_newly_completed_shards(self, output: Output) -> None:
        for settled in output.shards.take_settled() if output.shards is not None else ():
            for name in settled.names:
                self._settled.add(name)
            self._changes[settled.change] += len(settled.names)
            self._waiting -= len(settled.names)

    def _count_post_keep_its_notices_and_tell_watch(self, post: Post, change: Change | None) -> None:
        if change is not None:
            self._settled.add(post.name)
        if post.damage is not None:
            self._settled.add(post.name)
            self.add_failure(post.damage)
        elif change is None:
            self._waiting += 1
        else:
            self._changes[change] += 1
        self._undated += post.undated
        self._undecided += post.undecided
        self._remote_hosts.update(dict(post.remote_hosts))
        if post.expiries:
            self._expiries.append(post.expiries)
        self._store_notices_and_count_skipped_endings(post.name, post.notices)
        self.watch.on_post(post, change)

    def count_posts_of_shared_file(self, change: Change) -> None:
        """The output of all posts is complete, and this is what happened to it."""
        self._changes[change] += self._waiting
        self._waiting = 0

    def fail_named_posts_not_yet_settled(self, error: OutputError, names: Iterable[str]) -> None:
        """The output takes no more: of the posts of these names all that were not settled before failed, which is said once."""
        left = [
            UnwrittenError(f"is not written: {error.message_with_member_and_place}", source=name)
            for name in names
            if name not in self._settled
        ]
        self._waiting = 0
        self._failed += max(1, len(left))
        self._errors += [error, *left]
        for one in (error, *left):
            self.watch.on_failure(one)

    def add_output_findings(self, name: str, output: Output) -> None:
        """Take what an output has to say, once nothing more is written to it."""
        self._kept += output.kept_user_file_count
        self.store_notices_and_tell_watch(name, tuple(output.notices_on_existing_files))

    def result(self) -> Result:
        """The count so far."""
        return Result(
            written=self._changes["written"],
            unchanged=self._changes["unchanged"],
            failed=self._failed,
            skipped=self._skipped.total(),
            skipped_endings=tuple(sorted(self._skipped.items(), key=lambda item: (-item[1], item[0]))),
            kept=self._kept,
            undated=self._undated,
            undecided=self._undecided,
            remote_images=self._remote_hosts.total(),
            remote_hosts=tuple(sorted(self._remote_hosts.items(), key=lambda item: (-item[1], item[0]))),
            expiries=sum_expiries_by_moment(self._expiries),
            notices=self._notices,
            errors=tuple(self._errors),
        )


class WatchForwardingNoticesOnly:
    """A watch that hands notices on to a report."""

    def __init__(self, report: Report) -> None:
        self._report = report

    def on_stage(self, stage: str, total: int) -> None:
        """Nothing to say."""

    def on_step(self) -> None:
        """Nothing to say."""

    def on_reader_chosen(self, name: str, reader: str, evidence: str) -> None:
        """Nothing to say."""

    def on_post(self, post: Post, change: Change | None) -> None:
        """Hand the post's notices on."""
        self.on_notices(post.name, post.notices)

    def on_notices(self, name: str, notices: tuple[Notice, ...]) -> None:
        """Hand notices on."""
        for notice in notices:
            self._report(notice)

    def on_failure(self, error: ConvertError) -> None:
        """The result says it."""

    def on_skipped(self, name: str) -> None:
        """The result counts it."""

    def on_waiting_for_other_run(self, name: str) -> None:
        """Nothing to say."""
