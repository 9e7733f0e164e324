"""Where every post was and will be: the pages of a plan, no two alike and none inside another."""

from collections.abc import Callable, Container, Iterable, Iterator, MutableMapping, MutableSet, Sequence, Set
from itertools import chain, count
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from convert.plan.old_addresses import (
    AddressEntry,
    OldAddresses,
    assign_old_paths,
    caseless_key,
    first_own_path_or_number_path,
    inferred_host_or_empty,
    linked_entry_urls_of_titles,
    make_address_book,
    old_paths_with_mobile_versions,
    own_hosts,
    paths_with_query_that_tells_page,
    stated_host_or_empty,
)
from convert.plan.paths import can_post_stay_at_old_path, folders_above, is_path_generated_by_engines
from convert.plan.places import (
    Facts,
    Plan,
    PostPlace,
    in_order_of_sources,
    positions_backwards_with_settled_last,
    slug_numbered_like_place,
)
from convert.plan.spilled import SpilledDict, SpilledGroups, SpilledList, SpilledSet

PageOf = Callable[[Facts, str], str]
"""Where the page of a post will be when it has a name: a path from the site's root, or a file below the output folder."""


class Addressing(Struct, frozen=True):
    """How a writer and its options address posts.

    - `page_of`: where the page of a post is;
    - `reference_of`: what links lead to, where that is not the page (Hugo's `relref`);
    - `blog_url`: where the blog was, empty where nobody says so;
    - `keeps_addresses`: whether a post will be where it was, if that is known and can be;
    - `other_pages`: pages the engine makes that are no post's, by `caseless_key`;
    - `makes_site`: whether an engine puts files of its own beside the posts;
    - `bundle_of`: the folder that must be a post's alone, of a writer that puts more around a name.
    """

    page_of: PageOf
    reference_of: PageOf | None = None
    blog_url: str = ""
    keeps_addresses: bool = False
    other_pages: frozenset[str] = frozenset()
    makes_site: bool = False
    bundle_of: PageOf | None = None


def with_old_and_new_addresses_of_posts(plan: Plan, facts: Iterable[Facts], addressing: Addressing) -> Plan:
    """The plan with where every post was and will be."""
    ordered = in_order_of_sources(facts)
    hosts, inferred = _known_hosts_or_one_inferred_from_links(ordered, addressing.blog_url)
    old = _stated_and_linked_old_addresses(ordered, hosts)
    paths = SpilledList(old_paths_with_mobile_versions(place, hosts) for place in old)
    wished = SpilledList(chain.from_iterable(plan.places.values()))
    staying = SpilledList(
        _path_if_kept_possible_and_free(first_own_path_or_number_path(place, hosts), addressing) for place in old
    )
    places = _with_distinct_pages(wished, staying, ordered, addressing)
    others = addressing.other_pages | (_old_path_keys_of_engine_files(paths) if addressing.makes_site else frozenset())
    settled = assign_old_paths(SpilledList(place.page for place in places), paths, others)
    ready = (replace(found, old=place.kept, taken=place.taken) for found, place in zip(places, settled, strict=True))
    known = ((*own, *paths_with_query_that_tells_page(place)) for own, place in zip(paths, old, strict=True))
    links = (
        _page_at_place(fact, place, addressing.reference_of) if addressing.reference_of else place.page
        for fact, place in zip(ordered, places, strict=True)
    )
    groups = SpilledGroups(((source, len(found)) for source, found in plan.places.items()), ready)
    return replace(
        plan,
        places=groups,
        linked_urls=groups.same_groups_of_other_rows(fact.linked_urls for fact in ordered),
        book=make_address_book(map(AddressEntry, map(stated_host_or_empty, old), known, links), hosts, inferred),
    )


def _old_path_keys_of_engine_files(paths: Iterable[tuple[str, ...]]) -> frozenset[str]:
    """Old paths at which engines put files of their own, such as the feed, which a redirect would take from its readers."""
    return frozenset([caseless_key(path) for own in paths for path in own if is_path_generated_by_engines(path)])


def _path_if_kept_possible_and_free(path: str, addressing: Addressing) -> str:
    """Where a post stays; nothing where it cannot."""
    can_stay = addressing.keeps_addresses and path and can_post_stay_at_old_path(path)
    return path if can_stay and caseless_key(path) not in addressing.other_pages else ""


def _known_hosts_or_one_inferred_from_links(facts: Sequence[Facts], blog_url: str) -> tuple[frozenset[str], str]:
    """The hosts of the blog, and the one of them that was only found out."""
    hosts = own_hosts(blog_url, (OldAddresses(addresses=(fact.url, *fact.aliases)) for fact in facts))
    if hosts:
        return hosts, ""
    inferred = inferred_host_or_empty(_linked_urls(facts), SpilledSet(fact.entry_id for fact in facts if fact.entry_id))
    return frozenset({inferred} if inferred else ()), inferred


def _stated_and_linked_old_addresses(facts: Sequence[Facts], hosts: frozenset[str]) -> Sequence[OldAddresses]:
    """What is known of each post's addresses, from itself and from the links of others."""
    named = linked_entry_urls_of_titles((fact.title for fact in facts), _linked_urls(facts), hosts)
    return SpilledList(
        OldAddresses(fact.entry_id, (fact.url, *fact.aliases, *more)) for fact, more in zip(facts, named, strict=True)
    )


def _linked_urls(facts: Iterable[Facts]) -> Iterator[str]:
    return (url for fact in facts for url in fact.linked_urls)


class _Occupied(NamedTuple):
    """Names that somebody has, and whose each page, and each folder of files, is."""

    names: MutableSet[str]
    owners: MutableMapping[str, int]


def _with_distinct_pages(
    places: Sequence[PostPlace], staying: Sequence[str], facts: Sequence[Facts], addressing: Addressing
) -> Sequence[PostPlace]:
    """The places with their pages, no two alike and none inside another. Of two posts for one page the first has it.

    The other gets another name. An empty page is none: notes of Obsidian have no address. Names that differ may give one page:
    Hugo leaves `②` out of an address, so that `가나` and `가②나` meet there. And a folder that is a page of Hugo's holds no other
    page: a post called like a category would hide the posts in it, but one that was there before stays where it was.
    """
    page_of = addressing.page_of
    places = _with_newcomers_not_nested_in_settled_pages(places, staying, facts, page_of)
    wanted = SpilledList(
        stay or _page_at_place(fact, place, page_of) for stay, fact, place in zip(staying, facts, places, strict=True)
    )
    claims = SpilledList(
        _keys_of_page_and_bundle(page, fact, place, addressing) for page, fact, place in zip(wanted, facts, places, strict=True)
    )
    occupied = _Occupied(
        SpilledSet(caseless_key(place.name) for place in places),
        _owner_by_claim_nobody_for_folders_and_engine_pages(
            claims, SpilledList(place.settled for place in places), addressing.other_pages
        ),
    )
    result: SpilledList[PostPlace] = SpilledList()
    for number, (place, fact, page, own) in enumerate(zip(places, facts, wanted, claims, strict=True)):
        if all(occupied.owners[claim] == number for claim in own):
            result.append(replace(place, page=page))
            continue
        found = _same_or_first_free_numbered_place(place, fact, addressing, occupied, number)
        occupied.names.add(caseless_key(found.name))
        occupied.owners.update(dict.fromkeys(_keys_of_page_and_bundle(found.page, fact, found, addressing), number))
        result.append(found)
    return result


def _keys_of_page_and_bundle(page: str, fact: Facts, place: PostPlace, addressing: Addressing) -> tuple[str, ...]:
    """What is a post's alone, with everything inside it: its page, and its files where a writer puts more around its name."""
    files = f"files:{caseless_key(addressing.bundle_of(fact, place.name))}" if addressing.bundle_of else ""
    return tuple([claim for claim in (caseless_key(page), files) if claim])


_NOBODY = -1


def _owner_by_claim_nobody_for_folders_and_engine_pages(
    claims: Sequence[tuple[str, ...]], settled: Sequence[bool], others: Set[str]
) -> MutableMapping[str, int]:
    """Whose each claim is: the first one's, but nobody's when others are inside it, or the engine has a page there."""
    owners = SpilledDict((claim, number) for number in positions_backwards_with_settled_last(settled) for claim in claims[number])
    owners.update({other: _NOBODY for other in others if other not in owners or not settled[owners[other]]})
    owners.update((caseless_key(folder), _NOBODY) for folder in _folders_above_each_claim_unless_above_previous(claims))
    return owners


def _folders_above_each_claim_unless_above_previous(claims: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """The folders each claim is in. Nearly all are in those of the one before, which are not said again."""
    last: set[str] = set()
    for own in claims:
        above = {folder for claim in own for folder in folders_above(claim)}
        yield from above - last
        last = above


def _with_newcomers_not_nested_in_settled_pages(
    places: Sequence[PostPlace], staying: Sequence[str], facts: Sequence[Facts], page_of: PageOf
) -> Sequence[PostPlace]:
    """The places with those of newcomers moved out of pages of the last run, where the first of their folders can do that."""
    settled = (
        stay or _page_at_place(fact, place, page_of)
        for place, stay, fact in zip(places, staying, facts, strict=True)
        if place.settled
    )
    pages = SpilledDict((caseless_key(page), _NOBODY) for page in settled if page)
    if not pages:
        return places
    kept = _Occupied(SpilledSet(caseless_key(place.name) for place in places), pages)
    starts: dict[str, int] = {}
    result: SpilledList[PostPlace] = SpilledList()
    for place, stay, fact in zip(places, staying, facts, strict=True):
        moved = (
            place if place.settled or stay else _with_folder_numbered_if_below_settled_page(place, fact, page_of, kept, starts)
        )
        kept.names.add(caseless_key(moved.name))
        result.append(moved)
    return result


def _with_folder_numbered_if_below_settled_page(
    place: PostPlace, fact: Facts, page_of: PageOf, settled_pages: _Occupied, first_numbers: dict[str, int]
) -> PostPlace:
    """A place, with a number behind its first folder if its page is inside one of these; `starts` are numbers that did it."""
    folder, inside, rest = place.name.partition("/")

    def with_number(number: int) -> PostPlace:
        return replace(place, name=f"{folder}-{number}/{rest}")

    def covering_page(tried_place: PostPlace) -> str:
        return _outermost_page_above_or_empty(_page_at_place(fact, tried_place, page_of), settled_pages.owners)

    covered = covering_page(place)
    # What covers it with a number, too, is above its first folder, and no number would do.
    if not inside or not covered or covering_page(with_number(2)) == covered:
        return place
    tries = ((number, with_number(number)) for number in count(first_numbers.get(folder, 2)))
    first_numbers[folder], found = next(
        (number, to) for number, to in tries if caseless_key(to.name) not in settled_pages.names and not covering_page(to)
    )
    return found


def _outermost_page_above_or_empty(page: str, pages: Container[str]) -> str:
    """The outermost of these pages that a page is inside, empty for none."""
    above = map(caseless_key, reversed(folders_above(page)))
    return next((folder for folder in above if folder in pages), "")


def _page_at_place(fact: Facts, place: PostPlace, page_of: PageOf) -> str:
    """Where a post will be at its place."""
    return page_of(replace(fact, slug=slug_numbered_like_place(fact.slug, place)), place.name)


def _same_or_first_free_numbered_place(
    place: PostPlace, fact: Facts, addressing: Addressing, occupied: _Occupied, owner: int
) -> PostPlace:
    """The place itself when only its page was taken by a post that stays, else the first with a number that is nobody's."""
    names = (place.name, *(f"{place.name}-{count}" for count in range(2, len(occupied.owners) + len(occupied.names) + 3)))
    for name in names:
        tried = replace(place, name=name)
        tried = replace(tried, page=_page_at_place(fact, tried, addressing.page_of))
        is_free = all(
            occupied.owners.get(claim, owner) == owner for claim in _keys_of_page_and_bundle(tried.page, fact, tried, addressing)
        )
        if (name == place.name or caseless_key(name) not in occupied.names) and is_free:
            return tried
    return place
