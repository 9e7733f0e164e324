"""Parameters of a post that a theme of Hugo looks at: what it calls a picture, beside what the post's owner said to the theme."""

from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple, TypeAlias

Theme: TypeAlias = Literal["none", "papermod", "stack", "ananke", "blowfish", "congo"]

COVERS: dict[Theme, Callable[[str], dict[str, Any]]] = {
    "none": lambda cover: {},
    "papermod": lambda cover: {"cover": {"image": cover, **({"relative": True} if is_in_bundle(cover) else {})}},
    # An image of its own site is one of a bundle or of `assets` for Stack, which stops at any other.
    "stack": lambda cover: {"image": cover} if is_in_bundle(cover) or _is_remote(cover) else {},
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

_PICTURE_KEYS: dict[Theme, tuple[str, ...]] = {
    "none": (),
    "papermod": ("cover",),
    "stack": ("image",),
    "ananke": ("featured_image",),
    "blowfish": ("featureimage",),
    "congo": ("feature", "thumbnail"),
}
"""Where each theme looks for a picture, in small letters, as Hugo compares keys."""

_WITHOUT_DATE: dict[Theme, dict[str, Any]] = {"blowfish": {"showDate": False}, "congo": {"showDate": False}}
"""What a post without any date tells a theme that would show the year 1."""

_PLACE_OF_PICTURE = ("image", "relative")
"""Of PaperMod's `cover`, what says where the file is now, which may have come along with the post."""


class Shown(NamedTuple):
    """Which theme shows a post, and whether its cover is one of the pictures in it."""

    theme: Theme
    is_cover_in_post: bool


def _is_remote(cover: str) -> bool:
    return cover.startswith(("http://", "https://"))


def is_in_bundle(cover: str) -> bool:
    """Whether it is a file of the bundle, as far as its name says."""
    return not cover.startswith("/") and ":" not in cover


def can_theme_take_value(key: str, value: Any, theme: Theme) -> bool:
    """Whether a theme can do with what its owner says of a picture; another value would stop the build."""
    if key.lower() not in _PICTURE_KEYS[theme]:
        return True
    if theme == "papermod":
        return isinstance(value, Mapping)
    return isinstance(value, str) and (theme != "stack" or bool(COVERS["stack"](value)))


def names_other_picture_for_theme(theme: Theme, cover: str, own: Mapping[str, Any]) -> bool:
    """Whether the owner of a post told its theme of a picture that is not the cover. `own` is what the theme can do with."""
    named = [value for key, value in own.items() if key.lower() in _PICTURE_KEYS[theme]]
    return any(isinstance(value, str) and value not in ("", cover) for value in named)


def theme_params_overridden_by_own_keys(shown: Shown, cover: str, own: Mapping[str, Any], *, is_dated: bool) -> dict[str, Any]:
    """The `own` parameters of a post, and what its theme is told besides: where the post's owner says something, that holds.

    Hugo compares keys without their case. Of a mapping, as PaperMod's `cover` is one, each key counts for itself.
    """
    spelled = {key.lower(): key for key in own}
    told = {spelled.get(key.lower(), key): value for key, value in _keys_for_theme(shown, cover, own, is_dated=is_dated).items()}
    both = {key: _told_value_overridden_by_owner_value(told[key], own[key]) for key in told if key in own}
    return {**told, **own, **both}


def _told_value_overridden_by_owner_value(told: Any, own: Any) -> Any:
    """A value of the owner's; of two mappings each part, but for where a picture lies, which only we know by now."""
    if not isinstance(told, Mapping) or not isinstance(own, Mapping):
        return own
    return {**told, **{key: value for key, value in own.items() if key.lower() not in _PLACE_OF_PICTURE}}


def _keys_for_theme(shown: Shown, cover: str, own: Mapping[str, Any], *, is_dated: bool) -> dict[str, Any]:
    return {
        **(_cover_for_theme(shown, cover, own) if cover else {}),
        **({} if is_dated else _WITHOUT_DATE.get(shown.theme, {})),
    }


def _cover_for_theme(shown: Shown, cover: str, own: Mapping[str, Any]) -> dict[str, Any]:
    if names_other_picture_for_theme(shown.theme, cover, own):
        return {"cover": cover} if shown.theme == "blowfish" else {}  # others have it in `images`
    return (COVERS_SEEN_IN_POST if shown.is_cover_in_post else COVERS)[shown.theme](cover)
