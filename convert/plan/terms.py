"""Tags and categories, of which engines make folders: spelled so that every system takes them, and no two have one page."""

from collections.abc import Mapping
from typing import TypeAlias
from unicodedata import normalize

from msgspec.structs import replace

from convert.model import Document
from convert.notices import Notice, Report
from convert.plan.paths import portable_term
from convert.plan.places import Plan

Levels: TypeAlias = tuple[tuple[str, ...], ...]
"""The categories of a post, each with those above it."""


def with_portable_terms(document: Document, plan: Plan, report: Report) -> Document:
    """The post with its tags and categories spelled so, and as the plan says; a notice for each that is spelled otherwise."""
    meta = document.meta
    tags, categories = spell_tags_portably(meta.tags, plan.tags), spell_categories_portably(meta.categories, plan.categories)
    if tags == meta.tags and categories == meta.categories:
        return document
    for names, shared in ((meta.tags, plan.tags), (map("/".join, meta.categories), plan.categories)):
        for name in names:
            _report_term_if_changed_or_shared(name, shared, report)
    return replace(document, meta=replace(meta, tags=tags, categories=categories))


def spell_tags_portably(tags: tuple[str, ...], shared: Mapping[str, str]) -> tuple[str, ...]:
    """Tags as they are written, each once; `shared` are spellings of those that have the page of another one."""
    return tuple(dict.fromkeys(_portable_or_shared_term(tag, shared) for tag in tags))


def spell_categories_portably(categories: Levels, shared: Mapping[str, str]) -> Levels:
    """Categories as they are written; where nothing has to be spelled otherwise, levels stay what they are."""
    named = ((path, "/".join(path)) for path in categories)
    written = ((path, name, _portable_or_shared_term(name, shared)) for path, name in named)
    return tuple(dict.fromkeys(path if now == name else tuple(now.split("/")) for path, name, now in written))


def _portable_or_shared_term(name: str, shared: Mapping[str, str]) -> str:
    fit = portable_term(name)
    return shared.get(fit, fit)


def _report_term_if_changed_or_shared(name: str, shared: Mapping[str, str], report: Report) -> None:
    fit = portable_term(name)
    if fit != normalize("NFC", name):
        report(Notice("unfit-term", f"{name} is now {fit}"))
    if fit in shared:
        report(Notice("shared-term", f"{fit} is now {shared[fit]}"))
