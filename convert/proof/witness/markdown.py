"""What a site shows of Markdown: rendered by comrak, which shares nothing with the Markdown reader, with raw HTML on.

Sites know marks that CommonMark has not: attributes of kramdown and pandoc, tags of Liquid and Hugo, formulas. What these show,
or that they show nothing, is said here in a few patterns of the witness's own; in code they are text.
"""

from collections.abc import Callable
from html import escape

import comrak

from convert import lazy_re as re
from convert.proof.normalization import without_comrak_backlinks_to_100th_mark_on
from convert.proof.witness.delimiters import formulas_in
from convert.proof.witness.markdown_attribute import SIGNS as SIGNS_OF_ATTRIBUTE
from convert.proof.witness.markdown_attribute import with_blank_lines_behind_tags_asking_for_markdown
from convert.proof.witness.replacers import substitute_tistory_replacers
from convert.proof.witness.whole_html import with_html_kept_in_one_piece
from convert.proof.witness.wide_tables import with_wide_tables_in_pieces

_CODE = re.compile(
    r"^[ >]*(?P<fence>`{3,}+|~{3,}+)[^\n]*+\n.*?(?:^[ >]*(?P=fence)[^\n]*$|\Z)"
    r"|(?<!`)(?P<ticks>`{1,9})(?!`)(?:(?!\n\n).){1,2000}?(?<!`)(?P=ticks)(?!`)",
    re.DOTALL | re.MULTILINE,
)
"""Fenced code and code in a line (CommonMark 0.31, sections 4.5 and 6.1)."""

_FRAME = r'<iframe src="https://player.example/\1"></iframe>'
_PARAMETER = re.compile(r"(src|caption|title|link)=([\"'`])(.*?)\2")


def _images_and_texts_of_hugo_figure(match: re.Match[str]) -> str:
    """Hugo's picture with a caption."""
    said = {name: value for name, _, value in _PARAMETER.findall(match[1])}
    return f'<img src="{said.get("src", "")}">\n\n{said.get("title", "")}\n\n{said.get("caption", "")}\n'


_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


_ESCAPED_REPLACER = re.compile(r"\\\[\\?#\\?#\\?_\w{1,20}\\?\|[^\n]{0,4000}?\\?#\\?#\\?\]")


def _unescape_tistory_replacer(match: re.Match[str]) -> str:
    """A mark of the blog's software whose signs an exporter escaped."""
    return _ESCAPE.sub(r"\1", match[0])


_SAID = re.compile(r"\\(?:text|mbox|math|operator)\w*\{[^{}]*\}")
_HANGUL = re.compile("[\u3131-\u318e\uac00-\ud7a3]")
_COMMAND = re.compile(r"\\[A-Za-z]{2}")
_RAISED = re.compile(r"\\[A-Za-z]{2}|(?<!\\)\^|(?<!\\)_\{")
_TERM = re.compile(r"(?<!\\)[\^=<>_]|\\[A-Za-z]|[A-Za-z0-9)] *[+*/-] *[A-Za-z0-9(\\]|\A\s*[A-Za-z]\s*\Z")
"""What only formulas hold: more is needed where a tool may have escaped the brackets of prose, as most tools do."""


def _is_prose_in_escaped_brackets(text: str, start: int, end: int, tex: str) -> bool:
    """Whether what is in escaped brackets holds no TeX: a tool escaped the brackets of a text."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if text[end - 1] == "]":
        sign = _TERM if tex[:1] == "\n" else _RAISED
        is_other = tex[:1] == "^" or (after != "" and after in "([:")
    else:
        sign, is_other = _COMMAND if before.isascii() and before.isalnum() else _TERM, "\n" in tex
    return is_other or "\n\n" in tex or sign.search(tex) is None or _HANGUL.search(_SAID.sub("", tex)) is not None


_SHOWN: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"^\{%-? *(?:highlight|codeblock) *+(\w*+)[^%\n]*+%\}[ \t]*$", re.MULTILINE), r"```\1"),
    (re.compile(r"^\{\{[<%] *highlight *+(\w*+)[^>%\n]*+[>%]\}\}[ \t]*$", re.MULTILINE), r"```\1"),
    (re.compile(r"^(?:\{%-? *end(?:highlight|codeblock) *-?%\}|\{\{[<%] */highlight *[>%]\}\})[ \t]*$", re.MULTILINE), "```"),
    (re.compile(r"\{%-? *(?:raw|endraw|comment|endcomment|more) *-?%\}"), ""),
    (re.compile(r"^\{:[^{}\n]*\}[ \t]*$", re.MULTILINE), ""),
    (re.compile(r"(?<=[)*_\]])\{[:#.]?[^{}\n]*\}"), ""),
    (re.compile(r"^(#{1,6} [^\n]*?)(?<![ \t][ \t])[ \t]*+\{[:#.][^{}\n]*\}[ \t]*$", re.MULTILINE), r"\1"),
    (re.compile(r"(\]\([^()\s]+)[ \t]+=\d*x\d*\)"), r"\1)"),
    (re.compile(r"^:[ \t]+(?=\S)", re.MULTILINE), ""),
    (re.compile(r"(?<![~\\])~(?!~)"), r"\~"),
    (
        re.compile(r"\{\{[<%] *(?:youtube|vimeo|gist|tweet|x|instagram) +(?:\w+ +)??(?:id=)?[\"']?([\w-]{5,}+)[^{}\n]*+\}\}"),
        _FRAME,
    ),
    (re.compile(r"\{\{[<%] *(?:rel)?ref +[\"']?([^\s\"'{}]++)[\"']? *[>%]\}\}"), r"\1"),
    (re.compile(r"\{\{[<%] *figure ([^{}\n]*)[>%]\}\}"), _images_and_texts_of_hugo_figure),
    (re.compile(r"(?<!\\)\$\$[^$]{1,4000}\$\$"), lambda match: match[0].replace("\n", " ")),
    (re.compile(r"^([ >]*> ?)\[!\w+\][+-]?[ \t]*", re.MULTILINE), r"\1"),
)
"""Marks of sites, and what stands for them: fences for tags of code, nothing for attributes, sizes and kinds of alerts."""

_FORMULA = re.compile(r"(?<!\\)\\\\?[(\[]")
_WORD = "replacer0mark"
_HIDDEN = re.compile(f"{_WORD}([0-9a-f]+){_WORD}")


def _make_extensions() -> comrak.ExtensionOptions:
    extensions = comrak.ExtensionOptions()
    extensions.table = extensions.strikethrough = extensions.tasklist = extensions.footnotes = True
    return extensions


_EXTENSIONS, _PARSING, _RENDERING = _make_extensions(), comrak.ParseOptions(), comrak.RenderOptions()
_RENDERING.unsafe_ = True


def render_source_markdown(markdown: str) -> str:
    """The HTML of Markdown. Marks of the blog's software go through as words, since the underscores in them mean nothing."""
    markdown = markdown.encode(errors="replace").decode()  # comrak takes no halves of characters
    markdown = with_html_kept_in_one_piece(_replace_markdown_extensions_outside_code(with_wide_tables_in_pieces(markdown)))
    html = str(comrak.render_markdown(markdown, _EXTENSIONS, _PARSING, _RENDERING))
    html = without_comrak_backlinks_to_100th_mark_on(html)
    return _HIDDEN.sub(_restore_hidden_tistory_replacer, html) if _WORD in html else html


def _replace_markdown_extensions_outside_code(markdown: str) -> str:
    if not any([sign in markdown for sign in _SIGNS]):
        return markdown
    pieces: list[str] = []
    end = 0
    for code in _CODE.finditer(markdown):
        pieces += [_replace_markdown_extensions_as_shown(markdown[end : code.start()]), code[0]]
        end = code.end()
    return "".join([*pieces, _replace_markdown_extensions_as_shown(markdown[end:])])


_SIGNS = ("{", "[!", "\\", "[##_", " =", "\n: ", "~", "$$", *SIGNS_OF_ATTRIBUTE)
"""Without any of these Markdown has no mark of a site's own."""


def _replace_markdown_extensions_as_shown(text: str) -> str:
    """Markdown outside of code."""
    text = _ESCAPED_REPLACER.sub(_unescape_tistory_replacer, text) if "\\[" in text else text
    text = with_blank_lines_behind_tags_asking_for_markdown(text)
    text = _with_formulas_in_dollars(text) if "\\" in text else text
    for pattern, shown in _SHOWN:
        text = pattern.sub(shown, text)
    return substitute_tistory_replacers(_hide_tistory_replacer_in_word, text) if "[##_" in text else text


def _hide_tistory_replacer_in_word(match: re.Match[str]) -> str:
    return f"{_WORD}{match[0].encode().hex()}{_WORD}"


def _restore_hidden_tistory_replacer(match: re.Match[str]) -> str:
    """A mark that was hidden; what somebody else spelled so is left alone."""
    try:
        return escape(bytes.fromhex(match[1]).decode(), quote=False)
    except ValueError:
        return match[0]


def _with_formulas_in_dollars(text: str) -> str:
    """Markdown whose formulas stand between dollars, where an escaped bracket would be a bracket."""
    pieces: list[str] = []
    place = 0
    for formula in formulas_in(text, _FORMULA):
        if text[formula.end - 1] in ")]" and _is_prose_in_escaped_brackets(
            text, formula.start, formula.end, formula.tex.removesuffix("\\")
        ):
            continue
        dollars = "$" if text[formula.end - 1] == ")" else "$$"
        pieces += [text[place : formula.start], dollars, formula.tex.removesuffix("\\"), dollars]
        place = formula.end
    return "".join([*pieces, text[place:]])
