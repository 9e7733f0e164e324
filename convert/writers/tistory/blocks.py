"""Blocks as the editor writes them, one small function each."""

from typing import assert_never

from convert import model
from convert.model import Block, Blocks, Cell, Inlines, Paragraph, Row, Text
from convert.writers._lone_image import lone_image
from convert.writers.tistory import media
from convert.writers.tistory.inlines import inlines, safe_raw_html_and_count_dropped
from convert.writers.tistory.page import (
    Page,
    attributes,
    escape_code_and_tistory_replacers,
    escape_text_leaving_replacers_as_they_are,
    text_align_style_attribute,
)

_SIZES = {2: "size26", 3: "size23", 4: "size20"}
"""The editor's three headings; a heading of another level is a plain tag, which the blog's skin knows."""


def blocks(children: Blocks, page: Page) -> str:
    """Blocks, each on lines of its own."""
    return "\n".join([_block(child, page) for child in children])


def _block(node: Block, page: Page) -> str:
    match node:
        case model.Paragraph():
            return _paragraph_or_image_block(node, page)
        case model.Heading():
            return _heading(node, page)
        case model.ThematicBreak():
            return '<hr contenteditable="false" data-ke-type="horizontalRule" data-ke-style="style5" />'
        case model.BlockQuote():
            return _quote("style2", blocks(node.children, page.without_placing_pictures()))
        case model.CodeBlock():
            return _code_block(node.value, node.lang)
        case model.BulletList():
            return f'<ul style="list-style-type: disc;" data-ke-list-type="disc">\n{_items(node.items, page)}\n</ul>'
        case model.OrderedList():
            return _ordered_list(node, page)
        case model.Table():
            return _table(node, page)
        case model.Figure():
            return _figure(node, page)
        case _:
            return _rarer_block(node, page)


def _rarer_block(
    node: model.Gallery
    | model.Embed
    | model.LinkCard
    | model.Attachment
    | model.Details
    | model.Callout
    | model.MathBlock
    | model.DefinitionList
    | model.FootnoteDefinition
    | model.RawBlock,
    page: Page,
) -> str:
    match node:
        case model.Gallery():
            return media.gallery(node, page)
        case model.Embed():
            return media.embed_as_player_or_link_and_count(node, page)
        case model.LinkCard():
            return media.link_card(node, page)
        case model.Attachment():
            return media.attachment(node, page)
        case model.Details():
            return _details_as_more_less_or_html(node, page)
        case model.Callout():
            return _callout_as_quote_and_count_notice(node, page)
        case model.MathBlock():
            return _math_block_as_tex_and_count_notice(node, page)
        case model.DefinitionList():
            return _definition_list(node, page)
        case model.FootnoteDefinition():
            return _footnote_as_labelled_blocks_and_count(node, page)
        case model.RawBlock():
            return _safe_html_or_foreign_code_as_code_block_and_count(node, page)
        case _:
            assert_never(node)


def _paragraph_or_image_block(node: Paragraph, page: Page) -> str:
    picture = lone_image(node) if page.places_pictures else None
    if picture is not None:
        return media.image_block(picture, (), node.align, page)
    return f'<p{text_align_style_attribute(node.align)} data-ke-size="size16">{inlines(node.children, page)}</p>'


def _heading(node: model.Heading, page: Page) -> str:
    size = attributes(data_ke_size=_SIZES.get(node.level, ""))
    inner = inlines(node.children, page)
    return f"<h{node.level}{attributes(id=node.id)}{text_align_style_attribute(node.align)}{size}>{inner}</h{node.level}>"


def _quote(style: str, inner: str) -> str:
    return f'<blockquote data-ke-style="{style}">\n{inner}\n</blockquote>'


def _code_block(value: str, lang: str) -> str:
    """The `code` inside keeps a first empty line, which a `pre` alone would lose."""
    named = attributes(class_=lang, data_ke_language=lang)
    return f'<pre{named} data-ke-type="codeblock"><code>{escape_code_and_tistory_replacers(value)}</code></pre>'


# Lists


def _ordered_list(node: model.OrderedList, page: Page) -> str:
    start = attributes(start="" if node.start == 1 else str(node.start))
    return f'<ol style="list-style-type: decimal;"{start} data-ke-list-type="decimal">\n{_items(node.items, page)}\n</ol>'


def _items(items: tuple[model.ListItem, ...], page: Page) -> str:
    return "\n".join([_item(item, page.without_placing_pictures()) for item in items])


def _item(item: model.ListItem, page: Page) -> str:
    checked = ' checked="checked"' if item.checked else ""
    box = "" if item.checked is None else f'<input type="checkbox"{checked} disabled="disabled" /> '
    return f"<li>{box}{_tight_content(item.children, page)}</li>"


def _tight_content(children: Blocks, page: Page) -> str:
    """The content of an item, a cell or a description: its only paragraph has no tag, and so is as close as the author saw it."""
    first, rest = (children[0], children[1:]) if children else (None, ())
    if not isinstance(first, Paragraph) or first.align or any(isinstance(child, Paragraph) for child in rest):
        return blocks(children, page)
    line = inlines(first.children, page)
    return f"{line}\n{blocks(rest, page)}" if rest else line


# Tables


def _table(node: model.Table, page: Page) -> str:
    caption = f"<caption>{inlines(node.caption, page)}</caption>\n" if node.caption else ""
    heads = 1 if node.rows and _are_all_headers_without_rowspan(node.rows[0]) else 0
    head = f"<thead>\n{_tr_elements(node.rows[:heads], page)}\n</thead>\n" if heads else ""
    body = f"<tbody>\n{_tr_elements(node.rows[heads:], page)}\n</tbody>\n" if node.rows[heads:] else ""
    return f"<table{_table_attributes_or_empty_if_one_cell(node)}>\n{caption}{head}{body}</table>"


def _table_attributes_or_empty_if_one_cell(node: model.Table) -> str:
    """As the editor draws tables. One of a single cell has no lines, or it would be a box drawn round a note."""
    is_one_cell = sum(len(row.cells) for row in node.rows) == 1
    return "" if is_one_cell else ' style="border-collapse: collapse; width: 100%;" border="1" data-ke-align="alignLeft"'


def _are_all_headers_without_rowspan(row: Row) -> bool:
    """Whether a row can be a head of its own; a cell that reaches below would be cut off there."""
    return bool(row.cells) and all(cell.header and cell.rowspan == 1 for cell in row.cells)


def _tr_elements(rows: tuple[Row, ...], page: Page) -> str:
    return "\n".join([_row(row, page.without_placing_pictures()) for row in rows])


def _row(row: Row, page: Page) -> str:
    cells = "\n".join([_cell(cell, page) for cell in row.cells])
    return f"<tr>\n{cells}\n</tr>"


def _cell(cell: Cell, page: Page) -> str:
    tag = "th" if cell.header else "td"
    colspan, rowspan = (span if span > 1 else 0 for span in (cell.colspan, cell.rowspan))
    named = f"{text_align_style_attribute(cell.align)}{attributes(colspan=colspan, rowspan=rowspan)}"
    return f"<{tag}{named}>{_tight_content(cell.children, page)}</{tag}>"


# Figures and folds


def _figure(node: model.Figure, page: Page) -> str:
    return media.lone_image_or_player_block_or_empty(node, page) or media.figure(
        blocks(node.children, page.without_placing_pictures()), node.caption, node.align, page
    )


def _details_as_more_less_or_html(node: model.Details, page: Page) -> str:
    """The editor's fold, whose label is bare text; with more in it, the browser's own."""
    label = _label_if_plain_text(node.summary)
    inner = blocks(node.children, page)
    if not label:
        summary = f"<summary>{inlines(node.summary, page)}</summary>\n" if node.summary else ""
        return f"<details>\n{summary}{inner}\n</details>"
    named = attributes(data_ke_type="moreLess", data_text_more=label, data_text_less="닫기")
    toggle = f'<a class="btn-toggle-moreless">{escape_text_leaving_replacers_as_they_are(label)}</a>'
    return f'<div{named}>{toggle}\n<div class="moreless-content">\n{inner}\n</div>\n</div>'


def _label_if_plain_text(summary: Inlines) -> str:
    only = summary[0] if len(summary) == 1 else None
    return only.value if isinstance(only, Text) and only.value == " ".join(only.value.split()) else ""


# What the editor has no block for


def _callout_as_quote_and_count_notice(node: model.Callout, page: Page) -> str:
    """The editor's boxed quotation."""
    page.count_notice("callout")
    if node.fold:
        page.count_notice("fold")
    title = node.title or (Text(node.kind.capitalize()),)
    head = f'<p data-ke-size="size16"><b>{inlines(title, page)}</b></p>\n'
    return _quote("style3", head + blocks(node.children, page.without_placing_pictures()))


def _math_block_as_tex_and_count_notice(node: model.MathBlock, page: Page) -> str:
    page.count_notice("math")
    formula = escape_text_leaving_replacers_as_they_are(node.value)
    return f'<p class="math" style="text-align: center;" data-ke-size="size16">\\[{formula}\\]</p>'


def _definition_list(node: model.DefinitionList, page: Page) -> str:
    lines = []
    for item in node.items:
        lines.append(f"<dt>{inlines(item.term, page)}</dt>")
        lines.extend(
            f"<dd>{_tight_content(description, page.without_placing_pictures())}</dd>" for description in item.descriptions
        )
    return "<dl>\n" + "\n".join(lines) + "\n</dl>"


def _footnote_as_labelled_blocks_and_count(node: model.FootnoteDefinition, page: Page) -> str:
    """A list item of its own number would need the footnotes around it; the label before the text says the same."""
    page.count_notice("footnote")
    back = f"<a{attributes(href=f'#fnref-{node.label}')}>{escape_text_leaving_replacers_as_they_are(node.label)}</a>"
    label = f'<p data-ke-size="size16"{attributes(id=f"fn-{node.label}")}><sup>{back}</sup></p>'
    return f"{label}\n{blocks(node.children, page.without_placing_pictures())}"


def _safe_html_or_foreign_code_as_code_block_and_count(node: model.RawBlock, page: Page) -> str:
    if node.format == "html":
        return safe_raw_html_and_count_dropped(node.value, page)
    page.count_notice("raw-format")
    return _code_block(node.value, node.format)
