"""What every kind of notice means to a blogger: a module a level, and in `examples` and `file_examples` what shows one."""

from convert.cli.explanations import approximated, assumed, cleaned, lost, repaired
from convert.cli.explanations._explanation import Explanation
from convert.errors import N_

__all__ = ["EXPLANATIONS", "PAGE_INTRODUCTION", "PAGE_TITLE", "Explanation"]

EXPLANATIONS: dict[str, Explanation] = {
    **cleaned.EXPLANATIONS,
    **assumed.EXPLANATIONS,
    **repaired.EXPLANATIONS,
    **approximated.EXPLANATIONS,
    **lost.EXPLANATIONS,
}
"""By kind, from harmless to grave, as in `notices.KINDS`."""

PAGE_TITLE = N_("Notices")
PAGE_INTRODUCTION = N_(
    "What a run may say of a post, from harmless to grave. Written by `make docs` from what `blogconvert explain` says; the "
    "names are those of the list that `--notices` writes."
)
"""What stands above all of them in the documentation."""
