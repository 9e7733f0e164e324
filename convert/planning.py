"""The plan of a batch: what the parent makes of all facts for one job, before anything is converted."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from convert.addressing import Addressing, PageOf, with_addresses
from convert.formats import Values, Writer, is_site, writer, writer_with
from convert.last_run import Names
from convert.model import Document, Meta
from convert.options import WriterOptions
from convert.plan import Facts, Naming, Plan, make_plan, slug_at
from convert.publication import FileOf
from convert.source import File
from convert.transforms.boilerplate import repeated
from convert.unpublished import unpublished_links
from convert.writers._site import Move


def plan_for(name: str, writing: Values, facts: Sequence[Facts], blog_url: str = "", earlier: Names | None = None) -> Plan:
    """Names for all posts and, where the writer makes files or pages, where each was and will be. `earlier` are last run's."""
    module, options = writer(name), writer_with(name, writing)[1]
    plan = make_plan(facts, Naming(module.EXTENSION, is_site(module), options.names), earlier)
    if not module.JOINED:
        page_of = _page_of(module, options)
        link_of = _link_of(module, options)
        plan = with_addresses(plan, facts, Addressing(page_of, link_of, blog_url, stay=options.keep_urls == "url"))
    footers = repeated(fact.edges for fact in facts) if options.boilerplate == "drop" else frozenset()
    plan = replace(plan, repeated=footers)
    page_of_term = getattr(module, "term_page", None)
    return _with_terms(plan, facts, page_of_term) if page_of_term else plan


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


TermPage = Callable[[str], tuple[str, str]]
"""The page of a tag or category, empty for none, and what the engine knows it by."""


def _with_terms(plan: Plan, facts: Sequence[Facts], page_of: TermPage) -> Plan:
    """The plan with how to spell each tag and category that would take the page of another one: as most posts do."""
    tags = Counter(tag for fact in facts for tag in fact.tags)
    categories = Counter("/".join(path) for fact in facts for path in fact.categories)
    return replace(plan, tags=dict(_fighting(tags, page_of)), categories=dict(_fighting(categories, page_of)))


def _fighting(often: Counter[str], page_of: TermPage) -> Iterator[tuple[str, str]]:
    """Terms that the engine knows apart from the most frequent one of the same page, each with that."""
    owners: dict[str, tuple[str, str]] = {}
    for term in sorted(often, key=lambda term: (-often[term], term)):
        page, known = page_of(term)
        owner, known_owner = owners.setdefault(page, (term, known))
        if page and known != known_owner:
            yield term, owner


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
