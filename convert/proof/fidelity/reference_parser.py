"""The fast witness: Markdown to HTML by comrak, a CommonMark and GFM parser in Rust that shares nothing with our writers.

About 0.05 ms a post. It knows nothing of Hugo: our shortcodes are put into the form of what they show before it reads, and rules
that only Goldmark has are covered by the laws against the real Hugo.
"""

from functools import lru_cache
from html import escape
from itertools import product

import comrak

from convert import lazy_re as re
from convert.meta.hugo import PARAMETER_VALUES
from convert.proof.fidelity.python_markdown import render_python_markdown_or_empty
from convert.writers._markdown.jsx import NOTHING, SHOWN_EMPTY_EMPHASIS, jsx_as_commonmark
from convert.writers._markdown.pieces import COMMENT
from convert.writers._markdown.target import Target
from convert.writers._markdown.templates import simulate_template_engine


def _make_extensions(*, highlight: bool, definitions: bool, formulas: bool) -> comrak.ExtensionOptions:
    extensions = comrak.ExtensionOptions()
    extensions.table = extensions.strikethrough = extensions.tasklist = extensions.footnotes = True
    extensions.highlight = highlight
    extensions.description_lists = definitions
    extensions.math_dollars = formulas
    return extensions


_EXTENSIONS = {
    (highlight, definitions, formulas): _make_extensions(highlight=highlight, definitions=definitions, formulas=formulas)
    for highlight, definitions, formulas in product((False, True), repeat=3)
}
_PARSING = comrak.ParseOptions()
_RENDERING = comrak.RenderOptions()
_RENDERING.unsafe_ = True

_SHORTCODE = re.compile(
    r"(?:^|(?<= ))\{\{< (?:youtube|vimeo) (?:id=)?(?P<player>[\w-]+)(?: start=\d+)? >\}\}$"
    r"|^\{\{< details summary=`(?P<summary>[^`\n]*)` >\}\}$"
    r"|^(?P<end>\{\{< /details >\}\})$"
    r"|(?P<figure>\{\{< figure (?:[a-z]+=(?:\"[^\"\n]*\"|`[^`\n]*`) )+>\}\})"
    r'|\{\{< relref "(?P<reference>[^"\n]*)" >\}\}'
    r'|\{\{< param "(?P<parameter>lt|percent)" >\}\}'
    r"|\{\{(?P<open>[<%])/\*(?P<call>.*?)\*/(?P<close>[>%])\}\}",
    re.MULTILINE | re.DOTALL,
)
"""Shortcodes our writer uses: a player, which may be in a list or a quotation, a fold, a picture, a delimiter in code."""

_ARGUMENT = re.compile(r" ([a-z]+)=(?:\"([^\"\n]*)\"|`([^`\n]*)`)")

_PLACE = "\ufdd0\ufdd3\ufdd0"
"""No characters (Unicode, section 23.7), of which a text may hold one, hardly all in a row. They mark what may be the attribute
of a heading until the renderer has told headings from code.
"""

_HEADING_ID = re.compile(r"^(#{1,6} .*? )(\{#[\w:.-]+\})$", re.MULTILINE)
_SHOWN_ID = re.compile(rf" {_PLACE}\{{#[\w:.-]+\}}(?=</h[1-6]>)")


@lru_cache(maxsize=1)
def render_markdown_for_target(markdown: str, target: Target) -> str:
    """The HTML of a body, without the comments that keep emphasis apart. Both proofs ask for that of a post, in turn."""
    if target.dialect.read_back_by == "Python-Markdown":
        return render_python_markdown_or_empty(markdown, highlight=target.style.highlight == "mark")
    if target.dialect.shortcodes:
        markdown = _expand_shortcodes_and_mark_heading_ids(markdown)
    markdown = jsx_as_commonmark(simulate_template_engine(markdown, target), target)
    formulas = _FORMULA.findall(markdown) if target.dialect.formulas == "double" and "$$" in markdown else []
    if formulas:
        markdown = _FORMULA.sub(_FORMULA_PLACE, markdown)
    are_raw = target.dialect.formulas == "raw" and "$" in markdown
    extensions = _EXTENSIONS[target.style.highlight == "mark", target.dialect.definition_lists, are_raw]
    page = comrak.render_markdown(markdown, extensions, _PARSING, _RENDERING).replace(COMMENT, "")
    if target.dialect.tags == "jsx":
        page = page.replace(SHOWN_EMPTY_EMPHASIS, "").replace(NOTHING, "")
    if are_raw:
        page = _RAW_FORMULA.sub(lambda match: _DOLLARS[match[1]].join(("", match[2], "")), page)
    for formula in formulas:
        page = page.replace(_FORMULA_PLACE, escape(formula, quote=False), 1)
    return _SHOWN_ID.sub("", page).replace(_PLACE, "") if _PLACE in page else page


_FORMULA = re.compile(r"(?<!\\)\$\$[^$`]+?\$\$")
"""A formula of kramdown's, in which nobody looks for Markdown."""

_RAW_FORMULA = re.compile(r'<span data-math-style="(inline|display)">(.*?)</span>', re.DOTALL)
_DOLLARS = {"inline": "$", "display": "$$"}

_FORMULA_PLACE = "\ufdd1\ufdd3\ufdd1"
"""The same, for the next formula."""


def _expand_shortcodes_and_mark_heading_ids(markdown: str) -> str:
    if "{{<" in markdown or "{{%" in markdown:
        markdown = _SHORTCODE.sub(_html_of_shortcode, markdown)
    return _HEADING_ID.sub(rf"\1{_PLACE}\2", markdown) if "{#" in markdown else markdown


def _html_of_shortcode(match: re.Match[str]) -> str:
    """What a shortcode shows."""
    if match["player"]:
        return f'<iframe src="{match["player"]}"></iframe>'
    if match["figure"]:
        return _markdown_image_with_html_caption(match["figure"])
    if match["reference"]:
        return f"relref:{match['reference']}"
    if match["parameter"]:
        return PARAMETER_VALUES[match["parameter"]]
    if match["open"]:
        return f"{{{{{match['open']}{match['call']}{match['close']}}}}}"
    return "" if match["end"] else f"{match['summary']}\n"


def _markdown_image_with_html_caption(call: str) -> str:
    """A picture in a paragraph, and its caption, which is Markdown, behind the picture; a browser ends the paragraph there."""
    said = {match[1]: match[2] or match[3] or "" for match in _ARGUMENT.finditer(call)}
    picture = f"![{_PUNCTUATION.sub(_with_backslash, said.get('alt', ''))}](<{escape(said['src'])}>)"
    return picture + (f"<figcaption>{said['caption']}</figcaption>" if "caption" in said else "")


_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def _with_backslash(match: re.Match[str]) -> str:
    return f"\\{match[0]}"
