"""An entry of a feed as a document: which field says what."""

import re
from collections.abc import Iterable, Iterator
from html import escape, unescape
from typing import Any
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from convert.address import is_safe, readable, unwrapped
from convert.evidence import hand_over
from convert.meta.cleaning import clean_meta
from convert.meta.dates import timestamp
from convert.model import Blocks, Document, Meta, Origin, Timestamp
from convert.notices import Notice, Report
from convert.options import ReaderOptions
from convert.readers._privacy import Privacy, named
from convert.readers.rss.feed import Entry, Field
from convert.readers.tistory import read_body
from convert.walk import plain_text

_WHOLE = ("content:encoded", "content")
_SHORT = ("description", "summary", "dc:description")
_DATES = ("pubDate", "published", "dc:date", "issued", "dcterms:created", "created", "date")
_CHANGES = ("updated", "dcterms:modified", "modified")
_AUTHORS = ("author/name", "dc:creator", "author")
_SAID = ("link", "guid", "id", "author")
"""Elements that say nothing more when a field has what they say."""

_READ = frozenset({"title", "category", "dc:subject", "feedburner:origLink", *_WHOLE, *_SHORT, *_AUTHORS[:2], *_DATES, *_CHANGES})
"""Elements that are read in full; what any other says is in `extra`."""

_TISTORY = re.compile(r"https?://[\w-]+\.tistory\.com(?:[/:?#]|$)", re.IGNORECASE)
_NUMBER = re.compile(r"/(?:m/)?([0-9]{1,9})/?")
_SLUG = re.compile(r"/(?:m/)?entry/([^/]+)/?")
_COMMENTED = re.compile(r"entry([0-9]{1,9})Comment")
_PEOPLE = re.compile(
    r"(?:.*[:/])?(?:(?:author|contributor|managingEditor|webMaster|creator|publisher|owner|credit|rights|email)(?:/.*)?)",
    re.IGNORECASE,
)
"""Elements that say who made a post, often with a mail address."""

_TAG_KINDS = re.compile(r"post_tag|\btags?\b(?!:)|blogger\.com/atom/ns", re.IGNORECASE)
"""In the `domain` or `scheme` of a category that is a tag: WordPress has `post_tag`, Blogger the address of its namespace."""

_CUT = re.compile(r"(?:…|\.{3,})\s*$")
_CUT_IN_BRACKETS = re.compile(r"\[(?:…|\.{3})\]")
_MARKUP = re.compile(r"<(?!/?(?:p|br|a|b|i|em|strong)\b)[a-z]|<p\b.*<p\b", re.IGNORECASE | re.DOTALL)
"""What no beginning of a post has that a feed made by cutting the text: blocks, pictures, several paragraphs."""

_LONGEST_BEGINNING = 2000
"""Characters of a text that may be a beginning; feeds cut after some hundred."""


class Post:
    """An entry on its way into a document."""

    def __init__(self, entry: Entry, options: ReaderOptions, privacy: Privacy, report: Report) -> None:
        self._fields = entry.fields
        self._feed = entry.feed
        self._options = options
        self._privacy = privacy
        self._report = report
        self._addresses = tuple(dict.fromkeys(_addresses(entry.fields)))
        self._covers = tuple(dict.fromkeys(_pictures(entry.fields)))
        told = " ".join(_texts(entry.feed, "generator")).lower()
        homes = [address for field in entry.feed if field.name == "link" and (address := _target(field))]
        self._is_tistory = "tistory" in told or any(_TISTORY.match(address) for address in (*self._addresses[:1], *homes))

    def document(self, origin: Origin) -> Document:
        """The whole post."""
        children, summary = self._body()
        return Document(clean_meta(self._meta(summary), self._report), children, origin=origin)

    def _meta(self, summary: str) -> Meta:
        addresses = list(self._addresses)
        extra = self._extra()
        entry_id, slug = self._names()
        url = addresses[0] if addresses else ""
        home = next(filter(_is_address, addresses), "")
        if entry_id and slug and home:
            # Tistory shows a post at its number, too, whatever its links look like.
            parts = urlsplit(home)
            addresses.append(f"{parts.scheme}://{parts.netloc}/{entry_id}")
        changed = self._date(_CHANGES, extra)
        categories, tags = self._categories()
        return Meta(
            title=self._title(),
            date=self._date(_DATES, extra) or changed,
            lastmod=changed,
            slug=slug,
            url=url,
            aliases=tuple(dict.fromkeys(address for address in addresses if address != url)),
            entry_id=entry_id,
            categories=categories,
            tags=tags,
            author=self._author(),
            summary=summary,
            cover=unwrapped(next(iter(self._covers), "")),
            lang=self._lang(),
            extra=extra,
        )

    # The body

    def _body(self) -> tuple[Blocks, str]:
        """The blocks, and the summary where the feed has one beside the text."""
        whole, short = (self._first_field(names) for names in (_WHOLE, _SHORT))
        if whole is not None:
            hand_over(self._report, _html(whole))
            blocks = read_body(_html(whole), self._report)[0]
            return blocks, " ".join(_plain(_html(short)).split()) if short is not None else ""
        html = _html(short) if short is not None else ""
        hand_over(self._report, html)
        blocks = read_body(html, self._report)[0]
        if (short is not None and short.name == "summary") or _is_beginning(html, blocks):
            self._report(Notice("partial-post"))
        return blocks, ""

    def _first_field(self, names: tuple[str, ...]) -> Field | None:
        return next((field for name in names for field in self._fields if field.name == name and field.text.strip()), None)

    # The names

    def _title(self) -> str:
        field = self._first_field(("title", "dc:title", "media:title"))
        if field is None:
            return ""
        is_markup = field.attributes.get("type") in ("html", "xhtml", "text/html")
        return " ".join((_plain(field.text) if is_markup else unescape(field.text)).split())

    def _names(self) -> tuple[str, str]:
        """Number and slug Tistory gave the post."""
        if not self._is_tistory:
            return "", ""
        paths = [urlsplit(address).path for address in self._addresses if _is_address(address)]
        places = [urlsplit(text).fragment for text in _texts(self._fields, "comments") if _is_address(text)]
        numbers = [
            *(found[1] for path in paths if (found := _NUMBER.fullmatch(path))),
            *(found[1] for place in places if (found := _COMMENTED.fullmatch(place))),
        ]
        slugs = [readable(found[1]) for path in paths if (found := _SLUG.fullmatch(path))]
        return next(iter(numbers), ""), next(iter(slugs), "")

    # What else there is

    def _date(self, names: tuple[str, ...], extra: dict[str, Any]) -> Timestamp | None:
        """The first of these dates; others that say something else, and those nobody can read, go to `extra`."""
        found: Timestamp | None = None
        for name in names:
            for text in _texts(self._fields, name):
                date = timestamp(text, self._options.timezone)
                if date is None:
                    self._report(Notice("unknown-date", f"{name}: {text[:40]}"))
                if date is None or (found is not None and date.value != found.value):
                    extra[name] = text
                found = found or date
        if found and found.assumed:
            self._report(Notice("time-zone", self._options.timezone))
        return found

    def _categories(self) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
        """Categories and tags. Tistory's feed has the category's path first, and no mark that tells tags from it."""
        fields = [field for field in self._fields if _is_label(field)]
        is_tag = [
            number > 0 if self._is_tistory else _TAG_KINDS.search(_kind(field)) is not None for number, field in enumerate(fields)
        ]
        paths = [_levels(_label(field)) for field, tag in zip(fields, is_tag, strict=True) if not tag]
        tags = [_label(field) for field, tag in zip(fields, is_tag, strict=True) if tag]
        return tuple(dict.fromkeys(filter(None, paths))), tuple(dict.fromkeys(tags))

    def _author(self) -> str:
        """The entry's author, or in Atom the feed's; of `mail@example.com (Name)` the name."""
        for fields, names in ((self._fields, _AUTHORS), (self._feed, ("author/name",))):
            for name in names:
                for text in _texts(fields, name):
                    return self._privacy.name(named(text))
        return ""

    def _lang(self) -> str:
        told = [*_texts(self._feed, "language"), *_texts(self._feed, "dc:language")]
        own = [field.attributes["xml:lang"] for field in (*self._fields, *self._feed) if "xml:lang" in field.attributes]
        return next(iter((*told, *own)), "")

    def _extra(self) -> dict[str, Any]:
        """What no field of `Meta` takes."""
        extra: dict[str, Any] = {}
        used = {*self._addresses, *self._covers[:1], self._author()}
        for field in self._fields:
            value, name = _value(field), _name(field)
            if _PEOPLE.fullmatch(field.name):
                value = self._privacy.without_mail(value)
            if value and field.name not in _READ and not (value in used and (field.name in _SAID or _is_picture(field))):
                extra[name] = [*_listed(extra[name]), value] if name in extra else value
        return extra


def _name(field: Field) -> str:
    """What a field is called in `extra`; Atom says with `rel` what sort of link a link is."""
    relation = field.attributes.get("rel", "") if field.name == "link" else ""
    return f"link:{relation}" if relation else field.name


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _value(field: Field) -> str:
    """The text of a field, or the address that is all it has."""
    return field.text.strip() or next((field.attributes[key].strip() for key in ("url", "href") if key in field.attributes), "")


def _texts(fields: Iterable[Field], name: str) -> Iterator[str]:
    return (text for field in fields if field.name == name and (text := field.text.strip()))


def _addresses(fields: tuple[Field, ...]) -> Iterator[str]:
    """The addresses of the post, the one to link to first."""
    yield from _texts(fields, "feedburner:origLink")
    for field in fields:
        if field.name == "link" and field.attributes.get("rel", "alternate") == "alternate" and _target(field):
            yield _target(field)
    for field in fields:
        text = field.text.strip()
        may_be_one = field.name in ("guid", "id") and field.attributes.get("isPermaLink", "true") != "false"
        if may_be_one and text.startswith(("http://", "https://")):
            yield text


def _pictures(fields: tuple[Field, ...]) -> Iterator[str]:
    for field in fields:
        url = _value(field)
        if url and _is_picture(field) and is_safe(url, image=True):
            yield url


def _target(field: Field) -> str:
    """Where a link leads: text in RSS, an attribute in Atom."""
    return field.attributes.get("href", "").strip() or field.text.strip()


def _is_address(text: str) -> bool:
    try:
        return bool(urlsplit(text).netloc)
    except ValueError:
        return False


def _is_picture(field: Field) -> bool:
    kind = field.attributes.get("type", "") or field.attributes.get("medium", "")
    name = field.attributes.get("rel", "") if field.name == "link" else field.name.rpartition("/")[2]
    return name == "media:thumbnail" or (name in ("enclosure", "media:content") and kind.startswith("image"))


def _is_label(field: Field) -> bool:
    """Whether it is a category or tag; Blogger says with a category, too, that a post is a post."""
    return field.name in ("category", "dc:subject") and bool(_label(field)) and not _kind(field).endswith("#kind")


def _label(field: Field) -> str:
    shown = field.attributes.get("label") or field.attributes.get("term") or field.text
    return " ".join(unescape(shown).split())


def _kind(field: Field) -> str:
    return field.attributes.get("domain") or field.attributes.get("scheme") or ""


def _levels(label: str) -> tuple[str, ...]:
    return tuple(name for part in label.split("/") if (name := part.strip()))


def _html(field: Field) -> str:
    return escape(field.text, quote=False) if field.attributes.get("type") in ("text", "text/plain") else field.text


def _plain(html: str) -> str:
    body = LexborHTMLParser(html).body
    return body.text() if body is not None else ""


def _is_beginning(html: str, blocks: Blocks) -> bool:
    """Whether a feed evidently cut a text: nothing of it is there, or it is bare text that ends in dots."""
    if not html.strip():
        return True
    if len(html) > _LONGEST_BEGINNING or _MARKUP.search(html):
        return len(html) <= _LONGEST_BEGINNING and _CUT_IN_BRACKETS.search(html) is not None
    return _CUT.search(plain_text(blocks)) is not None or _CUT_IN_BRACKETS.search(plain_text(blocks)) is not None
