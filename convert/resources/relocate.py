"""A document whose addresses lead to where its bytes have gone."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from convert import model
from convert.model import Document, Node
from convert.model.walk import rewrite, walk
from convert.resources.references import size_independent_picture_key


class _Relocation(Struct, frozen=True):
    """Where addresses have gone, and where pictures have, whatever the size their addresses mean."""

    addresses: Mapping[str, str]
    pictures: Mapping[str, str]


def with_relocated_urls_except_in_raw_html(document: Document, new_urls: Mapping[str, str]) -> Document:
    """The document with these addresses replaced in its body, comments, cover and resources; all else is the same object.

    A link around a picture that leads to the same picture follows it, if only to the size that was kept. Islands of HTML stay.
    """
    if not new_urls:
        return document
    relocation = _Relocation(new_urls, {size_independent_picture_key(old): new for old, new in new_urls.items()})
    document = rewrite(document, partial(_node_with_relocated_url_unless_raw_html, relocation))
    changes = {
        "resources": tuple(_with_moved_field(resource, "url", new_urls) for resource in document.resources),
        "meta": _with_moved_field(document.meta, "cover", new_urls),
    }
    changed = {
        field: new for field, new in changes.items() if not _is_same_object_or_tuple_of_same(new, getattr(document, field))
    }
    return replace(document, **changed) if changed else document


def _is_same_object_or_tuple_of_same(new: Any, old: Any) -> bool:
    if isinstance(new, tuple) and len(new) == len(old):
        return all(a is b for a, b in zip(new, old, strict=True))
    return new is old


def _with_moved_field(holder: Any, field: str, new_by_old_address: Mapping[str, str]) -> Any:
    old = getattr(holder, field)
    new = new_by_old_address.get(old, old)
    return holder if new == old else replace(holder, **{field: new})


def _node_with_relocated_url_unless_raw_html(relocation: _Relocation, node: Node) -> Node:
    if isinstance(node, model.Link):
        return _relocate_link_or_follow_its_picture(node, relocation)
    field = _FIELDS.get(type(node))
    return node if field is None else _with_moved_field(node, field, relocation.addresses)


def _relocate_link_or_follow_its_picture(link: model.Link, relocation: _Relocation) -> model.Link:
    """Children come first: the pictures inside have their new addresses already."""
    new = relocation.addresses.get(link.url)
    if new is None and any(isinstance(node, model.Image) for node in link.children):
        new = relocation.pictures.get(size_independent_picture_key(link.url))
        inside = {node.url for node in walk(link.children) if isinstance(node, model.Image)}
        new = new if new in inside else None
    return link if new is None else replace(link, url=new)


_FIELDS: Mapping[type, str] = {model.Image: "url", model.Embed: "url", model.Attachment: "url", model.LinkCard: "image"}
