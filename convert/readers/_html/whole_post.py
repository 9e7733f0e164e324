"""What only a whole post says: a mark here and a note there are a footnote, one formula shows what other dollars mean."""

from convert.model import Blocks
from convert.notices import Report
from convert.readers._html.flow import Flow
from convert.readers._html.footnotes import with_footnotes
from convert.readers._html.tex import TexMathMode, loads_math_script, may_have_tex, with_formulas


def with_footnotes_and_formulas(flow: Flow, html: str, report: Report, tex_math: TexMathMode = "auto") -> Blocks:
    """The blocks of a post with its footnotes and formulas. `html` is the page, whose scripts may say that there are some."""
    blocks = with_footnotes(flow.blocks, report) if flow.has_link_targets else flow.blocks
    if tex_math == "on" or may_have_tex(html):
        blocks = with_formulas(blocks, tex_math, loads_math_script(html))
    return blocks
