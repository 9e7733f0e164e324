"""Tables to pipe tables. What a pipe table cannot hold is spread out: spans leave blanks, blocks in a cell become one line."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from msgspec.structs import replace

from convert import lazy_re as re
from convert import model
from convert.model import Align, Block, Cell, Inline, Inlines, Row
from convert.model.walk import label_lines_or_url
from convert.notices import ignore
from convert.writers._image_descriptions import figure_content_described_by_caption
from convert.writers._markdown.images import NO_BLANK
from convert.writers._markdown.inlines import inlines_as_markdown
from convert.writers._markdown.table_width import max_table_cells_allowed_with_blanks
from convert.writers._markdown.target import GFM, Context, Target

Grid: TypeAlias = list[list[Cell | None]]
"""Cells by row and column."""

_RULES: dict[Align, str] = {"": "---", "left": ":---", "center": ":---:", "right": "---:", "justify": "---"}


def pipe_table(node: model.Table, context: Context) -> str:
    """A pipe table; the caption is a paragraph above it. A table without a header gets an empty one, since GFM demands one."""
    inside = replace(context, in_cell=True)
    cell_limit = max_table_cells_allowed_with_blanks(node.rows)
    grid = grid_of(node.rows, cell_limit)
    if not grid:
        return _caption_and_count_notice(node.caption, context)
    _count_span_and_row_header_notices(node.rows, context)
    texts = [[_cell_line_and_count_notice_if_blocks(cell, inside) for cell in row] for row in grid]
    width = max((number + 1 for row in texts for number, text in enumerate(row) if text), default=1)
    least = width if width * len(grid) <= cell_limit else 1
    is_headed = any(texts[0]) and header_row_or_empty_list(grid)
    head, body = (texts[0], texts[1:]) if is_headed else ([], texts)
    rules = [_RULES[align] for align in _column_alignments_if_all_cells_agree(grid, texts, width)]
    rows = [_pipe_row(head, width, width), *[_pipe_row(row, least, width) for row in body]]
    if context.target.dialect.table_bars:
        rows = [_escape_rule(row) for row in rows]
    lines = [rows[0], _pipe_row(rules, width, width), *rows[1:]]
    caption = _caption_and_count_notice(node.caption, context)
    return "\n\n".join(part for part in (caption, "\n".join(lines)) if part)


def _caption_and_count_notice(caption: Inlines, context: Context) -> str:
    if caption:
        context.count_notice("caption")
    return inlines_as_markdown(caption, context) if caption else ""


def _pipe_row(cells: list[str], min_cells: int, max_cells: int) -> str:
    """A line of the table; parsers add the blank cells that are missing at its end."""
    return f"| {' | '.join([*cells[:max_cells], *[''] * (min_cells - len(cells))])} |"


_LIKE_A_RULE = re.compile(r"([+|: ]*)(?=[-=])(?:[+|: -]*|[+|: =]*)$")


def _escape_rule(row: str) -> str:
    """A row of signs alone, which would be a line between rows (kramdown 2.4, TABLE_SEP_LINE and TABLE_FSEP_LINE)."""
    found = _LIKE_A_RULE.match(row)
    return f"{found[1]}\\{row[found.end(1) :]}" if found else row


def header_row_or_empty_list(grid: Grid) -> list[Cell | None]:
    """The first row when all it holds are header cells, else nothing."""
    filled = [cell for cell in grid[0] if cell is not None and cell.children] if grid else []
    return grid[0] if filled and all(cell.header for cell in filled) else []


def grid_of(rows: tuple[Row, ...], cell_limit: int) -> Grid:
    """Cells by row and column; None where a span covers the place. Spans that would take more than `cell_limit` are left out."""
    if sum(cell.colspan * min(cell.rowspan, len(rows)) for row in rows for cell in row.cells) > cell_limit:
        return [list(row.cells) for row in rows]
    grid: Grid = []
    covered: dict[tuple[int, int], None] = {}
    for number, row in enumerate(rows):
        places: list[Cell | None] = []
        for cell in row.cells:
            while (number, len(places)) in covered:
                places.append(None)
            start = len(places)
            places.extend([cell, *[None] * (cell.colspan - 1)])
            for below in range(number + 1, min(number + cell.rowspan, len(rows))):
                covered.update(dict.fromkeys((below, start + right) for right in range(cell.colspan)))
        grid.append(places)
    return grid


def _column_alignments_if_all_cells_agree(grid: Grid, texts: list[list[str]], width: int) -> list[Align]:
    """How each column stands: as its cells below the first row do, those that show something, when they agree."""
    found: list[set[Align]] = [set() for _ in range(width)]
    first = 1 if len(grid) > 1 else 0
    for row, spelled in zip(grid[first:], texts[first:], strict=True):
        for aligns, cell, text in zip(found, row, spelled, strict=False):
            if cell is not None and text:
                aligns.add(cell.align)
    return [aligns.pop() if len(aligns) == 1 else "" for aligns in found]


def _count_span_and_row_header_notices(rows: tuple[Row, ...], context: Context) -> None:
    if any(cell.rowspan > 1 or cell.colspan > 1 for row in rows for cell in row.cells):
        context.count_notice("complex-table")
    first = rows[0].cells if rows and not all(cell.header for cell in rows[0].cells if cell.children) else ()
    if any(cell.header for cells in (first, *(row.cells for row in rows[1:])) for cell in cells):
        context.count_notice("row-header")


def _cell_line_and_count_notice_if_blocks(cell: Cell | None, context: Context) -> str:
    if cell is None or not cell.children:
        return ""
    only = cell.children[0]
    if len(cell.children) == 1 and isinstance(only, model.Paragraph):
        return _escape_pipes(inlines_as_markdown(only.children, context, starts_line=False), context)
    context.count_notice("cell-block")
    unseen = replace(context, counts={}, report=ignore)
    lines = [
        inlines
        for inlines in _lines_of_blocks(cell.children, item_bullet_in_cells_without_html(context.target))
        if inlines_as_markdown(inlines, unseen)
    ]
    return _escape_pipes(inlines_as_markdown(_join_lines_with(lines, model.HardBreak()), context, starts_line=False), context)


def _escape_pipes(text: str, context: Context) -> str:
    if not context.target.dialect.table_bars:
        return text.replace("|", "\\|").strip(" ")
    # Bars are escaped already; code is looked for before escapes are.
    return (_ESCAPED_BACKTICK.sub(lambda match: match[1] or "&#96;", text) if "\\`" in text else text).strip(" ")


_ESCAPED_BACKTICK = re.compile(r"((?<!`)(`+)(?!`).*?(?<!`)\2(?!`)|\\[^`])|\\`")
"""Code, or a backslash before anything else; else a backtick that is text."""


def _join_lines_with(lines: Iterable[Inlines], node: Inline) -> Inlines:
    result: list[Inline] = []
    for inlines in lines:
        result.extend([node, *inlines] if result else inlines)
    return tuple(result)


def item_bullet_in_cells_without_html(target: Target) -> str:
    """What an item begins with in a cell whose lines can only stand in a row; where they can be broken, nothing."""
    return "" if target.dialect.html else "•"


def _lines_of_blocks(children: tuple[Block, ...], bullet: str) -> Iterator[Inlines]:
    """The blocks of a cell as lines."""
    for child in children:
        match child:
            case model.Paragraph() | model.Heading():
                yield child.children
            case model.CodeBlock():
                yield from ((model.Code(text),) for text in child.value.split("\n"))
            case model.Gallery():
                yield _join_lines_with([(image,) for image in child.images], model.Text(" "))
                yield child.caption
            case model.RawBlock():
                yield (model.RawInline(child.format, child.value.replace("\n", " ")),)
            case model.ThematicBreak():
                continue
            case model.Embed() | model.LinkCard() | model.Attachment():
                yield (model.Link((model.Text(" ".join(label_lines_or_url(child))),), child.url),)
            case model.MathBlock():
                yield (model.Math(" ".join(child.value.split())),)
            case _:
                yield from _lines_of_container(child, bullet)


def check_box_character_or_empty(item: model.ListItem) -> str:
    """The check box of a task where no task can be."""
    return "" if item.checked is None else "☑" if item.checked else "☐"


def task_box_or_html(task_item: model.ListItem, context: Context) -> str:
    """What the item of a task begins with."""
    dialect = context.target.dialect
    if dialect.tasks == "markdown":
        return "[x]" if task_item.checked else "[ ]"
    box = f'<input type="checkbox"{" checked" if task_item.checked else ""} disabled>'
    return f"{box}{NO_BLANK}" if dialect.blanks == "dropped" else box


_KIND = re.compile(r"[A-Za-z][\w-]*")
"""What GitHub and Hugo take for the kind of an alert."""


_SIGNS = {"": "", "open": "+", "closed": "-"}


def callout_kind_and_fold(node: model.Callout, target: Target) -> str:
    """What a callout begins with: its kind, and for Obsidian the sign that says it folds."""
    kind = node.kind.upper() if _KIND.fullmatch(node.kind) else "NOTE"
    return f"[!{kind}]{_SIGNS[node.fold] if target.dialect.wiki else ''}"


def _lines_of_container(child: Block, bullet: str) -> Iterator[Inlines]:
    """The lines of a block that holds blocks."""
    match child:
        case model.BulletList() | model.OrderedList():
            for number, item in enumerate(child.items):
                mark = f"{child.start + number}." if isinstance(child, model.OrderedList) else ""
                yield from _lines_of_item(item, mark, bullet)
        case model.Table():
            yield child.caption
            for row in child.rows:
                yield _join_lines_with(
                    [part for cell in row.cells for part in _lines_of_blocks(cell.children, bullet)], model.Text(" ")
                )
        case model.Figure():
            yield from _lines_of_blocks(figure_content_described_by_caption(child), bullet)
            yield child.caption
        case model.Details():
            yield child.summary
            yield from _lines_of_blocks(child.children, bullet)
        case model.DefinitionList():
            for definition in child.items:
                yield definition.term
                for description in definition.descriptions:
                    yield from _lines_of_blocks(description, bullet)
        case model.Callout():
            yield (model.Text(f"{callout_kind_and_fold(child, GFM)} "), *child.title)
            yield from _lines_of_blocks(child.children, bullet)
        case model.BlockQuote() | model.FootnoteDefinition():
            yield from _lines_of_blocks(child.children, bullet)


def _lines_of_item(item: model.ListItem, number: str, bullet: str) -> Iterator[Inlines]:
    """The lines of an item, its number and check box before the first, or else its bullet."""
    lines = [inlines for inlines in _lines_of_blocks(item.children, bullet) if inlines]
    label = " ".join(part for part in (number, check_box_character_or_empty(item)) if part) or bullet
    if label:
        lines[:1] = [_join_lines_with([(model.Text(label),), *lines[:1]], model.Text(" "))]
    yield from lines
