"""HTML of a post that is harmless, cut into tags and texts, and what it shows: words, and the other things between them.

What is marked in it is a part of a piece, so that no tag is ever cut.
"""

from collections.abc import Iterator
from html import unescape
from typing import Literal, NamedTuple, TypeAlias

from convert import lazy_re as re
from convert.proof.fidelity.visible_items import TYPED
from convert.proof.normalization import normalise_unicode
from convert.report.safe_html import BOX, END, MIDDLE, clean_html_to_mark

_PIECE = re.compile(rf"<[^>]*>|{BOX}[^{BOX}{END}<]*{END}|[^<{BOX}]+|[<{BOX}]")
"""What `clean_html_to_mark` gives has `<` and `>` in tags alone, not even in values of attributes."""

_GAP = re.compile(r"(?:\s|&nbsp;)+")
_NAME = re.compile(r"</?([a-z][a-z0-9]*)")
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]+")

_INLINE = frozenset(
    """a abbr b bdi bdo big cite code del dfn em font i ins kbd mark nobr q s samp small span strike strong sub sup tt u
    var""".split()
)
"""Elements that end no word."""

ThingKind: TypeAlias = Literal["image", "link", "player", "drawing", "formula", "rule"]


class Span(NamedTuple):
    """A part of a piece, as characters of it."""

    piece: int
    start: int
    end: int


class Word(NamedTuple):
    """A word as it is compared, and where its parts stand: in one piece, unless a part of it is bold or the like."""

    text: str
    spans: tuple[Span, ...]


class Thing(NamedTuple):
    """What is shown besides words: its address, its piece, and how many words are before it."""

    kind: ThingKind
    address: str
    piece: int
    at: int


class HtmlPieces(NamedTuple):
    """Pieces that make the HTML when they are joined, and what they show."""

    pieces: list[str]
    words: list[Word]
    things: list[Thing]


def clean_and_cut_html(html: str) -> HtmlPieces:
    """What some HTML shows, after everything that is not harmless is gone from it."""
    gatherer = _Gatherer(_PIECE.findall(clean_html_to_mark(html)))
    gatherer.gather()
    return HtmlPieces(gatherer.pieces, gatherer.words, gatherer.things)


def attributes_of_tag(tag: str) -> dict[str, str]:
    """The attributes of a start tag."""
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag)}


def kind_and_address_of_box(piece: str) -> tuple[str, str]:
    """The kind of a box, and its address."""
    kind, _, address = piece.strip(BOX + END).partition(MIDDLE)
    return kind, unescape(address)


def is_placeholder_piece(piece: str) -> bool:
    """Whether a piece stands for what no frame may show."""
    return piece.startswith(BOX) and piece.endswith(END)


class _Gatherer:
    """What the pieces so far show, and the word that the next may go on with."""

    def __init__(self, pieces: list[str]) -> None:
        self.pieces = pieces
        self.words: list[Word] = []
        self.things: list[Thing] = []
        self._open: list[Span] = []

    def gather(self) -> None:
        """See every piece."""
        for number, piece in enumerate(self.pieces):
            if piece[0] == "<":
                self._add_image_link_or_rule_of_tag(number, piece)
            elif is_placeholder_piece(piece):
                self._end_word()
                kind, address = kind_and_address_of_box(piece)
                if kind in ("player", "drawing", "formula"):
                    self._add_thing(kind, address, number)  # type: ignore[arg-type]
            else:
                self._add_words_of_text_piece(number, piece)
        self._end_word()

    def _add_image_link_or_rule_of_tag(self, piece_number: int, tag: str) -> None:
        found = _NAME.match(tag)
        name = found[1] if found else ""
        if name not in _INLINE:
            self._end_word()
        if tag.startswith("</"):
            return
        if name == "img":
            self._add_thing("image", lazy_src_or_src_of_image(attributes_of_tag(tag)), piece_number)
        elif name == "a" and (address := attributes_of_tag(tag).get("href", "")):
            self._add_thing("link", address, piece_number)
        elif name == "hr":
            self._add_thing("rule", "", piece_number)

    def _add_thing(self, kind: ThingKind, address: str, number: int) -> None:
        self.things.append(Thing(kind, address, number, len(self.words) + bool(self._open)))

    def _add_words_of_text_piece(self, piece_number: int, text: str) -> None:
        last = 0
        for gap in _GAP.finditer(text):
            if gap.start() > last:
                self._open.append(Span(piece_number, last, gap.start()))
            self._end_word()
            last = gap.end()
        if last < len(text):
            self._open.append(Span(piece_number, last, len(text)))

    def _end_word(self) -> None:
        if self._open:
            text = "".join([self.pieces[span.piece][span.start : span.end] for span in self._open])
            if seen := word_without_invisibles_and_typography(unescape(text)):
                self.words.append(Word(seen, tuple(self._open)))
            self._open = []


def lazy_src_or_src_of_image(attributes: dict[str, str]) -> str:
    """Where a picture is: scripts that load pictures late keep it in attributes of their own."""
    names = ("data-src", "data-original", "data-lazy-src", "src", "data-url")
    found = [address for name in names if (address := attributes.get(name, ""))]
    return next((address for address in found if not address.startswith("data:image/gif")), found[0] if found else "")


def word_without_invisibles_and_typography(word: str) -> str:
    """A word without what nobody sees, composed, and as it was typed where a typographer was at it."""
    return word if word.isascii() else normalise_unicode("NFC", _UNSEEN.sub("", word).translate(TYPED))


def comparable_words_in_text(text: str) -> Iterator[str]:
    """The words of a plain text, as they are compared."""
    yield from filter(None, map(word_without_invisibles_and_typography, text.split()))
