"""The proof that starts at the source: what its body shows a browser, against what the output shows.
It shares no code with the readers. `original_html` makes HTML of a body, `glance` settles most posts and `block_matching`
most blocks of the others, `visible_page` is a page as a browser shows it, `missing` says what of the source the output lacks, and
`excuses` which of that a notice names; `verdict` is the way of a post that takes more than a glance, and imported with the first.
"""

from typing import TYPE_CHECKING

from convert.notices import Notice
from convert.proof.witness.glance import is_plainly_shown
from convert.proof.witness.original_html import html_of_original
from convert.sources.evidence import Evidence, Testimony

if TYPE_CHECKING:
    from convert.proof.witness.missing import Missing

__all__ = ["missing_from_page", "report_missing"]


def missing_from_page(testimony: Testimony, page: str) -> "tuple[Missing, ...]":
    """What the body of a post shows and a page of its output does not. Most posts take a glance."""
    if testimony.original is None:
        return ()
    html = html_of_original(testimony.original)
    if is_plainly_shown(html, page, testimony.left_out, testimony.moved):
        return ()
    from convert.proof.witness.verdict import missing_in_blocks

    return missing_in_blocks(testimony, html, page)


def report_missing(evidence: Evidence, page: str) -> None:
    """Report everything the body of a post shows and the page of its output does not."""
    for missing in missing_from_page(evidence.testimony, page):
        where = f" after “{missing.after}”" if missing.after else " at the beginning"
        evidence(Notice("missing", f"{missing.kind} “{missing.what}”{where}"))
