"""Blocks as tags with Markdown between them."""

from collections.abc import Iterable, Sequence

from convert.model import (
    Align,
    Attachment,
    Block,
    BlockQuote,
    Blocks,
    BulletList,
    Callout,
    CodeBlock,
    DefinitionList,
    Details,
    Embed,
    Figure,
    FootnoteDefinition,
    Gallery,
    LinkCard,
    ListItem,
    MathBlock,
    Node,
    OrderedList,
    Paragraph,
    RawBlock,
    Table,
)
from convert.model.walk import label_lines_or_url, walk
from convert.writers._markdown.target import Context, Target


def markdown_attribute(context: Context) -> str:
    """What a tag needs so that what is in it is Markdown, where an empty line does not say so."""
    return ' markdown="1"' if context.target.dialect.markdown_in_html == "attribute" else ""


def list_in_tags(node: BulletList | OrderedList, items: Sequence[str], context: Context) -> str:
    """A list whose items are spelled already."""
    asks = markdown_attribute(context)
    name = "ul" if isinstance(node, BulletList) else "ol"
    start = f' start="{node.start}"' if isinstance(node, OrderedList) and node.start != 1 else ""
    spell = (
        _item_in_li_tags_with_markdown_block
        if context.target.dialect.nested_blocks == "margin"
        else _item_in_li_tags_with_attribute
    )
    return "\n".join([f"<{name}{start}{asks}>", *[spell(item, asks) for item in items], f"</{name}>"])


def _item_in_li_tags_with_attribute(item: str, attribute: str) -> str:
    return f"<li{attribute}>\n\n{item}\n\n</li>"


def _item_in_li_tags_with_markdown_block(item: str, attribute: str) -> str:
    """An item, of which Python-Markdown would read inlines alone if it did not say more. What is indented below an empty line it
    would take for a part of the item itself, not of the list or definition in there.
    """
    inner = f"<div{attribute}>\n\n{item}\n\n</div>" if "\n\n    " in item else item
    return f'<li markdown="block">\n\n{inner}\n\n</li>'


def quotation_in_tags(text: str, context: Context) -> str:
    """A quotation whose blocks are spelled already."""
    return f"<blockquote{markdown_attribute(context)}>\n\n{text}\n\n</blockquote>"


def figure_in_tags(inner: str, caption: str, align: Align, context: Context) -> str:
    """A figure whose content and caption are spelled already. What is aligned is in a `div`, the one tag GitHub heeds that in."""
    asks = markdown_attribute(context)
    opened, closed = (f'<div align="{align}"{asks}>\n', "\n</div>") if align in ("center", "right") else ("", "")
    label = f"<figcaption{asks}>\n\n{caption}\n\n</figcaption>"
    return f"{opened}<figure{asks}>\n\n{inner}\n\n{label}\n\n</figure>{closed}"


def needs_tags_for_start_or_unindentable_content(node: BulletList | OrderedList, context: Context) -> bool:
    """Whether Markdown there would drop the first number of a list, or not know what is in it."""
    is_numbered = (
        context.target.dialect.list_numbers == "html" and bool(node.items) and isinstance(node, OrderedList) and node.start != 1
    )
    return is_numbered or must_stand_at_margin(node.items, context.target)


def must_stand_at_margin(children: Iterable[Node], target: Target) -> bool:
    """Whether blocks hold any that count at the margin alone, so that what is round them are tags."""
    return target.dialect.nested_blocks == "margin" and any(_would_break_if_indented(node, target) for node in walk(children))


def _would_break_if_indented(node: Node, target: Target) -> bool:
    match node:
        case Figure() | Gallery():
            return bool(node.caption) and target.captions == "html"
        case OrderedList():
            return node.start != 1
        case DefinitionList():  # the second block of a description is code in an item
            return any([len(description) > 1 for item in node.items for description in item.descriptions])
        case ListItem():  # lines of its first block, which stands behind the marker, keep their indent
            return _begins_with_quote_list_or_table(node.children)
        case _:
            return isinstance(node, _AT_MARGIN)


def _begins_with_quote_list_or_table(children: Blocks) -> bool:
    first = next((one for one in children if not _is_empty_paragraph_figure_or_card(one)), None)
    if isinstance(first, Figure | FootnoteDefinition):
        return _begins_with_quote_list_or_table(first.children)
    return isinstance(first, _WITH_MARKED_LINES)


def _is_empty_paragraph_figure_or_card(node: Block) -> bool:
    if isinstance(node, Attachment | Embed | LinkCard):
        return not any([line.strip() for line in label_lines_or_url(node)])
    if isinstance(node, Figure):
        return not node.caption and all([_is_empty_paragraph_figure_or_card(one) for one in node.children])
    return isinstance(node, Paragraph) and not node.children


_AT_MARGIN = (CodeBlock, Details, MathBlock, RawBlock)
_WITH_MARKED_LINES = (BlockQuote, BulletList, Callout, DefinitionList, OrderedList, Table)
