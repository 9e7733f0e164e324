"""The proof that starts at the source: what its body shows a browser, against what the output shows.
It shares no code with the readers. `original_html` makes HTML of a body, `glance` settles most posts and `block_matching`
most blocks of the others, `visible_page` is a page as a browser shows it, `missing` says what of the source the output lacks, and
`excuses` which of that a notice names.
"""

from functools import partial

from convert.notices import Notice
from convert.proof.witness.addresses import addresses_after_moves
from convert.proof.witness.block_matching import unlike_blocks
from convert.proof.witness.excuses import Excuses
from convert.proof.witness.formulas import may_have_formulas, replace_formulas
from convert.proof.witness.glance import is_plainly_shown
from convert.proof.witness.missing import Count, Missing, Verdict, find_missing
from convert.proof.witness.original_html import html_of_original
from convert.proof.witness.things import KINDS, Kind
from convert.proof.witness.visible_page import VisiblePage, visible_page_of
from convert.sources.evidence import Evidence, Testimony

__all__ = ["KINDS", "Count", "Kind", "Missing", "Verdict", "missing_in", "report_missing", "verdict_on"]


def missing_in(testimony: Testimony, page: str) -> tuple[Missing, ...]:
    """What the body of a post shows and a page of its output does not. Most posts take a glance."""
    if testimony.original is None:
        return ()
    html = html_of_original(testimony.original)
    if is_plainly_shown(html, page, testimony.left_out, testimony.moved):
        return ()
    # Where links to places lead may be in a block that is not looked at.
    source, output = unlike_blocks(html, page)
    if not _verdict_of_pages(testimony, visible_page_of(source, is_part=True), visible_page_of(output), len(html)).missing:
        return ()
    return _verdict_of_pages(testimony, visible_page_of(html), visible_page_of(page), len(html)).missing


def report_missing(evidence: Evidence, page: str) -> None:
    """Report everything the body of a post shows and the page of its output does not."""
    for missing in missing_in(evidence.testimony, page):
        where = f" after “{missing.after}”" if missing.after else " at the beginning"
        evidence(Notice("missing", f"{missing.kind} “{missing.what}”{where}"))


def verdict_on(testimony: Testimony, page: str, *, as_typed: bool = False) -> Verdict:
    """The same, with everything counted. `as_typed` where the page was made by a typographer."""
    if testimony.original is None:
        return Verdict()
    html = html_of_original(testimony.original)
    return _verdict_of_pages(
        testimony,
        visible_page_of(html, as_typed=as_typed),
        visible_page_of(page, as_typed=as_typed),
        len(html),
        as_typed=as_typed,
    )


def _verdict_of_pages(
    testimony: Testimony, source: VisiblePage, output: VisiblePage, source_length: int, *, as_typed: bool = False
) -> Verdict:
    """Everything a source shows, looked for in an output; where it has formulas, with them as they are and without spaces.

    `source_length` is the length of the source as HTML, also where `source` is a part of it.
    """
    moved = addresses_after_moves(testimony.moved)
    look = partial(visible_page_of, as_typed=as_typed, is_part=True)
    verdict = find_missing(source, output, Excuses(testimony.left_out, source_length, look), moved)
    if not verdict.missing or not may_have_formulas(source):
        return verdict
    excuses = Excuses(testimony.left_out, source_length, lambda part: replace_formulas(look(part)))
    folded = find_missing(replace_formulas(source), replace_formulas(output), excuses, moved)
    return folded if len(folded.missing) < len(verdict.missing) else verdict
