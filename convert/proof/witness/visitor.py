"""What becomes of everything a page shows, element by element, while its tree is walked: words, their lines, and things."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert.proof.normalization import normalise_unicode
from convert.proof.witness.addresses import normalise_address
from convert.proof.witness.css import PLAIN, read_display
from convert.proof.witness.custom_elements import PICTURES, PLAYERS, addresses_of_custom_player, holds_only_fallbacks_for_player
from convert.proof.witness.elements import (
    APART,
    BEGINS,
    ENDS,
    HEADINGS,
    NOTHING,
    OWN_LINES,
    SEARCHED,
    SILENT,
    UNSEEN,
    Inherited,
    inherited_inside,
    is_hidden,
)
from convert.proof.witness.things import (
    DRAWING,
    DRAWN,
    FIGURE,
    FORMULA,
    LOOKS,
    PLACE,
    Attributes,
    Kind,
    Thing,
    address_of_gist_script,
    address_of_video,
    addresses_of_picture,
    is_footnote_mark_or_backlink,
    is_mathjax_drawing_beside_script,
    may_be_drawn_formula,
    tex_and_distinct_letters_of_formula,
)

CODE_DOLLAR = "＄"
"""No text is spelled with it, since compatibility characters are composed."""

_FEW, _LETTERS, _MOST = 8, 6, 64
"""Among how many words of an item the first with letters is looked for, how many of these it is known by, and
among how many of the word."""

_ADDRESS = ("https://", "http://")

_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\x00-\x08\x0e-\x1f\x7f-\x9f]"
)
"""Characters without a width: of the categories Cc and Cf, but for white space."""

_MINUS = str.maketrans("⁻₋\u2212", "---")
"""The minus of a raised or lowered text stands for the keyboard's sign, or for Unicode's own, which it would be composed to."""


class _Open(NamedTuple):
    """An open element: what was around it, and how many words and how much else had been seen before it."""

    tag: str
    own_lines: bool
    is_apart: bool
    around: Inherited
    word: int
    shown: int
    attributes: Attributes


class PageVisitor:
    """What is seen so far, and what is open."""

    def __init__(self, typed: Mapping[int, str], places: frozenset[str], is_part: bool) -> None:
        self._is_part = is_part
        self._typed = typed
        self._places = places
        self.words: list[str] = []
        self.code_words: dict[int, str] = {}
        self.line_starts: set[int] = set()
        self.single_line: set[int] = set()
        self.joinable: set[int] = set()
        self.things: list[Thing] = []
        self._around = Inherited()
        self._pieces: list[str] = []  # of a word
        self._begun: list[str] = []  # signs before the next word
        self._searched = NOTHING
        self._shown = 0
        self._code: list[str] | None = None
        self._code_in: _Open | None = None
        self._open: list[_Open] = []
        self._cells: list[list[Thing]] = []
        self._folds: set[int] = set()
        self._last_note = -1

    def add_text(self, text: str) -> None:
        """Characters. White space parts words; where it is kept, a line end parts lines."""
        if not self._around.is_visible:
            return
        if self._code is not None:
            self._code.append(text)
        if not text.isascii():
            text = normalise_unicode("NFKC", _INVISIBLE.sub("", text).translate(_MINUS))
            text = text.translate(self._typed) if self._typed else text
        for number, line in enumerate(text.split("\n") if self._around.keeps_lines else (text,)):
            if number:
                self._end_word_and_mark_line_start()
            self._add_words_leaving_edges_open(line)

    def _add_words_leaving_edges_open(self, line: str) -> None:
        words = line.split()
        if line[:1].isspace():
            self.end_word()
            self.joinable.discard(len(self.words))  # white space stands there, whatever ended just before
        if not words:
            return
        self._shown += 1
        self._extend_word(words[0])
        if len(words) > 1:
            self.end_word()
            if self._around.is_code:
                self.code_words |= {
                    n: w.replace("$", CODE_DOLLAR) for n, w in enumerate(words[1:-1], len(self.words)) if "$" in w
                }
            self._add_words_marking_those_in_headings_or_cells(words[1:-1])
            self._extend_word(words[-1])
        if line[-1].isspace():
            self.end_word()

    def _extend_word(self, text: str) -> None:
        """More of a word."""
        if self._begun:
            self._pieces += self._begun
            self._begun.clear()
        self._pieces.append(text.replace("$", CODE_DOLLAR) if self._around.is_code else text)

    def end_word(self) -> None:
        """White space."""
        if self._pieces:
            word = "".join(self._pieces)
            if CODE_DOLLAR in word:
                self.code_words[len(self.words)] = word
                word = word.replace(CODE_DOLLAR, "$")
            self._add_words_marking_those_in_headings_or_cells([word])
            self._pieces.clear()

    def _add_words_marking_those_in_headings_or_cells(self, words: list[str]) -> None:
        first = len(self.words)
        self.words += words
        if self._around.is_single:
            self.single_line.update(range(first, len(self.words)))

    def end_word_that_may_join_next(self) -> None:
        """The beginning or end of what stands apart from the words around it."""
        if self._pieces:
            self.end_word()
            self.joinable.add(len(self.words))

    def _end_word_and_mark_line_start(self) -> None:
        self.end_word()
        self.line_starts.add(len(self.words))

    def _add_thing_if_named_and_visible(self, kind: Kind, names: tuple[str, ...], at: int = -1) -> None:
        known = tuple(dict.fromkeys(filter(None, names)))
        if known and self._around.is_visible:
            thing = Thing(kind, known, at if at >= 0 else len(self.words) + bool(self._pieces))
            self.things.append(thing)
            if kind == "link" and known[0].startswith(PLACE):
                self._last_note = max(self._last_note, thing.at)
            self._shown += 1

    def enter_element(self, node: LexborNode, tag: str) -> bool:
        """Begin an element; False when none of the words inside it are shown."""
        attributes = node.attributes
        shape = read_display(attributes.get("style") or "") if "style" in attributes else PLAIN
        if is_hidden(tag, shape, attributes):
            return False
        self._searched = NOTHING
        own_lines = tag in OWN_LINES if shape.own_lines is None else shape.own_lines
        if own_lines:
            self._end_line_of_text_and_code()
        if self._add_thing_and_tell_if_childless(node, tag, attributes):
            return False
        opened = _Open(
            tag,
            own_lines,
            self._end_word_at_form_field_or_footnote_mark(node, tag, attributes),
            self._around,
            len(self.words),
            self._shown,
            attributes,
        )
        if tag == "pre" and self._code is None and not self._around.is_single:
            self._code, self._code_in = [], opened
        if tag == "table":
            self._cells.append([])
        if tag == "details":
            self._folds.add(len(self.words))
        elif node.child is None:
            self._add_textarea_placeholder_or_option_label(tag, attributes)
        self._open.append(opened)
        if tag in BEGINS:
            self._begun.append(BEGINS[tag].translate(self._typed))
        self._around = inherited_inside(self._around, tag, shape, self._searched)
        return True

    def _end_word_at_form_field_or_footnote_mark(self, node: LexborNode, tag: str, attributes: Attributes) -> bool:
        """Whether an element stands apart from the words beside it.

        So do marks of footnotes, and of items of a list by Word: renderers put other marks there.
        """
        is_apart = tag in APART
        if tag == "a":
            is_apart = (attributes.get("href") or "").startswith("#")
        elif tag == "sup":
            is_apart = self._has_descendant_unless_searched_from_above(tag, node, 'a[href^="#"]')
        elif tag == "span":
            is_apart = "mso-list" in (attributes.get("style") or "")
        if is_apart:
            self.end_word_that_may_join_next()
        return is_apart

    def _has_descendant_unless_searched_from_above(self, search_name: str, node: LexborNode, selector: str) -> bool:
        """Whether something is in an element, which is looked for only in the outermost of such elements."""
        if search_name in self._around.searched:
            return False
        self._searched |= SEARCHED[search_name]
        return node.css_first(selector) is not None

    def _add_textarea_placeholder_or_option_label(self, tag: str, attributes: Attributes) -> None:
        """What an element shows that has nothing in it."""
        if tag == "textarea":
            self.add_text(attributes.get("placeholder") or "")
        elif tag == "option":
            self.add_text(attributes.get("label") or "")

    def _end_line_of_text_and_code(self) -> None:
        """A line end that is an element's; in code it is a character as well, unless one stands there."""
        self._end_word_and_mark_line_start()
        if self._code and not self._code[-1].endswith("\n"):
            self._code.append("\n")

    def _add_thing_and_tell_if_childless(self, node: LexborNode, tag: str, attributes: Attributes) -> bool:
        """Whether nothing inside an element is shown: it shows something of its own, or nothing."""
        names = attributes.get("class") or ""
        if tag == "img" and (video := address_of_video(self._attributes_of_nearest_elements_outward())):
            self._add_thing_if_named_and_visible("player", (video,))
        elif tag == "script" and (embed := address_of_gist_script(attributes)):
            self._add_thing_with_its_effect_on_words("player", (embed,))
        elif tag in LOOKS:
            kind, look = LOOKS[tag]
            self._add_thing_with_its_effect_on_words(kind, tuple(look(node, attributes)))
        elif tag in PLAYERS:
            self._add_thing_with_its_effect_on_words("player", tuple(addresses_of_custom_player(node, attributes)))
            return holds_only_fallbacks_for_player(node, attributes)
        elif tag == "img" or tag in PICTURES:
            self._add_thing_with_its_effect_on_words(
                "image", tuple(addresses_of_picture(node, attributes, self._attributes_of_nearest_elements_outward()))
            )
            return tag == "img" or holds_only_fallbacks_for_player(node, attributes)
        elif tag == "input":
            self._add_words_of_form_field((attributes.get("type") or "").lower(), attributes)
        elif tag == "svg":
            self._add_thing_if_named_and_visible("image", (DRAWING,))
        elif self._is_formula(node, tag, names):
            self._add_thing_with_its_effect_on_words("formula", tex_and_distinct_letters_of_formula(node))
            return True
        elif tag == "br" and self._code is not None:
            self._code.append("\n")
        elif is_footnote_mark_or_backlink(tag, names, attributes):
            self.end_word_that_may_join_next()
            self._add_thing_if_named_and_visible("link", (PLACE, normalise_address(attributes.get("href"))))
            return True
        return tag in UNSEEN or (bool(names) and is_mathjax_drawing_beside_script(names))

    def _attributes_of_nearest_elements_outward(self) -> list[Attributes]:
        """The attributes of the elements a picture is in, as far as they may be its figure, from the inside out."""
        return [opened.attributes for opened in self._open[: -FIGURE - 1 : -1]]

    def _is_formula(self, node: LexborNode, tag: str, classes: str) -> bool:
        if classes and may_be_drawn_formula(classes) and self._has_descendant_unless_searched_from_above("katex", node, DRAWN):
            return True
        return tag == "pre" and self._has_descendant_unless_searched_from_above("pre", node, "code.language-math")

    def _add_thing_with_its_effect_on_words(self, kind: Kind, names: tuple[str, ...]) -> None:
        """What an element shows of its own. A formula is part of the text around it, a player is not."""
        if kind == "player":
            self.end_word()
        if kind != "rule" or not self._around.is_single:
            self._add_thing_if_named_and_visible(kind, names)
        if kind == "formula" and any(names) and self._around.is_visible:
            self._extend_word(FORMULA)

    def _add_words_of_form_field(self, kind: str, attributes: Attributes) -> None:
        """`input`: a button shows its label, a box whether it is ticked, a field what is in it."""
        if kind in SILENT:
            return
        box = "☑" if "checked" in attributes else "☐"
        self.end_word_that_may_join_next()
        self.add_text(box if kind == "checkbox" else attributes.get("value") or attributes.get("placeholder") or "")
        self.end_word_that_may_join_next()

    def leave_element(self) -> None:
        """End the element entered last."""
        opened = self._open.pop()
        if opened.own_lines:
            self._end_line_of_text_and_code()
        if opened.tag in ENDS:
            self._add_closing_sign(opened)
        if opened.is_apart:
            self.end_word_that_may_join_next()
        self._add_finished_element(opened)
        self._around = opened.around

    def _add_closing_sign(self, opened: _Open) -> None:
        """End what has signs around its text, if it has any."""
        if self._begun:
            self._begun.pop()
        elif self._shown > opened.shown:
            self._pieces.append(ENDS[opened.tag].translate(self._typed))

    def _add_finished_element(self, opened: _Open) -> None:
        """What an element turns out to be when all in it has been seen."""
        tag, first = opened.tag, opened.word
        if tag == "a" and self._shown > opened.shown:
            self._add_thing_if_named_and_visible(
                "link", (self._address_unless_to_missing_place(opened.attributes.get("href") or ""),), first
            )
        elif tag in HEADINGS and not opened.around.is_single:
            self._add_thing_if_named_and_visible("heading", (" ".join(self.words[first:]),), first)
        elif tag in ("td", "th") and len(self._cells) == 1 and first < len(self.words):
            self._cells[-1].append(Thing("cell", (" ".join(self.words[first:]),), first))
        elif tag == "table":
            self._add_cells_unless_single_or_nested(self._cells.pop())
        elif (
            tag == "li"
            and first < len(self.words)
            and not (opened.around.is_single or first in self._folds or self._last_note >= first)
        ):
            depth = max(1, self._around.depth)
            self._add_thing_if_named_and_visible(
                "item",
                tuple([f"{depth} {begins}" for begins in self._beginnings_of_first_word_and_first_non_address(first)]),
                first,
            )
        elif opened is self._code_in:
            self._add_thing_if_named_and_visible("code", (_normalise_code("".join(self._code or ())),), first)
            self._code = self._code_in = None

    def _address_unless_to_missing_place(self, href: str) -> str:
        """Where a link leads; nowhere when it leads to a place that is not on the page."""
        return normalise_address(href) if href[:1] != PLACE or self._is_part or unquote(href[1:]) in self._places else ""

    def _beginnings_of_first_word_and_first_non_address(self, first: int) -> Iterator[str]:
        """The first letters of the first word that has any, and of the first that is no address, as outputs make of a player."""
        found = [word for word in self.words[first : first + _FEW] if any(map(str.isalnum, word[:_MOST]))]
        for words in (found, [word for word in found if not word.startswith(_ADDRESS)]):
            yield from map(beginning_of_word, words[:1])

    def _add_cells_unless_single_or_nested(self, cells: list[Thing]) -> None:
        """Cells count where a table can be written: one cell is a box, and a table in a cell is layout."""
        if len(cells) > 1 and not self._cells:
            self.things.extend(cells)


def beginning_of_word(word: str) -> str:
    """The letters and digits an item is known by that begins with a word."""
    return "".join(filter(str.isalnum, word[:_MOST]))[:_LETTERS]


def _normalise_code(text: str) -> str:
    """Code as it is compared: without what has no width, white space at the ends of lines, and empty lines.

    How many lines elements in code are apart depends on margins.
    """
    lines = _INVISIBLE.sub("", text).replace("\xa0", " ").split("\n")
    return "\n".join([bare for line in lines if (bare := line.rstrip())])
