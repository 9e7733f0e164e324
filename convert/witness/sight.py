"""What a browser shows of HTML, in order: words and their lines, pictures, links, players, formulas, code, cells, headings.

It shares no code with the readers, so that no fault of theirs can hide from it, and is the same for a source and for an output.
"""

import re
import unicodedata
from collections.abc import Mapping
from itertools import takewhile
from typing import NamedTuple
from urllib.parse import unquote

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser, LexborNode

from convert.fidelity.seen import TYPED
from convert.witness.addresses import plain
from convert.witness.css import PLAIN, Shape, read_shape
from convert.witness.things import (
    DRAWING,
    FORMULA,
    LOOKS,
    PLACE,
    Attributes,
    Kind,
    Thing,
    address_of_embed,
    address_of_video,
    is_beside_script,
    is_formula,
    is_note_mark,
    texts_of_formula,
)


class Sight(Struct, frozen=True):
    """What is shown. `starts` are the numbers of words that begin a line, `single` those of words in a heading, a cell or a
    caption, where an output may have no lines, `soft` those of words that a mark or a button is
    before, which another renderer may join.
    `coded` are the words with dollars in code, which delimit nothing, spelled with `CODE_DOLLAR`, by their numbers.
    """

    words: list[str]
    coded: dict[int, str]
    starts: set[int]
    single: set[int]
    soft: set[int]
    things: list[Thing]


_OWN_LINES = frozenset(
    """p div section article header footer main nav aside address center figure figcaption details summary dl dd dt fieldset form
    hgroup search thead tbody tfoot ul ol li menu dir h1 h2 h3 h4 h5 h6 blockquote table caption tr td th pre hr listing xmp
    plaintext legend dialog marquee br""".split()
)
_UNSEEN = (
    frozenset(
        """script style template noscript head title meta link base datalist canvas rp param source track col colgroup noframes
    frame frameset desc defs metadata symbol br hr wbr input""".split()
    )
    | LOOKS.keys()
)
"""Elements that show none of the words inside them."""

_SINGLE = frozenset("h1 h2 h3 h4 h5 h6 td th caption summary figcaption dt a select".split())
_KEEPING = frozenset("pre textarea listing xmp plaintext".split())
_CODE = frozenset("code tt samp kbd pre listing xmp plaintext".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_SILENT = frozenset("hidden password radio file image range color".split())
"""Fields that show no words."""

CODE_DOLLAR = "＄"
"""No text is spelled with it, since compatibility characters are composed."""

_BEGINS, _ENDS = {"rt": "(", "q": "“"}, {"rt": ")", "q": "”"}
"""What a browser puts around the text of some elements, and, for readings of ruby, an output."""

_APART = frozenset("option textarea select button".split())
"""Elements in a line that stand apart from the words beside them."""

_FEW, _LETTERS = 8, 6
"""Among how many words of an item the first with letters is looked for, and how many of these it is known by."""

_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\x00-\x08\x0e-\x1f\x7f-\x9f]"
)
"""Characters without a width: of the categories Cc and Cf, but for white space."""


class _Around(NamedTuple):
    """What the elements around say of what is inside them."""

    is_visible: bool = True
    keeps_lines: bool = False
    is_single: bool = False
    is_code: bool = False
    depth: int = 0


class _Open(NamedTuple):
    """An open element: what was around it, and how many words and how much else had been seen before it."""

    tag: str
    own_lines: bool
    is_apart: bool
    around: _Around
    word: int
    shown: int
    href: str = ""


def see(html: str, *, as_typed: bool = False, is_part: bool = False) -> Sight:
    """What a browser shows of a page or fragment; `as_typed` undoes what a typographer makes of quotation marks and dashes.

    Of a part of a page (`is_part`) the links may lead to places in the rest of it.
    """
    # What a parser would take for a head's, as a script in front of a body, is the body's here.
    root = LexborHTMLParser(html if "<body" in html else f"<body>{html}").body
    eye = _Eye(TYPED if as_typed else {}, _places(root) if root is not None and "#" in html else frozenset(), is_part)
    if root is not None:
        _walk(root, eye)
    eye.end_word()
    return Sight(eye.words, eye.coded, eye.starts, eye.single, eye.soft, sorted(eye.things, key=lambda thing: thing.at))


def _walk(root: LexborNode, eye: "_Eye") -> None:
    """See everything below an element, without recursion."""
    node: LexborNode | None = root.child
    depth = 1
    while node is not None:
        tag = node.tag or "-other"
        if tag == "-text":
            eye.take_text(node.text_content or "")
        elif tag == "-comment" and "endif" in (node.comment_content or ""):
            eye.set_apart()  # Word's marks of items stand between such comments
        elif tag[0] != "-" and eye.enter(node, tag):
            child = node.child
            if child is not None:
                node = child
                depth += 1
                continue
            eye.leave()
        while node is not None and node.next is None:
            depth -= 1
            if not depth:
                return
            node = node.parent
            eye.leave()
        node = node.next if node is not None else None


class _Eye:
    """What is seen so far, and what is open."""

    def __init__(self, typed: Mapping[int, str], places: frozenset[str], is_part: bool) -> None:
        self._is_part = is_part
        self._typed = typed
        self._places = places
        self.words: list[str] = []
        self.coded: dict[int, str] = {}
        self.starts: set[int] = set()
        self.single: set[int] = set()
        self.soft: set[int] = set()
        self.things: list[Thing] = []
        self._around = _Around()
        self._word = ""
        self._shown = 0
        self._code: list[str] | None = None
        self._open: list[_Open] = []
        self._cells: list[list[Thing]] = []
        self._folds: set[int] = set()

    def take_text(self, text: str) -> None:
        """Characters. White space parts words; where it is kept, a line end parts lines."""
        if not self._around.is_visible:
            return
        if self._code is not None:
            self._code.append(text)
        if not text.isascii():
            text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
            text = text.translate(self._typed) if self._typed else text
        for number, line in enumerate(text.split("\n") if self._around.keeps_lines else (text,)):
            if number:
                self._end_line()
            self._take_words(line)

    def _take_words(self, line: str) -> None:
        words = line.split()
        if line[:1].isspace():
            self.end_word()
        if not words:
            return
        self._shown += 1
        self._write(words[0])
        if len(words) > 1:
            self.end_word()
            if self._around.is_code:
                self.coded |= {n: w.replace("$", CODE_DOLLAR) for n, w in enumerate(words[1:-1], len(self.words)) if "$" in w}
            self._add_words(words[1:-1])
            self._write(words[-1])
        if line[-1].isspace():
            self.end_word()

    def _write(self, text: str) -> None:
        """More of a word."""
        self._word += text.replace("$", CODE_DOLLAR) if self._around.is_code else text

    def end_word(self) -> None:
        """White space."""
        if self._word:
            if CODE_DOLLAR in self._word:
                self.coded[len(self.words)] = self._word
            self._add_words([self._word.replace(CODE_DOLLAR, "$")])
            self._word = ""

    def _add_words(self, words: list[str]) -> None:
        first = len(self.words)
        self.words += words
        if self._around.is_single:
            self.single.update(range(first, len(self.words)))

    def set_apart(self) -> None:
        """The beginning or end of what stands apart from the words around it."""
        if self._word:
            self.end_word()
            self.soft.add(len(self.words))

    def _end_line(self) -> None:
        self.end_word()
        self.starts.add(len(self.words))

    def _add(self, kind: Kind, says: tuple[str, ...], at: int = -1) -> None:
        known = tuple(dict.fromkeys(filter(None, says)))
        if known and self._around.is_visible:
            self.things.append(Thing(kind, known, at if at >= 0 else len(self.words) + bool(self._word)))
            self._shown += 1

    def enter(self, node: LexborNode, tag: str) -> bool:
        """Begin an element; False when none of the words inside it are shown."""
        attributes = node.attributes
        shape = read_shape(attributes.get("style") or "") if "style" in attributes else PLAIN
        if _is_hidden(shape, attributes) or (tag == "dialog" and "open" not in attributes) or (tag == "rt" and not _says(node)):
            return False
        own_lines = tag in _OWN_LINES if shape.own_lines is None else shape.own_lines
        if own_lines:
            self._break()
        if self._took_all(node, tag, attributes):
            return False
        self._word += _BEGINS.get(tag, "") if tag in _BEGINS and _says(node) else ""
        is_apart = tag in _APART or _is_mark(node, tag, attributes)
        if is_apart:
            self.set_apart()
        if tag == "pre" and self._code is None and not self._around.is_single:
            self._code = []
        if tag == "table":
            self._cells.append([])
        if tag == "details":
            self._folds.add(len(self.words))
        elif node.child is None:
            self._take_empty(tag, attributes)
        href = attributes.get("href") or ""
        self._open.append(_Open(tag, own_lines, is_apart, self._around, len(self.words), self._shown, href))
        self._around = _inside(self._around, tag, shape)
        return True

    def _take_empty(self, tag: str, attributes: Attributes) -> None:
        """What an element shows that has nothing in it."""
        if tag == "textarea":
            self.take_text(attributes.get("placeholder") or "")
        elif tag == "option":
            self.take_text(attributes.get("label") or "")

    def _break(self) -> None:
        """A line end that is an element's; in code it is a character as well, unless one stands there."""
        self._end_line()
        if self._code and not self._code[-1].endswith("\n"):
            self._code.append("\n")

    def _took_all(self, node: LexborNode, tag: str, attributes: Attributes) -> bool:
        """Whether nothing inside an element is shown: it shows something of its own, or nothing."""
        names = attributes.get("class") or ""
        if tag == "img" and (video := address_of_video(node)):
            self._add("player", (video,))
        elif tag == "script" and (embed := address_of_embed(attributes)):
            self._look("player", (embed,))
        elif tag in LOOKS:
            kind, look = LOOKS[tag]
            self._look(kind, tuple(look(node, attributes)))
        elif tag == "input":
            self._take_field((attributes.get("type") or "").lower(), attributes)
        elif tag == "svg":
            self._add("image", (DRAWING,))
        elif (names and is_formula(node, names)) or (tag == "pre" and node.css_first("code.language-math") is not None):
            self._look("formula", texts_of_formula(node))
            return True
        elif tag == "br" and self._code is not None:
            self._code.append("\n")
        elif is_note_mark(tag, names, attributes):
            self.set_apart()
            self._add("link", (PLACE,))
            return True
        return tag in _UNSEEN or (bool(names) and is_beside_script(names))

    def _look(self, kind: Kind, says: tuple[str, ...]) -> None:
        """What an element shows of its own. A formula is part of the text around it, a player is not."""
        if kind == "player":
            self.end_word()
        if kind != "rule" or not self._around.is_single:
            self._add(kind, says)
        if kind == "formula" and any(says) and self._around.is_visible:
            self._write(FORMULA)

    def _take_field(self, kind: str, attributes: Attributes) -> None:
        """`input`: a button shows its label, a box whether it is ticked, a field what is in it."""
        if kind in _SILENT:
            return
        box = "☑" if "checked" in attributes else "☐"
        self.set_apart()
        self.take_text(box if kind == "checkbox" else attributes.get("value") or attributes.get("placeholder") or "")
        self.set_apart()

    def leave(self) -> None:
        """End the element entered last."""
        opened = self._open.pop()
        if opened.own_lines:
            self._break()
        if opened.tag in _ENDS and self._shown > opened.shown:
            self._word += _ENDS[opened.tag]
        if opened.is_apart:
            self.set_apart()
        self._end(opened)
        self._around = opened.around

    def _end(self, opened: _Open) -> None:
        """What an element turns out to be when all in it has been seen."""
        tag, first = opened.tag, opened.word
        if tag == "a" and self._shown > opened.shown:
            self._add("link", (self._address(opened.href),), first)
        elif tag in _HEADINGS and not opened.around.is_single:
            self._add("heading", (" ".join(self.words[first:]),), first)
        elif tag in ("td", "th") and self._cells and self.words[first:]:
            self._cells[-1].append(Thing("cell", (" ".join(self.words[first:]),), first))
        elif tag == "table":
            self._end_table(self._cells.pop())
        elif tag == "li" and self.words[first:] and not (opened.around.is_single or first in self._folds or self._is_note(first)):
            if begins := self._beginning(first):
                self._add("item", (f"{max(1, self._around.depth)} {begins}",), first)
        elif tag == "pre" and self._code is not None and not opened.around.is_single:
            self._add("code", (_plain_code("".join(self._code)),), first)
            self._code = None

    def _is_note(self, first: int) -> bool:
        """Whether an item leads to another place on the page, as a footnote does, which no target writes as an item."""
        inside = takewhile(lambda thing: thing.at >= first, reversed(self.things))
        return any(thing.says == (PLACE,) for thing in inside)

    def _address(self, href: str) -> str:
        """Where a link leads; all links to places on the page are alike, since renderers name these places anew."""
        return plain(href) if href[:1] != "#" else PLACE if self._is_part or unquote(href[1:]) in self._places else ""

    def _beginning(self, first: int) -> str:
        """The first letters of the first word that has any."""
        words = ("".join(filter(str.isalnum, word)) for word in self.words[first : first + _FEW])
        return next(filter(None, words), "")[:_LETTERS]

    def _end_table(self, cells: list[Thing]) -> None:
        """Cells count where a table can be written: one cell is a box, and a table in a cell is layout."""
        if len(cells) > 1 and not self._cells:
            self.things.extend(cells)


def _inside(around: _Around, tag: str, shape: Shape) -> _Around:
    keeps = tag in _KEEPING or around.keeps_lines if shape.keeps_lines is None else shape.keeps_lines
    return _Around(
        around.is_visible if shape.is_visible is None else shape.is_visible,
        keeps,
        around.is_single or tag in _SINGLE,
        around.is_code or tag in _CODE,
        around.depth + (tag in ("ul", "ol")),
    )


def _says(node: LexborNode) -> bool:
    return bool(node.text().strip())


def _places(root: LexborNode) -> frozenset[str]:
    """The places on a page that links can lead to."""
    found = (node.attributes for node in root.css("[id], a[name]"))
    return frozenset(name for attributes in found for name in (attributes.get("id"), attributes.get("name")) if name)


def _is_hidden(shape: Shape, attributes: Attributes) -> bool:
    """Whether an element is not shown. What the old editor folded is shown on a click."""
    return (shape.is_hidden and "moreless" not in (attributes.get("class") or "")) or "hidden" in attributes


def _is_mark(node: LexborNode, tag: str, attributes: Attributes) -> bool:
    """Whether an element is the mark of a footnote, or of an item of a list by Word: renderers put other marks there."""
    if tag == "a":
        return (attributes.get("href") or "").startswith("#")
    if tag == "sup":
        return node.css_first('a[href^="#"]') is not None
    return tag == "span" and "mso-list" in (attributes.get("style") or "")


def _plain_code(text: str) -> str:
    """Code as it is compared: without what has no width, white space at the ends of lines, and empty lines.

    How many lines elements in code are apart depends on margins.
    """
    lines = _INVISIBLE.sub("", text).replace("\xa0", " ").split("\n")
    return "\n".join([bare for line in lines if (bare := line.rstrip())])
