"""Does the output say what the post said? The proof, for one post.
`expected` says what page a document ought to be, `reference_parser` and `renderers` make the page of what was written,
`visible_items` reads a page as a browser shows it, `compare` names every difference. `verify` does it for all Markdown before it
is written, `pages` something simpler for the other formats.
"""

from convert.proof.fidelity.compare import KINDS, Comparison, Difference, Kind, Score
from convert.proof.fidelity.pages import repair_misread_document
from convert.proof.fidelity.verify import repair_misread_blocks, without_front_matter

__all__ = [
    "KINDS",
    "Comparison",
    "Difference",
    "Kind",
    "Score",
    "repair_misread_blocks",
    "repair_misread_document",
    "without_front_matter",
]
