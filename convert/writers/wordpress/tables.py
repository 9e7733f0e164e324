"""Tables: a core block where every cell is a line of text, else the same in a block of HTML."""

from collections.abc import Callable

from convert import model
from convert.model import Block, Cell, Inlines, Paragraph, Row
from convert.writers.wordpress.context import Context
from convert.writers.wordpress.html_block import core_block_or_html, html_block_or_empty
from convert.writers.wordpress.media import caption_or_empty
from convert.writers.wordpress.rich_text import attributes, rich_text

RenderBlocks = Callable[[tuple[Block, ...], Context], str]
"""What makes text of the blocks in a cell."""


def table(node: model.Table, words: Inlines, context: Context, render: RenderBlocks) -> str:
    """A table with these words below it. Its columns are as wide as they need to be, as on the blog."""
    cells = [cell for row in node.rows for cell in row.cells]
    is_plain = all(_inlines_if_only_line(cell) is not None for cell in cells)
    inside = context if is_plain else context.in_html()
    heads = 1 if node.rows and _are_all_headers_without_rowspan(node.rows[0]) else 0
    head = f"<thead>{_tr_elements_of_rows(node.rows[:heads], inside, render)}</thead>" if heads else ""
    body = f"<tbody>{_tr_elements_of_rows(node.rows[heads:], inside, render)}</tbody>" if node.rows[heads:] else ""
    html = f'<figure class="wp-block-table"><table>{head}{body}</table>{caption_or_empty(words, context)}</figure>'
    if not is_plain or not any(row.cells for row in node.rows):
        return html_block_or_empty(html)
    lines = [_inlines_if_only_line(cell) or () for cell in cells]
    return core_block_or_html("table", html, {"hasFixedLayout": False}, words, *lines)


def _inlines_if_only_line(cell: Cell) -> Inlines | None:
    """The line of text that is all of a cell, or None."""
    if not cell.children:
        return ()
    only = cell.children[0] if len(cell.children) == 1 else None
    return only.children if isinstance(only, Paragraph) and not only.align else None


def _are_all_headers_without_rowspan(row: Row) -> bool:
    """Whether a row can be a head of its own; a cell that reaches below would be cut off there."""
    return bool(row.cells) and all(cell.header and cell.rowspan == 1 for cell in row.cells)


def _tr_elements_of_rows(rows: tuple[Row, ...], context: Context, render: RenderBlocks) -> str:
    return "".join([f"<tr>{''.join([_cell(cell, context, render) for cell in row.cells])}</tr>" for row in rows])


def _cell(cell: Cell, context: Context, render: RenderBlocks) -> str:
    tag = "th" if cell.header else "td"
    line = _inlines_if_only_line(cell)
    inner = render(cell.children, context) if line is None else rich_text(line, context)
    name = f"has-text-align-{cell.align}" if cell.align else ""
    spans = attributes(colspan=_span_or_zero_if_one(cell.colspan), rowspan=_span_or_zero_if_one(cell.rowspan))
    align = f' data-align="{cell.align}"' if cell.align else ""
    return f"<{tag}{attributes(class_=name)}{align}{spans}>{inner}</{tag}>"


def _span_or_zero_if_one(count: int) -> int:
    return count if count > 1 else 0
