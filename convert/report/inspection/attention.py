"""Which posts need a look, the gravest first."""

import heapq
from collections.abc import Iterable

from msgspec import Struct

from convert.batch.converted import Post
from convert.notices import LEVELS, Level, Notice
from convert.report.gravity import WEIGHTS, WORTH_A_LOOK, total_gravity_of

KEPT = 100
"""Posts that are kept. Who has looked at so many will run us again."""


class NoticeOfPost(Struct, frozen=True):
    """A kind of notice in one post, and how often it happened; `detail` is the first one's, for people."""

    kind: str
    level: Level
    count: int
    detail: str = ""


class PostToLookAt(Struct, frozen=True):
    """A post with notices that count. `source` is its file, `member` which of that it is, as in the list of `--notices`."""

    post: str
    title: str
    source: str
    member: str
    gravity: int
    notices: tuple[NoticeOfPost, ...]


def notices_by_kind(notices: Iterable[Notice]) -> tuple[NoticeOfPost, ...]:
    """The notices of a post, those of a kind together, the gravest first."""
    found: dict[str, NoticeOfPost] = {}
    for notice in notices:
        before = found.get(notice.kind)
        count, detail = (before.count, before.detail) if before else (0, notice.detail)
        found[notice.kind] = NoticeOfPost(notice.kind, notice.level, count + notice.count, detail)
    return tuple(sorted(found.values(), key=lambda one: (-LEVELS.index(one.level), one.kind)))


class GravestPosts:
    """The posts of a run of the greatest gravity, of equal ones those that came first."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._heap: list[tuple[int, int, PostToLookAt]] = []
        self._seen = 0
        self.worth_a_look = 0

    def add(self, post: Post, title: str) -> None:
        """Take a post."""
        self._seen += 1
        gravity = total_gravity_of(post.notices)
        self.worth_a_look += gravity >= WORTH_A_LOOK
        if gravity and (len(self._heap) < self._kept or gravity > self._heap[0][0]):
            noticed = tuple([one for one in notices_by_kind(post.notices) if WEIGHTS[one.level]])
            found = PostToLookAt(post.name, title, post.source, post.member, gravity, noticed)
            heapq.heappush(self._heap, (gravity, -self._seen, found))
        if len(self._heap) > self._kept:
            heapq.heappop(self._heap)

    def in_order(self) -> tuple[PostToLookAt, ...]:
        """Those that are kept, the gravest first."""
        return tuple([post for _gravity, _place, post in sorted(self._heap, key=lambda item: item[:2], reverse=True)])
