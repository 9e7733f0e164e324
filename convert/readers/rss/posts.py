"""An entry of a feed as a document: which field says what."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from convert.meta.cleaning import clean_meta
from convert.meta.privacy import without_mail
from convert.model import Blocks, Document, Embed, Image, Link, Meta, Origin, Paragraph, Text, Timestamp
from convert.model.url import is_safe, readable, unwrapped
from convert.model.walk import plain_text
from convert.notices import Notice, Report
from convert.options import ReaderOptions
from convert.readers._addresses import at
from convert.readers.rss import base, fields
from convert.readers.rss.feed import Entry, Field
from convert.readers.rss.fields import AUTHORS, CHANGES, DATES, DRAFT_FIELDS, first_field, target, text, texts, value
from convert.readers.tistory import read_body
from convert.sources.evidence import hand_over

_WHOLE = ("content:encoded", "content")
_SHORT = ("description", "summary", "dc:description")
_SAID = ("link", "guid", "id", "author")
"""Elements that say nothing more when a field has what they say."""

_READ = frozenset(
    {"title", "category", "dc:subject", "feedburner:origLink", *_WHOLE, *_SHORT, *AUTHORS[:2], *DATES, *CHANGES, *DRAFT_FIELDS}
)
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

    def __init__(self, entry: Entry, options: ReaderOptions, report: Report) -> None:
        entry = base.whole(entry)
        self._entry = entry
        self._fields = entry.fields
        self._feed = entry.feed
        self._options = options
        self._report = report
        self._addresses = tuple(dict.fromkeys(_addresses_of(entry.fields)))
        self._covers = tuple(dict.fromkeys(_pictures(entry.fields)))
        told = " ".join(texts(entry.feed, "generator")).lower()
        homes = [address for field in entry.feed if field.name == "link" and (address := target(field))]
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
        changed = self._date(CHANGES, extra)
        categories, tags = self._categories()
        return Meta(
            title=fields.title(self._fields),
            date=self._date(DATES, extra) or changed,
            lastmod=changed,
            slug=slug,
            url=url,
            aliases=tuple(dict.fromkeys(address for address in addresses if address != url)),
            entry_id=entry_id,
            categories=categories,
            tags=tags,
            draft=fields.is_draft(self._fields),
            author=self._author(),
            summary=summary,
            cover=unwrapped(next(iter(self._covers), "")),
            lang=self._lang(),
            extra=extra,
        )

    # The body

    def _body(self) -> tuple[Blocks, str]:
        """The blocks, and the summary where the feed has one beside the text."""
        whole, short = (first_field(self._fields, names) for names in (_WHOLE, _SHORT))
        if whole is not None:
            return self._read(whole), fields.in_one_line(short) if short is not None else ""
        blocks = self._read(short) if short is not None else ()
        html = fields.html(short) if short is not None else ""
        if (short is not None and short.name == "summary") or _is_beginning(html, blocks):
            self._report(Notice("partial-post"))
        elsewhere = next((field for field in self._fields if field.name == "content" and field.attributes.get("src")), None)
        return (*blocks, *_elsewhere(elsewhere)) if elsewhere is not None else blocks, ""

    def _read(self, field: Field) -> Blocks:
        html, where = fields.html(field), base.base_of_text(self._entry, field, next(iter(self._addresses), ""))
        hand_over(self._report, html)
        return at(where, read_body(html, self._report)[0], self._report)

    # The names

    def _names(self) -> tuple[str, str]:
        """Number and slug Tistory gave the post."""
        if not self._is_tistory:
            return "", ""
        paths = [urlsplit(address).path for address in self._addresses if _is_address(address)]
        places = [urlsplit(text).fragment for text in texts(self._fields, "comments") if _is_address(text)]
        numbers = [
            *(found[1] for path in paths if (found := _NUMBER.fullmatch(path))),
            *(found[1] for place in places if (found := _COMMENTED.fullmatch(place))),
        ]
        slugs = [readable(found[1]) for path in paths if (found := _SLUG.fullmatch(path))]
        return next(iter(numbers), ""), next(iter(slugs), "")

    # What else there is

    def _date(self, names: tuple[str, ...], extra: dict[str, Any]) -> Timestamp | None:
        return fields.moment(self._fields, names, extra, self._options, self._report)

    def _categories(self) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
        """Categories and tags. Tistory's feed has the category's path first, and no mark that tells tags from it."""
        found = [field for field in self._fields if _is_label(field)]
        is_tag = [
            number > 0 if self._is_tistory else _TAG_KINDS.search(_kind(field)) is not None for number, field in enumerate(found)
        ]
        paths = [_levels(fields.label(field)) for field, tag in zip(found, is_tag, strict=True) if not tag]
        tags = [fields.label(field) for field, tag in zip(found, is_tag, strict=True) if tag]
        return tuple(dict.fromkeys(filter(None, paths))), tuple(dict.fromkeys(tags))

    def _author(self) -> str:
        return fields.author(self._fields, self._feed)

    def _lang(self) -> str:
        told = text(self._feed, "language") or text(self._feed, "dc:language")
        stated = (self._entry.attributes, *(field.attributes for field in (*self._fields, *self._feed)))
        return told or next((attributes["xml:lang"] for attributes in stated if "xml:lang" in attributes), "")

    def _extra(self) -> dict[str, Any]:
        """What no field of `Meta` takes."""
        extra: dict[str, Any] = {}
        used = {*self._addresses, *self._covers[:1], self._author()}
        for field in self._fields:
            said, name = value(field), _name(field)
            if _PEOPLE.fullmatch(field.name):
                said = without_mail(said, self._report)
            if said and field.name not in _READ and not (said in used and (field.name in _SAID or _is_picture(field))):
                extra[name] = [*_listed(extra[name]), said] if name in extra else said
        return extra


def _name(field: Field) -> str:
    """What a field is called in `extra`; Atom says with `rel` what sort of link a link is."""
    relation = field.attributes.get("rel", "") if field.name == "link" else ""
    return f"link:{relation}" if relation else field.name


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _addresses_of(fields: tuple[Field, ...]) -> Iterator[str]:
    """The addresses of the post, the one to link to first."""
    yield from texts(fields, "feedburner:origLink")
    for field in fields:
        if field.name == "link" and field.attributes.get("rel", "alternate") == "alternate" and target(field):
            yield target(field)
    for field in fields:
        text = field.text.strip()
        may_be_one = field.name in ("guid", "id") and field.attributes.get("isPermaLink", "true") != "false"
        if may_be_one and text.startswith(("http://", "https://")):
            yield text


def _pictures(fields: tuple[Field, ...]) -> Iterator[str]:
    for field in fields:
        url = value(field)
        if url and _is_picture(field) and is_safe(url, image=True):
            yield url


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
    return field.name in ("category", "dc:subject") and bool(fields.label(field)) and not _kind(field).endswith("#kind")


def _kind(field: Field) -> str:
    return field.attributes.get("domain") or field.attributes.get("scheme") or ""


def _levels(label: str) -> tuple[str, ...]:
    return tuple(name for part in label.split("/") if (name := part.strip()))


def _elsewhere(field: Field) -> Blocks:
    """What stands for a text that is not in the feed but at an address (RFC 4287, section 4.1.3.2)."""
    url, kind = field.attributes["src"], field.attributes.get("type", "").partition("/")[0]
    if not is_safe(url, image=kind == "image"):
        return ()
    if kind == "image":
        return (Paragraph((Image(url),)),)
    return (Embed(kind, url),) if kind in ("video", "audio") else (Paragraph((Link((Text(url),), url),)),)


def _is_beginning(html: str, blocks: Blocks) -> bool:
    """Whether a feed evidently cut a text: nothing of it is there, or it is bare text that ends in dots."""
    if not html.strip():
        return True
    if len(html) > _LONGEST_BEGINNING or _MARKUP.search(html):
        return len(html) <= _LONGEST_BEGINNING and _CUT_IN_BRACKETS.search(html) is not None
    return _CUT.search(plain_text(blocks)) is not None or _CUT_IN_BRACKETS.search(plain_text(blocks)) is not None
