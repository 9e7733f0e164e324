"""An inspection in tables for people, in the language of the run: what there is, where it leads, what becomes of it."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from convert.errors import N_
from convert.notices import KINDS, LEVEL_WORDS
from convert.report.gravity import MOST_TIMES
from convert.report.inspection.attention import PostToLookAt
from convert.report.inspection.constructs import CONSTRUCT_NAMES
from convert.report.inspection.front_matter import SHAPE_NAMES
from convert.report.inspection.inspection import Inspection, KeyCount, NoticeCount
from convert.report.inspection.tables import Table, Value
from convert.report.words import _, in_words, ngettext
from convert.report.words.details import detail_translated_if_in_our_words

_KIND_NAMES: Mapping[str, str] = {
    "post": N_("Posts"),
    "page": N_("Pages beside the posts"),
    "notice": N_("Announcements"),
    "keyword": N_("Entries of a glossary"),
}

_VISIBILITY_NAMES: Mapping[str, str] = {
    "public": N_("For everybody"),
    "protected": N_("For those who know the password"),
    "private": N_("For the author alone"),
    "unknown": N_("Not said"),
}

_REASONS = 3
"""Kinds of notices that a row about a post names."""


def non_empty_tables_of(inspection: Inspection) -> tuple[Table, ...]:
    """All tables with something in them, in the order in which a person asks."""
    tables = (
        _summary(inspection),
        *_tables_of_years_kinds_and_visibilities(inspection),
        *_tables_of_notices_worst_posts_and_failures(inspection),
        _categories(inspection),
        *_tables_of_constructs_and_front_matter(inspection),
        *_tables_about_pictures_and_links(inspection),
        _readers(inspection),
    )
    return tuple([table for table in tables if table.rows])


def _summary(inspection: Inspection) -> Table:
    totals, images, links = inspection.totals, inspection.images, inspection.links
    rows: list[tuple[Value, ...]] = [
        (_("Posts"), totals.posts),
        (_("Posts that cannot be converted"), totals.failed),
        (_("Posts that need a look"), totals.to_look_at),
        (_("Posts without a date"), totals.undated),
        (_("Posts of which nobody says who may read them"), totals.undecided),
        (_("Drafts"), inspection.posts.drafts),
        (_("Files that are no posts"), totals.skipped),
        (_("Pictures that go along"), images.here),
        (_("Pictures on other servers"), images.remote),
        (_("Pictures that stop working"), sum(host.expiring for host in images.hosts)),
        (_("Links within the blog"), links.to_blog_itself),
        (_("Links to other sites"), links.to_other_sites),
        (_("Formulas"), inspection.formulas.inline + inspection.formulas.display),
        (_("Comments"), inspection.comments.comments),
        (_("Secret comments"), inspection.comments.secret),
    ]
    shown = [row for row in rows if row[1] or row in rows[:3]]
    return Table("summary", _("Summary"), (_("What"), _("How many")), tuple(shown))


# What there is


def _tables_of_years_kinds_and_visibilities(inspection: Inspection) -> Iterator[Table]:
    posts = inspection.posts
    years = [(year or _("Without a date"), count) for year, count in posts.years.items()]
    yield Table("years", _("Posts by year"), (_("Year"), _("Posts")), tuple(years), bars=1)
    yield _named_counts("kinds", _("Kinds of posts"), (_("Kind"), _("Posts")), posts.kinds, _KIND_NAMES)
    yield _named_counts("visibilities", _("Who may read them"), (_("Who"), _("Posts")), posts.visibilities, _VISIBILITY_NAMES)


def _categories(inspection: Inspection) -> Table:
    uncategorized = [(_("Without a category"), inspection.posts.uncategorized)] if inspection.posts.uncategorized else []
    return Table(
        "categories",
        _("Posts by category"),
        (_("Category"), _("Posts")),
        (*inspection.posts.categories.items(), *uncategorized),
        about=_("A post in several categories counts in each."),
        bars=1,
    )


def _named_counts(key: str, title: str, columns: tuple[str, str], counts: Mapping[str, int], names: Mapping[str, str]) -> Table:
    return Table(key, title, columns, tuple([(_(names.get(name, name)), count) for name, count in counts.items()]))


def _tables_of_constructs_and_front_matter(inspection: Inspection) -> Iterator[Table]:
    constructs = [(_(CONSTRUCT_NAMES[one.construct]), one.count, one.posts) for one in inspection.constructs]
    columns = (_("What"), _("How many"), _("In posts"))
    yield Table("constructs", _("What the posts are made of"), columns, tuple(constructs), bars=1)
    languages = [(name or _("Not said"), count) for name, count in inspection.code.languages.items()]
    yield Table("code", _("Languages of code blocks"), (_("Language"), _("Code blocks")), tuple(languages), bars=1)
    yield Table(
        "front_matter",
        _("Keys of front matter"),
        (_("Key"), _("Posts"), _("Values")),
        tuple([(one.key, one.posts, _shapes_in_words(one)) for one in inspection.front_matter.keys]),
    )


def _shapes_in_words(key: KeyCount) -> str:
    """The shapes of a key's values, with how often each came where there are several."""
    shapes = sorted(key.shapes.items(), key=lambda item: -item[1])
    names = [(_(SHAPE_NAMES[shape]), count) for shape, count in shapes]
    return names[0][0] if len(names) == 1 else ", ".join(f"{name} {count}" for name, count in names)


# Where it leads


def _tables_about_pictures_and_links(inspection: Inspection) -> Iterator[Table]:
    hosts = [(one.host, one.images, one.expiring, _day_in(one.first_expiry)) for one in inspection.images.hosts]
    yield Table(
        "images",
        _("Pictures on other servers"),
        (_("Server"), _("Pictures"), _("Stop working"), _("The first on")),
        tuple(hosts),
        about=_("A picture stays on its server unless it is taken along with --fetch-images."),
    )
    links = inspection.links
    within = [
        (_("To posts that are here"), links.to_posts),
        (_("To posts of the blog that are not here"), links.to_missing_posts),
        (_("To other pages of the blog"), links.to_blog_pages),
        (_("To files beside the post"), links.to_files),
    ]
    yield Table(
        "links_within",
        _("Links within the blog"),
        (_("Where to"), _("Links")),
        tuple([row for row in within if row[1]]),
        about=_sentence_with_blog_hosts_or_empty(inspection),
    )
    without = [*links.hosts.items(), *((f"{scheme}:", count) for scheme, count in links.schemes.items())]
    yield Table("links_without", _("Links to other sites"), (_("Site"), _("Links")), tuple(without))


def _readers(inspection: Inspection) -> Table:
    return Table(
        "readers",
        _("How the files are read"),
        (_("Reader"), _("Because it is"), _("Files")),
        tuple([(one.reader, in_words(one.evidence), one.sources) for one in inspection.readers]),
    )


def _day_in(moment: str) -> str:
    return f"{datetime.fromisoformat(moment):%Y-%m-%d}" if moment else ""


def _sentence_with_blog_hosts_or_empty(inspection: Inspection) -> str:
    hosts = ", ".join(inspection.links.blog_hosts)
    return _("The blog is at {hosts}.").format(hosts=hosts) if hosts else ""


# What becomes of it


def _tables_of_notices_worst_posts_and_failures(inspection: Inspection) -> Iterator[Table]:
    noticed = [
        (_(LEVEL_WORDS[one.level]), _(KINDS[one.kind].text), one.count, one.posts, _example_in_words(one))
        for one in inspection.notices
    ]
    yield Table(
        "notices",
        _("What becomes of it as {target}").format(target=inspection.target),
        (_("Level"), _("What"), _("How many"), _("In posts"), _("The first")),
        tuple(noticed),
    )
    shown = [
        (_(LEVEL_WORDS[post.notices[0].level]), post.title or post.post, _reasons_in_words(post), post.post)
        for post in inspection.to_look_at
    ]
    yield Table(
        "to_look_at",
        _("Posts to look at, the gravest first"),
        (_("Gravest"), _("Post"), _("Why"), _("Where")),
        tuple(shown),
        about=_order_of_posts_to_look_at_in_words(),
    )
    failures = [
        (_place_in_words(one.source, one.member, one.place), in_words(one.message), in_words(one.hint))
        for one in inspection.failures
    ]
    yield Table(
        "failures",
        _("Posts that cannot be converted"),
        (_("Where"), _("Why"), _("What to do")),
        tuple(failures),
        hidden=inspection.totals.failed - len(failures),
    )


def _example_in_words(count: NoticeCount) -> str:
    return f"{count.first}: {detail_translated_if_in_our_words(count.kind, count.detail)}" if count.detail else count.first


def _place_in_words(*parts: str) -> str:
    return ": ".join(filter(None, parts))


def _reasons_in_words(post: PostToLookAt) -> str:
    """What was noticed of a post, the gravest first."""
    named = [f"{_(KINDS[one.kind].text)} ({one.count})" for one in post.notices[:_REASONS]]
    more = len(post.notices) - _REASONS
    rest = [ngettext("and 1 kind more", "and {count} kinds more", more).format(count=more)] if more > 0 else []
    return "; ".join([*named, *rest])


def _order_of_posts_to_look_at_in_words() -> str:
    return _(
        "A post of which something was lost needs a look, and comes before all others; then come those with more that was "
        "approximated, then those with more that was fixed or assumed. Of one kind no more than {most} count in a post."
    ).format(most=MOST_TIMES)


def counts_in_one_line(inspection: Inspection) -> str:
    """What it comes to, in one line."""
    totals = inspection.totals
    return _("posts {posts}, failed {failed}, skipped {skipped}; to look at as {target}: {looks}").format(
        posts=totals.posts, failed=totals.failed, skipped=totals.skipped, looks=totals.to_look_at, target=inspection.target
    )
