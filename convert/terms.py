"""Tags and categories, of which engines make folders: spelled so that every system takes them, and no two have one page."""

from collections.abc import Mapping, Sequence
from unicodedata import normalize

from msgspec.structs import replace

from convert.model import Document
from convert.notices import Notice, Report
from convert.paths import term
from convert.plan import Plan


def with_terms(document: Document, plan: Plan, report: Report) -> Document:
    """The post with its tags and categories spelled so, and as the plan says."""
    meta = document.meta
    paths = tuple(["/".join(path) for path in meta.categories])
    tags, categories = (_spelled(meta.tags, plan.tags, report), _spelled(paths, plan.categories, report))
    if tags == meta.tags and categories == paths:
        return document
    levels = [
        path if name == joined else tuple(name.split("/"))
        for path, joined, name in zip(meta.categories, paths, categories, strict=True)
    ]
    unique = (tuple(dict.fromkeys(tags)), tuple(dict.fromkeys(levels)))
    return replace(document, meta=replace(meta, tags=unique[0], categories=unique[1]))


def _spelled(names: Sequence[str], shared: Mapping[str, str], report: Report) -> tuple[str, ...]:
    """Terms as they are written, with a notice for each that is spelled otherwise."""
    return tuple([_named(name, shared, report) for name in names])


def _named(name: str, shared: Mapping[str, str], report: Report) -> str:
    fit = term(name)
    if fit != normalize("NFC", name):
        report(Notice("unfit-term", f"{name} is now {fit}"))
    if fit in shared:
        report(Notice("shared-term", f"{fit} is now {shared[fit]}"))
    return shared.get(fit, fit)
