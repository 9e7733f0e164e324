"""The fast witness: Markdown to HTML by comrak, a CommonMark and GFM parser in Rust that shares nothing with our writers.

About 0.05 ms a post. It knows nothing of Hugo: our shortcodes are put into the form of what they show before it reads, and rules
that only Goldmark has are covered by the laws against the real Hugo.
"""

import re

import comrak

from convert.writers._target import Target

_EXTENSIONS = comrak.ExtensionOptions()
_EXTENSIONS.table = True
_EXTENSIONS.strikethrough = True
_EXTENSIONS.tasklist = True
_EXTENSIONS.footnotes = True
_PARSING = comrak.ParseOptions()
_RENDERING = comrak.RenderOptions()
_RENDERING.unsafe_ = True

_COMMENT = "<!-- -->"
_SHORTCODE = re.compile(r"\{\{[<%]")
_SHOWN: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^\{\{< (?:youtube|vimeo) (?:id=)?([\w-]+)(?: start=\d+)? >\}\}$", re.MULTILINE), r'<iframe src="\1"></iframe>'),
    (re.compile(r"^\{\{< details summary=`([^`\n]*)` >\}\}$", re.MULTILINE), "\\1\n"),
    (re.compile(r"^\{\{< /details >\}\}$", re.MULTILINE), ""),
    (re.compile(r'\{\{< param "lt" >\}\}'), "{{<"),
    (re.compile(r'\{\{< param "percent" >\}\}'), "{{%"),
    (re.compile(r"\{\{([<%])/\*(.*?)\*/([>%])\}\}", re.DOTALL), r"{{\1\2\3}}"),
)
"""Shortcodes our writer uses (a player, a fold, a delimiter in code), and what stands for each."""

_HEADING_ID = re.compile(r"^(#{1,6} .*?) \{#[\w:.-]+\}$", re.MULTILINE)


def render(markdown: str, target: Target) -> str:
    """The HTML of a body, without the comments that keep emphasis apart."""
    if target.shortcodes:
        markdown = _without_shortcodes(markdown)
    return comrak.render_markdown(markdown, _EXTENSIONS, _PARSING, _RENDERING).replace(_COMMENT, "")


def _without_shortcodes(markdown: str) -> str:
    if _SHORTCODE.search(markdown):
        for pattern, shown in _SHOWN:
            markdown = pattern.sub(shown, markdown)
    return _HEADING_ID.sub(r"\1", markdown) if "{#" in markdown else markdown
