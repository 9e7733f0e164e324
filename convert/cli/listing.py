"""The list of `--notices`: one line of JSON for each notice, each post that failed and each file that was skipped."""

import os
from collections.abc import Iterable
from contextlib import suppress
from types import TracebackType

import msgspec
from msgspec import Struct

from convert.batch.converted import Post
from convert.batch.one_file import OneFile
from convert.batch.output import Change
from convert.batch.tally import Watch
from convert.batch.wrapping_watch import WrappingWatch
from convert.errors import ConvertError, OutputError, UsageError
from convert.notices import Notice
from convert.sources.source import File


class ListingRow(Struct, frozen=True):
    """A line. Its keys, `level` and `kind` are the same in every language and release; `detail` is for people.

    `source` is the file as it was named or found, or the option that is concerned; `member` which post or file in it, as in the
    column `source_member` of JSON Lines; `place` where in that, such as a line; `output` what was written of the post. `level` is
    one of `LEVELS`, `failed` or `skipped`, `kind` a key of `KINDS` or what kind of error it is; `count` says how often.
    """

    source: str
    member: str = ""
    place: str = ""
    level: str = ""
    kind: str = ""
    count: int = 1
    detail: str = ""
    output: str = ""


_FIRST = b'{"source":'
"""What a list begins with."""


def refuse_foreign_list_unless_it_is_a_source(path: str, sources: Iterable[object]) -> None:
    """Raise `UsageError` for a list whose place is taken by what is no list, such as a post in the folder of sources.

    That it is one of the `sources` themselves is said by the run.
    """
    if not os.path.isfile(path) or any(os.path.realpath(str(source)) == os.path.realpath(path) for source in sources):
        return
    with suppress(OSError), open(path, "rb") as stream:
        first = stream.read(len(_FIRST))
        if first and first != _FIRST:
            raise UsageError(f"{path} is there already, and no list of notices", hint="name another file with --notices")


class NoticeListingAndForwardingWatch(WrappingWatch):
    """A watch that writes down what it sees, and shows it to another. Nothing is there before it is left.

    A list that cannot be written stops no post: `problem` says why not.
    """

    def __init__(self, path: str, watch: Watch) -> None:
        self._file = OneFile(path)
        super().__init__(watch)
        self.problem: OutputError | None = None

    def __enter__(self) -> "NoticeListingAndForwardingWatch":
        """Look whether the list can be written. Raises `OutputError`."""
        self._file.__enter__()
        self._write_rows_or_keep_problem(())
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Put the list in place, or, after an exception, leave everything as it was."""
        given_up = self.problem is not None
        try:
            self._file.__exit__(OutputError if given_up else kind, error, trace)
        except OutputError as failed:
            self.problem = self.problem or failed

    def on_post(self, post: Post, change: Change | None) -> None:
        """Write down the notices of a post."""
        super().on_post(post, change)
        output = post.files[0].path if post.files else ""  # one that an earlier run put into a shard has none
        self._write_rows_or_keep_problem(_row_of_notice(notice, post.source, post.member, output) for notice in post.notices)

    def on_notices(self, name: str, notices: tuple[Notice, ...]) -> None:
        """Write down notices about what was given besides the posts."""
        super().on_notices(name, notices)
        self._write_rows_or_keep_problem(_row_of_notice(notice, name) for notice in notices)

    def on_failure(self, error: ConvertError) -> None:
        """Write down a failure."""
        super().on_failure(error)
        self._write_rows_or_keep_problem(
            [ListingRow(error.source, error.member, error.place, "failed", error.kind, detail=error.message)]
        )

    def on_skipped(self, name: str) -> None:
        """Write down a file that is no post."""
        super().on_skipped(name)
        self._write_rows_or_keep_problem([ListingRow(name, level="skipped", kind="no-post")])

    def _write_rows_or_keep_problem(self, rows: Iterable[ListingRow]) -> None:
        if self.problem is None:
            try:
                self._file.put_files(File("", msgspec.json.encode(row) + b"\n") for row in rows)
            except OutputError as error:
                self.problem = error


def _row_of_notice(notice: Notice, source: str, member: str = "", output: str = "") -> ListingRow:
    return ListingRow(source, member, notice.place, notice.level, notice.kind, notice.count, notice.detail, output)
