"""A feed as a stream of entries: expat over chunks of text, with nothing held but the entry at hand.

Declared entities are refused, so that nothing can grow; the entities of HTML, which careless feeds use, stand for their
characters. After a fault in the XML reading goes on at the next entry.
"""

from collections.abc import Iterable, Iterator
from html import escape
from html.entities import html5
from typing import NamedTuple
from xml.parsers import expat

from msgspec import Struct
from msgspec.structs import replace

from convert import lazy_re as re
from convert.errors import FormatError
from convert.readers._addresses import resolve_url

ENTRY_NAMES = ("item", "entry")
MAX_FEED_FIELDS = 100
"""What a feed says of itself in a dozen fields, at the beginning; every entry looks through them."""

_PREFIXES = {
    "http://www.w3.org/2005/Atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0/": "",
    "http://backend.userland.com/rss2": "",
    "http://www.w3.org/1999/xhtml": "",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/2007/app": "app",
    "http://purl.org/atom/app#": "app",
    "http://purl.org/syndication/thread/1.0": "thr",
    "http://schemas.google.com/g/2005": "gd",
    "http://schemas.google.com/blogger/2008": "blogger",
    "http://schemas.google.com/blogger/2018": "blogger",
}
"""What the namespaces of feeds are usually called, whatever a feed calls them. Only the usual names are looked for, because
many feeds use them without declaring them."""

_GROUPS = frozenset({"author", "contributor", "media:group", "media:content", "app:control", "control", "blogger:location"})
"""Elements whose children are fields of their own, named `author/name`."""

_ADDRESSES = ("href", "src", "poster", "cite", "data")
"""Attributes of markup whose values are addresses."""

_LONGEST_BASE = 2000
"""Characters of what elements in each other may add up to with `xml:base`."""

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(?:rss|feed|RDF)\b[^<>]{0,4000}>")
_NEXT = re.compile(rb"<(?:[\w.-]+:)?(?:item|entry)(?=[\s>])")
_END = re.compile(rb"</(?:[\w.-]+:)?(?:item|entry)\s*>")
_NAME = re.compile(rb"(?:[\w.-]+:)?(?:item|entry)\s*>")
_MISMATCH = expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH]
"""Where an element ends that has not begun, expat stands at its name."""

_LONGEST_TAG = 64
"""Bytes of an opening tag that may be in one chunk while the rest of it is in the next."""

_TOO_EARLY = frozenset(
    expat.errors.codes[name]
    for name in (expat.errors.XML_ERROR_NO_ELEMENTS, expat.errors.XML_ERROR_UNCLOSED_TOKEN, expat.errors.XML_ERROR_PARTIAL_CHAR)
)
"""Faults of a feed that ends before it should: entries may be missing. Others, behind the last entry, cost nothing."""


class Field(Struct, frozen=True):
    """A field of an entry or feed; `text` is markup where the field held elements, spelled as HTML."""

    name: str
    text: str
    attributes: dict[str, str]


class Entry(Struct, frozen=True):
    """An entry with its fields, what the feed had said of itself until then, and the attributes of the entry's own element.

    `problem` says what is wrong with it, if something is.
    """

    fields: tuple[Field, ...]
    feed: tuple[Field, ...]
    attributes: dict[str, str] = {}
    problem: str = ""


class XmlFault(Struct, frozen=True):
    """What is wrong with the XML, and in which line; `costs_entry` if an entry is, or may be, lost by it."""

    line: int
    problem: str
    costs_entry: bool = True


class _DeclaredEntityError(Exception):
    """The feed declares an entity of its own."""


def parse_entries_resuming_after_faults(chunks: Iterable[str], faults: list[XmlFault]) -> Iterator[Entry]:
    """The entries of a feed in order. What is wrong with it goes to `faults`, as soon as it is met.

    Raises `FormatError`, which names no source, for declared entities.
    """
    rest = _RemainingChunks(chunk.encode() for chunk in chunks)
    start, line, feed = b"", 1, _FeedBuilder()
    while True:
        reading = _ParserRun(feed, start, line)
        try:
            yield from reading.parse_entries_until_fault(rest)
        except _DeclaredEntityError as error:
            raise FormatError("declares entities of its own, which may grow without end", hint="take the DOCTYPE out") from error
        if reading.fault is None:
            return
        left = _skip_to_next_entry(reading.unread, rest)
        if left.chunk or reading.is_costly:
            faults.append(replace(reading.fault, costs_entry=reading.is_costly or left.has_end))
        if not left.chunk:
            return
        line = reading.line_of_unread + left.lines
        rest.put_back(left.chunk)
        start = reading.root
        feed = _FeedBuilder(reading.feed.fields)


class _RemainingChunks(Iterator[bytes]):
    """The chunks that are not read yet."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._back: list[bytes] = []

    def __next__(self) -> bytes:
        return self._back.pop() if self._back else next(self._chunks)

    def put_back(self, chunk: bytes) -> None:
        """Have a chunk be the next."""
        self._back.append(chunk)


class _NextEntry(NamedTuple):
    """What follows from the next opening tag of an entry, if there is one.

    `lines` were skipped, and in them is perhaps the end of an entry (`has_end`) whose beginning nobody saw.
    """

    chunk: bytes
    lines: int
    has_end: bool


def _skip_to_next_entry(unread: bytes, rest: Iterator[bytes]) -> _NextEntry:
    lines, has_end = 0, False
    while True:
        found = _NEXT.search(unread)
        skipped = unread[: found.start()] if found else unread
        has_end = has_end or _END.search(skipped) is not None
        if found:
            return _NextEntry(unread[found.start() :], lines + skipped.count(b"\n"), has_end)
        more = next(rest, None)
        if more is None:
            return _NextEntry(b"", lines, has_end)
        kept = unread[-_LONGEST_TAG:]
        lines += unread.count(b"\n") - kept.count(b"\n")
        unread = kept + more


class _ParserRun:
    """One parser from its beginning to the end of the feed or to the first fault."""

    def __init__(self, feed: "_FeedBuilder", start: bytes, line: int) -> None:
        self.feed = feed
        self.fault: XmlFault | None = None
        self.is_costly = False
        self.unread = b""
        self.line_of_unread = 0
        self.root = start
        self._lines_before = line - 1 - start.count(b"\n")
        self._fed = 0
        self._parser = _make_parser(feed)

    def parse_entries_until_fault(self, chunks: Iterator[bytes]) -> Iterator[Entry]:
        if self.root:
            self._parse_chunk_noting_fault(self.root)
        for number, chunk in enumerate(chunks):
            self._parse_chunk_noting_fault(
                self._strip_leading_space_and_note_root(chunk) if number == 0 and not self.root else chunk
            )
            yield from self.feed.take_entries()
            if self.fault:
                return
        self._parse_chunk_noting_fault(b"", last=True)
        yield from self.feed.take_entries()

    def _strip_leading_space_and_note_root(self, chunk: bytes) -> bytes:
        """The first chunk without the white space no XML may begin with."""
        found = _ROOT.search(chunk)
        self.root = found.group() if found else b""
        begun = chunk.lstrip()
        self._lines_before += chunk.count(b"\n", 0, len(chunk) - len(begun))
        return begun

    def _parse_chunk_noting_fault(self, chunk: bytes, *, last: bool = False) -> None:
        try:
            self._parser.Parse(chunk, last)
        except expat.ExpatError as error:
            place = self._parser.ErrorByteIndex - self._fed
            at = max(0, place)
            self.line_of_unread = error.lineno + self._lines_before
            self.unread = chunk[at + 1 :]
            ends_entry = error.code == _MISMATCH and (place < 0 or _NAME.match(chunk, at) is not None)
            self.is_costly = self.feed.is_in_entry or error.code in _TOO_EARLY or ends_entry
            self.fault = XmlFault(self.line_of_unread, expat.ErrorString(error.code))
        self._fed += len(chunk)


def _make_parser(feed: "_FeedBuilder") -> expat.XMLParserType:
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    # Without a DTD an entity of HTML would be a fault; with one somewhere else, which is never looked for, it is merely unknown.
    parser.UseForeignDTD(True)
    parser.EntityDeclHandler = _refuse_entity_declaration
    parser.SkippedEntityHandler = feed.add_text_of_html_entity
    parser.StartElementHandler = feed.start_element
    parser.EndElementHandler = feed.end_element
    parser.CharacterDataHandler = feed.add_text
    return parser


def _refuse_entity_declaration(*declaration: object) -> None:
    raise _DeclaredEntityError


class _OpenField:
    """A field whose end has not come yet."""

    __slots__ = ("attributes", "name", "parts")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.parts: list[str] = []


class _FeedBuilder:
    """Where the parser is: in the feed, in an entry, in a field, or in the markup of a field."""

    def __init__(self, fields: tuple[Field, ...] = ()) -> None:
        self.fields = fields
        self._prefixes: dict[str, str] = {}
        self._entry: list[Field] | None = None
        self._attributes: dict[str, str] = {}
        self._done: list[Entry] = []
        self._open: list[_OpenField] = []
        self._inside = 0
        self._bases: list[str] = []

    @property
    def is_in_entry(self) -> bool:
        """Whether an entry has begun and not ended."""
        return self._entry is not None

    def take_entries(self) -> list[Entry]:
        """The entries that are complete."""
        done, self._done = self._done, []
        return done

    def start_element(self, name: str, attributes: dict[str, str]) -> None:
        self._note_prefixes(attributes)
        name = self._name_with_usual_prefix(name)
        if self._entry is None and name in ENTRY_NAMES:
            # The fields of a feed may still be open here: in RSS 2.0 an entry stands inside of `channel`.
            self._entry, self._open, self._inside, self._bases = [], [], 0, []
            self._attributes = attributes
        elif name in ("rss", "feed", "rdf:RDF", "channel") and self._entry is None:
            self._add_field_to_entry_or_feed(Field(name, "", attributes))
        elif self._inside or (self._open and self._open[-1].name not in _GROUPS):
            self._inside += 1
            self._bases.append(_nested_base(self._bases, attributes))
            self._open[-1].parts.append(_format_tag(name, attributes, self._bases[-1]))
        else:
            group = f"{self._open[-1].name}/" if self._open else ""
            self._open.append(_OpenField(group + name, attributes))

    def end_element(self, name: str) -> None:
        name = self._name_with_usual_prefix(name)
        if self._inside:
            self._inside -= 1
            self._bases.pop()
            if name not in _VOID:
                self._open[-1].parts.append(f"</{name}>")
        elif self._open:
            field = self._open.pop()
            self._add_field_to_entry_or_feed(Field(field.name, "".join(field.parts), field.attributes))
        elif self._entry is not None:
            self._done.append(Entry(tuple(self._entry), self.fields, self._attributes))
            self._entry = None

    def add_text(self, data: str) -> None:
        if self._open:
            self._open[-1].parts.append(escape(data, quote=False) if self._inside else data)

    def add_text_of_html_entity(self, name: str, is_parameter: bool) -> None:
        self.add_text(html5.get(f"{name};", f"&{name};"))

    def _add_field_to_entry_or_feed(self, field: Field) -> None:
        if self._entry is not None:
            self._entry.append(field)
        elif len(self.fields) < MAX_FEED_FIELDS:
            self.fields = (*self.fields, field)

    def _note_prefixes(self, attributes: dict[str, str]) -> None:
        for key, uri in attributes.items():
            if key.startswith("xmlns") and uri in _PREFIXES:
                self._prefixes[key.partition(":")[2]] = _PREFIXES[uri]

    def _name_with_usual_prefix(self, name: str) -> str:
        prefix, colon, local = name.rpartition(":")
        if not colon:
            return name
        usual = self._prefixes.get(prefix, prefix)
        return f"{usual}:{local}" if usual else local


def _nested_base(bases: list[str], attributes: dict[str, str]) -> str:
    """What addresses in an element of the markup begin with besides the base of the whole (XML Base, section 4.2)."""
    outer, own = bases[-1] if bases else "", attributes.get("xml:base", "")
    return resolve_url(outer, own) if own and len(outer) + len(own) <= _LONGEST_BASE else outer


def _format_tag(name: str, attributes: dict[str, str], base: str) -> str:
    shown = "".join(
        f' {key}="{escape(resolve_url(base, value) if base and key in _ADDRESSES else value)}"'
        for key, value in attributes.items()
        if not key.startswith(("xmlns", "xml:base"))
    )
    return f"<{name}{shown}>"
