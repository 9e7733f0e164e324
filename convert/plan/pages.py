"""Where every post was and will be: the pages of a plan, no two alike and none inside another."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence, Set
from itertools import count, groupby, islice
from pathlib import PurePosixPath
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from convert.plan.old_addresses import (
    Home,
    Old,
    book,
    home_host,
    inferred_host,
    named_in_links,
    old_paths,
    own_hosts,
    own_path,
    place,
    settle,
)
from convert.plan.paths import can_stay
from convert.plan.places import Facts, Place, Plan, later_first, slug_at, sort_key

PageOf = Callable[[Facts, str], str]
"""Where the page of a post will be when it has a name: a path from the site's root, or a file below the output folder."""


class Addressing(Struct, frozen=True):
    """How addresses are found: where the page of a post is, what links should lead to, where the blog was.

    With `stay` a post will be where it was, if that is known and can be. `others` are places of pages that are no post's.
    `files_of` is the folder of a post's files, of a writer that puts more around a name.
    """

    page_of: PageOf
    link_of: PageOf | None = None
    blog_url: str = ""
    stay: bool = False
    others: frozenset[str] = frozenset()
    files_of: PageOf | None = None


def with_addresses(plan: Plan, facts: Iterable[Facts], how: Addressing) -> Plan:
    """The plan with where every post was and will be."""
    ordered = sorted(facts, key=lambda fact: (sort_key(fact.source), fact.index))
    hosts, inferred = _hosts(ordered, how.blog_url)
    old = _old(ordered, hosts)
    paths = [old_paths(one, hosts) for one in old]
    wished = [one for found in plan.places.values() for one in found]
    staying = [_staying(own_path(one, hosts), how) for one in old]
    places = _with_pages(wished, staying, ordered, how)
    settled = settle([one.page for one in places], paths, how.others)
    ready = (replace(found, old=one.kept, taken=one.taken) for found, one in zip(places, settled, strict=True))
    links = [_page(fact, one, how.link_of) if how.link_of else one.page for fact, one in zip(ordered, places, strict=True)]
    return replace(
        plan,
        places={source: tuple(islice(ready, len(found))) for source, found in plan.places.items()},
        linked={source: tuple(_links(group)) for source, group in groupby(ordered, lambda fact: fact.source)},
        book=book(map(Home, map(home_host, old), paths, links), hosts, inferred),
    )


def _staying(path: str, how: Addressing) -> str:
    """Where a post stays; nothing where it cannot."""
    return path if how.stay and path and can_stay(path) and place(path) not in how.others else ""


def _hosts(facts: Sequence[Facts], blog_url: str) -> tuple[frozenset[str], str]:
    """The hosts of the blog, and the one of them that was only found out."""
    hosts = own_hosts(blog_url, (Old(addresses=(fact.url, *fact.aliases)) for fact in facts))
    if hosts:
        return hosts, ""
    inferred = inferred_host(_links(facts), {fact.entry_id for fact in facts if fact.entry_id})
    return frozenset({inferred} if inferred else ()), inferred


def _old(facts: Sequence[Facts], hosts: frozenset[str]) -> list[Old]:
    """What is known of each post's addresses, from itself and from the links of others."""
    named = named_in_links((fact.title for fact in facts), _links(facts), hosts)
    return [Old(fact.entry_id, (fact.url, *fact.aliases, *more)) for fact, more in zip(facts, named, strict=True)]


def _links(facts: Iterable[Facts]) -> Iterator[str]:
    return (url for fact in facts for url in fact.linked)


class _Taken(NamedTuple):
    """Names that somebody has, and whose each page, and each folder of files, is."""

    names: set[str]
    owners: dict[str, int]


def _with_pages(places: Sequence[Place], staying: Sequence[str], facts: Sequence[Facts], how: Addressing) -> list[Place]:
    """The places with their pages, no two alike and none inside another. Of two posts for one page the first has it.

    The other gets another name. An empty page is none: notes of Obsidian have no address. Names that differ may give one page:
    Hugo leaves `②` out of an address, so that `가나` and `가②나` meet there. And a folder that is a page of Hugo's holds no other
    page: a post called like a category would hide the posts in it, but one that was there before stays where it was.
    """
    page_of = how.page_of
    places = _outside(places, staying, facts, page_of)
    wanted = [stay or _page(fact, one, page_of) for stay, fact, one in zip(staying, facts, places, strict=True)]
    claims = [_claims(page, fact, one, how) for page, fact, one in zip(wanted, facts, places, strict=True)]
    taken = _Taken({place(one.name) for one in places}, _owners(claims, [one.settled for one in places], how.others))
    result: list[Place] = []
    for number, (one, fact, page) in enumerate(zip(places, facts, wanted, strict=True)):
        if all(taken.owners[claim] == number for claim in claims[number]):
            result.append(replace(one, page=page))
            continue
        found = _free(one, fact, how, taken, number)
        taken.names.add(place(found.name))
        taken.owners.update(dict.fromkeys(_claims(found.page, fact, found, how), number))
        result.append(found)
    return result


def _claims(page: str, fact: Facts, one: Place, how: Addressing) -> tuple[str, ...]:
    """What is a post's alone, with everything inside it: its page, and its files where a writer puts more around its name."""
    files = f"files:{place(how.files_of(fact, one.name))}" if how.files_of else ""
    return tuple([claim for claim in (place(page), files) if claim])


_NOBODY = -1


def _owners(claims: Sequence[tuple[str, ...]], settled: Sequence[bool], others: Set[str]) -> dict[str, int]:
    """Whose each claim is: the first one's, but nobody's when others are inside it, or the engine has a page there."""
    owners = {claim: number for number in later_first(settled) for claim in claims[number]}
    owners |= {other: _NOBODY for other in others if other not in owners or not settled[owners[other]]}
    above = {place(str(folder)) for own in claims for claim in own for folder in PurePosixPath(claim).parents}
    return owners | dict.fromkeys(above, _NOBODY)


def _outside(places: Sequence[Place], staying: Sequence[str], facts: Sequence[Facts], page_of: PageOf) -> list[Place]:
    """The places with those of newcomers moved out of pages of the last run, where the first of their folders can do that."""
    settled = (stay or _page(fact, one, page_of) for one, stay, fact in zip(places, staying, facts, strict=True) if one.settled)
    kept = _Taken({place(one.name) for one in places}, {place(page): _NOBODY for page in settled if page})
    starts: dict[str, int] = {}
    result: list[Place] = []
    for one, stay, fact in zip(places, staying, facts, strict=True):
        moved = one if one.settled or stay or not kept.owners else _moved(one, fact, page_of, kept, starts)
        kept.names.add(place(moved.name))
        result.append(moved)
    return result


def _moved(one: Place, fact: Facts, page_of: PageOf, kept: _Taken, starts: dict[str, int]) -> Place:
    """A place, with a number behind its first folder if its page is inside one of these; `starts` are numbers that did it."""
    folder, inside, rest = one.name.partition("/")

    def numbered(number: int) -> Place:
        return replace(one, name=f"{folder}-{number}/{rest}")

    def cover(tried: Place) -> str:
        return _cover(_page(fact, tried, page_of), kept.owners)

    covered = cover(one)
    # What covers it with a number, too, is above its first folder, and no number would do.
    if not inside or not covered or cover(numbered(2)) == covered:
        return one
    tries = ((number, numbered(number)) for number in count(starts.get(folder, 2)))
    starts[folder], found = next((number, to) for number, to in tries if place(to.name) not in kept.names and not cover(to))
    return found


def _cover(page: str, kept: Container[str]) -> str:
    """The outermost of these pages that a page is inside, empty for none."""
    above = (place(str(folder)) for folder in reversed(PurePosixPath(page).parents))
    return next((folder for folder in above if folder in kept), "")


def _page(fact: Facts, one: Place, page_of: PageOf) -> str:
    """Where a post will be at its place."""
    return page_of(replace(fact, slug=slug_at(fact.slug, one)), one.name)


def _free(one: Place, fact: Facts, how: Addressing, taken: _Taken, number: int) -> Place:
    """The place itself when only its page was taken by a post that stays, else the first with a number that is nobody's."""
    names = (one.name, *(f"{one.name}-{count}" for count in range(2, len(taken.owners) + len(taken.names) + 3)))
    for name in names:
        tried = replace(one, name=name)
        tried = replace(tried, page=_page(fact, tried, how.page_of))
        is_free = all(taken.owners.get(claim, number) == number for claim in _claims(tried.page, fact, tried, how))
        if (name == one.name or place(name) not in taken.names) and is_free:
            return tried
    return one
