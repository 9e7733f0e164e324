"""What posts were called in the last run, and which of them is which now."""

from collections.abc import Iterable, Iterator, Mapping, MutableSet, Sequence
from typing import Literal, TypeAlias

from msgspec import Struct

from convert.plan.spilled import SpilledDict, SpilledList, SpilledSet

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


def without_shared_keys(posts: Sequence[PostKeys]) -> Sequence[PostKeys]:
    """The keys of each post, without those that several have."""
    seen, often = SpilledSet(), SpilledSet()
    for keys in posts:
        for key in map(_text_of_key, enumerate(keys)):
            (often if key in seen else seen).add(key)
    return SpilledList(
        tuple("" if _text_of_key((level, key)) in often else key for level, key in enumerate(keys)) for keys in posts
    )


def _text_of_key(key: tuple[int, str]) -> str:
    """A key and how sure it is as one text."""
    return f"{key[0]} {key[1]}"


def earlier_names_of(posts: Sequence[PostKeys], names: NamedPosts) -> Sequence[str]:
    """The name each post had, empty for one that is new. The surest key decides: another number is another post."""
    known = SpilledDict((_text_of_key(key), name) for name, named in names.items() for key in enumerate(named.keys) if key[1])
    apart = without_shared_keys(posts)
    found: Sequence[str] = SpilledList("" for _ in posts)
    had = SpilledSet()
    for level in range(max(map(len, posts), default=0)):
        found = SpilledList(_names_by_key_of_level(level, posts, apart, found, known, names, had))
    return found


def _names_by_key_of_level(  # noqa: PLR0913, PLR0917 - the posts with all that is known of them
    level: int,
    posts: Iterable[PostKeys],
    unshared_keys: Iterable[PostKeys],
    names_so_far: Iterable[str],
    known: Mapping[str, str],
    names: NamedPosts,
    taken_names: MutableSet[str],
) -> Iterator[str]:
    """For each post the name it has so far, or the one a key of this level says it had, unless that is one of `taken_names`."""
    for keys, own, before in zip(posts, unshared_keys, names_so_far, strict=True):
        name = "" if before else known.get(_text_of_key((level, own[level])), "")
        if name and name not in taken_names and not _any_known_key_differs(keys[:level], names[name].keys):
            taken_names.add(name)
            yield name
        else:
            yield before


def posts_of_last_run_not_among(posts: Sequence[PostKeys], names: NamedPosts) -> NamedPosts:
    """The posts of the last run that are not here: left out, removed, or not to be read this time. They may come back."""
    had = SpilledSet(earlier_names_of(posts, names))
    here = SpilledSet(_text_of_key(key) for keys in posts for key in enumerate(keys) if key[1])
    return SpilledDict(
        (name, named) for name, named in names.items() if name not in had and _text_of_key(_surest_key(named.keys)) not in here
    )


def _surest_key(keys: PostKeys) -> tuple[int, str]:
    return next((key for key in enumerate(keys) if key[1]), (0, ""))


def _any_known_key_differs(keys: PostKeys, others: PostKeys) -> bool:
    return any(one and other and one != other for one, other in zip(keys, others, strict=False))
