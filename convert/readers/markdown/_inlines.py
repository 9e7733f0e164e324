"""Inline tokens to nodes. Tokens are a flat run, so this is a loop over a stack: emphasis may nest as deep as a line is long."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from markdown_it.token import Token

from convert import model
from convert.model import Anchor, Code, FootnoteReference, HardBreak, Image, Inline, Inlines, Link, RawInline, Text
from convert.notices import Notice, Report
from convert.readers.markdown._joined import joined, text, trimmed
from convert.walk import plain_text

_Wrap = Callable[[Inlines], Inlines]

_MARKS: dict[str, Callable[[Inlines], Inline]] = {
    "em_open": model.Emphasis,
    "strong_open": model.Strong,
    "s_open": model.Strikethrough,
}
_TAGS: dict[str, Callable[[Inlines], Inline]] = {
    "b": model.Strong,
    "strong": model.Strong,
    "i": model.Emphasis,
    "em": model.Emphasis,
    "s": model.Strikethrough,
    "del": model.Strikethrough,
    "strike": model.Strikethrough,
    "u": model.Underline,
    "ins": model.Underline,
    "mark": model.Highlight,
    "sub": model.Subscript,
    "sup": model.Superscript,
    "kbd": model.Keyboard,
}
"""HTML that has a node. A tag with attributes says more than the node can, and stays raw."""

_TAG = re.compile(r"<(/?)([a-z]+)[ \t\n]*>", re.IGNORECASE)
_ANCHOR = re.compile(r"<a[ \t\n]+(?:id|name)=(?:\"([^\"]+)\"|'([^']+)')[ \t\n]*>", re.IGNORECASE)
_BREAK = re.compile(r"<br[ \t\n]*/?>", re.IGNORECASE)
_UNSAFE = re.compile(r"[\x00-\x20]*(?:javascript|vbscript|data:text/html)", re.IGNORECASE)

_REACH = 20
"""Tags left open that a closing tag may skip; a limit keeps a line of stray tags linear."""


class _Frame(NamedTuple):
    """An open mark: where it ends, what it holds so far, what it becomes. Without `wrap` it is too deep to become anything."""

    end: int
    children: list[Inline]
    wrap: _Wrap | None


def read_inlines(tokens: Sequence[Token], room: int, report: Report) -> Inlines:
    """The nodes of a paragraph, a heading or a cell, at most `room` levels deep, without breaks or spaces at its edges."""
    pairs = _pairs(tokens)
    stack = [_Frame(-1, [], None)]
    for at, token in enumerate(tokens):
        if at == stack[-1].end:
            _close(stack)
        elif at in pairs:
            stack.append(_open(token, pairs[at], stack, room, report))
        else:
            stack[-1].children.extend(_leaf(token, report))
    return trimmed(joined(stack[0].children))


# Marks that open and close


def _pairs(tokens: Sequence[Token]) -> dict[int, int]:
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
            _pair_tag(token.content, at, opened, pairs)
    return pairs


def _pair_tag(html: str, at: int, opened: list[tuple[str, int]], pairs: dict[int, int]) -> None:
    closing, name = _tag(html)
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


def _tag(html: str) -> tuple[bool, str]:
    """Whether a tag closes, and its name; no name when it is none that can become a node."""
    if _ANCHOR.fullmatch(html):
        return False, "a"
    found = _TAG.fullmatch(html)
    if found is None:
        return False, ""
    closing, name = bool(found.group(1)), found.group(2).lower()
    return closing, name if name in _TAGS or (closing and name == "a") else ""


def _open(token: Token, end: int, stack: list[_Frame], room: int, report: Report) -> _Frame:
    if len(stack) >= room:
        report(Notice("too-deep"))
        # Sharing the list instead of copying it up level by level keeps a hostile line linear.
        return _Frame(end, stack[-1].children, None)
    return _Frame(end, [], _wrap(token, report))


def _close(stack: list[_Frame]) -> None:
    frame = stack.pop()
    if frame.wrap is not None:
        stack[-1].children.extend(frame.wrap(joined(frame.children)))


def _wrap(token: Token, report: Report) -> _Wrap:
    if token.type == "link_open":
        return partial(_link, token, report)
    if token.type in _MARKS:
        return partial(_marked, _MARKS[token.type])
    anchor = _ANCHOR.fullmatch(token.content)
    if anchor:
        return partial(_anchor, anchor.group(1) or anchor.group(2))
    return partial(_marked, _TAGS[_tag(token.content)[1]])


def _marked(make: Callable[[Inlines], Inline], children: Inlines) -> Inlines:
    return (make(children),) if children else ()


def _anchor(name: str, children: Inlines) -> Inlines:
    return (Anchor(name), *children)


def _link(token: Token, report: Report, children: Inlines) -> Inlines:
    url = _attribute(token, "href")
    if _UNSAFE.match(url):
        report(Notice("unsafe-address", detail=url[:80]))
        return children
    return (Link(children, url, _attribute(token, "title")),)


# Leaves


def _leaf(token: Token, report: Report) -> Inlines:
    match token.type:
        case "text":
            return text(token.content.replace("\n", " "))
        case "softbreak":
            return (Text(" "),)
        case "hardbreak":
            return (HardBreak(),)
        case "code_inline":
            return (Code(token.content),)
        case "image":
            return (_image(token, report),)
        case "footnote_ref":
            return (FootnoteReference(str(token.meta["label"])),)
        case "html_inline":
            return _html(token.content)
        case _:
            return text(token.content)


def _image(token: Token, report: Report) -> Image:
    alt = plain_text(read_inlines(token.children or (), model.MAX_DEPTH, report))
    return Image(_attribute(token, "src"), alt.replace("\n", " "), _attribute(token, "title"))


def _html(value: str) -> Inlines:
    # A comment is how our writer keeps a mark and a letter apart, so it leaves nothing, not even a space.
    if value.startswith("<!--"):
        return ()
    return (HardBreak(),) if _BREAK.fullmatch(value) else (RawInline("html", value),)


def _attribute(token: Token, name: str) -> str:
    return str(token.attrs.get(name) or "")
