"""What a source comes to in the second pass: posts, failures, and what there is to say besides."""

from typing import TypeAlias, Union

from msgspec import Struct

from convert.errors import N_, ConvertError
from convert.model import Document
from convert.notices import Notice
from convert.resources.expiry import Expiry
from convert.sources.evidence import Testimony
from convert.sources.source import File


class Post(Struct, frozen=True):
    """A post, converted. `member` is which of its `source` it is, as in `Origin`; `damage` says that only a part of it is here.

    `remote_hosts` are other servers, each with how many of its images are there. `expiries` are the moments at which addresses of
    its images and files stop working; `undecided` means that nobody says who may read it.

    `document`, `testimony`, and what a page shows `outside` of the post, each with why, are there when the job was to keep them;
    the first two also when it was to show them. `examined` is what was found by whoever the job let look at the post.
    """

    name: str
    files: tuple[File, ...]
    source: str = ""
    member: str = ""
    damage: ConvertError | None = None
    notices: tuple[Notice, ...] = ()
    undated: bool = False
    remote_hosts: tuple[tuple[str, int], ...] = ()
    expiries: tuple[Expiry, ...] = ()
    undecided: bool = False
    document: Document | None = None
    testimony: Testimony = Testimony()
    outside: tuple[tuple[str, str], ...] = ()
    examined: object = None


class PostFailure(Struct, frozen=True):
    """Why a post of a `source` is not here. `name` is the post's, empty for one that the survey did not see either.

    The error may name another file, such as one that a filter reads.
    """

    error: ConvertError
    source: str
    name: str = ""


class SourceNotices(Struct, frozen=True):
    """Notices about a source that go with none of its posts."""

    source: str
    notices: tuple[Notice, ...]


Outcome: TypeAlias = Union[Post, PostFailure, SourceNotices]
"""A post, or why there is none; or what else there is to say."""


def post_labels(count: int) -> tuple[str, ...]:
    """Which of its source each of so many posts is, in words; empty for one that is alone in it."""
    return ("",) if count == 1 else tuple(N_(f"post {number}") for number in range(1, count + 1))


def displayed_post_name(source: str, label: str) -> str:
    """What a post is called in messages."""
    return f"{source} ({label})" if label else source
