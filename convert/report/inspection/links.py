"""Where the links of a blog lead: to posts among these, to posts that are not, to other pages of it, elsewhere.

It is asked once for every address of a post, when all posts are known. That is what `--post-links` of any writer would find,
and does not depend on the writer.
"""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from convert import lazy_re as re
from convert.batch.survey_plan import plan_for
from convert.plan.old_addresses import AddressBook, normalised_host_path_fragment_or_none
from convert.plan.places import Facts
from convert.plan.spilled import SpilledList
from convert.report.inspection.counts import NameCounts

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,30}):")
_PLANNER = "hugo"
"""A writer of sites, whose plan knows where each post was."""


class Links(Struct, frozen=True):
    """How many addresses posts link to, each once a post.

    - `to_posts`: of posts among these;
    - `to_missing_posts`: of posts of the blog that are not among these;
    - `to_blog_pages`: of other pages of the blog, such as a category;
    - `to_files`: of files beside the post, by a relative path;
    - `hosts`: of other sites, by host; `schemes`: of what is no page, such as `mailto`.

    `blog_hosts` are where the blog is, as its posts say; `inferred_host_or_empty` is the one that was only found out.
    """

    to_posts: int = 0
    to_missing_posts: int = 0
    to_blog_pages: int = 0
    to_files: int = 0
    hosts: dict[str, int] = {}
    schemes: dict[str, int] = {}
    blog_hosts: tuple[str, ...] = ()
    inferred_host: str = ""

    @property
    def to_blog_itself(self) -> int:
        """How many lead to the blog itself."""
        return self.to_posts + self.to_missing_posts + self.to_blog_pages

    @property
    def to_other_sites(self) -> int:
        """How many lead to other sites."""
        return sum(self.hosts.values())


def links_of(facts: Sequence[Facts], blog_url: str) -> Links:
    """Where links of these posts lead. `blog_url` is where somebody said the blog is, empty where nobody did."""
    numbered = SpilledList(replace(fact, index=index) for index, fact in enumerate(facts))
    book = plan_for(_PLANNER, (), numbered, blog_url).book
    kinds, hosts, schemes = NameCounts(), NameCounts(), NameCounts()
    for fact in facts:
        for url in fact.linked_urls:
            kind, name = _links_field_and_host_or_scheme(url, book)
            {"host": hosts, "scheme": schemes}.get(kind, kinds).add(name or kind)
    counts = kinds.by_name()
    return Links(
        **{kind: counts.get(kind, 0) for kind in ("to_posts", "to_missing_posts", "to_blog_pages", "to_files")},
        hosts=hosts.by_count(),
        schemes=schemes.by_count(),
        blog_hosts=tuple(sorted(book.hosts)),
        inferred_host=book.inferred,
    )


def _links_field_and_host_or_scheme(url: str, book: AddressBook) -> tuple[str, str]:
    """The field of `Links` an address counts in, or `host` or `scheme` and which."""
    if book.new_url_of(url) is not None:
        return "to_posts", ""
    if book.looks_like_post_of_blog(url):
        return "to_missing_posts", ""
    parts = normalised_host_path_fragment_or_none(url)
    if parts is not None:
        return ("host", parts.host) if parts.host and parts.host not in book.hosts else ("to_blog_pages", "")
    if url.startswith("//"):
        return _links_field_and_host_or_scheme(f"https:{url}", book)
    scheme = _SCHEME.match(url)
    return ("scheme", scheme[1].lower()) if scheme else ("to_files", "")
