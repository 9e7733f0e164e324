"""The body of a post as a document of Lexical: a node of Ghost's where it says all there is, else an HTML card."""

from typing import assert_never

from convert import model
from convert.model import Block, Blocks
from convert.model.walk import label_lines_or_url
from convert.writers._image_descriptions import with_images_described_by_caption_or_name
from convert.writers._lone_image import lone_image
from convert.writers._players import player_url_or_empty
from convert.writers.ghost import cards, nodes
from convert.writers.ghost.footnotes import with_top_level_numbered_notes_as_lists
from convert.writers.ghost.inlines import are_sayable_inlines, lexical_inlines_or_raise
from convert.writers.ghost.nodes import LexicalNode


def lexical_document(children: Blocks) -> LexicalNode:
    """The whole of a body. Ghost knows no document without a paragraph."""
    written = lexical_blocks(with_top_level_numbered_notes_as_lists(with_images_described_by_caption_or_name(children))) or [
        nodes.element("paragraph", [])
    ]
    return {"root": nodes.element("root", written)}


def lexical_blocks(children: Blocks) -> list[LexicalNode]:
    """The nodes of these blocks, one after another."""
    return [node for child in children for node in _lexical_nodes_of_block(child)]


def _as_html_card(node: Block) -> list[LexicalNode]:
    return [nodes.html_card(cards.block_html_with_players(node))]


def _lexical_nodes_of_block(node: Block) -> list[LexicalNode]:
    match node:
        case model.Paragraph():
            return _lexical_paragraph_or_image_or_html_card(node)
        case model.Heading():
            return _lexical_heading(node)
        case model.ThematicBreak():
            return [nodes.childless_node("horizontalrule")]
        case model.BlockQuote():
            return _lexical_quote_or_html_card(node)
        case model.CodeBlock():
            return [cards.code_card(node)] if node.value.strip() else _as_html_card(node)
        case model.BulletList() | model.OrderedList():
            return [_lexical_list(node)] if _is_sayable_list(node) else _as_html_card(node)
        case model.Figure():
            return _lexical_figure_or_html_card(node)
        case model.Gallery():
            return (
                cards.gallery_cards_holding_all_images(node)
                if cards.has_url_and_size_for_every_image(node)
                else _as_html_card(node)
            )
        case _:
            return _lexical_nodes_of_rarer_block(node)


def _lexical_nodes_of_rarer_block(
    node: model.Table
    | model.Embed
    | model.LinkCard
    | model.Attachment
    | model.Details
    | model.Callout
    | model.MathBlock
    | model.DefinitionList
    | model.FootnoteDefinition
    | model.RawBlock,
) -> list[LexicalNode]:
    match node:
        case model.Embed():
            return _lexical_embed(node)
        case model.LinkCard():
            return [cards.bookmark_card(node)] if node.url.strip() else _as_html_card(node)
        case model.Attachment():
            return _link_paragraph(node)
        case model.Details():
            return [cards.toggle_card(node)] if _can_details_be_toggle_card(node) else _as_html_card(node)
        case model.Callout():
            return _lexical_callout_or_html_card(node)
        case model.MathBlock():
            return [nodes.element("paragraph", [nodes.text(f"\\[{node.value}\\]", 0)])]
        case model.Table() | model.DefinitionList() | model.FootnoteDefinition() | model.RawBlock():
            return _as_html_card(node)
        case _:
            assert_never(node)


def _is_sayable_paragraph(node: Block) -> bool:
    """Whether a block is a paragraph of Ghost's: it has no alignment but that of the page."""
    return isinstance(node, model.Paragraph) and node.align in ("", "left") and are_sayable_inlines(node.children)


def _lexical_paragraph_or_image_or_html_card(node: model.Paragraph) -> list[LexicalNode]:
    picture = lone_image(node)
    if picture is not None and _is_picture_with_url_other_than_data(picture):
        return [cards.image_card(picture)]
    return (
        [nodes.element("paragraph", lexical_inlines_or_raise(node.children))]
        if _is_sayable_paragraph(node)
        else _as_html_card(node)
    )


def _is_picture_with_url_other_than_data(picture: model.Image | model.Link) -> bool:
    """Whether the editor keeps a picture: it writes `<base64String>` for one that is in its address (ImageNode.js)."""
    shown = picture if isinstance(picture, model.Image) else picture.children[0]
    return isinstance(shown, model.Image) and bool(shown.url.strip()) and not shown.url.lower().startswith("data:")


def _lexical_heading(node: model.Heading) -> list[LexicalNode]:
    """A heading. Ghost makes its `id` of its text, so that one with a name that links know is HTML."""
    if node.id or node.align not in ("", "left") or not are_sayable_inlines(node.children):
        return _as_html_card(node)
    return [nodes.element("extended-heading", lexical_inlines_or_raise(node.children), tag=f"h{node.level}")]


def _lexical_quote_or_html_card(node: model.BlockQuote) -> list[LexicalNode]:
    """A quotation. Ghost's holds no paragraphs: two would be glued together."""
    only = node.children[0] if len(node.children) == 1 else None
    if isinstance(only, model.Paragraph) and _is_sayable_paragraph(only):
        return [nodes.element("extended-quote", lexical_inlines_or_raise(only.children))]
    return _as_html_card(node)


def _is_sayable_list(node: model.BulletList | model.OrderedList) -> bool:
    """Whether every item is a line, or a line over a list: Ghost's items hold nothing else, and no check boxes."""
    return bool(node.items) and all([_is_sayable_item(item) for item in node.items])


def _is_sayable_item(item: model.ListItem) -> bool:
    if item.checked is not None or not item.children or not _is_sayable_paragraph(item.children[0]):
        return False
    below = item.children[1:]
    return not below or (
        len(below) == 1 and isinstance(below[0], model.BulletList | model.OrderedList) and _is_sayable_list(below[0])
    )


def _lexical_list(node: model.BulletList | model.OrderedList, level: int = 0) -> LexicalNode:
    """A list; one below an item is an item of its own, which the renderer shows in the one before it (list.js).

    Such an item has the number of the one behind it, as Lexical counts.
    """
    is_ordered, start = isinstance(node, model.OrderedList), node.start if isinstance(node, model.OrderedList) else 1
    items: list[LexicalNode] = []
    for number, item in enumerate(node.items, start):
        first, *below = item.children
        assert isinstance(first, model.Paragraph)
        items.append(nodes.element("listitem", lexical_inlines_or_raise(first.children), value=number, indent=level))
        for child in below:
            assert isinstance(child, model.BulletList | model.OrderedList)
            items.append(nodes.element("listitem", [_lexical_list(child, level + 1)], value=number + 1, indent=level))
    kind, tag = ("number", "ol") if is_ordered else ("bullet", "ul")
    return nodes.element("list", items, listType=kind, start=start, tag=tag)


def _lexical_figure_or_html_card(node: model.Figure) -> list[LexicalNode]:
    """What has a caption, as a card with one; several things in a figure without a caption stand by themselves."""
    only = node.children[0] if len(node.children) == 1 else None
    picture = lone_image(only) if isinstance(only, model.Paragraph) else None
    if picture is not None and _is_picture_with_url_other_than_data(picture):
        return [cards.image_card(picture, node.caption)]
    if isinstance(only, model.CodeBlock) and only.value.strip():
        return [cards.code_card(only, node.caption)]
    if isinstance(only, model.Embed) and cards.is_played_in_frame(only):
        return [cards.embed_card(only, node.caption)]
    return lexical_blocks(node.children) if not node.caption else _as_html_card(node)


def _lexical_embed(node: model.Embed) -> list[LexicalNode]:
    if cards.is_played_in_frame(node):
        return [cards.embed_card(node)]
    return [nodes.html_card(cards.player_html(node))] if player_url_or_empty(node) else _link_paragraph(node)


def _link_paragraph(node: model.Embed | model.Attachment) -> list[LexicalNode]:
    """A link. Ghost's own card for files says their size in other words, and asks for it in bytes."""
    said = model.Text(" ".join(label_lines_or_url(node)))
    return _lexical_paragraph_or_image_or_html_card(model.Paragraph((model.Link((said,), node.url),)))


def _can_details_be_toggle_card(node: model.Details) -> bool:
    """Whether the editor keeps what is in a fold: lines and lists, but no tables, code or pictures."""
    return are_sayable_inlines(node.summary) and all([_is_sayable_line_or_list(child) for child in node.children])


def _is_sayable_line_or_list(node: Block) -> bool:
    if isinstance(node, model.BulletList | model.OrderedList):
        return _is_sayable_list(node)
    return _is_sayable_paragraph(node)


def _lexical_callout_or_html_card(node: model.Callout) -> list[LexicalNode]:
    """A boxed note. Ghost's holds a line alone: no title, no second paragraph, and it never folds."""
    only = node.children[0] if len(node.children) == 1 else None
    if node.fold or node.title or not isinstance(only, model.Paragraph) or not _is_sayable_paragraph(only):
        return _as_html_card(node)
    return [cards.callout_card_without_emoji(node, only.children)]
