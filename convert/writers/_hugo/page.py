"""A post's front matter as Hugo 0.168 reads it: its own keys at the top, everything else under `params`."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Literal, NamedTuple, TypeAlias
from unicodedata import normalize

from msgspec.structs import replace

from convert.meta.dates import parse_timestamp
from convert.meta.hugo import SCHEDULE
from convert.meta.visibility import is_draft_or_not_public
from convert.model import Meta
from convert.plan.file_names import is_portable_of_any_length, shorten_slug_with_hash, slugify
from convert.plan.paths import BESIDE, LONGEST, is_surely_short, shorten_path_with_hash, utf16_length
from convert.plan.paths import portable_term as path_of_term
from convert.writers._hugo.address import sanitise_segment, segment_of_slug_or_empty
from convert.writers._hugo.parsable_address import is_readable_by_templates
from convert.writers._site import possible_paths_of_aliases

Theme: TypeAlias = Literal["none", "papermod", "stack", "ananke", "blowfish", "congo"]

COVERS: dict[Theme, Callable[[str], dict[str, Any]]] = {
    "none": lambda cover: {},
    "papermod": lambda cover: {"cover": {"image": cover, **({"relative": True} if _is_in_bundle(cover) else {})}},
    # An image of its own site is one of a bundle or of `assets` for Stack, which stops at any other.
    "stack": lambda cover: {"image": cover} if _is_in_bundle(cover) or _is_remote(cover) else {},
    "ananke": lambda cover: {"featured_image": cover},
    "blowfish": lambda cover: {"featureimage": cover} if _is_remote(cover) else {},
    "congo": lambda cover: {"feature": cover},
}
"""What themes call the picture of a post. Hugo's own templates know `images`, and files of a bundle that are called so."""

COVERS_SEEN_IN_POST: dict[Theme, Callable[[str], dict[str, Any]]] = {
    "none": COVERS["none"],
    "papermod": lambda cover: {"cover": {**COVERS["papermod"](cover)["cover"], "hiddenInSingle": True}},
    # Stack has no key for this. It is what our file for the head of its pages asks for (`theme_sites/stack`).
    "stack": lambda cover: {**COVERS["stack"](cover), "imageInPost": True},
    # The picture lies behind the title, under a colour that lets it through unless it is a whole one.
    "ananke": lambda cover: {**COVERS["ananke"](cover), "cover_dimming_class": "bg-black"},
    "blowfish": lambda cover: {**COVERS["blowfish"](cover), "showHero": False},
    # A feature stands in lists and above its post, a thumbnail in lists alone.
    "congo": lambda cover: {"thumbnail": cover},
}
"""The same for a picture that is in the post, too, which a theme would show above it once more."""

_WITHOUT_DATE: dict[Theme, dict[str, Any]] = {"blowfish": {"showDate": False}, "congo": {"showDate": False}}
"""What a post without any date tells a theme that would show the year 1."""


def _is_remote(cover: str) -> bool:
    return cover.startswith(("http://", "https://"))


def _is_in_bundle(cover: str) -> bool:
    """Whether it is a file of the bundle, as far as its name says."""
    return not cover.startswith("/") and ":" not in cover


_ZONE = "Asia/Seoul"
"""Where a moment is that names no offset, of a document no reader gave a zone."""


class Shown(NamedTuple):
    """Which theme shows a post, and whether its cover is one of the pictures in it."""

    theme: Theme
    is_cover_in_post: bool


def page_front_matter(
    meta: Meta, parameters: Mapping[str, Any], shown: Shown, address: str = "", folder: str = ""
) -> dict[str, Any]:
    """The front matter of a page in `folder` that is shown at `address`. What is empty is left out.

    `parameters` are more of `params`.
    """
    meta, unread = (meta, "") if is_readable_by_templates(meta.cover) else (replace(meta, cover=""), meta.cover)
    top: dict[str, Any] = {
        "title": meta.title,
        "date": meta.date.value if meta.date else None,
        "lastmod": meta.lastmod.value if meta.lastmod else None,
        "slug": sanitise_and_shorten_slug(meta.slug, folder),
        "aliases": possible_paths_of_aliases(meta.aliases, address),
        "categories": [found for path in meta.categories if (found := sanitise_term("/".join(path)))],
        "tags": [found for tag in meta.tags if (found := sanitise_term(tag))],
        "description": meta.summary,
        **_covers_of_hugo(meta.cover, shown.theme),
        "draft": is_draft_or_not_public(meta),
        **_publish_and_expiry_dates(meta),
        "weight": weight if _is_weight("weight", weight := meta.extra.get("weight")) else None,
        "params": {
            **_params_of(meta, parameters, _keys_for_theme(meta, shown)),
            **({"original_images": [unread]} if unread else {}),
        },
    }
    return {key: value for key, value in top.items() if value not in (None, "", [], {}, False)}


def _covers_of_hugo(cover: str, theme: Theme) -> dict[str, Any]:
    """What Hugo itself knows a cover by. Blowfish takes a file of the bundle that is called so, in 2.88 only without `images`."""
    if theme == "blowfish" and cover and _is_in_bundle(cover):
        return {"resources": [{"src": cover, "name": "feature"}]}
    return {"images": [cover] if cover else []}


def sanitise_and_shorten_slug(text: str, folder: str = "") -> str:
    """Hugo keeps `#`, `?`, `%` and a backslash in a slug, where browsers cut an address, or go elsewhere, as dots alone do.

    One of which Hugo would leave nothing would put the page in the place of its section. It is no device of Windows and no file
    of a list, and no longer than a folder beside that of the post, `folder`, may be.
    """
    whole = slug_without_url_delimiters(text)
    if is_surely_short(whole) and len(whole) < _SURELY:
        return whole
    return shorten_path_with_hash(
        shorten_slug_with_hash(whole), LONGEST - BESIDE - utf16_length(f"public/{folder.rpartition('/')[0]}/")
    )


def slug_without_url_delimiters(text: str) -> str:
    """The same, however long."""
    kept = "".join([character for character in normalize("NFC", text) if character not in "#?%/\\"]).strip(".")
    shown = segment_of_slug_or_empty(kept)
    if not shown:
        return ""
    return kept if is_portable_of_any_length(shown) else slugify(shown, fallback="")


_SURELY = 60
"""Letters that have not too many bytes, whatever they are."""


def sanitise_term(text: str) -> str:
    """A category or tag; Hugo makes folders of them, so no part of it may be empty, for Hugo at least, or lead elsewhere."""
    return "/".join([part for part in path_of_term(text).split("/") if sanitise_segment(part).strip(".")])


def _params_of(meta: Meta, parameters: Mapping[str, Any], for_theme: Mapping[str, Any]) -> dict[str, Any]:
    named = {
        "author": meta.author,
        "kind": meta.kind if meta.kind != "post" else "",
        "visibility": meta.visibility if meta.visibility != "public" else "",
        "original_url": meta.url,
        "entry_id": meta.entry_id,
        "lang": meta.lang,
        "original_categories": [name for path in meta.categories if not sanitise_term(name := "/".join(path)) and name.strip()],
        "original_tags": [tag for tag in meta.tags if not sanitise_term(tag) and tag.strip()],
    }
    extra = {
        _prefix_param_key_if_misread(key, value): value
        for key, value in meta.extra.items()
        if _schedule_date_or_none_if_never_shown(key, meta) is None and not _is_weight(key, value) and key not in for_theme
    }
    return {**for_theme, **extra, **{key: value for key, value in named.items() if value}, **parameters}


def _keys_for_theme(meta: Meta, shown: Shown) -> dict[str, Any]:
    covers = COVERS_SEEN_IN_POST if shown.is_cover_in_post else COVERS
    is_dated = (
        meta.date or meta.lastmod or "publishDate" in _publish_and_expiry_dates(meta)
    )  # any of which Hugo takes for the date
    return {
        **(covers[shown.theme](meta.cover) if meta.cover else {}),
        **({} if is_dated else _WITHOUT_DATE.get(shown.theme, {})),
    }


_HEEDED: dict[str, Callable[[Any], bool]] = {
    **dict.fromkeys(("menu", "menus"), lambda value: False),
    **dict.fromkeys(
        ("images", "audio", "videos"), lambda value: isinstance(value, list) and all(isinstance(one, str) for one in value)
    ),
}
"""Parameters that Hugo, or its templates for OpenGraph, look at, and the values they should get: others may stop the build."""


def _is_weight(key: str, value: Any) -> bool:
    """Whether a key says where in lists a page stands, as Hugo and others have it; below `params` it would say nothing."""
    return key == "weight" and type(value) is int and 0 < abs(value) < _MOST_WEIGHT


_MOST_WEIGHT = 2**31
"""What Hugo counts to on any system."""


def _prefix_param_key_if_misread(key: str, value: Any) -> str:
    """What a key of the source is called below `params`."""
    return key if _HEEDED.get(key.lower(), lambda _: True)(value) else f"original_{key}"


def _publish_and_expiry_dates(meta: Meta) -> dict[str, datetime]:
    """When the post is shown. Below `params` Hugo would not heed it, and show what is to come, or what has gone."""
    return {SCHEDULE[key.lower()]: moment for key in meta.extra if (moment := _schedule_date_or_none_if_never_shown(key, meta))}


def _schedule_date_or_none_if_never_shown(key: str, meta: Meta) -> datetime | None:
    """The date of a key of the schedule. One that would never let the post be shown is none."""
    value = meta.extra[key]
    found = parse_timestamp(value, _ZONE) if key.lower() in SCHEDULE and isinstance(value, str) else None
    if found is None:
        return None
    day = meta.date.value if meta.date else None
    moment = found.value.replace(tzinfo=day.tzinfo) if found.assumed and day else found.value
    return None if SCHEDULE[key.lower()] == "expiryDate" and day and moment <= day else moment
