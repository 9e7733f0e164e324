"""A line of JSON Lines: one post as flat columns of constant type, and the exact tree beside them; or one comment.

Loaders that infer a schema from the first lines break when a column is null in one shard and text in the next, so nothing is ever
null here: what is unknown is empty. What has no constant type (`extra`, `document`) is JSON inside a string. A list that is empty
in every line of a shard has no type a loader could see, so `features` and `arrow_schema` say what each column is.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from msgspec import Struct

from convert import lazy_re as re

if TYPE_CHECKING:
    import pyarrow

SCHEMA_VERSION = 2
"""Since 2 nobody may say who may read a post: `visibility` is `unknown` then. Lines of older versions are read as they are."""

MARKS = frozenset(("schema_version", "id", "converter"))
"""Columns that show that a line is ours. What such a line does not say of who may read its post, nobody knows."""

_OWN_ID = re.compile(r"sha256:[0-9a-f]{64}(?:#|\Z)|tistory:[\w-]+/")


class ImageColumn(Struct, frozen=True, gc=False):
    """An image of the post."""

    url: str = ""
    alt: str = ""
    name: str = ""


class NoticeColumn(Struct, frozen=True, gc=False):
    """A notice about the post."""

    level: str = ""
    kind: str = ""
    detail: str = ""
    count: int = 1


class Record(Struct, frozen=True, kw_only=True):
    """One post. Columns are named as in `Meta`.

    `id` stays the same from run to run: `tistory:<blog>/<entry>` where both are known, else `sha256:` and the hash of the source.
    `visibility` is `unknown` where the source cannot say who may read the post, as a backup, and for a draft for everybody in a
    line without `draft`.
    `date` and `lastmod` are RFC 3339 with milliseconds and offset; `date_unix` is in seconds, 0 for an undated post. `text` is
    what a reader sees, `markdown` and `html` the body without front matter. `document` is the tree, from which reading gives back
    the same Document, but for what secret comments said and for what was left out of addresses and HTML under a notice.
    """

    schema_version: int = SCHEMA_VERSION
    id: str = ""
    text: str = ""
    title: str = ""
    date: str = ""
    date_unix: int = 0
    date_assumed: bool = False
    lastmod: str = ""
    slug: str = ""
    url: str = ""
    aliases: list[str] = []
    entry_id: str = ""
    categories: list[list[str]] = []
    tags: list[str] = []
    kind: str = "post"
    visibility: str = "public"
    draft: bool = False
    author: str = ""
    summary: str = ""
    cover: str = ""
    lang: str = ""
    markdown: str = ""
    html: str = ""
    images: list[ImageColumn] = []
    notices: list[NoticeColumn] = []
    source_format: str = ""
    source_path: str = ""
    source_member: str = ""
    source_sha256: str = ""
    converter: str = ""
    extra: str = "{}"
    document: str = ""


def is_row_of_own_record(row: Mapping[str, Any]) -> bool:
    """Whether columns that somebody chose, perhaps without `schema_version`, are of a `Record`: its `id` or `converter` shows it.

    To write the version or the visibility into lines of some posts, unasked, would be surer, but then not all lines of a file
    have the same columns, and loaders that take them from the first lines stop.
    """
    identifier, converter = row.get("id"), row.get("converter")
    return (isinstance(identifier, str) and _OWN_ID.match(identifier) is not None) or (
        isinstance(converter, str) and converter.startswith("blogconvert ")
    )


class CommentRecord(Struct, frozen=True, kw_only=True):
    """One comment. `post_...` are columns of the post it stands under, `post_id` its `id`.

    `number` counts the comments of a post from 1, each before its replies; `reply_to` is the number of the one it answers, 0 when
    it answers the post. A secret comment is one that only its writer and the blog's owner can see.
    """

    schema_version: int = SCHEMA_VERSION
    post_id: str = ""
    post_url: str = ""
    post_title: str = ""
    post_slug: str = ""
    number: int = 0
    reply_to: int = 0
    author: str = ""
    date: str = ""
    date_unix: int = 0
    date_assumed: bool = False
    secret: bool = False
    text: str = ""
    html: str = ""


_DTYPES: dict[type, str] = {str: "string", int: "int64", bool: "bool"}


def features(record: type[Struct] = Record) -> dict[str, Any]:
    """The types of the columns, for `datasets.Features.from_dict` of Hugging Face."""
    return {name: _hugging_face_feature_of_type(kind) for name, kind in get_type_hints(record).items()}


def _hugging_face_feature_of_type(kind: Any) -> Any:
    if get_origin(kind) is list:
        return {"_type": "List", "feature": _hugging_face_feature_of_type(get_args(kind)[0])}
    if kind in _DTYPES:
        return {"dtype": _DTYPES[kind], "_type": "Value"}
    return {name: _hugging_face_feature_of_type(inner) for name, inner in get_type_hints(kind).items()}


def arrow_schema(record: type[Struct] = Record, columns: Sequence[str] = ()) -> "pyarrow.Schema":
    """The types of the columns, or of those that are named, for pyarrow and what reads Arrow.

    Raises `ModuleNotFoundError` that says what to install where there is no pyarrow.
    """
    try:
        import pyarrow
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError("there is no pyarrow; pip install pyarrow", name="pyarrow") from error
    kinds = get_type_hints(record)
    return pyarrow.schema([(name, _arrow_type_of(kinds[name])) for name in columns or kinds])


def _arrow_type_of(kind: Any) -> "pyarrow.DataType":
    import pyarrow

    if get_origin(kind) is list:
        return pyarrow.list_(_arrow_type_of(get_args(kind)[0]))
    if kind in _DTYPES:
        return pyarrow.type_for_alias(_DTYPES[kind])
    return pyarrow.struct([(name, _arrow_type_of(inner)) for name, inner in get_type_hints(kind).items()])
