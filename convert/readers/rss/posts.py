"""An entry of a feed as a document: which field says what."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from convert import lazy_re as re
from convert.meta.cleaning import without_illegal_characters
from convert.meta.privacy import names_without_mail_addresses
from convert.model import Blocks, Document, Embed, Image, Link, Meta, Origin, Paragraph, Text, Timestamp
from convert.model.url import is_safe, percent_decode_if_readable, unwrap_thumbnail
from convert.model.walk import plain_text
from convert.notices import Notice, Report
from convert.options import ReaderOptions
from convert.readers._addresses import resolve_addresses_and_tell_proof
from convert.readers.rss import base_address, fields
from convert.readers.rss.feed import Entry, Field
from convert.readers.rss.fields import (
    AUTHORS,
    CHANGES,
    DATES,
    DRAFT_FIELDS,
    first_field_with_text_in_order_of_names_or_none,
    first_text,
    link_target,
    text_or_address,
    texts_of,
)
from convert.readers.tistory import expand_replacers_and_read_body_and_title
from convert.sources.evidence import hand_over_original_or_check_its_size

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


class PostReader:
    """An entry on its way into a document."""

    def __init__(self, entry: Entry, options: ReaderOptions, report: Report) -> None:
        entry = base_address.with_absolute_addresses(entry)
        self._entry = entry
        self._fields = entry.fields
        self._feed = entry.feed
        self._options = options
        self._report = report
        self._addresses = tuple(dict.fromkeys(_post_addresses(entry.fields)))
        self._covers = tuple(dict.fromkeys(_picture_addresses(entry.fields)))
        generator = " ".join(texts_of(entry.feed, "generator")).lower()
        homes = [address for field in entry.feed if field.name == "link" and (address := link_target(field))]
        self._is_tistory = "tistory" in generator or any(_TISTORY.match(address) for address in (*self._addresses[:1], *homes))

    def make_document(self, origin: Origin) -> Document:
        """The whole post."""
        children, summary = self._content_and_summary_reporting_if_partial()
        return Document(without_illegal_characters(self._read_meta(summary), self._report), children, origin=origin)

    def _read_meta(self, summary: str) -> Meta:
        addresses = list(self._addresses)
        extra = self._read_extra()
        entry_id, slug = self._tistory_number_and_slug()
        url = addresses[0] if addresses else ""
        home = next(filter(_has_host, addresses), "")
        if entry_id and slug and home:
            # Tistory shows a post at its number, too, whatever its links look like.
            parts = urlsplit(home)
            addresses.append(f"{parts.scheme}://{parts.netloc}/{entry_id}")
        changed = self._read_date_moving_others_to_extra(CHANGES, extra)
        categories, tags = self._read_categories_and_tags()
        return Meta(
            title=fields.read_title(self._fields),
            date=self._read_date_moving_others_to_extra(DATES, extra) or changed,
            lastmod=changed,
            slug=slug,
            url=url,
            aliases=tuple(dict.fromkeys(address for address in addresses if address != url)),
            entry_id=entry_id,
            categories=categories,
            tags=tags,
            draft=fields.is_draft(self._fields),
            author=self._read_author(),
            summary=summary,
            cover=unwrap_thumbnail(next(iter(self._covers), "")),
            lang=self._read_lang(),
            extra=extra,
        )

    # The body

    def _content_and_summary_reporting_if_partial(self) -> tuple[Blocks, str]:
        """The blocks, and the summary where the feed has one beside the text."""
        full_field, short_field = (
            first_field_with_text_in_order_of_names_or_none(self._fields, names) for names in (_WHOLE, _SHORT)
        )
        if full_field is not None:
            return self._blocks_of_field_telling_proof(full_field), fields.text_without_markup_on_one_line(
                short_field
            ) if short_field is not None else ""
        blocks = self._blocks_of_field_telling_proof(short_field) if short_field is not None else ()
        html = fields.field_html(short_field) if short_field is not None else ""
        if (short_field is not None and short_field.name == "summary") or _is_cut_off(html, blocks):
            self._report(Notice("partial-post"))
        elsewhere = next((field for field in self._fields if field.name == "content" and field.attributes.get("src")), None)
        return (*blocks, *_image_embed_or_link_to_src(elsewhere)) if elsewhere is not None else blocks, ""

    def _blocks_of_field_telling_proof(self, field: Field) -> Blocks:
        html, where = (
            fields.field_html(field),
            base_address.xml_base_or_post_address(self._entry, field, next(iter(self._addresses), "")),
        )
        hand_over_original_or_check_its_size(self._report, html)
        return resolve_addresses_and_tell_proof(
            where, expand_replacers_and_read_body_and_title(html, self._report)[0], self._report
        )

    # The names

    def _tistory_number_and_slug(self) -> tuple[str, str]:
        """Number and slug Tistory gave the post."""
        if not self._is_tistory:
            return "", ""
        paths = [urlsplit(address).path for address in self._addresses if _has_host(address)]
        places = [urlsplit(text).fragment for text in texts_of(self._fields, "comments") if _has_host(text)]
        numbers = [
            *(found[1] for path in paths if (found := _NUMBER.fullmatch(path))),
            *(found[1] for place in places if (found := _COMMENTED.fullmatch(place))),
        ]
        slugs = [percent_decode_if_readable(found[1]) for path in paths if (found := _SLUG.fullmatch(path))]
        return next(iter(numbers), ""), next(iter(slugs), "")

    # What else there is

    def _read_date_moving_others_to_extra(self, names: tuple[str, ...], extra: dict[str, Any]) -> Timestamp | None:
        return fields.read_first_timestamp_moving_others_to_extra(self._fields, names, extra, self._options, self._report)

    def _read_categories_and_tags(self) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
        """Categories and tags. Tistory's feed has the category's path first, and no mark that tells tags from it."""
        found = [field for field in self._fields if _is_category_or_tag(field)]
        is_tag = [
            number > 0 if self._is_tistory else _TAG_KINDS.search(_category_scheme(field)) is not None
            for number, field in enumerate(found)
        ]
        paths = [_split_category_path(fields.category_label(field)) for field, tag in zip(found, is_tag, strict=True) if not tag]
        tags = [fields.category_label(field) for field, tag in zip(found, is_tag, strict=True) if tag]
        return tuple(dict.fromkeys(filter(None, paths))), tuple(dict.fromkeys(tags))

    def _read_author(self) -> str:
        return fields.read_author_without_mail_address(self._fields, self._feed)

    def _read_lang(self) -> str:
        feed_lang = first_text(self._feed, "language") or first_text(self._feed, "dc:language")
        stated = (self._entry.attributes, *(field.attributes for field in (*self._fields, *self._feed)))
        return feed_lang or next((attributes["xml:lang"] for attributes in stated if "xml:lang" in attributes), "")

    def _read_extra(self) -> dict[str, Any]:
        """What no field of `Meta` takes."""
        extra: dict[str, Any] = {}
        used = {*self._addresses, *self._covers[:1], self._read_author()}
        for field in self._fields:
            field_text, name = text_or_address(field), _extra_key(field)
            if _PEOPLE.fullmatch(field.name):
                field_text = names_without_mail_addresses(field_text, self._report)
            if (
                field_text
                and field.name not in _READ
                and not (field_text in used and (field.name in _SAID or _is_picture(field)))
            ):
                extra[name] = [*_in_list_unless_list(extra[name]), field_text] if name in extra else field_text
        return extra


def _extra_key(field: Field) -> str:
    """What a field is called in `extra`; Atom says with `rel` what sort of link a link is."""
    relation = field.attributes.get("rel", "") if field.name == "link" else ""
    return f"link:{relation}" if relation else field.name


def _in_list_unless_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _post_addresses(fields: tuple[Field, ...]) -> Iterator[str]:
    """The addresses of the post, the one to link to first."""
    yield from texts_of(fields, "feedburner:origLink")
    for field in fields:
        if field.name == "link" and field.attributes.get("rel", "alternate") == "alternate" and link_target(field):
            yield link_target(field)
    for field in fields:
        text = field.text.strip()
        may_be_one = field.name in ("guid", "id") and field.attributes.get("isPermaLink", "true") != "false"
        if may_be_one and text.startswith(("http://", "https://")):
            yield text


def _picture_addresses(fields: tuple[Field, ...]) -> Iterator[str]:
    for field in fields:
        url = text_or_address(field)
        if url and _is_picture(field) and is_safe(url, image=True):
            yield url


def _has_host(text: str) -> bool:
    try:
        return bool(urlsplit(text).netloc)
    except ValueError:
        return False


def _is_picture(field: Field) -> bool:
    kind = field.attributes.get("type", "") or field.attributes.get("medium", "")
    name = field.attributes.get("rel", "") if field.name == "link" else field.name.rpartition("/")[2]
    return name == "media:thumbnail" or (name in ("enclosure", "media:content") and kind.startswith("image"))


def _is_category_or_tag(field: Field) -> bool:
    """Whether it is a category or tag; Blogger says with a category, too, that a post is a post."""
    return (
        field.name in ("category", "dc:subject")
        and bool(fields.category_label(field))
        and not _category_scheme(field).endswith("#kind")
    )


def _category_scheme(field: Field) -> str:
    return field.attributes.get("domain") or field.attributes.get("scheme") or ""


def _split_category_path(label: str) -> tuple[str, ...]:
    return tuple(name for part in label.split("/") if (name := part.strip()))


def _image_embed_or_link_to_src(field: Field) -> Blocks:
    """What stands for a text that is not in the feed but at an address (RFC 4287, section 4.1.3.2)."""
    url, kind = field.attributes["src"], field.attributes.get("type", "").partition("/")[0]
    if not is_safe(url, image=kind == "image"):
        return ()
    if kind == "image":
        return (Paragraph((Image(url),)),)
    return (Embed(kind, url),) if kind in ("video", "audio") else (Paragraph((Link((Text(url),), url),)),)


def _is_cut_off(html: str, blocks: Blocks) -> bool:
    """Whether a feed evidently cut a text: nothing of it is there, or it is bare text that ends in dots."""
    if not html.strip():
        return True
    if len(html) > _LONGEST_BEGINNING or _MARKUP.search(html):
        return len(html) <= _LONGEST_BEGINNING and _CUT_IN_BRACKETS.search(html) is not None
    return _CUT.search(plain_text(blocks)) is not None or _CUT_IN_BRACKETS.search(plain_text(blocks)) is not None
