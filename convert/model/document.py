"""A whole post: what is known about it, its body, and where it came from."""

from datetime import datetime
from typing import Any, Literal, TypeAlias

from msgspec import Struct

from convert.model.blocks import Blocks

Kind: TypeAlias = Literal["post", "page", "notice", "keyword"]
"""What a blog calls a text of its own: a post, a page beside the posts, a notice above them, an entry of its glossary."""

Visibility: TypeAlias = Literal["public", "protected", "private", "unknown"]
"""Who may read a text: everybody, those who know its password, its author alone; `unknown` where its source cannot say."""


class Timestamp(Struct, frozen=True, gc=False, tag=False):
    """A moment with its offset; `assumed` when the source gave no zone and the blog's was taken."""

    value: datetime
    assumed: bool = False


class Meta(Struct, frozen=True, gc=False, tag=False, kw_only=True):
    """What is known about a post besides its body. Nothing here is invented: what the source does not say stays empty.

    `categories` are paths (`("개발", "Python")` is one category of two levels); `aliases` are other addresses of the post;
    `extra` holds every other key of the source, with JSON values only.
    """

    title: str = ""
    date: Timestamp | None = None
    lastmod: Timestamp | None = None
    slug: str = ""
    url: str = ""
    aliases: tuple[str, ...] = ()
    entry_id: str = ""
    categories: tuple[tuple[str, ...], ...] = ()
    tags: tuple[str, ...] = ()
    kind: Kind = "post"
    visibility: Visibility = "public"
    draft: bool = False
    author: str = ""
    summary: str = ""
    cover: str = ""
    lang: str = ""
    extra: dict[str, Any] = {}


class Resource(Struct, frozen=True, gc=False, tag=False):
    """Bytes a document refers to: `url` as the tree spells it, and where they are. A tree never holds them."""

    url: str
    path: str = ""
    member: str = ""
    name: str = ""


class Comment(Struct, frozen=True, gc=False, tag=False):
    """A reader's comment with its replies.

    `homepage` is where the name led; `extra` holds what else is known, with JSON values only.
    """

    author: str
    children: Blocks
    date: Timestamp | None = None
    secret: bool = False
    replies: tuple["Comment", ...] = ()
    homepage: str = ""
    extra: dict[str, Any] = {}


class Origin(Struct, frozen=True, gc=False, tag=False):
    """Where a document came from: reader, path as given, member of an archive, and the SHA-256 of the source in hex."""

    format: str = ""
    path: str = ""
    member: str = ""
    sha256: str = ""


class Document(Struct, frozen=True, gc=False, tag=False):
    """One post."""

    meta: Meta
    children: Blocks
    resources: tuple[Resource, ...] = ()
    comments: tuple[Comment, ...] = ()
    origin: Origin = Origin()
