"""Parts of HTML that a notice names, cut out before a quick scan."""

from collections import Counter
from collections.abc import Sequence

from convert.sources.evidence import LeftOut

_CUT = "<!>"
"""A comment, which stands where a part was, since what is before it and what is after it are not written in one."""

MOST_PARTS = 64
"""Parts that were left out which are cut; more of them are looked at closely."""


def cut_left_out_parts(html: str, parts: Sequence[LeftOut]) -> str:
    """HTML without the parts a notice names that are written in it just as they are named, each as often as it is named.

    What is in another part is gone with that.
    """
    if not parts:
        return html
    named = Counter([part.html for part in parts if _is_wholly_left_out_and_no_script(part)]) if len(parts) <= MOST_PARTS else {}
    cut: list[tuple[str, int]] = []
    for part in sorted(named, key=len, reverse=True):
        count = named[part] - sum([times * whole.count(part) for whole, times in cut])
        if part and count > 0:
            html = html.replace(part, _CUT, count)
            cut.append((part, count))
    return html


def _is_wholly_left_out_and_no_script(part: LeftOut) -> bool:
    """Whether all of a part is gone, and it is no script, which is cut in any case."""
    return not (part.words_remain or part.only or part.html.startswith("<script"))
