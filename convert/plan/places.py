"""The names posts get, made from what the survey found. A plan does not depend on the order in which posts were found."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, pairwise
from pathlib import PurePosixPath
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from convert import lazy_re as re
from convert.model import Timestamp, Visibility
from convert.plan.file_names import portable_name, shorten_slug_with_hash, slugify_keeping_case, slugify_short
from convert.plan.last_run import (
    NamedPost,
    NamedPosts,
    PostKeys,
    State,
    earlier_names_of,
    posts_of_last_run_not_among,
    without_shared_keys,
)
from convert.plan.name_rule import fill_name_rule_empty_if_no_field_known
from convert.plan.numbered_names import number_parent_folders_that_are_posts, reserve_numbered_name_for_taken_wish
from convert.plan.old_addresses import AddressBook, caseless_key
from convert.plan.paths import BESIDE, LONGEST, folders_above, is_surely_short, portable_path, shorten_path_folders_before_name
from convert.plan.spilled import SpilledDict, SpilledGroups, SpilledList, SpilledSet

_DATED = re.compile(r"\d{4}-\d{1,2}-\d{1,2}-")
_MOMENTS = {"date": "%Y-%m-%d", "year": "%Y", "month": "%m", "day": "%d"}


class Facts(Struct, frozen=True):
    """What the survey keeps of one post, as it stands in its source. What has no line here is as in `Meta`.

    - `source`, `index`: the name of its source, and how many posts of that come before it;
    - `folder`, `stem`: of the source's path below what the user named, the folder, and the file's name without its ending;
    - `origin_stem`: the same of the file the post was first read from, where that is another, as in an archive;
    - `member`: the path of that file in the archive, empty for a post of none;
    - `linked_urls`: addresses that the body has links to, as they stand there;
    - `bare_urls`: addresses that stand in its text and are no links, as they would be one;
    - `edge_fingerprints`: of the blocks it begins and ends with;
    - `remote_files`: addresses of files on other servers, each with the medium that is wanted there.
    """

    source: str
    index: int = 0
    folder: str = ""
    stem: str = ""
    origin_stem: str = ""
    member: str = ""
    slug: str = ""
    title: str = ""
    url: str = ""
    aliases: tuple[str, ...] = ()
    entry_id: str = ""
    date: Timestamp | None = None
    categories: tuple[tuple[str, ...], ...] = ()
    tags: tuple[str, ...] = ()
    linked_urls: tuple[str, ...] = ()
    bare_urls: tuple[str, ...] = ()
    edge_fingerprints: tuple[str, ...] = ()
    remote_files: tuple[tuple[str, str], ...] = ()
    visibility: Visibility = "public"
    draft: bool = False
    author: str = ""


class Naming(Struct, frozen=True):
    """How a writer's outputs are named: like their sources with another ending, or, in a site, by what the posts are called.

    `rule` is what the user wants instead; see `convert.plan.name_rule`. `length_limit_of` says how many characters a post's name
    may have with its folders, beside all that the writer puts around it.
    """

    extension: str = ""
    site: bool = False
    rule: str = "name"
    length_limit_of: Callable[[Facts], int] = lambda fact: LONGEST - BESIDE


class _WishedName(NamedTuple):
    """What a post would be called if nobody else were, and what else if every system took that for a file."""

    name: str
    unfit: str = ""


class PostPlace(Struct, frozen=True):
    """A post's final name below the output folder, without an ending, and the name it would have had if nobody else had it.

    `unfit` is what it would be called if every system took that for a file, empty where it is called so.
    With `settled` it is the name it had in the last run, which nobody takes from it; with `vacant` nobody has the wished one
    any more. `page` is where it is on the new site, `old` are the paths it answered on that lead there, `taken` those that are
    another's. `hidden` is what a site does not show; `published` what the last run wrote as public, and of which nobody says
    who may read it.
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
    or, when it is empty, all that are no pictures. Where there are some in `kept_in`, all others go there as well. With
    `ascii_names` files are called by Latin letters and digits alone.
    """

    folder: str
    url: str
    apart: "ResourcePlace | None" = None
    kept_out: frozenset[str] = frozenset()
    published: str = ""
    kept_in: frozenset[str] = frozenset()
    ascii_names: bool = False


class PostPlan(Struct, frozen=True):
    """What one post may know of all the others: the plan as far as transforms need it.

    `page` is where the post itself will be, `unpublished` has the links in its source that lead to posts a site does not show.
    The rest is as in `Plan`.
    """

    page: str = ""
    book: AddressBook = AddressBook()
    repeated: frozenset[str] = frozenset()
    unpublished: Mapping[str, str] = {}


class Plan(Struct, frozen=True):
    """What becomes of all posts together.

    `places` holds, for each source, the places of its posts in order; `book` says where each of them was and is; `repeated` are
    fingerprints of blocks that stand at the edges of many posts, `tags` and `categories` spellings of those that would take
    the page of another one. `linked_urls` is where links of each post of a source lead. `unpublished` has, for each source, the
    links in it that lead to posts a site does not show, with their titles, by `convert.plan.old_addresses.key_of_linked_page`.
    """

    places: Mapping[str, Sequence[PostPlace]] = {}
    book: AddressBook = AddressBook()
    repeated: frozenset[str] = frozenset()
    tags: dict[str, str] = {}
    categories: dict[str, str] = {}
    linked_urls: Mapping[str, Sequence[tuple[str, ...]]] = {}
    unpublished: Mapping[str, dict[str, str]] = {}

    def part_for_sources(self, sources: Iterable[str]) -> "Plan":
        """The plan as far as these sources need it, small enough to send to another process."""
        places = {source: tuple(found) for source in sources if (found := self.places.get(source))}
        book = self.book.part_for_urls(url for source in places for urls in self.linked_urls.get(source, ()) for url in urls)
        unpublished = {source: self.unpublished[source] for source in places if source in self.unpublished}
        return replace(self, places=places, book=book, linked_urls={}, unpublished=unpublished)

    def part_for_post(self, source: str, place: PostPlace) -> PostPlan:
        """The plan as far as transforms of this post need it."""
        return PostPlan(place.page or place.name, self.book, self.repeated, self.unpublished.get(source, {}))

    def place_of_post(self, source: str, index: int) -> PostPlace | None:
        """Where this post goes; None when the survey did not see it."""
        places = self.places.get(source, ())
        return places[index] if index < len(places) else None


def make_plan(facts: Iterable[Facts], naming: Naming, earlier: NamedPosts | None = None) -> Plan:
    """A plan for all the posts these facts are about, in whatever order they come.

    `earlier` are `posts_by_name_for_next_run` of the last run, and names of posts that were gone in it.
    """
    ordered = in_order_of_sources(facts)
    counts = SpilledDict((source, sum(1 for _ in group)) for source, group in groupby(ordered, key=lambda fact: fact.source))
    wishes = SpilledList(_wished_name(fact, naming, is_only_post_of_source=counts[fact.source] == 1) for fact in ordered)
    names = earlier or {}
    before = _earlier_names_or_empty_where_wish_changed(ordered, wishes, names, naming)
    placed = _assign_places(
        SpilledList(wish.name for wish in wishes), before, earlier_names_of_gone_posts(ordered, names), naming
    )
    places = (replace(place, unfit=wish.unfit) if wish.unfit else place for place, wish in zip(placed, wishes, strict=True))
    return Plan(SpilledGroups(counts.items(), places))


def in_order_of_sources(facts: Iterable[Facts]) -> Sequence[Facts]:
    """The facts as they are where they are in the order of their sources already, as a survey gives them, else sorted."""
    found = facts if isinstance(facts, Sequence) else list(facts)
    keys = map(_sort_key_by_source_path_and_index, found)
    is_in_order = all(one <= other for one, other in pairwise(keys))
    return found if is_in_order else sorted(found, key=_sort_key_by_source_path_and_index)


def _sort_key_by_source_path_and_index(fact: Facts) -> tuple[str, int]:
    return sort_key_of_path_by_parts(fact.source), fact.index


def posts_by_name_for_next_run(
    plan: Plan, facts: Sequence[Facts], file_of: Callable[[Facts, str], str] | None = None
) -> NamedPosts:
    """Each post that can be told from all others of the batch, by its name. `file_of` says what it is written to in a site."""
    known = zip(facts, without_shared_keys(all_identity_keys_of_each_post(facts)), strict=True)
    placed = ((fact, found, keys) for fact, keys in known if any(keys) and (found := plan.place_of_post(fact.source, fact.index)))
    return SpilledDict(
        (
            found.name,
            NamedPost(found.wished, keys, file_of(fact, found.name) if file_of else "", _state_as_written(fact, found)),
        )
        for fact, found, keys in placed
    )


def _state_as_written(fact: Facts, place: PostPlace) -> State:
    """What a site gets of a post, whatever its owner makes of that."""
    is_public = fact.visibility == "public" or (fact.visibility == "unknown" and place.published)
    return "public" if is_public and not fact.draft else "draft"


def earlier_names_of_gone_posts(facts: Sequence[Facts], earlier: NamedPosts) -> NamedPosts:
    """The names of posts that are not among these."""
    return posts_of_last_run_not_among(all_identity_keys_of_each_post(facts), earlier) if earlier else {}


def all_identity_keys_of_each_post(facts: Iterable[Facts]) -> Sequence[PostKeys]:
    """What a post keeps when others come and go, and its backup is called differently."""
    files = ((fact, "/".join((*_parts_of_source_folder(fact.folder), fact.origin_stem or fact.stem))) for fact in facts)
    return SpilledList((fact.entry_id, fact.url, file, f"{file}/{_date_or_index(fact)}") for fact, file in files)


def _date_or_index(fact: Facts) -> str:
    return fact.date.value.isoformat() if fact.date else str(fact.index)


def _earlier_names_or_empty_where_wish_changed(
    facts: Sequence[Facts], wishes: Sequence[_WishedName], earlier: NamedPosts, naming: Naming
) -> Sequence[str]:
    """The name each post had before, as far as it still wishes to be called what it wished then.

    What was no name on every system then, or too long, would be cut in the same way now: the post keeps what it was called.
    """
    if not earlier:
        return SpilledList("" for _ in wishes)
    names = earlier_names_of(all_identity_keys_of_each_post(facts), earlier)
    return SpilledList(
        name if name and _is_same_wish_by_present_rules(earlier[name].wished, wish.name, fact, naming) else ""
        for name, wish, fact in zip(names, wishes, facts, strict=True)
    )


def _is_same_wish_by_present_rules(then: str, now: str, fact: Facts, naming: Naming) -> bool:
    """Whether a wish is what it was, also that of a site that was made when folders of sources were in it (0.1.0)."""
    wishes = (then, _shorten_to_length_limit(portable_path(then), fact, naming))
    keys = {caseless_key(wish) for wish in (*wishes, *(_without_source_folders(wish, fact) for wish in wishes if naming.site))}
    return caseless_key(now) in keys


def _without_source_folders(wish: str, fact: Facts) -> str:
    """A wish without the folders its source is in, if it begins with these; one that bore the post's number was left out."""
    parts = _parts_of_source_folder(fact.folder)
    parts = parts[:-1] if fact.entry_id and parts[-1:] == (fact.entry_id,) else parts
    folders = "/".join(map(shorten_slug_with_hash, map(slugify_keeping_case, parts)))
    return wish.removeprefix(f"{folders}/") if folders else wish


def slug_numbered_like_place(slug: str, place: PostPlace) -> str:
    """The slug of a post at its place: with the number its name got, as two posts of one slug would be one page."""
    name, wished = (path.rpartition("/")[2] for path in (place.name, place.wished))
    if not slug or name == wished:
        return slug
    return f"{slugify_short(slug)}{name.removeprefix(wished)}" if name.startswith(wished) else name


def sort_key_of_path_by_parts(path: str) -> str:
    """A text that is in the order of paths by their parts, so that a folder stays together. NUL is not in it."""
    return path.translate(_IN_ORDER_OF_PARTS)


_IN_ORDER_OF_PARTS = str.maketrans({"/": "\1", "\0": "\2\1", "\1": "\2\2", "\2": "\2\3"})
"""What parts are kept apart by comes before all that may be in them."""


def _wished_name(fact: Facts, naming: Naming, *, is_only_post_of_source: bool) -> _WishedName:
    """What a post would be called, in the folders of its source where files lie.

    A site has none of them: they would be in addresses, and how somebody's disk is ordered is nothing for readers.
    """
    stem = fact.stem if is_only_post_of_source else ""
    default_name = _name_from_slug_stem_or_title(fact, naming, stem)
    asked = _name_parts_by_rule_or_empty(fact, naming.rule, default_name)
    own = [] if naming.site else list(_parts_of_source_folder(fact.folder))
    folders = list(map(portable_name, own))
    name = (
        portable_name(default_name)
        if stem and not asked and not naming.site
        else "/".join(map(shorten_slug_with_hash, asked or [default_name]))
    )
    whole = "/".join((*own, *(asked or [default_name])))
    wish = _shorten_to_length_limit("/".join((*folders, name)), fact, naming)
    return _WishedName(wish, "" if caseless_key(wish) == caseless_key(whole) else whole)


def _shorten_to_length_limit(path: str, fact: Facts, naming: Naming) -> str:
    return path if is_surely_short(path) else shorten_path_folders_before_name(path, naming.length_limit_of(fact))


def _name_from_slug_stem_or_title(fact: Facts, naming: Naming, stem: str) -> str:
    """What a post is called when nobody asks for anything else."""
    if naming.site:
        stems = (_last_source_folder_or_empty(fact) if stem.lower() in _INDEX_STEMS else stem, fact.origin_stem)
        return _first_nonempty_slug_or_post(
            (fact.slug, *(_without_date_and_number(name, fact.entry_id) for name in stems), fact.title)
        )
    return stem or _first_nonempty_slug_or_post((fact.slug, fact.origin_stem, fact.title))


def _name_parts_by_rule_or_empty(fact: Facts, rule: str, default_name: str) -> list[str]:
    """What the user's rule makes of a post, nothing when it lacks them. A title does for a slug, a name for a title."""
    if rule == "name":
        return []
    date = fact.date.value if fact.date else None
    title = fact.title if _slug_or_nothing(fact.title) else default_name
    slug = fact.slug if _slug_or_nothing(fact.slug) else title
    values = {"name": default_name, "title": title, "slug": slug, "id": fact.entry_id}
    return fill_name_rule_empty_if_no_field_known(
        rule, values | {field: f"{date:{form}}" if date else "" for field, form in _MOMENTS.items()}
    )


_INDEX_STEMS = ("index", "_index", "readme")
"""Files that engines call so say nothing: such a post is called as its folder."""


def _last_source_folder_or_empty(fact: Facts) -> str:
    """What the folder of such a file is called; empty where it is the one somebody named."""
    return PurePosixPath(fact.folder).name if fact.folder not in ("", ".") else ""


def _first_nonempty_slug_or_post(names: Iterable[str]) -> str:
    return next((name for name in map(_slug_or_nothing, names) if name), "post")


def _slug_or_nothing(text: str) -> str:
    return slugify_keeping_case(text, fallback="")


def _without_date_and_number(stem: str, number: str) -> str:
    """What a file is called without its date, or the number that a backup puts before the title."""
    named = stem.removeprefix(number).lstrip("-") if number and (stem == number or stem.startswith(f"{number}-")) else stem
    return _without_date(named)


def _without_date(stem: str) -> str:
    return _DATED.sub("", stem, count=1) if _DATED.match(stem) else stem


def _parts_of_source_folder(source_folder: str) -> tuple[str, ...]:
    return PurePosixPath(source_folder).parts if source_folder not in ("", ".") else ()


def _assign_places(wishes: Sequence[str], earlier: Sequence[str], absent: Iterable[str], naming: Naming) -> Iterator[PostPlace]:
    """A place for each wish.

    A name of the last run stays its post's, even while that is gone. Of the others, whoever wished a name first has it, so that
    a number never takes the name of another post.
    """
    extension = naming.extension
    away = SpilledSet(caseless_key(name + extension) for name in absent)
    kept = SpilledSet(chain(away, (caseless_key(name + extension) for name in earlier if name)))
    moved: SpilledDict[str] = SpilledDict()
    wanted = SpilledList(number_parent_folders_that_are_posts(wish, kept, moved) for wish in wishes)
    claims = SpilledList(before or claim for before, claim in zip(earlier, wanted, strict=True))
    keys = SpilledList(caseless_key(claim + extension) for claim in claims)
    folders = SpilledSet(caseless_key(folder) for claim in chain(claims, absent) for folder in folders_above(claim))
    settled = SpilledList(map(bool, earlier))
    owners = SpilledDict((keys[position], position) for position in positions_backwards_with_settled_last(settled))
    taken = SpilledSet(chain(folders, away, keys))
    numbers: SpilledDict[int] = SpilledDict()
    for position, (claim, wish, key) in enumerate(zip(claims, wishes, keys, strict=True)):
        if owners[key] != position or key in folders or key in away:
            yield PostPlace(reserve_numbered_name_for_taken_wish(wanted[position], extension, taken, numbers), wish)
        elif key == caseless_key(wish + extension):
            yield PostPlace(claim, claim, settled=settled[position])
        else:
            vacant = wanted[position] == wish and caseless_key(wish + extension) not in taken
            yield PostPlace(claim, wish, settled=settled[position], vacant=vacant)


def positions_backwards_with_settled_last(are_settled: Sequence[bool]) -> Iterator[int]:
    """Positions in an order in which whose a thing is comes last: the first of those who had it before, or of all."""
    for wanted in (False, True):
        yield from (position for position in reversed(range(len(are_settled))) if are_settled[position] == wanted)
