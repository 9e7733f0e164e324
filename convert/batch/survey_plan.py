"""The plan of a batch: what the parent makes of all facts for one job, before anything is converted."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from convert.batch.publication import ExistingSite, PostFileOf, Publication, decide_publication
from convert.batch.request import Batch
from convert.batch.unpublished import titles_of_hidden_posts_by_source_and_link
from convert.formats import (
    EngineWithCategoryPages,
    EngineWithOtherPages,
    EngineWithTermPages,
    EngineWithTermPagesByTheme,
    FinishingWriter,
    ResourceWriter,
    Writer,
    is_site,
    page_function_named_or_none,
    writer,
    writer_and_options_or_raise,
)
from convert.model import Document, Meta
from convert.notices import Notice
from convert.options import FrozenOptions, WriterOptions
from convert.plan.last_run import NamedPosts
from convert.plan.old_addresses import caseless_key
from convert.plan.pages import Addressing, PageOf, with_old_and_new_addresses_of_posts
from convert.plan.paths import BESIDE, LONGEST, portable_term, utf16_length
from convert.plan.places import (
    Facts,
    Naming,
    Plan,
    PostPlace,
    ResourcePlace,
    earlier_names_of_gone_posts,
    in_order_of_sources,
    make_plan,
    posts_by_name_for_next_run,
    slug_numbered_like_place,
)
from convert.plan.spilled import SpilledGroups, SpilledList, SpilledSet
from convert.plan.terms import spell_categories_portably, spell_tags_portably
from convert.sources.source import File
from convert.transforms.boilerplate import repeated_fingerprints
from convert.writers._site import Move, join_safe_path, notices_of_redirects_hosts_are_not_told, safe_section_folder


class BatchPlan(Struct, frozen=True):
    """What is decided between the two passes.

    `publications` are what a site makes of each post, none of what is no site. `names` are posts by what they are called and
    `gone` those of the last run that are not among them, where the sources are a whole blog.
    """

    plan: Plan
    publications: Sequence[Publication] = ()
    names: NamedPosts = {}
    gone: NamedPosts = {}


def plan_batch(batch: Batch, facts: Sequence[Facts], site: ExistingSite) -> BatchPlan:
    """The plan for all posts of a batch; `site` is what is there before it.

    In a folder that holds just what the sources make posts keep their names; what a site shows stays in any.
    """
    job, is_whole = batch.job, batch.folder_policy.whole_blog
    earlier = site.names if is_whole else {}
    facts = in_order_of_sources(facts)
    plan = plan_for(job.writer, job.writer_options, facts, job.reading.blog_url, earlier)
    publications: Sequence[Publication] = ()
    file_of = _post_file_function_of(job.writer, job.writer_options)
    if is_site(writer(job.writer)):
        publications = decide_publication(facts, plan, site, file_of)
        plan = _with_hidden_posts_and_links_to_them(plan, publications, job.writer, job.writer_options)
    if not is_whole:
        return BatchPlan(plan, publications)
    return BatchPlan(
        plan, publications, posts_by_name_for_next_run(plan, facts, file_of), earlier_names_of_gone_posts(facts, earlier)
    )


def plan_for(
    writer_name: str, writer_options: FrozenOptions, facts: Sequence[Facts], blog_url: str = "", earlier: NamedPosts | None = None
) -> Plan:
    """Names for all posts and, where the writer makes files or pages, where each was and will be. `earlier` are last run's."""
    module, options = writer(writer_name), writer_and_options_or_raise(writer_name, writer_options)[1]
    tags, categories = _spellings_of_shared_terms(module, options, facts)
    if is_site(module):
        facts = SpilledList(_with_respelled_terms(fact, tags, categories) for fact in facts)
    plan = make_plan(
        facts, Naming(module.EXTENSION, is_site(module), options.names, _path_length_limit_of(module, options)), earlier
    )
    if not module.JOINED:
        plan = with_old_and_new_addresses_of_posts(
            plan, facts, replace(_addressing_of_writer(module, options, facts, plan), blog_url=blog_url)
        )
    footers = repeated_fingerprints(fact.edge_fingerprints for fact in facts) if options.boilerplate == "drop" else frozenset()
    return replace(plan, repeated=footers, tags=tags, categories=categories)


def _post_file_function_of(writer_name: str, writer_options: FrozenOptions) -> PostFileOf | None:
    """The file a writer of sites makes of a post; None when it does not say."""
    module, options = writer(writer_name), writer_and_options_or_raise(writer_name, writer_options)[1]
    return _page_function_with_options_or_none(module, options, "post_file_path") or _page_function_with_options_or_none(
        module, options, "note_path"
    )


def _with_hidden_posts_and_links_to_them(
    plan: Plan, publications: Sequence[Publication], writer_name: str, writer_options: FrozenOptions
) -> Plan:
    """The plan of a site with which posts it shows, and which links lead to others. `publications` are in the order of places."""
    link_of = _relref_function_if_asked(writer(writer_name), writer_and_options_or_raise(writer_name, writer_options)[1])
    places = chain.from_iterable(plan.places.values())
    shown = SpilledGroups(
        ((source, len(found)) for source, found in plan.places.items()),
        (replace(place, hidden=one.hidden, published=one.published) for one, place in zip(publications, places, strict=True)),
    )
    hidden = (
        (one.post, _relref_or_page_of_hidden_post(one.post, place, link_of))
        for one, place in zip(publications, shown.rows, strict=True)
        if one.hidden
    )
    return replace(plan, places=shown, unpublished=titles_of_hidden_posts_by_source_and_link(publications, hidden, plan.book))


def _relref_or_page_of_hidden_post(post: Facts, place: PostPlace, link_of: PageOf | None) -> str:
    return link_of(replace(post, slug=slug_numbered_like_place(post.slug, place)), place.name) if link_of else place.page


def _relref_function_if_asked(module: Writer, options: WriterOptions) -> PageOf | None:
    """What links lead to, where that is no address."""
    return _page_function_with_options_or_none(module, options, "reference") if options.post_links == "relref" else None


def _addressing_of_writer(module: Writer, options: WriterOptions, facts: Sequence[Facts], plan: Plan) -> Addressing:
    reference = _page_function_with_options_or_none(module, options, "reference")
    return Addressing(
        _address_or_file_function_of(module, options),
        reference if options.post_links == "relref" else None,
        keeps_addresses=options.keep_urls == "url",
        other_pages=_caseless_keys_of_engine_pages(module, options, facts, plan),
        makes_site=is_site(module),
        bundle_of=_page_function_with_options_or_none(module, options, "lower_case_bundle_path"),
    )


def _caseless_keys_of_engine_pages(module: Writer, options: WriterOptions, facts: Sequence[Facts], plan: Plan) -> frozenset[str]:
    """Where the engine puts pages that are no post's, as far as the writer says."""
    page_of = _page_function_with_options_or_none(module, options, "address")
    if not isinstance(module, EngineWithOtherPages) or page_of is None:
        return frozenset()
    tags = {tag for fact in facts for tag in fact.tags}
    categories = {"/".join(path) for fact in facts for path in fact.categories}
    placed = ((fact, plan.place_of_post(fact.source, fact.index)) for fact in facts)
    pages = SpilledSet(page_of(fact, place.name) for fact, place in placed if place)
    return frozenset(map(caseless_key, module.addresses_taken_by_other_pages(tags, categories, pages)))


def _path_length_limit_of(module: Writer, options: WriterOptions) -> Callable[[Facts], int]:
    """How long the path of a post may be, beside what the writer and its engine put before it."""
    files = module.resource_place if isinstance(module, ResourceWriter) else None
    page_of = _page_function_with_options_or_none(module, options, "address")

    def length_limit(fact: Facts) -> int:
        found = files(_stub_document(fact), "x", options) if files else ResourcePlace("", "")
        page = f"public{page_of(replace(fact, slug=''), 'x')}" if page_of else ""
        folders = (found.folder, found.apart.folder if found.apart else "", page)
        return LONGEST - BESIDE - max(map(utf16_length, folders))

    return length_limit


TermPage = Callable[[str], tuple[str, str]]
"""The page of a tag or category, empty for none, and what the engine knows it by."""


def _spellings_of_shared_terms(
    module: Writer, options: WriterOptions, facts: Sequence[Facts]
) -> tuple[dict[str, str], dict[str, str]]:
    """How to spell each tag, and each category, that would take the page of another one: as most posts do."""
    if not isinstance(module, EngineWithTermPages) or (
        isinstance(module, EngineWithTermPagesByTheme) and not module.has_term_pages(options)
    ):
        return {}, {}
    tags = Counter(portable_term(tag) for fact in facts for tag in fact.tags)
    categories = Counter(portable_term("/".join(path)) for fact in facts for path in fact.categories)
    return dict(_rarer_terms_with_commonest_on_page(tags, module.term_page_path_and_name_in_engine)), dict(
        _rarer_terms_with_commonest_on_page(categories, module.term_page_path_and_name_in_engine)
    )


def _with_respelled_terms(fact: Facts, tags: Mapping[str, str], categories: Mapping[str, str]) -> Facts:
    """What is known of a post, with its terms as they are written: its folder may be that of its category."""
    written = spell_tags_portably(fact.tags, tags), spell_categories_portably(fact.categories, categories)
    return fact if written == (fact.tags, fact.categories) else replace(fact, tags=written[0], categories=written[1])


def _rarer_terms_with_commonest_on_page(counts: Counter[str], page_of: TermPage) -> Iterator[tuple[str, str]]:
    """Terms that the engine knows apart from the most frequent one of the same page, each with that."""
    owners: dict[str, tuple[str, str]] = {}
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        page, known = page_of(name)
        owner, known_owner = owners.setdefault(page, (name, known))
        if page and known != known_owner:
            yield name, owner


def _address_or_file_function_of(module: Writer, options: WriterOptions) -> PageOf:
    """Where pages are: at addresses, or, where a post has none, in files."""
    address, note = (
        _page_function_with_options_or_none(module, options, "address"),
        _page_function_with_options_or_none(module, options, "note_path"),
    )
    if note:
        return note
    return address or (lambda fact, name: name + module.EXTENSION)


def _page_function_with_options_or_none(module: Writer, options: WriterOptions, name: str) -> PageOf | None:
    """A function of a writer of sites that says where a post is."""
    function = page_function_named_or_none(module, name)
    return (lambda fact, place: str(function(_stub_document(fact), place, options))) if function else None


def _stub_document(fact: Facts) -> Document:
    """As much of a post as its address may depend on."""
    meta = Meta(title=fact.title, slug=fact.slug, date=fact.date, categories=fact.categories, entry_id=fact.entry_id)
    return Document(meta, ())


def notices_by_option_with_unsafe_folder(
    writer_name: str, writer_options: FrozenOptions
) -> Iterator[tuple[str, tuple[Notice, ...]]]:
    """Options that name a folder not every system takes, with what becomes of it."""
    options = writer_and_options_or_raise(writer_name, writer_options)[1]
    for option in ("section", "resources"):
        asked = join_safe_path(getattr(options, option, ""))
        if asked != safe_section_folder(asked):
            yield f"--{option}", (Notice("unfit-name", f"{asked} is now {safe_section_folder(asked)}"),)


def files_of_site(writer_name: str, writer_options: FrozenOptions, plan: Plan, facts: Sequence[Facts]) -> Iterator[File]:
    """What a writer of sites has for the whole of one, such as redirects."""
    module, options = writer_and_options_or_raise(writer_name, writer_options)
    if isinstance(module, FinishingWriter):
        yield from module.finish(_moves_from_old_paths_to_shown_posts(plan), options)
    if isinstance(module, EngineWithCategoryPages):
        yield from module.pages_for_categories_lacking_one(_categories_of_shown_posts(plan, facts), options)


def _categories_of_shown_posts(plan: Plan, facts: Sequence[Facts]) -> frozenset[str]:
    """Every category as it is written of a post that the site shows."""
    placed = ((fact, plan.place_of_post(fact.source, fact.index)) for fact in facts)
    shown = (fact.categories for fact, place in placed if place and not place.hidden)
    return frozenset(["/".join(path) for paths in shown for path in spell_categories_portably(paths, plan.categories)])


def notices_of_redirects_lost_in_maps(writer_name: str, writer_options: FrozenOptions, plan: Plan) -> tuple[Notice, ...]:
    """What the maps of redirects that were asked for do not say to their hosts."""
    kinds = getattr(writer_and_options_or_raise(writer_name, writer_options)[1], "redirects", ())
    return tuple(notices_of_redirects_hosts_are_not_told(_moves_from_old_paths_to_shown_posts(plan), kinds)) if kinds else ()


def own_domain_or_tistory_host_of(plan: Plan) -> str:
    """Where the blog was; a domain of its own before whatever else it answered to."""
    return min(plan.book.hosts, key=lambda host: (host.endswith(".tistory.com"), host), default="")


def _moves_from_old_paths_to_shown_posts(plan: Plan) -> Sequence[Move]:
    """Every old path that leads to a post that the site shows, and where it leads."""
    host = own_domain_or_tistory_host_of(plan)
    places = (place for found in plan.places.values() for place in found)
    return SpilledList(Move(old, place.page, host) for place in places if place.page and not place.hidden for old in place.old)
