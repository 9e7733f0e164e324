"""What posts and tags are called in addresses: Ghost makes ASCII of anything else, and nobody would know which."""

from convert.plan.ascii_names import ascii_name_or_hash
from convert.writers.ghost.limits import LIMITS

PROTECTED = frozenset({"ghost", "rss", "amp"})
"""Names that Ghost changes (`slugs.protected` of overrides.json)."""

RESERVED_PAGES = frozenset(
    """about admin assets author content coming-soon email favicon.ico ghost members p page private public robots.txt rss
    sitemap.xml tag unsubscribe webmentions amp""".split()
)
"""Addresses at the root that are Ghost's own: of its routes, its files, and of the two texts every new site begins with."""


def post_slug(place: str) -> str:
    """The slug of a post by the last part of its place; a number stays one."""
    return ascii_name_or_hash(place.rpartition("/")[2], LIMITS["posts.slug"].length, "post")


_SIGNS = (("+", "-plus"), ("#", "-sharp"), (".", "-dot-"))
"""Signs that tell names apart: C, C# and C++."""


def tag_slug(name: str) -> str:
    """The slug of a tag; those of different names may be the same."""
    spelled = name
    for sign, word in _SIGNS:
        spelled = spelled.replace(sign, word)
    slug = ascii_name_or_hash(spelled, LIMITS["tags.slug"].length, "tag")
    return f"{slug}-tag" if slug in PROTECTED else slug
