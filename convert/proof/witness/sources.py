"""The body of a source as the HTML a browser was shown: Markdown rendered, marks of the blog's software put in."""

from convert.proof.witness.markdown import rendered
from convert.proof.witness.replacers import with_marks
from convert.sources.evidence import Original


def shown_html(original: Original) -> str:
    """What a browser was given of a body."""
    text = rendered(original.text) if original.syntax == "markdown" else original.text
    return with_marks(text) if "[#" in text or "![" in text else text
