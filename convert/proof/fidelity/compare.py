"""Two pages, thing by thing: what became another, and how much of each kind was kept.

What counts as equal is documented, with the reasons, in `docs/fidelity.md`.
"""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, groupby
from typing import Literal, TypeAlias, get_args

from msgspec import Struct

from convert.errors import N_
from convert.proof.alignment import align_texts
from convert.proof.fidelity.visible_items import BLOCK, BREAK, ITEM, NONE, SPACE, VisibleItem, decode_address

Kind: TypeAlias = Literal["text", "marks", "links", "images", "headings", "lists", "tables", "code", "blocks"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""What is scored: `blocks` are paragraphs, line breaks, quotations, rules, check boxes, players and footnote marks."""

_GAPS = (N_("joined to it"), N_("after a space"), N_("after a line break"), N_("a new block"), N_("a new list item"))
_CONTEXT = 12
"""Characters quoted before a difference."""

_SHOWN = 60
"""Characters of a difference that are quoted."""

_SCHEMES_ADDED = ("", "http://", "https://", "mailto:")
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

    source: list[VisibleItem]
    page: list[VisibleItem]
    automatic: dict[int, str]
    lost: "_Lost"
    punctuation_may_lose_emphasis: bool = False


_NumberedDifference: TypeAlias = tuple[int, Difference]
_Lost: TypeAlias = dict[Kind, set[int]]
_Description: TypeAlias = dict[Kind, str]


def compare_visible_items(
    source: list[VisibleItem], page: list[VisibleItem], *, punctuation_may_lose_emphasis: bool = False
) -> Comparison:
    """What a page says of what its source said; with `punctuation_may_lose_emphasis` some may have left what it stood in."""
    pages = _Pages(
        source, page, _automatic_link_marks_by_index(page), {kind: set() for kind in KINDS}, punctuation_may_lose_emphasis
    )
    found = sorted(_find_differences_and_record_lost(pages), key=lambda item: item[0])
    return Comparison(tuple([difference for _, difference in found]), _scores_by_kind(source, pages.lost))


def have_no_difference(
    source: list[VisibleItem], page: list[VisibleItem], *, punctuation_may_lose_emphasis: bool = False
) -> bool:
    """Whether `compare` finds no difference, without counting anything."""
    pages = _Pages(
        source, page, _automatic_link_marks_by_index(page), {kind: set() for kind in KINDS}, punctuation_may_lose_emphasis
    )
    return next(_find_differences_and_record_lost(pages), None) is None


def _find_differences_and_record_lost(pages: _Pages) -> Iterator[_NumberedDifference]:
    for same, left, right in align_texts([seen.what for seen in pages.source], [seen.what for seen in pages.page]):
        if same:
            yield from _record_lost_and_yield_aspect_differences(pages, left, right)
        else:
            yield _record_lost_and_give_content_difference(pages, left, right)


def _record_lost_and_give_content_difference(pages: _Pages, source_slice: slice, page_slice: slice) -> _NumberedDifference:
    """Things that are not there, or others in their place."""
    source = pages.source
    for index in range(source_slice.start, source_slice.stop):
        for kind in _kinds_of_item(source[index]):
            pages.lost[kind].add(index)
    things = source[source_slice] or pages.page[page_slice]
    was, became = _quote_items(source[source_slice]), _quote_items(pages.page[page_slice])
    return source_slice.start, Difference(
        _kind_of_item(things[0]), _quoted_items_before(source, source_slice.start), "", was, became
    )


def _record_lost_and_yield_aspect_differences(
    pages: _Pages, source_slice: slice, page_slice: slice
) -> Iterator[_NumberedDifference]:
    """Things that are there, but are something else: bold no more, in another list, in a block of their own."""
    found = sorted(_changed_aspects_and_gaps_with_index_of_source_item(pages, source_slice, page_slice))
    for _, group in groupby(enumerate(found), lambda item: (item[1][:3], item[1][3] - item[0])):
        changes = [change for _, change in group]
        kind, was, became, start = changes[0]
        pages.lost[kind].update([index for *_, index in changes])
        yield (
            start,
            Difference(
                kind,
                _quoted_items_before(pages.source, start),
                _quote_items(pages.source[start : changes[-1][3] + 1]),
                was,
                became,
            ),
        )


def _changed_aspects_and_gaps_with_index_of_source_item(
    pages: _Pages, source_slice: slice, page_slice: slice
) -> Iterator[tuple[Kind, str, str, int]]:
    """For each thing and kind: what it was, what it became, and its number."""
    for index, other in zip(range(source_slice.start, source_slice.stop), range(page_slice.start, page_slice.stop), strict=True):
        a, b = pages.source[index], pages.page[other]
        if a == b:
            continue
        before, after = (
            _marks_and_containers_to_compare_by_kind(a, a),
            _marks_and_containers_to_compare_by_kind(b, a, pages.automatic.get(other, "")),
        )
        if pages.punctuation_may_lose_emphasis and _is_punctuation_that_lost_emphasis(a, b):
            before = {**before, "marks": after["marks"]}
        yield from ((kind, before[kind], after[kind], index) for kind in before if before[kind] != after[kind])
        follows_a_difference = index == source_slice.start and (source_slice.start or page_slice.start)
        if a.gap != b.gap and not follows_a_difference and not _are_different_gaps_alike_in_label_or_summary(a, b):
            yield "lists" if ITEM in (a.gap, b.gap) else "blocks", _GAPS[a.gap], _GAPS[b.gap], index


_MOVED_OUT = frozenset({"strong", "em", "del"})


def _is_punctuation_that_lost_emphasis(source_item: VisibleItem, page_item: VisibleItem) -> bool:
    """Whether a character that is no letter has lost emphasis and nothing else."""
    return (
        not source_item.what.isalnum()
        and page_item.marks <= source_item.marks
        and source_item.marks - page_item.marks <= _MOVED_OUT
    )


def _are_different_gaps_alike_in_label_or_summary(source_item: VisibleItem, page_item: VisibleItem) -> bool:
    """Whether the gaps before two things mean the same there: in labels breaks and blocks do, in summaries spaces and breaks."""
    gaps = {source_item.gap, page_item.gap}
    return (source_item.is_label and gaps == {BREAK, BLOCK}) or (source_item.is_summary and gaps == {SPACE, BREAK})


def _marks_and_containers_to_compare_by_kind(
    item: VisibleItem, source_item: VisibleItem, automatic_link: str = ""
) -> _Description:
    """What a thing is, by kind. In what is bold by itself `strong` says nothing; links that renderers made are not ours."""
    marks = item.marks - {"strong"} if source_item.is_heavy else item.marks
    if source_item.is_summary:
        marks = frozenset([mark for mark in marks if mark.startswith("link ")])
    if automatic_link not in source_item.marks:
        marks = marks - {automatic_link}
    return _texts_to_compare_by_kind(marks, item.containers)


@lru_cache(maxsize=512)
def _texts_to_compare_by_kind(marks: frozenset[str], containers: tuple[str, ...]) -> _Description:
    """What things of the same marks and place are, most of which stand in a row."""
    return {
        "marks": " ".join(sorted([mark for mark in marks if mark != "code" and not mark.startswith("link ")])),
        "links": " ".join(sorted([mark for mark in marks if mark.startswith("link ")])),
        "code": "code" if "code" in marks else "",
        "headings": " ".join([part for part in containers if part[0] == "h"]),
        "lists": " ".join([part for part in containers if part[:2] in ("ul", "ol")]),
        "tables": " ".join([part for part in containers if part.startswith("cell")]),
        "blocks": " ".join([part for part in containers if part == "quote"]),
    }


def _kind_of_item(item: VisibleItem) -> Kind:
    """What kind of thing is gone when this one is."""
    if len(item.what) == 1 and item.what not in "☐☑":
        return "text"
    return "images" if item.what.startswith("image ") else "code" if item.what.startswith("code ") else "blocks"


def _kinds_of_item(item: VisibleItem) -> list[Kind]:
    """Every kind a thing counts for."""
    return [_kind_of_item(item), *[kind for kind, value in _marks_and_containers_to_compare_by_kind(item, item).items() if value]]


def _scores_by_kind(source: list[VisibleItem], lost: _Lost) -> dict[Kind, Score]:
    """Things of one look, of which a page has few, are counted together."""
    totals: Counter[Kind] = Counter()
    looks = Counter([(_kind_of_item(seen), seen.marks, seen.containers, seen.is_heavy, seen.is_summary) for seen in source])
    for (kind, marks, containers, is_heavy, is_summary), count in looks.items():
        alike = VisibleItem("", NONE, marks, containers, is_heavy=is_heavy, is_summary=is_summary)
        for counted in {kind, *[kind for kind, value in _marks_and_containers_to_compare_by_kind(alike, alike).items() if value]}:
            totals[counted] += count
    for kind in KINDS:  # what became of this kind was of another
        totals[kind] += sum([kind not in _kinds_of_item(source[index]) for index in lost[kind]])
    return {kind: Score(total - len(lost[kind]), total) for kind in KINDS if (total := totals[kind])}


def _automatic_link_marks_by_index(page: list[VisibleItem]) -> dict[int, str]:
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
        shown = decode_address("".join([page[number].what for number in numbers]))
        if mark in [f"link {scheme}{shown}" for scheme in _SCHEMES_ADDED]:
            found |= dict.fromkeys(numbers, mark)
    return found


def _quoted_items_before(source: list[VisibleItem], index: int) -> str:
    return _quote_items(source[max(0, index - _CONTEXT) : index])


def _quote_items(items: list[VisibleItem]) -> str:
    """Things in a row as text, long ones cut."""
    text = "".join([f"{'' if seen.gap == NONE or not number else ' '}{seen.what}" for number, seen in enumerate(items)])
    text = text.replace("\n", "⏎")
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
