"""The body of a source as the HTML a browser was shown: Markdown rendered, marks of the blog's software put in."""

from convert.proof.witness.markdown import render_source_markdown
from convert.proof.witness.replacers import expand_tistory_replacers_and_markdown_images
from convert.sources.bracket_marks import has_bracket_before_hash_or_behind_bang
from convert.sources.evidence import Original


def html_of_original(original: Original) -> str:
    """What a browser was given of a body."""
    text = render_source_markdown(original.text) if original.syntax == "markdown" else original.text
    return expand_tistory_replacers_and_markdown_images(text) if has_bracket_before_hash_or_behind_bang(text) else text
