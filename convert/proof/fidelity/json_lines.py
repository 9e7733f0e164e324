"""Reading back a line of JSON Lines: with the column `document` the post itself, without it what the other columns say.

A line must have the columns that were asked for, in their order. One without `document` is compared column by column: metadata
with that of the post, bodies as outputs of their kinds.
"""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any, get_type_hints

import msgspec
from msgspec.structs import replace

from convert.model import Document, Image, Meta, Timestamp
from convert.model.walk import walk
from convert.notices import Report, ignore
from convert.proof.fidelity.text_order import are_texts_in_order, are_texts_in_order_on_page
from convert.proof.fidelity.verify import with_misread_blocks_in_safe_form
from convert.record import Record
from convert.writers import markdown
from convert.writers._secret_comments import with_comments_without_contact_data_blanking_secrets
from convert.writers.jsonl import (
    Options,
    column_names,
    options_of_markdown_column,
    visibility_or_unknown_if_draft_without_draft_column,
)


def is_post_in_line(line: str, document: Document, options: Options) -> bool:
    """Whether a line holds all of a document that its columns can: the whole of it, where `document` is one of them."""
    try:
        columns = msgspec.json.decode(line, type=dict[str, Any])
        if tuple(columns) != column_names(options):
            return False
        if "document" in columns:
            told = with_comments_without_contact_data_blanking_secrets(document, options.secret_comments, ignore)
            return bool(_document_decoder().decode(columns["document"]) == told)
        msgspec.convert(columns, Record)
        return all([_does_column_say_document(name, value, document, options) for name, value in columns.items()])
    except (ValueError, TypeError, RecursionError):  # those of msgspec are ValueErrors
        return False


def with_misread_markdown_column_respelled(document: Document, line: str, options: Options, report: Report) -> Document:
    """The document with blocks that Markdown says otherwise spelled more safely, where `markdown` is what a line has of it."""
    if "markdown" not in column_names(options) or "document" in column_names(options):
        return document
    written = msgspec.json.decode(line, type=dict[str, Any])["markdown"]
    children = _children_with_misread_markdown_repaired(document, written, options, report)
    return document if children is document.children else replace(document, children=children)


def _does_column_say_document(name: str, value: Any, document: Document, options: Options) -> bool:
    if name in _FIELDS:
        return bool(msgspec.convert(value, _type_of_meta_field(name)) == getattr(document.meta, name))
    check = _CHECKS.get(name)
    return check is None or check(value, document, options)


_FIELDS = frozenset("title slug url aliases entry_id categories tags kind draft author summary cover lang".split())
"""Columns that are a field of `Meta`."""


@cache
def _type_of_meta_field(name: str) -> Any:
    return get_type_hints(Meta)[name]


def _is_same_local_time_and_offset(value: str, timestamp: Timestamp | None) -> bool:
    """Whether it is the moment, as the author's clock showed it."""
    if timestamp is None or not value:
        return timestamp is None and not value
    return datetime.fromisoformat(value).isoformat() == timestamp.value.isoformat()


def _does_markdown_read_as_document(value: str, document: Document, options: Options) -> bool:
    return _children_with_misread_markdown_repaired(document, value, options, ignore) is document.children


def _children_with_misread_markdown_repaired(document: Document, written_markdown: str, options: Options, report: Report) -> Any:
    return with_misread_blocks_in_safe_form(
        document.children, written_markdown, markdown.target(options_of_markdown_column(options)), report
    )


def _are_images_of_document(value: list[dict[str, str]], document: Document) -> bool:
    images = [node for node in walk(document.children) if isinstance(node, Image)]
    return value == [{"url": image.url, "alt": image.alt, "name": image.name} for image in images]


_CHECKS: dict[str, Callable[[Any, Document, Options], bool]] = {
    "text": lambda value, document, options: are_texts_in_order(value, document),
    "html": lambda value, document, options: are_texts_in_order_on_page(value, document),
    "markdown": _does_markdown_read_as_document,
    "date": lambda value, document, options: _is_same_local_time_and_offset(value, document.meta.date),
    "lastmod": lambda value, document, options: _is_same_local_time_and_offset(value, document.meta.lastmod),
    "visibility": lambda value, document, options: (
        value == visibility_or_unknown_if_draft_without_draft_column(document.meta, column_names(options))
    ),
    "date_unix": lambda value, document, options: value == _unix_seconds_or_zero(document.meta.date),
    "date_assumed": lambda value, document, options: value is (document.meta.date is not None and document.meta.date.assumed),
    "images": lambda value, document, options: _are_images_of_document(value, document),
    "extra": lambda value, document, options: msgspec.json.decode(value) == document.meta.extra,
    "source_format": lambda value, document, options: value == document.origin.format,
    "source_path": lambda value, document, options: value == document.origin.path,
    "source_member": lambda value, document, options: value == document.origin.member,
    "source_sha256": lambda value, document, options: value == document.origin.sha256,
}
"""How the other columns are looked at; what is said of a line itself (`id`, `schema_version`) is no part of the post."""


def _unix_seconds_or_zero(timestamp: Timestamp | None) -> int:
    return int(timestamp.value.timestamp()) if timestamp else 0


@cache
def _document_decoder() -> "msgspec.json.Decoder[Document]":
    return msgspec.json.Decoder(Document)
