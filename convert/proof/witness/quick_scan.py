"""Whether an output plainly shows what its source shows, which for most parts of most posts takes a few scans of text.

Tags that begin and end lines become line ends, all others nothing; what is left is compared line by line, and the addresses and
elements of both in their order. Anything unusual, such as a style that begins a line, means that one has to look closely.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import compress
from typing import Literal, NamedTuple, TypeAlias

from msgspec import Struct

from convert.proof.witness.addresses import normalise_address
from convert.proof.witness.character_references import resolve_character_references

_ELEMENTS = """p div br hr span b strong i em u s strike del ins mark small big font sub sup code kbd samp tt var cite abbr dfn
address center section article header footer main aside nav h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre figure figcaption
img a wbr table caption thead tbody tr td th colgroup col details summary"""
_PLAIN = frozenset(begin + name for name in _ELEMENTS.split() for begin in ("<", "</"))
"""Tags of elements that show no more and no less than these say."""

_LINES = frozenset(
    begin + name
    for name in """p div br li ul ol dl dt dd td tr th table thead tbody h1 h2 h3 h4 h5 h6 hr blockquote pre figure figcaption
    section article details summary header footer main aside nav address center caption""".split()
    for begin in ("<", "</")
)

_SIGNS = ("display", "white-space", "katex", "mathjax")
_UNUSUAL = re.compile(r"display\s*+:(?!\s*+(?:none|inline|contents))|white-space\s*+:(?!\s*+(?:normal|nowrap))|katex|mathjax")
"""What else in a tag may show something. One of a source that only hides shows less, of which nothing can be missing."""

_HIDING = ("hidden", "display", "visibility")
"""What is in a page that hides something, in a text or in a tag."""

_LONGEST = 300
"""Characters of a tag that is kept with what it shows, since editors write the same ones again and again."""

_MARKS = ("[##_", "[#M_", "![")
"""Marks of the blog's software, in text."""

_TAG = re.compile(r"(<[^>]*+>)")
_NAME = re.compile(r"</?+[^\s/>]*+")
_SOURCE = re.compile(r"""[\s"]src="([^"]*)\"""")
_TARGET = re.compile(r"""[\s"]href="([^"]*)\"""")
_BETWEEN = "<\0>"
"""Stands between blocks that are looked at in one go; no tag is like it."""

_SPELLED: tuple[tuple[str, str], ...] = (("\xa0", " "), ("\t", " "), ("\r", " "), ("\u200b", ""), ("\ufeff", ""))
_MANY = re.compile("  +")
"""White space as it is written, and what has no width; other such characters are compared as they are."""

Role: TypeAlias = Literal["", "unusual", "thing", "link", "holder", "code", "end of code", "between"]
"""What a tag is here. A holder, such as a cell, counts when something is in it."""


class Tag(NamedTuple):
    """A tag: what it is here, what it puts into text, and the element or the address it shows."""

    role: Role
    puts: str = ""
    shows: str = ""


class QuickScan(Struct, frozen=True):
    """What a few scans see of some HTML: its lines, its elements and addresses in order, and each block of code."""

    lines: str
    things: str
    codes: str


NOTHING = QuickScan("", "", "")


def is_plainly_shown(html: str, page: str) -> bool:
    """Whether a page of ours plainly shows what HTML shows. False may mean anything."""
    if not (_has_only_closed_tags(html) and _has_only_closed_tags(page)) or "\0" in html or "\0" in page:
        return False
    (seen,) = scan_blocks((html,))
    return seen is not None and [seen] == scan_blocks_of_page((page,))


def _has_only_closed_tags(html: str) -> bool:
    """Whether every tag ends somewhere, so that no search for an end is in vain."""
    return html.rfind("<") <= html.rfind(">")


def scan_blocks(blocks: Sequence[str]) -> list[QuickScan | None]:
    """What each block plainly shows; None where one has to look closely. All are looked at in one go."""
    parts = _TAG.split(_BETWEEN.join(blocks))
    written = parts[1::2]
    known = {tag: _known_tag(tag) if len(tag) <= _LONGEST else _classify_tag(tag) for tag in {*written}}
    if len(blocks) == 1 and any([tag.role == "unusual" for tag in known.values()]):
        return [None]
    tags = [known[tag] for tag in written]
    parts[1::2] = [tag.puts for tag in tags]
    texts = resolve_character_references("".join(parts)).split("\0")
    return [seen.finish_scan(text) for text, seen in zip(texts, _scan_tags(_ScannedHtml(parts, written, tags)), strict=True)]


def scan_blocks_of_page(blocks: Sequence[str]) -> list[QuickScan | None]:
    """The same of a page of ours, where nothing is shown that is in an element which hides it."""
    seen = scan_blocks(blocks)
    return [None if any([sign in block for sign in _HIDING]) else glance for block, glance in zip(blocks, seen, strict=True)]


def _classify_tag(tag: str) -> Tag:
    names = _NAME.findall(tag)
    name, lower = names[0], tag.lower()
    if tag == _BETWEEN:
        return Tag("between", "\0")
    if not _PLAIN.issuperset(names) or (any([sign in lower for sign in _SIGNS]) and _UNUSUAL.search(lower)):
        return Tag("unusual")
    if name == "<img":
        found = _SOURCE.search(tag)
        return Tag("thing", "", normalise_address(found[1])) if found else Tag("unusual")
    if name == "<a":
        found = _TARGET.search(tag)
        return Tag("link", "", normalise_address(found[1])) if found else Tag("unusual" if "href" in lower else "")
    puts = "\n" if name in _LINES else ""
    role, shows = _ROLES.get(name, ("", ""))
    return Tag(role, puts, shows)


_known_tag = lru_cache(maxsize=4096)(_classify_tag)

_ROLES: dict[str, tuple[Role, str]] = {
    **{f"<h{level}": ("holder", f"h{level}") for level in range(1, 7)},
    **dict.fromkeys(("<td", "<th"), ("holder", "t")),
    **{f"<{name}": ("thing", name) for name in ("li", "hr", "ul", "ol", "/ul", "/ol")},
    "<pre": ("code", ""),
    "</pre": ("end of code", ""),
}


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
        role, _, shows = scanned.tags[number]
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


def _scan_tags(scanned: _ScannedHtml) -> Iterator[_BlockScan]:
    seen = _BlockScan()
    for number in compress(range(len(scanned.tags)), [tag.role for tag in scanned.tags]):
        if scanned.tags[number].role == "between":
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
    return "\n".join([line for part in text.split("\n") if (line := part.strip())])
