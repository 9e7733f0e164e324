"""Tistory's own HTML, as its editor makes it: what is written can be pasted into the editor's HTML mode."""

from collections.abc import Iterator
from typing import Annotated

import msgspec

from convert.meta import front_matter, front_matter_of_meta
from convert.model import Document, Meta
from convert.notices import Notice, Report
from convert.options import WriterOptions
from convert.sources.source import File
from convert.writers.markdown import join_front_matter, report_counted_notices
from convert.writers.tistory.blocks import blocks
from convert.writers.tistory.page import Page

JOINED = False
EXTENSION = ".html"


class Options(WriterOptions, frozen=True, kw_only=True):
    """What stands above the body. The editor has fields of its own for title, category and tags, so by default nothing does."""

    front_matter: Annotated[
        bool, msgspec.Meta(description="Begin with title, date, tags and more as YAML front matter, which the editor would show.")
    ] = False


def text(document: Document, options: Options, report: Report) -> str:
    """The body as HTML, ending in a line end."""
    counts: dict[str, int] = {}
    body = blocks(document.children, Page(counts))
    report_counted_notices(counts, report)
    if not options.front_matter:
        _report_fields_to_fill_in(document.meta, report)
        return join_front_matter("", body)
    meta = front_matter_of_meta(document.meta)
    return join_front_matter(front_matter.dump_front_matter(meta) if meta else "", body)


def write(document: Document, place: str, options: Options, report: Report) -> Iterator[File]:
    """One `.html` file."""
    yield File(place + EXTENSION, text(document, options, report).encode())


def _report_fields_to_fill_in(meta: Meta, report: Report) -> None:
    """Say which of the editor's fields are left for the author to fill in."""
    visibility = meta.visibility if meta.visibility != "public" else ""
    fields = {"title": meta.title, "category": meta.categories, "tags": meta.tags, "visibility": visibility}
    left = [name for name, value in fields.items() if value]
    if left:
        report(Notice("editor-fields", detail=", ".join(left)))
