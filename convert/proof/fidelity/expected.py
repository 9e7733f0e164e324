"""The HTML a page ought to be: what each node is in the target, spelled as CommonMark's renderers spell it.

Pages are compared by what they show, so any HTML that shows the same would do. This spelling is the one comrak prints, because
then most posts are proved by two equal texts. It knows nothing of Markdown: no escape, delimiter or marker is in it.
"""

from collections import Counter
from collections.abc import Iterable
from functools import partial
from html import unescape
from itertools import count, groupby, repeat
from typing import assert_never

from msgspec.structs import replace

from convert import lazy_re as re
from convert import model
from convert.model import Align, Block, Blocks, Cell, Inlines, Node, Row
from convert.model.walk import label_lines_or_url, plain_text, rewrite_nodes
from convert.proof.fidelity.expected_inlines import FOOTNOTE_MARK, escape_address, escape_text, expected_image, expected_inlines
from convert.writers import _html as html
from convert.writers._image_descriptions import image_that_is_whole_figure_or_none
from convert.writers._markdown.captions import (
    caption_below_figure_or_empty,
    caption_form,
    figure_content_described_or_titled,
    gallery_caption_form,
    without_figure_shortcodes,
)
from convert.writers._markdown.complex_tables import table_as_list, table_form
from convert.writers._markdown.definitions import is_one_line_term_with_description
from convert.writers._markdown.footnotes import Footnotes
from convert.writers._markdown.formulas import can_be_double_dollar_block, is_safe_between_dollar_lines_in_dialect
from convert.writers._markdown.player_shortcode import is_player_of_obsidian
from convert.writers._markdown.tables import (
    callout_kind_and_fold,
    check_box_character_or_empty,
    item_bullet_in_cells_without_html,
)
from convert.writers._markdown.target import GFM, Target
from convert.writers._markdown.unnumberable_lists import is_unnumberable_list, unnumberable_list_as_paragraphs
from convert.writers._markdown.verbatim import FORMULA_LANGUAGE, language_as_fence_word_or_empty

_LISTS = (model.BulletList, model.OrderedList)


def expected_page(children: Blocks, target: Target) -> str:
    """The page a post makes."""
    return "".join(expected_page_blocks(children, target))


def expected_page_blocks(children: Blocks, target: Target) -> list[str]:
    """The same, block by block, with the footnotes at the end in the order of their marks."""
    target = target.with_blank_cells_of_post(children)
    notes = Footnotes(children)
    texts = any([isinstance(child, model.FootnoteDefinition) for child in children])
    parts = (
        [_block_or_children_of_unreferenced_note(child, notes.referenced_definitions, target) for child in children]
        if texts
        else [_expected_block(child, target) for child in children]
    )
    if any(['"#fn-"' in part for part in parts]):
        parts = [FOOTNOTE_MARK.sub(lambda match: _footnote_number_or_typed_mark(match, notes.numbers), part) for part in parts]
    return [*parts, _expected_footnote_section(notes, target)] if texts else parts


def _footnote_number_or_typed_mark(match: re.Match[str], numbers: dict[str, int]) -> str:
    """The mark of a footnote, which renderers show as a number whatever its label is; of one without a text, its characters."""
    number = numbers.get(unescape(match[1]))
    return f'<sup><a href="#fn-">{number}</a></sup>' if number else f"[^{match[1]}]"


def _block_or_children_of_unreferenced_note(node: Block, notes: dict[str, model.FootnoteDefinition], target: Target) -> str:
    """A block that is not inside another. The text of a footnote that nothing refers to stays where it is."""
    if isinstance(node, model.FootnoteDefinition) and notes.get(node.label) is not node:
        return _expected_blocks(node.children, target)
    return _expected_block(node, target)


def _expected_blocks(children: Blocks, target: Target) -> str:
    return "".join([_expected_block(child, target) for child in children])


def _expected_block(node: Block, target: Target) -> str:
    match node:
        case model.Paragraph():
            return _expected_paragraph(node.children, target)
        case model.Heading():
            return _expected_heading(node, target)
        case model.BulletList() | model.OrderedList():
            return _expected_list_or_paragraphs_if_unnumberable(node, target)
        case model.Figure():
            return _expected_figure(node, target)
        case model.CodeBlock():
            return _expected_code_block(node.value, language_as_fence_word_or_empty(node.lang))
        case model.Table():
            return _expected_table(node, target)
        case model.BlockQuote():
            inner = _expected_blocks(node.children, target)
            return f"<blockquote>\n{inner}</blockquote>\n" if inner else ""
        case model.ThematicBreak():
            return "<hr />\n"
        case model.FootnoteDefinition():
            return ""
        case _:
            return _expected_rarer_block(node, target)


def _expected_rarer_block(
    node: model.LinkCard
    | model.Embed
    | model.Gallery
    | model.Attachment
    | model.Details
    | model.Callout
    | model.MathBlock
    | model.DefinitionList
    | model.RawBlock,
    target: Target,
) -> str:
    match node:
        case model.LinkCard():
            return _expected_link_card(node, target)
        case model.Embed():
            return _expected_embed(node, target)
        case model.Gallery():
            return _expected_gallery(node, target)
        case model.Attachment():
            return _paragraph_with_text_linked_if_url(f"{node.name} {node.size}".strip() or node.url, node.url, target)
        case model.Details():
            return _expected_details(node, target)
        case model.Callout():
            return _callout_as_marked_quote(node, target)
        case model.MathBlock():
            return _expected_math_block(node, target)
        case model.DefinitionList():
            return _expected_definition_list(node, target)
        case model.RawBlock():
            return f"{node.value}\n"
        case _:
            assert_never(node)


def _expected_paragraph(children: Inlines, target: Target) -> str:
    return f"<p>{expected_inlines(children, target)}</p>\n" if children else ""


def _expected_heading(node: model.Heading, target: Target) -> str:
    anchor = f'<a id="{escape_text(node.id)}"></a>' if node.id and target.dialect.html else ""
    level = target.style.shift_level(node.level)
    return f"<h{level}>{anchor}{expected_inlines(node.children, target)}</h{level}>\n" if node.children else ""


def _expected_code_block(code: str, name: str) -> str:
    lang = f' class="language-{escape_text(name)}"' if name else ""
    return f"<pre><code{lang}>{escape_text(code)}\n</code></pre>\n" if code else f"<pre><code{lang}></code></pre>\n"


def _callout_as_marked_quote(node: model.Callout, target: Target) -> str:
    """A quotation that begins with its kind, as those who know no alerts show it."""
    mark = model.Text(f"{callout_kind_and_fold(node, target)} ")
    is_apart = target.dialect.soft_break == "break" and not target.dialect.wiki
    first, rest = node.title, tuple([child for child in node.children if not isinstance(child, model.FootnoteDefinition)])
    if is_apart:
        head = _expected_paragraph((mark,), target) + _expected_paragraph(first, target)
        return f"<blockquote>\n{head}{_expected_blocks(rest, target)}</blockquote>\n"
    if not first and rest and isinstance(rest[0], model.Paragraph):
        first, rest = rest[0].children, rest[1:]
    return f"<blockquote>\n{_expected_paragraph((mark, *first), target)}{_expected_blocks(rest, target)}</blockquote>\n"


def _expected_math_block(node: model.MathBlock, target: Target) -> str:
    if target.dialect.formulas == "double" and can_be_double_dollar_block(node.value):
        return f"<p>$$\n{escape_text(node.value.strip())}\n$$</p>\n" if node.value.strip() else ""
    if is_safe_between_dollar_lines_in_dialect(node.value, target.dialect):
        return f"<p>$$\n{escape_text(node.value)}\n$$</p>\n"
    return _expected_code_block(node.value, FORMULA_LANGUAGE) if node.value.strip() else ""


def _expected_list_or_paragraphs_if_unnumberable(node: model.BulletList | model.OrderedList, target: Target) -> str:
    if isinstance(node, model.OrderedList) and is_unnumberable_list(node):
        return _expected_blocks(unnumberable_list_as_paragraphs(node), target)
    is_tight = all([_has_at_most_paragraph_and_sublist(item) for item in node.items])
    items = "".join([_expected_item(item, target, is_tight) for item in node.items])
    if isinstance(node, model.BulletList):
        return f"<ul>\n{items}</ul>\n"
    return f"<ol>\n{items}</ol>\n" if node.start == 1 else f'<ol start="{node.start}">\n{items}</ol>\n'


def _has_at_most_paragraph_and_sublist(item: model.ListItem) -> bool:
    children = item.children
    return len(children) < 2 or (
        len(children) == 2
        and isinstance(children[0], model.Paragraph)
        and isinstance(children[1], _LISTS)
        and not is_unnumberable_list(children[1])
    )


def _expected_item(item: model.ListItem, target: Target, is_tight: bool) -> str:
    checked = 'checked="" ' if item.checked else ""
    box = "" if item.checked is None else f'<input type="checkbox" {checked}disabled="" /> '
    first = item.children[0] if item.children else None
    if not is_tight or not isinstance(first, model.Paragraph):
        inner = _expected_blocks(item.children, target)
        return f"<li>{box}\n{inner}</li>\n" if inner else f"<li>{box}</li>\n"
    rest = _expected_blocks(item.children[1:], target)
    text = expected_inlines(first.children, target)
    return f"<li>{box}{text}\n{rest}</li>\n" if rest else f"<li>{box}{text}</li>\n"


def _expected_table(node: model.Table, target: Target) -> str:
    """A plain grid exactly as renderers print it, with an empty header where it has none; any other table by what it shows.

    One that is written as HTML is that HTML, in which nothing is in Markdown's words: no formula, list or callout is.
    """
    form = table_form(node, target)
    if form == "html":
        return f"{html.blocks((node,))}\n"
    if form == "list" and _list_has_all_cells(listed := table_as_list(node), node):
        return _expected_blocks(listed, target)
    caption = _expected_paragraph(node.caption, target)
    width = len(node.rows[0].cells) if node.rows else 0
    if not width or not all(
        [len(row.cells) == width and all([_is_unspanned_empty_or_one_paragraph(cell) for cell in row.cells]) for row in node.rows]
    ):
        return f"{caption}<table>\n{''.join([_row_with_spans(row, target) for row in node.rows])}</table>\n"
    filled = [cell for cell in node.rows[0].cells if cell.children]
    is_headed = bool(filled) and all([cell.header for cell in filled])
    aligns = [_align_attribute_of_column([row.cells[column] for row in node.rows[1:] or node.rows]) for column in range(width)]
    texts = [[_html_of_only_paragraph_or_empty(cell, target) for cell in row.cells] for row in node.rows]
    head, body = (texts[0], texts[1:]) if is_headed else ([""] * width, texts)
    rows = "".join([_expected_row(row, "td", aligns) for row in body])
    tail = f"<tbody>\n{rows}</tbody>\n" if rows else ""
    return f"{caption}<table>\n<thead>\n{_expected_row(head, 'th', aligns)}</thead>\n{tail}</table>\n"


def _list_has_all_cells(listed: Blocks, node: model.Table) -> bool:
    """Whether a list made of a table, which is the writer's own, has every cell; if not, the table is expected after all."""
    cells = Counter([word for row in node.rows for cell in row.cells for word in _words_without_final_colons(cell.children)])
    return cells <= Counter(_words_without_final_colons(listed))


def _words_without_final_colons(children: Blocks) -> list[str]:
    """Words in reading order; of one that a list names a column with, its colon is no part."""
    return [word.removesuffix(":") for word in plain_text(children).split()]


def _row_with_spans(row: Row, target: Target) -> str:
    """A row of a table that is no grid, with its spans and whatever is in its cells, where captions are lines."""
    target = replace(target, captions="paragraph")
    cells = []
    for cell in row.cells:
        tag = "th" if cell.header else "td"
        inner = _expected_blocks(
            rewrite_nodes(cell.children, partial(_as_simpler_blocks_for_cell, bullet=item_bullet_in_cells_without_html(target))),
            target,
        )
        cells.append(f'<{tag} rowspan="{cell.rowspan}" colspan="{cell.colspan}">{inner}</{tag}>\n')
    return f"<tr>\n{''.join(cells)}</tr>\n"


def _as_simpler_blocks_for_cell(node: Node, bullet: str) -> Node | tuple[Node, ...]:
    """What a block becomes in a cell of a pipe table, where all there is are lines."""
    match node:
        case model.MathBlock():
            return model.Paragraph((model.Math(" ".join(node.value.split())),))
        case model.Embed():
            return model.Paragraph((model.Link(tuple([model.Text(line) for line in label_lines_or_url(node)]), node.url),))
        case model.Details():
            return (model.Paragraph(node.summary), *node.children)
        case model.BlockQuote():
            return node.children
        case model.Callout():
            return (model.Paragraph((model.Text(f"{callout_kind_and_fold(node, GFM)} "), *node.title)), *node.children)
        case model.BulletList() | model.OrderedList():
            numbers = count(node.start) if isinstance(node, model.OrderedList) else repeat(None)
            return model.BulletList(
                tuple([_item_with_number_box_or_bullet_as_text(*pair, bullet) for pair in zip(node.items, numbers, strict=False)])
            )
        case _:
            return node


def _item_with_number_box_or_bullet_as_text(item: model.ListItem, number: int | None, bullet: str) -> model.ListItem:
    """An item that begins with its number and check box, or else with its bullet if that is written."""
    label = (
        " ".join([part for part in ("" if number is None else f"{number}.", check_box_character_or_empty(item)) if part])
        or bullet
    )
    return replace(item, checked=None, children=(model.Paragraph((model.Text(label),)), *item.children)) if label else item


def _is_unspanned_empty_or_one_paragraph(cell: Cell) -> bool:
    children = cell.children
    return cell.rowspan == cell.colspan == 1 and (
        not children or (len(children) == 1 and isinstance(children[0], model.Paragraph))
    )


def _html_of_only_paragraph_or_empty(cell: Cell, target: Target) -> str:
    only = cell.children[0] if cell.children else None
    text = expected_inlines(only.children, target) if isinstance(only, model.Paragraph) else ""
    return text.replace("<br />\n", "<br>" if target.dialect.html else " ")


def _expected_row(cells: list[str], tag: str, aligns: list[str]) -> str:
    inner = "".join([f"<{tag}{align}>{cell}</{tag}>\n" for cell, align in zip(cells, aligns, strict=True)])
    return f"<tr>\n{inner}</tr>\n"


def _align_attribute_of_column(column: list[Cell]) -> str:
    """How a column stands, when its cells agree."""
    aligns = {cell.align for cell in column if cell.children}
    align: Align = aligns.pop() if len(aligns) == 1 else ""
    return f' align="{align}"' if align in ("left", "center", "right") else ""


def _paragraph_with_text_linked_if_url(text: str, url: str, target: Target) -> str:
    return _expected_paragraph((model.Link((model.Text(text),), url),) if url else (model.Text(text),), target)


def _expected_link_card(node: model.LinkCard, target: Target) -> str:
    texts = [text for text in (node.title, node.description, node.host) if text.strip()] or [node.url]
    inner = "<br />\n".join([escape_text(text) for text in texts])
    return f'<p><a href="{escape_address(node.url)}">{inner}</a></p>\n' if node.url else f"<p>{inner}</p>\n"


def _expected_embed(node: model.Embed, target: Target) -> str:
    if target.dialect.shortcodes and node.provider in ("youtube", "vimeo"):
        return f'<iframe src="{escape_text(node.url.partition("v=")[2].partition("&")[0] or node.url)}"></iframe>\n'
    if is_player_of_obsidian(node, target):
        return f"<p>{expected_image(model.Image(node.url, node.title), target)}</p>\n"
    return _paragraph_with_text_linked_if_url(node.title if node.title.strip() else node.url, node.url, target)


def _expected_figure(node: model.Figure, target: Target) -> str:
    form = caption_form(node, target)
    content = figure_content_described_or_titled(node, form)
    if form == "figure" and node.caption:
        shown = image_that_is_whole_figure_or_none(replace(node, children=content))
        picture = expected_image(shown, target) if shown is not None else ""
        return f"<p>{picture}<figcaption>{expected_inlines(node.caption, target)}</figcaption></p>\n"
    return _expected_blocks(content, target) + _expected_paragraph(caption_below_figure_or_empty(node.caption, form), target)


def _expected_gallery(node: model.Gallery, target: Target) -> str:
    images = "\n".join([expected_image(one, target) for one in node.images])
    caption = caption_below_figure_or_empty(node.caption, gallery_caption_form(target))
    return (f"<p>{images}</p>\n" if images else "") + _expected_paragraph(caption, target)


def _expected_details(node: model.Details, target: Target) -> str:
    if target.dialect.html:
        name = expected_inlines(node.summary, target) if target.dialect.tags == "jsx" else html.inlines(node.summary)
        return f"<details>\n<summary>{name}</summary>\n{_expected_blocks(node.children, target)}</details>\n"
    inner = _expected_blocks(node.children, without_figure_shortcodes(target))
    return f"<summary>{expected_inlines(node.summary, target)}</summary>\n{inner}"


def _expected_definition_list(node: model.DefinitionList, target: Target) -> str:
    runs = groupby(node.items, lambda item: target.dialect.definition_lists and is_one_line_term_with_description(item))
    return "".join(
        [_definitions_as_dl(items, target) if is_list else _definitions_as_paragraphs(items, target) for is_list, items in runs]
    )


def _definitions_as_dl(items: Iterable[model.DefinitionItem], target: Target) -> str:
    parts: list[str] = []
    for item in items:
        parts.append(f"<dt>{expected_inlines(item.term, target)}</dt>\n")
        parts.extend([_expected_description(one, target) for one in item.descriptions])
    return f"<dl>\n{''.join(parts)}</dl>\n"


def _definitions_as_paragraphs(items: Iterable[model.DefinitionItem], target: Target) -> str:
    parts = [
        (_expected_paragraph(item.term, target), *[_expected_blocks(one, target) for one in item.descriptions]) for item in items
    ]
    return "".join(["".join(part) for part in parts])


def _expected_description(children: Blocks, target: Target) -> str:
    """What a term means; text alone is no paragraph there."""
    only = children[0] if len(children) == 1 else None
    if isinstance(only, model.Paragraph):
        return f"<dd>{expected_inlines(only.children, target)}</dd>\n"
    return f"<dd>\n{_expected_blocks(children, target)}</dd>\n"


def _expected_footnote_section(notes: Footnotes, target: Target) -> str:
    items = [f"<li>\n{_expected_blocks(notes.referenced_definitions[label].children, target)}</li>\n" for label in notes.numbers]
    items = [FOOTNOTE_MARK.sub(lambda match: _footnote_number_or_typed_mark(match, notes.numbers), item) for item in items]
    return f'<section class="footnotes">\n<ol>\n{"".join(items)}</ol>\n</section>\n' if items else ""
