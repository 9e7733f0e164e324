"""Which posts need a look, worst first. A score is for their order alone: it says nothing of how long the look takes.

Each notice of a post counts what its level is worth, as often as it happened, but not more often than three times: a post with
three hundred coloured words has one thing to look at, not three hundred.
"""

import heapq
from collections.abc import Iterable, Mapping

from msgspec import Struct

from convert.batch.converted import Post
from convert.notices import Level, Notice

WEIGHTS: Mapping[str, int] = {"cleaned": 0, "assumed": 1, "repaired": 1, "approximated": 2, "lost": 10}
"""What a notice is worth by its level: nobody misses what was cleaned; what was assumed or repaired may be wrong."""

MOST_TIMES = 3
"""How often a notice of one kind counts in a post."""

WORTH_A_LOOK = 10
"""The score from which on a post needs a look: one loss is worth it, and five things said otherwise."""

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
    score: int
    notices: tuple[NoticeOfPost, ...]


def score_of(notices: Iterable[Notice]) -> int:
    """How much of a look these notices are worth; 0 for none."""
    return sum(WEIGHTS[one.level] * min(one.count, MOST_TIMES) for one in notices_by_kind(notices))


def notices_by_kind(notices: Iterable[Notice]) -> tuple[NoticeOfPost, ...]:
    """The notices of a post, those of a kind together, the gravest first."""
    found: dict[str, NoticeOfPost] = {}
    for notice in notices:
        before = found.get(notice.kind)
        count, detail = (before.count, before.detail) if before else (0, notice.detail)
        found[notice.kind] = NoticeOfPost(notice.kind, notice.level, count + notice.count, detail)
    return tuple(sorted(found.values(), key=lambda one: (-WEIGHTS[one.level], one.kind)))


class WorstPosts:
    """The posts of a run with the highest scores, of equal ones those that came first."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._heap: list[tuple[int, int, PostToLookAt]] = []
        self._seen = 0
        self.worth_a_look = 0

    def add(self, post: Post, title: str) -> None:
        """Take a post."""
        self._seen += 1
        score = score_of(post.notices)
        self.worth_a_look += score >= WORTH_A_LOOK
        if score and (len(self._heap) < self._kept or score > self._heap[0][0]):
            noticed = tuple([one for one in notices_by_kind(post.notices) if WEIGHTS[one.level]])
            found = PostToLookAt(post.name, title, post.source, post.member, score, noticed)
            heapq.heappush(self._heap, (score, -self._seen, found))
        if len(self._heap) > self._kept:
            heapq.heappop(self._heap)

    def in_order(self) -> tuple[PostToLookAt, ...]:
        """Those that are kept, worst first."""
        return tuple([post for _score, _place, post in sorted(self._heap, key=lambda item: item[:2], reverse=True)])
