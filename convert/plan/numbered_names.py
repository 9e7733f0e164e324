"""Numbers behind names that somebody else has, for posts and for folders of posts."""

from collections.abc import Container, MutableMapping, MutableSet
from itertools import chain, count

from convert.plan.old_addresses import caseless_key


def number_parent_folders_that_are_posts(wish: str, kept: Container[str], moved: MutableMapping[str, str]) -> str:
    """A path that is not inside one of these: its folders give way with a number, since nothing is shown in a post's own.

    `moved` are folders that were asked about, each with what it is called now.
    """
    *parts, name = wish.split("/")
    folder = ""
    for part in parts:
        here = f"{folder}{part}"
        if here not in moved:
            numbered = (f"{here}-{number}" for number in count(2))
            moved[here] = next(path for path in chain((here,), numbered) if caseless_key(path) not in kept)
        folder = f"{moved[here]}/"
    return folder + name


def reserve_numbered_name_for_taken_wish(
    wish: str, extension: str, taken: MutableSet[str], numbers: MutableMapping[str, int]
) -> str:
    """The wish with the first number that gives a name nobody has; `numbers` are where to go on for each wish."""
    key = caseless_key(wish + extension)
    number, name = next(
        (number, name)
        for number in count(numbers.get(key, 2))
        if caseless_key((name := f"{wish}-{number}") + extension) not in taken
    )
    numbers[key] = number + 1
    taken.add(caseless_key(name + extension))
    return name
