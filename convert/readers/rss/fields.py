"""What the fields of an entry say, in whatever kind of feed."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from convert.meta import titles
from convert.meta.dates import parse_timestamp
from convert.meta.privacy import name_beside_mail_or_whole_text, without_mail_domain
from convert.model import Timestamp
from convert.notices import Notice, Report
from convert.options import ReaderOptions
from convert.readers.rss.feed import Field
from convert.sources.html_tree import parse_html

DATES = ("pubDate", "published", "dc:date", "issued", "dcterms:created", "created", "date")
CHANGES = ("updated", "dcterms:modified", "modified")
AUTHORS = ("author/name", "dc:creator", "author")
_DRAFTS = ("app:control/app:draft", "control/draft", "control/app:draft", "app:control/draft")
DRAFT_FIELDS = ("app:control", "control", *_DRAFTS)


def texts_of(fields: Iterable[Field], name: str) -> Iterator[str]:
    """The texts of the fields of this name that have some."""
    return (text for field in fields if field.name == name and (text := field.text.strip()))


def first_text(fields: Iterable[Field], name: str) -> str:
    """The first of them, or nothing."""
    return next(texts_of(fields, name), "")


def first_field_with_text_in_order_of_names_or_none(fields: Iterable[Field], names: tuple[str, ...]) -> Field | None:
    """The first field with a text, by the order of the names."""
    return next((field for name in names for field in fields if field.name == name and field.text.strip()), None)


def link_target(field: Field) -> str:
    """Where a link leads: text in RSS, an attribute in Atom."""
    return field.attributes.get("href", "").strip() or field.text.strip()


def text_or_address(field: Field) -> str:
    """The text of a field, or the address that is all it has."""
    return field.text.strip() or next((field.attributes[key].strip() for key in ("url", "href") if key in field.attributes), "")


def read_title(fields: Iterable[Field]) -> str:
    """The title as the blog showed it. XML was undone by the parser; what is HTML besides is undone once."""
    field = first_field_with_text_in_order_of_names_or_none(fields, ("title", "dc:title", "media:title"))
    if field is None:
        return ""
    is_markup = field.attributes.get("type") in ("html", "xhtml", "text/html")
    return " ".join((_text_of_markup(field.text) if is_markup else titles.unescape_if_escaped(field.text)).split())


def category_label(field: Field) -> str:
    """What a category is called."""
    shown = field.attributes.get("label") or field.attributes.get("term") or field.text
    return " ".join(titles.unescape_if_escaped(shown).split())


def field_html(field: Field) -> str:
    """The body a field holds."""
    return escape(field.text, quote=False) if field.attributes.get("type") in ("text", "text/plain") else field.text


def text_without_markup_on_one_line(field: Field) -> str:
    """What a field shows, without its markup."""
    return " ".join(_text_of_markup(field_html(field)).split())


def _text_of_markup(markup: str) -> str:
    body = parse_html(markup).body
    return body.text() if body is not None else ""


def is_draft(fields: Iterable[Field]) -> bool:
    """Whether an entry says it is not to be seen (RFC 5023, section 13.1.1); a word that is not `no` says so, too."""
    return any(said.lower() != "no" for name in _DRAFTS for said in texts_of(fields, name))


def read_first_timestamp_moving_others_to_extra(
    fields: tuple[Field, ...], names_by_preference: tuple[str, ...], extra: dict[str, Any], options: ReaderOptions, report: Report
) -> Timestamp | None:
    """The first of these dates; others that say something else, and those nobody can read, go to `extra`."""
    found: Timestamp | None = None
    for name in names_by_preference:
        for text in texts_of(fields, name):
            date = parse_timestamp(text, options.timezone)
            if date is None:
                report(Notice("unknown-date", f"{name}: {text[:40]}"))
            if date is None or (found is not None and date.value != found.value):
                extra[name] = text
            found = found or date
    if found and found.assumed:
        report(Notice("time-zone", options.timezone))
    return found


def read_author_without_mail_address(fields: tuple[Field, ...], feed: tuple[Field, ...]) -> str:
    """The entry's author, or in Atom the feed's; of `mail@example.com (Name)` the name."""
    for group, names in ((fields, AUTHORS), (feed, ("author/name",))):
        for name in names:
            if text := first_text(group, name):
                return without_mail_domain(name_beside_mail_or_whole_text(text))
    return ""
