"""Whether a text looks like Markdown or like HTML, by what a renderer of Markdown makes of it.

Of HTML it makes nothing, whatever asterisks stand in it, but for what is outside of every block or behind a blank line; of
Markdown it makes an element for every mark.
"""

from collections import Counter

from convert import lazy_re as re
from convert.proof.witness.markdown import render_source_markdown

_BLOCK = re.compile(
    r"<(?:p|div|br|h[1-6]|[uod]l|d[td]|li|table|t[rdh]|blockquote|figure|pre|section|article|center|hr|details|iframe)\b",
    re.IGNORECASE,
)
"""Tags by which HTML parts lines."""

_MADE = re.compile(
    r'<(p>(?=[^<\s])|code class="language-(?=\w)|(?:h[1-6]|strong|em|a|img|li|blockquote|table|del|hr|p|code)\b)', re.IGNORECASE
)
_TEXT = "p>"
"""What a paragraph is called that begins with text."""

_WEIGHTS: dict[str, int] = {
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6", "strong", "a", "table", 'code class="language-'), 5),
    **dict.fromkeys(("hr", _TEXT), 2),
    **dict.fromkeys(("h1", "em", "img", "li", "blockquote", "del"), 1),
}
"""How much an element that was made of a mark says where there is HTML, too. People who write HTML type `-`, `>`, `~~` and, in
sums, asterisks; comments of their programs begin with one `#`; pictures in Markdown are read in HTML, too. Code and other
paragraphs say nothing: they are made of HTML that is only indented and spaced out.
"""

_ENOUGH = 5
"""Weight from which on a text with HTML looks like Markdown. Of 329 sources that are HTML none weighs more than 2."""

_HEADING = re.compile(r"\s*#{1,6} +\S")
_BEGINS_BLOCK = re.compile(
    r"\s*(?:<!--|</?(?:p|div|h[1-6r]|[uod]l|li|d[dt]|t(?:able|head|body|foot|[rdh])|blockquote|figure|figcaption|pre|script|style"
    r"|textarea|section|article|center|details|summary|iframe|form|header|footer|main|nav|aside)\b)",
    re.IGNORECASE,
)
"""What a block of HTML begins with that a blank line ends (CommonMark 0.31, section 4.6)."""

_CODE = re.compile(
    r"<(pre|script|style|textarea)\b(?:[^<]|<(?!/?(?:pre|script|style|textarea)\b))*+</\1>|<!--(?:[^-<]|-(?!->)|<(?!!--))*+-->",
    re.IGNORECASE,
)
"""What is held together before a renderer sees it, up to the next that begins."""

_HELD = "<pre>"
"""What stands for it."""

_OF_WORD = re.compile(r"<xml\b(?:[^<]|<(?!/?xml\b))*+</xml>|</?\w{1,9}:\w[^<>]*+>", re.IGNORECASE)
"""What Word puts into HTML, which is no tag in Markdown."""


def looks_like_markdown(text: str) -> bool:
    """Whether a text has marks of Markdown that HTML would show as they are.

    Where no HTML parts lines any mark will do, and so do two paragraphs.
    """
    made = _count_markdown_elements(text)
    if _BLOCK.search(text):
        return _HEADING.match(text) is not None or sum(_WEIGHTS.get(name, 0) * count for name, count in made.items()) >= _ENOUGH
    return bool(made.keys() - {"p", _TEXT}) or made[_TEXT] > 1


def is_html_without_markdown(text: str) -> bool:
    """Whether a text is HTML from the first line to the last, so that there is nothing in it a renderer makes anything of."""
    return text.lstrip()[:1] == "<" and _BLOCK.search(text) is not None and not _count_markdown_elements(_OF_WORD.sub("", text))


def _count_markdown_elements(text: str) -> Counter[str]:
    """How many elements a renderer of Markdown makes of what is no tag in a text, by their names."""
    if not _has_line_outside_html(text):
        return Counter()
    tags = Counter(name.lower() for name in _MADE.findall(text))
    return Counter(name.lower() for name in _MADE.findall(render_source_markdown(text))) - tags


def _has_line_outside_html(text: str) -> bool:
    """Whether a line can be anything but one of a block of HTML; most posts have none, and need no rendering."""
    can_begin = True
    for line in _CODE.sub(_HELD, text).split("\n"):
        if not line or line.isspace():
            can_begin = True
        elif can_begin and not _BEGINS_BLOCK.match(line):
            return True
        else:
            can_begin = _HELD in line
    return False
