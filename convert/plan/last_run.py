"""What posts were called in the last run, and which of them is which now."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

from msgspec import Struct

PostKeys: TypeAlias = tuple[str, ...]
"""What a post can be known by in the next run, the surest first; empty where it lacks that or shares it with another."""


State: TypeAlias = Literal["", "public", "draft"]
"""What was written of a post; nothing by a version of this program that did not keep it."""


class NamedPost(Struct, frozen=True):
    """The post that has a name: what it wished to be called, what it is known by, and, in a site, the file it was written to."""

    wished: str
    keys: PostKeys
    file: str = ""
    state: State = ""


NamedPosts: TypeAlias = Mapping[str, NamedPost]
"""The posts of the last run by their names."""


def without_shared_keys(posts: Sequence[PostKeys]) -> list[PostKeys]:
    """The keys of each post, without those that several have."""
    often = Counter(key for keys in posts for key in enumerate(keys))
    return [tuple(key if often[level, key] == 1 else "" for level, key in enumerate(keys)) for keys in posts]


def earlier_names_of(posts: Sequence[PostKeys], names: NamedPosts) -> list[str]:
    """The name each post had, empty for one that is new. The surest key decides: another number is another post."""
    known = {key: name for name, named in names.items() for key in enumerate(named.keys) if key[1]}
    apart = without_shared_keys(posts)
    found = [""] * len(posts)
    had: set[str] = set()
    for level in range(max(map(len, posts), default=0)):
        for position, keys in enumerate(apart):
            name = known.get((level, keys[level]), "")
            if (
                name
                and not found[position]
                and name not in had
                and not _any_known_key_differs(posts[position][:level], names[name].keys)
            ):
                found[position] = name
                had.add(name)
    return found


def gone_posts(posts: Sequence[PostKeys], names: NamedPosts) -> dict[str, NamedPost]:
    """The posts of the last run that are not here: left out, removed, or not to be read this time. They may come back."""
    had = set(earlier_names_of(posts, names))
    here = {key for keys in posts for key in enumerate(keys) if key[1]}
    return {name: named for name, named in names.items() if name not in had and _surest_key(named.keys) not in here}


def _surest_key(keys: PostKeys) -> tuple[int, str]:
    return next((key for key in enumerate(keys) if key[1]), (0, ""))


def _any_known_key_differs(keys: PostKeys, others: PostKeys) -> bool:
    return any(one and other and one != other for one, other in zip(keys, others, strict=False))
