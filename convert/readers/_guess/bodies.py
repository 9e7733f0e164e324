"""Whether a body is Markdown, HTML, or a mixture, by its structure alone: what stands outside of its blocks of HTML.

The text is cut as CommonMark cuts it, into blocks of HTML, code, and text between them. Marks inside HTML are text, so are
those in code, and addresses and attributes of any blog say nothing. Of what stands outside, a mark of Markdown says that
somebody wrote Markdown there; so do two paragraphs with nothing but a blank line between them, which as HTML would run
together. A body without either loses nothing as HTML.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from convert import lazy_re as re
from convert.errors import N_
from convert.readers._html_blocks import OpenElements, block_end_pattern, find_block_end_feeding_open_elements

Kind: TypeAlias = Literal["html", "code", "text", "call"]
"""What a part of a body is; a call is a shortcode or a tag of Liquid on lines of its own, which sites have in either."""


class BodyPart(NamedTuple):
    """Lines that stand together, and what they are."""

    kind: Kind
    lines: list[str]


class BodyStructure(NamedTuple):
    """What a body is made of.

    `marks` is the first sign of Markdown outside of HTML that means nothing in HTML; `lists` says whether there are lines that
    look like items or quotations, `paragraphs` whether two stand side by side; `html` whether there is a block of HTML, `tags`
    whether there is any tag outside of one, `text` whether there is anything else. `is_head` is true where all Markdown stands
    above the HTML.
    """

    marks: str = ""
    lists: bool = False
    paragraphs: bool = False
    html: bool = False
    tags: bool = False
    text: bool = False
    is_head: bool = False


_FENCE = re.compile(r"(`{3,})[^`]*\Z|(~{3,})")
_CALL = re.compile(r"(?:\{%.*%\}|\{\{[<%].*[>%]\}\})\s*\Z")
_BREAK_END = re.compile(r"<br\s*/?>\s*\Z", re.IGNORECASE)
_BREAK_START = re.compile(r"\s*<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|&(?:nbsp|lt|gt|amp|quot|#\d{1,7});")

PICTURE = re.compile(r"""!\[([^\]\n]*)\]\(((?:[^\s()]|\([^\s()]*\))+)(?:[ \t]+(?:"([^"\n]*)"|'([^'\n]*)'))?[ \t]*\)[ \t]*""")
PICTURES = re.compile(rf"^[ \t]*(?:{PICTURE.pattern})+$", re.MULTILINE)
"""A line of pictures and nothing else, which the reader of HTML bodies takes as well: blogs put a cover above a body of HTML."""

_LINE_MARKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("a heading", re.compile(r"#{1,6}[ \t]+\S")),
    ("a table", re.compile(r"\|?[ \t]*:?-{2,}:?[ \t]*\|[-:| \t]*\Z")),
    ("a footnote", re.compile(r"\[\^[^\]\s]{1,60}\]:")),
    (N_("an address of a link"), re.compile(r"\[[^\]\n]{1,200}\]:[ \t]+\S")),
    (N_("a list of attributes"), re.compile(r"\{:[^{}\n]*\}\Z")),
)
"""Marks at the beginning of a line, outside of HTML, that no text without Markdown has there."""

_SETEXT = re.compile(r"(?:=+|-{2,})[ \t]*\Z")
_LIST = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]+\S|>[ \t]*\S|(?:[-*_][ \t]*){3,}\Z")
"""Marks people also write without Markdown: items, quotations, rules."""

_INLINE_MARKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("a picture", re.compile(r"!\[[^\]\n]{0,500}\]\([^\s)]|!\[\[[^\]\n]{1,500}\]\]")),
    ("a link", re.compile(r"\[[^\]\n]{1,500}\]\([^\s)]")),
    (
        N_("bold text"),
        re.compile(r"(?<!\*)\*\*(?=[^\s*])[^\n]{0,500}?[^\s*]\*\*(?!\*)|(?<!\w)__(?=[^\s_])[^_\n]{1,500}(?<!\s)__(?!\w)"),
    ),
    ("code", re.compile(r"(?<!`)`[^`\n]{1,500}`(?!`)")),
    ("emphasis", re.compile(r"(?<![\w*\\])\*(?=[^\s*])[^*\n]{1,500}(?<![\s*])\*(?![\w*])")),
    ("emphasis", re.compile(r"(?<![^\s(])_(?=[^\s_])[^_\n]{1,500}(?<![\s_])_(?![^\s.,;:!?)])")),
    ("a shortcode", re.compile(r"\{\{[<%] ?[\w/]")),
    (N_("an address in angle brackets"), re.compile(r"<https?://[^\s<>]{1,2000}>")),
    (N_("an escaped mark"), re.compile(r"\\[*_`~]|^\d{1,9}\\\.")),
    (N_("text struck out"), re.compile(r"~~(?=\S)[^~\n]{1,500}(?<!\s)~~")),
    ("a note", re.compile(r"\[\^[^\]\s]{1,60}\]")),
)
"""Marks in a line. Their lengths are bounded, for a text of nothing but opening ones."""


def describe_structure(text: str) -> BodyStructure:
    """What a body without front matter is made of."""
    marks, marked_below, last = "", False, ""
    lists = paragraphs = html = tags = has_text = False
    for part in split_into_parts(text):
        if part.kind == "html":
            html = True
        found = _describe_markdown_mark_in(part) if not marks else ""
        marks = marks or found
        if html and part.kind in ("text", "code") and not _is_paragraph_of_images(part):
            marked_below = True
        if part.kind == "text":
            has_text = has_text or not _is_paragraph_of_images(part)
            lists = lists or _has_list_like_line(part)
            tags = tags or any(_TAG.search(line) for line in part.lines)
            paragraphs = paragraphs or (last == "text" and not _begins_with_br(part))
        last = "" if part.kind == "text" and (_ends_with_br(part) or _is_paragraph_of_images(part)) else part.kind
    return BodyStructure(marks, lists, paragraphs, html, tags, has_text, html and not marked_below)


def split_into_parts(text: str) -> Iterator[BodyPart]:
    """The parts of a body in their order."""
    lines = text.split("\n")
    is_open = OpenElements()
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        kind, end = _html_code_call_or_text_and_end(lines, at, is_open)
        yield BodyPart(kind, lines[at:end])
        at = end


def _html_code_call_or_text_and_end(lines: list[str], start: int, open_html: OpenElements) -> tuple[Kind, int]:
    """What begins at a line, and the line behind it."""
    line = lines[start].lstrip(" \t")
    is_indented = _indent_width(lines[start]) > 3
    end = block_end_pattern(line)
    if end is not None and (not is_indented or open_html.is_inside_element):
        return "html", find_block_end_feeding_open_elements(lines, start, end, open_html)
    if is_indented:
        return "code", start + 1
    if fence := _FENCE.match(line):
        return "code", _index_behind_fence_or_end(lines, start, fence[1] or fence[2])
    if _CALL.match(line):
        return "call", start + 1
    return "text", _end_of_paragraph_at_blank_or_block(lines, start)


def _indent_width(line: str) -> int:
    return len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip(" ")) if line[:1] in " \t" else 0


def _index_behind_fence_or_end(lines: list[str], start: int, fence: str) -> int:
    closing = re.compile(rf" {{0,3}}{re.escape(fence[0])}{{{len(fence)},}}[ \t]*\Z")
    return next((at + 1 for at in range(start + 1, len(lines)) if closing.match(lines[at])), len(lines))


def _end_of_paragraph_at_blank_or_block(lines: list[str], start: int) -> int:
    for at in range(start + 1, len(lines)):
        line = lines[at].lstrip(" \t")
        if not line or block_end_pattern(line, in_paragraph=True) is not None or _FENCE.match(line):
            return at
    return len(lines)


def _describe_markdown_mark_in(part: BodyPart) -> str:
    """The first mark in a part that only Markdown has; empty when there is none."""
    if part.kind == "code" and _FENCE.match(part.lines[0].lstrip(" \t")):
        return N_("code between fences")
    if part.kind == "call" and part.lines[0].lstrip().startswith("{{"):
        return "a shortcode"
    if part.kind != "text" or _is_paragraph_of_images(part):
        return ""
    if len(part.lines) > 1 and _SETEXT.match(part.lines[1]) and part.lines[0].strip():
        return "a heading"
    return next(
        (found for line in part.lines if not _BREAK_END.search(line) and (found := _describe_markdown_mark_in_line(line))), ""
    )


def _describe_markdown_mark_in_line(line: str) -> str:
    stripped = line.lstrip(" \t")
    at_start = next((name for name, pattern in _LINE_MARKS if pattern.match(stripped)), "")
    return at_start or next((name for name, pattern in _INLINE_MARKS if pattern.search(stripped)), "")


def _has_list_like_line(part: BodyPart) -> bool:
    return any(_LIST.match(line.lstrip(" \t")) and not _BREAK_END.search(line) for line in part.lines)


def _is_paragraph_of_images(part: BodyPart) -> bool:
    return part.kind == "text" and all(PICTURES.match(line.strip()) for line in part.lines)


def _begins_with_br(part: BodyPart) -> bool:
    """Whether a text is joined to the one above by a break of HTML, and not by the blank line between them."""
    return _BREAK_START.match(part.lines[0]) is not None


def _ends_with_br(part: BodyPart) -> bool:
    return _BREAK_END.search(part.lines[-1]) is not None
