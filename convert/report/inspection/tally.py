"""A watch that adds up what a run finds, post by post, and forgets each."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from convert.batch.converted import Post
from convert.batch.output import Change
from convert.batch.tally import Result, Watch
from convert.batch.wrapping_watch import WrappingWatch
from convert.errors import ConvertError
from convert.notices import KINDS, LEVELS, Notice
from convert.plan.places import Facts
from convert.plan.spilled import SpilledList
from convert.report.inspection.attention import GravestPosts
from convert.report.inspection.counts import NameCounts
from convert.report.inspection.examined import Examined
from convert.report.inspection.front_matter import FrontMatterShape
from convert.report.inspection.inspection import (
    Code,
    Comments,
    ConstructCount,
    Failure,
    Formulas,
    FrontMatterCounts,
    ImageHost,
    Images,
    Inspection,
    KeyCount,
    NoticeCount,
    PostCounts,
    ReaderCount,
    Totals,
)
from convert.report.inspection.links import links_of

_FAILURES = 100
"""Failures that are kept; each is also said as it happens."""

_LONGEST_DETAIL = 300
"""Characters of a notice's detail that are kept: a detail may quote a post."""


class CountingWatch(WrappingWatch):
    """A watch that counts, and shows the run to another, but for notices: there are too many to say."""

    def __init__(self, watch: Watch) -> None:
        super().__init__(watch)
        self._readers = NameCounts()
        self._posts = _PostTally()
        self._bodies = _BodyTally()
        self._front_matter = _FrontMatterTally()
        self._images = _ImageTally()
        self._notices = _NoticeTally()
        self._gravest = GravestPosts()
        self._failures: list[Failure] = []
        self._facts: SpilledList[Facts] = SpilledList()

    def on_reader_chosen(self, name: str, reader: str, evidence: str) -> None:
        """Count it."""
        super().on_reader_chosen(name, reader, evidence)
        self._readers.add(f"{reader}\n{evidence}")

    def on_post(self, post: Post, change: Change | None) -> None:
        """Count what is in a post, and what was noticed of it."""
        examined = post.examined
        assert isinstance(examined, Examined)
        self._facts.append(examined.facts)
        self._posts.add(examined)
        self._bodies.add(examined)
        self._front_matter.add(examined.front_matter)
        self._images.add(post, examined)
        self._notices.add(post.name, post.notices, is_post=True)
        self._gravest.add(post, examined.facts.title)

    def on_notices(self, name: str, notices: tuple[Notice, ...]) -> None:
        """Count what goes with no post."""
        self._notices.add(name, notices, is_post=False)

    def on_failure(self, error: ConvertError) -> None:
        """Pass it on, and keep it."""
        super().on_failure(error)
        if len(self._failures) < _FAILURES:
            self._failures.append(
                Failure(error.source, error.member, error.place, error.kind, error.message[:_LONGEST_DETAIL], error.hint)
            )

    def on_waiting_for_other_run(self, name: str) -> None:
        """Nothing is written, so that nobody waits."""

    def inspection(self, result: Result, target: str, blog_url: str) -> Inspection:
        """All of it, once the run is over."""
        return Inspection(
            target,
            totals=self._totals(result),
            readers=self._reader_counts(),
            posts=self._posts.counts(),
            constructs=self._bodies.constructs(),
            front_matter=self._front_matter.counts(),
            images=self._images.counts(),
            links=links_of(self._facts, blog_url),
            code=self._bodies.code(),
            formulas=self._bodies.formulas(),
            comments=self._bodies.comments(),
            notices=self._notices.counts(),
            to_look_at=self._gravest.in_order(),
            failures=tuple(self._failures),
        )

    def _reader_counts(self) -> tuple[ReaderCount, ...]:
        found = ((key.partition("\n"), count) for key, count in self._readers.by_count().items())
        return tuple([ReaderCount(reader, evidence, count) for (reader, _line, evidence), count in found])

    def _totals(self, result: Result) -> Totals:
        return Totals(
            result.written + result.unchanged,
            result.failed,
            result.skipped,
            dict(result.skipped_endings),
            result.undated,
            result.undecided,
            self._gravest.worth_a_look,
        )


class _PostTally:
    def __init__(self) -> None:
        self._kinds, self._years, self._categories, self._visibilities = (NameCounts() for _place in range(4))
        self._uncategorized = 0
        self._drafts = 0

    def add(self, examined: Examined) -> None:
        facts = examined.facts
        self._kinds.add(examined.kind)
        self._years.add(f"{facts.date.value.year:04}" if facts.date else "")
        self._visibilities.add(facts.visibility)
        self._drafts += facts.draft
        self._uncategorized += not facts.categories
        for path in facts.categories:
            self._categories.add(" / ".join(path))

    def counts(self) -> PostCounts:
        return PostCounts(
            self._kinds.by_count(),
            self._years.by_name(),
            self._categories.by_count(),
            self._uncategorized,
            self._visibilities.by_count(),
            self._drafts,
        )


class _BodyTally:
    """Constructs, code and comments."""

    def __init__(self) -> None:
        self._constructs: Counter[str] = Counter()
        self._posts: Counter[str] = Counter()
        self._languages = NameCounts()
        self._comments = Comments()

    def add(self, examined: Examined) -> None:
        self._constructs.update(examined.constructs)
        self._posts.update(examined.constructs.keys())
        self._languages.add_all(examined.code_languages.items())
        before = self._comments
        self._comments = Comments(
            before.comments + examined.comments,
            before.secret + examined.secret_comments,
            before.posts + bool(examined.comments),
        )

    def constructs(self) -> tuple[ConstructCount, ...]:
        return tuple([ConstructCount(name, count, self._posts[name]) for name, count in self._constructs.most_common()])

    def code(self) -> Code:
        return Code(self._constructs["code_block"], self._languages.by_count())

    def formulas(self) -> Formulas:
        return Formulas(self._constructs["math"], self._constructs["math_block"])

    def comments(self) -> Comments:
        return self._comments


class _FrontMatterTally:
    def __init__(self) -> None:
        self._languages: Counter[str] = Counter()
        self._keys = NameCounts()
        self._shapes = NameCounts()

    def add(self, found: FrontMatterShape | None) -> None:
        if found is None:
            return
        self._languages[found.format] += 1
        for key, shape in found.keys:
            self._keys.add(key)
            self._shapes.add(f"{shape} {key}")

    def counts(self) -> FrontMatterCounts:
        shapes: dict[str, dict[str, int]] = {}
        for name, count in self._shapes.by_count().items():
            shape, _space, key = name.partition(" ")
            shapes.setdefault(key, {})[shape] = count
        keys = [KeyCount(key, posts, shapes.get(key, {})) for key, posts in self._keys.by_count().items()]
        return FrontMatterCounts(dict(self._languages), tuple(keys))


class _ImageTally:
    def __init__(self) -> None:
        self._here = 0
        self._hosts = NameCounts()
        self._expiring: Counter[str] = Counter()
        self._first: dict[str, datetime] = {}

    def add(self, post: Post, examined: Examined) -> None:
        self._here += examined.images_here
        self._hosts.add_all(post.remote_hosts)
        for found in examined.expiring:  # hosts of one service, which are few
            self._expiring[found.host] += found.images
            self._first[found.host] = min(found.first, self._first.get(found.host, found.first))

    def counts(self) -> Images:
        hosts = [
            ImageHost(host, images, self._expiring[host], self._first[host].isoformat() if host in self._first else "")
            for host, images in self._hosts.by_count().items()
        ]
        return Images(self._here, sum(host.images for host in hosts) + self._hosts.others, tuple(hosts))


class _NoticeTally:
    """By kind, of which there are as many as the program knows."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._posts: Counter[str] = Counter()
        self._first: dict[str, tuple[str, str]] = {}

    def add(self, name: str, notices: Iterable[Notice], *, is_post: bool) -> None:
        kinds = set()
        for notice in notices:
            self._counts[notice.kind] += notice.count
            self._first.setdefault(notice.kind, (name, notice.detail[:_LONGEST_DETAIL]))
            kinds.add(notice.kind)
        if is_post:
            self._posts.update(kinds)

    def counts(self) -> tuple[NoticeCount, ...]:
        found = [
            NoticeCount(kind, KINDS[kind].level, count, self._posts[kind], *self._first[kind])
            for kind, count in self._counts.most_common()
        ]
        return tuple(sorted(found, key=lambda one: -LEVELS.index(one.level)))
