"""What the survey hands on to the second pass: a source, its reader, and its posts as they were read, packed.

The first post of a source that is alone stays as it is: what unpacks has to know every node, and takes longer to make than such a
post to convert.
"""

from collections.abc import Iterator
from functools import cache
from typing import TypeAlias, Union

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from convert.batch.reading import ReadPost
from convert.batch.spool import Spool, Ticket
from convert.model import Blocks, Document, Origin, Resource
from convert.notices import Notice
from convert.sources.evidence import Testimony
from convert.sources.find import FoundSource


class _Packed(Struct, frozen=True, array_like=True, gc=False):
    """A post in MessagePack, which knows no zones of moments: what has some is pickled."""

    meta_and_comments: bytes
    children: Blocks
    resources: tuple[Resource, ...]
    origin: Origin
    notices: tuple[Notice, ...]
    testimony: Testimony
    doubt: str
    seconds: float


KeptPost: TypeAlias = Union[bytes, ReadPost]
"""A post between the passes, packed or as it is."""

_ENCODER = msgspec.msgpack.Encoder()


@cache
def _decoder() -> "msgspec.msgpack.Decoder[_Packed]":
    return msgspec.msgpack.Decoder(_Packed)


def pack_post(post: ReadPost) -> bytes | None:
    """A post as bytes; None for one with something in it that has no such form, which is read again."""
    import pickle

    document = post.document
    try:
        return _ENCODER.encode(
            _Packed(
                pickle.dumps((document.meta, document.comments), pickle.HIGHEST_PROTOCOL),
                document.children,
                document.resources,
                document.origin,
                post.notices,
                post.testimony,
                post.doubt,
                post.seconds,
            )
        )
    except (UnicodeEncodeError, RecursionError, OverflowError, TypeError):
        return None


def unpack_post(kept: KeptPost) -> ReadPost:
    """The post again."""
    if isinstance(kept, ReadPost):
        return kept
    import pickle

    found = _decoder().decode(kept)
    meta, comments = pickle.loads(found.meta_and_comments)
    document = Document(meta, found.children, found.resources, comments, found.origin)
    return ReadPost(document, found.notices, found.testimony, found.doubt, found.seconds)


class SpooledPosts:
    """The kept posts of a source, those in a spool fetched from there when they are wanted."""

    def __init__(self, spool: Spool, tickets: tuple[Ticket | ReadPost, ...]) -> None:
        self._spool = spool
        self._tickets = tickets

    def __len__(self) -> int:
        """How many there are."""
        return len(self._tickets)

    def __iter__(self) -> Iterator[KeptPost]:
        """One after another."""
        return (kept if isinstance(kept, ReadPost) else self._spool.read_by_ticket(kept) for kept in self._tickets)


class ReadableSource(Struct, frozen=True):
    """A source and the reader that is for it.

    Where its `posts` were kept it is not read again; `remarks` are the notices that go with none of them. In the process that has
    the spool each post is fetched from there when it is wanted.
    """

    found: FoundSource
    format: str
    posts: SpooledPosts | tuple[KeptPost, ...] | None = None
    remarks: tuple[Notice, ...] = ()

    @property
    def with_spooled_posts_loaded(self) -> "ReadableSource":
        """The same with the posts themselves."""
        return self if self.posts is None else replace(self, posts=tuple(self.posts))
