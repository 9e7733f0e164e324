"""All of what a source shows, looked for in an output: for posts that a glance does not settle, and for who wants it counted."""

from functools import partial

from convert.proof.witness.addresses import addresses_after_moves
from convert.proof.witness.excuses import Excuses
from convert.proof.witness.formulas import may_have_formulas, with_formulas_as_things
from convert.proof.witness.missing import Count, Missing, Verdict, find_missing
from convert.proof.witness.original_html import html_of_original
from convert.proof.witness.things import KINDS, Kind
from convert.proof.witness.visible_page import VisiblePage, visible_page_of
from convert.sources.evidence import Testimony

__all__ = ["KINDS", "Count", "Kind", "Missing", "Verdict", "missing_in_blocks", "verdict_on"]


def missing_in_blocks(testimony: Testimony, html: str, page: str) -> tuple[Missing, ...]:
    """What a body, as HTML, shows and a page of its output does not. Blocks that are alike in both are passed over at first."""
    from convert.proof.witness.block_matching import without_blocks_shown_alike

    # Where links to places lead may be in a block that is not looked at, and so may the other dollar of a formula.
    source, output = without_blocks_shown_alike(html, page)
    if not _verdict_with_formulas_as_written(
        testimony, visible_page_of(source, is_part=True), visible_page_of(output), len(html)
    ).missing:
        return ()
    return _verdict_retrying_with_formulas_as_things(testimony, visible_page_of(html), visible_page_of(page), len(html)).missing


def verdict_on(testimony: Testimony, page: str, *, undoes_typography: bool = False) -> Verdict:
    """What the body of a post shows and a page of its output does not, with everything counted.

    `undoes_typography` where the page was made by a typographer.
    """
    if testimony.original is None:
        return Verdict()
    html = html_of_original(testimony.original)
    return _verdict_retrying_with_formulas_as_things(
        testimony,
        visible_page_of(html, undoes_typography=undoes_typography),
        visible_page_of(page, undoes_typography=undoes_typography),
        len(html),
        undoes_typography=undoes_typography,
    )


def _verdict_retrying_with_formulas_as_things(
    testimony: Testimony, source: VisiblePage, output: VisiblePage, source_length: int, *, undoes_typography: bool = False
) -> Verdict:
    """Everything a source shows, looked for in an output; where it has formulas, with them as they are and without spaces.

    `source_length` is the length of the source as HTML, also where `source` is a part of it.
    """
    verdict = _verdict_with_formulas_as_written(testimony, source, output, source_length, undoes_typography=undoes_typography)
    if not verdict.missing or not may_have_formulas(source):
        return verdict
    look = partial(visible_page_of, undoes_typography=undoes_typography, is_part=True)
    excuses = Excuses(testimony.left_out, source_length, lambda part: with_formulas_as_things(look(part)))
    moved = addresses_after_moves(testimony.moved)
    folded = find_missing(with_formulas_as_things(source), with_formulas_as_things(output), excuses, moved)
    return folded if len(folded.missing) < len(verdict.missing) else verdict


def _verdict_with_formulas_as_written(
    testimony: Testimony, source: VisiblePage, output: VisiblePage, source_length: int, *, undoes_typography: bool = False
) -> Verdict:
    """The same with formulas as they are."""
    look = partial(visible_page_of, undoes_typography=undoes_typography, is_part=True)
    return find_missing(source, output, Excuses(testimony.left_out, source_length, look), addresses_after_moves(testimony.moved))
