"""Blocks as WordPress's editor writes them, one small function each.

Every shape is what `save` of the block makes in WordPress 6.8 (packages/block-library); `make blocks` asks its own code. What no
core block holds is a block of HTML, and so is what WordPress would run or embed where it is meant to be read.
"""

from collections.abc import Iterable
from typing import assert_never

from convert import lazy_re as re
from convert import model
from convert.model import Align, Block, Blocks, HardBreak, Paragraph, Text
from convert.writers.wordpress import media
from convert.writers.wordpress.context import Context
from convert.writers.wordpress.delimiters import BETWEEN, block
from convert.writers.wordpress.escaping import escape_code
from convert.writers.wordpress.html_block import core_block_or_html, fits_core_block, html_block_or_empty
from convert.writers.wordpress.rich_text import attributes, rich_text, safe_raw_html_and_count_dropped
from convert.writers.wordpress.tables import table


def blocks(children: Iterable[Block], context: Context) -> str:
    """Blocks in a row."""
    return BETWEEN.join(_non_empty_blocks(children, context))


def _non_empty_blocks(children: Iterable[Block], context: Context) -> list[str]:
    return [text for child in children if (text := _block(child, context))]


def _block(node: Block, context: Context) -> str:
    match node:
        case model.Paragraph():
            return _paragraph_or_image(node, context)
        case model.Heading():
            return _heading(node, context)
        case model.ThematicBreak():
            return block("separator", '<hr class="wp-block-separator has-alpha-channel-opacity"/>')
        case model.BlockQuote():
            return block("quote", f'<blockquote class="wp-block-quote">{blocks(node.children, context)}</blockquote>')
        case model.CodeBlock():
            return _code_block(node.value, node.lang)
        case model.BulletList():
            return block("list", f'<ul class="wp-block-list">{_items(node.items, context)}</ul>')
        case model.OrderedList():
            return _ordered_list(node, context)
        case model.Table():
            return table(node, node.caption, context, blocks)
        case model.Figure():
            return _figure(node, context)
        case model.Gallery():
            return media.gallery(node, context)
        case _:
            return _rarer_block(node, context)


def _rarer_block(
    node: model.Embed
    | model.LinkCard
    | model.Attachment
    | model.Details
    | model.Callout
    | model.MathBlock
    | model.DefinitionList
    | model.FootnoteDefinition
    | model.RawBlock,
    context: Context,
) -> str:
    match node:
        case model.Embed():
            return media.embed_as_player_or_link_and_count(node, (), context)
        case model.LinkCard():
            return media.link_card_as_html_block(node, context)
        case model.Attachment():
            return media.file_block_or_text_if_unsafe(node, context)
        case model.Details():
            return _details_block_or_html(node, context)
        case model.Callout():
            return _callout_as_quote_and_count_if_folds(node, context)
        case model.MathBlock():
            return _math_paragraph_or_empty_and_count_notice(node, context)
        case model.DefinitionList():
            return _definition_list(node, context)
        case model.FootnoteDefinition():
            return "" if context.is_first_definition_of_its_label(node) else blocks(node.children, context)
        case model.RawBlock():
            return _safe_html_or_counted_foreign_code(node, context)
        case _:
            assert_never(node)


# Text


def _paragraph_or_image(node: Paragraph, context: Context) -> str:
    picture = media.lone_image(_without_breaks_if_one_other_inline(node))
    if picture is not None:
        return media.image_block_or_paragraph_if_unsafe(picture, (), node.align, context)
    html = f"<p{attributes(class_=_text_align_class(node.align))}>{rich_text(node.children, context)}</p>"
    return core_block_or_html("paragraph", html, {"align": node.align}, node.children)


def _without_breaks_if_one_other_inline(node: Paragraph) -> Paragraph:
    words = [child for child in node.children if not isinstance(child, HardBreak)]
    return Paragraph(tuple(words)) if len(words) == 1 else node


def _text_align_class(align: Align) -> str:
    return f"has-text-align-{align}" if align else ""


def _heading(node: model.Heading, context: Context) -> str:
    names = " ".join(filter(None, ("wp-block-heading", _text_align_class(node.align))))
    html = f"<h{node.level}{attributes(class_=names, id=node.id)}>{rich_text(node.children, context)}</h{node.level}>"
    level = {} if node.level == _USUAL_LEVEL else {"level": node.level}
    return core_block_or_html("heading", html, {"textAlign": node.align, **level}, node.children)


_USUAL_LEVEL = 2
"""The level of headings that say none."""

_LANGUAGE = re.compile(r"[\w+#.-]*")


def _code_block(value: str, lang: str) -> str:
    """The language is a class of the block, where scripts that colour code look for it. A last line end needs one more."""
    word = _LANGUAGE.match(lang)
    name = f"language-{word[0]}" if word and word[0] else ""
    names = " ".join(filter(None, ("wp-block-code", name)))
    ended = f"{value}\n" if value.endswith("\n") else value
    return core_block_or_html("code", f'<pre class="{names}"><code>{escape_code(ended)}</code></pre>', {"className": name})


# Lists


def _ordered_list(node: model.OrderedList, context: Context) -> str:
    start = f' start="{node.start}"' if node.start != 1 else ""
    said = {"ordered": True} | ({"start": node.start} if node.start != 1 else {})
    return block("list", f'<ol{start} class="wp-block-list">{_items(node.items, context)}</ol>', said)


def _items(items: tuple[model.ListItem, ...], context: Context) -> str:
    return BETWEEN.join([_item(item, context) for item in items])


def _item(item: model.ListItem, context: Context) -> str:
    """An item: its text, and in it the other blocks. The editor keeps one block beside the text as it is, so several are one."""
    text, rest = _text_and_rest_of_item(item.children, context)
    checked = ' checked=""' if item.checked else ""
    box = "" if item.checked is None else f'<input type="checkbox" disabled=""{checked}> '
    inner = _non_empty_blocks(rest, context)
    if len(inner) > 1 or (rest and isinstance(rest[0], _SEVERAL)):
        inner = [block("group", f'<div class="wp-block-group">{BETWEEN.join(inner)}</div>')]
    return block("list-item", f"<li>{box}{text}{''.join(inner)}</li>")


_SEVERAL = (model.Gallery, model.FootnoteDefinition)
"""Nodes that may be several blocks."""


def _text_and_rest_of_item(children: Blocks, context: Context) -> tuple[str, Blocks]:
    first = children[0] if children else None
    if not isinstance(first, Paragraph) or first.align:
        return "", children
    text = rich_text(first.children, context)
    return (text, children[1:]) if fits_core_block(text, first.children) else ("", children)


# Boxes


def _figure(node: model.Figure, context: Context) -> str:
    only = node.children[0] if len(node.children) == 1 else None
    picture = media.lone_image(only) if isinstance(only, Paragraph) and not only.align else None
    if picture is not None:
        return media.image_block_or_paragraph_if_unsafe(picture, node.caption, node.align, context)
    if isinstance(only, model.Embed):
        return media.embed_as_player_or_link_and_count(only, node.caption, context)
    if isinstance(only, model.Table) and not only.caption:
        return table(only, node.caption, context, blocks)
    inner = blocks(node.children, context.in_html())
    return html_block_or_empty(f"<figure>\n{inner}\n{media.caption_or_empty(node.caption, context)}</figure>")


def _details_block_or_html(node: model.Details, context: Context) -> str:
    """A fold. One that is called nothing the editor would call so in a word of its own."""
    summary = rich_text(node.summary, context)
    if not summary or not fits_core_block(summary, node.summary):
        named = f"<summary>{summary}</summary>\n" if summary else ""
        return html_block_or_empty(
            f'<details class="wp-block-details">\n{named}{blocks(node.children, context.in_html())}\n</details>'
        )
    inner = blocks(node.children, context)
    return block("details", f'<details class="wp-block-details"><summary>{summary}</summary>{inner}</details>')


_KIND = re.compile("[a-z]+")


def _callout_as_quote_and_count_if_folds(node: model.Callout, context: Context) -> str:
    """A quotation with the classes that themes and our reader know of boxes. One that folds is written out."""
    if node.fold:
        context.count_notice("fold")
    kind = node.kind.lower()
    name = f"callout callout-{kind if _KIND.fullmatch(kind) else 'note'}"
    title = rich_text(node.title or (Text(node.kind.capitalize() or "Note"),), context)
    head = core_block_or_html("paragraph", f'<p class="callout-title">{title}</p>', {"className": "callout-title"}, node.title)
    inner = BETWEEN.join([head, *_non_empty_blocks(node.children, context)])
    return block("quote", f'<blockquote class="wp-block-quote {name}">{inner}</blockquote>', {"className": name})


# What the editor has no block for


def _math_paragraph_or_empty_and_count_notice(node: model.MathBlock, context: Context) -> str:
    if not node.value.strip():
        return ""
    context.count_notice("math")
    lines = "\n".join([context.escape_running_text_but_not_shortcodes(line) for line in node.value.split("\n")])
    return core_block_or_html("paragraph", f'<p class="math">\\[{lines}\\]</p>', {"className": "math"})


def _definition_list(node: model.DefinitionList, context: Context) -> str:
    lines = []
    for item in node.items:
        lines.append(f"<dt>{rich_text(item.term, context)}</dt>")
        lines.extend(f"<dd>{blocks(description, context.in_html())}</dd>" for description in item.descriptions)
    return html_block_or_empty("<dl>\n" + "\n".join(lines) + "\n</dl>")


def _safe_html_or_counted_foreign_code(node: model.RawBlock, context: Context) -> str:
    if node.format == "html":
        return html_block_or_empty(safe_raw_html_and_count_dropped(node.value, context))
    context.count_notice("raw-format")
    return _code_block(node.value, node.format)
