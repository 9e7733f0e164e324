"""Cards: what Ghost's editor shows as a box of its own, with what its renderer asks of each, so that none is dropped."""

from convert import model
from convert.model import Block, Image, Inlines, Link, Node
from convert.model.walk import label_lines_or_url, rewrite_nodes
from convert.writers import _html as html
from convert.writers._players import FILES, player_url_or_empty
from convert.writers.ghost import nodes
from convert.writers.ghost.nodes import LexicalNode

_CALLOUT_COLOURS = {
    "note": "blue",
    "info": "blue",
    "tip": "green",
    "success": "green",
    "important": "purple",
    "warning": "yellow",
    "caution": "red",
    "danger": "red",
}
"""The background of a callout by its kind; any other is grey."""

_GALLERY = 9
"""Pictures the editor takes in a gallery (`GalleryNodeComponent`); more are a gallery of their own."""

_ROW = 3
"""Pictures in a row of a gallery (gallery-renderer.js)."""


def image_card(node: Image | Link, caption: Inlines = ()) -> LexicalNode:
    """A picture, alone or in a link. Only both sizes together are shown; an empty address would drop the picture."""
    shown = node if isinstance(node, Image) else node.children[0]
    assert isinstance(shown, Image)
    is_sized = bool(shown.width and shown.height)
    return nodes.childless_node(
        "image",
        src=shown.url,
        width=shown.width if is_sized else None,
        height=shown.height if is_sized else None,
        title=shown.title,
        alt=shown.alt,
        caption=html.inlines(caption),
        cardWidth="regular",
        href=node.url if isinstance(node, Link) else "",
    )


def has_url_and_size_for_every_image(node: model.Gallery) -> bool:
    """Whether Ghost shows every picture: it leaves out those without both sizes, an address or a name (`isValidImage`)."""
    return bool(node.images) and all([image.url.strip() and image.width and image.height for image in node.images])


def gallery_cards_holding_all_images(node: model.Gallery) -> list[LexicalNode]:
    """A gallery, or as many as hold all its pictures; the last of them has the caption."""
    starts = range(0, len(node.images), _GALLERY)
    return [
        nodes.childless_node(
            "gallery",
            images=[_gallery_image(image, number) for number, image in enumerate(node.images[start : start + _GALLERY])],
            caption=html.inlines(node.caption) if start == starts[-1] else "",
        )
        for start in starts
    ]


def _gallery_image(image: Image, number: int) -> LexicalNode:
    name = image.name or image.url.rpartition("/")[2] or "image"
    return {
        "row": number // _ROW,
        "src": image.url,
        "fileName": name,
        "alt": image.alt,
        "title": image.title,
        "width": image.width,
        "height": image.height,
    }


def code_card(node: model.CodeBlock, caption: Inlines = ()) -> LexicalNode:
    """A block of code. One of nothing but white space would be dropped."""
    return nodes.childless_node("codeblock", code=node.value, language=node.lang, caption=html.inlines(caption))


def bookmark_card(node: model.LinkCard) -> LexicalNode:
    """A link with what its page says of itself."""
    title = node.title if node.title.strip() or node.description.strip() or node.host.strip() else node.url
    metadata = {
        "icon": "",
        "title": title,
        "description": node.description,
        "author": "",
        "publisher": node.host,
        "thumbnail": node.image,
    }
    return nodes.childless_node("bookmark", url=node.url, metadata=metadata, caption="")


def is_played_in_frame(node: model.Embed) -> bool:
    """Whether a frame plays it; a film or a sound of its own is HTML, as Ghost's cards for these want a picture or its length."""
    return node.provider not in FILES and bool(player_url_or_empty(node))


def embed_card(node: model.Embed, caption: Inlines = ()) -> LexicalNode:
    """A player in a frame."""
    return nodes.childless_node(
        "embed", url=node.url, embedType="video", html=player_html(node), metadata={}, caption=html.inlines(caption)
    )


def block_html_with_players(node: Block) -> str:
    """A block as HTML, with players in it where they can be."""
    return html.blocks(rewrite_nodes((node,), embed_as_player_html_if_played))


def embed_as_player_html_if_played(node: Node) -> Node:
    """An embed as the HTML that plays it; any other node, and what nothing plays, as it is."""
    is_played = isinstance(node, model.Embed) and player_url_or_empty(node)
    return model.RawBlock("html", player_html(node)) if isinstance(node, model.Embed) and is_played else node


def player_html(node: model.Embed) -> str:
    """What plays an embed that has a `player_url_or_empty`."""
    player = html.escape_attribute(player_url_or_empty(node))
    title = html.escape_attribute(" ".join(label_lines_or_url(node)))
    if node.provider in FILES:
        return f'<{node.provider} src="{player}" title="{title}" controls></{node.provider}>'
    width, height = node.width or 560, node.height or 315
    return f'<iframe src="{player}" title="{title}" width="{width}" height="{height}" frameborder="0" allowfullscreen></iframe>'


def toggle_card(node: model.Details) -> LexicalNode:
    """A fold."""
    return nodes.childless_node("toggle", heading=html.inlines(node.summary), content=html.blocks(node.children))


def callout_card_without_emoji(node: model.Callout, text: Inlines) -> LexicalNode:
    """A boxed note without an emoji, which nobody wrote."""
    colour = _CALLOUT_COLOURS.get(node.kind.lower(), "grey")
    return nodes.childless_node("callout", calloutText=html.inlines(text), calloutEmoji="", backgroundColor=colour)
