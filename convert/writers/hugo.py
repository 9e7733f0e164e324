"""Hugo content: a leaf bundle for each post, for a site with Hugo's default settings (0.168)."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal
from urllib.parse import unquote

import msgspec

from convert import front_matter
from convert.meta.hugo import PARAMETER_VALUES
from convert.model import Document, Meta
from convert.notices import Report
from convert.source import File
from convert.writers._body import body, taste
from convert.writers._options import SpellingOptions
from convert.writers._target import Target
from convert.writers.markdown import joined, report_counts

JOINED = False
EXTENSION = ""


class Options(SpellingOptions, frozen=True, kw_only=True):
    """How the content looks. Default Hugo drops raw HTML, so HTML without a node of its own becomes Markdown here."""

    raw_html: Annotated[
        Literal["keep", "markdown", "drop"],
        msgspec.Meta(description="HTML the document model has no node for: keep it, turn it into Markdown, or leave it out."),
    ] = "markdown"
    emphasis: Annotated[
        Literal["comment", "move"],
        msgspec.Meta(
            description="Where ** would not count beside a letter: put an empty comment between, or move punctuation at its edge "
            "out of the emphasis."
        ),
    ] = "comment"
    complex_tables: Annotated[
        Literal["flatten", "list"],
        msgspec.Meta(
            description="Tables with spans, blocks in cells or headers of rows: "
            "flatten into a pipe table, or write as a list with an item for each row."
        ),
    ] = "flatten"
    highlight: Annotated[
        Literal["drop", "mark"],
        msgspec.Meta(
            description="Highlights and coloured backgrounds: leave out, or write as ==text== where Goldmark has extras.mark on."
        ),
    ] = "drop"
    front_matter: Annotated[bool, msgspec.Meta(description="Begin with title, date, tags and more as YAML front matter.")] = True
    section: Annotated[str, msgspec.Meta(description="Folder below content/ that posts go to.")] = "posts"


def text(document: Document, options: Options, report: Report) -> str:
    """The `index.md`."""
    counts: dict[str, int] = {}
    markdown = body(document.children, target(options), counts)
    report_counts(counts, report)
    if not options.front_matter:
        return joined("", markdown)
    parameters = {name: value for name, value in PARAMETER_VALUES.items() if f'param "{name}"' in markdown}
    return joined(front_matter.dump(page(document.meta, parameters)), markdown)


def target(options: Options) -> Target:
    """What the Markdown is for."""
    return Target("hugo", html=False, shortcodes=True, parameter_delimiters=options.front_matter, taste=taste(options))


def write(document: Document, place: str, options: Options, report: Report) -> Iterator[File]:
    """`content/<section>/<place>/index.md`. Hugo takes a body that begins like front matter for it, so there is always some."""
    parts = [part for part in ("content", *options.section.split("/"), place) if part not in ("", ".", "..")]
    head = "" if options.front_matter else "---\n---\n\n"
    yield File(f"{'/'.join(parts)}/index.md", f"{head}{text(document, options, report)}".encode())


def page(meta: Meta, parameters: dict[str, str]) -> dict[str, Any]:
    """Front matter as Hugo 0.168 reads it: its own keys at the top, everything else under `params`."""
    top: dict[str, Any] = {
        "title": meta.title,
        "date": meta.date.value if meta.date else None,
        "lastmod": meta.lastmod.value if meta.lastmod else None,
        "slug": _slug(meta.slug),
        "aliases": [path for alias in meta.aliases if (path := _path(alias))],
        "categories": [term for path in meta.categories if (term := _term("/".join(path)))],
        "tags": [term for tag in meta.tags if (term := _term(tag))],
        "description": meta.summary,
        "images": [meta.cover] if meta.cover else [],
        "draft": meta.draft or meta.visibility != "public",
        "params": _params(meta, parameters),
    }
    return {key: value for key, value in top.items() if value not in (None, "", [], {}, False)}


def _slug(slug: str) -> str:
    """Hugo keeps `#`, `?` and `%` in a slug, and browsers cut the address there; dots alone would be another folder."""
    return "".join(character for character in slug if character not in "#?%/").strip(".")


def _term(text: str) -> str:
    """A category or tag; Hugo makes folders of them, so no part of it may lead elsewhere."""
    return "/".join(part for part in text.split("/") if part.strip(".") or not part) if "." in text else text


def _path(alias: str) -> str:
    """An old address as Hugo wants it: decoded, from the root. One on another host is no alias of this site."""
    return unquote(alias) if alias.startswith("/") and not alias.startswith("//") else ""


def _params(meta: Meta, parameters: dict[str, str]) -> dict[str, Any]:
    named = {
        "author": meta.author,
        "kind": meta.kind if meta.kind != "post" else "",
        "visibility": meta.visibility if meta.visibility != "public" else "",
        "original_url": meta.url,
        "entry_id": meta.entry_id,
        "lang": meta.lang,
    }
    return {**meta.extra, **{key: value for key, value in named.items() if value}, **parameters}
