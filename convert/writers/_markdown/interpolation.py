"""What Vue would run of a page: text between two braces, in code in a line and in HTML as well. References are not run."""

from html import escape as escape_html

from convert import lazy_re as re
from convert.writers._markdown.escape import escape_markdown_in_html
from convert.writers._markdown.picture_traps import escape_picture_traps_in_img_tags
from convert.writers._markdown.target import Target

_BRACES = re.compile(r"\{(?=\{)")


def escape_vue_braces_and_img_theme_traps(html: str, target: Target) -> str:
    """HTML in which nothing is run, and nothing of a picture taken for something else."""
    html = escape_picture_traps_in_img_tags(html, target.dialect)
    return _BRACES.sub("&#123;", html) if target.dialect.interpolation else html


def code_span_for_vue(text: str) -> str:
    """Code in a line, with two braces in it."""
    return escape_markdown_in_html(f"<code v-pre>{escape_html(text, quote=False)}</code>").replace("{", "&#123;")
