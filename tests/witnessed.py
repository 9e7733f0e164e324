"""Helper: what the witness says of a source and a page."""

from pathlib import Path

from convert.formats import reader_and_options_or_raise
from convert.proof.fidelity.reference_parser import render_markdown_for_target
from convert.proof.witness import missing_from_page
from convert.sources.evidence import (
    Evidence,
    Original,
    Testimony,
)
from convert.sources.source import Source
from convert.writers._markdown.body import markdown_body
from convert.writers._markdown.dialects.goldmark import GOLDMARK
from convert.writers._markdown.target import GFM, Target

HERE = Path(__file__).parent


SAMPLES = sorted(path for path in (HERE.parent / "samples" / "posts").rglob("*") if path.is_file())


HUGO = Target(GOLDMARK, parameter_delimiters=True)


def read(html, reader="tistory"):
    """The one post of a text, and all that was handed over of it."""
    module, options = reader_and_options_or_raise(reader)
    evidence = Evidence()
    (document,) = module.read(Source("글", html.encode("utf-8", "surrogatepass"), text=html), options, evidence)
    return document, evidence.testimony


def page_of(document, target=GFM):
    return render_markdown_for_target(markdown_body(document.children, target, {}), target)


def shown(source, page, *left_out, syntax="html", moved=()):
    """What is missing of a source, as kind and text."""
    found = missing_from_page(Testimony(Original(source, syntax), left_out, moved), page)
    return [(missing.kind, missing.what) for missing in found]
