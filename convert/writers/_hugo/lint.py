"""What Hugo 0.168 would stumble over in front matter, as a table. Every row was run: see `test_hugo_front_matter.py`."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeAlias
from unicodedata import normalize

from convert import lazy_re as re
from convert.errors import N_
from convert.plan.file_names import is_portable_name
from convert.plan.paths import can_post_stay_at_old_path, is_possible_page_path
from convert.plan.paths import portable_term as path_of_term
from convert.writers._hugo.address import segment_of_slug_or_empty
from convert.writers._site import possible_paths_of_aliases

Check: TypeAlias = Callable[[Any], str]
"""What is wrong with a value; empty when nothing is."""

_RFC3339 = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)?)?")
_UNSAFE = re.compile("[#?%]")


def _message_that_folder_is_unportable(name: str) -> str:
    return N_(f"{name} is no folder on every system, and Hugo makes one of it")


def _why_no_date(value: Any) -> str:
    is_date = isinstance(value, date) or (isinstance(value, str) and _RFC3339.fullmatch(value))
    return "" if is_date else N_("Hugo reads no date in it, and stops")


def _why_not_boolean(value: Any) -> str:
    return "" if isinstance(value, bool) else N_("must be true or false")


def _why_not_text(value: Any) -> str:
    return "" if isinstance(value, str) else N_("must be text")


def _why_no_number(value: Any) -> str:
    return "" if isinstance(value, int) and not isinstance(value, bool) else N_("must be a number")


def _why_no_mapping(value: Any) -> str:
    return "" if isinstance(value, Mapping) else N_("must be a mapping")


def _why_no_mappings(value: Any) -> str:
    return (
        "" if isinstance(value, list) and all(isinstance(item, Mapping) for item in value) else N_("must be a list of mappings")
    )


def _why_not_list_of_texts(value: Any) -> str:
    return "" if isinstance(value, list) and all(isinstance(item, str) for item in value) else N_("must be a list of texts")


def _why_unfit_terms(value: Any) -> str:
    problem = _why_not_list_of_texts(value) or (
        "" if all(item.strip() for item in value) else N_("an empty one becomes a term called -")
    )
    return problem or next(
        (_message_that_folder_is_unportable(item) for item in value if path_of_term(item) != normalize("NFC", item)),
        "",
    )


def _why_unfit_slug(value: Any) -> str:
    problem = _why_not_text(value) or (N_("an address ends at #, ? or %") if _UNSAFE.search(value) else "")
    return problem or (
        "" if is_portable_name(segment_of_slug_or_empty(value) or "post") else _message_that_folder_is_unportable(value)
    )


def _why_unfit_aliases(value: Any) -> str:
    return _why_not_list_of_texts(value) or next(
        (_message_that_folder_is_unportable(item) for item in value if not is_possible_page_path(item)),
        "",
    )


def _why_unfit_url(value: Any) -> str:
    return _why_not_text(value) or ("" if can_post_stay_at_old_path(value) else _message_that_folder_is_unportable(value))


class KeyRule(NamedTuple):
    """One rule: keys, in lower case as Hugo compares them, and what is asked of their value."""

    keys: tuple[str, ...]
    check: Check


_ROWS = (
    KeyRule(("date", "lastmod", "modified", "publishdate", "pubdate", "published", "expirydate", "unpublishdate"), _why_no_date),
    KeyRule(("draft", "headless", "iscjklanguage"), _why_not_boolean),
    KeyRule(("title", "linktitle", "description", "summary", "type", "layout", "translationkey", "markup"), _why_not_text),
    KeyRule(("slug",), _why_unfit_slug),
    KeyRule(("url",), _why_unfit_url),
    KeyRule(("aliases",), _why_unfit_aliases),
    KeyRule(("weight",), _why_no_number),
    KeyRule(("params", "build", "sitemap"), _why_no_mapping),
    KeyRule(("resources",), _why_no_mappings),
    KeyRule(("outputs", "images", "keywords"), _why_not_list_of_texts),
    KeyRule(("categories", "tags"), _why_unfit_terms),
)
_CHECKS = {key: row.check for row in _ROWS for key in row.keys}


def lint_front_matter(front: Mapping[str, Any], address: str = "") -> list[str]:
    """What is wrong with the front matter of a page at `address`, each problem with its key. The clock is not asked."""
    problems = [
        f"{key}: {problem}" for key, value in front.items() if (check := _CHECKS.get(key.lower())) and (problem := check(value))
    ]
    return problems or [
        *_problems_if_address_is_unportable(address),
        *_problems_of_own_address_as_alias(front, address),
        *_problems_if_expiry_before_date(front),
    ]


def _problems_if_address_is_unportable(address: str) -> list[str]:
    return [] if not address or is_possible_page_path(address) else [_message_that_folder_is_unportable(address)]


def _problems_of_own_address_as_alias(front: Mapping[str, Any], address: str) -> list[str]:
    """An alias that is the page's own address replaces the page, in silence."""
    aliases = front.get("aliases", [])
    is_among = address and possible_paths_of_aliases(aliases, address) != possible_paths_of_aliases(aliases)
    return [N_("aliases: one is the page's own address")] if is_among else []


def _problems_if_expiry_before_date(front: Mapping[str, Any]) -> list[str]:
    begins, ends = str(front.get("date", "")), str(front.get("expiryDate", ""))
    return [N_("expiryDate: before the date, so the page is never shown")] if begins and ends and ends < begins else []
