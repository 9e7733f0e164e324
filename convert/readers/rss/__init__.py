"""Feeds: RSS 2.0 and 1.0 and Atom, as Tistory and other blogs publish them."""

import re
from collections.abc import Iterator

from convert.errors import FormatError
from convert.model import Document, Origin
from convert.notices import Report
from convert.readers._privacy import PersonalOptions, Privacy
from convert.readers.rss.encoding import chunks
from convert.readers.rss.feed import GIVEN_UP, Entry, Fault, entries
from convert.readers.rss.posts import Post
from convert.source import BOMS, Source

EXTENSIONS = (".xml", ".rss", ".atom")

TAKES = {
    "title": "`title`",
    "date": "`pubDate`, `dc:date`, `published`; without one `updated`",
    "lastmod": "`updated`, `dcterms:modified`",
    "url": "`link`, `guid`, `id`",
    "aliases": "the other addresses; on Tistory the number too",
    "slug": "`/entry/...` in an address",
    "entry_id": "the number in an address, or in `comments`",
    "categories": "Tistory: the first `category`; else those that are no tags",
    "tags": "Tistory: the other `category`; else those whose domain or scheme says so",
    "author": "`author`, `dc:creator`",
    "summary": "`description` or `summary` beside a whole text",
    "cover": "`enclosure`, `media:thumbnail`, `media:content`",
    "lang": "`language`, `xml:lang` of the feed",
    "body": "`content:encoded`, `content`, `description`, `summary`",
    "extra": "`comments` and every other element",
}

_ROOT = re.compile(
    r"\s*+(?>(?:<\?(?:[^?]|\?(?!>))*+\?>|<!--(?:[^-]|-(?!->))*+-->|<!DOCTYPE[^>\[]*+>)\s*+)*+"
    r"<(?:[\w.-]{1,40}:)?(rss|feed|RDF)(?=[\s>])([^<>]{0,4000})"
)
_NAMESPACES = {"rss": "", "feed": "/atom", "RDF": "purl.org/rss/"}
"""What the opening tag of a feed says besides its name; other formats have roots of these names, too."""


class Options(PersonalOptions, frozen=True, kw_only=True):
    """What may be told of people."""


def guess(source: Source) -> int:
    """By the first element."""
    found = _ROOT.match(_beginning(source))
    return 95 if found and _NAMESPACES[found[1]] in found[2].lower() else 0


def _beginning(source: Source) -> str:
    head = source.head
    for bom, encoding in BOMS:
        if head.startswith(bom):
            return head[len(bom) :].decode(encoding, "ignore")
    return head.decode("latin-1")


def read(source: Source, options: Options, report: Report) -> Iterator[Document]:
    """One document an entry.

    A fault in the XML costs the entry it is in: the next are read, and after the last `FormatError` names the lines. Raises
    `SourceError` after the posts before it for bytes that are no text, and `FormatError` for a feed that declares entities.
    """
    faults: list[Fault] = []
    digest = source.sha256
    privacy = Privacy(options.personal_data, report)
    for number, entry in enumerate(_entries(source, options, report, faults), 1):
        yield Post(entry, options, privacy, report).document(Origin("rss", source.name, str(number), digest))
    if faults:
        raise FormatError(_problems(faults), source=source.name, hint="correct the XML, or save the feed again")


def _entries(source: Source, options: Options, report: Report, faults: list[Fault]) -> Iterator[Entry]:
    try:
        yield from entries(chunks(source, options.encoding, report), faults)
    except FormatError as error:
        raise FormatError(error.message, source=source.name, hint=error.hint) from error


_NAMED = 10
"""Faults that are named."""


def _problems(faults: list[Fault]) -> str:
    given_up = faults[-1].problem == GIVEN_UP
    first, *others = faults[:-1] if given_up else faults
    named = ", ".join(str(fault.line) for fault in others[:_NAMED])
    also = f" (also bad: {'line' if len(others) == 1 else 'lines'} {named}{' and more' if len(others) > _NAMED else ''})"
    behind = f"; from line {faults[-1].line} on, {GIVEN_UP}" if given_up else ""
    return f"line {first.line}: {first.problem}; what stands there is left out{also if others else ''}{behind}"
