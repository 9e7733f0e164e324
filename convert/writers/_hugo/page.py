"""A post's front matter as Hugo 0.168 reads it: its own keys at the top, everything else under `params`."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from unicodedata import normalize

from msgspec.structs import replace

from convert.meta.hugo import SCHEDULE
from convert.meta.schedule import moment_of_schedule_key_or_none
from convert.meta.visibility import is_draft_or_not_public
from convert.model import Meta
from convert.plan.file_names import is_portable_of_any_length, shorten_slug_with_hash, slugify_keeping_case
from convert.plan.paths import BESIDE, LONGEST, is_surely_short, shorten_path_with_hash, utf16_length
from convert.plan.paths import portable_term as path_of_term
from convert.writers._hugo.address import keep_path_characters_in_lower_case, segment_of_slug_or_empty
from convert.writers._hugo.parsable_address import is_readable_by_templates
from convert.writers._hugo.theme_params import (
    Shown,
    Theme,
    can_theme_take_value,
    is_in_bundle,
    names_other_picture_for_theme,
    theme_params_overridden_by_own_keys,
)
from convert.writers._site import possible_paths_of_aliases


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
        "categories": [found for path in meta.categories if (found := term_without_parts_empty_in_hugo("/".join(path)))],
        "tags": [found for tag in meta.tags if (found := term_without_parts_empty_in_hugo(tag))],
        "description": meta.summary,
        **_covers_of_hugo(meta, shown.theme),
        "draft": is_draft_or_not_public(meta),
        **_publish_and_expiry_dates(meta),
        "weight": weight if _is_weight("weight", weight := meta.extra.get("weight")) else None,
        "params": {
            **_params_of(meta, parameters, shown),
            **({"original_images": [unread]} if unread else {}),
        },
    }
    return {key: value for key, value in top.items() if value not in (None, "", [], {}, False)}


def _covers_of_hugo(meta: Meta, theme: Theme) -> dict[str, Any]:
    """What Hugo itself knows a cover by. Blowfish takes a file of the bundle that is called so, in 2.88 only without `images`.

    It takes that before one its owner told it of, which then stands alone; the cover is below `params`.
    """
    cover = meta.cover
    if theme == "blowfish" and names_other_picture_for_theme(theme, cover, meta.extra):
        return {}
    if theme == "blowfish" and cover and is_in_bundle(cover):
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
    return kept if is_portable_of_any_length(shown) else slugify_keeping_case(shown, fallback="")


_SURELY = 60
"""Letters that have not too many bytes, whatever they are."""


def term_without_parts_empty_in_hugo(text: str) -> str:
    """A category or tag; Hugo makes folders of them, so no part of it may be empty, for Hugo at least, or lead elsewhere."""
    return "/".join([part for part in path_of_term(text).split("/") if keep_path_characters_in_lower_case(part).strip(".")])


def _params_of(meta: Meta, parameters: Mapping[str, Any], shown: Shown) -> dict[str, Any]:
    named = {
        "author": meta.author,
        "kind": meta.kind if meta.kind != "post" else "",
        "visibility": meta.visibility if meta.visibility != "public" else "",
        "original_url": meta.url,
        "entry_id": meta.entry_id,
        "lang": meta.lang,
        "original_categories": [
            name for path in meta.categories if not term_without_parts_empty_in_hugo(name := "/".join(path)) and name.strip()
        ],
        "original_tags": [tag for tag in meta.tags if not term_without_parts_empty_in_hugo(tag) and tag.strip()],
    }
    extra = theme_params_overridden_by_own_keys(
        shown, meta.cover, _params_of_extra_keys(meta, shown.theme), is_dated=_has_date_lastmod_or_publish_date(meta)
    )
    return {**extra, **{key: value for key, value in named.items() if value}, **parameters}


def _params_of_extra_keys(meta: Meta, theme: Theme) -> dict[str, Any]:
    """What the front matter of the source says that no field of Hugo's does."""
    return {
        _prefix_param_key_if_value_unusable(key, value, theme): value
        for key, value in meta.extra.items()
        if _date_of_schedule_key_or_none_if_post_never_shown(key, meta) is None and not _is_weight(key, value)
    }


def _has_date_lastmod_or_publish_date(meta: Meta) -> bool:
    """Whether it has any of what Hugo takes for the date."""
    return bool(meta.date or meta.lastmod or "publishDate" in _publish_and_expiry_dates(meta))


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


def _prefix_param_key_if_value_unusable(key: str, value: Any, theme: Theme) -> str:
    """What a key of the source is called below `params`."""
    is_taken = _HEEDED.get(key.lower(), lambda _: True)(value) and can_theme_take_value(key, value, theme)
    return key if is_taken else f"original_{key}"


def _publish_and_expiry_dates(meta: Meta) -> dict[str, datetime]:
    """When the post is shown. Below `params` Hugo would not heed it, and show what is to come, or what has gone."""
    return {
        SCHEDULE[key.lower()]: moment
        for key in meta.extra
        if (moment := _date_of_schedule_key_or_none_if_post_never_shown(key, meta))
    }


def _date_of_schedule_key_or_none_if_post_never_shown(key: str, meta: Meta) -> datetime | None:
    """The date of a key of the schedule. One that would never let the post be shown is none."""
    moment = moment_of_schedule_key_or_none(key, meta)
    is_never_shown = moment and SCHEDULE[key.lower()] == "expiryDate" and meta.date and moment <= meta.date.value
    return None if is_never_shown else moment
