"""The witness for Pelican, Nikola and MkDocs: Python-Markdown itself, with the extensions the dialect is written for.

Two to ten milliseconds a post, for posts of these engines alone; it is imported with the first of them.
"""

from functools import cache
from typing import TYPE_CHECKING

from convert.writers._markdown.pieces import COMMENT

if TYPE_CHECKING:
    from markdown import Markdown


def render_python_markdown_or_empty(markdown: str, *, highlight: bool = False) -> str:
    """The HTML of a body, without the comments that keep emphasis apart, and without the rule before footnotes.

    With `highlight` two equals signs begin and end one, as with the extension `pymdownx.mark`.
    """
    parser = _make_parser(highlight)
    parser.reset()
    try:
        page: str = parser.convert(markdown)
    except RecursionError:
        return ""  # nested deeper than this parser goes: what it does not read is written in another way
    return page.replace(COMMENT, "").replace(_RULE, '<div class="footnote">')


_RULE = '<div class="footnote">\n<hr />'


@cache
def _make_parser(reads_double_equals_as_mark: bool) -> "Markdown":
    from markdown import Markdown
    from markdown.inlinepatterns import SimpleTagInlineProcessor

    parser = Markdown(extensions=["extra", "toc", "admonition"])
    if reads_double_equals_as_mark:
        parser.inlinePatterns.register(SimpleTagInlineProcessor("(==)(.+?)==", "mark"), "mark", 65)
    return parser
