"""Plain semantic HTML5: the post as one page, without the blog's skin."""

from collections.abc import Iterator
from typing import Annotated

import msgspec

from convert.model import Document
from convert.notices import Report
from convert.options import WriterOptions
from convert.sources.source import File
from convert.writers import _html as html

JOINED = False
EXTENSION = ".html"


class Options(WriterOptions, frozen=True, kw_only=True):
    """How the page looks."""

    standalone: Annotated[bool, msgspec.Meta(description="A whole page with a head, not only the body.")] = True


def text(document: Document, options: Options, report: Report) -> str:
    """The post as HTML, ending in a line end."""
    body = html.blocks(document.children)
    return _standalone_page(document, body) if options.standalone else f"{body}\n"


def write(document: Document, place: str, options: Options, report: Report) -> Iterator[File]:
    """One `.html` file."""
    yield File(place + EXTENSION, text(document, options, report).encode())


def _standalone_page(document: Document, body: str) -> str:
    meta = document.meta
    title = html.escape_attribute(html.title_or_first_words(document))
    named = {
        "description": meta.summary,
        "author": meta.author,
        "keywords": ", ".join(meta.tags),
        "date": meta.date.value.isoformat() if meta.date else "",
        # The first two are for our own reader; browsers have no other word for what nobody but its author is to find.
        "visibility": meta.visibility if meta.visibility != "public" else "",
        "draft": "true" if meta.draft else "",
        "robots": "noindex" if meta.draft or meta.visibility in ("private", "protected") else "",
    }
    metas = "".join(f'<meta name="{name}" content="{html.escape_attribute(value)}">\n' for name, value in named.items() if value)
    return (
        f'<!doctype html>\n<html lang="{html.escape_attribute(meta.lang or "ko")}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n{metas}</head>\n<body>\n<article>\n{body}\n</article>\n</body>\n</html>\n"
    )
