"""What a few scans of text see of HTML: its lines, what is in it besides words, and its code.

Tags that begin and end lines become line ends, all others nothing; what is left is compared line by line, and the addresses and
elements of both in their order. Anything unusual, such as a style that begins a line, means that one has to look closely.
"""

from collections.abc import Iterator, Sequence
from itertools import compress
from typing import NamedTuple

from convert import lazy_re as re
from convert.proof.witness.character_references import resolve_character_references
from convert.proof.witness.tags import END_OF_HOLDER, END_OF_ITEM, END_OF_LINK, HOLDERS, ITEM, UNSURE, Role, Tag, read_tag
from convert.proof.witness.unseen_parts import BETWEEN, BETWEEN_TEXTS, MARK, REST_OF_TAG, cut_unseen_parts, fold_line_ends

_MARKS = ("[##_", "[#M_", "![")
"""Marks of the blog's software, in text."""

_TAG = re.compile(r"(<[a-zA-Z/!?\uffff][^>]*+>)")
_ODD_REFERENCE = re.compile(r"&(?:#?\w*+(?:<|$)|#0*10(?!\d)|#[xX]0*[aA](?![0-9a-fA-F])|NewLine)")
"""A reference that may go on behind a tag, or is a line end, which a browser takes for a space."""

_UNUSUAL_CONTENT = re.compile(
    rf"<iframe{REST_OF_TAG}(?!\s*+</iframe>)|<select{REST_OF_TAG}(?![^<]*+(?:</?option{REST_OF_TAG}[^<]*+)*+</select>)"
)
"""Elements with something in them that is read in another way there."""

_EMPTY = re.compile(rf"\n(?:(?:{'|'.join(sorted(HOLDERS))})\n{END_OF_HOLDER}|{ITEM}\n{END_OF_ITEM})(?=\n|$)")
"""Headings, cells and items with nothing in them."""

_PARENTS = {"td": ("tr",), "th": ("tr",), "tr": ("table", "tbody", "thead"), "tbody": ("table",), "thead": ("table",)}
_VOID = frozenset("br hr img input wbr".split()) | {BETWEEN[1:-1]}
_SPELLED: tuple[tuple[str, str], ...] = (("\xa0", " "), ("\t", " "), ("\r", " "), ("\u200b", ""), ("\ufeff", ""))
_MANY = re.compile("  +")
"""White space as it is written, and what has no width; other such characters are compared as they are."""


class QuickScan(NamedTuple):
    """What a few scans see of some HTML: its lines, its elements and addresses in order, and each block of code."""

    lines: str
    things: str
    codes: str


NOTHING = QuickScan("", "", "")


def scan_blocks(blocks: Sequence[str], *, is_page: bool = False) -> list[QuickScan | None]:
    """What each block plainly shows; None where one has to look closely. All are looked at in one go.

    In a page of ours nothing is shown that is in an element which hides it.
    """
    html = BETWEEN.join(blocks)
    folded = fold_line_ends(cut_unseen_parts(html, is_page=is_page))
    if folded is None or html.count(BETWEEN_TEXTS) >= len(blocks) or MARK in html:
        return [None] * len(blocks)
    parts = _TAG.split(folded)
    if _has_unusual_parts(folded, parts[::2]):
        return [None] * len(blocks)
    written = parts[1::2]
    known = {tag: read_tag(tag) for tag in {*written}}
    if is_page:
        known = {name: UNSURE if tag.hides else tag for name, tag in known.items()}
    if (len(blocks) == 1 and UNSURE in known.values()) or (is_page and not _ends_in_turn(written)):
        return [None] * len(blocks)
    tags = [known[tag] for tag in written]
    parts[1::2] = [tag.puts for tag in tags]
    roles = [tag.role for tag in tags]
    if "link" in roles:
        _join_lines_of_links(parts, tags, roles)
    texts = resolve_character_references("".join(parts)).split(BETWEEN_TEXTS)
    return [
        seen.finish_scan(text)
        for text, seen in zip(texts, _scan_tags(_ScannedHtml(parts, written, tags, is_page), roles), strict=True)
    ]


def _ends_in_turn(tags: Sequence[str]) -> bool:
    """Whether every element ends in its turn and every cell is in a table, as in any page that was written by a program."""
    opened: list[str] = []
    for tag in tags:
        if tag[1] == "/":
            if not opened or opened.pop() != tag[2:-1]:
                return False
        elif tag[1] != "!" and (name := tag[1:-1].partition(" ")[0].rstrip("/")) not in _VOID:
            if name in _PARENTS and not (opened and opened[-1] in _PARENTS[name]):
                return False
            opened.append(name)
    return not opened


def _has_unusual_parts(html: str, texts: Sequence[str]) -> bool:
    """Whether something is in an element, or in a text, that is not what it looks like."""
    if ("<iframe" in html or "<select" in html) and _UNUSUAL_CONTENT.search(html):
        return True
    return bool(_ODD_REFERENCE.search(html)) and any([_ODD_REFERENCE.search(text) for text in texts if "&" in text])


def _join_lines_of_links(parts: list[str], tags: Sequence[Tag], roles: Sequence[Role]) -> None:
    """Let lines inside of links be one line, from the first words to the last. A link without an end may end with its cell."""
    end = -1
    for number in [number for number, role in enumerate(roles) if role == "link"]:
        if number > end:
            end = number
            while end < len(tags) and (roles[end] or tags[end].shows[:1] != "/") and roles[end] != "between":
                end += 1
            if end < len(tags) and tags[end] is END_OF_LINK:
                first, last = number, end
                while first < last and not parts[2 * first + 2].strip():
                    first += 1
                while first < last and not parts[2 * last].strip():
                    last -= 1
                inside = slice(2 * first + 3, 2 * last + 1, 2)
                parts[inside] = [" " if part == "\n" else part for part in parts[inside]]


class _ScannedHtml(NamedTuple):
    """HTML in parts: texts, and between them what tags put there; the tags as they are written, and what they are."""

    parts: Sequence[str]
    written: Sequence[str]
    tags: Sequence[Tag]
    is_page: bool

    def shows_link(self, number: int) -> bool:
        """Whether anything is in the link that begins with this tag: of a source if in doubt, of a page only if it is sure."""
        for at in range(number + 1, len(self.tags)):
            text = self.parts[2 * at].replace("&nbsp;", " ").strip()
            if text and not (self.is_page and (text[0] == "&" or not text[0].isprintable())):
                return True
            tag, is_end = self.tags[at], self.written[at].startswith("</")
            if tag is END_OF_LINK:
                return False
            if self.is_page and (tag.role == "thing" or is_end or tag.role == "link"):
                return tag.role == "thing"
            if not (self.is_page or is_end or self.written[at].startswith("<br")):
                return True
        return not self.is_page or bool(self.parts[-1].strip())

    def code_between_tags(self, first: int, last: int) -> str:
        """The lines of code between two tags."""
        text = resolve_character_references("".join(self.parts[2 * first + 2 : 2 * last + 1])).replace("\xa0", " ")
        return "\n".join([line for part in text.split("\n") if (line := part.rstrip())])


class _BlockScan:
    """What is seen of a block so far: elements by their names, pictures and links by their addresses, and code."""

    def __init__(self) -> None:
        self._things: list[str] = []
        self._codes: list[str] = []
        self._is_unusual = False
        self._link = ""
        self._depth = self._first = 0

    def add_tag(self, scanned: _ScannedHtml, number: int) -> None:
        """See a tag. Links to one address in a row are one, but for places on the page; code in code is part of it."""
        tag = scanned.tags[number]
        role, shows = tag.role, tag.shows
        if role == "thing":
            self._things.append(shows)
        elif role == "link" and (shows != self._link or shows.startswith("#")) and scanned.shows_link(number):
            self._things.append(shows)
            self._link = shows
        elif role == "code":
            self._first = self._first if self._depth else number
            self._depth += 1
        elif role == "end of code":
            if self._depth == 1:
                self.end_code(scanned, number)
            self._depth = max(0, self._depth - 1)
        elif role == "unusual":
            self._is_unusual = True

    def end_code(self, scanned: _ScannedHtml, number: int) -> None:
        """See the code that is open before a tag, if any: what has no end ends with the block."""
        if self._depth and (code := scanned.code_between_tags(self._first, number)):
            self._codes.append(code)

    def finish_scan(self, text: str) -> QuickScan | None:
        """All of it, with the text of the block."""
        if self._is_unusual or ("[" in text and any([mark in text for mark in _MARKS])):
            return None
        return QuickScan(_normalise_lines(text), "\n".join(self._things), "\0".join(self._codes))


def _scan_tags(scanned: _ScannedHtml, roles: Sequence[Role]) -> Iterator[_BlockScan]:
    seen = _BlockScan()
    for number in compress(range(len(roles)), roles):
        if roles[number] == "between":
            seen.end_code(scanned, number)
            yield seen
            seen = _BlockScan()
        else:
            seen.add_tag(scanned, number)
    seen.end_code(scanned, len(roles))
    yield seen


def _normalise_lines(text: str) -> str:
    """The lines that are not blank, with one space wherever there is white space in them; of headings and cells not the empty."""
    for written, shown in _SPELLED:
        text = text.replace(written, shown)
    text = _MANY.sub(" ", text) if "  " in text else text
    lines = "\n".join(filter(None, map(str.strip, text.split("\n"))))
    if END_OF_HOLDER not in lines:  # as every mark of an end begins
        return lines
    return _EMPTY.sub("", f"\n{lines}").replace(f"\n{END_OF_ITEM}", "").removeprefix("\n")
