"""HTML as a tree, whatever somebody has written: the only code that calls a parser of it.

The parser costs the square of how deep elements are in each other, of how many are left open and opened again, of how many
attributes one has, and of what else `alike` names. What is beyond a limit of these loses its tags, or its attributes, before the
parser reads it; text stays.
"""

from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from convert import lazy_re as re
from convert.model.limits import HTML_LEVELS
from convert.notices import Notice, Report, ignore
from convert.sources.html_tree.alike import (
    with_few_attributes,
    with_selects_multiple_if_many_options,
    without_html_and_body_tags_past_limit,
)
from convert.sources.html_tree.balanced import Balanced
from convert.sources.html_tree.nesting import is_surely_shallow

if TYPE_CHECKING:
    from turbohtml import Document

_FEW_TAGS = 4 * HTML_LEVELS
"""So many start tags cost no parser much, whatever they are and whatever ends."""

_START = re.compile("<[a-zA-Z]")

_SHORT = 50_000
"""Characters of a page whose attributes cost no parser much, even if they are all of one element."""


def parse_html(html: str, report: Report = ignore) -> LexborHTMLParser:
    """The tree of a page or fragment. Linear in its length.

    Reports `too-deep` and `attributes` with the number of elements that lost their tags, or attributes.
    """
    return LexborHTMLParser(with_bounded_nesting_and_attributes(html, report))


def parse_html_to_render(html: str) -> "Document":
    """The same by another parser, whose trees become text in C, with what handlers in Python put in. Linear in its length.

    Its import, a seventh of a start, is left to who renders.
    """
    import turbohtml

    return turbohtml.parse(with_bounded_nesting_and_attributes(html))


def with_bounded_nesting_and_attributes(html: str, report: Report = ignore) -> str:
    """HTML that no parser takes long for: the same object nearly always."""
    if len(html) > _SHORT:
        html = with_few_attributes(html, report)
    angles = html.count("<")
    if angles <= _FEW_TAGS or angles - html.count("</") <= _FEW_TAGS or len(_START.findall(html)) <= _FEW_TAGS:
        return html
    html = without_html_and_body_tags_past_limit(with_selects_multiple_if_many_options(html))
    if is_surely_shallow(html, HTML_LEVELS):
        return html
    balanced = Balanced(html, HTML_LEVELS)
    if balanced.dropped:
        report(Notice("too-deep", count=balanced.dropped))
    return balanced.html
