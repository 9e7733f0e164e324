"""A post's front matter as Hugo 0.168 reads it: its own keys at the top, everything else under `params`."""

from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeAlias

from convert.model import Meta
from convert.writers._hugo.address import segment
from convert.writers._site import old_paths

Theme: TypeAlias = Literal["none", "papermod", "stack", "ananke", "blowfish", "congo"]

COVERS: dict[Theme, Callable[[str], dict[str, Any]]] = {
    "none": lambda cover: {},
    "papermod": lambda cover: {"cover": {"image": cover}},
    "stack": lambda cover: {"image": cover},
    "ananke": lambda cover: {"featured_image": cover},
    "blowfish": lambda cover: {"featureimage": cover},
    "congo": lambda cover: {"feature": cover},
}
"""What themes call the picture of a post. Hugo's own templates know only `images`, which is always there."""


def page(meta: Meta, parameters: Mapping[str, str], theme: Theme = "none", address: str = "") -> dict[str, Any]:
    """The front matter of a page that is shown at `address`. What is empty is left out."""
    top: dict[str, Any] = {
        "title": meta.title,
        "date": meta.date.value if meta.date else None,
        "lastmod": meta.lastmod.value if meta.lastmod else None,
        "slug": slug(meta.slug),
        "aliases": old_paths(meta.aliases, address),
        "categories": [term for path in meta.categories if (term := _term("/".join(path)))],
        "tags": [term for tag in meta.tags if (term := _term(tag))],
        "description": meta.summary,
        "images": [meta.cover] if meta.cover else [],
        "draft": meta.draft or meta.visibility != "public",
        "params": _params(meta, parameters, theme),
    }
    return {key: value for key, value in top.items() if value not in (None, "", [], {}, False)}


def slug(text: str) -> str:
    """Hugo keeps `#`, `?` and `%` in a slug, and browsers cut the address there; dots alone would be another folder.

    One of which Hugo would leave nothing would put the page in the place of its section.
    """
    kept = "".join([character for character in text if character not in "#?%/"]).strip(".")
    return kept if segment(kept).strip("-") else ""


def _term(text: str) -> str:
    """A category or tag; Hugo makes folders of them, so no part of it may be empty or lead elsewhere."""
    return "/".join([part for part in text.split("/") if part.strip(". ")]) if text.strip() else ""


def _params(meta: Meta, parameters: Mapping[str, str], theme: Theme) -> dict[str, Any]:
    named = {
        "author": meta.author,
        "kind": meta.kind if meta.kind != "post" else "",
        "visibility": meta.visibility if meta.visibility != "public" else "",
        "original_url": meta.url,
        "entry_id": meta.entry_id,
        "lang": meta.lang,
    }
    covers = COVERS[theme](meta.cover) if meta.cover else {}
    return {**meta.extra, **covers, **{key: value for key, value in named.items() if value}, **parameters}
