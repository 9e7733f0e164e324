"""Ghost's import file: tables of posts, of tags, and of which post has which."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, TypeAlias

import msgspec

Row: TypeAlias = dict[str, Any]

_VERSION = "6.65.0"
"""The Ghost whose export this is like; the importer takes any later than 1.0 (data-importer.js)."""


class TaggedPost(NamedTuple):
    """A row of the table `posts`, and those of its tags in their order."""

    post: Row
    tags: Sequence[Row]


def encode_import(posts: Iterable[TaggedPost]) -> bytes:
    """The JSON of these posts. Tags of one `id` are one, as it came first."""
    rows: list[Row] = []
    tags: dict[str, Row] = {}
    links: list[Row] = []
    for post, post_tags in posts:
        rows.append(post)
        for order, tag in enumerate(post_tags):
            tags.setdefault(tag["id"], tag)
            links.append({"post_id": post["id"], "tag_id": tag["id"], "sort_order": order})
    data = {"posts": rows, "tags": list(tags.values()), "posts_tags": links}
    return msgspec.json.encode({"db": [{"meta": {"exported_on": 0, "version": _VERSION}, "data": data}]})


def decode_import_or_raise(data: bytes | str) -> list[TaggedPost]:
    """The posts of an import file. Raises `ValueError` for what is none."""
    whole = msgspec.json.decode(data, type=_Import)
    try:
        tables = whole.db[0].data
    except IndexError as error:
        raise ValueError("no import file of Ghost") from error
    tags = {tag["id"]: tag for tag in tables.tags}
    found: dict[str, list[Row]] = {post["id"]: [] for post in tables.posts}
    for row in tables.posts_tags:
        found[row["post_id"]].append(tags[row["tag_id"]])
    return [TaggedPost(post, found[post["id"]]) for post in tables.posts]


class _Tables(msgspec.Struct):
    posts: list[Row]
    tags: list[Row]
    posts_tags: list[Row]


class _Database(msgspec.Struct):
    meta: Row
    data: _Tables


class _Import(msgspec.Struct):
    db: list[_Database]
