"""The proof that starts at the source: what its body shows a browser, against what the output shows.
It shares no code with the readers. `sources` makes HTML of a body, `glance` settles most posts and `unlike` most blocks of the
others, `sight` sees a page as a browser shows it, `missing` says what of the source the output lacks, and `excuses` which of that
a notice names.
"""

from functools import partial

from convert.notices import Notice
from convert.proof.witness.addresses import plain
from convert.proof.witness.excuses import Excuses
from convert.proof.witness.formulas import fold_formulas, has_formulas
from convert.proof.witness.glance import is_plainly_shown
from convert.proof.witness.missing import Count, Missing, Verdict, find_missing
from convert.proof.witness.sight import Sight, see
from convert.proof.witness.sources import shown_html
from convert.proof.witness.things import KINDS, Kind
from convert.proof.witness.unlike import unlike_blocks
from convert.sources.evidence import Evidence, Testimony

__all__ = ["KINDS", "Count", "Kind", "Missing", "Verdict", "missing_in", "report_missing", "verdict_on"]


def missing_in(testimony: Testimony, page: str) -> tuple[Missing, ...]:
    """What the body of a post shows and a page of its output does not. Most posts take a glance."""
    if testimony.original is None:
        return ()
    html = shown_html(testimony.original)
    if is_plainly_shown(html, page):
        return ()
    # Where links to places lead may be in a block that is not looked at.
    source, output = unlike_blocks(html, page)
    if not _judged(testimony, see(source, is_part=True), see(output), len(html)).missing:
        return ()
    return _judged(testimony, see(html), see(page), len(html)).missing


def report_missing(evidence: Evidence, page: str) -> None:
    """Report everything the body of a post shows and the page of its output does not."""
    for missing in missing_in(evidence.testimony, page):
        where = f" after “{missing.after}”" if missing.after else " at the beginning"
        evidence(Notice("missing", f"{missing.kind} “{missing.what}”{where}"))


def verdict_on(testimony: Testimony, page: str, *, as_typed: bool = False) -> Verdict:
    """The same, with everything counted. `as_typed` where the page was made by a typographer."""
    if testimony.original is None:
        return Verdict()
    html = shown_html(testimony.original)
    return _judged(testimony, see(html, as_typed=as_typed), see(page, as_typed=as_typed), len(html), as_typed=as_typed)


def _judged(testimony: Testimony, source: Sight, output: Sight, size: int, *, as_typed: bool = False) -> Verdict:
    """Everything a source shows, looked for in an output; where it has formulas, with them as they are and without spaces.

    `size` is the length of the source as HTML, also where `source` is a part of it.
    """
    moved = _followed({plain(old): plain(new) for old, new in testimony.moved})
    look = partial(see, as_typed=as_typed, is_part=True)
    verdict = find_missing(source, output, Excuses(testimony.left_out, size, look), moved)
    if not verdict.missing or not has_formulas(source):
        return verdict
    excuses = Excuses(testimony.left_out, size, lambda part: fold_formulas(look(part)))
    folded = find_missing(fold_formulas(source), fold_formulas(output), excuses, moved)
    return folded if len(folded.missing) < len(verdict.missing) else verdict


_MOST_MOVES = 4
"""How often an address is spelled anew: made whole by a reader, led to another post or file by a transform."""


def _followed(steps: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Where every address is after each of its moves."""
    moved: dict[str, tuple[str, ...]] = {old: (new,) for old, new in steps.items()}
    for _ in range(_MOST_MOVES - 1):
        moved = {old: (*places, steps[places[-1]]) if places[-1] in steps else places for old, places in moved.items()}
    return moved
