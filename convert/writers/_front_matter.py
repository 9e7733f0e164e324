"""How front matter is written where there is a choice: its language, and other names for its keys."""

from typing import Annotated, Any, TypeAlias

from msgspec import Meta

from convert.errors import UsageError
from convert.meta.front_matter import Format

FormatOption: TypeAlias = Annotated[Format, Meta(description="Language of the front matter.")]
MapOption: TypeAlias = Annotated[
    str,
    Meta(description="Other names for keys of the front matter, as old=new,old=new; old= leaves a key out."),
]


ADDRESS_KEYS = frozenset({"slug", "url", "permalink"})
"""Keys an engine makes addresses of, which links and redirects rely on."""

DRAFT_KEYS = frozenset({"draft", "published"})
"""Keys by which an engine keeps a post back."""


def parse_key_map_or_raise(
    text: str, untouchable: frozenset[str] = frozenset(), kept: frozenset[str] = frozenset()
) -> dict[str, str]:
    """What `old=new,old=` says. Raises `UsageError` when it says nothing, two things of one key, or what it may not say.

    An `untouchable` key can be neither the old one nor the new one, one that is `kept` not the old one.
    """
    result: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        old, equals, new = (piece.strip() for piece in part.partition("="))
        if not old or not equals or old in result:
            raise UsageError(f"no map of front matter: {part!r}", hint="try --front-matter-map date=created,tags=")
        if untouchable & {old, new} or old in kept:
            hint = f"leave {', '.join(sorted(untouchable | kept))} alone"
            raise UsageError(f"{part!r} would move the post, publish it or break it", hint=hint)
        result[old] = new
    return result


def with_keys_renamed_or_dropped(front: dict[str, Any], key_map: str) -> dict[str, Any]:
    """Front matter with the names a map gives its keys, in the same order. Of two keys of one name the first is kept."""
    if not key_map:
        return front
    names = parse_key_map_or_raise(key_map)
    result: dict[str, Any] = {}
    for key, value in front.items():
        if name := names.get(key, key):
            result.setdefault(name, value)
    return result
