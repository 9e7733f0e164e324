"""The names posts get, made from what the survey found. A plan does not depend on the order in which posts were found."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from itertools import chain, count, groupby, islice
from pathlib import PurePosixPath
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from convert.model import Timestamp, Visibility
from convert.plan.file_names import kept, safe, short, spelled
from convert.plan.last_run import Keys, Named, Names, State, gone, recognised, told_apart
from convert.plan.name_rule import filled
from convert.plan.old_addresses import AddressBook, place
from convert.plan.paths import BESIDE, LONGEST, as_kept, fitted, is_short

_DATED = re.compile(r"\d{4}-\d{1,2}-\d{1,2}-")
_MOMENTS = {"date": "%Y-%m-%d", "year": "%Y", "month": "%m", "day": "%d"}


class Facts(Struct, frozen=True):
    """What the survey keeps of one post.

    `source` is the name of its source and `index` its place in it; `folder` and `stem` come from the source's relative path,
    `origin` is the stem of the file the post was first read from, `member` its path in an archive.
    `linked` are addresses the body has links to, `edges` fingerprints of the blocks it begins and ends with, `remote` addresses
    of files on other servers, each with what is wanted there. Everything else is as in `Meta`.

    What a site makes of it is decided when all are known (`convert.batch.publication`): it is `hidden` when the site does
    not show it, `published` when the last run wrote it as public and nobody says who may read it, and `exposed` is a page of it
    that was there before, and showed what is to be hidden.
    """

    source: str
    index: int = 0
    folder: str = ""
    stem: str = ""
    origin: str = ""
    member: str = ""
    slug: str = ""
    title: str = ""
    url: str = ""
    aliases: tuple[str, ...] = ()
    entry_id: str = ""
    date: Timestamp | None = None
    categories: tuple[tuple[str, ...], ...] = ()
    tags: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    edges: tuple[str, ...] = ()
    remote: tuple[tuple[str, str], ...] = ()
    visibility: Visibility = "public"
    draft: bool = False
    hidden: bool = False
    published: bool = False
    exposed: str = ""


class Naming(Struct, frozen=True):
    """How a writer's outputs are named: like their sources with another ending, or, in a site, by what the posts are called.

    `rule` is what the user wants instead; see `convert.plan.name_rule`. `room_of` says how many characters a post's name may have
    with its folders, beside all that the writer puts around it.
    """

    extension: str = ""
    site: bool = False
    rule: str = "name"
    room_of: Callable[[Facts], int] = lambda fact: LONGEST - BESIDE


class _Wish(NamedTuple):
    """What a post would be called if nobody else were, and what else if every system took that for a file."""

    name: str
    unfit: str = ""


class Place(Struct, frozen=True):
    """A post's final name below the output folder, without an ending, and the name it would have had if nobody else had it.

    `unfit` is what it would be called if every system took that for a file, empty where it is called so.
    With `settled` it is the name it had in the last run, which nobody takes from it; with `vacant` nobody has the wished one
    any more. `page` is where it is on the new site, `old` are the paths it answered on that lead there, `taken` those that are
    another's. `hidden` and `published` are as in its `Facts`.
    """

    name: str
    wished: str
    settled: bool = False
    vacant: bool = False
    page: str = ""
    old: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    hidden: bool = False
    published: bool = False
    unfit: str = ""


class ResourcePlace(Struct, frozen=True):
    """Where a post's files go: a folder below the output, and what stands before a file's name in the post's addresses.

    `published` is the folder in which an engine puts them, where that may be longer.

    What an engine would take for a page, or not publish from there, goes to `apart`: files with one of the endings in `kept_out`,
    or, when it is empty, all that are no pictures.
    """

    folder: str
    url: str
    apart: "ResourcePlace | None" = None
    kept_out: frozenset[str] = frozenset()
    published: str = ""


class Plan(Struct, frozen=True):
    """What every post may know of all the others.

    `places` holds, for each source, the places of its posts in order; `book` says where each of them was and is; `repeated` are
    fingerprints of blocks that stand at the edges of many posts, `tags` and `categories` spellings of those that would take
    the page of another one. `linked` is where links of each source lead, `here` where the post that is being converted will be.
    `unpublished` has, for each source, the links in it that lead to posts a site does not show, with their titles, by
    `convert.plan.old_addresses.link_key`.
    """

    places: dict[str, tuple[Place, ...]] = {}
    book: AddressBook = AddressBook()
    repeated: frozenset[str] = frozenset()
    tags: dict[str, str] = {}
    categories: dict[str, str] = {}
    linked: dict[str, tuple[str, ...]] = {}
    unpublished: dict[str, dict[str, str]] = {}
    here: str = ""

    def part(self, sources: Iterable[str]) -> "Plan":
        """The plan as far as these sources need it, small enough to send to another process."""
        places = {source: self.places[source] for source in sources if source in self.places}
        book = self.book.part(url for source in places for url in self.linked.get(source, ()))
        unpublished = {source: self.unpublished[source] for source in places if source in self.unpublished}
        return replace(self, places=places, book=book, linked={}, unpublished=unpublished)

    def of_source(self, source: str) -> "Plan":
        """The same, which knows of no links to hidden posts but those of this source."""
        unpublished = {source: self.unpublished[source]} if source in self.unpublished else {}
        return replace(self, unpublished=unpublished) if self.unpublished else self

    def place(self, source: str, index: int) -> Place | None:
        """Where this post goes; None when the survey did not see it."""
        places = self.places.get(source, ())
        return places[index] if index < len(places) else None


def make_plan(facts: Iterable[Facts], naming: Naming, earlier: Names | None = None) -> Plan:
    """A plan for all the posts these facts are about, in whatever order they come.

    `earlier` are `known_names` of the last run, and names of posts that were gone in it.
    """
    ordered = sorted(facts, key=lambda fact: (sort_key(fact.source), fact.index))
    groups = {source: list(group) for source, group in groupby(ordered, key=lambda fact: fact.source)}
    wishes = [_wish(fact, naming, alone=len(groups[fact.source]) == 1) for fact in ordered]
    names = earlier or {}
    before = _earlier(ordered, wishes, names, naming)
    placed = _places([wish.name for wish in wishes], before, gone_names(ordered, names), naming)
    places = (replace(one, unfit=wish.unfit) if wish.unfit else one for one, wish in zip(placed, wishes, strict=True))
    return Plan({source: tuple(islice(places, len(group))) for source, group in groups.items()})


def known_names(plan: Plan, facts: Sequence[Facts], file_of: Callable[[Facts, str], str] | None = None) -> dict[str, Named]:
    """Each post that can be told from all others of the batch, by its name. `file_of` says what it is written to in a site."""
    known = [(fact, keys) for fact, keys in zip(facts, told_apart(keys_of(facts)), strict=True) if any(keys)]
    placed = ((fact, found, keys) for fact, keys in known if (found := plan.place(fact.source, fact.index)))
    return {
        found.name: Named(found.wished, keys, file_of(fact, found.name) if file_of else "", _state(fact))
        for fact, found, keys in placed
    }


def _state(fact: Facts) -> State:
    """What a site gets of a post, whatever its owner makes of that."""
    is_public = fact.visibility == "public" or (fact.visibility == "unknown" and fact.published)
    return "public" if is_public and not fact.draft else "draft"


def gone_names(facts: Sequence[Facts], earlier: Names) -> dict[str, Named]:
    """The names of posts that are not among these."""
    return gone(keys_of(facts), earlier)


def keys_of(facts: Iterable[Facts]) -> list[Keys]:
    """What a post keeps when others come and go, and its backup is called differently."""
    files = ((fact, "/".join((*_parts(fact.folder), fact.origin or fact.stem))) for fact in facts)
    return [(fact.entry_id, fact.url, file, f"{file}/{_moment(fact)}") for fact, file in files]


def _moment(fact: Facts) -> str:
    return fact.date.value.isoformat() if fact.date else str(fact.index)


def _earlier(facts: Sequence[Facts], wishes: Sequence[_Wish], earlier: Names, naming: Naming) -> list[str]:
    """The name each post had before, as far as it still wishes to be called what it wished then.

    What was no name on every system then, or too long, would be cut in the same way now: the post keeps what it was called.
    """
    names = recognised(keys_of(facts), earlier)
    return [
        name if name and _is_same(earlier[name].wished, wish.name, fact, naming) else ""
        for name, wish, fact in zip(names, wishes, facts, strict=True)
    ]


def _is_same(then: str, now: str, fact: Facts, naming: Naming) -> bool:
    return place(then) == place(now) or place(_fit(as_kept(then), fact, naming)) == place(now)


def slug_at(slug: str, one: Place) -> str:
    """The slug of a post at its place: with the number its name got, as two posts of one slug would be one page."""
    name, wished = (path.rpartition("/")[2] for path in (one.name, one.wished))
    if not slug or name == wished:
        return slug
    return f"{safe(slug)}{name.removeprefix(wished)}" if name.startswith(wished) else name


def sort_key(path: str) -> tuple[str, ...]:
    """Paths in order of their parts, so that a folder stays together."""
    return tuple(path.split("/"))


def _wish(fact: Facts, naming: Naming, *, alone: bool) -> _Wish:
    stem = fact.stem if alone else ""
    called = _called(fact, naming, stem)
    asked = _asked(fact, naming.rule, called)
    own = list(map(spelled, _sections(fact))) if naming.site else list(_parts(fact.folder))
    folders = list(map(short, own)) if naming.site else list(map(kept, own))
    name = kept(called) if stem and not asked and not naming.site else "/".join(map(short, asked or [called]))
    whole = "/".join((*own, *(asked or [called])))
    wish = _fit("/".join((*folders, name)), fact, naming)
    return _Wish(wish, "" if place(wish) == place(whole) else whole)


def _fit(path: str, fact: Facts, naming: Naming) -> str:
    return path if is_short(path) else fitted(path, naming.room_of(fact))


def _called(fact: Facts, naming: Naming, stem: str) -> str:
    """What a post is called when nobody asks for anything else."""
    if naming.site:
        return _first((fact.slug, *(_bare(name, fact.entry_id) for name in (stem, fact.origin)), fact.title))
    return stem or _first((fact.slug, fact.origin, fact.title))


def _asked(fact: Facts, rule: str, called: str) -> list[str]:
    """What the user's rule makes of a post, nothing when it lacks them. A title does for a slug, a name for a title."""
    if rule == "name":
        return []
    date = fact.date.value if fact.date else None
    title = fact.title if _spelled_or_nothing(fact.title) else called
    slug = fact.slug if _spelled_or_nothing(fact.slug) else title
    values = {"name": called, "title": title, "slug": slug, "id": fact.entry_id}
    return filled(rule, values | {field: f"{date:{form}}" if date else "" for field, form in _MOMENTS.items()})


def _sections(fact: Facts) -> tuple[str, ...]:
    """The folders a post of a site is in; one that bears the post's number, as those of a backup do, is the post's own."""
    parts = _parts(fact.folder)
    return parts[:-1] if fact.entry_id and parts[-1:] == (fact.entry_id,) else parts


def _first(names: Iterable[str]) -> str:
    return next((name for name in map(_spelled_or_nothing, names) if name), "post")


def _spelled_or_nothing(text: str) -> str:
    return spelled(text, fallback="")


def _bare(stem: str, number: str) -> str:
    """What a file is called without its date, or the number that a backup puts before the title."""
    named = stem.removeprefix(number).lstrip("-") if number and (stem == number or stem.startswith(f"{number}-")) else stem
    return _undated(named)


def _undated(stem: str) -> str:
    return _DATED.sub("", stem, count=1) if _DATED.match(stem) else stem


def _parts(folder: str) -> tuple[str, ...]:
    return PurePosixPath(folder).parts if folder not in ("", ".") else ()


def _places(wishes: Sequence[str], earlier: Sequence[str], absent: Collection[str], naming: Naming) -> Iterator[Place]:
    """A place for each wish.

    A name of the last run stays its post's, even while that is gone. Of the others, whoever wished a name first has it, so that
    a number never takes the name of another post.
    """
    extension = naming.extension
    away = {place(name + extension) for name in absent}
    kept = away | {place(name + extension) for name in earlier if name}
    moved: dict[str, str] = {}
    wanted = [_outside(wish, kept, moved) for wish in wishes]
    claims = [before or claim for before, claim in zip(earlier, wanted, strict=True)]
    keys = [place(claim + extension) for claim in claims]
    folders = {place(str(folder)) for claim in (*claims, *absent) for folder in PurePosixPath(claim).parents}
    owners = {keys[position]: position for position in later_first(list(map(bool, earlier)))}
    taken = folders | away | set(keys)
    numbers: dict[str, Iterator[int]] = {}
    for position, (claim, wish, key) in enumerate(zip(claims, wishes, keys, strict=True)):
        if owners[key] != position or key in folders or key in away:
            counting = numbers.setdefault(place(wanted[position] + extension), count(2))
            yield Place(_numbered(wanted[position], extension, taken, counting), wish)
        elif key == place(wish + extension):
            yield Place(claim, claim, bool(earlier[position]))
        else:
            vacant = wanted[position] == wish and place(wish + extension) not in taken
            yield Place(claim, wish, bool(earlier[position]), vacant)


def _outside(wish: str, kept: Set[str], moved: dict[str, str]) -> str:
    """A path that is not inside one of these: its folders give way with a number, since nothing is shown in a post's own.

    `moved` are folders that were asked about, each with what it is called now.
    """
    *parts, name = wish.split("/")
    folder = ""
    for part in parts:
        here = f"{folder}{part}"
        if here not in moved:
            numbered = (f"{here}-{number}" for number in count(2))
            moved[here] = next(path for path in chain((here,), numbered) if place(path) not in kept)
        folder = f"{moved[here]}/"
    return folder + name


def later_first(settled: Sequence[bool]) -> list[int]:
    """Positions in an order in which whose a thing is comes last: the first of those who had it before, or of all."""
    return sorted(range(len(settled)), key=lambda position: (settled[position], -position))


def _numbered(wish: str, extension: str, taken: set[str], numbers: Iterator[int]) -> str:
    names = (f"{wish}-{number}" for number in numbers)
    name = next(name for name in names if place(name + extension) not in taken)
    taken.add(place(name + extension))
    return name
