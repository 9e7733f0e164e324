"""Hugo's front matter, which keeps what is not its own below `params`, as flat as everyone else's."""

from collections.abc import Mapping
from typing import Any

from convert.meta.dates import parse_timestamp
from convert.notices import Notice, Report

PARAMETER_VALUES = {"lt": "{{<", "percent": "{{%"}
"""Page parameters that hold a shortcode delimiter, which code has no other spelling for."""

_RENAMED = {"original_url": "url"}
"""What the address a post had elsewhere is called below `params`; at the top `url` would move the page."""

SCHEDULE = {"publishdate": "publishDate", "pubdate": "publishDate", "expirydate": "expiryDate", "unpublishdate": "expiryDate"}
"""Keys, in lower case, that say from when and until when a post is shown."""


def with_assumed_zone_in_schedule_texts(extra: Mapping[str, Any], zone: str, report: Report) -> dict[str, Any]:
    """The data of an undated post; moments of its schedule that name no offset are in `zone`, reported as `time-zone`."""
    found = {
        key: parse_timestamp(value, zone) for key, value in extra.items() if key.lower() in SCHEDULE and isinstance(value, str)
    }
    moments = {key: moment.value.isoformat() for key, moment in found.items() if moment and moment.assumed}
    if moments:
        report(Notice("time-zone", zone))
    return {**extra, **moments}


def lift_params_and_lone_image_as_cover(data: Mapping[str, Any]) -> dict[str, Any]:
    """The data with its `params` at the top, and a lone one of its `images`, or its feature, as the cover.

    What is at the top already and says something else stays below; parameters that hold delimiters go.
    """
    top = dict(data)
    if "params" in top:
        _lift_params_unless_said_otherwise_at_top(top)
    images = [top["images"]] if isinstance(top.get("images"), str) else top.get("images")
    if (
        isinstance(images, list)
        and len(images) == 1
        and isinstance(images[0], str)
        and _cover_or_image_in_cover_mapping(top) in ("", images[0])
    ):
        if not _cover_or_image_in_cover_mapping(top):
            top["cover"] = {**top["cover"], "image": images[0]} if isinstance(top.get("cover"), Mapping) else images[0]
        del top["images"]
    if (feature := _lone_feature_or_empty(top.get("resources"))) and top.get("cover", feature) == feature:
        top["cover"] = feature
        del top["resources"]
    return top


def _cover_or_image_in_cover_mapping(data: Mapping[str, Any]) -> Any:
    """What stands at `cover`, or in PaperMod's mapping there; empty where there is no such key."""
    cover = data.get("cover", "")
    return cover.get("image") if isinstance(cover, Mapping) else cover


def _lone_feature_or_empty(resources: Any) -> str:
    """The file that Hugo, and Blowfish, show for a post, where nothing else is said of its files."""
    match resources:
        case [{"src": str(path), "name": "feature", **others}] if not others:
            return path
    return ""


def _lift_params_unless_said_otherwise_at_top(top: dict[str, Any]) -> None:
    params = top["params"]
    if not isinstance(params, Mapping):
        return
    del top["params"]
    left: dict[str, Any] = {}
    for key, value in params.items():
        name = _RENAMED.get(key) or key
        if key in PARAMETER_VALUES and PARAMETER_VALUES[key] == value:
            continue
        if name in top and top[name] != value:
            left[key] = value
        else:
            top[name] = value
    if left:
        top["params"] = {**top.get("params", {}), **left} if isinstance(top.get("params"), Mapping) else left


def values_for_param_shortcode(data: Mapping[str, Any]) -> dict[str, str]:
    """What the shortcode `param` shows: texts and numbers of the front matter, those below `params` first."""
    params = data.get("params")
    values = {**data, **(params if isinstance(params, Mapping) else {})}
    return {key: _text_with_lowercase_booleans(value) for key, value in values.items() if isinstance(value, str | int | float)}


def _text_with_lowercase_booleans(value: str | float) -> str:
    """A value as Go prints it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
