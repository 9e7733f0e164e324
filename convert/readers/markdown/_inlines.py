"""Inline tokens to nodes. Tokens are a flat run, so this is a loop over a stack: emphasis may nest as deep as a line is long."""

from collections.abc import Callable, Sequence
from functools import partial
from html import unescape
from typing import NamedTuple

from markdown_it.token import Token

from convert import lazy_re as re
from convert import model
from convert.model import Anchor, Code, FootnoteReference, HardBreak, Image, Inline, Inlines, Link, Math, Text
from convert.model.walk import plain_text
from convert.notices import Notice, Report
from convert.readers.markdown import _shortcodes as shortcodes
from convert.readers.markdown._html import (
    VOID,
    read_element_unless_markdown_inside,
    read_lone_tag_or_keep_it_raw,
    wrapper_of_tag_or_none_if_read_whole,
)
from convert.readers.markdown._merging import merge_texts_and_raw_trimming_at_breaks, text_node_unless_empty, trim_inlines
from convert.readers.markdown._parser import parse_inline_text
from convert.readers.markdown._sizes import size_in_label, without_size

_Wrapper = Callable[[Inlines], Inlines]

_MARKS: dict[str, Callable[[Inlines], Inline]] = {
    "em_open": model.Emphasis,
    "strong_open": model.Strong,
    "s_open": model.Strikethrough,
}
_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)(?=[\s/>])", re.IGNORECASE)
_ANCHOR = re.compile(r"<a[ \t\n]+(?:id|name)=(?:\"([^\"]+)\"|'([^']+)')[ \t\n]*>", re.IGNORECASE)

_REACH = 20
"""Tags left open that a closing tag may skip; a limit keeps a line of stray tags linear."""


class _Frame(NamedTuple):
    """An open mark: where it ends, what it holds so far, what it becomes. Without `wrap` it is too deep to become anything."""

    end: int
    children: list[Inline]
    wrap: _Wrapper | None


def read_inlines(tokens: Sequence[Token], max_depth: int, report: Report) -> Inlines:
    """The nodes of a paragraph, a heading or a cell, at most `max_depth` levels deep, without breaks or spaces at its edges."""
    pairs = _match_closing_marks_and_tags(tokens)
    stack = [_Frame(-1, [], None)]
    skipped = -1
    for at, token in enumerate(tokens):
        if at <= skipped:
            continue
        if at == stack[-1].end:
            _close_frame(stack)
        elif at in pairs and token.type == "html_inline":
            skipped = _read_element_and_return_end_or_open_frame_and_minus_one(
                tokens, range(at, pairs[at] + 1), stack, max_depth, report
            )
        elif at in pairs:
            stack.append(
                _make_frame_or_report_and_share_parents_if_too_deep(_wrapper_of(token), pairs[at], stack, max_depth, report)
            )
        else:
            stack[-1].children.extend(_read_leaf(token, report))
    return trim_inlines(merge_texts_and_raw_trimming_at_breaks(stack[0].children))


# Marks that open and close


def _match_closing_marks_and_tags(tokens: Sequence[Token]) -> dict[int, int]:
    """Where each mark that opens is closed. Tags pair only inside one Markdown mark, and one left open pairs with nothing."""
    pairs: dict[int, int] = {}
    opened: list[tuple[str, int]] = []
    for at, token in enumerate(tokens):
        if token.nesting == 1:
            opened.append(("", at))
        elif token.nesting == -1:
            while opened[-1][0]:
                opened.pop()
            pairs[opened.pop()[1]] = at
        elif token.type == "html_inline":
            _pair_html_tag(token.content, at, opened, pairs)
    return pairs


def _pair_html_tag(html: str, at: int, opened: list[tuple[str, int]], pairs: dict[int, int]) -> None:
    closing, name = _is_closing_and_name_or_empty_if_void(html)
    if not name:
        return
    if not closing:
        opened.append((name, at))
        return
    for back in range(1, min(len(opened), _REACH) + 1):
        other, start = opened[-back]
        if not other:
            return
        if other == name:
            pairs[start] = at
            del opened[-back:]
            return


def _is_closing_and_name_or_empty_if_void(html: str) -> tuple[bool, str]:
    """Whether a tag closes, and its name; no name when it is none, or one that holds nothing."""
    found = _TAG.match(html)
    if found is None or html.endswith("/>"):
        return False, ""
    name = found[2].lower()
    return bool(found[1]), "" if name in VOID else name


def _read_element_and_return_end_or_open_frame_and_minus_one(
    tokens: Sequence[Token], within: range, stack: list[_Frame], max_depth: int, report: Report
) -> int:
    """Open what a tag marks; a tag that has to be read with its content is, and the end of that is given back."""
    html, end = tokens[within[0]].content, within[-1]
    anchor = _ANCHOR.fullmatch(html)
    wrap = (
        partial(_put_anchor_before, unescape(anchor[1] or anchor[2]))
        if anchor
        else wrapper_of_tag_or_none_if_read_whole(html, report)
    )
    read = (
        read_element_unless_markdown_inside([tokens[place] for place in within], report)
        if wrap is None and len(stack) < max_depth
        else None
    )
    if read is None:
        stack.append(
            _make_frame_or_report_and_share_parents_if_too_deep(
                wrap or partial(_children_between_sanitized_raw_tags, html, report), end, stack, max_depth, report
            )
        )
        return -1
    stack[-1].children.extend(read)
    return end


def _children_between_sanitized_raw_tags(html: str, report: Report, children: Inlines) -> Inlines:
    """Markdown in HTML no node describes: both tags stay beside it."""
    opening = read_lone_tag_or_keep_it_raw(html, report)
    return (
        *opening,
        *children,
        *(read_lone_tag_or_keep_it_raw(f"</{_is_closing_and_name_or_empty_if_void(html)[1]}>", report) if opening else ()),
    )


def _make_frame_or_report_and_share_parents_if_too_deep(
    wrap: _Wrapper, end: int, stack: list[_Frame], max_depth: int, report: Report
) -> _Frame:
    if len(stack) >= max_depth:
        report(Notice("too-deep"))
        # Sharing the list instead of copying it up level by level keeps a hostile line linear.
        return _Frame(end, stack[-1].children, None)
    return _Frame(end, [], wrap)


def _close_frame(stack: list[_Frame]) -> None:
    frame = stack.pop()
    if frame.wrap is not None:
        stack[-1].children.extend(frame.wrap(merge_texts_and_raw_trimming_at_breaks(frame.children)))


def _wrapper_of(token: Token) -> _Wrapper:
    return (
        partial(_make_link_even_if_empty, token) if token.type == "link_open" else partial(_wrap_unless_empty, _MARKS[token.type])
    )


def _wrap_unless_empty(make: Callable[[Inlines], Inline], children: Inlines) -> Inlines:
    return (make(children),) if children else ()


def _put_anchor_before(name: str, children: Inlines) -> Inlines:
    return (Anchor(name), *children)


def _make_link_even_if_empty(token: Token, children: Inlines) -> Inlines:
    return (Link(children, _attribute_of(token, "href"), _attribute_of(token, "title")),)


# Leaves


def _read_leaf(token: Token, report: Report) -> Inlines:
    match token.type:
        case "text":
            return text_node_unless_empty(token.content.replace("\n", " "))
        case "softbreak":
            return (Text(" "),)
        case "hardbreak":
            return (HardBreak(),)
        case "code_inline":
            return (Code(token.content),)
        case "image":
            return (read_image_with_plain_text_alt(token, report),)
        case "footnote_ref":
            return (FootnoteReference(str(token.meta["label"])),)
        case "html_inline":
            # A comment is how our writer keeps a mark and a letter apart, so it leaves nothing, not even a space.
            return () if token.content.startswith("<!--") else read_lone_tag_or_keep_it_raw(token.content, report)
        case "math":
            return (Math(" ".join(token.content.split("\n"))),)
        case "shortcode":
            return shortcodes.make_inline_image_or_embed_link(token.meta["call"], partial(read_line, report=report))
        case _:
            return text_node_unless_empty(token.content)


def read_image_with_plain_text_alt(token: Token, report: Report) -> Image:
    """An image; what it shows of Markdown in its description is the text."""
    children = [_math_as_plain_text_token(child) for child in token.children or ()]
    alt = plain_text(read_inlines(children, model.MAX_DEPTH, report)).replace("\n", " ")
    size = size_in_label(token.content)
    if size and "|" in alt:
        alt = without_size(alt)
    size |= {name: int(value) for name, value in token.attrs.items() if name in ("width", "height")}
    width, height = size.get("width", 0), size.get("height", 0)
    return Image(_attribute_of(token, "src"), alt, _attribute_of(token, "title"), width=width, height=height)


def read_line(text: str, report: Report) -> Inlines:
    """The nodes of one line of Markdown that stands somewhere else than in a text."""
    return read_inlines(parse_inline_text(text), model.MAX_DEPTH // 2, report) if text else ()


def _math_as_plain_text_token(token: Token) -> Token:
    """A formula as its author typed it, for places that only show text; of brackets there, what Markdown shows."""
    if token.type != "math":
        return token
    shown = f"${token.content}$" if token.markup[0] == "$" else _ESCAPED.sub(r"\1", token.markup)
    return token.copy(type="text", content=shown)


_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def _attribute_of(token: Token, name: str) -> str:
    return str(token.attrs.get(name) or "")
