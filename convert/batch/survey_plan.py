"""The plan of a batch: what the parent makes of all facts for one job, before anything is converted."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from convert.batch.publication import FileOf
from convert.batch.unpublished import unpublished_links
from convert.formats import Values, Writer, is_site, writer, writer_with
from convert.model import Document, Meta
from convert.notices import Notice
from convert.options import WriterOptions
from convert.plan.last_run import Names
from convert.plan.old_addresses import place
from convert.plan.pages import Addressing, PageOf, with_addresses
from convert.plan.paths import BESIDE, LONGEST, term, units
from convert.plan.places import Facts, Naming, Plan, ResourcePlace, make_plan, slug_at
from convert.plan.terms import categories_spelled, tags_spelled
from convert.sources.source import File
from convert.transforms.boilerplate import repeated_fingerprints
from convert.writers._site import Move, join_safe_path, safe_section_folder


def plan_for(name: str, writing: Values, facts: Sequence[Facts], blog_url: str = "", earlier: Names | None = None) -> Plan:
    """Names for all posts and, where the writer makes files or pages, where each was and will be. `earlier` are last run's."""
    module, options = writer(name), writer_with(name, writing)[1]
    tags, categories = _shared_terms(module, facts)
    if is_site(module):
        facts = [_as_written(fact, tags, categories) for fact in facts]
    plan = make_plan(facts, Naming(module.EXTENSION, is_site(module), options.names, _room_of(module, options)), earlier)
    if not module.JOINED:
        plan = with_addresses(plan, facts, replace(_addressing(module, options, facts, plan), blog_url=blog_url))
    footers = repeated_fingerprints(fact.edges for fact in facts) if options.boilerplate == "drop" else frozenset()
    return replace(plan, repeated=footers, tags=tags, categories=categories)


def file_of(name: str, writing: Values) -> FileOf | None:
    """The file a writer of sites makes of a post; None when it does not say."""
    module, options = writer(name), writer_with(name, writing)[1]
    return _named(module, options, "post_file") or _named(module, options, "note")


def with_publication(plan: Plan, facts: Sequence[Facts], name: str, writing: Values) -> Plan:
    """The plan of a site with which posts it shows, and which links lead to others."""
    link_of = _link_of(writer(name), writer_with(name, writing)[1])
    placed = [(fact, found) for fact in facts if (found := plan.place(fact.source, fact.index))]
    known = {(fact.source, fact.index): fact for fact, _ in placed}
    places = {
        source: tuple([replace(one, **_publication(known[source, index])) for index, one in enumerate(found)])
        for source, found in plan.places.items()
    }
    links = [
        link_of(replace(fact, slug=slug_at(fact.slug, one)), one.name) if link_of and fact.hidden else one.page
        for fact, one in placed
    ]
    return replace(plan, places=places, unpublished=unpublished_links([fact for fact, _ in placed], links, plan.book))


def _link_of(module: Writer, options: WriterOptions) -> PageOf | None:
    """What links lead to, where that is no address."""
    return _named(module, options, "reference") if options.post_links == "relref" else None


def _publication(fact: Facts) -> dict[str, bool]:
    return {"hidden": fact.hidden, "published": fact.published}


def _addressing(module: Writer, options: WriterOptions, facts: Sequence[Facts], plan: Plan) -> Addressing:
    reference = _named(module, options, "reference")
    return Addressing(
        _page_of(module, options),
        reference if options.post_links == "relref" else None,
        stay=options.keep_urls == "url",
        others=_other_pages(module, options, facts, plan),
        files_of=_named(module, options, "bundle"),
    )


def _other_pages(module: Writer, options: WriterOptions, facts: Sequence[Facts], plan: Plan) -> frozenset[str]:
    """Where the engine puts pages that are no post's, as far as the writer says."""
    function, page_of = getattr(module, "other_pages", None), _named(module, options, "address")
    if function is None or page_of is None:
        return frozenset()
    tags = {tag for fact in facts for tag in fact.tags}
    categories = {"/".join(path) for fact in facts for path in fact.categories}
    placed = ((fact, plan.place(fact.source, fact.index)) for fact in facts)
    pages = {page_of(fact, one.name) for fact, one in placed if one}
    return frozenset(map(place, function(tags, categories, pages)))


def _room_of(module: Writer, options: WriterOptions) -> Callable[[Facts], int]:
    """How long the path of a post may be, beside what the writer and its engine put before it."""
    files, page_of = getattr(module, "resource_place", None), _named(module, options, "address")

    def room(fact: Facts) -> int:
        found = files(_stub(fact), "x", options) if files else ResourcePlace("", "")
        page = f"public{page_of(replace(fact, slug=''), 'x')}" if page_of else ""
        folders = (found.folder, found.apart.folder if found.apart else "", page)
        return LONGEST - BESIDE - max(map(units, folders))

    return room


TermPage = Callable[[str], tuple[str, str]]
"""The page of a tag or category, empty for none, and what the engine knows it by."""


def _shared_terms(module: Writer, facts: Sequence[Facts]) -> tuple[dict[str, str], dict[str, str]]:
    """How to spell each tag, and each category, that would take the page of another one: as most posts do."""
    page_of: TermPage | None = getattr(module, "term_page", None)
    if page_of is None:
        return {}, {}
    tags = Counter(term(tag) for fact in facts for tag in fact.tags)
    categories = Counter(term("/".join(path)) for fact in facts for path in fact.categories)
    return dict(_fighting(tags, page_of)), dict(_fighting(categories, page_of))


def _as_written(fact: Facts, tags: Mapping[str, str], categories: Mapping[str, str]) -> Facts:
    """What is known of a post, with its terms as they are written: its folder may be that of its category."""
    written = tags_spelled(fact.tags, tags), categories_spelled(fact.categories, categories)
    return fact if written == (fact.tags, fact.categories) else replace(fact, tags=written[0], categories=written[1])


def _fighting(often: Counter[str], page_of: TermPage) -> Iterator[tuple[str, str]]:
    """Terms that the engine knows apart from the most frequent one of the same page, each with that."""
    owners: dict[str, tuple[str, str]] = {}
    for name in sorted(often, key=lambda name: (-often[name], name)):
        page, known = page_of(name)
        owner, known_owner = owners.setdefault(page, (name, known))
        if page and known != known_owner:
            yield name, owner


def _page_of(module: Writer, options: WriterOptions) -> PageOf:
    """Where pages are: at addresses, or, where a post has none, in files."""
    address, note = _named(module, options, "address"), _named(module, options, "note")
    if note:
        return note
    return address or (lambda fact, name: name + module.EXTENSION)


def _named(module: Writer, options: WriterOptions, name: str) -> PageOf | None:
    """A function of a writer of sites that says where a post is."""
    function = getattr(module, name, None)
    return (lambda fact, place: str(function(_stub(fact), place, options))) if function else None


def _stub(fact: Facts) -> Document:
    """As much of a post as its address may depend on."""
    meta = Meta(title=fact.title, slug=fact.slug, date=fact.date, categories=fact.categories, entry_id=fact.entry_id)
    return Document(meta, ())


def unfit_folders(name: str, writing: Values) -> Iterator[tuple[str, tuple[Notice, ...]]]:
    """Options that name a folder not every system takes, with what becomes of it."""
    options = writer_with(name, writing)[1]
    for option in ("section", "resources"):
        asked = join_safe_path(getattr(options, option, ""))
        if asked != safe_section_folder(asked):
            yield f"--{option}", (Notice("unfit-name", f"{asked} is now {safe_section_folder(asked)}"),)


def files_of_site(name: str, writing: Values, plan: Plan) -> Iterator[File]:
    """What a writer of sites has for the whole of one, such as redirects."""
    module, options = writer_with(name, writing)
    finish = getattr(module, "finish", None)
    if finish:
        yield from finish(_moves(plan), options)


def host_of(plan: Plan) -> str:
    """Where the blog was; a domain of its own before whatever else it answered to."""
    return min(plan.book.hosts, key=lambda host: (host.endswith(".tistory.com"), host), default="")


def _moves(plan: Plan) -> list[Move]:
    """Every old path that leads to a post that the site shows, and where it leads."""
    host = host_of(plan)
    places = (place for found in plan.places.values() for place in found)
    return [Move(old, place.page, host) for place in places if place.page and not place.hidden for old in place.old]
