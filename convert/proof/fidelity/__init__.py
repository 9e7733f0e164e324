"""Does the output say what the post said? The proof, for one post.
`expected` says what page a document ought to be, `witness` and `renderers` make the page of what was written, `seen` reads a page
as a browser shows it, `compare` names every difference. `verify` does it for all Markdown before it is written, `pages` something
simpler for the other formats.
"""

from convert.proof.fidelity.compare import KINDS, Comparison, Difference, Kind, Score
from convert.proof.fidelity.pages import verified_output
from convert.proof.fidelity.verify import body_of, verified

__all__ = ["KINDS", "Comparison", "Difference", "Kind", "Score", "body_of", "verified", "verified_output"]
