"""Code in a line: between backticks, or as HTML where they would not hold it."""

from html import escape as escape_html

from convert import lazy_re as re
from convert.writers._markdown.dialects.python_markdown import UNENDED_REFERENCE
from convert.writers._markdown.escape import escape_markdown_in_html
from convert.writers._markdown.interpolation import code_span_for_vue
from convert.writers._markdown.jsx import put_placeholders_for_opening_angles_until_jsx
from convert.writers._markdown.shortcodes import escape_shortcodes_in_code_counting_unclosed
from convert.writers._markdown.target import Context
from convert.writers._markdown.verbatim import SHORTCODE

_BACKTICKS = re.compile("`+")
_UNENDED_REFERENCE = re.compile(UNENDED_REFERENCE)


def code_span_or_code_tag(text: str, context: Context) -> str:
    """Code that shows something, in one line."""
    dialect = context.target.dialect
    if dialect.tags == "jsx" and "{#" in text:
        return _code_in_tags_with_braces_escaped(
            text
        )  # in a heading Docusaurus takes it for a name, before anybody knows what is code
    bar = "|" if dialect.code_in_cells == "html" else "\\|"  # parsers do not agree what `\|` is in code in a cell
    if context.in_cell and dialect.html and (bar in text or (text[0] == " " and dialect.code_in_cells == "html")):
        return _code_in_tags_with_braces_escaped(text) if dialect.tags == "jsx" else _code_in_tags(text)
    if dialect.interpolation and "{{" in text:
        return code_span_for_vue(text)
    if dialect.code_spaces == "trimmed" and (text != text.strip() or (dialect.template == "nikola" and SHORTCODE in text)):
        return _code_in_tags(text)
    if dialect.unended_references == "character" and _UNENDED_REFERENCE.search(text):
        return _code_in_tags(text)
    longer_than_all_runs = dialect.code_runs == "first"
    fence = _backtick_fence_for_code(text, longer_than_all_runs=longer_than_all_runs)
    edges = text[0] + text[-1]
    pad = " " if "`" in edges or edges == "  " or (longer_than_all_runs and " " in edges and len(fence) > 1) else ""
    escaped = escape_shortcodes_in_code_counting_unclosed(text, context)
    return f"{fence}{pad}{put_placeholders_for_opening_angles_until_jsx(escaped, context.target)}{pad}{fence}"


def _code_in_tags(text: str) -> str:
    return escape_markdown_in_html(f"<code>{escape_html(text, quote=False)}</code>")


def _code_in_tags_with_braces_escaped(text: str) -> str:
    return _code_in_tags(text).replace("{", "&#123;").replace("}", "&#125;")


def _backtick_fence_for_code(text: str, *, longer_than_all_runs: bool) -> str:
    """Backticks that no run in the code is taken for."""
    lengths = {len(run) for run in _BACKTICKS.findall(text)}
    if longer_than_all_runs:
        return "`" * (max(lengths, default=int(text[0].isspace())) + 1)  # one backtick before a space is none
    fence = "`"
    while len(fence) in lengths:
        fence += "`"
    return fence
