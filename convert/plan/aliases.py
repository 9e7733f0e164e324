"""The old addresses a post names in its front matter: those that lead to it, and that a site can answer."""

from collections.abc import Iterable
from unicodedata import normalize
from urllib.parse import unquote

from msgspec.structs import replace

from convert.model import Document
from convert.notices import Notice, Report
from convert.plan.old_addresses import caseless_key, escape_path_delimiters, host_path_and_fragment_of
from convert.plan.paths import is_clear_of_engine_files, is_possible_page_path
from convert.plan.places import PostPlace

_KEPT_APART = "original_aliases"
"""The key for those that no site can answer: a host that redirects may."""


def with_old_addresses_as_aliases(
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
    document = _with_aliases_replaced(document, map(escape_path_delimiters, paths))
    return _with_impossible_aliases_in_extra(document, place.page, report) if is_site else document


def _with_aliases_replaced(document: Document, aliases: Iterable[str]) -> Document:
    return replace(document, meta=replace(document.meta, aliases=tuple(aliases)))


def _without_taken_aliases(document: Document, place: PostPlace, report: Report) -> Document:
    """The post without addresses at which another page is."""
    taken = set(map(caseless_key, place.taken))
    aliases = filter(_is_rooted_path_without_query, document.meta.aliases) if taken else ()
    paths = {alias: found.path for alias in aliases if (found := host_path_and_fragment_of(alias))}
    lost = [alias for alias, path in paths.items() if caseless_key(path) in taken]
    for alias in lost:
        report(Notice("old-address", unquote(alias)))
    return _with_aliases_replaced(document, (alias for alias in document.meta.aliases if alias not in lost)) if lost else document


def _with_impossible_aliases_in_extra(document: Document, page: str, report: Report) -> Document:
    """The post without paths no folder can be called by on every system, which are kept apart; where it is stays in any case."""
    meta = document.meta
    paths = {alias: unquote(alias.partition("#")[0]) for alias in meta.aliases if _is_rooted_path_without_query(alias)}
    lost = {
        alias: path
        for alias, path in paths.items()
        if not _is_possible_alias_path(path) and caseless_key(path) != caseless_key(page)
    }
    if not lost:
        return document
    for path in lost.values():
        report(Notice("unfit-address", path))
    extra = {_KEPT_APART: list(lost.values())} | dict(meta.extra)
    document = replace(document, meta=replace(meta, extra=extra))
    return _with_aliases_replaced(document, (alias for alias in meta.aliases if alias not in lost))


def _is_possible_alias_path(path: str) -> bool:
    return is_possible_page_path(normalize("NFC", path)) and is_clear_of_engine_files(path)


def _is_rooted_path_without_query(alias: str) -> bool:
    """Whether it is a path of a page; the root of a site is none."""
    return alias.startswith("/") and not alias.startswith("//") and "?" not in alias and bool(alias.strip("/"))
