"""What is found in one post, by the process that converts it: small enough to be sent, and to be forgotten once it is counted."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from convert.batch.examination import ExaminablePost
from convert.batch.facts import NeededFacts, facts_of
from convert.model import CodeBlock, Comment, Kind
from convert.model.gathered_nodes import GatheredNodes
from convert.plan.places import Facts
from convert.report.inspection.constructs import construct_counts_of_given_nodes
from convert.report.inspection.front_matter import (
    READERS_OF_FILES_WITH_FRONT_MATTER,
    FrontMatterShape,
    front_matter_shape_empty_if_unreadable,
)
from convert.resources.expiry import cover_and_image_urls_of, expiry_moment_in
from convert.resources.remote import host_of_remote_address

_NEEDED = NeededFacts(links=True)


class HostExpiry(Struct, frozen=True, gc=False):
    """Pictures of a post on one host that stop working: how many, and the moment the first of them does."""

    host: str
    images: int
    first: datetime


class Examined(Struct, frozen=True):
    """A post in figures. `facts` are those a plan is made from, with where its links lead.

    `images_here` are addresses of pictures that lead to no other server: those that go along, and those left as they are.
    `code_languages` has an empty name for code of which nobody said it. `secret_comments` are among the `comments`, replies
    among both.
    """

    facts: Facts
    kind: Kind = "post"
    constructs: dict[str, int] = {}
    code_languages: dict[str, int] = {}
    front_matter: FrontMatterShape | None = None
    images_here: int = 0
    expiring: tuple[HostExpiry, ...] = ()
    comments: int = 0
    secret_comments: int = 0


def examine_post(post: ExaminablePost) -> Examined:
    """What is in a post. Its body is that of the source, its pictures are where the output has them."""
    document = post.document
    nodes = GatheredNodes(document)
    comments = _with_replies(document.comments)
    images = set(filter(None, cover_and_image_urls_of(post.nodes)))
    has_front_matter = post.format in READERS_OF_FILES_WITH_FRONT_MATTER and not document.origin.member
    return Examined(
        facts_of(post.source, 0, document, _NEEDED),
        document.meta.kind,
        construct_counts_of_given_nodes(nodes.body),
        dict(Counter(node.lang for node in nodes.body if isinstance(node, CodeBlock))),
        front_matter_shape_empty_if_unreadable(post.source, post.encoding) if has_front_matter else None,
        sum(not _is_remote_and_not_own_address(url, post.own_addresses) for url in images),
        _expiries_by_host(images),
        len(comments),
        sum(comment.secret for comment in comments),
    )


def _is_remote_and_not_own_address(url: str, own: frozenset[str]) -> bool:
    return url not in own and host_of_remote_address(url) is not None


def _expiries_by_host(urls: Iterable[str]) -> tuple[HostExpiry, ...]:
    moments: dict[str, list[datetime]] = {}
    for url in urls:
        moment = expiry_moment_in(url) if "expires" in url else None
        if moment is not None:
            moments.setdefault(host_of_remote_address(url) or "", []).append(moment)
    return tuple([HostExpiry(host, len(found), min(found)) for host, found in sorted(moments.items())])


def _with_replies(comments: Iterable[Comment]) -> list[Comment]:
    found: list[Comment] = []
    waiting = [*comments]
    while waiting:
        comment = waiting.pop()
        found.append(comment)
        waiting += comment.replies
    return found
