"""What a source shows and an output does not: all of it counted as kept, left out under a notice that names it, or missing."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from msgspec import Struct

from convert.proof.alignment import align_texts
from convert.proof.witness.cuts import is_rest_shown
from convert.proof.witness.excuses import Excuses
from convert.proof.witness.pool import WordPool
from convert.proof.witness.things import KINDS, PLACE, Kind, Thing
from convert.proof.witness.unmatched import UnmatchedThings
from convert.proof.witness.visible_page import VisiblePage
from convert.proof.witness.visitor import beginning_of_word

_CONTEXT = 4
"""Words quoted before a place."""

_OF_WORDS = frozenset(("heading", "cell", "item", "code"))
"""What is made of words, and is left out with them."""

_JOINTS = ",:"
"""What an output may put between parts that stood apart, as the name and the place on a map."""

_SIGN = 4
"""Characters of a sign."""

_SHOWN = 80
"""Characters of what is missing that are quoted."""


class Missing(Struct, frozen=True):
    """Something the source shows and the output does not: what it is, what it says, and the words before it."""

    kind: Kind
    what: str
    after: str


class Count(Struct, frozen=True):
    """How much of a kind the source shows, and how much of that the output does, or a notice names."""

    total: int = 0
    kept: int = 0
    excused: int = 0


class Verdict(Struct, frozen=True):
    """What became of everything a source shows. `excused` counts what was left out by the kind of the notice that names it."""

    missing: tuple[Missing, ...] = ()
    counts: dict[Kind, Count] = {}
    excused: dict[str, int] = {}


def find_missing(source: VisiblePage, output: VisiblePage, excuses: Excuses, moved: Mapping[str, tuple[str, ...]]) -> Verdict:
    """Everything a source shows, looked for in an output. `moved` are new addresses by the old, as `addresses` spells them."""
    judging = _Comparison(source, output, excuses)
    judging.record_missing_words()
    judging.record_missing_things(moved)
    return judging.verdict_so_far()


class _Comparison:
    """What has been found so far."""

    def __init__(self, source: VisiblePage, output: VisiblePage, excuses: Excuses) -> None:
        self._source = source
        self._output = output
        self._excuses = excuses
        self._total: Counter[Kind] = Counter()
        self._lost: Counter[Kind] = Counter()
        self._excused: Counter[Kind] = Counter()
        self._left_out: set[int] = set()
        self._cut_words: dict[int, str] = {}
        self._found: list[tuple[int, Missing]] = []

    def verdict_so_far(self) -> Verdict:
        """All of it, in reading order."""
        counts = {
            kind: Count(total, total - self._lost[kind] - self._excused[kind], self._excused[kind])
            for kind in KINDS
            if (total := self._total[kind])
        }
        found = tuple([missing for _, missing in sorted(self._found, key=lambda item: item[0])])
        return Verdict(found, counts, dict(+self._excuses.used))

    def _record_missing(self, kind: Kind, content: str, at: int, count: int = 1) -> None:
        self._lost[kind] += count
        after = " ".join([word[-_SHOWN:] for word in self._source.words[max(0, at - _CONTEXT) : at]])
        self._found.append((at, Missing(kind, content if len(content) <= _SHOWN else f"{content[: _SHOWN - 1]}…", after)))

    # Words and lines

    def record_missing_words(self) -> None:
        """Every word in order, and the line ends between words that are next to each other in both."""
        source, output = self._source, self._output
        self._total["text"] = len(source.words)
        gone: list[tuple[int, int]] = []
        extra: list[list[str]] = []
        for same, a, b in align_texts(source.words, output.words):
            if same:
                self._record_line_breaks_lost_between_words(a, b)
            elif not self._is_shown_but_for_joins(a, b) and not self._excuse_parts_in_words(a, b):
                gone.extend(_line_ranges_in(source, a))
                extra.append(_without_trailing_commas_and_colons(output.words[b]))
        elsewhere = WordPool(extra)
        for first, end in gone:
            self._record_words_unless_elsewhere_or_excused(first, end, elsewhere)

    def _is_shown_but_for_joins(self, a: slice, b: slice) -> bool:
        joinable = sum([n in self._source.joinable for n in range(a.start + 1, a.stop)])
        return _is_same_text_with_no_words_joined(self._source.words[a], self._output.words[b], joinable)

    def _excuse_parts_in_words(self, a: slice, b: slice) -> bool:
        """Whether words of the source are those of the output around parts that notices name, some in the midst of a word."""
        source, words, output = self._source, self._source.words[a], self._output.words[b]
        if not output:
            return False
        joinable = [n - a.start for n in range(a.start + 1, a.stop) if n in source.joinable and n not in source.line_starts]
        rests = self._excuses.excuse_parts_in_words(words, lambda cuts: is_rest_shown(words, joinable, cuts, output))
        for number, rest in enumerate(rests or (), a.start):
            if not rest:
                self._excused["text"] += 1
                self._left_out.add(number)
            elif rest != self._source.words[number]:
                self._cut_words[number] = rest
        return rests is not None

    def _record_words_unless_elsewhere_or_excused(self, first: int, end: int, elsewhere: WordPool) -> None:
        """Words of one line that are not where they should be: a note is at the end, a caption below its picture."""
        words = self._source.words[first:end]
        if elsewhere.take_run_of_words(_without_trailing_commas_and_colons(words)):
            return
        rest = self._excuses.excuse_and_drop_words(words)
        self._excused["text"] += len(words) - len(rest)
        if not rest:
            self._left_out.update(range(first, end))
        if rest and not elsewhere.take_run_of_words(_without_trailing_commas_and_colons(rest)):
            self._record_missing("text", " ".join(rest), first, len(rest))

    def _record_line_breaks_lost_between_words(self, source_words: slice, output_words: slice) -> None:
        source, output = self._source, self._output
        for number, number_in_output in zip(
            range(source_words.start + 1, source_words.stop), range(output_words.start + 1, output_words.stop), strict=True
        ):
            if (
                number in source.line_starts
                and not (number in source.single_line and number - 1 in source.single_line)
                and not _is_sign_at_line_start(source, number - 1)
            ):
                self._total["line"] += 1
                if number_in_output not in output.line_starts and number_in_output not in output.single_line:
                    self._record_missing("line", source.words[number], number)

    # Everything else

    def record_missing_things(self, moved: Mapping[str, tuple[str, ...]]) -> None:
        """Pictures, links, players, formulas, code, cells, headings and items: what is just there first, then what is alike."""
        shown = UnmatchedThings(self._output)
        things = [_with_new_addresses_added(thing, moved) for thing in _without_links_repeating_previous(self._source.things)]
        self._total.update(thing.kind for thing in things)
        for thing in [thing for thing in things if not shown.take_equal(thing)]:
            rest = self._without_left_out_words(thing)
            if rest is None or self._excuses.excuse_thing(thing) or self._excuses.excuse_thing(rest):
                self._excused[thing.kind] += 1
            elif not (shown.take_equal(rest) or shown.take_equivalent(rest)):
                self._record_missing(thing.kind, thing.names[0], thing.at)

    def _without_left_out_words(self, thing: Thing) -> Thing | None:
        """What is made of words, without those that were left out; None when all were."""
        if thing.kind not in _OF_WORDS or not (self._left_out or self._cut_words):
            return thing
        if thing.kind == "item":
            return None if thing.at in self._left_out else self._item_renamed_by_rest_if_its_first_word_was_cut(thing)
        wanted = len("".join(thing.names[0].split()))
        length = [0, *accumulate(map(len, self._source.words[thing.at : thing.at + wanted]))]
        end = thing.at + bisect_left(length, wanted)
        rest = [
            self._cut_words.get(number, self._source.words[number])
            for number in range(thing.at, end)
            if number not in self._left_out
        ]
        # Code without the numbers of its lines is looked for by its letters, as a cell is.
        return Thing("cell" if thing.kind == "code" else thing.kind, (" ".join(rest),), thing.at) if rest else None

    def _item_renamed_by_rest_if_its_first_word_was_cut(self, item: Thing) -> Thing:
        """An item, known by what is left of its first word where a part that was left out was one word with it."""
        rest = self._cut_words.get(item.at)
        depth = item.names[0].partition(" ")[0]
        return item if rest is None else item._replace(names=(f"{depth} {beginning_of_word(rest)}",))


def _is_same_text_with_no_words_joined(words: Sequence[str], others: Sequence[str], joinable: int) -> bool:
    """Whether others have the same characters with no less white space between them: nothing is gone, and nothing is joined.

    `joinable` of the words may be joined to the one before them.
    """
    return len(others) >= len(words) - joinable and "".join(words) == "".join(others)


def _without_trailing_commas_and_colons(words: Sequence[str]) -> list[str]:
    return [word.rstrip(_JOINTS) or word for word in words]


def _is_sign_at_line_start(page: VisiblePage, number: int) -> bool:
    """Whether a word is a sign alone in its line: the picture of a callout, the mark of an item. It may stand before its text."""
    word = page.words[number]
    return number in page.line_starts and len(word) < _SIGN and not any(map(str.isalnum, word))


def _with_new_addresses_added(thing: Thing, moved: Mapping[str, tuple[str, ...]]) -> Thing:
    """A thing that may be known by new addresses, too."""
    new = [place for address in thing.names for place in moved.get(address, ())] if moved else []
    return thing._replace(names=(*thing.names, *new)) if new else thing


def _without_links_repeating_previous(things: Sequence[Thing]) -> Iterator[Thing]:
    """Things without links that lead where the one before leads: a card's picture and its title are one link."""
    last = ""
    for thing in things:
        if thing.kind == "link":
            if thing.names[0] == last and not last.startswith(PLACE):
                continue
            last = thing.names[0]
        yield thing


def _line_ranges_in(page: VisiblePage, part: slice) -> Iterator[tuple[int, int]]:
    """A part of a text, line by line."""
    edges = [part.start, *[number for number in range(part.start + 1, part.stop) if number in page.line_starts], part.stop]
    yield from (pair for pair in pairwise(edges) if pair[0] < pair[1])
