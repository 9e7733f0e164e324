"""Where the relative addresses of a feed begin.

`xml:base` says so, on the feed, the entry or the field, each taken from the one around it (RFC 4287, section 2; XML Base).
Without any, the address of the site is the base of an entry's own addresses, and the address of the entry that of its text: that
is the page in which the text stood when its author saw it.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from convert.readers._addresses import has_scheme_and_host, resolve_url
from convert.readers.rss.feed import Entry, Field
from convert.readers.rss.fields import link_target

_ROOTS = ("rss", "feed", "rdf:RDF", "channel")
_ADDRESSES = ("href", "url", "src", "uri")
"""Attributes of fields whose values are addresses."""

_ADDRESS_FIELDS = frozenset({"link", "comments", "feedburner:origLink"})
"""Fields whose text is one."""


def with_absolute_addresses(entry: Entry) -> Entry:
    """The entry with whole addresses, as far as the feed says where it was."""
    base = _xml_base_or_feed_address(entry)
    if not has_scheme_and_host(base):
        return entry
    fields = tuple([_resolve_address_text_and_attributes(field, _inner_base(base, field.attributes)) for field in entry.fields])
    return replace(entry, fields=fields)


def xml_base_or_post_address(entry: Entry, field: Field, post_address: str) -> str:
    """Where the text of a field of a post at this address begins; empty when nothing tells."""
    if "xml:base" in field.attributes or _has_xml_base_on_entry_or_feed_root(entry):
        return _inner_base(_xml_base_or_feed_address(entry), field.attributes)
    return post_address if has_scheme_and_host(post_address) else _xml_base_or_feed_address(entry)


def _has_xml_base_on_entry_or_feed_root(entry: Entry) -> bool:
    return "xml:base" in entry.attributes or any("xml:base" in field.attributes for field in _fields_of_root_elements(entry.feed))


def _xml_base_or_feed_address(entry: Entry) -> str:
    base = _home_or_own_address(entry.feed)
    for field in _fields_of_root_elements(entry.feed):
        base = _inner_base(base, field.attributes)
    return _inner_base(base, entry.attributes)


def _inner_base(base: str, attributes: dict[str, str]) -> str:
    """The base of an element with these attributes in one whose base is known."""
    return resolve_url(base, attributes.get("xml:base", "").strip()) or base


def _fields_of_root_elements(feed: Iterable[Field]) -> list[Field]:
    return [field for field in feed if field.name in _ROOTS]


def _home_or_own_address(feed: tuple[Field, ...]) -> str:
    """The address of the site, else the feed's own."""
    links = [(field.attributes.get("rel", "alternate"), link_target(field)) for field in feed if field.name == "link"]
    found = [url for wanted in ("alternate", "self") for rel, url in links if rel == wanted and has_scheme_and_host(url)]
    return next(iter(found), "")


def _resolve_address_text_and_attributes(field: Field, base: str) -> Field:
    text = field.text.strip()
    is_address = field.name in _ADDRESS_FIELDS or (field.name == "guid" and text.startswith("/"))
    changed = {
        key: resolve_url(base, field.attributes[key].strip()) for key in _ADDRESSES if field.attributes.get(key, "").strip()
    }
    url = resolve_url(base, text) if is_address and len(text.split()) == 1 else field.text
    if url == field.text and all(field.attributes[key] == value for key, value in changed.items()):
        return field
    return Field(field.name, url, {**field.attributes, **changed})
