"""Categories in their tree, tags, and the taxonomies of plugins: what the items say, by what the list before them says."""

from collections.abc import Mapping
from html import unescape

from msgspec import Struct

from convert.model.url import percent_decode_if_readable
from convert.readers._xml.element import Element

_TAGS = frozenset({"post_tag", "tag"})
_FORMAT = "post_format"

_UNFILED = frozenset({"uncategorized", "미분류"})
"""The category WordPress puts a post into that was given none, by its slug: it says nothing."""

_DEEPEST = 20
"""Categories in each other; more are a ring."""


class Term(Struct, frozen=True):
    """A term: what it is called, and the slug, or in old exports the name, of the one it is in."""

    name: str
    parent: str = ""


class Terms(Struct, frozen=True):
    """The terms of a site, by taxonomy and slug."""

    known: Mapping[tuple[str, str], Term] = {}

    def path_of(self, taxonomy: str, slug: str, name: str) -> tuple[str, ...]:
        """The levels of a term, its own name last. Parents nobody lists, and rings of them, end it."""
        key = (taxonomy, slug if (taxonomy, slug) in self.known else name)
        levels, seen = [name], {key}
        term = self.known.get(key)
        while term is not None and term.parent and len(levels) < _DEEPEST:
            key = (taxonomy, term.parent)
            if key in seen:
                break
            seen.add(key)
            term = self.known.get(key)
            if term is not None:
                levels.append(term.name)
        return tuple(reversed(levels))


class PostTerms(Struct, frozen=True):
    """Where a post is filed."""

    categories: tuple[tuple[str, ...], ...]
    tags: tuple[str, ...]
    format: str
    others: dict[str, list[str]]


def read_term_by_taxonomy_and_slug_or_name(element: Element) -> dict[tuple[str, str], Term]:
    """A term of the list, by its slug and by its name: old exports name parents."""
    if element.name == "wp:category":
        taxonomy, slug, parent, name = "category", "wp:category_nicename", "wp:category_parent", "wp:cat_name"
    elif element.name == "wp:tag":
        taxonomy, slug, parent, name = "post_tag", "wp:tag_slug", "", "wp:tag_name"
    else:
        taxonomy, slug, parent, name = element.child_text("wp:term_taxonomy"), "wp:term_slug", "wp:term_parent", "wp:term_name"
    called = _unescape_name(element.child_text(name)) or _unescape_name(percent_decode_if_readable(element.child_text(slug)))
    term = Term(called, _decode_slug(element.child_text(parent)) if parent else "")
    return {(taxonomy, key): term for key in (called, _decode_slug(element.child_text(slug))) if key}


def read_post_terms(item: Element, terms: Terms) -> PostTerms:
    """What a post's `category` elements say. Those without a taxonomy repeat the others, or in feeds are all there is."""
    found = list(item.children_named("category"))
    stated = [element for element in found if element.attributes.get("domain")] or found
    categories: dict[tuple[str, ...], None] = {}
    tags: dict[str, None] = {}
    others: dict[str, list[str]] = {}
    form = ""
    for element in stated:
        taxonomy = element.attributes.get("domain") or "category"
        slug, name = _decode_slug(element.attributes.get("nicename", "")), _unescape_name(" ".join(element.own_text.split()))
        if not name:
            continue
        if taxonomy == "category":
            if (slug or name.lower()) not in _UNFILED:
                categories[terms.path_of(taxonomy, slug, name)] = None
        elif taxonomy in _TAGS:
            tags[name] = None
        elif taxonomy == _FORMAT:
            form = slug.removeprefix("post-format-") or name
        else:
            others.setdefault(taxonomy, []).append("/".join(terms.path_of(taxonomy, slug, name)))
    return PostTerms(tuple(categories), tuple(tags), form, others)


def _decode_slug(slug: str) -> str:
    """A slug, percent-decoded: WordPress spells Korean ones both ways."""
    return percent_decode_if_readable(slug).lower() if "%" in slug else slug


def _unescape_name(name: str) -> str:
    """A name as it is shown: the database keeps it as HTML."""
    return " ".join(unescape(name).split())
