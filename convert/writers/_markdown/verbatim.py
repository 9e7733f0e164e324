"""What is no Markdown inside: code, formulas, islands of HTML. Blocks whose text stands as it is between lines that fence it."""

from html import escape

from convert import lazy_re as re
from convert import model
from convert.writers._html import escape_empty_lines
from convert.writers._markdown import shortcodes
from convert.writers._markdown.formulas import can_be_double_dollar_block, is_safe_between_dollar_lines_in_dialect
from convert.writers._markdown.interpolation import escape_vue_braces_and_img_theme_traps
from convert.writers._markdown.jsx import put_placeholders_for_opening_angles_until_jsx
from convert.writers._markdown.target import Context

_FENCES = re.compile("^ {0,3}(?:\\t[ \\t]*)?(`{3,})", re.MULTILINE)
"""What could end a fence; in a list a tab may be worth less than four spaces."""


def code_fence_or_pre_tag(node: model.CodeBlock, context: Context) -> str:
    """A fence longer than any in the code; HTML where a fence would change it."""
    return _fence_or_pre_tag_in_language(node.value, language_as_fence_word_or_empty(node.lang), context)


FORMULA_LANGUAGE = "math"
"""The language of a fence in which GitHub, and we, see a formula."""


def _fence_or_pre_tag_in_language(code: str, info: str, context: Context) -> str:
    if _is_changed_in_fence(code, context):
        return _code_in_tags(code, info)
    longest = max([len(run) for run in _FENCES.findall(code)], default=2) if "```" in code else 2
    fence = "`" * (longest + 1)
    value = put_placeholders_for_opening_angles_until_jsx(
        shortcodes.escape_shortcodes_in_code_counting_unclosed(code, context), context.target
    )
    return f"{fence}{info}\n{value}\n{fence}" if value else f"{fence}{info}\n{fence}"


SHORTCODE = "{{%"
"""What begins a shortcode of Nikola's."""


def _is_changed_in_fence(code: str, context: Context) -> bool:
    dialect = context.target.dialect
    return dialect.fences == "plain" and (
        _CHANGED.search(code) is not None or (dialect.template == "nikola" and SHORTCODE in code)
    )


_CHANGED = re.compile(r"\t|(?m:^ +$)|\A\n|\n\Z|\A[ ]*(?:#!|:::)")
"""What becomes something else in fenced code (Python-Markdown 3.11.3, NormalizeWhitespace and CodeHilite)."""


def _code_in_tags(code: str, lang: str) -> str:
    """Code as HTML, where nobody changes what is a reference, and no empty line ends a block."""
    name = f' class="language-{escape(lang)}"' if lang else ""
    text = _EDGES.sub(lambda match: f"&#{ord(match[0][0])};" * len(match[0]), escape(code, quote=False))
    return f"<pre><code{name}>{text}</code></pre>"


_EDGES = re.compile(r"\t|^ +$", re.MULTILINE)


def language_as_fence_word_or_empty(name: str) -> str:
    """What a fence says of a language that code is in: nothing of one that would make a formula of the code."""
    found = _LANGUAGE.match(name)
    return found[0] if found and found[0] != FORMULA_LANGUAGE else ""


_LANGUAGE = re.compile(r"[\w+#.-]+")
"""What a fence may say of its language; a space, a backtick or a brace means something else there."""


def math_in_dollars_or_fence(node: model.MathBlock, context: Context) -> str:
    """Between dollars where no parser reads anything in it, else as code in the language GitHub knows as mathematics."""
    dialect = context.target.dialect
    if not node.value.strip():
        return ""
    if dialect.formulas == "double" and can_be_double_dollar_block(node.value):
        return f"$$\n{node.value.strip()}\n$$"
    if (
        dialect.soft_break == "break"
        and not dialect.wiki
        and is_safe_between_dollar_lines_in_dialect(node.value, dialect)
        and "%" not in node.value
    ):
        return f"$$ {' '.join(node.value.split())} $$"
    if is_safe_between_dollar_lines_in_dialect(node.value, dialect):
        return f"$$\n{node.value}\n$$"
    return _fence_or_pre_tag_in_language(node.value, FORMULA_LANGUAGE, context)


def raw_block_without_empty_lines(node: model.RawBlock, context: Context) -> str:
    """An island; an empty line in it would end it, except where a parser looks for its closing tag."""
    value = escape_vue_braces_and_img_theme_traps(node.value, context.target)
    if context.target.dialect.interpolation and value[:9].lower() == "<textarea":
        return escape_empty_lines(value)  # VitePress's plugin for components ends it at one
    return value if _TO_CLOSING_TAG.match(value) else _EMPTY_LINES.sub("\n", value.strip())


_TO_CLOSING_TAG = re.compile("<(?:pre|script|style|textarea)[ >]", re.IGNORECASE)
_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")
