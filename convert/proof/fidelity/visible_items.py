"""What a reader sees of a page: every character with its marks and its place, out of a browser's tree of the HTML.

Nothing of the readers is used here, so that a fault of theirs cannot hide a fault of a writer.
"""

import unicodedata
from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert.proof.fidelity.table_grid import TableGrid, read_cell_span
from convert.proof.normalization import normalise_unicode
from convert.sources.html_tree import parse_html

NONE, SPACE, BREAK, BLOCK, ITEM = range(5)
"""What is between a character and the one before it: nothing, a space, a line break, a new block, a new list item."""

Marks: TypeAlias = frozenset[str]
Containers: TypeAlias = tuple[str, ...]


class VisibleItem(NamedTuple):
    """One visible character, or one image, rule, block of code, check box, player or footnote mark.

    `what` is the character, or what kind of thing it is and what it says. `marks` are `strong`, `em`, `del`, `code`, `sub`,
    `sup`, `kbd`, `u`, `mark` and `link ADDRESS`; `containers` is what stands around it from the outside in: `h2`, `ul`, `ol 7`,
    `quote`, `cell 2 1`. `is_heavy` where everything is bold by itself, so that `strong` says nothing; `is_label` in captions;
    `is_summary` in what a fold is called that is none, because Hugo's shows its summary as text.
    """

    what: str
    gap: int
    marks: Marks
    containers: Containers
    is_heavy: bool = False
    is_label: bool = False
    is_summary: bool = False


class _ItemNumbers:
    """The items of an open `ol`: the number of the last one."""

    def __init__(self, start: int) -> None:
        self.last = start - 1

    def next_number(self) -> int:
        """The number of the next item."""
        self.last += 1
        return self.last


class _Inherited(NamedTuple):
    """What the elements around say. `widest` is the widest gap there can be: a heading or cell is one line."""

    marks: Marks = frozenset()
    containers: Containers = ()
    is_heavy: bool = False
    widest: int = ITEM
    numbers: _ItemNumbers | None = None
    grid: TableGrid | None = None
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


def visible_items_of(html: str, *, undoes_typography: bool = False) -> list[VisibleItem]:
    """Everything that is seen of a fragment or page, in reading order; `undoes_typography` undoes what a typographer did."""
    page = _PageVisitor(TYPED if undoes_typography else {})
    parser = parse_html(_BLANK_ENDS.sub("", html) if "></td>\n<td" in html else html)
    if parser.body is not None:
        _visit_nodes(parser.body, page)
    return page.seen


def _visit_nodes(root: LexborNode, visitor: "_PageVisitor") -> None:
    node = root.child
    depth = 1
    while node is not None:
        tag = node.tag or ""
        if tag == "-text":
            visitor.add_characters_of_text(node.text_content or "")
        elif tag[:1] != "-" and visitor.enter_element(node, tag):
            child = node.child
            if child is not None:
                node = child
                depth += 1
                continue
            visitor.leave_element(tag)
        while node is not None and node.next is None:
            depth -= 1
            if not depth:
                return
            node = node.parent
            visitor.leave_element((node.tag if node is not None else "") or "")
        node = node.next if node is not None else None


class _VisibleCharacters(dict[int, str]):
    """What is seen of a character: a space for white space, nothing of what has no width, else itself. Filled when asked."""

    def __missing__(self, number: int) -> str:
        category = unicodedata.category(chr(number))
        is_space = category[0] == "Z" or chr(number) in "\t\n\r\f"
        self[number] = shown = " " if is_space else "" if category[0] == "C" else chr(number)
        return shown


_VISIBLE_CHARACTERS = _VisibleCharacters()
_BOXES = frozenset("☐☑")
"""What a space is behind, whatever the renderer."""


class _SameLook(dict[str, VisibleItem]):
    """Characters of one look, each made once: a page has many and few that differ."""

    def __init__(self, look: tuple[Any, ...]) -> None:
        self.look = look

    def __missing__(self, character: str) -> VisibleItem:
        self[character] = made = VisibleItem._make((character, *self.look))
        return made


class _PageVisitor:
    """What is seen so far, the gap after it, and what is inside the open elements."""

    def __init__(self, typed: dict[int, str]) -> None:
        self.seen: list[VisibleItem] = []
        self._typed = typed
        self._gap = BLOCK
        self._inherited = [_Inherited()]
        self._same_look = _SameLook(())

    def enter_element(self, node: LexborNode, tag: str) -> bool:
        """Begin an element; False when nothing inside is to be read."""
        leaf = _ADDERS.get(tag)
        if leaf is not None:
            leaf(self, node)
            return False
        if tag in _UNSEEN or (tag == "a" and self._add_footnote_mark_or_skip_back_link(node)):
            return False
        inherited = self._inherited[-1]
        inside = _ENTERERS[tag](self, node, inherited) if tag in _ENTERERS else _inherited_with_mark_of(node, tag, inherited)
        if tag in _PARTING:
            self._widen_gap_and_make_block_of_two_breaks(ITEM if tag == "li" else BLOCK)
        self._inherited.append(inside)
        return True

    def leave_element(self, tag: str) -> None:
        """End the element entered last."""
        self._inherited.pop()
        if tag in _PARTING:
            self._widen_gap_and_make_block_of_two_breaks(BLOCK)

    def add_characters_of_text(self, text: str) -> None:
        """Characters; white space, control characters and what has no width are none."""
        text = text.translate(self._typed) if self._typed else text
        for number, word in enumerate(text.translate(_VISIBLE_CHARACTERS).split(" ")):
            if number:
                self._widen_gap_and_make_block_of_two_breaks(SPACE)
            if word:
                self._add_each_character_as_item(word)

    def _add_each_character_as_item(self, word: str) -> None:
        """Characters in a row: what is said of the second is said of all behind it."""
        alone = 2 if _BOXES.isdisjoint(word) else len(word)
        for character in word[:alone]:
            self.add_item(character)
        if len(word) > alone:
            look = self.seen[-1][1:]
            if look != self._same_look.look:
                self._same_look = _SameLook(look)
            self.seen += [self._same_look[character] for character in word[alone:]]

    def add_item(self, what: str, *, bears_only_link_marks: bool = False) -> None:
        """One more thing; others may have marks of every kind."""
        inherited = self._inherited[-1]
        if self.seen and self.seen[-1].what in _BOXES:
            self._gap = SPACE
        marks = (
            frozenset([mark for mark in inherited.marks if mark.startswith("link")]) if bears_only_link_marks else inherited.marks
        )
        self.seen.append(
            VisibleItem(
                what, self._gap, marks, inherited.containers, inherited.is_heavy, inherited.widest == BREAK, inherited.is_summary
            )
        )
        self._gap = NONE

    def add_standalone_item(self, what: str) -> None:
        """One more thing on lines of its own."""
        self._widen_gap_and_make_block_of_two_breaks(BLOCK)
        self.add_item(what, bears_only_link_marks=True)
        self._widen_gap_and_make_block_of_two_breaks(BLOCK)

    def _widen_gap_and_make_block_of_two_breaks(self, gap: int) -> None:
        """A gap; two breaks are a new block."""
        if gap == BREAK and self._gap == BREAK:
            gap = BLOCK
        self._gap = max(self._gap, min(gap, self._inherited[-1].widest))

    # Elements without children of interest

    def widen_gap_to_break(self, node: LexborNode) -> None:
        """`br`."""
        self._widen_gap_and_make_block_of_two_breaks(BREAK)

    def add_image(self, node: LexborNode) -> None:
        """`img`."""
        attributes = node.attributes
        alt = collapse_space_and_drop_zero_width((attributes.get("alt") or "").translate(self._typed))
        self.add_item(f"image {decode_address(attributes.get('src'))} {alt}".rstrip(), bears_only_link_marks=True)

    def add_if_check_box(self, node: LexborNode) -> None:
        """`input`, of which only check boxes are seen."""
        if (node.attributes.get("type") or "").lower() == "checkbox":
            self.add_item("☑" if "checked" in node.attributes else "☐", bears_only_link_marks=True)

    def add_rule_unless_of_footnotes(self, node: LexborNode) -> None:
        """`hr`, unless it is what renderers put before footnotes."""
        parent = node.parent
        names = f"{node.attributes.get('class') or ''} {(parent.attributes.get('class') or '') if parent is not None else ''}"
        if "footnotes" not in names and self._inherited[-1].widest >= BLOCK:
            self.add_standalone_item("rule")

    def add_player_by_end_of_url(self, node: LexborNode) -> None:
        """A player or map, known by the last part of its address."""
        source = node.attributes.get("src") or ""
        if not source:
            inner = node.css_first("source")
            source = (inner.attributes.get("src") or "") if inner is not None else ""
        name = urlsplit(source).path.rstrip("/").rpartition("/")[2]
        if name:
            self.add_standalone_item(f"player {unquote(name)}")

    def add_code_block_or_inline_code_if_in_line(self, node: LexborNode) -> None:
        """`pre`; in a line it is code in that line."""
        text = _code_text_with_plain_spaces(node)
        inherited = self._inherited[-1]
        if self._typed and any([part[:2] in ("ul", "ol") for part in inherited.containers]):
            text = _BLANK_LINE.sub("", text)
        if inherited.widest < BLOCK:
            self._widen_gap_and_make_block_of_two_breaks(BLOCK)
            self._inherited.append(inherited._replace(marks=frozenset({"code"})))
            self.add_characters_of_text(text)
            self._inherited.pop()
            self._widen_gap_and_make_block_of_two_breaks(BLOCK)
            return
        inner = node.css_first("code")
        names = f"{node.attributes.get('class') or ''} {(inner.attributes.get('class') or '') if inner is not None else ''}"
        language = _LANGUAGE.search(names)
        name = language[1].lower() if language else ""
        self.add_standalone_item(f"code {'' if name in _NO_LANGUAGE else name}\n{text}")

    # Elements that change what is inside them

    def inherited_with_or_without_item_numbers(self, node: LexborNode, inherited: _Inherited) -> _Inherited:
        """`ul` and `ol`."""
        start = (node.attributes.get("start") or "1").strip()
        return inherited._replace(numbers=_ItemNumbers(int(start) if start.isdecimal() else 1) if node.tag == "ol" else None)

    def inherited_with_list_item_added_to_containers(self, node: LexborNode, inherited: _Inherited) -> _Inherited:
        """`li`."""
        name = f"ol {inherited.numbers.next_number()}" if inherited.numbers else "ul"
        return (
            inherited if inherited.widest < BLOCK else inherited._replace(containers=(*inherited.containers, name), numbers=None)
        )

    def inherited_in_heading(self, node: LexborNode, inherited: _Inherited) -> _Inherited:
        """`h1` to `h6`: one line, bold by itself."""
        containers = inherited.containers if inherited.widest < BLOCK else (*inherited.containers, node.tag or "")
        return inherited._replace(containers=containers, is_heavy=True, widest=SPACE)

    def inherited_in_quote(self, node: LexborNode, inherited: _Inherited) -> _Inherited:
        """`blockquote`."""
        return inherited if inherited.widest < BLOCK else inherited._replace(containers=(*inherited.containers, "quote"))

    def limit_gaps_in_caption_summary_or_term(self, node: LexborNode, inherited: _Inherited) -> _Inherited:
        """Captions, summaries, terms: one paragraph."""
        return inherited._replace(widest=min(inherited.widest, BREAK), is_summary=_is_summary_outside_details(node))

    def inherited_with_table_grid(self, node: LexborNode, inherited: _Inherited) -> _Inherited:
        """`table`."""
        return inherited._replace(grid=TableGrid(len(self.seen)))

    def begin_grid_row_keeping_inherited(self, node: LexborNode, inherited: _Inherited) -> _Inherited:
        """`tr`."""
        if inherited.grid is not None:
            inherited.grid.begin_row(len(self.seen))
        return inherited

    def place_cell_on_grid_giving_inherited(self, node: LexborNode, inherited: _Inherited) -> _Inherited:
        """`td` and `th`: one line. Those of the first row are as heavy as headers."""
        if inherited.grid is None:
            return inherited
        row, column = inherited.grid.place_next_cell(read_cell_span(node, "colspan"), read_cell_span(node, "rowspan"))
        containers = inherited.containers if inherited.widest < BLOCK else (*inherited.containers, f"cell {row} {column}")
        heavy = inherited.is_heavy or node.tag == "th" or row == 1
        return inherited._replace(containers=containers, is_heavy=heavy, widest=SPACE, grid=None)

    def _add_footnote_mark_or_skip_back_link(self, node: LexborNode) -> bool:
        """Whether this is a footnote's mark, which is one thing by its number, or the arrow that leads back to it."""
        attributes = node.attributes
        is_mark = _FOOTNOTE.match(attributes.get("href") or "") is not None
        if is_mark:
            number = _NUMBER.search(node.text())
            self.add_item(f"footnote {number[0] if number else ''}", bears_only_link_marks=True)
        return is_mark or "footnote-backref" in (attributes.get("class") or "")

    def inherited_unchanged(self, node: LexborNode, inherited: _Inherited) -> _Inherited:
        """Everything else that breaks lines."""
        return inherited


def _inherited_with_mark_of(node: LexborNode, tag: str, inherited: _Inherited) -> _Inherited:
    mark = _MARKS.get(tag) or (f"link {decode_address(node.attributes.get('href'))}" if tag == "a" else "")
    return inherited._replace(marks=inherited.marks | {mark}) if mark and mark != "link " else inherited


def decode_address(url: str | None) -> str:
    """An address in the one form in which two are compared: decoded, composed, without the white space around it."""
    return normalise_unicode("NFC", unquote((url or "").strip()))


def collapse_space_and_drop_zero_width(text: str) -> str:
    """Text with its white space collapsed and without what has no width."""
    return " ".join("".join([character for character in text if unicodedata.category(character) != "Cf"]).split())


def _is_summary_outside_details(node: LexborNode) -> bool:
    parent = node.parent
    return node.tag == "summary" and (parent is None or parent.tag != "details")


_BLANK_LINE = re.compile("^[ \\t]+$", re.MULTILINE)
"""A line of code that Goldmark empties inside a list item."""


def _code_text_with_plain_spaces(node: LexborNode) -> str:
    return (node.text() or "").replace("\xa0", " ").rstrip()


_ADDERS: dict[str, Callable[[_PageVisitor, LexborNode], None]] = {
    "br": _PageVisitor.widen_gap_to_break,
    "img": _PageVisitor.add_image,
    "input": _PageVisitor.add_if_check_box,
    "hr": _PageVisitor.add_rule_unless_of_footnotes,
    "pre": _PageVisitor.add_code_block_or_inline_code_if_in_line,
    **dict.fromkeys(_PLAYERS, _PageVisitor.add_player_by_end_of_url),
}
_ENTERERS: dict[str, Callable[[_PageVisitor, LexborNode, _Inherited], _Inherited]] = {
    **dict.fromkeys(("ul", "ol", "menu", "dir"), _PageVisitor.inherited_with_or_without_item_numbers),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _PageVisitor.inherited_in_heading),
    **dict.fromkeys(("td", "th"), _PageVisitor.place_cell_on_grid_giving_inherited),
    **dict.fromkeys(_LABELS, _PageVisitor.limit_gaps_in_caption_summary_or_term),
    **dict.fromkeys(_BLOCKS, _PageVisitor.inherited_unchanged),
    "li": _PageVisitor.inherited_with_list_item_added_to_containers,
    "blockquote": _PageVisitor.inherited_in_quote,
    "table": _PageVisitor.inherited_with_table_grid,
    "tr": _PageVisitor.begin_grid_row_keeping_inherited,
}
_PARTING = frozenset(_ENTERERS)
"""Elements that begin and end lines."""
