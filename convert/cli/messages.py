"""What is said on standard error: errors as they come, notices, and one closing line."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from convert.cli.printing import error_line, print_to_stderr
from convert.cli.progress import ShownProgress, show_progress_unless_short
from convert.cli.remote_images import failed_fetch_lines_by_reason, remote_images_line_or_empty
from convert.cli.said import error_in_words, level_in_words, notice_in_words, place_and_detail_in_words
from convert.report.words import _, in_words, ngettext

if TYPE_CHECKING:
    from convert.batch.converted import Post
    from convert.batch.output import Change
    from convert.batch.tally import Result
    from convert.errors import ConvertError
    from convert.notices import Level, Notice

_FORBIDDEN: dict[str, tuple["Level", ...]] = {"lost": ("lost",), "approximated": ("lost", "approximated")}


class Messages:
    """Follows a run and says what the options ask for.

    `dry` says what would be written, its paths below `output`. `listed` is the file in which every notice is listed, where there
    is one. Progress is shown as it is made unless every line is said, or posts are printed, among which it would stand.
    """

    def __init__(  # noqa: PLR0913 - what a command may want said, all by name
        self,
        *,
        quiet: bool = False,
        verbose: bool = False,
        dry: bool = False,
        output: str = "",
        listed: str = "",
        shows_progress: bool = True,
    ) -> None:
        self._quiet = quiet
        self._verbose = verbose
        self._dry = dry
        self._output = output.rstrip("/")
        self._listed = listed
        self._shows_progress = shows_progress and not quiet and not verbose
        self._progress: ShownProgress | None = None
        self._faults: Counter[str] = Counter()

    def on_stage(self, stage: str, total: int) -> None:
        """A pass begins; a long one is shown."""
        self.remove_progress_bar()
        if self._shows_progress:
            self._progress = show_progress_unless_short(stage, total)

    def on_step(self) -> None:
        """One source or post is done."""
        if self._progress:
            self._progress.advance()

    def remove_progress_bar(self) -> None:
        """Show no pass any more."""
        if self._progress:
            self._progress.clear_what_is_drawn()
            self._progress = None

    def on_reader_chosen(self, name: str, reader: str, evidence: str) -> None:
        """Which reader a source is read by, and by what evidence."""
        if self._verbose:
            said = _("{name}: read as {reader}: {evidence}")
            print_to_stderr(said.format(name=name, reader=reader, evidence=in_words(evidence)))

    def on_post(self, post: "Post", change: "Change | None") -> None:
        """A post is converted."""
        if self._dry and not self._quiet and change == "written":
            for file in post.files:
                path = f"{self._output}/{file.path}"
                said = _("would write {path}") if file.path else _("would print {name}")
                print_to_stderr(said.format(path=path, name=post.name))
        self.on_notices(post.name, post.notices)

    def on_notices(self, name: str, notices: "Iterable[Notice]") -> None:
        """What was odd about a post, or about what was given besides."""
        if self._verbose:
            for notice in notices:
                print_to_stderr(f"{name}: {level_in_words(notice.level)}: {notice_in_words(notice)}")

    def on_skipped(self, name: str) -> None:
        """A file is no post."""
        if self._verbose:
            print_to_stderr(_("{name}: skipped: no post").format(name=name))

    def on_waiting_for_other_run(self, name: str) -> None:
        """Another run writes to this output."""
        if not self._quiet:
            print_to_stderr(_("waiting for another run that writes {name}").format(name=name))

    def on_failure(self, error: "ConvertError") -> None:
        """Something failed. This is said even with --quiet."""
        if error.kind == "unwritten":  # the closing line counts these, and what came before says why
            return
        if error.kind == "user-function":
            self._faults[error.place] += 1
            if self._faults[error.place] > 1:  # one line of a filter may stop every post
                return
        line = error_line(error_in_words(error))
        if self._progress:
            self._progress.print_line(line)
        else:
            print_to_stderr(line)

    def print_notices_on_page(self, notices: "Iterable[Notice]") -> None:
        """Say what was kept of a page that was where one is written now."""
        if not self._quiet:
            self.remove_progress_bar()
            for notice in notices:
                print_to_stderr(notice_in_words(notice))

    def print_summary(self, result: "Result", objection: str, *, may_fetch: bool) -> None:
        """What wants a look, the notices in sum, what `--strict` objects to, and the closing line.

        A run that `may_fetch` could take along what it leaves on other servers.
        """
        self.remove_progress_bar()
        self.print_counts_of_repeated_faults()
        if not self._quiet:
            for line in self._to_do_and_notice_total_lines(result):
                print_to_stderr(line)
            if line := remote_images_line_or_empty(result, may_fetch=may_fetch):
                print_to_stderr(line)
        if objection:
            print_to_stderr(error_line(objection))
        if not self._quiet:
            print_to_stderr(closing_line(result, dry=self._dry))

    def print_counts_of_repeated_faults(self) -> None:
        """How many posts each line of the user's own stopped, where that was said for the first of them alone."""
        for place, count in self._faults.items():
            if count > 1:
                said = _("{place}: stopped {count} posts in all").format(place=in_words(place), count=count)
                hint = "" if self._listed else _("--notices FILE.jsonl names them")
                print_to_stderr(error_line("; ".join(filter(None, (said, hint)))))

    def _to_do_and_notice_total_lines(self, result: "Result") -> Iterator[str]:
        where = self._listed or "--notices FILE.jsonl"
        if not self._verbose:
            yield from _to_do_lines(result, where)
        yield from notice_total_lines(result, "" if self._verbose and not self._listed else where)


_FEW = 20
"""Lines of these before the rest is only counted."""


def _to_do_lines(result: "Result", listing_path: str) -> Iterator[str]:
    """What the blogger has to look at, each with its place."""
    from convert.notices import KINDS

    found = [(name, notice) for name, notices in result.notices for notice in notices if KINDS[notice.kind].told == "each"]
    unfetched = [notice for name, notice in found if name == "--fetch-images" and notice.kind == "resource"]
    lines = [f"{name}: {notice_in_words(notice)}" for name, notice in found if notice not in unfetched]
    lines += failed_fetch_lines_by_reason(unfetched, listing_path)
    yield from lines[:_FEW]
    if len(lines) > _FEW:
        more = _("and {count} more of this kind; every one of them: {where}")
        yield more.format(count=len(lines) - _FEW, where=listing_path)


def closing_line(result: "Result", *, dry: bool = False) -> str:
    """What a run came to, in one line; what is none is left out, except what everybody looks for."""
    counts = [
        (_("would write {count}") if dry else _("written {count}")).format(count=result.written),
        _("unchanged {count}").format(count=result.unchanged) if result.unchanged else "",
        _("failed {count}").format(count=result.failed),
        _skipped_files_by_ending_in_words_or_empty(result),
    ]
    kept = ngettext("{count} file of yours kept", "{count} files of yours kept", result.kept) if result.kept else ""
    kept = kept.format(count=result.kept)
    undated = _("{count} undated").format(count=result.undated) if result.undated else ""
    parts = [", ".join(filter(None, counts)), kept, _remote_images_in_words_or_empty(result), undated]
    return "; ".join(filter(None, parts))


_MOST_ENDINGS = 8
"""Endings that are told; a folder that is a whole program has dozens."""


def _skipped_files_by_ending_in_words_or_empty(result: "Result") -> str:
    """How many files of folders were no posts, by their endings."""
    if not result.skipped:
        return ""
    told = [_count_of_ending_in_words(ending, count) for ending, count in result.skipped_endings[:_MOST_ENDINGS]]
    others = sum(count for _ending, count in result.skipped_endings[_MOST_ENDINGS:])
    more = [_("{count} others").format(count=others)] if others else []
    return _("skipped {count}: {endings}").format(count=result.skipped, endings=", ".join([*told, *more]))


def _count_of_ending_in_words(ending: str, count: int) -> str:
    return f"{count} {ending}" if ending else _("{count} without an ending").format(count=count)


def _remote_images_in_words_or_empty(result: "Result") -> str:
    if not result.remote_images:
        return ""
    count = result.remote_images
    return ngettext("{count} image still remote", "{count} images still remote", count).format(count=count)


_MOST_EXPLAINED = 4
"""Kinds whose pages a line names."""

_LONGEST = 60
"""Characters of a detail in a line about many."""


def notice_total_lines(result: "Result", listing_path: str) -> Iterator[str]:
    """A line for each kind of what was lost or is told all the same; all else in one line, with where every notice is listed."""
    from convert.notices import KINDS, LEVELS

    counts: Counter[str] = Counter()
    first: dict[str, tuple[str, Notice]] = {}
    for name, notices in result.notices:
        for notice in notices:
            counts[notice.kind] += notice.count
            first.setdefault(notice.kind, (name, notice))
    by_count = [kind for kind, _count in counts.most_common()]
    graver = [kind for kind in by_count if KINDS[kind].level == LEVELS[-1] or KINDS[kind].told == "first"]
    for kind in graver:
        shown = "" if KINDS[kind].told == "each" else _example_in_words(*first[kind], is_first=counts[kind] > 1)
        line = _("{level}: {what} ({count})").format(
            level=level_in_words(KINDS[kind].level), what=_(KINDS[kind].text), count=counts[kind]
        )
        yield f"{line}, {shown}" if shown else line
    explained = [kind for kind in by_count if kind in graver or KINDS[kind].told == "each"][:_MOST_EXPLAINED]
    if explained:
        yield _("what this means, and what to do: blogconvert explain {kinds}").format(kinds=" ".join(explained))
    others = Counter[str]()
    for kind, count in counts.items():
        others[KINDS[kind].level] += count if kind not in graver and KINDS[kind].told != "as-remote" else 0
    levels = ", ".join(f"{level_in_words(level)} {others[level]}" for level in LEVELS if others[level])
    told = [_("besides: {levels}").format(levels=levels)] if levels else []
    told += [_("every one of them: {where}").format(where=listing_path)] if result.notices and listing_path else []
    if told:
        yield "; ".join(told)


def _example_in_words(name: str, notice: "Notice", *, is_first: bool) -> str:
    where = place_and_detail_in_words(notice)
    shown = where if len(where) <= _LONGEST else f"{where[: _LONGEST - 1]}…"
    said = (_("first in {name}") if is_first else _("in {name}")).format(name=name)
    return f"{said}: {shown}" if shown else said


def strict_objection(result: "Result", strict: str) -> str:
    """What `--strict` has against a run; empty when nothing was lost, or `approximated`, as far as it forbids that."""
    forbidden = _FORBIDDEN.get(strict, ())
    posts = sum(any(notice.level in forbidden for notice in notices) for _name, notices in result.notices)
    if not posts:
        return ""
    said = ngettext(
        "{levels} in {count} post, which --strict forbids; see --verbose",
        "{levels} in {count} posts, which --strict forbids; see --verbose",
        posts,
    )
    return said.format(levels=_(" or ").join(map(level_in_words, forbidden)), count=posts)
