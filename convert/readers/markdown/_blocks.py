"""Block tokens to nodes, one small function each. Every container costs one call, and the parser has bounded them."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import cast

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token
from msgspec import Struct

from convert import lazy_re as re
from convert.model import (
    MAX_DEPTH,
    Align,
    Anchor,
    Block,
    BlockQuote,
    Blocks,
    BulletList,
    Callout,
    Cell,
    CodeBlock,
    DefinitionItem,
    DefinitionList,
    Details,
    Embed,
    Figure,
    FootnoteDefinition,
    Gallery,
    Heading,
    Inlines,
    ListItem,
    MathBlock,
    OrderedList,
    Paragraph,
    Row,
    Table,
    Text,
    ThematicBreak,
)
from convert.notices import Notice, Report
from convert.readers._safe import sanitize_addresses_and_raw_html
from convert.readers.markdown import _shortcodes as shortcodes
from convert.readers.markdown._attributes import Attributes, apply_attributes
from convert.readers.markdown._fences import NO_INFO, read_info_string
from convert.readers.markdown._formulas import DISPLAYED
from convert.readers.markdown._html import (
    container_tag_of,
    inner_html_of_summary,
    linked_ids,
    read_html_block_flattening_if_too_deep,
    report_unsafe_citation_in_tag,
    split_container_tags_off_html_blocks,
)
from convert.readers.markdown._html_groups import find_groups, group_html_with_placeholders_for_markdown
from convert.readers.markdown._html_places import Places
from convert.readers.markdown._inlines import read_image_with_plain_text_alt, read_inlines, read_line
from convert.readers.markdown._merging import trim_inlines
from convert.readers.markdown._parser import DEEPEST, parse_body, parse_html_line_ignoring_markdown, parse_inline_text


class _Body(Struct, frozen=True):
    """What every function here needs: the tokens, where each that opens ends, and where to say what was odd.

    `parse_inlines` makes those of a text; `groups` are the elements that many pieces of HTML make, by their first.
    """

    tokens: list[Token]
    parse_inlines: Callable[[Token], list[Token]]
    ends: dict[int, int]
    groups: dict[int, int]
    targets: frozenset[str]
    report: Report


def read_body(text: str, report: Report, outer_depth: int, parameters: Mapping[str, str]) -> Blocks:
    """The blocks of a text that will stand below `outer_depth` containers."""
    parsed = parse_body(text, DEEPEST - outer_depth, parameters)
    if parsed.flattened:
        report(Notice("too-deep", count=parsed.flattened))
    tokens = split_container_tags_off_html_blocks(parsed.tokens)
    ends = _closing_token_indices(tokens)
    body = _Body(tokens, parsed.parse_inlines, ends, find_groups(tokens, ends), linked_ids(text), report)
    blocks = _read_blocks(body, 0, len(tokens), outer_depth + 1)
    for name in parsed.unknown:
        report(Notice("shortcode", name))
    for notice in parsed.left_out:
        report(notice)
    return sanitize_addresses_and_raw_html(blocks, report)


def _closing_token_indices(tokens: Sequence[Token]) -> dict[int, int]:
    """Where each token that opens is closed. The ends of folds and quotations in HTML are pieces of HTML to the parser."""
    ends: dict[int, int] = {}
    opened: list[tuple[str, int]] = []
    for at, token in enumerate(tokens):
        name, closes = container_tag_of(token)
        if token.nesting == 1 or (name and not closes):
            opened.append((name, at))
        elif token.nesting == -1:
            while opened[-1][0]:
                opened.pop()
            ends[opened.pop()[1]] = at
        elif closes and opened and opened[-1][0] == name:
            start = opened.pop()[1]
            # The parser bounds containers of its own, not these.
            if len(opened) < MAX_DEPTH:
                ends[start] = at
    return ends


def _read_blocks(body: _Body, start: int, end: int, depth: int) -> Blocks:
    result: list[Block] = []
    waiting: list[Attributes] = []
    at = start
    while at < end:
        token = body.tokens[at]
        if token.type == "attributes":
            previous = result[-1:] if token.meta["above"] else []
            waiting.extend([] if previous else [token.meta["attributes"]])
            result[-1:] = (
                _apply_to_first_block_and_report_unused(body, [token.meta["attributes"]], previous) if previous else result[-1:]
            )
        else:
            new = _BLOCKS[token.type](body, at, depth)
            result.extend(_apply_to_first_block_and_report_unused(body, waiting, new) if waiting else new)
            waiting = [] if new else waiting
        at = body.groups.get(at, body.ends.get(at, at)) + 1
    _apply_to_first_block_and_report_unused(body, waiting, ())
    return tuple(result)


def _apply_to_first_block_and_report_unused(body: _Body, lists: list[Attributes], blocks: Sequence[Block]) -> Blocks:
    """Blocks of which the first has these attributes, as far as it understands them; of the others there is a notice."""
    first, rest = blocks[:1], blocks[1:]
    for attributes in lists:
        left = attributes
        if first and (new := apply_attributes(attributes, first[0])):
            first, left = new
        if any(left):
            body.report(Notice("attributes", str(left)))
    return (*first, *rest)


def _read_children_at(body: _Body, at: int, depth: int) -> Blocks:
    return _read_blocks(body, at + 1, body.ends[at], depth)


def _report_and_tell_if_too_deep(body: _Body, depth: int) -> bool:
    if depth > DEEPEST:
        body.report(Notice("too-deep"))
    return depth > DEEPEST


def _read_block_inlines(body: _Body, at: int, depth: int) -> Inlines:
    """The inlines of the token after `at`; `depth` is where they stand."""
    return read_inlines(body.parse_inlines(body.tokens[at + 1]), MAX_DEPTH - depth + 1, body.report)


# Leaf blocks


def _read_paragraph_gallery_embed_or_math(body: _Body, at: int, depth: int) -> Blocks:
    tokens = body.parse_inlines(body.tokens[at + 1])
    types = {token.type for token in tokens}
    if types == _PICTURES:
        return (Gallery(tuple(read_image_with_plain_text_alt(token, body.report) for token in tokens if token.type == "image")),)
    if types == {"image"} and len(tokens) == 1 and _is_image_of_youtube_page(tokens[0]):
        image = read_image_with_plain_text_alt(tokens[0], body.report)
        return (Embed("youtube", image.url, image.alt),)
    if types and types <= _TAGS and any(_PLACED.match(token.content) for token in tokens):
        return read_html_block_flattening_if_too_deep(
            "".join(token.content or "\n" for token in tokens), body.targets, MAX_DEPTH - depth + 1, body.report
        )
    if types == {"math"} and len(tokens) == 1 and tokens[0].info == DISPLAYED and body.tokens[at].type == "paragraph_open":
        return (MathBlock(tokens[0].content),)
    children = read_inlines(tokens, MAX_DEPTH - depth, body.report)
    return (Paragraph(children),) if children else ()


_PICTURES = {"image", "softbreak"}
"""A paragraph of nothing but pictures, each on a line of its own, shows them side by side."""

_FILM = re.compile(r"https://www\.youtube\.com/watch\?v=[\w-]+(?:&t=\d+)?")


def _is_image_of_youtube_page(token: Token) -> bool:
    """Whether a picture is of the page of a film, for which Obsidian shows a player (help.obsidian.md, Embed web pages)."""
    return _FILM.fullmatch(str(token.attrs.get("src", ""))) is not None and not token.attrs.get("title")


_TAGS = {"html_inline", "softbreak"}
_PLACED = re.compile(r"<(?:video|audio|embed|object)\b", re.IGNORECASE)
"""Players are blocks where nothing else is in their paragraph."""


def _read_heading(body: _Body, at: int, depth: int) -> Blocks:
    token = body.tokens[at]
    children = _read_block_inlines(body, at, depth + 1)
    name = str(token.meta.get("id", ""))
    if not name and len(children) > 1 and isinstance(first := children[0], Anchor):
        name, children = first.id, trim_inlines(children[1:])
    return (Heading(int(token.tag[1:]), children, id=name),)


def _read_code_or_math_or_raw_html_fence(body: _Body, at: int, depth: int) -> Blocks:
    token = body.tokens[at]
    info = read_info_string(unescapeAll(token.info)) if token.info else NO_INFO
    code = token.content.removesuffix("\n")
    if info.rest:
        body.report(Notice("code-attributes", info.rest))
    if info.raw == "html":
        return read_html_block_flattening_if_too_deep(code, body.targets, MAX_DEPTH - depth + 1, body.report)
    # GitHub draws what is in this language, which is how a formula is written where Markdown would read something in it.
    if info.lang == "math" and code.strip():
        return (MathBlock(code),)
    block = CodeBlock(code, lang=info.lang or info.raw)
    return (Figure((block,), (Text(info.title),)) if info.title else block,)


def _read_thematic_break(body: _Body, at: int, depth: int) -> Blocks:
    return (ThematicBreak(),)


def _read_html_block_or_container(body: _Body, at: int, depth: int) -> Blocks:
    if at in body.groups:
        return _read_html_with_markdown_between_tags(body, at, depth)
    if at in body.ends:
        report_unsafe_citation_in_tag(body.tokens[at].content, body.report)
        return _HTML[container_tag_of(body.tokens[at])[0]](body, at, depth)
    return read_html_block_flattening_if_too_deep(body.tokens[at].content, body.targets, MAX_DEPTH - depth + 1, body.report)


def _read_html_with_markdown_between_tags(body: _Body, at: int, depth: int) -> Blocks:
    """An element of many tokens, as the HTML reader has it; Markdown in it stands as deep as the containers round it."""
    group = group_html_with_placeholders_for_markdown(body.tokens, body.ends, at, body.groups[at])
    places = Places(group, lambda number, containers: _read_blocks(body, *group.segments[number], depth + containers))
    return read_html_block_flattening_if_too_deep(group.html, body.targets, MAX_DEPTH - depth + 1, body.report, places)


def _read_math_block(body: _Body, at: int, depth: int) -> Blocks:
    return (MathBlock(body.tokens[at].content),)


def _read_figure_or_embed_shortcode(body: _Body, at: int, depth: int) -> Blocks:
    return (shortcodes.make_figure_or_embed(body.tokens[at].meta["call"], partial(read_line, report=body.report)),)


def _read_highlight_shortcode(body: _Body, at: int, depth: int) -> Blocks:
    token = body.tokens[at]
    return (shortcodes.make_code_block(token.meta["call"], token.content),)


# Containers


def _read_quote_or_callout(body: _Body, at: int, depth: int) -> Blocks:
    """A quotation, or a callout, whose title is the token behind the one that opens it."""
    kind = body.tokens[at].meta.get("callout")
    title = _read_block_inlines(body, at, depth + 1) if kind else ()
    start = at + 2 if kind else at + 1
    if _report_and_tell_if_too_deep(body, depth):
        return (*((Paragraph(title),) if title else ()), *_read_blocks(body, start, body.ends[at], depth))
    children = _read_blocks(body, start, body.ends[at], depth + 1)
    if kind:
        return (Callout(str(kind), title, children, body.tokens[at].meta["fold"]),)
    return (BlockQuote(children),) if children else ()


def _read_html_details(body: _Body, at: int, depth: int) -> Blocks:
    tokens = parse_html_line_ignoring_markdown(inner_html_of_summary(body.tokens[at].content))
    return _make_details_unless_too_deep(body, at, depth, read_inlines(tokens, MAX_DEPTH - depth, body.report))


def _read_details_shortcode(body: _Body, at: int, depth: int) -> Blocks:
    summary = body.tokens[at].meta["call"].named.get("summary", "")
    return _make_details_unless_too_deep(
        body, at, depth, read_inlines(parse_inline_text(summary), MAX_DEPTH - depth, body.report) or (Text("Details"),)
    )


def _make_details_unless_too_deep(body: _Body, at: int, depth: int, summary: Inlines) -> Blocks:
    if _report_and_tell_if_too_deep(body, depth):
        return (Paragraph(summary), *_read_children_at(body, at, depth)) if summary else _read_children_at(body, at, depth)
    return (Details(summary, _read_children_at(body, at, depth + 1)),)


def _footnote_definition_block(body: _Body, at: int, depth: int) -> Blocks:
    if _report_and_tell_if_too_deep(body, depth):
        return _read_children_at(body, at, depth)
    return (FootnoteDefinition(str(body.tokens[at].meta["label"]), _read_children_at(body, at, depth + 1)),)


def _read_list_item_as_blocks(body: _Body, at: int, depth: int) -> Blocks:
    return _read_children_at(body, at, depth)


def _read_bullet_list(body: _Body, at: int, depth: int) -> Blocks:
    if _report_and_tell_if_too_deep(body, depth):
        return _read_children_at(body, at, depth)
    return (BulletList(_read_list_items(body, at, depth + 1)),)


def _read_ordered_list(body: _Body, at: int, depth: int) -> Blocks:
    if _report_and_tell_if_too_deep(body, depth):
        return _read_children_at(body, at, depth)
    start = body.tokens[at].attrs.get("start", 1)
    return (OrderedList(_read_list_items(body, at, depth + 1), start=int(start)),)


def _read_list_items(body: _Body, at: int, depth: int) -> tuple[ListItem, ...]:
    return tuple(
        ListItem(_read_children_at(body, item, depth + 1), checked=body.tokens[item].meta.get("checked"))
        for item in _child_tokens(body, at, "list_item_open")
    )


def _read_definition_list(body: _Body, at: int, depth: int) -> Blocks:
    if _report_and_tell_if_too_deep(body, depth):
        return tuple(
            block
            for part in _child_tokens(body, at, "dt_open", "dd_open")
            for block in _read_term_or_description_as_blocks(body, part, depth)
        )
    items: list[tuple[Inlines, list[Blocks]]] = []
    for part in _child_tokens(body, at, "dt_open", "dd_open"):
        if body.tokens[part].type == "dt_open":
            items.append((_read_block_inlines(body, part, depth + 2), []))
        elif items:
            items[-1][1].append(_read_children_at(body, part, depth + 2))
    return (DefinitionList(tuple([DefinitionItem(term, tuple(described)) for term, described in items])),)


def _read_term_or_description_as_blocks(body: _Body, at: int, depth: int) -> Blocks:
    return (_read_paragraph_gallery_embed_or_math if body.tokens[at].type == "dt_open" else _read_children_at)(body, at, depth)


# Tables


def _read_table(body: _Body, at: int, depth: int) -> Blocks:
    heads = [
        _read_row(body, row, depth + 1)
        for head in _child_tokens(body, at, "thead_open")
        for row in _child_tokens(body, head, "tr_open")
    ]
    # A pipe table must have a head row; an empty one is how a table without a header is written.
    named = [row for row in heads if any(cell.children for cell in row.cells)]
    rows = [
        _read_row(body, row, depth + 1)
        for rest in _child_tokens(body, at, "tbody_open")
        for row in _child_tokens(body, rest, "tr_open")
    ]
    return (Table((*named, *rows)),) if named or rows else ()


def _read_row(body: _Body, at: int, depth: int) -> Row:
    return Row(tuple(_read_cell(body, cell, depth + 1) for cell in _child_tokens(body, at, "th_open", "td_open")))


def _read_cell(body: _Body, at: int, depth: int) -> Cell:
    token = body.tokens[at]
    align = cast(Align, str(token.attrs.get("style", "")).removeprefix("text-align:"))
    return Cell(_read_paragraph_gallery_embed_or_math(body, at, depth + 1), align=align, header=token.type == "th_open")


def _child_tokens(body: _Body, at: int, *types: str) -> list[int]:
    """The tokens of these types directly inside the one at `at`."""
    found: list[int] = []
    inner = at + 1
    while inner < body.ends[at]:
        if body.tokens[inner].type in types:
            found.append(inner)
        inner = body.ends.get(inner, inner) + 1
    return found


_HTML: dict[str, Callable[[_Body, int, int], Blocks]] = {"details": _read_html_details, "blockquote": _read_quote_or_callout}
"""Elements that may have Markdown between their tags."""

_BLOCKS: dict[str, Callable[[_Body, int, int], Blocks]] = {
    "paragraph_open": _read_paragraph_gallery_embed_or_math,
    "heading_open": _read_heading,
    "hr": _read_thematic_break,
    "fence": _read_code_or_math_or_raw_html_fence,
    "code_block": _read_code_or_math_or_raw_html_fence,
    "html_block": _read_html_block_or_container,
    "math_block": _read_math_block,
    "shortcode": _read_figure_or_embed_shortcode,
    "shortcode_code": _read_highlight_shortcode,
    "details_open": _read_details_shortcode,
    "dl_open": _read_definition_list,
    "blockquote_open": _read_quote_or_callout,
    "bullet_list_open": _read_bullet_list,
    "ordered_list_open": _read_ordered_list,
    "list_item_open": _read_list_item_as_blocks,
    "footnote_reference_open": _footnote_definition_block,
    "table_open": _read_table,
}
"""Every block the parser can find. Items are here for lists too deep to be lists."""
