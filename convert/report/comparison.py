"""What of a post is marked as different, in the original and in the output, and what it is.

What is missing is what the proof found (`convert.proof.witness`), and what was left out under a notice what a reader handed to
it; here both are only found again in what is shown. Words that are said at another place, or in other words, are marked faintly.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby
from typing import Literal, NamedTuple, TypeAlias

from convert.notices import Notice
from convert.proof.alignment import align_texts
from convert.proof.witness.addresses import normalise_address
from convert.proof.witness.missing import Missing
from convert.report.html_pieces import HtmlPieces, Thing, Word, clean_and_cut_html, comparable_words_in_text
from convert.sources.evidence import LeftOut

Look: TypeAlias = Literal["missing", "left-out", "noticed", "moved"]
"""Why something is marked: the output lacks it, a notice says that it was left out, a notice is of it, it is elsewhere."""

_MOST_PARTS = 200
"""Parts left out of a post that are looked for; a post that has more has an advertisement in each paragraph."""

_SHORTEST = 4
"""Characters of a detail that is looked for in a post; what is shorter stands everywhere."""

_PLACELESS = frozenset(("time-zone", "encoding", "title-from-heading", "title-from-name", "date-from-name", "missing"))
"""Kinds of notices whose details are of no place in the body, or are marked by what the proof found."""


class Spot(NamedTuple):
    """A numbered place: why it is marked, what is there (a kind of the proof's, or of a notice), and what it says.

    It `quotes` a notice where it was found by what that says.
    """

    number: int
    look: Look
    kind: str
    what: str
    quotes: bool = False


class WordMark(NamedTuple):
    """Words `first` to before `end` that are marked; 0 is no number."""

    first: int
    end: int
    look: Look
    number: int = 0


class Badge(NamedTuple):
    """A number that stands before a piece or, with `behind_word`, behind a word; -1 is before everything."""

    number: int
    look: Look
    piece: int = -1
    behind_word: int = -1


class Marks(NamedTuple):
    """What is marked on one side."""

    words: tuple[WordMark, ...] = ()
    badges: tuple[Badge, ...] = ()


class Differences(NamedTuple):
    """What is marked on both sides, the places that have numbers, in the order of the numbers, and those of what is missing."""

    original: Marks = Marks()
    output: Marks = Marks()
    spots: tuple[Spot, ...] = ()
    numbers_of_missing: tuple[int, ...] = ()


def mark_differences(
    original: HtmlPieces, output: HtmlPieces, missing: Sequence[Missing], left_out: Iterable[LeftOut], notices: Iterable[Notice]
) -> Differences:
    """Where an output is not as its original was. What is `missing` comes first, in reading order."""
    marking = _Marking(original, output)
    numbers = tuple([marking.mark_missing_or_place_giving_number(one) for one in missing])
    for number, part in enumerate(left_out):
        if number < _MOST_PARTS:
            marking.mark_left_out_if_found(part)
    for notice in notices:
        if notice.kind not in _PLACELESS:
            marking.mark_noticed_if_quote_found(notice)
    return marking.differences()._replace(numbers_of_missing=numbers)


class _Marking:
    """What has been marked so far."""

    def __init__(self, original: HtmlPieces, output: HtmlPieces) -> None:
        self._things = _PlacesOfThings(original.things)
        self._places = _PlacesOfWords(original.words)
        parts = list(align_texts([word.text for word in original.words], [word.text for word in output.words]))
        self._looks: list[tuple[Look | None, int]] = [(None, 0)] * len(original.words)
        self._before = _last_output_word_before_each_original(parts, len(original.words))
        self._output_words = _mark_words_not_at_same_place(parts, original.words, output.words, self._looks)
        self._badges: list[Badge] = []
        self._places_in_output: list[Badge] = []
        self._spots: list[Spot] = []
        self._kinds_without_quotes: set[str] = set()
        self._cursor = 0
        self._left_out: set[tuple[str, int]] = set()

    def differences(self) -> Differences:
        """All of it."""
        words: list[WordMark] = []
        end = 0
        for (look, number), group in groupby(self._looks):
            first, end = end, end + sum(1 for _ in group)
            if look is not None:
                words.append(WordMark(first, end, look, number))
        original = Marks(tuple(words), tuple(self._badges))
        return Differences(original, Marks(tuple(self._output_words), tuple(self._places_in_output)), tuple(self._spots))

    def mark_missing_or_place_giving_number(self, missing: Missing) -> int:
        """Mark what the proof found missing, and where it would be. Gives its number, or that of its words if these are."""
        found = self._places.find_missing(missing, self._cursor)
        at, end = found or (self._cursor, self._cursor)
        thing = self._things.find_missing(missing, at)
        if thing is None and end > at and (known := _shared_missing_mark_number_or_zero(self._looks[at:end])):
            return known
        number = self._add_spot("missing", missing.kind, missing.what)
        if thing is not None:
            self._badges.append(Badge(number, "missing", piece=thing.piece))
        elif end > at:
            self._set_looks_of_unmarked_or_moved(
                at, self._end_past_following_moved_words(end) if missing.what.endswith("…") else end, "missing", number
            )
        else:
            self._badges.append(Badge(number, "missing", behind_word=at - 1))
        self._cursor = max(self._cursor, at)
        self._add_badge_to_output_for_original_word(number, "missing", at)
        return number

    def mark_left_out_if_found(self, part: LeftOut) -> None:
        """Mark a part that a notice names, where it can be found."""
        words = [word.text for word in clean_and_cut_html(part.html).words]
        found = self._places.find_from_word_or_from_start("".join(words), 0) if words else None
        if found and (part.kind, found[0]) not in self._left_out and not part.only:
            self._left_out.add((part.kind, found[0]))
            look: Look = "noticed" if part.words_remain else "left-out"
            number = self._add_spot(look, part.kind, " ".join(words)[:80])
            self._set_looks_of_unmarked_or_moved(*found, look, number)
            self._add_badge_to_output_for_original_word(number, look, found[0])

    def mark_noticed_if_quote_found(self, notice: Notice) -> None:
        """Mark what the detail of a notice quotes: words, or an address."""
        if notice.kind in self._kinds_without_quotes or len(notice.detail) < _SHORTEST:
            return
        thing = self._things.first_thing_at_address(normalise_address(notice.detail.split(": ")[0]))
        found = (
            self._places.find_from_word_or_from_start("".join(comparable_words_in_text(notice.detail.rstrip("…"))), 0)
            if thing is None
            else None
        )
        if thing is not None:
            number = self._add_spot("noticed", notice.kind, notice.detail, quotes=True)
            self._badges.append(Badge(number, "noticed", piece=thing.piece))
            self._add_badge_to_output_for_original_word(number, "noticed", thing.at)
        elif found:
            number = self._add_spot("noticed", notice.kind, notice.detail, quotes=True)
            self._set_looks_of_unmarked_or_moved(*found, "noticed", number)
            self._add_badge_to_output_for_original_word(number, "noticed", found[0])

    def _add_spot(self, look: Look, kind: str, what: str, *, quotes: bool = False) -> int:
        self._spots.append(Spot(len(self._spots) + 1, look, kind, what, quotes))
        if not quotes:
            self._kinds_without_quotes.add(kind)
        return len(self._spots)

    def _add_badge_to_output_for_original_word(self, badge_number: int, look: Look, at: int) -> None:
        """Put a number where, in the output, a word of the original is or would be."""
        self._places_in_output.append(Badge(badge_number, look, behind_word=self._before[at]))

    def _set_looks_of_unmarked_or_moved(self, first: int, end: int, look: Look, number: int) -> None:
        for word in range(first, end):
            if self._looks[word][0] in (None, "moved"):
                self._looks[word] = look, number

    def _end_past_following_moved_words(self, end: int) -> int:
        """Where words end that the output lacks: what the proof quotes is cut where it is long."""
        while end < len(self._looks) and self._looks[end][0] == "moved":
            end += 1
        return end


def _shared_missing_mark_number_or_zero(word_looks: Sequence[tuple[Look | None, int]]) -> int:
    """The number of words that are missing as one; 0 for others."""
    first = word_looks[0]
    return first[1] if first[0] == "missing" and all(look == first for look in word_looks) else 0


def _last_output_word_before_each_original(
    compared_parts: Sequence[tuple[bool, slice, slice]], original_word_count: int
) -> list[int]:
    """For each word of an original, and the end, the last word of the output that stands before it; -1 for none."""
    before = [-1] * (original_word_count + 1)
    for same, a, b in compared_parts:
        for offset in range(a.stop - a.start):
            before[a.start + offset] = b.start + offset - 1 if same else b.start - 1
        before[a.stop] = b.stop - 1 if same else b.start - 1
    return before


def _mark_words_not_at_same_place(
    parts: Iterable[tuple[bool, slice, slice]], source: list[Word], output: list[Word], looks: list[tuple[Look | None, int]]
) -> list[WordMark]:
    """Mark what does not stand at the same place in both, as words; what is only cut into other words is the same."""
    marks: list[WordMark] = []
    for same, a, b in parts:
        if same or "".join([word.text for word in source[a]]) == "".join([word.text for word in output[b]]):
            continue
        looks[a] = [("moved", 0)] * (a.stop - a.start)
        if b.stop > b.start:
            marks.append(WordMark(b.start, b.stop, "moved"))
    return marks


class _PlacesOfThings:
    """Things, found by their kind and address however many there are."""

    def __init__(self, things: Iterable[Thing]) -> None:
        self._by_kind: defaultdict[str, list[Thing]] = defaultdict(list)
        self._by_kind_and_address: defaultdict[tuple[str, str], list[Thing]] = defaultdict(list)
        self._by_address: dict[str, Thing] = {}
        for thing in sorted(things, key=_count_words_preceding_thing):
            address = normalise_address(thing.address)
            self._by_kind[thing.kind].append(thing)
            self._by_kind_and_address[thing.kind, address].append(thing)
            if thing.address:
                self._by_address.setdefault(address, thing)

    def first_thing_at_address(self, address: str) -> Thing | None:
        """The first of an address."""
        return self._by_address.get(address)

    def find_missing(self, missing: Missing, from_word: int) -> Thing | None:
        """The thing that is missing: the one of its address, or else the next of its kind, from a word on."""
        named = self._by_kind_and_address.get((missing.kind, missing.what), [])
        alike = named or self._by_kind.get(missing.kind, [])
        behind = bisect_left(alike, from_word, key=_count_words_preceding_thing)
        return alike[behind] if behind < len(alike) else next(iter(named), None)


def _count_words_preceding_thing(thing: Thing) -> int:
    return thing.at


class _PlacesOfWords:
    """Words as one text without spaces, in which others are found however they are cut."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._text = "".join([word.text for word in words])
        self._ends = list(accumulate(len(word.text) for word in words))

    def find_from_word_or_from_start(self, text: str, first: int) -> tuple[int, int] | None:
        """The words that hold a text, looked for from a word on and then from the first: number, and that behind the last."""
        if not text:
            return None
        start = self._text.find(text, self._ends[first - 1] if first else 0)
        start = self._text.find(text) if start < 0 else start
        if start < 0:
            return None
        return bisect_right(self._ends, start), bisect_right(self._ends, start + len(text) - 1) + 1

    def find_missing(self, missing: Missing, first: int) -> tuple[int, int] | None:
        """The words that are missing, or, of what is no words, the place behind those before it, which holds none."""
        after = "".join(comparable_words_in_text(missing.after))
        what = (
            ""
            if missing.kind in ("image", "link", "player", "rule")
            else "".join(comparable_words_in_text(missing.what.rstrip("…")))
        )
        if what and (found := self.find_from_word_or_from_start(after + what, max(0, first - len(missing.after)))):
            behind = self.find_from_word_or_from_start(what, max(found[0], self._first_word_of_text_ending_at(found[1], what)))
            return behind or found
        if what and (found := self.find_from_word_or_from_start(what, first)):
            return found
        found = self.find_from_word_or_from_start(after, max(0, first - len(missing.after)))
        return (found[1], found[1]) if found else ((0, 0) if not after else None)

    def _first_word_of_text_ending_at(self, end: int, what: str) -> int:
        """The word with which a text begins that ends with the word before this one."""
        return bisect_right(self._ends, self._ends[end - 1] - len(what))
