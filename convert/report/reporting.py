"""A watch that makes a report of the run it follows: each post as it comes, and the page once the run is over."""

import hashlib
import os
from collections import Counter
from types import TracebackType

from msgspec import Struct

from convert.batch.converted import Post
from convert.batch.job import Job
from convert.batch.one_file import OneFile
from convert.batch.output import Change
from convert.batch.tally import Result, Watch
from convert.batch.wrapping_watch import WrappingWatch
from convert.errors import OutputError, UsageError
from convert.notices import Notice
from convert.plan.spilled import SpilledList
from convert.report.output_pages import render_outputs_by_hugo_or_ourselves
from convert.report.own_files import write_sealed_page_backing_up_edited
from convert.report.page import PageContents, page_pieces
from convert.report.page_parts import MOST_INLINE, PageParts, PartsBesidePage, PartsInPage
from convert.report.pictures import PictureShelf
from convert.report.shown_post import Row, show_post

_AT_ONCE = 100
"""Posts that wait until they are rendered together, so that Hugo is started rarely and little is held."""

_BYTES_AT_ONCE = 32_000_000
"""Bytes of their files after which they wait no longer."""


class ReportRequest(Struct, frozen=True):
    """What report is asked for: the file, whether all is in it, and what is converted by which job.

    `output` is the folder the posts are written to, empty where they are written nowhere.
    """

    path: str
    job: Job
    sources: tuple[str, ...] = ()
    output: str = ""
    is_inline: bool = False


class ReportMakingWatch(WrappingWatch):
    """A watch that keeps what a report shows, and shows the run to another. For use in a `with` statement around the run.

    A report that cannot be written stops no post: `problem` says why not. The page is put in place by
    `write_page_unless_problem_or_no_posts`, and `notices_on_page` say what was kept of one its owner had changed.
    """

    def __init__(self, request: ReportRequest, watch: Watch) -> None:
        self._request = request
        super().__init__(watch)
        self._parts: PageParts = PartsInPage() if request.is_inline else PartsBesidePage(request.path)
        self._shelf = PictureShelf(lambda name, data: self._parts.put_part(f"picture-{name}", data))
        self._waiting: list[Post] = []
        self._rows: SpilledList[Row] = SpilledList()
        self._skipped_names: SpilledList[str] = SpilledList()
        self._years: Counter[str] = Counter()
        self._waiting_bytes = 0
        self._folder_of_outputs = _folder_seen_from_page(request)
        self.problem: OutputError | None = None
        self.notices_on_page: tuple[Notice, ...] = ()

    def __enter__(self) -> "ReportMakingWatch":
        """Look whether the report can be written. Raises `OutputError`."""
        with OneFile(self._request.path):
            self._parts.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Forget what was kept. An earlier report keeps its parts where this one is none."""
        is_none = self.problem is not None or not self._rows
        self._parts.__exit__(kind or (OutputError if is_none else None), error, trace)

    def write_page_unless_problem_or_no_posts(self, result: Result) -> None:
        """Show the posts that wait, and put the page in place; not where something could not be written, or no post was found."""
        self._show_waiting_posts_or_keep_problem()
        if self.problem is not None or not self._rows:
            return
        identity = hashlib.sha256("\0".join((*self._request.sources, self._request.job.writer)).encode()).hexdigest()[:12]
        contents = PageContents(
            identity, self._request.job.writer, self._rows, self._years, self._skipped_names, result, self._parts
        )
        try:
            self.notices_on_page = write_sealed_page_backing_up_edited(self._request.path, page_pieces(contents))
        except OutputError as failed:
            self.problem = failed

    def _show_waiting_posts_or_keep_problem(self) -> None:
        posts, self._waiting, self._waiting_bytes = self._waiting, [], 0
        if not posts or self.problem is not None:
            return
        job = self._request.job
        try:
            for post, page in zip(posts, render_outputs_by_hugo_or_ourselves(posts, job.writer, job.writer_options), strict=True):
                number = len(self._rows) + 1
                shown = show_post(number, post, page, self._shelf, self._folder_of_outputs)
                self._parts.put_part(f"post-{number}", shown.part)
                self._rows.append(shown.row)
                self._years[shown.row.date[:4]] += 1
        except OutputError as error:
            self.problem = error

    def on_stage(self, stage: str, total: int) -> None:
        """Pass it on. Raises `UsageError` for more posts than one file should hold."""
        if stage == "converting" and self._request.is_inline and total > MOST_INLINE:
            raise UsageError(
                f"one file holds a report of up to {MOST_INLINE} posts, and these are {total}",
                hint="leave out --inline, and the posts are in a folder beside the page",
            )
        super().on_stage(stage, total)

    def on_post(self, post: Post, change: Change | None) -> None:
        """Keep a post until enough are there to be rendered."""
        super().on_post(post, change)
        if post.files and post.document is not None:  # one that an earlier run put into a shard has neither
            self._waiting.append(post)
            self._waiting_bytes += sum(len(file.data) for file in post.files)
        if len(self._waiting) >= _AT_ONCE or self._waiting_bytes >= _BYTES_AT_ONCE:
            self._show_waiting_posts_or_keep_problem()

    def on_skipped(self, name: str) -> None:
        """Keep the name of a file that is no post."""
        super().on_skipped(name)
        self._skipped_names.append(name)


def _folder_seen_from_page(request: ReportRequest) -> str:
    """Where the outputs are, from the folder of the page on; empty where they are nowhere, or on another drive."""
    if not request.output:
        return ""
    try:
        return os.path.relpath(request.output, os.path.dirname(request.path) or ".").replace(os.sep, "/")
    except ValueError:
        return ""
