"""Block tokens to nodes, one small function each. Every container costs one call, and the parser has bounded them."""

import re
from collections.abc import Callable, Sequence
from typing import cast

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token
from msgspec import Struct

from convert.model import (
    MAX_DEPTH,
    Align,
    Block,
    BlockQuote,
    Blocks,
    BulletList,
    Callout,
    Cell,
    CodeBlock,
    Details,
    FootnoteDefinition,
    Heading,
    Inlines,
    ListItem,
    OrderedList,
    Paragraph,
    RawBlock,
    Row,
    Table,
    ThematicBreak,
)
from convert.notices import Notice, Report
from convert.readers.markdown._inlines import read_inlines
from convert.readers.markdown._parser import DEEPEST, parse, parse_summary

_FOLD = re.compile(r"<details>\n<summary>(.*)</summary>")
_FOLD_END = "</details>"


class _Body(Struct, frozen=True):
    """What every function here needs: the tokens, where each that opens ends, and where to say what was odd."""

    tokens: list[Token]
    ends: dict[int, int]
    report: Report


def read_body(text: str, report: Report, above: int) -> Blocks:
    """The blocks of a text that will stand below `above` containers."""
    tokens, flattened = parse(text, DEEPEST - above)
    if flattened:
        report(Notice("too-deep", count=flattened))
    return _blocks(_Body(tokens, _ends(tokens), report), 0, len(tokens), above + 1)


def _ends(tokens: Sequence[Token]) -> dict[int, int]:
    """Where each token that opens is closed. A fold's two ends are HTML to the parser; one that never closes stays HTML."""
    ends: dict[int, int] = {}
    opened: list[int] = []
    for at, token in enumerate(tokens):
        if token.nesting == 1 or _fold(token):
            opened.append(at)
        elif token.nesting == -1:
            while tokens[opened[-1]].nesting != 1:
                opened.pop()
            ends[opened.pop()] = at
        elif _closes_fold(token) and opened and tokens[opened[-1]].nesting == 0:
            start = opened.pop()
            # The parser bounds containers of its own, not these.
            if len(opened) < MAX_DEPTH:
                ends[start] = at
    return ends


def _fold(token: Token) -> re.Match[str] | None:
    return _FOLD.fullmatch(token.content.strip("\n")) if token.type == "html_block" else None


def _closes_fold(token: Token) -> bool:
    return token.type == "html_block" and token.content.strip() == _FOLD_END


def _blocks(body: _Body, start: int, end: int, depth: int) -> Blocks:
    result: list[Block] = []
    at = start
    while at < end:
        result.extend(_BLOCKS[body.tokens[at].type](body, at, depth))
        at = body.ends.get(at, at) + 1
    return tuple(result)


def _inside(body: _Body, at: int, depth: int) -> Blocks:
    return _blocks(body, at + 1, body.ends[at], depth)


def _too_deep(body: _Body, depth: int) -> bool:
    if depth > DEEPEST:
        body.report(Notice("too-deep"))
    return depth > DEEPEST


def _inlines(body: _Body, at: int, depth: int) -> Inlines:
    """The inlines of the token after `at`; `depth` is where they stand."""
    return read_inlines(body.tokens[at + 1].children or (), MAX_DEPTH - depth + 1, body.report)


# Leaf blocks


def _paragraph(body: _Body, at: int, depth: int) -> Blocks:
    children = _inlines(body, at, depth + 1)
    return (Paragraph(children),) if children else ()


def _heading(body: _Body, at: int, depth: int) -> Blocks:
    token = body.tokens[at]
    return (Heading(int(token.tag[1:]), _inlines(body, at, depth + 1), id=str(token.meta.get("id", ""))),)


def _code(body: _Body, at: int, depth: int) -> Blocks:
    token = body.tokens[at]
    words = unescapeAll(token.info).split(maxsplit=1)
    return (CodeBlock(token.content.removesuffix("\n"), lang=words[0] if words else ""),)


def _break(body: _Body, at: int, depth: int) -> Blocks:
    return (ThematicBreak(),)


def _html(body: _Body, at: int, depth: int) -> Blocks:
    if at in body.ends:
        return _details(body, at, depth)
    value = _without_comments(body.tokens[at].content).strip("\n")
    return (RawBlock("html", value),) if value.strip() else ()


def _without_comments(html: str) -> str:
    """HTML without its closed comments; splitting at their ends stays linear however many are never closed."""
    if "<!--" not in html:
        return html
    *closed, rest = html.split("-->")
    parts = [before if mark else before + "-->" for before, mark, _ in (part.partition("<!--") for part in closed)]
    return "".join(parts) + rest


# Containers


def _quote(body: _Body, at: int, depth: int) -> Blocks:
    if _too_deep(body, depth):
        return _inside(body, at, depth)
    if "callout" in body.tokens[at].meta:
        return _callout(body, at, depth)
    children = _inside(body, at, depth + 1)
    return (BlockQuote(children),) if children else ()


def _callout(body: _Body, at: int, depth: int) -> Blocks:
    title = _inlines(body, at, depth + 1)
    children = _blocks(body, at + 2, body.ends[at], depth + 1)
    return (Callout(str(body.tokens[at].meta["callout"]), title, children),)


def _details(body: _Body, at: int, depth: int) -> Blocks:
    fold = _fold(body.tokens[at])
    html = fold.group(1) if fold else ""
    summary = read_inlines(parse_summary(html), MAX_DEPTH - depth, body.report)
    if _too_deep(body, depth):
        return (Paragraph(summary), *_inside(body, at, depth)) if summary else _inside(body, at, depth)
    return (Details(summary, _inside(body, at, depth + 1)),)


def _footnote(body: _Body, at: int, depth: int) -> Blocks:
    if _too_deep(body, depth):
        return _inside(body, at, depth)
    return (FootnoteDefinition(str(body.tokens[at].meta["label"]), _inside(body, at, depth + 1)),)


def _inner(body: _Body, at: int, depth: int) -> Blocks:
    return _inside(body, at, depth)


def _bullets(body: _Body, at: int, depth: int) -> Blocks:
    return _inside(body, at, depth) if _too_deep(body, depth) else (BulletList(_items(body, at, depth + 1)),)


def _numbers(body: _Body, at: int, depth: int) -> Blocks:
    if _too_deep(body, depth):
        return _inside(body, at, depth)
    start = body.tokens[at].attrs.get("start", 1)
    return (OrderedList(_items(body, at, depth + 1), start=int(start)),)


def _items(body: _Body, at: int, depth: int) -> tuple[ListItem, ...]:
    return tuple(
        ListItem(_inside(body, item, depth + 1), checked=body.tokens[item].meta.get("checked"))
        for item in _opened(body, at, "list_item_open")
    )


# Tables


def _table(body: _Body, at: int, depth: int) -> Blocks:
    heads = [_row(body, row, depth + 1) for head in _opened(body, at, "thead_open") for row in _opened(body, head, "tr_open")]
    # A pipe table must have a head row; an empty one is how a table without a header is written.
    named = [row for row in heads if any(cell.children for cell in row.cells)]
    rows = [_row(body, row, depth + 1) for rest in _opened(body, at, "tbody_open") for row in _opened(body, rest, "tr_open")]
    return (Table((*named, *rows)),) if named or rows else ()


def _row(body: _Body, at: int, depth: int) -> Row:
    return Row(tuple(_cell(body, cell, depth + 1) for cell in _opened(body, at, "th_open", "td_open")))


def _cell(body: _Body, at: int, depth: int) -> Cell:
    token = body.tokens[at]
    align = cast(Align, str(token.attrs.get("style", "")).removeprefix("text-align:"))
    return Cell(_paragraph(body, at, depth + 1), align=align, header=token.type == "th_open")


def _opened(body: _Body, at: int, *types: str) -> list[int]:
    """The tokens of these types directly inside the one at `at`."""
    found: list[int] = []
    inner = at + 1
    while inner < body.ends[at]:
        if body.tokens[inner].type in types:
            found.append(inner)
        inner = body.ends.get(inner, inner) + 1
    return found


_BLOCKS: dict[str, Callable[[_Body, int, int], Blocks]] = {
    "paragraph_open": _paragraph,
    "heading_open": _heading,
    "hr": _break,
    "fence": _code,
    "code_block": _code,
    "html_block": _html,
    "blockquote_open": _quote,
    "bullet_list_open": _bullets,
    "ordered_list_open": _numbers,
    "list_item_open": _inner,
    "footnote_reference_open": _footnote,
    "table_open": _table,
}
"""Every block the parser can find. Items are here for lists too deep to be lists."""
