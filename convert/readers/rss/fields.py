"""What the fields of an entry say, in whatever kind of feed."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from convert.meta import titles
from convert.meta.dates import timestamp
from convert.meta.privacy import author_name, named
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


def texts(fields: Iterable[Field], name: str) -> Iterator[str]:
    """The texts of the fields of this name that have some."""
    return (text for field in fields if field.name == name and (text := field.text.strip()))


def text(fields: Iterable[Field], name: str) -> str:
    """The first of them, or nothing."""
    return next(texts(fields, name), "")


def first_field(fields: Iterable[Field], names: tuple[str, ...]) -> Field | None:
    """The first field with a text, by the order of the names."""
    return next((field for name in names for field in fields if field.name == name and field.text.strip()), None)


def target(field: Field) -> str:
    """Where a link leads: text in RSS, an attribute in Atom."""
    return field.attributes.get("href", "").strip() or field.text.strip()


def value(field: Field) -> str:
    """The text of a field, or the address that is all it has."""
    return field.text.strip() or next((field.attributes[key].strip() for key in ("url", "href") if key in field.attributes), "")


def title(fields: Iterable[Field]) -> str:
    """The title as the blog showed it. XML was undone by the parser; what is HTML besides is undone once."""
    field = first_field(fields, ("title", "dc:title", "media:title"))
    if field is None:
        return ""
    is_markup = field.attributes.get("type") in ("html", "xhtml", "text/html")
    return " ".join((_plain(field.text) if is_markup else titles.shown(field.text)).split())


def label(field: Field) -> str:
    """What a category is called."""
    shown = field.attributes.get("label") or field.attributes.get("term") or field.text
    return " ".join(titles.shown(shown).split())


def html(field: Field) -> str:
    """The body a field holds."""
    return escape(field.text, quote=False) if field.attributes.get("type") in ("text", "text/plain") else field.text


def in_one_line(field: Field) -> str:
    """What a field shows, without its markup."""
    return " ".join(_plain(html(field)).split())


def _plain(markup: str) -> str:
    body = parse_html(markup).body
    return body.text() if body is not None else ""


def is_draft(fields: Iterable[Field]) -> bool:
    """Whether an entry says it is not to be seen (RFC 5023, section 13.1.1); a word that is not `no` says so, too."""
    return any(said.lower() != "no" for name in _DRAFTS for said in texts(fields, name))


def moment(
    fields: tuple[Field, ...], names: tuple[str, ...], extra: dict[str, Any], options: ReaderOptions, report: Report
) -> Timestamp | None:
    """The first of these dates; others that say something else, and those nobody can read, go to `extra`."""
    found: Timestamp | None = None
    for name in names:
        for said in texts(fields, name):
            date = timestamp(said, options.timezone)
            if date is None:
                report(Notice("unknown-date", f"{name}: {said[:40]}"))
            if date is None or (found is not None and date.value != found.value):
                extra[name] = said
            found = found or date
    if found and found.assumed:
        report(Notice("time-zone", options.timezone))
    return found


def author(fields: tuple[Field, ...], feed: tuple[Field, ...]) -> str:
    """The entry's author, or in Atom the feed's; of `mail@example.com (Name)` the name."""
    for group, names in ((fields, AUTHORS), (feed, ("author/name",))):
        for name in names:
            if said := text(group, name):
                return author_name(named(said))
    return ""
