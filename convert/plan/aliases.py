"""The old addresses a post names in its front matter: those that lead to it, and that a site can answer."""

from collections.abc import Iterable
from unicodedata import normalize
from urllib.parse import unquote

from msgspec.structs import replace

from convert.model import Document
from convert.notices import Notice, Report
from convert.plan.old_addresses import address, place, spelled
from convert.plan.paths import is_free, is_possible
from convert.plan.places import Place

_KEPT_APART = "original_aliases"
"""The key for those that no site can answer: a host that redirects may."""


def with_aliases(document: Document, home: Place, keep_urls: str, report: Report, *, is_site: bool) -> Document:
    """The post with the addresses it keeps as aliases; with `keep_urls` "url" the first of them is where it is.

    Without `keep_urls` they are those of the source. In a site none is another page's.
    """
    if keep_urls == "none":
        return _possible(_not_taken(document, home, report), home.page, report) if is_site else document
    for path in home.taken:
        report(Notice("old-address", path))
    paths = (home.page, *home.old) if keep_urls == "url" else home.old
    document = _with(document, map(spelled, paths))
    return _possible(document, home.page, report) if is_site else document


def _with(document: Document, aliases: Iterable[str]) -> Document:
    return replace(document, meta=replace(document.meta, aliases=tuple(aliases)))


def _not_taken(document: Document, home: Place, report: Report) -> Document:
    """The post without addresses at which another page is."""
    taken = set(map(place, home.taken))
    aliases = filter(_is_path, document.meta.aliases) if taken else ()
    paths = {alias: found.path for alias in aliases if (found := address(alias))}
    lost = [alias for alias, path in paths.items() if place(path) in taken]
    for alias in lost:
        report(Notice("old-address", unquote(alias)))
    return _with(document, (alias for alias in document.meta.aliases if alias not in lost)) if lost else document


def _possible(document: Document, page: str, report: Report) -> Document:
    """The post without paths no folder can be called by on every system, which are kept apart; where it is stays in any case."""
    meta = document.meta
    paths = {alias: unquote(alias.partition("#")[0]) for alias in meta.aliases if _is_path(alias)}
    lost = {alias: path for alias, path in paths.items() if not _is_possible(path) and place(path) != place(page)}
    if not lost:
        return document
    for path in lost.values():
        report(Notice("unfit-address", path))
    extra = {_KEPT_APART: list(lost.values())} | dict(meta.extra)
    document = replace(document, meta=replace(meta, extra=extra))
    return _with(document, (alias for alias in meta.aliases if alias not in lost))


def _is_possible(path: str) -> bool:
    return is_possible(normalize("NFC", path)) and is_free(path)


def _is_path(alias: str) -> bool:
    """Whether it is a path of a page; the root of a site is none."""
    return alias.startswith("/") and not alias.startswith("//") and "?" not in alias and bool(alias.strip("/"))
