"""What is known of a post before all posts are known: no number it has to share, no slug of a term, no part it stands in."""

import msgspec
from msgspec import Struct


class Moment(Struct, frozen=True, gc=False):
    """A moment as WordPress keeps it: by the clock of the blog and by that of Greenwich, as `YYYY-MM-DD HH:MM:SS`.

    Both are empty where nobody says when.
    """

    local: str = ""
    gmt: str = ""


class CommentRecord(Struct, frozen=True, gc=False):
    """A comment. `number` counts from 1 in its post, a comment before its replies; `parent` is 0 for one that answers none."""

    number: int
    parent: int
    author: str
    url: str
    date: Moment
    content: str


class FileRecord(Struct, frozen=True, gc=False):
    """A file that WordPress is to fetch. `spelled` is how the post spells its address, `title` what it is called."""

    url: str
    spelled: str
    title: str
    alt: str = ""


class PostRecord(Struct, frozen=True, gc=False, kw_only=True):
    """A post. `number` is 0 where it has none; texts are HTML, but for names of terms and of people; `cover` is an address."""

    number: int
    title: str
    link: str
    author: str
    lang: str
    content: str
    excerpt: str
    date: Moment
    modified: Moment
    slug: str
    status: str
    password: str
    kind: str
    sticky: bool
    categories: tuple[tuple[str, ...], ...]
    tags: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    comments: tuple[CommentRecord, ...]
    files: tuple[FileRecord, ...]
    cover: str = ""


def encode_record(record: PostRecord) -> bytes:
    """A record as JSON."""
    return msgspec.json.encode(record)


def decode_record(data: bytes) -> PostRecord:
    """The record that was encoded so."""
    return msgspec.json.decode(data, type=PostRecord)
