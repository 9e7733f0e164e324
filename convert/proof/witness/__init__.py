"""The proof that starts at the source: what its body shows a browser, against what the output shows.
It shares no code with the readers. `original_html` makes HTML of a body, `glance` settles most posts and `block_matching`
most blocks of the others, `visible_page` is a page as a browser shows it, `missing` says what of the source the output lacks, and
`excuses` which of that a notice names; `verdict` is the way of a post that takes more than a glance, and imported with the first.
So is the glance itself: a short post that is alone does without (docs/decisions/0046-one-post-imports-what-it-needs.md).
"""

from typing import TYPE_CHECKING

from convert.notices import Notice
from convert.proof.witness.original_html import html_of_original
from convert.sources.evidence import Evidence, Testimony

if TYPE_CHECKING:
    from convert.proof.witness.missing import Missing

__all__ = ["missing_from_page", "report_missing"]


_SHORT = 20_000
"""Characters of a body that are looked at closely before the parser of a glance is imported, which takes as long as 30,000."""


def missing_from_page(testimony: Testimony, page: str, *, is_alone: bool = False) -> "tuple[Missing, ...]":
    """What the body of a post shows and a page of its output does not. Most posts take a glance.

    One that `is_alone` in a run is looked at closely first: what is all there in that is plainly shown or settled by its blocks.
    """
    if testimony.original is None:
        return ()
    if is_alone and len(testimony.original.text) < _SHORT and _is_all_shown_on_close_look(testimony, page):
        return ()
    from convert.proof.witness.glance import is_plainly_shown

    html = html_of_original(testimony.original)
    if is_plainly_shown(html, page, testimony.left_out, testimony.moved):
        return ()
    from convert.proof.witness.verdict import missing_in_blocks

    return missing_in_blocks(testimony, html, page)


def _is_all_shown_on_close_look(testimony: Testimony, page: str) -> bool:
    from convert.proof.witness.verdict import verdict_on

    return not verdict_on(testimony, page).missing


def report_missing(evidence: Evidence, page: str, *, is_alone: bool = False) -> None:
    """Report everything the body of a post, which may be alone in a run, shows and the page of its output does not."""
    for missing in missing_from_page(evidence.testimony, page, is_alone=is_alone):
        evidence(Notice("missing", _missing_thing_and_what_precedes_it(missing)))


def _missing_thing_and_what_precedes_it(missing: "Missing") -> str:
    if not missing.after:
        return f"{missing.kind} “{missing.what}”, at the beginning"
    return f"{missing.kind} “{missing.what}”, after “{missing.after}”"
