"""What a few scans of text see of HTML: its lines, what is in it besides words, and its code.

Tags that begin and end lines become line ends, all others nothing; what is left is compared line by line, and the addresses and
elements of both in their order. Anything unusual, such as a style that begins a line, means that one has to look closely.
"""

from collections.abc import Iterator, Sequence
from itertools import compress
from typing import NamedTuple

from convert import lazy_re as re
from convert.proof.witness.character_references import resolve_character_references
from convert.proof.witness.tags import END_OF_LINK, UNSURE, Role, Tag, read_tag
from convert.proof.witness.unseen_parts import BETWEEN, BETWEEN_TEXTS, cut_unseen_parts, fold_line_ends

_MARKS = ("[##_", "[#M_", "![")
"""Marks of the blog's software, in text."""

_TAG = re.compile(r"(<[a-zA-Z/!?\uffff][^>]*+>)")
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
    if html.count(BETWEEN_TEXTS) >= len(blocks):
        return [None] * len(blocks)
    parts = _TAG.split(fold_line_ends(cut_unseen_parts(html)))
    known = {tag: read_tag(tag) for tag in {*parts[1::2]}}
    if is_page:
        known = {name: UNSURE if tag.hides else tag for name, tag in known.items()}
    if len(blocks) == 1 and UNSURE in known.values():
        return [None]
    written = parts[1::2]
    tags = [known[tag] for tag in written]
    parts[1::2] = [tag.puts for tag in tags]
    roles = [tag.role for tag in tags]
    if "link" in roles:
        _join_lines_of_links(parts, tags, roles)
    texts = resolve_character_references("".join(parts)).split(BETWEEN_TEXTS)
    return [
        seen.finish_scan(text) for text, seen in zip(texts, _scan_tags(_ScannedHtml(parts, written, tags), roles), strict=True)
    ]


def _join_lines_of_links(parts: list[str], tags: Sequence[Tag], roles: Sequence[Role]) -> None:
    """Let lines inside of links be one line."""
    end = -1
    for number in [number for number, role in enumerate(roles) if role == "link"]:
        if number > end:
            end = number
            while end < len(tags) and tags[end] is not END_OF_LINK and roles[end] != "between":
                if parts[2 * end + 1] == "\n":
                    parts[2 * end + 1] = " "
                end += 1


class _ScannedHtml(NamedTuple):
    """HTML in parts: texts, and between them what tags put there; the tags as they are written, and what they are."""

    parts: Sequence[str]
    written: Sequence[str]
    tags: Sequence[Tag]

    def has_content_after_tag(self, number: int) -> bool:
        """Whether anything is in the element that begins with this tag."""
        for at in range(number, len(self.tags) - 1):
            if self.parts[2 * at + 2].replace("&nbsp;", " ").strip():
                return True
            if not self.written[at + 1].startswith("<br"):
                return not self.written[at + 1].startswith("</")
        return True

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
        """See a tag. Links to one address in a row are one; code in code is part of it."""
        tag = scanned.tags[number]
        role, shows = tag.role, tag.shows
        if role == "thing" or (role == "holder" and scanned.has_content_after_tag(number)):
            self._things.append(shows)
        elif role == "link" and shows != self._link and scanned.has_content_after_tag(number):
            self._things.append(shows)
            self._link = shows
        elif role == "code":
            self._first = self._first if self._depth else number
            self._depth += 1
        elif role == "end of code":
            if self._depth == 1 and (code := scanned.code_between_tags(self._first, number)):
                self._codes.append(code)
            self._depth = max(0, self._depth - 1)
        elif role == "unusual":
            self._is_unusual = True

    def finish_scan(self, text: str) -> QuickScan | None:
        """All of it, with the text of the block."""
        if self._is_unusual or ("[" in text and any([mark in text for mark in _MARKS])):
            return None
        return QuickScan(_normalise_lines(text), "\n".join(self._things), "\0".join(self._codes))


def _scan_tags(scanned: _ScannedHtml, roles: Sequence[Role]) -> Iterator[_BlockScan]:
    seen = _BlockScan()
    for number in compress(range(len(roles)), roles):
        if roles[number] == "between":
            yield seen
            seen = _BlockScan()
        else:
            seen.add_tag(scanned, number)
    yield seen


def _normalise_lines(text: str) -> str:
    """The lines that are not blank, with one space wherever there is white space in them."""
    for written, shown in _SPELLED:
        text = text.replace(written, shown)
    text = _MANY.sub(" ", text) if "  " in text else text
    return "\n".join(filter(None, map(str.strip, text.split("\n"))))
