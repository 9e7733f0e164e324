"""Hugo's shortcode delimiters in code, where no backslash helps: `{{<` and `{{%` are run there too (Hugo 0.168)."""

from convert import lazy_re as re
from convert import model
from convert.model import Inlines
from convert.model.walk import walk
from convert.writers._markdown.target import Context

_CLOSED = re.compile(r"\{\{([<%])((?:(?!\{\{[<%]).)*?)([>%])\}\}", re.DOTALL)
_OPEN = re.compile(r"\{\{([<%])")
_PAIRS = {("<", ">"), ("%", "%")}
_PARAMETERS = {"<": '{{< param "lt" >}}', "%": '{{< param "percent" >}}'}
"""What stands for an unclosed delimiter; the front matter says what the parameters are."""


def escape_shortcodes_in_code_counting_unclosed(text: str, context: Context) -> str:
    """Code that Hugo prints as it is. A closed call becomes a comment of itself, an open delimiter a page parameter."""
    if not context.target.dialect.shortcodes or "{{" not in text:
        return text
    parts: list[str] = []
    position = 0
    for match in _CLOSED.finditer(text):
        if (match[1], match[3]) not in _PAIRS or match[2].startswith("/*"):
            continue  # a comment in a comment has no spelling
        parts.append(_replace_open_delimiters_and_count_notice(text[position : match.start()], context))
        parts.append(f"{{{{{match[1]}/*{match[2]}*/{match[3]}}}}}")
        position = match.end()
    parts.append(_replace_open_delimiters_and_count_notice(text[position:], context))
    return "".join(parts)


def _replace_open_delimiters_and_count_notice(text: str, context: Context) -> str:
    if not _OPEN.search(text):
        return text
    if context.target.parameter_delimiters:
        context.count_notice("shortcode-delimiter")
        return _OPEN.sub(lambda match: _PARAMETERS[match[1]], text)
    context.count_notice("shortcode-in-code")
    return _OPEN.sub(r"{{ \1", text)


def has_shortcode_delimiters(markdown: str) -> bool:
    """Whether spelled Markdown calls or shows a shortcode, which cannot stand inside another."""
    return "{{<" in markdown or "{{%" in markdown


def has_no_shortcode_delimiters(url: str) -> bool:
    """Whether an address holds no delimiter."""
    return "{{" not in url


_SAID_BY_TEXT = (
    model.Text,
    model.Strong,
    model.Emphasis,
    model.Strikethrough,
    model.Underline,
    model.Highlight,
    model.Span,
    model.Code,
    model.Keyboard,
    model.HardBreak,
)
"""Inlines whose text says nearly everything; a fold's summary is text in Hugo."""


def is_summary_said_by_text_alone(summary: Inlines) -> bool:
    """Whether the text of a summary says nearly everything, since an argument is text."""
    return all(isinstance(inline, _SAID_BY_TEXT) for inline in walk(summary))
