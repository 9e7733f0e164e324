"""The old addresses a post names in its front matter: those that lead to it, and that a site can answer."""

from collections.abc import Iterable
from unicodedata import normalize
from urllib.parse import unquote

from msgspec.structs import replace

from convert.model import Document
from convert.model.url import is_allowed
from convert.notices import Notice, Report
from convert.plan.old_addresses import (
    addresses_that_old_paths_leave_out,
    caseless_key,
    escape_path_delimiters,
    is_path_below_site_root,
    normalised_host_path_fragment_or_none,
    undecoded_query_or_empty,
)
from convert.plan.paths import is_outside_engine_files_and_lists, is_possible_page_path
from convert.plan.places import PostPlace

_KEPT_APART = "original_aliases"
"""The key for those that no page can answer: a host that redirects may."""


def with_addresses_to_keep_as_aliases(
    document: Document, place: PostPlace, keep_urls: str, report: Report, *, is_site: bool
) -> Document:
    """The post with the addresses it keeps as aliases; with `keep_urls` "url" the first of them is where it is.

    Without `keep_urls` they are those of the source. In a site none is another page's.
    """
    if keep_urls == "none":
        return (
            _with_impossible_aliases_in_extra(_without_taken_aliases(document, place, report), place.page, report)
            if is_site
            else document
        )
    for path in place.taken:
        report(Notice("old-address", path))
    paths = (place.page, *place.old) if keep_urls == "url" else place.old
    others = addresses_that_old_paths_leave_out((document.meta.url, *document.meta.aliases))
    relative = filter(_is_neither_of_host_nor_from_root, document.meta.aliases)
    document = _with_aliases_replaced(document, dict.fromkeys((*map(escape_path_delimiters, paths), *others, *relative)))
    return _with_impossible_aliases_in_extra(document, place.page, report) if is_site else document


def _with_aliases_replaced(document: Document, aliases: Iterable[str]) -> Document:
    return replace(document, meta=replace(document.meta, aliases=tuple(aliases)))


def _without_taken_aliases(document: Document, place: PostPlace, report: Report) -> Document:
    """The post without addresses at which another page is."""
    taken = set(map(caseless_key, place.taken))
    aliases = filter(_is_rooted_path_without_query, document.meta.aliases) if taken else ()
    paths = {alias: found.path for alias in aliases if (found := normalised_host_path_fragment_or_none(alias))}
    lost = [alias for alias, path in paths.items() if caseless_key(path) in taken]
    for alias in lost:
        report(Notice("old-address", unquote(alias)))
    return _with_aliases_replaced(document, (alias for alias in document.meta.aliases if alias not in lost)) if lost else document


def _with_impossible_aliases_in_extra(document: Document, page: str, report: Report) -> Document:
    """The post without what no page can answer, which is kept apart; where the post itself is stays in any case.

    That is an address with a query, one from nowhere, and a path no folder can be called by on every system.
    """
    meta = document.meta
    lost = {alias: notice for alias in meta.aliases if (notice := _reason_against_alias(alias, page))}
    if not lost:
        return document
    for notice in lost.values():
        report(notice)
    extra = dict(meta.extra) | {_KEPT_APART: [*_as_list(meta.extra.get(_KEPT_APART)), *(one.detail for one in lost.values())]}
    document = replace(document, meta=replace(meta, extra=extra))
    return _with_aliases_replaced(document, (alias for alias in meta.aliases if alias not in lost))


def _reason_against_alias(alias: str, page: str) -> Notice | None:
    """Why an address cannot be answered by a page of this site, with the address as it is kept; one of another host never is."""
    if _is_neither_of_host_nor_from_root(alias):
        return Notice("pathless-address", alias)
    if not alias.startswith("/") or alias.startswith("//"):
        return None
    address, query = alias.partition("#")[0], undecoded_query_or_empty(alias)
    path = unquote(address.partition("?")[0])
    is_root = not path.strip("/")
    if query or not (is_root or is_path_below_site_root(path)):
        return Notice("pathless-address", address if query else path)
    is_answered = is_root or _is_page_path_without_engine_file(path) or caseless_key(path) == caseless_key(page)
    return None if is_answered else Notice("unfit-address", path)


def _is_neither_of_host_nor_from_root(alias: str) -> bool:
    """Whether an alias is an address neither of a host nor from the root: nobody says from where.

    One with a scheme that may not be written is not kept apart either.
    """
    return bool(alias.strip()) and normalised_host_path_fragment_or_none(alias) is None and is_allowed(alias)


def _as_list(value: object) -> list[object]:
    if isinstance(value, list | tuple):
        return list(value)
    return [] if value is None else [value]


def _is_page_path_without_engine_file(path: str) -> bool:
    return is_possible_page_path(normalize("NFC", path)) and is_outside_engine_files_and_lists(path)


def _is_rooted_path_without_query(alias: str) -> bool:
    """Whether it is a path of a page; the root of a site is none."""
    return alias.startswith("/") and not alias.startswith("//") and not undecoded_query_or_empty(alias) and bool(alias.strip("/"))
