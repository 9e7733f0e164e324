"""Headings that are none: short bold paragraphs in large letters, from people who never found the editor's heading menu."""

from typing import Any

from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert.model import Block, Blocks, Heading, Inline, Inlines, Paragraph, Span, Strong, Style
from convert.model.walk import plain_text
from convert.notices import Notice, Report
from convert.readers._html import elements
from convert.readers._html.flow import Walk
from convert.readers._html.marks import SpanMark
from convert.readers._html.outcome import Division, Outcome

_LEAST = 20.0
"""Pixels; 1.3 times the size of ordinary text is 20.8 of them."""
_MOST_LETTERS = 60
_FIRST_LEVEL = 2
_KE_SIZE = re.compile(r"size(\d{2})")
_SIZE = re.compile(r"(\d+(?:\.\d+)?)(px|pt|em|rem|%)?")
_PIXELS = {"px": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "%": 0.16}
_FONT_SIZES = {"5": 24.0, "6": 32.0, "7": 48.0, "x-large": 24.0, "xx-large": 32.0}
"""What browsers make of `<font size>` and of the words for sizes, in pixels; below 5 is small."""


def handle_paragraph_marking_large_size_as_span_style(node: LexborNode, walk: Walk) -> Outcome:
    """A paragraph whose size the editor's menu chose has it as a look."""
    match = _KE_SIZE.fullmatch(node.attributes.get("data-ke-size") or "")
    outcome = elements.handle_division(node, walk)
    if match is None or float(match[1]) < _LEAST or not isinstance(outcome, Division):
        return outcome
    return Division((SpanMark(Style(size=f"{match[1]}px")), *outcome.marks), outcome.align, outcome.keeps)


def with_large_bold_paragraphs_as_headings(blocks: Blocks, report: Report) -> Blocks:
    """The blocks of a post with large bold paragraphs as headings; the larger, the higher."""
    sizes = [_size_if_short_large_and_bold_else_zero(block) for block in blocks]
    levels = {
        size: min(6, _FIRST_LEVEL + rank) for rank, size in enumerate(sorted({size for size in sizes if size}, reverse=True))
    }
    if not levels:
        return blocks
    report(Notice("heading-by-size", count=sum(size > 0 for size in sizes)))
    return tuple(
        _heading_made_of_paragraph(block, levels[size]) if size else block for block, size in zip(blocks, sizes, strict=True)
    )


def _size_if_short_large_and_bold_else_zero(block: Block) -> float:
    """The size of a paragraph's letters when it could be a heading, else 0."""
    if not isinstance(block, Paragraph) or len(plain_text([block])) > _MOST_LETTERS:
        return 0.0
    size, is_bold, inlines = 0.0, False, block.children
    while len(inlines) == 1 and isinstance(only := inlines[0], Strong | Span):
        if isinstance(only, Span):
            size = max(size, font_size_in_pixels(only.style.size))
        is_bold = is_bold or isinstance(only, Strong)
        inlines = only.children
    return size if is_bold and size >= _LEAST else 0.0


def font_size_in_pixels(size: str) -> float:
    """A font size in pixels, 0 when it is none."""
    word = size.strip().lower()
    if word in _FONT_SIZES:
        return _FONT_SIZES[word]
    match = _SIZE.fullmatch(word)
    return float(match[1]) * _PIXELS[match[2]] if match and match[2] else 0.0


def _heading_made_of_paragraph(paragraph: Any, level: Any) -> Block:
    return Heading(level, _without_bold_and_size(paragraph.children), align=paragraph.align)


def _without_bold_and_size(inlines: Inlines) -> Inlines:
    """What is inside the bold and the size; a colour stays."""
    only: Inline | None = inlines[0] if len(inlines) == 1 else None
    if isinstance(only, Strong):
        return _without_bold_and_size(only.children)
    if isinstance(only, Span):
        style = replace(only.style, size="")
        inner = _without_bold_and_size(only.children)
        return (Span(inner, style),) if style != Style() else inner
    return inlines
