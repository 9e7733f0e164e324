"""What a reader sees of a page: every character with its marks and its place, out of a browser's tree of the HTML.

Nothing of the readers is used here, so that a fault of theirs cannot hide a fault of a writer.
"""

import re
import unicodedata
from collections import deque
from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborNode

from convert.sources.html_tree import parse_html

NONE, SPACE, BREAK, BLOCK, ITEM = range(5)
"""What is between a character and the one before it: nothing, a space, a line break, a new block, a new list item."""

Marks: TypeAlias = frozenset[str]
Place: TypeAlias = tuple[str, ...]


class Seen(NamedTuple):
    """One visible character, or one image, rule, block of code, check box, player or footnote mark.

    `what` is the character, or what kind of thing it is and what it says. `marks` are `strong`, `em`, `del`, `code`, `sub`,
    `sup`, `kbd`, `u`, `mark` and `link ADDRESS`; `place` is what stands around it from the outside in: `h2`, `ul`, `ol 7`,
    `quote`, `cell 2 1`. `is_heavy` where everything is bold by itself, so that `strong` says nothing; `is_label` in captions;
    `is_summary` in what a fold is called that is none, because Hugo's shows its summary as text.
    """

    what: str
    gap: int
    marks: Marks
    place: Place
    is_heavy: bool = False
    is_label: bool = False
    is_summary: bool = False


class _Numbers:
    """The items of an open `ol`: the number of the last one."""

    def __init__(self, start: int) -> None:
        self.last = start - 1

    def following(self) -> int:
        """The number of the next item."""
        self.last += 1
        return self.last


class _Grid:
    """The cells of an open table. Rows are counted where something is in them, since a header may be empty."""

    def __init__(self, seen: int) -> None:
        self._row = -1
        self._column = 0
        self._filled = 0
        self._seen = seen
        self._tall: list[tuple[int, int, int]] = []
        """Where each cell begins and ends that reaches into rows below its own, and the first row it does not reach."""
        self._covered: deque[tuple[int, int]] = deque()
        """What those of earlier rows cover of this one, from the cell on that was placed last."""

    def begin_row(self, seen: int) -> None:
        """The next row; `seen` is how much of the page has been seen before it."""
        self._filled += seen > self._seen and self._row >= 0
        self._seen = seen
        self._row += 1
        self._column = 0
        self._tall = [cell for cell in self._tall if cell[2] > self._row]
        self._covered = deque(sorted([(start, end) for start, end, _ in self._tall]))

    def place(self, right: int, down: int) -> tuple[int, int]:
        """Row and column, from 1, of the next cell, which covers so many columns and rows."""
        while self._covered and self._covered[0][0] <= self._column:
            self._column = max(self._column, self._covered.popleft()[1])
        column = self._column
        self._column += right
        if down > 1:
            self._tall.append((column, column + right, self._row + down))
        return self._filled + 1, column + 1


class _Setting(NamedTuple):
    """What the elements around say. `widest` is the widest gap there can be: a heading or cell is one line."""

    marks: Marks = frozenset()
    place: Place = ()
    is_heavy: bool = False
    widest: int = ITEM
    numbers: _Numbers | None = None
    grid: _Grid | None = None
    is_summary: bool = False


_MARKS = {
    **dict.fromkeys(("strong", "b"), "strong"),
    **dict.fromkeys(("em", "i"), "em"),
    **dict.fromkeys(("del", "s", "strike"), "del"),
    **dict.fromkeys(("code", "tt", "samp"), "code"),
    **{tag: tag for tag in ("sub", "sup", "kbd", "mark")},
    **dict.fromkeys(("u", "ins"), "u"),
}
_UNSEEN = frozenset(
    """script style template noscript head title meta link base svg math select datalist canvas textarea rp object map area param
    source track col colgroup noframes""".split()
)
_BLOCKS = frozenset(
    """p div section article header footer main nav aside address center figure details dl dd fieldset form hgroup search thead
    tbody tfoot""".split()
)
_LABELS = frozenset("figcaption caption summary dt".split())
_PLAYERS = frozenset("iframe video audio embed".split())
_NO_LANGUAGE = frozenset("none text plain plaintext fallback".split())
_LANGUAGE = re.compile(r"(?:^|\s)lang(?:uage)?-(\S+)")
_FOOTNOTE = re.compile(r"#fn[:-]?(?!ref)")
_NUMBER = re.compile("[0-9]+")
"""What a footnote's mark shows; markdown-it writes the second mark of the third text `3:1`."""

TYPED = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "--", "—": "---", "…": "...", "«": "<<", "»": ">>"})
"""What Hugo's typographer makes of typed characters, back to them."""


_BLANK_ENDS = re.compile(r"(?:<td(?: align=\"[a-z]++\")?+></td>\n)++(?=</tr>)")
"""Blank cells that renderers add to short rows: one long row makes many, and nothing is seen of them."""


def see(html: str, *, as_typed: bool = False) -> list[Seen]:
    """Everything that is seen of a fragment or page, in reading order; `as_typed` undoes what a typographer did."""
    page = _Page(TYPED if as_typed else {})
    parser = parse_html(_BLANK_ENDS.sub("", html) if "></td>\n<td" in html else html)
    if parser.body is not None:
        _walk(parser.body, page)
    return page.seen


def _walk(root: LexborNode, page: "_Page") -> None:
    node = root.child
    depth = 1
    while node is not None:
        tag = node.tag or ""
        if tag == "-text":
            page.text(node.text_content or "")
        elif tag[:1] != "-" and page.enter(node, tag):
            child = node.child
            if child is not None:
                node = child
                depth += 1
                continue
            page.leave(tag)
        while node is not None and node.next is None:
            depth -= 1
            if not depth:
                return
            node = node.parent
            page.leave((node.tag if node is not None else "") or "")
        node = node.next if node is not None else None


class _Plain(dict[int, str]):
    """What is seen of a character: a space for white space, nothing of what has no width, else itself. Filled when asked."""

    def __missing__(self, number: int) -> str:
        category = unicodedata.category(chr(number))
        is_space = category[0] == "Z" or chr(number) in "\t\n\r\f"
        self[number] = shown = " " if is_space else "" if category[0] == "C" else chr(number)
        return shown


_PLAIN = _Plain()
_BOXES = frozenset("☐☑")
"""What a space is behind, whatever the renderer."""


class _Alike(dict[str, Seen]):
    """Characters of one look, each made once: a page has many and few that differ."""

    def __init__(self, look: tuple[Any, ...]) -> None:
        self.look = look

    def __missing__(self, character: str) -> Seen:
        self[character] = made = Seen._make((character, *self.look))
        return made


class _Page:
    """What is seen so far, the gap after it, and the settings of the open elements."""

    def __init__(self, typed: dict[int, str]) -> None:
        self.seen: list[Seen] = []
        self._typed = typed
        self._gap = BLOCK
        self._settings = [_Setting()]
        self._alike = _Alike(())

    def enter(self, node: LexborNode, tag: str) -> bool:
        """Begin an element; False when nothing inside is to be read."""
        leaf = _LEAVES.get(tag)
        if leaf is not None:
            leaf(self, node)
            return False
        if tag in _UNSEEN or (tag == "a" and self._is_footnote_link(node)):
            return False
        setting = self._settings[-1]
        inside = _OPENED[tag](self, node, setting) if tag in _OPENED else _marked(node, tag, setting)
        if tag in _PARTING:
            self._part(ITEM if tag == "li" else BLOCK)
        self._settings.append(inside)
        return True

    def leave(self, tag: str) -> None:
        """End the element entered last."""
        self._settings.pop()
        if tag in _PARTING:
            self._part(BLOCK)

    def text(self, text: str) -> None:
        """Characters; white space, control characters and what has no width are none."""
        text = text.translate(self._typed) if self._typed else text
        for number, word in enumerate(text.translate(_PLAIN).split(" ")):
            if number:
                self._part(SPACE)
            if word:
                self._add_word(word)

    def _add_word(self, word: str) -> None:
        """Characters in a row: what is said of the second is said of all behind it."""
        alone = 2 if _BOXES.isdisjoint(word) else len(word)
        for character in word[:alone]:
            self.add(character)
        if len(word) > alone:
            look = self.seen[-1][1:]
            if look != self._alike.look:
                self._alike = _Alike(look)
            self.seen += [self._alike[character] for character in word[alone:]]

    def add(self, what: str, *, plain: bool = False) -> None:
        """One more thing; `plain` ones bear no marks but links."""
        setting = self._settings[-1]
        if self.seen and self.seen[-1].what in _BOXES:
            self._gap = SPACE
        marks = frozenset([mark for mark in setting.marks if mark.startswith("link")]) if plain else setting.marks
        self.seen.append(
            Seen(what, self._gap, marks, setting.place, setting.is_heavy, setting.widest == BREAK, setting.is_summary)
        )
        self._gap = NONE

    def standing_alone(self, what: str) -> None:
        """One more thing on lines of its own."""
        self._part(BLOCK)
        self.add(what, plain=True)
        self._part(BLOCK)

    def _part(self, gap: int) -> None:
        """A gap; two breaks are a new block."""
        if gap == BREAK and self._gap == BREAK:
            gap = BLOCK
        self._gap = max(self._gap, min(gap, self._settings[-1].widest))

    # Elements without children of interest

    def break_(self, node: LexborNode) -> None:
        """`br`."""
        self._part(BREAK)

    def image(self, node: LexborNode) -> None:
        """`img`."""
        attributes = node.attributes
        self.add(
            f"image {address(attributes.get('src'))} {folded((attributes.get('alt') or '').translate(self._typed))}".rstrip(),
            plain=True,
        )

    def box(self, node: LexborNode) -> None:
        """`input`, of which only check boxes are seen."""
        if (node.attributes.get("type") or "").lower() == "checkbox":
            self.add("☑" if "checked" in node.attributes else "☐", plain=True)

    def rule(self, node: LexborNode) -> None:
        """`hr`, unless it is what renderers put before footnotes."""
        parent = node.parent
        names = f"{node.attributes.get('class') or ''} {(parent.attributes.get('class') or '') if parent is not None else ''}"
        if "footnotes" not in names and self._settings[-1].widest >= BLOCK:
            self.standing_alone("rule")

    def player(self, node: LexborNode) -> None:
        """A player or map, known by the last part of its address."""
        source = node.attributes.get("src") or ""
        if not source:
            inner = node.css_first("source")
            source = (inner.attributes.get("src") or "") if inner is not None else ""
        name = urlsplit(source).path.rstrip("/").rpartition("/")[2]
        if name:
            self.standing_alone(f"player {unquote(name)}")

    def code(self, node: LexborNode) -> None:
        """`pre`; in a line it is code in that line."""
        text = _code_text(node)
        setting = self._settings[-1]
        if self._typed and any([part[:2] in ("ul", "ol") for part in setting.place]):
            text = _BLANK_LINE.sub("", text)
        if setting.widest < BLOCK:
            self._part(BLOCK)
            self._settings.append(setting._replace(marks=frozenset({"code"})))
            self.text(text)
            self._settings.pop()
            self._part(BLOCK)
            return
        inner = node.css_first("code")
        names = f"{node.attributes.get('class') or ''} {(inner.attributes.get('class') or '') if inner is not None else ''}"
        language = _LANGUAGE.search(names)
        name = language[1].lower() if language else ""
        self.standing_alone(f"code {'' if name in _NO_LANGUAGE else name}\n{text}")

    # Elements that change what is inside them

    def list(self, node: LexborNode, setting: _Setting) -> _Setting:
        """`ul` and `ol`."""
        start = (node.attributes.get("start") or "1").strip()
        return setting._replace(numbers=_Numbers(int(start) if start.isdecimal() else 1) if node.tag == "ol" else None)

    def item(self, node: LexborNode, setting: _Setting) -> _Setting:
        """`li`."""
        name = f"ol {setting.numbers.following()}" if setting.numbers else "ul"
        return setting if setting.widest < BLOCK else setting._replace(place=(*setting.place, name), numbers=None)

    def heading(self, node: LexborNode, setting: _Setting) -> _Setting:
        """`h1` to `h6`: one line, bold by itself."""
        place = setting.place if setting.widest < BLOCK else (*setting.place, node.tag or "")
        return setting._replace(place=place, is_heavy=True, widest=SPACE)

    def quote(self, node: LexborNode, setting: _Setting) -> _Setting:
        """`blockquote`."""
        return setting if setting.widest < BLOCK else setting._replace(place=(*setting.place, "quote"))

    def label(self, node: LexborNode, setting: _Setting) -> _Setting:
        """Captions, summaries, terms: one paragraph."""
        return setting._replace(widest=min(setting.widest, BREAK), is_summary=_is_plain_summary(node))

    def table(self, node: LexborNode, setting: _Setting) -> _Setting:
        """`table`."""
        return setting._replace(grid=_Grid(len(self.seen)))

    def row(self, node: LexborNode, setting: _Setting) -> _Setting:
        """`tr`."""
        if setting.grid is not None:
            setting.grid.begin_row(len(self.seen))
        return setting

    def cell(self, node: LexborNode, setting: _Setting) -> _Setting:
        """`td` and `th`: one line. Those of the first row are as heavy as headers."""
        if setting.grid is None:
            return setting
        row, column = setting.grid.place(_span(node, "colspan"), _span(node, "rowspan"))
        place = setting.place if setting.widest < BLOCK else (*setting.place, f"cell {row} {column}")
        heavy = setting.is_heavy or node.tag == "th" or row == 1
        return setting._replace(place=place, is_heavy=heavy, widest=SPACE, grid=None)

    def _is_footnote_link(self, node: LexborNode) -> bool:
        """Whether this is a footnote's mark, which is one thing by its number, or the arrow that leads back to it."""
        attributes = node.attributes
        is_mark = _FOOTNOTE.match(attributes.get("href") or "") is not None
        if is_mark:
            number = _NUMBER.search(node.text())
            self.add(f"footnote {number[0] if number else ''}", plain=True)
        return is_mark or "footnote-backref" in (attributes.get("class") or "")

    def section(self, node: LexborNode, setting: _Setting) -> _Setting:
        """Everything else that breaks lines."""
        return setting


def _marked(node: LexborNode, tag: str, setting: _Setting) -> _Setting:
    mark = _MARKS.get(tag) or (f"link {address(node.attributes.get('href'))}" if tag == "a" else "")
    return setting._replace(marks=setting.marks | {mark}) if mark and mark != "link " else setting


def address(url: str | None) -> str:
    """An address in the one form in which two are compared: decoded, composed, without the white space around it."""
    return unicodedata.normalize("NFC", unquote((url or "").strip()))


def folded(text: str) -> str:
    """Text with its white space collapsed and without what has no width."""
    return " ".join("".join([character for character in text if unicodedata.category(character) != "Cf"]).split())


def _is_plain_summary(node: LexborNode) -> bool:
    parent = node.parent
    return node.tag == "summary" and (parent is None or parent.tag != "details")


_BLANK_LINE = re.compile("^[ \\t]+$", re.MULTILINE)
"""A line of code that Goldmark empties inside a list item."""


def _code_text(node: LexborNode) -> str:
    return (node.text() or "").replace("\xa0", " ").rstrip()


def _span(node: LexborNode, name: str) -> int:
    value = (node.attributes.get(name) or "1").strip()
    return max(1, min(1000, int(value))) if value.isdecimal() and len(value) < 9 else 1


_LEAVES: dict[str, Callable[[_Page, LexborNode], None]] = {
    "br": _Page.break_,
    "img": _Page.image,
    "input": _Page.box,
    "hr": _Page.rule,
    "pre": _Page.code,
    **dict.fromkeys(_PLAYERS, _Page.player),
}
_OPENED: dict[str, Callable[[_Page, LexborNode, _Setting], _Setting]] = {
    **dict.fromkeys(("ul", "ol", "menu", "dir"), _Page.list),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _Page.heading),
    **dict.fromkeys(("td", "th"), _Page.cell),
    **dict.fromkeys(_LABELS, _Page.label),
    **dict.fromkeys(_BLOCKS, _Page.section),
    "li": _Page.item,
    "blockquote": _Page.quote,
    "table": _Page.table,
    "tr": _Page.row,
}
_PARTING = frozenset(_OPENED)
"""Elements that begin and end lines."""
