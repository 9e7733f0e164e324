"""Whether lines of keys above a text are metadata of the post, or a text about something else.

They are where nothing is lost by it: a title, nothing but keys such engines have, and one of them says something only a post has:
the day, tags, a state. A key nobody knows (`Place`, `ISBN`, `Priority`) speaks for a text, unless a name for the address, or day
and tags together, leave no doubt. Only English keys count, as no such engine has others.
"""

from collections.abc import Mapping
from typing import Any

from convert import lazy_re as re
from convert.meta.dates import parse_timestamp
from convert.meta.front_matter.keys import PLAIN, normalize_key
from convert.meta.values import FrontMatterValues
from convert.meta.visibility import (
    VISIBILITY_KEYS,
    states_said_in_known_words,
    take_visibility_and_draft_reporting_scheduled,
)
from convert.notices import ignore

_DATES = frozenset((*PLAIN["date"], *PLAIN["lastmod"]))
_OF_SUBJECT = frozenset(name for field in ("title", "author", "url", "summary", "cover") for name in PLAIN[field])
"""Keys that may as well name what a text is about: a book, a film, a page."""

_STATES = frozenset((*VISIBILITY_KEYS, "password"))
_SHAPES = frozenset(("template", "layout"))
_UNMISTAKABLE = frozenset(("slug", "saveas", "baseheaderlevel"))
"""What nobody writes in a text: where a page is, and how headings are numbered in MultiMarkdown."""

_OF_ENGINES = frozenset(
    "keywords series seriesindex translation css htmlheader xhtmlheader latexinput quoteslanguage comments toc".split()
)
_KNOWN = frozenset(name for names in PLAIN.values() for name in names) | _STATES | _SHAPES | _UNMISTAKABLE | _OF_ENGINES

_LINK = re.compile(r"\]\(|<[A-Za-z!/]")
"""Markup that would be lost in a value."""


def is_key_of_any_engine(key: str) -> bool:
    """Whether engines have a key, as `normalize_key` has it."""
    return key in _KNOWN


def are_lines_surely_metadata(data: Mapping[str, str]) -> bool:
    """Whether lines are metadata beyond doubt, so that they are no text."""
    values = _values_by_normalized_key(data)
    if values.keys().isdisjoint(PLAIN["title"]) or any(_is_value_unfit_for_key(key, text) for key, text in values.items()):
        return False
    if not all(map(str.isascii, values)):
        return False
    has_day = any(key in _DATES and _is_readable_date(text) for key, text in values.items())
    has_tags = not values.keys().isdisjoint(PLAIN["tags"])
    if not values.keys().isdisjoint(_UNMISTAKABLE) or (has_day and has_tags):
        return True
    if not values.keys() <= _KNOWN:
        return False
    return has_day or has_tags or bool(states_said_in_known_words(data)) or not values.keys().isdisjoint(_SHAPES)


def are_lines_likely_metadata(data: Mapping[str, str]) -> bool:
    """Whether it is worth saying that lines were taken for text."""
    keys = [normalize_key(key) for key in data]
    known = {key for key in keys if key.isascii()} & _KNOWN
    return len(known) > 1 and keys[0] in known and not known <= _OF_SUBJECT


def lines_keeping_post_from_public(data: Mapping[str, str]) -> dict[str, Any]:
    """Those of the lines that say in words we know, or of a post whose title stands beside it, that it is not for everybody."""
    keys = _values_by_normalized_key(data).keys()
    is_stated = states_said_in_known_words(data) - {"public"} or (keys <= _KNOWN and not keys.isdisjoint(PLAIN["title"]))
    found = {key: text for key, text in data.items() if normalize_key(key) in _STATES} if is_stated else {}
    visibility, draft = take_visibility_and_draft_reporting_scheduled(FrontMatterValues(found), ignore)
    return found if draft or visibility != "public" else {}


def _values_by_normalized_key(data: Mapping[str, str]) -> dict[str, str]:
    """The values by keys as they are compared, without those that another of the same key moved aside."""
    return {normalize_key(key): text for key, text in data.items() if not key.startswith("original_")}


def _is_value_unfit_for_key(key: str, text: str) -> bool:
    """Whether a value is none that its key has in metadata, or one that says more than a value can."""
    if key in _DATES:
        return not (not text or _is_readable_date(text) or states_said_in_known_words({key: text}))
    if key in VISIBILITY_KEYS:
        return bool(text) and not states_said_in_known_words({key: text})
    if key in PLAIN["url"] or key in PLAIN["cover"] or key in _SHAPES:
        return len(text.split()) > 1
    return _LINK.search(text) is not None


def _is_readable_date(text: str) -> bool:
    return not text.isdigit() and parse_timestamp(text, "UTC") is not None
