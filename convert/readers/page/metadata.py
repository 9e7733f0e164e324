"""From what a page tells to the post's `Meta`: the rules of each field are asked in order, and a fallback says so."""

from typing import Any
from urllib.parse import urlsplit

from msgspec.structs import replace

from convert.meta import (
    read_date_and_tell_if_zone_assumed,
    read_file_name_date_and_tell,
    title_from_sole_h1_or_name_and_tell,
)
from convert.meta.cleaning import without_illegal_characters
from convert.meta.visibility import VISIBILITIES
from convert.model import Blocks, Meta, Timestamp, Visibility
from convert.model.url import percent_decode_if_readable
from convert.model.walk import plain_text
from convert.notices import Notice, Report
from convert.options import ReaderOptions
from convert.readers.page import addresses, rules
from convert.readers.page.saved import has_web_scheme_and_host
from convert.readers.page.view import Rule, View
from convert.sources.source import Source

_MOBILE = "/m/"
_BEGINNING = 24
"""Letters two texts must begin with to be the same text."""

_LONGEST_WORD = 40

_LOOKED_AT = 2000
"""Letters of a body in which its beginning is looked for: a caption or a link may stand before it."""


def read_meta_except_title_and_summary(view: View, source: Source, options: ReaderOptions, report: Report) -> Meta:
    """All fields but title and summary, which also depend on the body."""
    url, aliases, entry_id = _read_addresses_and_id(view, report)
    label = (
        ""
        if rules.is_category_null_in_tistory_variables(view)
        else _first_found_and_tell_if_by_later_rule("category", rules.CATEGORY, view, report)
    )
    path = tuple(name for part in label.split("/") if (name := part.strip()))
    return Meta(
        date=_read_date_and_tell_rule_or_unread("date", rules.DATE, view, options, report)
        or read_file_name_date_and_tell(source, options, report),
        lastmod=_read_date_and_tell_rule_or_unread("lastmod", rules.LASTMOD, view, options, report),
        slug=_slug_of_entry_url_or_empty(url),
        url=url,
        aliases=aliases,
        entry_id=entry_id,
        kind=addresses.kind_by_address_or_post(view),
        categories=(path,) if path else (),
        tags=_first_found_and_tell_if_by_later_rule("tags", rules.TAGS, view, report) or (),
        visibility=_read_visibility_and_tell_if_unknown(view, report),
        draft=view.head.metas.get("draft") == "true",
        author=_first_found_and_tell_if_by_later_rule("author", rules.AUTHOR, view, report),
        cover=_first_found_and_tell_if_by_later_rule("cover", rules.COVER, view, report),
        lang=_first_found_and_tell_if_by_later_rule("lang", rules.LANG, view, report),
    )


def with_title_and_summary(meta: Meta, view: View, children: Blocks, source: Source, report: Report) -> Meta:
    """The metadata with a title, and with a summary unless that is only how the body begins."""
    title = _first_found_and_tell_if_by_later_rule("title", rules.TITLE, view, report) or title_from_sole_h1_or_name_and_tell(
        children, source, report
    )
    body = plain_text(children)
    own = tuple((name, lambda view, rule=rule: _summary_unless_excerpt(rule(view), body)) for name, rule in rules.SUMMARY)
    return without_illegal_characters(
        replace(meta, title=title, summary=_first_found_and_tell_if_by_later_rule("summary", own, view, report)), report
    )


def _summary_unless_excerpt(summary: str, body: str) -> str:
    """A description; nothing when it only says how the body begins. Servers leave captions, line ends and code out of it."""
    start = _only_letters_and_digits(summary)[:_BEGINNING]
    return "" if start in _only_letters_and_digits(body[:_LOOKED_AT]) else summary


def _only_letters_and_digits(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def _first_found_and_tell_if_by_later_rule(field: str, table: tuple[Rule, ...], view: View, report: Report) -> Any:
    """What the first rule that finds something finds."""
    for number, (name, rule) in enumerate(table):
        found = rule(view)
        if found:
            if number:
                report(Notice("found-by", f"{field}: {name}"))
            return found
    return ""


def _read_date_and_tell_rule_or_unread(
    field: str, table: tuple[Rule, ...], view: View, options: ReaderOptions, report: Report
) -> Timestamp | None:
    """The moment the first rule names that names one that can be read. What none can read is named."""
    unread = ""
    for number, (name, rule) in enumerate(table):
        found = rule(view)
        moment = read_date_and_tell_if_zone_assumed(found, options, report) if found else None
        if moment:
            if number:
                report(Notice("found-by", f"{field}: {name}"))
            return moment
        unread = unread or found
    if unread:
        report(Notice("unknown-date", f"{field}: {unread[:40]}"))
    return None


_VISIBILITIES: dict[str, Visibility] = {**VISIBILITIES, "unknown": "unknown", "": "public"}


def _read_visibility_and_tell_if_unknown(view: View, report: Report) -> Visibility:
    """Who may read a post, as Tistory says it, or a page that we wrote; nobody, where it says so in other words."""
    said = view.attributes.get("data-entry-visibility", "") or view.head.metas.get("visibility", "")
    known = _VISIBILITIES.get(said.strip().lower())
    if known is None:
        report(Notice("unknown-visibility", said[:_LONGEST_WORD]))
    return known or "private"


# Addresses


def _read_addresses_and_id(view: View, report: Report) -> tuple[str, tuple[str, ...], str]:
    """The post's address, the others it is known by, and its number.

    A mobile address is another form of the one without `/m`; an address in percent signs also stands as people type it; and
    a post with a name in its address has one with its number, too.
    """
    url = _first_found_and_tell_if_by_later_rule("url", addresses.URL, view, report)
    entry_id = _first_found_and_tell_if_by_later_rule("entry_id", addresses.ENTRY_ID, view, report)
    said = [found for _, rule in addresses.URL if (found := rule(view))]
    mobile = view.head.metas.get("article:mobile_url", "")
    said += [mobile] if has_web_scheme_and_host(mobile) else []
    known: list[str] = []
    for address in said:
        known += [_without_mobile_prefix(address), address]
    url = _without_mobile_prefix(url)
    if url and entry_id.isdecimal() and addresses.kind_by_address_or_post(view) == "post":
        parts = urlsplit(url)
        known.append(f"{parts.scheme}://{parts.netloc}/{entry_id}")
    known += [decoded for address in [url, *known] if (decoded := percent_decode_if_readable(address)) != address]
    return url, tuple(dict.fromkeys(address for address in known if address and address != url)), entry_id


def _without_mobile_prefix(url: str) -> str:
    path = urlsplit(url).path
    return url.replace(_MOBILE, "/", 1) if path.startswith(_MOBILE) else url


def _slug_of_entry_url_or_empty(url: str) -> str:
    """The name of a post in its address, `/entry/...`; a number is none."""
    path = urlsplit(url).path
    return percent_decode_if_readable(path.removeprefix("/entry/")).strip("/") if path.startswith("/entry/") else ""
