"""Two pages, thing by thing: what became another, and how much of each kind was kept.

What counts as equal is documented, with the reasons, in `docs/fidelity.md`.
"""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, groupby
from typing import Literal, TypeAlias, get_args

from msgspec import Struct

from convert.proof.alignment import aligned
from convert.proof.fidelity.seen import BLOCK, BREAK, ITEM, NONE, SPACE, Seen, address

Kind: TypeAlias = Literal["text", "marks", "links", "images", "headings", "lists", "tables", "code", "blocks"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""What is scored: `blocks` are paragraphs, line breaks, quotations, rules, check boxes, players and footnote marks."""

_GAPS = ("joined to it", "after a space", "after a line break", "a new block", "a new list item")
_CONTEXT = 12
"""Characters quoted before a difference."""

_SHOWN = 60
"""Characters of a difference that are quoted."""

_GUESSED = ("", "http://", "https://", "mailto:")
"""What renderers put before a bare address: Goldmark as Hugo sets it up takes `https://` where GFM says `http://`."""


class Difference(Struct, frozen=True):
    """What the page does not say as the post did.

    `after` is the text before the place. For `text`, `images` and the like `was` and `became` are what stands there, empty for
    nothing; else they say what `what`, which both pages have, is (`strong`, `link https://...`, `h2`, `ul`, `cell 2 1`).
    """

    kind: Kind
    after: str
    what: str
    was: str
    became: str


class Score(Struct, frozen=True):
    """Of `total` things of a kind `kept` are the same. Things are characters, images, rules, blocks of code and the like.

    Counted are the things that are of this kind in the post, and those that became so.
    """

    kept: int = 0
    total: int = 0


class Comparison(Struct, frozen=True):
    """What differs, in reading order, and a score for each kind the post has."""

    differences: tuple[Difference, ...] = ()
    scores: dict[Kind, Score] = {}


class _Pages(Struct, frozen=True):
    """What is compared: the two pages, links that renderers made by themselves (by number), and what is found to be lost."""

    source: list[Seen]
    page: list[Seen]
    automatic: dict[int, str]
    lost: "_Lost"
    loose_edges: bool = False


_Found: TypeAlias = tuple[int, Difference]
_Lost: TypeAlias = dict[Kind, set[int]]
_Aspects: TypeAlias = dict[Kind, str]


def compare(source: list[Seen], page: list[Seen], *, loose_edges: bool = False) -> Comparison:
    """What a page says of what its source said. With `loose_edges` punctuation may have left the emphasis it stood in."""
    pages = _Pages(source, page, _automatic(page), {kind: set() for kind in KINDS}, loose_edges)
    found = sorted(_found(pages), key=lambda item: item[0])
    return Comparison(tuple([difference for _, difference in found]), _scores(source, pages.lost))


def is_same(source: list[Seen], page: list[Seen], *, loose_edges: bool = False) -> bool:
    """Whether `compare` finds no difference, without counting anything."""
    pages = _Pages(source, page, _automatic(page), {kind: set() for kind in KINDS}, loose_edges)
    return next(_found(pages), None) is None


def _found(pages: _Pages) -> Iterator[_Found]:
    for same, left, right in aligned([seen.what for seen in pages.source], [seen.what for seen in pages.page]):
        if same:
            yield from _unlike(pages, left, right)
        else:
            yield _replaced(pages, left, right)


def _replaced(pages: _Pages, left: slice, right: slice) -> _Found:
    """Things that are not there, or others in their place."""
    source = pages.source
    for index in range(left.start, left.stop):
        for kind in _kinds(source[index]):
            pages.lost[kind].add(index)
    things = source[left] or pages.page[right]
    was, became = _text(source[left]), _text(pages.page[right])
    return left.start, Difference(_kind(things[0]), _before(source, left.start), "", was, became)


def _unlike(pages: _Pages, left: slice, right: slice) -> Iterator[_Found]:
    """Things that are there, but are something else: bold no more, in another list, in a block of their own."""
    found = sorted(_changes(pages, left, right))
    for _, group in groupby(enumerate(found), lambda item: (item[1][:3], item[1][3] - item[0])):
        changes = [change for _, change in group]
        kind, was, became, start = changes[0]
        pages.lost[kind].update([index for *_, index in changes])
        yield start, Difference(kind, _before(pages.source, start), _text(pages.source[start : changes[-1][3] + 1]), was, became)


def _changes(pages: _Pages, left: slice, right: slice) -> Iterator[tuple[Kind, str, str, int]]:
    """For each thing and kind: what it was, what it became, and its number."""
    for index, other in zip(range(left.start, left.stop), range(right.start, right.stop), strict=True):
        a, b = pages.source[index], pages.page[other]
        if a == b:
            continue
        before, after = _aspects(a, a), _aspects(b, a, pages.automatic.get(other, ""))
        if pages.loose_edges and _has_let_go(a, b):
            before = {**before, "marks": after["marks"]}
        yield from ((kind, before[kind], after[kind], index) for kind in before if before[kind] != after[kind])
        follows_a_difference = index == left.start and (left.start or right.start)
        if a.gap != b.gap and not follows_a_difference and not _are_alike(a, b):
            yield "lists" if ITEM in (a.gap, b.gap) else "blocks", _GAPS[a.gap], _GAPS[b.gap], index


_MOVED_OUT = frozenset({"strong", "em", "del"})


def _has_let_go(a: Seen, b: Seen) -> bool:
    """Whether a character that is no letter has lost emphasis and nothing else."""
    return not a.what.isalnum() and b.marks <= a.marks and a.marks - b.marks <= _MOVED_OUT


def _are_alike(a: Seen, b: Seen) -> bool:
    """Whether the gaps before two things mean the same there: in labels breaks and blocks do, in summaries spaces and breaks."""
    gaps = {a.gap, b.gap}
    return (a.is_label and gaps == {BREAK, BLOCK}) or (a.is_summary and gaps == {SPACE, BREAK})


def _aspects(seen: Seen, source: Seen, automatic: str = "") -> _Aspects:
    """What a thing is, by kind. In what is bold by itself `strong` says nothing; links that renderers made are not ours."""
    marks = seen.marks - {"strong"} if source.is_heavy else seen.marks
    if source.is_summary:
        marks = frozenset([mark for mark in marks if mark.startswith("link ")])
    if automatic not in source.marks:
        marks = marks - {automatic}
    return _aspects_of(marks, seen.place)


@lru_cache(maxsize=512)
def _aspects_of(marks: frozenset[str], place: tuple[str, ...]) -> _Aspects:
    """What things of the same marks and place are, most of which stand in a row."""
    return {
        "marks": " ".join(sorted([mark for mark in marks if mark != "code" and not mark.startswith("link ")])),
        "links": " ".join(sorted([mark for mark in marks if mark.startswith("link ")])),
        "code": "code" if "code" in marks else "",
        "headings": " ".join([part for part in place if part[0] == "h"]),
        "lists": " ".join([part for part in place if part[:2] in ("ul", "ol")]),
        "tables": " ".join([part for part in place if part.startswith("cell")]),
        "blocks": " ".join([part for part in place if part == "quote"]),
    }


def _kind(seen: Seen) -> Kind:
    """What kind of thing is gone when this one is."""
    if len(seen.what) == 1 and seen.what not in "☐☑":
        return "text"
    return "images" if seen.what.startswith("image ") else "code" if seen.what.startswith("code ") else "blocks"


def _kinds(seen: Seen) -> list[Kind]:
    """Every kind a thing counts for."""
    return [_kind(seen), *[kind for kind, value in _aspects(seen, seen).items() if value]]


def _scores(source: list[Seen], lost: _Lost) -> dict[Kind, Score]:
    """Things of one look, of which a page has few, are counted together."""
    totals: Counter[Kind] = Counter()
    looks = Counter([(_kind(seen), seen.marks, seen.place, seen.is_heavy, seen.is_summary) for seen in source])
    for (kind, marks, place, is_heavy, is_summary), count in looks.items():
        alike = Seen("", NONE, marks, place, is_heavy=is_heavy, is_summary=is_summary)
        for counted in {kind, *[kind for kind, value in _aspects(alike, alike).items() if value]}:
            totals[counted] += count
    for kind in KINDS:  # what became of this kind was of another
        totals[kind] += sum([kind not in _kinds(source[index]) for index in lost[kind]])
    return {kind: Score(total - len(lost[kind]), total) for kind in KINDS if (total := totals[kind])}


def _automatic(page: list[Seen]) -> dict[int, str]:
    """Links that show just their address, which parsers make of a bare one: their mark, by the number of each thing."""
    found: dict[int, str] = {}
    link = {marks: next((mark for mark in marks if mark.startswith("link ")), "") for marks in {seen.marks for seen in page}}
    if not any(link.values()):
        return found
    blocks = accumulate(seen.gap >= BLOCK for seen in page)
    links = [link[seen.marks] for seen in page]
    for (mark, _), run in groupby(enumerate(zip(links, blocks, strict=True)), lambda item: item[1]):
        if not mark:
            continue
        numbers = [number for number, _ in run]
        shown = address("".join([page[number].what for number in numbers]))
        if mark in [f"link {scheme}{shown}" for scheme in _GUESSED]:
            found |= dict.fromkeys(numbers, mark)
    return found


def _before(source: list[Seen], index: int) -> str:
    return _text(source[max(0, index - _CONTEXT) : index])


def _text(things: list[Seen]) -> str:
    """Things in a row as text, long ones cut."""
    text = "".join([f"{'' if seen.gap == NONE or not number else ' '}{seen.what}" for number, seen in enumerate(things)])
    text = text.replace("\n", "⏎")
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
