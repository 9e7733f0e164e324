"""Helper: who a page's characters are: for each one its marks and its place, found independently of the package with html5lib.

Two pages say the same when their visible characters are the same, in the same order, each bold, italic, struck, code or linked
alike, in a heading of the same level, an item of the same list, the same cell, and with the same kind of gap before it.
A player is one such character, known by the last part of its address.
"""

import re
import unicodedata
from itertools import accumulate, groupby
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from visible import UNSEEN, parsed

NONE, SPACE, BREAK, BLOCK, ITEM = range(5)
"""What is between a character and the one before it: nothing, a space, a line break, a new block, a new list item."""

GAPS = ("nothing", "a space", "a break", "a new block", "a new item")
_MARKS = dict(b="b", strong="b", i="i", em="i", s="s", strike="s", **{"del": "s"}, code="code", tt="code", samp="code")
_OF_LETTERS = frozenset(("b", "i", "s", "code"))
"""Marks of which a picture shows none."""
_STYLES = (("b", r"font-weight:\s*bold"), ("i", r"font-style:\s*italic"), ("s", r"line-through"))
_BLOCKS = frozenset(
    """p div section article header footer main nav aside address center figure details dl dd fieldset body html
    form hgroup search""".split()
)
_UNSEEN = UNSEEN - {"iframe"}
_LABELS = frozenset("figcaption caption summary dt".split())
_LISTS = {"ul": "ul", "menu": "ul", "dir": "ul", "ol": "ol"}
_RUNS_CODE = re.compile(r"[\x00-\x20]*(?:javascript|vbscript|data):", re.IGNORECASE)


class Seen(NamedTuple):
    """One visible character (or image, player, rule, code block, check box)."""

    what: str
    gap: int
    marks: frozenset
    place: tuple
    is_heavy: bool
    """Bold by itself, as in headings and header cells: there `b` says nothing."""
    is_label: bool
    """In a caption or summary, where a new block and a break are the same."""


class Setting(NamedTuple):
    """What the elements around say."""

    marks: frozenset = frozenset()
    place: tuple = ()
    is_heavy: bool = False
    widest: int = ITEM
    """The widest gap there can be: a heading or cell is one line, a caption or summary one paragraph."""

    @property
    def is_line(self):
        return self.widest < BLOCK


class Page:
    """The characters seen so far, and the gap after them.

    With `blanks` lines of code that hold only spaces are empty when they stand in a list, as Goldmark has them.
    """

    def __init__(self, html, *, blanks=False):
        self.blanks = blanks
        self.seen = []
        self.gap = BLOCK
        self.read(parsed(html), Setting())

    def read(self, element, setting):
        self.text(element.text, setting)
        for child in element:
            if isinstance(child.tag, str) and child.tag.lower() not in _UNSEEN:
                self.element(child, child.tag.lower(), setting)
            self.text(child.tail, setting)

    def part(self, gap, setting):
        """A gap; two breaks are a new block."""
        if gap is BREAK and self.gap is BREAK:
            gap = BLOCK
        self.gap = max(self.gap, min(gap, setting.widest))

    def add(self, what, setting):
        if self.seen and self.seen[-1].what in ("☐", "☑"):
            self.gap = SPACE
        self.seen.append(Seen(what, self.gap, setting.marks, setting.place, setting.is_heavy, setting.widest is BREAK))
        self.gap = NONE

    def text(self, text, setting):
        for char in text or "":
            category = unicodedata.category(char)
            if category[0] == "Z" or char in "\t\n\r\f":
                self.part(SPACE, setting)
            elif category[0] != "C":
                self.add(char, setting)

    def element(self, element, tag, setting):
        if tag == "br":
            self.part(BREAK, setting)
        elif tag == "img":
            alt = " ".join((element.get("alt") or "").split())
            self.add(f"image {_address(element.get('src'))} {alt}", setting._replace(marks=setting.marks - _OF_LETTERS))
        elif tag == "input":
            if element.get("type") == "checkbox":
                self.add("☐" if element.get("checked") is None else "☑", setting._replace(marks=frozenset()))
        elif tag == "pre":
            self.pre(element, setting)
        elif tag == "hr":
            self.rule(setting)
        elif tag == "iframe":
            self.player(element, setting)
        elif re.fullmatch("h[1-6]", tag):
            self.heading(element, tag, setting)
        elif tag in _LISTS:
            self.list(element, _LISTS[tag], setting)
        elif tag == "li":  # without a list it is shown as one of a list without numbers
            self.block(element, setting if setting.is_line else setting._replace(place=(*setting.place, "ul 0")), ITEM)
        elif tag == "table":
            self.table(element, setting)
        elif tag == "blockquote":
            self.block(element, setting if setting.is_line else setting._replace(place=(*setting.place, "quote")))
        elif tag in _LABELS:
            self.part(BLOCK, setting)
            self.read(element, setting._replace(widest=min(setting.widest, BREAK)))
            self.part(BLOCK, setting)
        elif tag in _BLOCKS:
            self.block(element, setting)
        else:
            self.read(element, setting._replace(marks=self.marks(element, tag, setting.marks)))

    def marks(self, element, tag, marks):
        found = {_MARKS[tag]} if tag in _MARKS else set()
        style = element.get("style") or ""
        found |= {mark for mark, pattern in _STYLES if re.search(pattern, style)}
        url = (element.get("href") or "").strip() if tag == "a" else ""
        if url and not _RUNS_CODE.match(url):
            found.add(f"link {_address(url)}")
        return marks | found

    def block(self, element, setting, gap=BLOCK):
        self.part(gap, setting)
        self.read(element, setting)
        self.part(BLOCK, setting)

    def rule(self, setting):
        self.part(BLOCK, setting)
        if not setting.is_line:
            self.add("rule", setting._replace(marks=frozenset()))
        self.part(BLOCK, setting)

    def player(self, element, setting):
        if source := (element.get("src") or "").strip():
            self.part(BLOCK, setting)
            self.add(f"player {_address(urlsplit(source).path.rpartition('/')[2])}", setting._replace(marks=frozenset()))
            self.part(BLOCK, setting)

    def heading(self, element, tag, setting):
        self.part(BLOCK, setting)
        place = setting.place if setting.is_line else (*setting.place, tag)
        self.read(element, setting._replace(place=place, is_heavy=True, widest=SPACE))
        self.part(BLOCK, setting)

    def list(self, element, kind, setting):
        start = _number(element.get("start")) if kind == "ol" else 0
        count = 0
        self.part(BLOCK, setting)
        self.text(element.text, setting if setting.is_line else setting._replace(place=(*setting.place, f"{kind} {start}")))
        for child in element:
            if not isinstance(child.tag, str) or child.tag in _UNSEEN:
                continue
            is_item = child.tag == "li"
            count += is_item or not count
            number = start + count - 1 if kind == "ol" else 0
            inside = setting if setting.is_line else setting._replace(place=(*setting.place, f"{kind} {number}"))
            if is_item:
                self.part(ITEM, inside)
                self.text(f"{start + count - 1}. " if kind == "ol" and setting.is_line else "", inside)
                self.block(child, inside, SPACE if setting.is_line else ITEM)
            else:
                self.element(child, child.tag, inside)
            self.text(child.tail, inside)
        self.part(BLOCK, setting)

    def table(self, element, setting):
        """Rows are counted where something is in them: a header may be empty. Spans take the places they cover."""
        self.part(BLOCK, setting)
        covered = set()
        number = seen_rows = 0
        for child in _rows(element):
            if child.tag == "caption":
                self.element(child, "caption", setting)
                continue
            before, column = len(self.seen), 0
            for cell in child:
                while (number, column) in covered:
                    column += 1
                right, down = _number(cell.get("colspan")), _number(cell.get("rowspan"))
                covered |= {(number + y, column + x) for y in range(down) for x in range(right)}
                place = setting.place if setting.is_line else (*setting.place, f"row {seen_rows} column {column}")
                self.part(BLOCK, setting)
                heavy = setting.is_heavy or cell.tag == "th" or not seen_rows
                self.read(cell, setting._replace(place=place, is_heavy=heavy, widest=SPACE))
                self.part(BLOCK, setting)
            number += 1
            seen_rows += len(self.seen) > before
        self.part(BLOCK, setting)

    def pre(self, element, setting):
        if setting.is_line:
            inside = setting._replace(marks=frozenset({"code"}))
            self.part(BLOCK, setting)
            self.read(element, inside)
            self.part(BLOCK, setting)
            return
        self.part(BLOCK, setting)
        classes = " ".join(inner.get("class") or "" for inner in element.iter() if inner.tag in ("pre", "code"))
        named = element.get("data-ke-language") or (re.search(r"language-(\S+)", classes) or ["", ""])[1]
        text = _pre_text(element)
        if self.blanks and any(part.startswith(("ul ", "ol ")) for part in setting.place):
            text = _BLANK_LINE.sub("", text)
        self.add(f"code {named}\n{text.rstrip()}", setting._replace(marks=frozenset()))
        self.part(BLOCK, setting)


_BLANK_LINE = re.compile("^[ \t]+$", re.MULTILINE)


def _rows(table):
    for child in table:
        if child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")
        elif child.tag in ("tr", "caption"):
            yield child


def _number(attribute):
    return int(attribute) if (attribute or "").isdigit() else 1


def _pre_text(element):
    parts = [element.text or ""]
    for child in element:
        parts.append("\n" if child.tag == "br" else _pre_text(child))
        parts.append(child.tail or "")
    return "".join(parts).replace("\xa0", " ")


def _address(url):
    return unicodedata.normalize("NFC", unquote((url or "").strip()))


def _automatic(characters):
    """Where a link shows just its address, which Markdown's parsers make of a bare address: `{position: {mark}}`."""
    found = {}
    links = [next((mark for mark in seen.marks if mark.startswith("link ")), "") for seen in characters]
    blocks = accumulate(seen.gap >= BLOCK for seen in characters)
    for (mark, _), run in groupby(enumerate(zip(links, blocks, strict=True)), lambda it: it[1]):
        numbers = [number for number, _ in run]
        shown = _address("".join(characters[number].what for number in numbers))
        url = "".join(char for char in mark.removeprefix("link ") if unicodedata.category(char)[0] not in "ZC")
        if any(shown == part * (len(shown) // len(part)) for part in _shorter_addresses(url) if part):
            found |= {number: {mark} for number in numbers}
    return found


def _shorter_addresses(url):
    """How an automatic link shows an address; several of them may stand in a row."""
    return (url, url.removeprefix("http://"), url.removeprefix("https://"), url.removeprefix("mailto:"))


def difference(source, rendered, *, punctuation_may_lose_emphasis=False, blanks=False):
    """The first thing two pages do not say alike, in words; empty when there is none.

    With `punctuation_may_lose_emphasis` what is no letter may have lost the bold, italic or strike round it; `blanks` is that of `Page`.
    """
    left, right = Page(source, blanks=blanks).seen, Page(rendered, blanks=blanks).seen
    automatic = _automatic(right)
    for number, (a, b) in enumerate(zip(left, right, strict=False)):
        context = "".join(seen.what for seen in left[max(0, number - 10) : number])
        where = f"after {context!r} {a.what!r}"
        if a.what != b.what:
            return f"{where}: became {b.what!r}"
        if a.place != b.place:
            return f"{where}: in {a.place}, became {b.place}"
        if a.gap != b.gap and not (a.is_label and {a.gap, b.gap} == {BREAK, BLOCK}):
            return f"{where}: {GAPS[a.gap]} before it became {GAPS[b.gap]}"
        ignored = ({"b"} if a.is_heavy else set()) | automatic.get(number, set())
        if punctuation_may_lose_emphasis and unicodedata.category(a.what[0])[0] not in "LN":
            ignored = ignored | (a.marks & {"b", "i", "s"})
        if a.marks - ignored != b.marks - ignored:
            return f"{where}: {sorted(a.marks)} became {sorted(b.marks)}"
    if len(left) != len(right):
        return f"{len(left)} things became {len(right)}: {''.join(seen.what for seen in (left + right)[min(len(left), len(right)) :][:40])!r}"
    return ""
