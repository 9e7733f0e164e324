"""Tables to pipe tables. What a pipe table cannot hold is spread out: spans leave blanks, blocks in a cell become one line."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from convert import model
from convert.model import Align, Block, Cell, Inlines, Row
from convert.walk import plain_text
from convert.writers._escape import html_in_line, tidy
from convert.writers._inlines import image, line
from convert.writers._target import Place

_BLANKS = 8
"""Blank cells a table may have for each of its own. Spans in a hostile page, or one long row, could ask for millions."""

_RULES: dict[Align, str] = {"": "---", "left": ":---", "center": ":---:", "right": "---:", "justify": "---"}


def table(node: model.Table, place: Place) -> str:
    """A pipe table; the caption is a paragraph above it. A table without a header gets an empty one, since GFM demands one."""
    inside = replace(place, in_cell=True)
    room = _BLANKS * sum(len(row.cells) for row in node.rows) + 100
    grid = _grid(node.rows, room)
    if not grid:
        return _caption(node.caption, place)
    _note(node.rows, place)
    texts = [[_cell(cell, inside) for cell in row] for row in grid]
    width = max((number + 1 for row in texts for number, text in enumerate(row) if text), default=1)
    least = width if width * len(grid) <= room else 1
    filled = [cell for cell in grid[0] if cell is not None and cell.children]
    headed = bool(filled) and all(cell.header for cell in filled)
    head, body = (texts[0], texts[1:]) if headed else ([], texts)
    rules = [_RULES[align] for align in _aligns(grid, width)]
    lines = [_row(head, width, width), _row(rules, width, width), *[_row(row, least, width) for row in body]]
    caption = _caption(node.caption, place)
    return "\n\n".join(part for part in (caption, "\n".join(lines)) if part)


def _caption(caption: Inlines, place: Place) -> str:
    if caption:
        place.note("caption")
    return line(caption, place) if caption else ""


def _row(cells: list[str], least: int, most: int) -> str:
    """A line of the table; parsers add the blank cells that are missing at its end."""
    return f"| {' | '.join([*cells[:most], *[''] * (least - len(cells))])} |"


def _grid(rows: tuple[Row, ...], room: int) -> list[list[Cell | None]]:
    """Cells by row and column; None where a span covers the place. Spans that would take more than `room` are left out."""
    if sum(cell.colspan * min(cell.rowspan, len(rows)) for row in rows for cell in row.cells) > room:
        return [list(row.cells) for row in rows]
    grid: list[list[Cell | None]] = []
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


def _aligns(grid: list[list[Cell | None]], width: int) -> list[Align]:
    """How each column stands: as its cells below the first row do, when they agree."""
    found: list[set[Align]] = [set() for _ in range(width)]
    for row in grid[1:] or grid:
        for aligns, cell in zip(found, row, strict=False):
            if cell is not None and cell.children:
                aligns.add(cell.align)
    return [aligns.pop() if len(aligns) == 1 else "" for aligns in found]


def _note(rows: tuple[Row, ...], place: Place) -> None:
    if any(cell.rowspan > 1 or cell.colspan > 1 for row in rows for cell in row.cells):
        place.note("complex-table")
    first = rows[0].cells if rows and not all(cell.header for cell in rows[0].cells if cell.children) else ()
    if any(cell.header for cells in (first, *(row.cells for row in rows[1:])) for cell in cells):
        place.note("row-header")


def _cell(cell: Cell | None, place: Place) -> str:
    if cell is None or not cell.children:
        return ""
    if len(cell.children) > 1 or not isinstance(cell.children[0], model.Paragraph):
        place.note("cell-block")
        place = replace(place, tildes=True)
    separator = "<br>" if place.target.html else " "
    text = separator.join(part for part in _lines(cell.children, place) if part)
    return text.replace("|", "\\|").strip(" ")


def _lines(children: tuple[Block, ...], place: Place) -> Iterator[str]:
    """The blocks of a cell as lines of inline Markdown."""
    for child in children:
        match child:
            case model.Paragraph() | model.Heading():
                yield line(child.children, place, starts_line=False)
            case model.CodeBlock():
                for text in child.value.split("\n"):
                    yield line((model.Code(text),), place, starts_line=False)
            case model.Gallery():
                yield " ".join([image(one, place) for one in child.images])
                yield line(child.caption, place, starts_line=False)
            case model.RawBlock():
                yield html_in_line(child.value.replace("\n", " "))
            case model.ThematicBreak():
                continue
            case model.Embed():
                yield line((model.Link((model.Text(child.title or child.url),), child.url),), place, starts_line=False)
            case model.LinkCard() | model.Attachment():
                label = tidy(plain_text([child])).strip()
                yield line((model.Link((model.Text(label),), child.url),), place, starts_line=False)
            case model.MathBlock():
                yield line((model.Math(" ".join(child.value.split())),), place, starts_line=False)
            case _:
                yield from _nested(child, place)


def box(item: model.ListItem) -> str:
    """The check box of a task where no task can be."""
    return "" if item.checked is None else "☑" if item.checked else "☐"


_KIND = re.compile(r"[A-Za-z][\w-]*")
"""What GitHub and Hugo take for the kind of an alert."""


def callout_kind(node: model.Callout) -> str:
    """The kind as it stands in brackets."""
    return node.kind.upper() if _KIND.fullmatch(node.kind) else "NOTE"


def _nested(child: Block, place: Place) -> Iterator[str]:
    """The lines of a block that holds blocks."""
    match child:
        case model.BulletList() | model.OrderedList():
            for number, item in enumerate(child.items):
                lines = [text for text in _lines(item.children, place) if text]
                count = f"{child.start + number}." if isinstance(child, model.OrderedList) else ""
                yield " ".join(part for part in (count, box(item), *lines[:1]) if part)
                yield from lines[1:]
        case model.Table():
            yield line(child.caption, place, starts_line=False)
            for row in child.rows:
                yield " ".join(part for cell in row.cells for part in _lines(cell.children, place))
        case model.Figure():
            yield from _lines(child.children, place)
            yield line(child.caption, place, starts_line=False)
        case model.Details():
            yield line(child.summary, place, starts_line=False)
            yield from _lines(child.children, place)
        case model.DefinitionList():
            for definition in child.items:
                yield line(definition.term, place, starts_line=False)
                for description in definition.descriptions:
                    yield from _lines(description, place)
        case model.Callout():
            yield line((model.Text(f"[!{callout_kind(child)}] "), *child.title), place, starts_line=False)
            yield from _lines(child.children, place)
        case model.BlockQuote() | model.FootnoteDefinition():
            yield from _lines(child.children, place)
