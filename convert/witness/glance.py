"""Whether an output plainly shows what its source shows, which for most parts of most posts takes a few scans of text.

Tags that begin and end lines become line ends, all others nothing; what is left is compared line by line, and the addresses and
elements of both in their order. Anything unusual in a source, such as a style that hides, means that one has to look closely.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from convert.witness.addresses import plain
from convert.witness.references import resolved

_ELEMENTS = """p div br hr span b strong i em u s strike del ins mark small big font sub sup code kbd samp tt var cite abbr dfn
address center section article header footer main aside nav h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre figure figcaption
img a wbr table caption thead tbody tr td th colgroup col details summary"""
_PLAIN = frozenset(begin + name for name in _ELEMENTS.split() for begin in ("<", "</"))
"""Tags of elements that show no more and no less than these say."""

_SIGNS = ("display", "white-space", "katex", "mathjax")
_UNUSUAL = re.compile(r"display\s*+:(?!\s*+(?:none|inline|contents))|white-space\s*+:(?!\s*+(?:normal|nowrap))|katex|mathjax")
"""What else in a tag may show something. One that only hides shows less, of which nothing can be missing."""

_ADDRESSED = re.compile(r"""<(?:img\b[^<>]*?[\s"]src="|a\b[^<>]*?[\s"]href="|a\b(?![^<>]*?(?i:href))|(?!img\b|a\b))""")
"""Tags whose address, if they have one, is between double quotes, as nearly everybody writes it."""

_LONGEST = 300
"""Characters of a tag of which it is kept whether it is unusual, since editors write the same ones again and again."""

_MARKS = ("[##_", "[#M_", "![")
"""Marks of the blog's software, in text."""

_NOTHING = re.compile(r'<(figcaption|div|p|span) style="display: ?none;?"></\1>')
"""What an editor leaves where a picture has no caption."""

_LINES = re.compile(
    r"</?(?:p|div|br|li|[uod]l|d[td]|t(?:[dhr]|able|head|body|foot)|h[1-6r]|blockquote|pre|fig(?:ure|caption)|section|article"
    r"|details|summary|header|footer|main|aside|nav|address|center|caption)\b[^>\0]*+>"
)
_TAG = re.compile(r"<[^>\0]*+>")
_NAME = re.compile(r"</?+[^\s/>]*+")
_BETWEEN = "<\0>"
"""Stands between blocks that are looked at in one go; no tag is like it."""

_EMPTY = r"(?!(?:\s|&nbsp;|<br ?/?>)*+</)"
_THINGS = re.compile(
    rf"""<(?=[iahtlou\0]|/[ou]l)(?:(img)\b[^<>\0]*?[\s"]src="([^"\0]*)"|(a)\b[^<>\0]*?[\s"]href="([^"\0]*)"(?![^<>\0]*+>\s*+</a)|(h[1-6])\b[^<>\0]*+>{_EMPTY}"""
    rf"""|(t)[dh]\b[^<>\0]*+>{_EMPTY}|(li|hr|/?[uo]l)\b|(?:img|a|h[1-6]|t[dh])\b[^<>\0]*+>|(\0))"""
)
"""It begins with one character, by which the search for the next match is nine times as fast as without."""

_PRE = re.compile(r"<(?:pre\b[^<>]*+>|/pre>)")

_SPELLED: tuple[tuple[str, str], ...] = (("\xa0", " "), ("\t", " "), ("\r", " "), ("\u200b", ""), ("\ufeff", ""))
_MANY = re.compile("  +")
"""White space as it is written, and what has no width; other such characters are compared as they are."""


class Glance(Struct, frozen=True):
    """What a few scans see of some HTML: its lines, its elements and addresses in order, and each block of code."""

    lines: str
    things: str
    codes: str


def is_plainly_shown(html: str, page: str) -> bool:
    """Whether a page of ours, spelled as CommonMark's renderers do, plainly shows what HTML shows. False may mean anything."""
    if not (_is_closed(html) and _is_closed(page)) or "\0" in html or "\0" in page:
        return False
    html = _NOTHING.sub("", html) if "none" in html else html
    return not is_unusual(html) and glance_at_source((html,)) == glance_at_page((page,))


def _is_closed(html: str) -> bool:
    """Whether every tag and every block of code ends somewhere, so that no search for an end is in vain."""
    return html.rfind("<") <= html.rfind(">") and html.rfind("<pre") <= html.rfind("</pre>")


def is_unusual(html: str) -> bool:
    """Whether one has to look closely at HTML: something in it may show what neither its text nor its plain elements say."""
    if "[" in html and any([mark in html for mark in _MARKS]):
        return True
    return any([_is_known_unusual(tag) if len(tag) <= _LONGEST else _is_unusual_tag(tag) for tag in {*_TAG.findall(html)}])


def _is_unusual_tag(tag: str) -> bool:
    """Whether a tag says more than its name and an address."""
    lower = tag.lower()
    return (
        not _PLAIN.issuperset(_NAME.findall(tag))
        or (any([sign in lower for sign in _SIGNS]) and _UNUSUAL.search(lower) is not None)
        or _ADDRESSED.match(tag) is None
    )


_is_known_unusual = lru_cache(maxsize=4096)(_is_unusual_tag)


def glance_at_source(blocks: Sequence[str]) -> list[Glance]:
    """What each block of a source plainly shows when it is not unusual. All are looked at in one go."""
    html = _BETWEEN.join(blocks)
    return list(_glances(_LINES.sub("\n", html), html, blocks))


def glance_at_page(blocks: Sequence[str]) -> list[Glance]:
    """What each block of a page of ours plainly shows. Renderers put a line end behind all that begins or ends a line."""
    page = _BETWEEN.join(blocks)
    return list(_glances(page, page, blocks))


def _glances(lined: str, html: str, blocks: Sequence[str]) -> Iterator[Glance]:
    texts = resolved(_TAG.sub("", lined)).split(_BETWEEN)
    for text, things, block in zip(texts, _things(html), blocks, strict=True):
        yield Glance(_lines(text), "\n".join(things), "\0".join(_codes(block)) if "<pre" in block else "")


def _lines(text: str) -> str:
    """The lines that are not blank, with one space wherever there is white space in them."""
    for written, shown in _SPELLED:
        text = text.replace(written, shown)
    text = _MANY.sub(" ", text) if "  " in text else text
    return "\n".join([line for part in text.split("\n") if (line := part.strip())])


def _things(html: str) -> Iterator[list[str]]:
    """Elements by their names, pictures and links by their addresses, block by block; links to one address in a row are one."""
    found: list[str] = []
    last = ""
    for image, source, link, target, heading, cell, other, end in _THINGS.findall(html):
        if end:
            yield found
            found, last = [], ""
        elif link:
            address = plain(target)
            if address != last:
                found.append(address)
            last = address
        elif image:
            found.append(plain(source))
        elif name := heading or cell or other:
            found.append(name)
    yield found


def _codes(html: str) -> Iterator[str]:
    """Each block of code that holds any, line by line. Code in code is part of it."""
    depth = start = 0
    for tag in _PRE.finditer(html):
        depth += -1 if tag[0] == "</pre>" else 1
        if depth == 1 and tag[0] != "</pre>":
            start = tag.end()
        elif depth == 0 and (code := _code(html[start : tag.start()])):
            yield code
        depth = max(depth, 0)


def _code(html: str) -> str:
    text = resolved(_TAG.sub("", _LINES.sub("\n", html))).replace("\xa0", " ")
    return "\n".join([line for part in text.split("\n") if (line := part.rstrip())])
